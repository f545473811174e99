"""A story played at the same moment on the stage and through real channels: what all need.

How people send, and what their phones show, is each channel's own (its ``replayed``).
"""

from __future__ import annotations

import itertools
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

import bot.running.app
from bot.corridor import clock
from bot.corridor.codes import Codes
from bot.corridor.events import Message
from bot.running.app import Application
from bot.running.believable import Believable
from bot.running.heartbeat import Heartbeat
from tests.sample_papers import PAPERS
from tests.stage import Stage, code_of, plain_of
from tests.test_stories import _beat as beat_on_stage

Letters = list[tuple[str, Message]]
A = TypeVar("A", int, str)
"""What an address is on a channel."""


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


class Side(ABC):
    """One channel beside the stage: how people send there, and what their phones show."""

    def __init__(self, running: Runs, play: Stage) -> None:
        self.running = running
        self.play = play

    @abstractmethod
    def said(self) -> int:
        """How much the bot has said so far."""

    @abstractmethod
    def send(self, turn: Mapping[str, Any]) -> None:
        """What a person of the story does."""

    @abstractmethod
    def expected(self, letters: Letters) -> dict[str, str]:
        """What the stage said, by chat, as this channel shows it."""

    @abstractmethod
    def arrived(self, after: int) -> dict[str, str]:
        """What phones show beyond the first ``after`` messages."""

    async def played(self, turn: Mapping[str, Any]) -> None:
        """One turn of the story, here."""
        if turn.get("beat"):
            heartbeat = self.running.application.heartbeat
            assert isinstance(heartbeat, OnCall)
            await heartbeat.now()
        else:
            before = self.said()
            self.send(turn)
            if turn.get("files") and turn.get("in", "") != "group":
                await self.running.hears(lambda: self.said() > before)
        await self.running.settled()


def copied(play: Stage, database: Path, channel: str, of: Callable[[str], A]) -> list[A]:
    """The stage's county as it is, with its people and its group on another channel: who they are.

    ``of``: the address of somebody whom the stage calls by name.
    """
    database.parent.mkdir(parents=True)
    found = []
    with closing(sqlite3.connect(database)) as db:
        with closing(sqlite3.connect(play.database.path)) as there:
            there.backup(db)
        for table in ("identities", "groups"):
            for number, name in db.execute(f"select id, address from {table}").fetchall():
                address = of(name)
                db.execute(
                    f"update {table} set channel = ?, address = ? where id = ?",
                    (channel, str(address), number),
                )
                if table == "identities":
                    found.append(address)
        db.commit()
    return found


async def on_stage(play: Stage, turn: Mapping[str, Any]) -> Letters:
    """One turn of the story, on the stage."""
    if turn.get("beat"):
        letters = await beat_on_stage(play)
    else:
        letters = await play.send(
            turn["who"],
            turn.get("says", ""),
            press=turn.get("press"),
            route=turn.get("route"),
            files=[(name, PAPERS[name]()) for name in turn.get("files", [])],
            group=turn.get("in", "") == "group",
            edits=turn.get("edits"),
        )
    # On the stage no channel takes letters out of the outbox; beside it some have just done so.
    async with play.database.transaction() as db:
        await db.execute("update outbox set state = 'sent' where state = 'new'")
    return letters
