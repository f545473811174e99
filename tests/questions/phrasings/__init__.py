"""Labelled sentences that are measured and never trained on.

A line: topics that would be useful, the role that says it, the sentence. ``unseen``: written before
any of them was tried. ``tried``: what liaisons really typed. ``strange``: by others, later.
``commands_unseen``: what offices say, with the command that serves, written as
``bot/questions/commands/office.txt`` is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.questions import learnt
from bot.questions.features import PERSON, ROW, UNIT, tidied
from bot.questions.guess import NOTHING
from bot.questions.wishes import Named, filled

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


def commands_unseen() -> list[tuple[str, str]]:
    """Commands and masked sentences that none of them was learnt from."""
    lines = Path(__file__).with_name("commands_unseen.txt").read_text("utf-8").splitlines()
    return list(learnt.read(lines))


def commands_for(command: str, said: str) -> tuple[str, list[str]]:
    """The command that serves a masked sentence, and what is offered, with names in both."""
    units = [one for one in ("{unit}", "{other}") if one in command]
    named = Named(
        unit="教育局" if UNIT in said or "{unit}" in units else "",
        other="公安局" if said.count(UNIT) > 1 or "{other}" in units else "",
        row="三.4" if ROW in said or "{row}" in command else "",
    )
    text = "优秀" * ("{grade}" in command) + "3分" * ("{points}" in command)
    text += "前3名" * ("{n}" in command)
    more = {"grade": "优秀", "points": "3", "n": "3"}
    found = learnt.commands(tidied(said), text, named, own=UNIT in said)
    return filled(command, named, more).strip(), list(found)
