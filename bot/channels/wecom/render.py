"""A letter as WeCom shows it: files, then text, then the buttons on a card.

Pure: from a ``Message`` and its files to the parts that are sent one after another. In a private
chat buttons are a card; in a group, and wherever a card cannot be, they are numbered lines, and the
number is typed (``bot.corridor.router`` knows ``#2``). How text is marked up is ``markdown``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.wecom import cards, words
from bot.channels.wecom.cards import Card
from bot.channels.wecom.markdown import escape, lines_of, pack
from bot.corridor.events import Button, Message, ReadyFile

PICTURE_BYTES = 2 * 1024 * 1024
"""A larger picture goes as a file: what the documents say of pictures differs, 2 MB always goes."""
FILE_BYTES = 20 * 1024 * 1024
LEAST_BYTES = 5
_PICTURES = frozenset({"jpg", "png"})
_BLANK = "…"
_MARKS = frozenset("·○●✓✗↩⚠△")
"""What lists put before a line to say how it stands."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of WeCom's: a text, a card, or a file."""

    text: str = ""
    card: Card | None = None
    """``text`` then says the same without a card, should WeCom refuse it."""
    file: ReadyFile | None = None
    picture: bool = False


def parts(
    message: Message,
    files: Sequence[ReadyFile],
    *,
    task: str,
    numbers: Sequence[int] | None = None,
) -> list[Part]:
    """The parts of a letter in their order; what can be chosen comes last.

    ``task``: the number of the card. ``numbers``: those of the buttons, in a group.
    """
    sent = [file for file in files if LEAST_BYTES <= file.size <= FILE_BYTES]
    left_out = [words.file_left_out(f.label, FILE_BYTES) for f in files if f not in sent]
    if left_out:
        message = message.model_copy(update={"text": "\n".join([message.text, *left_out]).strip()})
    found = [_file(file) for file in sent]
    if numbers is not None or not cards.can_hold(message):
        lines = [*lines_of(message), *numbered(message, numbers)]
        found += [Part(text) for text in pack(lines)]
    elif cards.holds_text(message):
        found.append(_card(message, task, above=False))
    elif answers := cards.quick_answers(message):
        asked = _asked(message, answers)
        above = not cards.holds_text(asked)
        found += [Part(text) for text in pack(lines_of(asked))] if above else []
        found.append(_card(asked, task, above=above))
    else:
        full = [escape(listed(label)) for label in cards.too_long(message)]
        found += [Part(text) for text in pack([*lines_of(message), *([""] if full else []), *full])]
        found.append(_card(message, task, above=True))
    return found or [Part(_BLANK)]


def listed(label: str) -> str:
    """A label as a line of a list: with a dot before it, where it brings no mark of its own."""
    return label if label[:1] in _MARKS else f"· {label}"


def _asked(message: Message, answers: tuple[Button, ...]) -> Message:
    """A question with its answers as buttons; what else can be done is said, to be typed."""
    others = [button.label for button in cards.buttons_of(message)[len(answers) :]]
    text = f"{message.text}\n{words.or_type(others)}".strip()
    return message.model_copy(update={"text": text, "buttons": (answers,)})


def numbered(message: Message, numbers: Sequence[int] | None = None) -> list[str]:
    """A line for each row of buttons, with their numbers, and how to choose.

    Without ``numbers`` they count from 1, as the router does for the last answer in a chat.
    """
    buttons = cards.buttons_of(message)
    if not buttons:
        return []
    left = iter(numbers or range(1, len(buttons) + 1))
    lines = [
        "　".join(f"**#{next(left)}** {escape(button.label)}" for button in row)
        for row in message.buttons
    ]
    how = words.in_group_type(numbers[0]) if numbers else words.type_number()
    return ["", *lines, how]


def _card(message: Message, task: str, *, above: bool) -> Part:
    """The card of the buttons; ``above``: the text stands above it already."""
    lines = [*([] if above else lines_of(message)), *numbered(message)]
    return Part("\n".join(lines).strip("\n"), cards.card_of(message, task))


def _file(file: ReadyFile) -> Part:
    picture = file.picture and file.kind in _PICTURES and file.size <= PICTURE_BYTES
    return Part(file=file, picture=picture)
