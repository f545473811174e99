"""Tests mirror the rooms; ``stage`` plays whole conversations on real storage."""
