"""Answers to combined questions: what a query of ``bot.questions.combined`` comes to.

``facts``: what is known of units in a quarter, fetched when a question needs it. ``conditions``:
whom a condition holds for. ``figures``: what units are ordered by and shown with. ``finding``: a
query to a list. ``words`` says back what was understood; ``sheets`` makes the list a workbook.
Questions of a single fact (a telephone, a date, a clause) are in ``pages.single``.
"""
