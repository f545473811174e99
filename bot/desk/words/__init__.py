"""Sentences of this matter: what a person reads."""
