"""A page's buttons as a card of WeCom's: up to six as buttons, up to twenty as a list.

A question's quick answers are buttons too, whatever else is below them (``quick_answers``).

Pure. Limits are those of 模板卡片 (developer.work.weixin.qq.com, 101032 and the official SDK's
types). WeCom shows what is longer cut off, so it is cut here, visibly, and said in full above.
"""

from __future__ import annotations

import copy
import hashlib
import json
from datetime import datetime
from typing import Any

from bot.channels.wecom import words
from bot.channels.wecom.parse import key_for
from bot.corridor.codes import covered
from bot.corridor.events import Button, Message

Card = dict[str, Any]

MOST_BUTTONS = 6
MOST_OPTIONS = 20
BUTTON_CHARACTERS = 10
OPTION_CHARACTERS = 11
TITLE_CHARACTERS = 26
TITLE_BESIDE_CHARACTERS = 30
TEXT_CHARACTERS = 112
TEXT_LINES = 6
"""A card with more lines is no longer read as one."""
QUESTION = "choice"
LEAST_QUICK = 4
"""A first row of so many buttons is a row of answers, such as 0 to 5."""


def task_of(letter: int, chat: str, created: datetime) -> str:
    """The number of a card: it says which letter and chat it is of, and never comes twice.

    The moment is in it because a restored backup counts its letters again from where it stood.
    """
    place = hashlib.sha256(chat.encode()).hexdigest()[:16]
    return f"L{letter}-{int(created.timestamp() * 1000)}@{place}"


def buttons_of(message: Message) -> list[Button]:
    """All buttons in their order; it is the order of the numbers that can be typed."""
    return [button for row in message.buttons for button in row]


def can_hold(message: Message) -> bool:
    """Whether the buttons fit on a card."""
    return 0 < len(buttons_of(message)) <= MOST_OPTIONS


def quick_answers(message: Message) -> tuple[Button, ...]:
    """The first row of a question with more buttons than a card has, when it is its answers.

    Then they are the card's buttons, a tap each, where a list would ask for two; what is below
    them is typed by its name, as ``bot.corridor.router`` allows everywhere.
    """
    buttons = buttons_of(message)
    if len(buttons) <= MOST_BUTTONS:
        return ()
    first = message.buttons[0]
    short_enough = all(len(button.label) <= BUTTON_CHARACTERS for button in first)
    few_others = len(buttons) - len(first) <= MOST_BUTTONS
    fits = LEAST_QUICK <= len(first) <= MOST_BUTTONS
    return first if fits and short_enough and few_others else ()


def _room(message: Message) -> int:
    return BUTTON_CHARACTERS if len(buttons_of(message)) <= MOST_BUTTONS else OPTION_CHARACTERS


def too_long(message: Message) -> list[str]:
    """Labels that a card shows cut off."""
    room = _room(message)
    return [button.label for button in buttons_of(message) if len(button.label) > room]


def holds_text(message: Message) -> bool:
    """Whether title and text fit on the card itself, with nothing above it.

    A list to choose from (vote_interaction) has a title only.
    """
    return (
        len(buttons_of(message)) <= MOST_BUTTONS
        and not message.detail.strip()
        and not too_long(message)
        and len(message.title) <= TITLE_CHARACTERS
        and len(message.text.strip()) <= TEXT_CHARACTERS
        and len(message.text.strip().splitlines()) <= TEXT_LINES
    )


def card_of(message: Message, task: str) -> Card:
    """The card of a page's buttons; with the page's text, where that fits."""
    buttons = buttons_of(message)
    labels = labels_shown(message)
    keys = [key_for(number, button.route) for number, button in enumerate(buttons, 1)]
    card: Card = {**_head(message), "task_id": task}
    if len(buttons) <= MOST_BUTTONS:
        card["card_type"] = "button_interaction"
        card["button_list"] = [
            {"text": label, "style": 1, "key": key} for label, key in zip(labels, keys, strict=True)
        ]
    else:
        card["card_type"] = "vote_interaction"
        card["checkbox"] = {
            "question_key": QUESTION,
            "mode": 0,
            "option_list": [
                {"id": key, "text": label, "is_checked": False}
                for label, key in zip(labels, keys, strict=True)
            ],
        }
        card["submit_button"] = {"text": words.SUBMIT, "key": "submit"}
    return card


def _head(message: Message) -> Card:
    title, text = message.title.strip(), message.text.strip()
    if not holds_text(message):
        head: Card = {"main_title": {"title": words.CHOOSE}}
        if title:
            head["main_title"]["desc"] = short(title, TITLE_BESIDE_CHARACTERS)
        return head
    if not title and text and len(text) <= TITLE_CHARACTERS and "\n" not in text:
        return {"main_title": {"title": text}}
    head = {"main_title": {"title": title or words.CHOOSE}}
    if text:
        head["sub_title_text"] = text
    return head


def labels_shown(message: Message) -> list[str]:
    """The labels as a card shows them; those that begin alike keep their ends."""
    room = _room(message)
    labels = [button.label for button in buttons_of(message)]
    shown = [short(label, room) for label in labels]
    shown = [
        one if shown.count(one) == 1 else _both_ends(label, room)
        for one, label in zip(shown, labels, strict=True)
    ]
    return [
        one if shown.count(one) == 1 else short(f"{number} {label}", room)
        for number, (one, label) in enumerate(zip(shown, labels, strict=True), 1)
    ]


def _both_ends(label: str, room: int) -> str:
    if len(label) <= room:
        return label
    tail = room // 2
    return f"{label[: room - 1 - tail]}…{label[-tail:]}"


def short(text: str, room: int) -> str:
    """A text in so many characters; what is cut off is seen to be."""
    return text if len(text) <= room else text[: room - 1] + "…"


def kept(card: Card) -> str:
    """A card as it is kept to be changed later: with its texts, but codes in them covered."""
    shown = copy.deepcopy(card)
    if "sub_title_text" in shown:
        shown["sub_title_text"] = covered(shown["sub_title_text"], aimed=False)
    title = shown["main_title"]
    shown["main_title"] = {part: covered(text, aimed=False) for part, text in title.items()}
    return json.dumps(shown, ensure_ascii=False)


def pressed(card: Card, key: str) -> Card:
    """The card after a choice: what was chosen is marked, and that it was received."""
    marked = copy.deepcopy(card)
    label = ""
    for button in marked.get("button_list", []):
        button["text"] = button["text"].removeprefix(words.CHOSEN_MARK)
        if button["key"] == key:
            label = button["text"]
            button["text"] = short(f"{words.CHOSEN_MARK}{label}", BUTTON_CHARACTERS)
    for option in marked.get("checkbox", {}).get("option_list", []):
        option["is_checked"] = option["id"] == key
        if option["is_checked"]:
            label = option["text"]
    if "submit_button" in marked:
        marked["submit_button"]["text"] = f"{words.CHOSEN_MARK}{words.RECEIVED}"
    told = words.received(label) if label else words.RECEIVED
    marked["main_title"]["desc"] = short(told, TITLE_BESIDE_CHARACTERS)
    return marked
