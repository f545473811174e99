"""What is all but certain is answered at once, with the other readings below; acts never are.

How certain: the belief that the roads to an offer come to together (``bot.front.ranked``). The
measures are those at which no sentence of a stranger's set, learnt from or held back, was answered
with another page than it asked for (``tests.bench.offers``). No page of its own.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.events import Button, Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined, ranked
from bot.front.asking import Asking
from bot.front.said import Said
from bot.questions import Meaning, Name, parse
from bot.questions.about_rules import about_a_rule
from bot.questions.meaning import TOLD
from bot.questions.topic import topics
from bot.speech.calendar import in_china

_SURE: Final = 0.82
"""So much believed, a page is gone to whatever it is about."""
_RULE, _OF_A_RULE, _APART = 0.85, 0.6, 0.25
"""How surely a sentence asks after a rule; then an explanation is told that is believed so much,
and so much more than the next."""
_OTHERS: Final = 3
"""So many other readings stand below the answer."""
_READ: Final[frozenset[Name]] = TOLD | frozenset(
    (
        "ranking", "grades", "losses", "score", "why", "history", "compare", "changes", "units",
        "progress", "who_not_reported", "who_reported", "who_filling", "who_idle", "late",
        "sent_back", "extended", "not_bound", "quarter_status", "rule_changes", "unit_reports",
        "reports_received", "reports_missing", "reports_late", "contact", "evidence",
    )
)  # fmt: skip
"""Questions whose page is only read; whatever makes, sends or decides is offered, and no more."""


async def told(
    turn: Turn, asking: Asking, said: Said, best: ranked.Weighed, shown: Message
) -> Message | None:
    """The answer, with the other readings below; None: it is not certain, or no question."""
    if not said.office or not ranked.asks(said.text) or not sure(said, best):
        return None
    (label, route) = best[0][0]
    offered = [button for row in shown.buttons for button in row]
    first = next(iter(offered), None)
    if first is None or first.route != route or not await _reads(asking, label, route):
        return None
    answer = await _answer(turn, route)
    if answer is None:
        return None
    others = [one for one in offered[1:] if one.route not in _LAST][:_OTHERS]
    return with_others(answer, others)


def sure(said: Said, best: ranked.Weighed) -> bool:
    """Whether what stands first is believed enough."""
    if not best:
        return False
    believed = best[0][1]
    if believed >= _SURE:
        return True
    ahead = believed - (best[1][1] if len(best) > 1 else 0)
    explains = best[0][0][1].startswith(_EXPLAINS)
    return (
        explains and believed >= _OF_A_RULE and ahead >= _APART and about_a_rule(said.tidy) >= _RULE
    )


_EXPLAINS: Final = "topic/"
_LAST: Final = ("help", "home")


async def _reads(asking: Asking, label: str, route: str) -> bool:
    """Whether an offer is a page that is only read."""
    if route.startswith(_EXPLAINS):
        topic = topics().get(route.split("/")[1])  # what is told to units speaks of their filling
        return topic is not None and (topic.side == "office" or bool(topic.office))
    query = await combined.read(asking, label)
    if query is not None:
        return not query.form
    known = [(one.year, one.number) for one in asking.quarters]
    today = in_china(asking.now).date()
    meant = parse(label, asking.roster, today, role=asking.role, known=known, guess=False)
    return isinstance(meant, Meaning) and meant.name in _READ and not meant.arguments.sheet


async def _answer(turn: Turn, route: str) -> Message | None:
    """What the page says, where it is one letter."""
    before = len(turn.said)
    try:
        await turn.visit(route)
    except InsteadError:
        del turn.said[before:]
        return None
    letters = turn.said[before:]
    del turn.said[before:]
    return letters[0] if len(letters) == 1 else None


def with_others(answer: Message, others: list[Button]) -> Message:
    """The answer, and below its own buttons what else may have been asked."""
    known = {sign for row in answer.buttons for one in row for sign in (one.route, one.label)}
    apart = {one.label: one for one in others if not known & {one.route, one.label}}
    rows = tuple((one,) for one in apart.values())
    if not rows:
        return answer
    own, home = answer.buttons[:-1], answer.buttons[-1:]
    text = f"{answer.text}\n\n不是问这个，看下面几个是不是：" if answer.text else answer.text
    return answer.model_copy(update={"text": text, "buttons": (*own, *rows, *home)})
