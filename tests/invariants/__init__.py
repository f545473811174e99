"""Tests of ``bot.invariants``."""
