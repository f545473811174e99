"""What people type to the bot: one table of wordings, from which parser and help text both come.

Here lives understanding a command or a sentence; what is then shown, and whether this person may
see it, do not live here. ``meaning``: what can be meant. ``grammar``: the wordings. ``sentence``:
cutting out names. ``parser``: from a text to a meaning. ``offered``: the help text.
"""

from bot.questions.grammar import GRAMMAR
from bot.questions.meaning import Arguments, Ask, Choice, Meaning, Name, Role
from bot.questions.offered import help_lines
from bot.questions.parser import command, parse, walking

__all__ = [
    "GRAMMAR",
    "Arguments",
    "Ask",
    "Choice",
    "Meaning",
    "Name",
    "Role",
    "command",
    "help_lines",
    "parse",
    "walking",
]
