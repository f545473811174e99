"""Tests of ``bot.questions``."""
