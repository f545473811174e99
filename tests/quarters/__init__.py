"""Tests of ``bot.quarters``."""
