"""A unit's form of one quarter: what every matter reads. Filling it in is ``bot.filling``."""
