"""The whole page in a real browser; run with ``-m browser``."""
