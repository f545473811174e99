"""Help beside the forms: how a row is filled in, everyday questions, and asking the office itself.

Here: what is answered from topics and clauses, questions passed on to the office and its answers,
sentences nobody understood, how the office is reached. Not here: understanding commands
(``bot.questions``), where a typed sentence goes (``bot.front``).
"""
