"""Tests of ``bot.editions``."""
