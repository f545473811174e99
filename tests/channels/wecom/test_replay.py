"""Every story once more, over WeCom: the same words arrive, in the same order, in every chat.

Each turn is played twice at the same moment: on the stage, whose answers ``test_stories`` holds
to the written story, and through phones, the gateway, the real channel and back. In private chats
what can be chosen stands on cards, in the group it is numbered and the number is typed.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wecom import words
from bot.channels.wecom.cards import labels_shown, quick_answers
from bot.channels.wecom.render import listed
from bot.corridor.events import Message
from bot.running.app import Application
from tests.channels.beside_the_stage import (
    in_the_story_s_world,
    on_the_story_s_clock,
    told_at_the_start,
    turned,
)
from tests.channels.wecom.live import (
    GROUP,
    Live,
    found,
    labels_of,
    no_rates,
    own,
    plain,
    settings_for,
    start,
    user_of,
)
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage, stage
from tests.test_stories import STORIES
from tests.wecom_gateway import Chat, Gateway, Phone, Shown

OTHERWISE = {
    "pack_office": "WeCom carries a pack as files, the web chat as a download",
    "logins": "who is bound here is told so among the log-ins (test_out_means_out)",
    "office_set_up": "where there are real groups, the set-up code belongs into the group",
}
"""Stories that go another way on WeCom, and why."""


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_the_story_reads_the_same_on_wecom(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Title, text, folded part, files and choices of every letter."""
    told = tomllib.loads(story.read_text("utf-8"))
    setting = told.get("stage", {})
    if story.stem in OTHERWISE:
        pytest.skip(OTHERWISE[story.stem])
    if any("edits" in turn for turn in told["turn"]):
        pytest.skip("nobody can change a message in WeCom after sending it")
    no_rates(monkeypatch)
    async with stage(tmp_path / "stage", **setting) as play, own(Gateway()) as gateway:
        on_the_story_s_clock(monkeypatch, play)
        await found(tmp_path / "live", **setting)
        running = Live(gateway, settings_for(tmp_path / "live", gateway))
        running.application = await _started(running, play, setting.get("codes", []))
        try:
            await told_at_the_start(running)
            for number, turn in enumerate(told["turn"], 1):
                await _play(running, play, turn, f"turn {number}")
        finally:
            await running.application.stop()


async def _started(running: Live, play: Stage, codes: list[str]) -> Application:
    """The application in the stage's world: its clock, codes and links."""
    application = await start(running.settings)
    in_the_story_s_world(application, play, codes)
    assert application.wecom is not None
    assert await application.wecom.link.ready(40)
    running.gateway.group(GROUP, "信用办管理群").opened = True
    for row in await running.query(
        "select address from identities where channel = 'wecom'", of=application
    ):
        running.gateway.chat(row["address"]).opened = True
    return application


async def _play(running: Live, play: Stage, turn: dict[str, Any], where: str) -> None:
    sent_now = running.gateway.sent
    before = len(sent_now)
    letters = await turned(
        running, play, turn, lambda: _send(running, play, turn), lambda: len(sent_now)
    )
    expected: dict[str, list[str]] = {}
    for chat, message in letters:
        place = GROUP if chat == OFFICE else user_of(chat)
        expected.setdefault(place, []).append(_on_stage(message, private=chat != OFFICE))
    arrived: dict[str, list[str]] = {}
    for sent in sent_now[before:]:
        if sent.cmd != "aibot_respond_update_msg" and not _is_piece(sent.shown):
            arrived.setdefault(sent.chat, []).append(_on_phone(sent.shown))
    assert {c: "\n".join(m) for c, m in arrived.items()} == {
        c: "\n".join(m) for c, m in expected.items()
    }, where


def _send(running: Live, play: Stage, turn: dict[str, Any]) -> None:
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
