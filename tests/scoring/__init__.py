"""Tests of the scoring room; they need no chat, database or clock."""
