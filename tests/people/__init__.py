"""Tests of ``bot.people``."""
