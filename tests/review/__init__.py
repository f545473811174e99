"""Tests of ``bot.review``."""
