"""Another process holds the database, a picture cannot be drawn: nothing stays undone."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.corridor import drawn_later, intake
from bot.corridor.events import File, Incoming, Letter, Message, ReadyFile, Recipe, dumps
from bot.corridor.intake import MOST_TRIES, Intake
from bot.corridor.outbox import Outbox
from bot.corridor.router import Router
from bot.corridor.taken import TakenLog
from storage.faults import Busy
from storage.queries import corridor, web
from storage.sqlite import line
from tests.patience import LONG
from tests.sample_papers import picture
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.05)
    monkeypatch.setattr(intake, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(intake, "LONGEST_PAUSE", 0.02)


def _incoming(play: Stage, key: str, text: str = "", route: str | None = None) -> Incoming:
    return Incoming(
        channel="web",
        update=key,
        chat="李敏",
        sender="李敏",
        private=True,
        received=play.now,
        text=text,
        route=route,
    )


def _intake(play: Stage) -> Intake:
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    return Intake(play.database, play.store, router.turn, lambda: play.now)


async def test_what_could_not_be_written_is_tried_again_in_its_order(play: Stage) -> None:
    """A figure is typed for one row, then for the next, while another process holds the file."""
    door = _intake(play)
    kept = []
    for key, text, route in (
        ("u-1", "", "put/1/1/三.4/0"),
        ("u-2", "3", None),
        ("u-3", "", "put/1/1/三.4/1"),
        ("u-4", "1", None),
    ):
        incoming = _incoming(play, key, text, route)
        number = await door.keep(incoming)
        assert number is not None
        kept.append((number, incoming))
    holder = sqlite3.connect(play.database.path)
    holder.execute("begin immediate")
    with capture_logs() as logs:
        for number, incoming in kept:
            door.carry(number, incoming)
        await asyncio.sleep(0.4)
        assert door.standing_since == play.now
    assert [one["event"] for one in logs] == ["chat stands still"], "said once, not every time"
    holder.rollback()
    holder.close()
    await asyncio.wait_for(door.idle(), LONG)
    assert door.standing_since is None
    states = await play.query("select state from inbox order by id")
    assert [one["state"] for one in states] == ["done"] * 4
    values = await play.query("select value from claims order by input desc")
    assert sorted(one["value"] for one in values) == ["1", "3"]


async def test_stopping_does_not_wait_for_a_chat_that_stands_still(play: Stage) -> None:
    """What waits stays on disk, and the next start carries it on."""
    door = _intake(play)
    incoming = _incoming(play, "u-1", "首页")
    number = await door.keep(incoming)
    assert number is not None
    holder = sqlite3.connect(play.database.path)
    holder.execute("begin immediate")
    door.carry(number, incoming)
    await asyncio.sleep(0.1)
    await asyncio.wait_for(door.stop(), LONG)
    holder.close()
    after = _intake(play)
    assert await after.recover() == 1
    await after.idle()
    assert (await play.query("select state from inbox"))[0]["state"] == "done"


async def test_an_update_that_never_goes_through_is_set_aside(play: Stage) -> None:
    """Not the database's fault: after some tries the chat goes on, and the person is told."""
    tries = 0

    async def fails(_number: int, _incoming: Incoming) -> None:
        nonlocal tries
        tries += 1
        raise OSError(13, "Permission denied")

    door = Intake(play.database, play.store, fails, lambda: play.now)
    await door.receive(_incoming(play, "u-1", "首页"))
    await asyncio.wait_for(door.idle(), LONG)
    assert tries == MOST_TRIES
    assert (await play.query("select state from inbox"))[0]["state"] == "failed"
    [(_, message)] = await play.letters()
    assert "U1" in message.text


class _Channel:
    """Takes every letter."""

    def __init__(self) -> None:
        self.letters: list[tuple[Letter, Sequence[ReadyFile]]] = []
        self.after: Callable[[], None] = lambda: None

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        self.letters.append((letter, files))
        self.after()
        return str(len(self.letters))


def _outbox(play: Stage, make: Callable[[Recipe], bytes]) -> tuple[Outbox, _Channel]:
    channel = _Channel()
    outbox = Outbox(play.database, play.store, make, lambda: play.now)
    outbox.channels = {"telegram": channel}
    return outbox, channel


async def _post(play: Stage, message: Message, reason: str) -> None:
    async with play.database.transaction() as db:
        await corridor.post(db, None, "telegram", "77", dumps(message), reason=reason, now=play.now)


WITH_PICTURE = Message(
    text="排名如下",
    files=(File(label="排名.png", recipe=Recipe(name="x", data={}), picture=True),),
)


async def test_a_picture_that_cannot_be_drawn_follows_its_text(play: Stage) -> None:
    """The text goes at once, what comes after it too, and the picture when it can be drawn."""
    broken = True

    def make(_: Recipe) -> bytes:
        if broken:
            raise ValueError("no font")
        return picture((9, 9, 9))

    outbox, channel = _outbox(play, make)
    await _post(play, WITH_PICTURE, "one")
    await _post(play, Message(text="下一条"), "two")
    await outbox.round()
    await outbox.round()
    told = [letter.message.text for letter, _ in channel.letters]
    assert told == ["排名如下\n（“排名.png”暂时没有做好，做好后补发。）", "下一条"]
    assert await outbox.pay() == 0
    broken = False
    assert await outbox.pay() == 1
    await outbox.round()
    letter, files = channel.letters[-1]
    assert ([file.label for file in files], files[0].kind) == (["排名.png"], "jpg")
    assert letter.message.text == "补发刚才没有做好的文件："
    assert await outbox.pay() == 0, "owed no longer"


async def test_a_picture_that_is_never_drawn_is_given_up_aloud(play: Stage) -> None:
    """After some beats of the clockwork the chat is told, once, with a number."""

    def make(_: Recipe) -> bytes:
        raise ValueError("no font")

    outbox, channel = _outbox(play, make)
    await _post(play, WITH_PICTURE, "one")
    await outbox.round()
    paid = [await outbox.pay() for _ in range(drawn_later.MOST_TRIES + 2)]
    assert paid == [0] * (drawn_later.MOST_TRIES - 1) + [1, 0, 0]
    await outbox.round()
    text = channel.letters[-1][0].message.text
    assert "“排名.png”没有做成" in text
    assert "L1" in text


async def test_a_letter_that_was_sent_is_not_sent_again_while_nothing_can_be_written(
    play: Stage,
) -> None:
    """The channel has it, the mark waits: however often it is tried, the person reads it once."""
    outbox, channel = _outbox(play, lambda _: b"")
    await _post(play, Message(text="一次"), "one")
    holder = sqlite3.connect(play.database.path)
    channel.after = lambda: holder.execute("begin immediate") and None
    for _ in range(3):
        with pytest.raises(Busy):
            [posted] = await _due(play)
            await outbox._deliver(posted)
        channel.after = lambda: None
    holder.rollback()
    holder.close()
    await outbox.round()
    assert [letter.message.text for letter, _ in channel.letters] == ["一次"]
    assert (await play.query("select state, external from outbox"))[0]["state"] == "sent"


async def _due(play: Stage) -> list[corridor.Posted]:
    async with play.database.reading() as db:
        return await corridor.due(db, play.now, 5)


async def test_everything_that_was_said_and_never_taken_in_is_repeated(play: Stage) -> None:
    """Six hundred messages of yesterday, all but the oldest one taken in; one of a year ago is
    not looked at: what intake did with it is forgotten.
    """
    async with play.database.transaction() as db:
        await web.put_room(db, "李敏", "信考", "2026-01-01T00:00:00.000000Z", private=True)
        for n in range(600):
            await _said(db, f"k-{n}", f"第{n}条", "2026-11-22T02:00:00.000000Z")
            if n:
                number = await corridor.receive(
                    db, "web", f"in:李敏:k-{n}", "李敏", "{}", play.now - timedelta(days=1)
                )
                await corridor.finish(db, number or 0, "{}")
        await _said(db, "old", "去年的", "2025-11-22T02:00:00.000000Z")
        rows = await web.never_taken_in(db, "2026-09-01T00:00:00.000000Z")
    assert [row.key for row in rows] == ["in:李敏:k-0"]


async def _said(db: corridor.Session, key: str, text: str, at: str) -> None:
    await web.add_entry(
        db,
        chat="李敏",
        direction="in",
        key=f"in:李敏:{key}",
        author="李敏",
        author_name="李敏",
        replaces=None,
        payload=f'{{"text":"{text}","files":[]}}',
        at=at,
    )


async def test_a_letter_on_the_wire_when_the_process_dies_is_not_sent_again(
    play: Stage, tmp_path: Path
) -> None:
    """Taken by the channel, not marked: the next process marks it; one never taken goes out."""
    taken = TakenLog(tmp_path / "outbox.sent")
    outbox, channel = _outbox(play, lambda _: b"")
    outbox._log = taken
    await _post(play, Message(text="一次"), "one")
    [posted] = await _due(play)
    await outbox._sent(posted, [])  # and the process is killed before the mark
    await _post(play, Message(text="下一条"), "two")
    after, other = _outbox(play, lambda _: b"")
    after._log = TakenLog(tmp_path / "outbox.sent")
    assert await after.recover() == 1
    await after.round()
    assert [letter.message.text for letter, _ in channel.letters] == ["一次"]
    assert [letter.message.text for letter, _ in other.letters] == ["下一条"]
    assert await after.recover() == 0, "said once"


async def test_a_line_of_another_database_marks_nothing(play: Stage, tmp_path: Path) -> None:
    """After a restore the same number is another letter; half a line is none."""
    file = tmp_path / "outbox.sent"
    file.write_text('[1, "77", "2020-01-01T00:00:00.000000Z", "5", []]\n[1, "77", "20', "utf-8")
    outbox, channel = _outbox(play, lambda _: b"")
    outbox._log = TakenLog(file)
    await _post(play, Message(text="新的"), "one")
    assert await outbox.recover() == 0
    await outbox.round()
    assert [letter.message.text for letter, _ in channel.letters] == ["新的"]
