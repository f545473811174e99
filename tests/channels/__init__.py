"""Tests of the channels: each against real storage, none against a network."""
