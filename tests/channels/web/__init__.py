"""The web chat, against real storage."""
