"""Every story once more, over Telegram: the same words arrive, in the same order, in every chat.

Each turn is played twice at the same moment: on the stage, whose answers ``test_transcripts`` holds
to the written story, and through phones, HTTP, the real channel and back.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import bot.app
from bot.app import Application
from bot.codes import Codes
from bot.events import Message
from bot.heartbeat import Heartbeat
from bot.words import telegram as words
from tests.bot.channels.telegram.live import GROUP, Live, found, number_of, settings_for, start
from tests.papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, code_of, plain_of, stage
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown
from tests.test_transcripts import STORIES
from tests.test_transcripts import _beat as beat_on_stage

OTHERWISE = {
    "pack_office": "Telegram carries a pack as files, the web chat as a download (test_pack)",
    "office_set_up": "where there are real groups, the set-up code belongs into the group",
}
"""Stories that go another way on Telegram, and why."""


class OnCall(Heartbeat):
    """Beats when the story says so, and not by itself."""

    def start(self) -> None:
        """No clockwork."""

    async def beat(self) -> None:
        """Not at the start either."""

    async def now(self) -> None:
        """The beat of the story."""
        await super().beat()


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_the_story_reads_the_same_on_telegram(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Title, text, folded part, files and buttons of every letter."""
    told = tomllib.loads(story.read_text("utf-8"))
    setting = told.get("stage", {})
    if story.stem in OTHERWISE:
        pytest.skip(OTHERWISE[story.stem])
    async with stage(tmp_path / "stage", **setting) as play, Emulator() as emulator:
        monkeypatch.setattr(bot.app, "clock", lambda: play.now)
        monkeypatch.setattr(bot.app, "Heartbeat", OnCall)
        emulator.clock = lambda: int(play.now.timestamp())
        await found(tmp_path / "live", **setting)
        running = Live(emulator, settings_for(tmp_path / "live", emulator))
        running.application = await _started(running, play, setting.get("codes", []))
        try:
            for number, turn in enumerate(told["turn"], 1):
                await _play(running, play, turn, f"turn {number}")
        finally:
            await running.application.stop()


class AsWritten(Codes):
    """Codes of the story's own choice: with marks as on the stage."""

    def plain(self, token: str) -> str:
        return plain_of(token)


async def _started(running: Live, play: Stage, codes: list[str]) -> Application:
    """The application in the stage's world: its clock, codes and links."""
    application = await start(running.settings)
    application.codes = AsWritten(b"")
    fresh = iter(codes) if codes else (f"CODE-{n:04d}" for n in itertools.count(1))
    application.router.world = replace(
        application.router.world,
        new_code=lambda: code_of(next(fresh)),
        link=play.world.link,
        schemes=play.world.schemes,
    )
    assert application.telegram is not None
    await application.telegram.ready.wait()
    running.emulator.chat(GROUP, "group")
    for row in await running.query("select address from identities", of=application):
        running.emulator.chat(int(row["address"]))
    return application


async def _play(running: Live, play: Stage, turn: dict[str, Any], where: str) -> None:
    if "at" in turn:
        play.now = datetime.fromisoformat(turn["at"]).replace(tzinfo=SHANGHAI)
    before = len(running.emulator.sent)
    letters = await (_beaten if turn.get("beat") else _said)(running, play, turn)
    # On the stage no channel takes letters out of the outbox; here one has just done so.
    async with play.database.transaction() as db:
        await db.execute("update outbox set state = 'sent' where state = 'new'")
    expected: dict[int, list[str]] = {}
    for chat, message in letters:
        expected.setdefault(number_of(chat), []).append(_on_stage(message))
    arrived: dict[int, list[str]] = {}
    for sent in running.emulator.sent[before:]:
        if "remove_keyboard" in sent.get("reply_markup", {}):
            continue  # what takes Telegram's keyboard away says nothing of the story
        arrived.setdefault(sent["chat"]["id"], []).append(_on_phone(sent))
    assert {c: "\n".join(m) for c, m in arrived.items()} == {
        c: "\n".join(m) for c, m in expected.items()
    }, where


async def _beaten(running: Live, play: Stage, _: dict[str, Any]) -> list[tuple[str, Message]]:
    """A beat of the clockwork, here and on the stage."""
    heartbeat = running.application.heartbeat
    assert isinstance(heartbeat, OnCall)
    await heartbeat.now()
    await running.settled()
    return await beat_on_stage(play)


async def _said(running: Live, play: Stage, turn: dict[str, Any]) -> list[tuple[str, Message]]:
    """A turn of somebody, here and on the stage."""
    before = len(running.emulator.sent)
    _send(running, play, turn)
    files = [(name, PAPERS[name]()) for name in turn.get("files", [])]
    if files and turn.get("in", "") != "group":
        await running.hears(lambda: len(running.emulator.sent) > before)
    await running.settled()
    return await play.send(
        turn["who"],
        turn.get("says", ""),
        press=turn.get("press"),
        route=turn.get("route"),
        files=files,
        group=turn.get("in", "") == "group",
        edits=turn.get("edits"),
    )


def _send(running: Live, play: Stage, turn: dict[str, Any]) -> None:
    phone = Phone(running.emulator, number_of(turn["who"]), turn["who"])
    group = running.emulator.chats[GROUP] if turn.get("in", "") == "group" else None
    text = turn.get("says", "")
    if "press" in turn:
        try:
            phone.presses(turn["press"], group)
        except AssertionError:
            # On a message that has since been replaced in its place: still a press, from memory.
            chat = OFFICE if group else turn["who"]
            phone.presses_data(play.button(chat, turn["press"]), group)
    elif "route" in turn:
        phone.presses_data(turn["route"], group)
    elif "edits" in turn:
        phone.edits(turn["edits"], text)
    elif "files" in turn:
        album = {"media_group_id": "A"} if len(turn["files"]) > 1 else {}
        for index, name in enumerate(turn["files"]):
            phone.sends_file(name, PAPERS[name](), text if index == 0 else "", group, **album)
    else:
        # In the group, people say whom they mean.
        phone.says(f"@xinkao_bot {text}" if group else text, group)


def _on_stage(message: Message) -> str:
    label = f"{message.detail_label}：\n" if message.detail_label else ""
    lines = [message.title, message.text, message.detail and label + message.detail]
    files = ["(图)" if file.picture else f"({file.label})" for file in message.files]
    rows = [_row(button.label for button in row) for row in message.buttons]
    return _tidy([*files, *lines, *rows])


def _on_phone(sent: dict[str, Any]) -> str:
    files = [f"({sent['document']['file_name']})"] if "document" in sent else []
    files += ["(图)"] if "photo" in sent else []
    markup = sent.get("reply_markup", {})
    rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    keys = [[key["text"] for key in row if "request_contact" not in key] for row in rows]
    # Said in a group beside buttons, because only a reply is heard there: Telegram's own line.
    text = shown(sent).replace(words.reply_here(), "")
    return _tidy([*files, text, *[_row(row) for row in keys if row]])


def _row(labels: Iterable[str]) -> str:
    return " ".join(f"[{label}]" for label in labels)


def _tidy(lines: Iterable[str]) -> str:
    return "\n".join(line.strip() for text in lines for line in text.splitlines() if line.strip())
