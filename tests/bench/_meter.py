"""Where a bot's processor time goes, by part of the corridor.

Each part is a function of the corridor; the time between two of its suspensions is its own, less
what a part inside it takes. Measured in the loop's thread; what other threads used (the commits)
is the process's time less that. Metering costs a little itself, so it runs in a round of its own.
"""

from __future__ import annotations

import json
import time
import types
from collections import Counter
from collections.abc import Callable, Coroutine, Generator
from pathlib import Path
from typing import Any

OUTER = "turn: decide"
"""Reading and writing count for themselves inside a turn only."""


class Meter:
    """Adds up processor time by part."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self.reset()

    def reset(self) -> None:
        """Count from now on."""
        self.spent: Counter[str] = Counter()
        self._since = self._loop = time.thread_time()
        self._process = time.process_time()

    def enter(self, part: str, inside: str | None = None) -> None:
        """A part begins, or goes on; inside another than named it is that one's own work."""
        self._charge()
        top = self._stack[-1] if self._stack else None
        self._stack.append(part if inside is None or top == inside or top is None else top)

    def leave(self) -> None:
        """It ends, or waits."""
        self._charge()
        self._stack.pop()

    def _charge(self) -> None:
        now = time.thread_time()
        if self._stack:
            self.spent[self._stack[-1]] += now - self._since
        self._since = now

    def write(self, file: Path) -> None:
        """Seconds by part since the beginning, as JSON."""
        loop = time.thread_time() - self._loop
        process = time.process_time() - self._process
        rest = {
            "loop, timers, everything else": loop - sum(self.spent.values()),
            "other threads: commit and sync": process - loop,
        }
        told = {**self.spent, **rest}
        half = file.with_suffix(".half")
        half.write_text(json.dumps(told))
        half.rename(file)

    def patch(self, owner: Any, name: str, part: str, inside: str | None = None) -> None:
        """Meter a coroutine function of a class or module."""
        function = getattr(owner, name)

        async def metered(*args: Any, **values: Any) -> Any:
            return await self._steps(function(*args, **values), part, inside)

        setattr(owner, name, metered)

    @types.coroutine
    def _steps(
        self, work: Coroutine[Any, Any, Any], part: str, inside: str | None
    ) -> Generator[Any, Any, Any]:
        steps = work.__await__()
        go: Callable[[], Any] = lambda: next(steps)  # noqa: E731 -- what to do next, changed below
        while True:
            self.enter(part, inside)
            try:
                waited = go()
            except StopIteration as end:
                return end.value
            finally:
                self.leave()
            try:
                answer = yield waited
            except BaseException as fault:  # noqa: BLE001 -- handed on as it came
                go = _throwing(steps, fault)
            else:
                go = _sending(steps, answer)


def _sending(steps: Generator[Any, Any, Any], answer: Any) -> Callable[[], Any]:
    return lambda: steps.send(answer)


def _throwing(steps: Generator[Any, Any, Any], fault: BaseException) -> Callable[[], Any]:
    return lambda: steps.throw(fault)


def whole() -> Meter:
    """A meter on every part of the whole bot."""
    from bot.channels.telegram import inlet
    from bot.channels.telegram.poller import Poller
    from bot.channels.telegram.wire import Wire
    from bot.corridor.intake import Intake
    from bot.corridor.outbox import Outbox
    from bot.corridor.router import Router
    from storage.session import Session
    from storage.writer import Writer

    meter = Meter()
    meter.patch(Poller, "_round", "poll: ask, read, hand over")
    meter.patch(Intake, "receive", "keep")
    meter.patch(Router, "turn", OUTER)
    for name in ("rows", "first", "one", "all", "execute_fetchall"):
        meter.patch(Session, name, "turn: load", inside=OUTER)
    for name in ("execute",):
        meter.patch(Session, name, "turn: write", inside=OUTER)
    meter.patch(Writer, "_commit_soon", "commit, in the loop")
    meter.patch(Outbox, "_take_up", "deliver: letters from the outbox")
    meter.patch(Outbox, "_carry", "deliver: letters from the outbox")
    meter.patch(Wire, "call", "deliver: send by HTTP", inside="deliver: letters from the outbox")
    meter.patch(inlet, "_quietly", "stop the button's spinner")
    return meter
