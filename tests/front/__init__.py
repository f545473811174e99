"""Tests of ``bot.front``."""
