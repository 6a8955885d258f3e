"""The office itself: its letterhead and settings, its officials, the rules it has published."""
