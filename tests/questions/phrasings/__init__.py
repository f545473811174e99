"""Labelled sentences that are measured and never trained on.

A line: topics that would be useful, the role that says it, the sentence. ``unseen``: written before
any of them was tried. ``tried``: what liaisons really typed. ``strange``: by others, later.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.questions.features import PERSON, ROW, UNIT
from bot.questions.guess import NOTHING

_PLACES = {"教育局": UNIT, "财政局": UNIT, "张三": PERSON, "{项}": ROW}


@dataclass(frozen=True)
class Sentence:
    """What somebody typed, and what would be useful."""

    wanted: frozenset[str]
    role: str
    text: str

    @property
    def office(self) -> bool:
        return self.role != "liaison"

    @property
    def masked(self) -> str:
        """As the roster and the people would mask it."""
        said = self.text
        for name, sign in _PLACES.items():
            said = said.replace(name, sign)
        return said


def read(file: str) -> list[Sentence]:
    """The sentences of a list."""
    found = []
    for line in Path(__file__).with_name(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            wanted, role, text = (part.strip() for part in line.split("|"))
            topics = wanted.replace("unknown", NOTHING).split(",")
            found.append(Sentence(frozenset(topics), role, text))
    return found
