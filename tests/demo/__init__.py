"""Tests of ``bot.demo``."""
