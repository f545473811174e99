"""Sheets of this matter."""
