"""Tests of ``bot.corridor``."""
