"""Letters that a channel has taken and that are not marked as sent yet, noted beside the database.

Between a channel's answer and the commit of the mark a process may be killed; the letter would go
out again. A line written here at once, without waiting for the disk, outlives the process (though
not a power cut), and the next start marks the letter instead of sending it. What remains: a letter
whose answer was on its way when the process died.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.corridor.jotted import Jotted
from storage.queries.corridor import Posted

_LARGE = 64 * 1024
"""Bytes after which what is marked by now is dropped."""


@dataclass(frozen=True, slots=True)
class Line:
    """One letter that was taken: enough to know it again, the channel's number, what is owed."""

    letter: int
    chat: str
    created: str
    external: str
    owed: tuple[int, ...] = ()

    def is_of(self, posted: Posted) -> bool:
        """Whether it speaks of this letter, and not of one with its number in another database."""
        return (self.letter, self.chat, self.created) == (
            posted.id,
            posted.chat,
            posted.created_at,
        )


class TakenLog:
    """The file of such lines."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._jotted = Jotted(file)
        self._size = file.stat().st_size if file.is_file() else 0

    def note(self, line: Line) -> None:
        """Write a line at once; a disk that is full keeps nothing from going on."""
        text = json.dumps([line.letter, line.chat, line.created, line.external, list(line.owed)])
        with suppress(OSError):
            self._size += self._jotted.jot(text)

    def lines(self) -> Iterator[Line]:
        """What was noted; a line that was cut off is none."""
        if not self._file.is_file():
            return
        for text in self._file.read_text("utf-8", errors="replace").splitlines():
            try:
                letter, chat, created, external, owed = json.loads(text)
                yield Line(int(letter), str(chat), str(created), str(external), tuple(owed))
            except (ValueError, TypeError):
                continue

    def all_marked(self) -> None:
        """Nothing is waiting for its mark: what is here is of no use any more."""
        if self._size > _LARGE:
            self.clear()

    def clear(self) -> None:
        """Begin anew."""
        try:
            self._file.unlink(missing_ok=True)
            self._size = 0
        except OSError:
            return
