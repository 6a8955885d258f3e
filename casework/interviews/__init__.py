"""Talks with the client and with those who can confirm what the client says (SP-3)."""
