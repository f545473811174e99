"""Tests of ``bot.release``."""
