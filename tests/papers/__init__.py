"""Tests of ``bot.papers``."""
