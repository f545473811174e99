"""Tests of ``bot.filling``."""
