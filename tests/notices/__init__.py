"""Tests of ``bot.notices``."""
