"""A story over WeCom: the stage's county behind phones, the gateway and the real channel.

In private chats what can be chosen stands on cards, in the group it is numbered and the number is
typed. Words, files and choices are held against the stage's (``tests.channels.test_replay``).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.wecom import words
from bot.channels.wecom.cards import labels_shown, quick_answers
from bot.channels.wecom.render import listed
from bot.corridor.events import Message
from tests.channels.beside_the_stage import Letters, Side, copied, in_the_story_s_world
from tests.channels.wecom.live import (
    GROUP,
    Live,
    labels_of,
    own,
    plain,
    settings_for,
    start,
    user_of,
)
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage
from tests.wecom_gateway import Chat, Gateway, Phone, Shown


@asynccontextmanager
async def over_wecom(folder: Path, play: Stage, codes: list[str]) -> AsyncIterator[Side]:
    """The application in the stage's world, on a copy of its county, and connected."""
    async with own(Gateway()) as gateway:
        settings = settings_for(folder, gateway)
        users = copied(play, settings.database, "wecom", user_of)
        running = Live(gateway, settings)
        running.application = await start(settings)
        try:
            in_the_story_s_world(running.application, play, codes)
            assert await running.wecom.link.ready(40)
            gateway.group(GROUP, "信用办管理群").opened = True
            for user in users:
                gateway.chat(user).opened = True
            yield OverWecom(running, play)
        finally:
            await running.application.stop()


class OverWecom(Side):
    """What people do, and what their phones show."""

    running: Live

    def said(self) -> int:
        return len(self.running.gateway.sent)

    def send(self, turn: Mapping[str, Any]) -> None:
        _send(self.running, self.play, turn)

    def expected(self, letters: Letters) -> dict[str, str]:
        """What the stage said, by chat, as WeCom shows it."""
        found: dict[str, list[str]] = {}
        for chat, message in letters:
            place = GROUP if chat == OFFICE else user_of(chat)
            found.setdefault(place, []).append(_on_stage(message, private=chat != OFFICE))
        return {chat: "\n".join(some) for chat, some in found.items()}

    def arrived(self, after: int) -> dict[str, str]:
        """What phones show beyond the first ``after`` messages."""
        found: dict[str, list[str]] = {}
        for sent in self.running.gateway.sent[after:]:
            if sent.cmd != "aibot_respond_update_msg" and not _is_piece(sent.shown):
                found.setdefault(sent.chat, []).append(_on_phone(sent.shown))
        return {chat: "\n".join(some) for chat, some in found.items()}


def _send(running: Live, play: Stage, turn: Mapping[str, Any]) -> None:
    phone = Phone(running.gateway, user_of(turn["who"]), turn["who"])
    group = running.gateway.chats[GROUP] if turn.get("in", "") == "group" else None
    text = turn.get("says", "")
    if "press" in turn or "route" in turn:
        chat = OFFICE if group else turn["who"]
        route = turn.get("route") or play.button(chat, turn["press"])
        if not group:
            _press(phone, route)
        elif number := _number(group.shown, play, route):
            phone.says(f"#{number}", group)
        else:
            _press_from_memory(phone, group, route)
    elif "files" in turn:
        _hand_in(phone, text, turn["files"], group)
    else:
        phone.says(text, group)


def _hand_in(phone: Phone, text: str, names: list[str], group: Any) -> None:
    """Files one by one, as a phone sends them; with words, or in the group, as one message.

    A phone puts only pictures beside words. That the stories have documents there too is allowed
    here, so that the pages behind it are walked through over WeCom as well.
    """
    if not text and not group:
        for name in names:
            kind = "image" if name.endswith((".jpg", ".png")) else "file"
            phone._file(kind, PAPERS[name](), name)
        return
    items: list[dict[str, Any]] = []
    if text or group:
        mention = "@信考 " if group else ""
        items.append({"msgtype": "text", "text": {"content": f"{mention}{text}"}})
    for name in names:
        kind = "image" if name.endswith((".jpg", ".png")) else "file"
        items.append({"msgtype": kind, kind: phone._laid_down(PAPERS[name](), name)})
    phone._message({"msgtype": "mixed", "mixed": {"msg_item": items}}, group)


def _press(phone: Phone, route: str) -> None:
    """Press the newest button that leads there, or choose it from a list."""
    for shown in reversed(phone.chat.shown):
        for button in shown.card.get("button_list", []):
            if button["key"].partition("|")[2] == route:
                phone.presses(button["key"])
                return
        box = shown.card.get("checkbox", {})
        for option in box.get("option_list", []):
            if option["id"].partition("|")[2] == route:
                phone.presses("submit", chosen={box["question_key"]: [option["id"]]})
                return
    _press_from_memory(phone, phone.chat, route)


def _press_from_memory(phone: Phone, chat: Chat, route: str) -> None:
    """A route that is shown nowhere: on a card from before, that nobody keeps any more."""
    pressed = {"card_type": "button_interaction", "event_key": f"1|{route}", "task_id": "old"}
    event = {"eventtype": "template_card_event", "template_card_event": pressed}
    content = {"msgtype": "event", "event": event}
    phone.gateway.callback("click", chat, phone.userid, content, "old")


def _number(shown: list[Shown], play: Stage, route: str) -> str | None:
    """The number behind which a route stands, in what the group was shown last."""
    labels = (
        button.label
        for _, message in reversed(play.shown.get(OFFICE, []))
        for row in message.buttons
        for button in row
        if button.route == route
    )
    label = next(labels, None)
    if label is None:
        return None
    for one in reversed(shown):
        found = re.findall(rf"#(\d+) {re.escape(label)}(?:　|$)", plain(one.text), re.MULTILINE)
        if found:
            return str(found[0])
    raise AssertionError(f"the group was never shown “{label}”")


def _on_stage(message: Message, *, private: bool) -> str:
    label = f"{message.detail_label}：\n" if message.detail_label else ""
    lines = [message.title, message.text, message.detail and label + message.detail]
    files = ["(图)" if file.picture else f"({file.label})" for file in message.files]
    labels = [button.label for row in message.buttons for button in row]
    if not private:
        rows = ["　".join(button.label for button in row) for row in message.buttons]
        return _tidy([*files, *lines, *rows, *([words.in_group_type(0)] if rows else [])])
    if answers := quick_answers(message):
        lines.insert(2, words.or_type(labels[len(answers) :]))
        labels = [button.label for button in answers]
        message = message.model_copy(update={"buttons": (answers,)})
    room = 10 if len(labels) <= 6 else 11
    full = [listed(label) for label in labels if len(label) > room]
    short = " ".join(f"[{label}]" for label in labels_shown(message))
    return _tidy([*files, *lines, *full, short])


def _on_phone(shown: Shown) -> str:
    if shown.kind == "image":
        return "(图)"
    if shown.kind == "file":
        return f"({shown.name})"
    if shown.kind == "card":
        title = shown.card["main_title"]["title"]
        head = [] if title == words.CHOOSE else [title]
        head.append(shown.card.get("sub_title_text", ""))
        return _tidy([*head, " ".join(f"[{label}]" for label in labels_of(shown))])
    return _tidy([re.sub(r"#\d+ ", "", plain(shown.text))])


def _is_piece(shown: Shown) -> bool:
    """收到了, in answer to one of many photos."""
    return re.fullmatch(r"第 \d+ 份收到了。", shown.text) is not None


def _tidy(lines: list[str]) -> str:
    text = "\n".join(line.strip() for text in lines for line in text.splitlines() if line.strip())
    return re.sub(r"#\d+", "#", text)
