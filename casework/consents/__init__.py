"""Informed consent: given, refused or withdrawn before an assessment rests on it (SP-1, SP-3)."""
