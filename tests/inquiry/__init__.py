"""Tests of ``bot.inquiry``."""
