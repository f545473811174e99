"""Sentences about what was read in the papers."""
