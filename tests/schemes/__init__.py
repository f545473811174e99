"""Drafting, confirming and releasing the office's own rules."""
