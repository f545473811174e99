"""One file per step; the newest is what the program is written for."""
