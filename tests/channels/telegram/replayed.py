"""A story over Telegram: the stage's county behind phones, HTTP and the real channel.

Its words, files and buttons are held against the stage's (``tests.channels.test_replay``).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.telegram import words
from bot.corridor.events import Message
from tests.channels.beside_the_stage import Letters, Side, copied, in_the_story_s_world
from tests.channels.telegram.live import GROUP, Live, number_of, settings_for, start
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown


@asynccontextmanager
async def over_telegram(folder: Path, play: Stage, codes: list[str]) -> AsyncIterator[Side]:
    """The application in the stage's world, on a copy of its county, and reached."""
    async with Emulator() as emulator:
        emulator.clock = lambda: int(play.now.timestamp())
        settings = settings_for(folder, emulator)
        numbers = copied(play, settings.database, "telegram", number_of)
        emulator.chat(GROUP, "group")  # before the start, which may have something to say there
        running = Live(emulator, settings)
        running.application = await start(settings)
        try:
            in_the_story_s_world(running.application, play, codes)
            await running.telegram.ready.wait()
            for number in numbers:
                emulator.chat(number)
            yield OverTelegram(running, play)
        finally:
            await running.application.stop()


class OverTelegram(Side):
    """What people do, and what their phones show."""

    running: Live

    def said(self) -> int:
        return len(self.running.emulator.sent)

    def send(self, turn: Mapping[str, Any]) -> None:
        _send(self.running, self.play, turn)

    def expected(self, letters: Letters) -> dict[str, str]:
        """What the stage said, by chat, as Telegram shows it."""
        found: dict[str, list[str]] = {}
        for chat, message in letters:
            found.setdefault(str(number_of(chat)), []).append(_on_stage(message))
        return {chat: "\n".join(some) for chat, some in found.items()}

    def arrived(self, after: int) -> dict[str, str]:
        """What phones show beyond the first ``after`` messages."""
        found: dict[str, list[str]] = {}
        for sent in self.running.emulator.sent[after:]:
            if "remove_keyboard" in sent.get("reply_markup", {}):
                continue  # what takes Telegram's keyboard away says nothing of the story
            found.setdefault(str(sent["chat"]["id"]), []).append(_on_phone(sent))
        return {chat: "\n".join(some) for chat, some in found.items()}


def _send(running: Live, play: Stage, turn: Mapping[str, Any]) -> None:
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
