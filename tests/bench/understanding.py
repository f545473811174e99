"""Sentences nobody trained on: how many are answered, one tap away, or wrong, and at what cost.

``unseen`` was written before any of it was tried, ``tried`` is what liaisons typed; sentences that
happen to stand word for word among the phrasings are left out. Useful: answered rightly, or among
the three offers. Wrong: answered as something else without asking.

"""

from __future__ import annotations

import time
from collections.abc import Iterator

from bot.front.beyond import certain
from bot.questions import features, learnt
from bot.questions.guess import NOTHING, guesses
from bot.questions.topic import topics
from tests.questions.phrasings import Sentence, commands_for, commands_unseen, read

_FILES = ("unseen.txt", "tried.txt")


async def run() -> list[str]:
    """The lines of the report."""
    known = topics()
    count = sum(len(one.phrasings) for one in known.values())
    lines = [f"{len(known)} topics, {count} phrasings"]
    for file in _FILES:
        lines += _measured(file)
    return [*lines, *_of_the_office()]


def _of_the_office() -> Iterator[str]:
    """What is offered to the office for sentences that none was learnt from, by learning alone."""
    unseen = [(command, said) for command, said in commands_unseen() if command != learnt.NONE]
    learnt.heard()
    started = time.perf_counter()
    found = [commands_for(*one) for one in unseen]
    each = (time.perf_counter() - started) / len(unseen) * 1000
    first, three, five = (
        sum(wanted in offered[:most] for wanted, offered in found) / len(found)
        for most in (1, 3, 5)
    )
    yield (
        f"commands_unseen.txt: {len(unseen)} sentences, {len(learnt.phrasings())} learnt from:"
        f" {first:.1%} first, {three:.1%} among three, {five:.1%} among five; {each:.2f} ms each"
    )


def _measured(file: str) -> Iterator[str]:
    trained = {features.tidied(s) for one in topics().values() for s in one.phrasings}
    every = read(file)
    fresh = [one for one in every if features.tidied(one.masked) not in trained]
    mine = [one for one in fresh if NOTHING not in one.wanted]
    foreign = [one for one in fresh if NOTHING in one.wanted]
    started = time.perf_counter()
    found = [_Found(one) for one in mine]
    each = (time.perf_counter() - started) / max(1, len(mine)) * 1000
    first = sum(one.first for one in found) / len(mine)
    useful = sum(one.useful for one in found) / len(mine)
    wrong = sum(one.wrong for one in found) / len(mine)
    yield (
        f"{file}: {len(mine)} sentences ({len(every) - len(fresh)} known word for word left out):"
        f" {useful:.1%} useful, of these right at once {first:.1%}; {wrong:.1%} wrong;"
        f" {each:.2f} ms each"
    )
    if foreign:
        taken = sum(_Found(one).answered for one in foreign)
        yield f"  {len(foreign)} that are none of ours: {taken} answered all the same"


class _Found:
    """What becomes of a sentence."""

    def __init__(self, one: Sentence) -> None:
        known = topics()
        near = guesses(features.tidied(one.masked), lambda name: known[name].fits(one.office))
        offered = [guess.topic for guess in near if guess.topic != NOTHING][:3]
        self.answered = bool(near) and certain(near[0], office=one.office)
        self.first = self.answered and near[0].topic in one.wanted
        self.wrong = self.answered and near[0].topic not in one.wanted
        self.useful = self.first or (not self.answered and bool(one.wanted & set(offered)))
