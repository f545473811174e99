"""A paper as it lies under a row: what was understood of it, its text, whether it could be read.

Pure; put together from the tables by ``gathering``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from bot.extraction.pages import WHOLE_AS_SEEN
from bot.reading.boxes import chosen
from bot.reading.facts import Fact, Kind

State = Literal["read", "waiting", "unread", "link", "not_read"]
"""``unread``: nothing could be read; ``not_read``: a kind nobody reads (a film)."""

_REPORT: Final = re.compile("报道|新闻|宣传稿|通稿|稿件")


@dataclass(frozen=True)
class Piece:
    """Evidence and what was read of it; ``text`` is as texts are searched."""

    id: int
    label: str
    kind: str
    digest: str | None = None
    url: str | None = None
    facts: tuple[Fact, ...] = ()
    text: str = ""
    state: State = "read"
    unread: str = ""
    picture: bool = False

    @cached_property
    def firsts(self) -> dict[str, Fact]:
        """The first fact of every kind."""
        found: dict[str, Fact] = {}
        for one in self.facts:
            found.setdefault(one.kind, one)
        return found

    def says(self, kind: Kind) -> str:
        """The value of a fact; empty where the paper has none."""
        fact = self.firsts.get(kind)
        return fact.value if fact else ""

    @property
    def sort(self) -> str:
        """What kind of paper it is; where its text does not tell, what its sender calls it."""
        said = self.says("sort") or ("news" if self.url else "photo" if self.picture else "other")
        return "news" if said == "other" and self.clear and _REPORT.search(self.label) else said

    @property
    def title(self) -> str:
        """Its title, else what the phone called it."""
        return self.says("title") or self.label

    @cached_property
    def boxes(self) -> Fact | None:
        """Boxes in a picture, of which only a person can tell which are ticked."""
        found = (one for one in self.facts if one.kind == "look" and one.value == "boxes")
        return next(found, None)

    @cached_property
    def claims(self) -> str:
        """Its text without what is printed behind empty boxes."""
        return chosen(self.text)

    @property
    def clear(self) -> bool:
        """Whether all that people see of it was read: what it does not show is not in it."""
        return self.state == "read" and self.unread in WHOLE_AS_SEEN

    def day(self) -> tuple[str, Fact] | None:
        """The day of what it tells of, else its own, else the camera's."""
        for kind in ("event_date", "date", "taken"):
            fact = self.firsts.get(kind)
            if fact is not None:
                return fact.value[:10], fact
        return None

    def number(self, kind: Kind) -> int:
        """A fact that is a number; 0 where the paper has none."""
        said = self.says(kind)
        return int(said) if said.isdecimal() else 0
