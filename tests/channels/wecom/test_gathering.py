"""Photos that come one by one: joined once, in order, and never lost to a failing database."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

import pytest

from bot.channels.wecom import gathering
from bot.channels.wecom.gathering import Gathering
from bot.channels.wecom.ports import WecomPorts
from bot.corridor.events import Attachment, Incoming
from storage.database import Database
from storage.evidence import EvidenceStore

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Inbox:
    """Intake, as far as the channel sees it."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self.joined: list[list[int]] = []
        self.carried: list[tuple[int, list[str]]] = []
        self.broken = 0

    async def keep(self, incoming: Incoming) -> int | None:
        if incoming.update in self.kept:
            return None
        self.kept[incoming.update] = len(self.kept) + 1
        return self.kept[incoming.update]

    async def join(self, pieces: Sequence[tuple[int, Incoming]], whole: Incoming) -> None:
        await asyncio.sleep(0)
        if self.broken:
            self.broken -= 1
            raise OSError("no disk")
        self.joined.append([number for number, _ in pieces])

    def carry(self, number: int, incoming: Incoming) -> None:
        self.carried.append((number, [file.label for file in incoming.attachments]))

    def ports(self) -> WecomPorts:
        return WecomPorts(
            database=cast("Database", None),
            store=cast("EvidenceStore", None),
            keep=self.keep,
            join=self.join,
            carry=self.carry,
            posted=lambda: None,
            clock=lambda: NOW,
        )


def photo(name: str, chat: str = "limin") -> Incoming:
    return Incoming(
        channel="wecom",
        update=f"{chat}/{name}",
        chat=chat,
        sender=chat,
        private=True,
        received=NOW,
        reply=f"R-{name}",
        attachments=(Attachment(label=name, remote="x"),),
    )


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def until(wanted: Sequence[object]) -> None:
    while not wanted:
        await asyncio.sleep(0.005)


async def test_several_become_one_under_the_first_number(inbox: Inbox) -> None:
    """Each further one is confirmed; the same one twice counts once."""
    confirmed: list[tuple[str, int]] = []
    gathered = Gathering(inbox.ports(), 0.05, lambda one, n: confirmed.append((one.reply, n)))
    for name in ("1", "2", "2", "3"):
        await gathered.add(photo(name))
    await until(inbox.carried)
    assert inbox.carried == [(1, ["1", "2", "3"])]
    assert inbox.joined == [[1, 2, 3]]
    assert confirmed == [("R-2", 2), ("R-3", 3)]


async def test_one_alone_is_carried_as_it_is(inbox: Inbox) -> None:
    gathered = Gathering(inbox.ports(), 0.01, lambda *_: None)
    await gathered.add(photo("1"))
    await until(inbox.carried)
    assert (inbox.carried, inbox.joined) == ([(1, ["1"])], [])


async def test_chats_are_gathered_apart(inbox: Inbox) -> None:
    gathered = Gathering(inbox.ports(), 60.0, lambda *_: None)
    await gathered.add(photo("1"))
    await gathered.add(photo("1", "wangqiang"))
    await gathered.close("limin")
    assert inbox.carried == [(1, ["1"])]
    await gathered.stop()
    assert inbox.carried == [(1, ["1"]), (2, ["1"])]


async def test_a_database_that_fails_is_asked_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for the photos goes on; they follow."""
    monkeypatch.setattr(gathering, "_AGAIN_SECONDS", 0.01)
    inbox.broken = 2
    gathered = Gathering(inbox.ports(), 60.0, lambda *_: None)
    for name in ("1", "2"):
        await gathered.add(photo(name))
    await gathered.finish("limin")
    assert inbox.carried == []
    await until(inbox.carried)
    assert inbox.carried == [(1, ["1", "2"])]


async def test_many_are_not_waited_for_without_end(inbox: Inbox) -> None:
    gathered = Gathering(inbox.ports(), 60.0, lambda *_: None)
    for number in range(gathering.MOST):
        await gathered.add(photo(str(number)))
    assert [len(files) for _, files in inbox.carried] == [gathering.MOST]


async def test_the_first_photo_waits_only_so_long(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address lives five minutes, however steadily others follow."""
    monkeypatch.setattr(gathering, "LONGEST_SECONDS", 0.05)
    gathered = Gathering(inbox.ports(), 60.0, lambda *_: None)
    await gathered.add(photo("1"))
    await until(inbox.carried)
    assert inbox.carried == [(1, ["1"])]
