"""What is on its way to Telegram, noted beside the database, and which numbers are known.

A line is written before a message goes and when its number has come, at once and without waiting
for the disk: it outlives the process, though not a power cut. A message that went and whose number
never came is doubtful; ``finding`` looks for it at Telegram before it is sent again. What is sent
and how is not known here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.corridor.jotted import Jotted

_LARGE = 64 * 1024
"""Bytes after which what is over by now is dropped."""
_REMEMBERED = 512
"""Numbers of each sequence that are known to be something else."""
_BEYOND = 12
"""How far past the newest known number a doubtful message is looked for."""
_AT_MOST = 40
"""Numbers that are tried for one doubtful message."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One message of a letter; the chat and the time tell it from one of another database."""

    letter: int
    chat: str
    created: str
    part: int

    def told(self) -> tuple[int, str, str, int]:
        """As a line of the file says it."""
        return self.letter, self.chat, self.created, self.part


def sequence(chat: str) -> str:
    """Who counts a chat's messages: a supergroup for itself, all others the bot's account."""
    return chat if chat.startswith("-100") else ""


class UnderWay:
    """The file of such lines, and what is known from it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._jotted = Jotted(file)
        self._size = 0
        self._gone: dict[Mark, int | None] = {}
        """What went without an answer: the newest number that was known before."""
        self._numbers: dict[Mark, str] = {}
        """What arrived, of letters that are not marked as sent yet."""
        self._known: dict[str, dict[int, None]] = {}
        self._highest: dict[str, int] = {}
        """The greatest that was ever seen of each sequence."""

    def load(self) -> None:
        """Read what an earlier process wrote; a line that was cut off is none."""
        if not self._file.is_file():
            return
        text = self._file.read_text("utf-8", errors="replace")
        self._size = len(text)
        for line in text.splitlines():
            with suppress(ValueError, TypeError, IndexError):
                self._read(*json.loads(line))

    def _read(self, kind: str, *rest: object) -> None:
        if kind == "seen":
            self._remember(str(rest[0]), int(str(rest[1])))
            return
        mark = Mark(int(str(rest[0])), str(rest[1]), str(rest[2]), int(str(rest[3])))
        if kind == "goes":
            self._gone.setdefault(mark, None if rest[4] is None else int(str(rest[4])))
        elif kind == "has":
            self._arrived(mark, str(rest[4]))
        elif kind == "not":
            self._gone.pop(mark, None)

    def letters(self) -> set[int]:
        """Whose fate an earlier process left open."""
        return {mark.letter for mark in (*self._gone, *self._numbers)}

    def keep(self, open_letters: Iterable[int]) -> None:
        """Forget what is of no other letters, and begin the file anew."""
        kept = set(open_letters)
        self._gone = {m: floor for m, floor in self._gone.items() if m.letter in kept}
        self._numbers = {m: number for m, number in self._numbers.items() if m.letter in kept}
        self._write_anew()

    def saw(self, chat: str, number: object) -> None:
        """A message of a chat has this number."""
        if not isinstance(number, int | str) or not str(number).isdecimal():
            return
        which = sequence(chat)
        if which not in self._known:
            self._note("seen", which, int(number))  # a first one, for whoever dies before the next
        self._remember(which, int(number))

    def _remember(self, which: str, number: int) -> None:
        known = self._known.setdefault(which, {})
        known[number] = None
        self._highest[which] = max(number, self._highest.get(which, number))
        if len(known) > _REMEMBERED:
            del known[next(iter(known))]

    def _newest(self, chat: str) -> int | None:
        return self._highest.get(sequence(chat))

    def number(self, mark: Mark) -> str | None:
        """Under which number it is there; None: not known to be there."""
        return self._numbers.get(mark)

    def is_doubtful(self, mark: Mark) -> bool:
        """Whether it went and nobody knows if it arrived."""
        return mark in self._gone

    def candidates(self, mark: Mark) -> Iterator[int]:
        """The numbers it may have; none where nothing was known when it went."""
        floor, newest = self._gone[mark], self._newest(mark.chat)
        if floor is None or newest is None:
            return
        known = self._known[sequence(mark.chat)]
        left = _AT_MOST
        for number in range(floor + 1, max(newest, floor) + _BEYOND + 1):
            if number in known:
                continue
            yield number
            left -= 1
            if not left:
                return

    def goes(self, mark: Mark) -> None:
        """It is handed to Telegram now."""
        if mark not in self._gone:
            self._gone[mark] = self._newest(mark.chat)
            self._note("goes", *mark.told(), self._gone[mark])

    def refused(self, mark: Mark) -> None:
        """Telegram said no, or was not asked after all: there is no doubt."""
        if mark in self._gone:
            del self._gone[mark]
            self._note("not", *mark.told())

    def has(self, mark: Mark, number: str) -> None:
        """Telegram has it."""
        self._note("has", *mark.told(), number)
        self._arrived(mark, number)

    def _arrived(self, mark: Mark, number: str) -> None:
        self._gone.pop(mark, None)
        self._numbers[mark] = number
        if number.isdecimal():
            self._remember(sequence(mark.chat), int(number))

    def over(self, letter: int) -> None:
        """The whole letter is there, or never will be."""
        for kept in (self._gone, self._numbers):
            for mark in [mark for mark in kept if mark.letter == letter]:
                del kept[mark]
        if self._size > _LARGE:
            self._write_anew()

    def _note(self, *values: object) -> None:
        """Write a line at once; a disk that is full keeps nothing from going on."""
        with suppress(OSError):
            self._size += self._jotted.jot(json.dumps(values))

    def _write_anew(self) -> None:
        """Only what is open, under another name first: a death leaves the old file or the new."""
        lines: list[tuple[object, ...]] = [
            ("seen", which, highest) for which, highest in self._highest.items()
        ]
        lines += [("has", *mark.told(), number) for mark, number in self._numbers.items()]
        lines += [("goes", *mark.told(), floor) for mark, floor in self._gone.items()]
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        new = self._file.with_name(f"{self._file.name}.new")
        with suppress(OSError):
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            new.replace(self._file)
            self._size = len(text)
