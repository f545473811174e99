"""Questions put together: who × what × when × compared with what × order × first n × as what.

A sentence is read word by word (``reading``, over the words of ``lexicon``); if every word of it is
accounted for, ``composing`` makes a ``Query`` of them, else there is none: what is left over would
change the meaning. ``following`` changes the last query by one thing. What a query comes to is
worked out in ``bot.inquiry``; fixed wordings of single commands are ``bot.questions.grammar``'s.
"""

from bot.questions.combined.composing import compose
from bot.questions.combined.query import Condition, Query, dumps, loads
from bot.questions.combined.reading import Known, RowName

__all__ = ["Condition", "Known", "Query", "RowName", "compose", "dumps", "loads"]
