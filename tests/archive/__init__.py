"""Tests of ``bot.archive``."""
