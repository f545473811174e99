"""Sentences of this matter."""
