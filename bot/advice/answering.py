"""What is answered to a topic: the clause of the asker's document, the answer, where to go on.

The office's own answer to a topic goes before what is in the data file. Nothing is decided here
that the document leaves open: then the office is asked.
"""

from __future__ import annotations

from typing import Final

from bot.advice import clauses
from bot.advice.asking import asks_the_office
from bot.advice.facts import Asker, fill
from bot.advice.words import answers as words
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE
from bot.corridor.turn import Turn
from bot.questions.topic import Topic
from storage.queries.advice import Known

LINKS: Final = {
    "papers": "proof",
    "owe": "owe",
    "rows": "rows",
    "withdraw": "withdraw",
    "receipts": "receipts",
    "reports": "reports",
    "history": "history",
    "fill": "resume",
    "home": "home",
    "help": "help",
    "me": "me",
    "further": "further",
    "score": "score",
    "changes": "changes",
    "carry": "carry",
    "gain": "gain",
    "check": "check",
    "proof": "proof",
    "sheet": "sheet",
    "unfinished": "unfinished",
    "appeals": "appeal",
    "trial": "trial",
    "announce": "announce",
    "supply": "supply",
    "units": "units",
    "extend": "extend",
    "open_quarter": "open",
    "schemes": "schemes",
    "circular": "circular",
    "invite": "invite",
    "invites_open": "invite/open/1",
    "remits": "remits",
    "roles": "roles",
    "trail": "trail",
    "editions": "editions",
    "notices": "notices",
    "unreachable": "unreachable",
    "review": "review",
}
"""Words of a topic's ``links`` and the pages they open."""
_FOR_UNITS: Final = frozenset(
    (
        "papers",
        "owe",
        "rows",
        "carry",
        "gain",
        "withdraw",
        "receipts",
        "reports",
        "fill",
        "score",
        "sheet",
        "history",
        "check",
        "proof",
    )
)
_FOR_OFFICE: Final = frozenset(
    (
        "unfinished",
        "appeals",
        "trial",
        "announce",
        "supply",
        "units",
        "extend",
        "open_quarter",
        "schemes",
        "circular",
        "invite",
        "invites_open",
        "remits",
        "roles",
        "trail",
        "editions",
        "notices",
        "unreachable",
        "review",
    )
)


def answer(turn: Turn, told: Asker, topic: Topic, own: Known | None, draft: int | None) -> Message:
    """The answer to a topic. ``draft``: the question as it was put, ready to be sent on."""
    office = told.unit_id is None and turn.has(*OFFICE)
    lines = clauses.quoted(told.schemes, topic.clause)
    elsewhere = bool(topic.only) and not told.has(topic.only)
    if own is not None:
        lines += [words.by_the_office(own.answer)]
    elif in_another_table(told, topic):
        lines += [words.not_in_your_table()]
    elif elsewhere:
        lines += [words.not_in_this_document(bool(lines))]
    else:
        lines += clauses.read_as(told.schemes, topic.reading)
        lines += [fill(topic.told(office), turn, told, topic.clause)]
    asks = own is None and (topic.asks or topic.open or elsewhere)
    return Message(
        title=topic.called(office),
        text="\n".join(lines),
        buttons=(
            *_links(turn, topic, office=office),
            *((words.consult(draft),) if asks and asks_the_office(turn) else ()),
            (*((words.other(draft),) if draft is not None else ()), words.HOME),
        ),
    )


def in_another_table(told: Asker, topic: Topic) -> bool:
    """七有, asked by a bureau: the row that the answer speaks of is none of the asker's unit."""
    if told.unit_id is None or not topic.only or not topic.clause or not told.has(topic.only):
        return False
    return not clauses.quoted(told.schemes, topic.clause)


def _links(turn: Turn, topic: Topic, *, office: bool) -> tuple[tuple[Button, ...], ...]:
    mine = bool(turn.units) and turn.incoming.private
    found = tuple(
        Button(label=label, route=LINKS[word])
        for label, word in topic.links
        if (office if word in _FOR_OFFICE else mine or word not in _FOR_UNITS)
    )
    return (found,) if found else ()
