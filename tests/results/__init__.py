"""Tests of ``bot.results``."""
