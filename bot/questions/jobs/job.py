"""One job of the office as a sentence ordered it. Only data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.questions.decisions import Rows

Kind = Literal[
    "clean", "take_back", "no_doubt", "aside", "asides", "cover", "away", "back", "split",
    "hand_one", "remits", "contact", "rename", "called", "alias", "class", "stop", "start",
    "add_units",
    "give_role", "end_role", "more", "leaves", "uninvite", "nobody", "plainly",
    "teach", "call_supplier", "circular", "rings",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """审核分工: to whom what is given, or taken from whom."""

    person: int
    how: Literal["add", "only", "less", "rest"]
    """``rest``: whatever of it was given to nobody else."""
    rows: tuple[Rows, ...] = ()
    sections: tuple[str, ...] = ()
    group: str = ""
    """县直, 乡镇: the sections are that table's; alone: the whole table."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done; which fields are filled depends on the kind."""

    kind: Kind
    units: tuple[int, ...] = ()
    rows: tuple[Rows, ...] = ()
    group: str = ""
    people: tuple[int, ...] = ()
    """Of the office; 0 is who speaks."""
    text: str = ""
    """A new name, a telephone number, a role; which decisions are taken back."""
    since: Literal["", "today", "yesterday", "now"] = ""
    """Which decisions are taken back: of which day; ``now``: those of one moment."""
    given: tuple[Given, ...] = ()
    on: bool = False
    """Whether the next item is wanted, too."""
