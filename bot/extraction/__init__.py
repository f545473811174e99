"""Papers are read: bytes become pages of lines, each with the place it was read from.

Here are the readers of every format, the reading of pictures, and the process of its own they run
in. What a line means (title, date, issuer) is `bot.reading`'s; nothing here knows a matter, the
database or a scheme.
"""
