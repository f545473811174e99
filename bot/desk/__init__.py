"""The reviewer's desk: all items of a quarter with their papers on one wide page, and the search.

What the page shows is put together here and goes out as plain data. Nothing is decided here: a
decision made on the desk is a press like one on the phone, carried through by the pages of
``bot.review``. The page itself is the web channel's.
"""
