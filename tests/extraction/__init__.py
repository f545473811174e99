"""Tests of ``bot.extraction``, on real files the tests make."""
