"""A story played at the same moment on the stage and through a real channel: what both need.

How people send, and what their phones show, is each channel's own (``test_replay`` beside it).
"""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol

import pytest

import bot.running.app
from bot.corridor import clock
from bot.corridor.codes import Codes
from bot.corridor.events import Message
from bot.running.app import Application
from bot.running.believable import Believable
from bot.running.heartbeat import Heartbeat
from tests.sample_papers import PAPERS
from tests.stage import SHANGHAI, Stage, code_of, plain_of
from tests.test_stories import _beat as beat_on_stage

Letters = list[tuple[str, Message]]


class Runs(Protocol):
    """A running bot behind its channel."""

    application: Application

    async def hears(self, wanted: Callable[[], object]) -> None:
        """Wait until something is so."""
        ...

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        ...


async def told_at_the_start(running: Runs) -> None:
    """What the start itself says goes now, before the story begins.

    It was put off until the channel was reached, and the story's clock stands still meanwhile.
    """
    async with running.application.database.transaction() as db:
        await db.execute("update outbox set not_before = created_at where state = 'new'")
    running.application.outbox.posted()
    await running.settled()


class OnCall(Heartbeat):
    """Beats when the story says so, and not by itself."""

    def start(self) -> None:
        """No clockwork."""

    async def beat(self) -> None:
        """Not at the start either."""

    async def now(self) -> None:
        """The beat of the story."""
        await super().beat()


class AsWritten(Codes):
    """Codes of the story's own choice: with marks as on the stage."""

    def plain(self, token: str) -> str:
        return plain_of(token)


def on_the_story_s_clock(monkeypatch: pytest.MonkeyPatch, play: Stage) -> None:
    """The application's time is the story's, and its heart beats when the story says so.

    The clock that only runs forward goes with it: a story's days pass, its clock does not jump.
    """
    monkeypatch.setattr(clock, "now", lambda: play.now)
    forward = partial(Believable, forward=lambda: play.now.timestamp())
    monkeypatch.setattr(bot.running.app, "Believable", forward)
    monkeypatch.setattr(bot.running.app, "Heartbeat", OnCall)


def in_the_story_s_world(application: Application, play: Stage, codes: list[str]) -> None:
    """The application gives the stage's codes, links, schemes and chance."""
    application.codes = AsWritten(b"")
    fresh = iter(codes) if codes else (f"CODE-{n:04d}" for n in itertools.count(1))
    application.router.world = replace(
        application.router.world,
        new_code=lambda: code_of(next(fresh)),
        link=play.world.link,
        schemes=play.world.schemes,
        second_percent=play.world.second_percent,
        chance=play.world.chance,
    )


async def turned(
    running: Runs,
    play: Stage,
    turn: Mapping[str, Any],
    send: Callable[[], None],
    count: Callable[[], int],
) -> Letters:
    """One turn of the story, here by ``send`` and on the stage; the letters of the stage.

    ``count``: how much the bot has said so far.
    """
    if "at" in turn:
        play.now = datetime.fromisoformat(turn["at"]).replace(tzinfo=SHANGHAI)
    played: Awaitable[Letters]
    if turn.get("beat"):
        heartbeat = running.application.heartbeat
        assert isinstance(heartbeat, OnCall)
        await heartbeat.now()
        await running.settled()
        played = beat_on_stage(play)
    else:
        before = count()
        send()
        files = [(name, PAPERS[name]()) for name in turn.get("files", [])]
        grouped = turn.get("in", "") == "group"
        if files and not grouped:
            await running.hears(lambda: count() > before)
        await running.settled()
        played = play.send(
            turn["who"],
            turn.get("says", ""),
            press=turn.get("press"),
            route=turn.get("route"),
            files=files,
            group=grouped,
            edits=turn.get("edits"),
        )
    letters = await played
    # On the stage no channel takes letters out of the outbox; here one has just done so.
    async with play.database.transaction() as db:
        await db.execute("update outbox set state = 'sent' where state = 'new'")
    return letters
