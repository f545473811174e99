"""What it costs to hear one sentence: processor time of every heard set, at 80 and 10,000 units.

Each sentence of ``tests/bench/heard`` comes as a message of its own to somebody who has seen the
home page (a liaison: the question it was thought for), several times, and nothing of it is kept;
its figure is the least of them, so that a neighbour on the machine does not count. Counted is the
corridor until it is known what is answered: who speaks, the waiting form, all readers, the search.
Not counted: the page that answers, and a list's own figures, which are ``questions``'.
``HEARD_EACH``: every so many sentences alone.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, cast

from bot.corridor.events import Incoming, dumps
from bot.corridor.reads_first import WritesError
from bot.corridor.router import Router, _Gone
from bot.corridor.turn import ASKED, Turn
from bot.inquiry import answering
from bot.running import interpreter
from bot.speech.periodic import within
from storage.database import Session
from storage.queries import corridor
from tests.bench import _heard_liaison as liaisons
from tests.bench._heard_county import ADMIN, county
from tests.bench.hearing import HEARD, sentences
from tests.bench.sentences import _county as enlarged
from tests.stage import Stage

_SIZES: Final = (80, 10_000)
_TIMES: Final = 3
_WORST: Final = 8
_HEARS: Final = ("asked", "heard", ASKED)
"""Pages that only find out what is meant."""
_EACH: Final = int(os.environ.get("HEARD_EACH", "1"))


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    lines = []
    for size in _SIZES:
        for name, measured in (("office", _office), ("liaison", _liaison)):
            costs = await measured(size)
            costs.sort()
            least = [cost for cost, _ in costs]
            lines.append(
                f"{name}, {size} units, {len(costs)} sentences: median"
                f" {statistics.median(least):.1f} ms, 99 of 100 within"
                f" {least[len(least) * 99 // 100]:.1f}, worst {least[-1]:.1f}"
            )
            lines += [f"    {cost:.1f} ms {text}" for cost, text in costs[: -_WORST - 1 : -1]]
    return lines


class _Ear(Router):
    """A corridor that listens, keeps nothing, and tells answering apart from hearing."""

    def __init__(self, play: Stage) -> None:
        super().__init__(play.database, play.world, lambda: play.now, lambda: "E1")
        self._play = play
        self._number: int | None = None
        """Under which the one update that is heard again and again is kept."""
        self._answering: float | None = None
        """Seconds spent on answers so far; None: an answer is being made."""

    async def costs(self, who: str, text: str) -> float:
        """Milliseconds of processor time that hearing a text takes."""
        incoming = Incoming(
            channel="web", update="heard", chat=who, sender=who, private=True,
            received=self._play.now, text=text,
        )  # fmt: skip
        number = await self._kept(incoming)
        self._answering = 0.0
        begun = time.process_time()
        with within(self._play.world.rhythm):
            try:
                heard = await self._play.database.beside(
                    lambda db: self._read(db, number, incoming)
                )
                assert heard is not None, "nobody has carried it through"
            except WritesError:
                async with self._play.database.transaction() as db:
                    await self._undone(db, number, incoming)
        return (time.process_time() - begun - self._answering) * 1000

    async def _kept(self, incoming: Incoming) -> int:
        if self._number is None:
            async with self._play.database.transaction() as db:
                one = incoming.channel, incoming.update, incoming.chat, dumps(incoming)
                self._number = await corridor.receive(db, *one, incoming.received)
        assert self._number is not None
        return self._number

    async def _undone(self, db: Session, number: int, incoming: Incoming) -> None:
        with suppress(_UndoneError):
            async with db.undoable():
                turn = await self._enter(db, number, incoming)
                assert turn is not None, "nobody has carried it through"
                await self._go_or_say(_Gone(turn, turn.conversation))
                raise _UndoneError

    async def _visit(self, turn: Turn, route: str) -> None:
        if route in _HEARS:
            await super()._visit(turn, route)
        else:
            await self.apart(super()._visit, turn, route)

    async def apart(self, answer: Callable[..., Awaitable[Any]], *given: Any) -> Any:
        """What is done for the answer, its time told apart."""
        if (before := self._answering) is None:
            return await answer(*given)
        self._answering, begun = None, time.process_time()
        try:
            return await answer(*given)
        finally:
            self._answering = before + time.process_time() - begun


class _UndoneError(Exception):
    """Takes back what was done for the measurement."""


Cost = tuple[float, str]


async def _least(ear: _Ear, who: str, texts: Iterable[str]) -> list[Cost]:
    found = []
    for text in texts:
        found.append((min([await ear.costs(who, text) for _ in range(_TIMES)]), text))
    return found


async def _office(size: int) -> list[Cost]:
    """Everything that is said to the office's side, by the administrator."""
    said = [one for path in sorted(HEARD.glob("*.txt")) for one in sentences(path) if one.judged]
    texts = [one.text for one in said if not one.sign]
    async with AsyncExitStack() as open_:
        folder = open_.enter_context(tempfile.TemporaryDirectory())
        play = await open_.enter_async_context(county(Path(folder)))
        await enlarged(play, size)
        ear = open_.enter_context(_listening(play))
        await play.send(ADMIN, "首页")
        return await _least(ear, ADMIN, texts[::_EACH])


async def _liaison(size: int) -> list[Cost]:
    """What liaisons say, each before the question it was thought for."""
    open_before: dict[str, dict[str, list[str]]] = {}
    for path in sorted(HEARD.glob("*.txt")):
        for one in sentences(path):
            if one.sign:
                unit = liaisons.whose(one.sign, liaisons.speaker(path))
                said = one.text.rpartition("⇒")[2].strip()
                open_before.setdefault(unit, {}).setdefault(one.sign, []).append(said)
    found = []
    for unit, signs in open_before.items():
        async with liaisons.before("[无]", unit) as liaison:
            await enlarged(liaison.play, size)
            with _listening(liaison.play) as ear:
                for sign, texts in signs.items():
                    await liaisons.opened(liaison, sign)
                    found += await _least(ear, liaison.name, texts[::_EACH])
    return found


@contextmanager
def _listening(play: Stage) -> Iterator[_Ear]:
    """Lists are answered where they are understood: their figures are told apart here."""
    ear, answer = _Ear(play), answering.answer

    async def told_apart(*given: Any) -> Any:
        return await ear.apart(answer, *given)

    answering.answer = cast("Any", told_apart)
    try:
        yield ear
    finally:
        answering.answer = answer
