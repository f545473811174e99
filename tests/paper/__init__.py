"""Tests of ``bot.paper``."""
