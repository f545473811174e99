"""Notices: the office writes to liaisons, and sees who has read it. No reminder, no figure."""
