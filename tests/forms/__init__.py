"""Tests of ``bot.forms``."""
