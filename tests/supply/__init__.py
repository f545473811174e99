"""Tests of ``bot.supply``."""
