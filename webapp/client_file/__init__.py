"""The page of a client's file: its header, tabs, timeline, identity and printed sheets."""
