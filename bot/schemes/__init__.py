"""The office writes its own rules: a document becomes a draft, is confirmed row by row, tried on
last quarter's figures, and released by two admins for the next quarter.

How a clause is read is ``scoring.drafting``'s, what is kept ``storage.queries.schemes``'s, which
table a quarter opens with ``bot.forms.coming``'s.
"""
