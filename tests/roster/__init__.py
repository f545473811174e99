"""Tests of ``bot.roster``."""
