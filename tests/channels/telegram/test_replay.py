"""Every story once more, over Telegram: the same words arrive, in the same order, in every chat.

Each turn is played twice at the same moment: on the stage, whose answers ``test_stories`` holds
to the written story, and through phones, HTTP, the real channel and back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram import words
from bot.corridor.events import Message
from bot.running.app import Application
from tests.channels.beside_the_stage import (
    in_the_story_s_world,
    on_the_story_s_clock,
    told_at_the_start,
    turned,
)
from tests.channels.telegram.live import GROUP, Live, found, number_of, settings_for, start
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage, stage
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown
from tests.test_stories import STORIES

OTHERWISE = {
    "pack_office": "Telegram carries a pack as files, the web chat as a download (test_pack)",
    "logins": "who is bound here is told so among the log-ins (test_out_means_out)",
    "office_set_up": "where there are real groups, the set-up code belongs into the group",
}
"""Stories that go another way on Telegram, and why."""


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
        on_the_story_s_clock(monkeypatch, play)
        emulator.clock = lambda: int(play.now.timestamp())
        await found(tmp_path / "live", **setting)
        running = Live(emulator, settings_for(tmp_path / "live", emulator))
        running.application = await _started(running, play, setting.get("codes", []))
        try:
            await told_at_the_start(running)
            for number, turn in enumerate(told["turn"], 1):
                await _play(running, play, turn, f"turn {number}")
        finally:
            await running.application.stop()


async def _started(running: Live, play: Stage, codes: list[str]) -> Application:
    """The application in the stage's world: its clock, codes and links."""
    running.emulator.chat(GROUP, "group")  # before the start, which may have something to say there
    application = await start(running.settings)
    in_the_story_s_world(application, play, codes)
    assert application.telegram is not None
    await application.telegram.ready.wait()
    for row in await running.query("select address from identities", of=application):
        running.emulator.chat(int(row["address"]))
    return application


async def _play(running: Live, play: Stage, turn: dict[str, Any], where: str) -> None:
    sent_now = running.emulator.sent
    before = len(sent_now)
    letters = await turned(
        running, play, turn, lambda: _send(running, play, turn), lambda: len(sent_now)
    )
    expected: dict[int, list[str]] = {}
    for chat, message in letters:
        expected.setdefault(number_of(chat), []).append(_on_stage(message))
    arrived: dict[int, list[str]] = {}
    for sent in sent_now[before:]:
        if "remove_keyboard" in sent.get("reply_markup", {}):
            continue  # what takes Telegram's keyboard away says nothing of the story
        arrived.setdefault(sent["chat"]["id"], []).append(_on_phone(sent))
    assert {c: "\n".join(m) for c, m in arrived.items()} == {
        c: "\n".join(m) for c, m in expected.items()
    }, where


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
