"""Which command a sentence means: by what was learnt of those that offices were heard to say.

``commands/office.txt`` holds each command and the sentences that meant it, written as the phrasings
of topics are (``phrasing.PLACES``); ``training`` learns from it (``make topics``). A command with a
place in it ({unit}, {row}, {points} ...) has a voice only where the sentence, or what it goes on
from, names what stands there: nothing is invented. A command is only offered, to be tapped.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Final

from bot.questions.guess import Weights, likeliest, unpacked
from bot.questions.phrasing import PLACES
from bot.questions.wishes import Named, filled
from bot.speech.numbers import figure

HEARD: Final = resources.files("bot.questions") / "commands" / "office.txt"
WEIGHTS: Final = resources.files("bot.questions") / "commands.gz"
NONE: Final = "-"
"""Stands for a command over sentences that none serves: where it is the likeliest, nothing is
offered.
"""
_MAY_BE_MISSING: Final = frozenset({"quarter", "group", "kind"})
"""Places that a command may leave blank; without a kind the summary is meant, the usual one."""
_PASSED_OVER: Final = 0.5
"""What a command's voice is worth for each name of the sentence that has no place in it."""
_GRADE: Final = re.compile(r"不合格|不及格|优秀|良好|合格")
_NUMERAL: Final = (
    r"(?:(?<![.0-9])[0-9]{1,3}|(?<![一二三四五六七八九])[一二两三四五六七八九十]{1,3})"
)
_POINTS: Final = re.compile(rf"(?P<said>{_NUMERAL})分(?![钟之])")
_HOW_MANY: Final = re.compile(
    rf"[前后第](?P<said>{_NUMERAL})(?![季.])"
    rf"|(?P<of>{_NUMERAL})(?:[名家位]|个(?=$|的|是|乡|镇|街道|局|委|部门|单位))"
)


@dataclass(frozen=True)
class Heard:
    """What was learnt of the sentences that were heard: how much each run of signs speaks for
    each command.
    """

    weights: Weights
    places: Mapping[str, frozenset[str]]
    """Of each command: what must be named."""

    @classmethod
    def of(cls, weights: Weights) -> Heard:
        """What weights say, with the places of their commands."""
        return cls(weights, {command: _places(command) for command in weights.topics})

    @property
    def commands(self) -> tuple[str, ...]:
        """Every command that was learnt, and ``NONE``."""
        return self.weights.topics


def read(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Command and masked sentence of the lines of a data file.

    A command stands at the margin, its sentences are indented; ``#`` begins a remark.
    """
    command = ""
    for line in lines:
        if line.startswith(" "):
            said = line.strip()
            for place, sign in PLACES.items():
                said = said.replace(place, sign)
            yield command, said
        elif line and not line.startswith("#"):
            command = line


def phrasings() -> list[tuple[str, str]]:
    """Each command with each masked sentence that meant it."""
    return list(read(HEARD.read_text("utf-8").splitlines()))


def digest() -> str:
    """The mark of all that was heard: weights that bear another one are to be learnt anew."""
    return hashlib.sha256(HEARD.read_bytes()).hexdigest()


@cache
def heard() -> Heard:
    """What was learnt, read once."""
    return Heard.of(unpacked(WEIGHTS.read_bytes()))


def _places(command: str) -> frozenset[str]:
    return frozenset(place for _, place, *_ in Formatter().parse(command) if place)


def commands(
    tidy: str, text: str, named: Named, *, own: bool, known: Heard | None = None
) -> dict[str, float]:
    """What sentences like a tidied one meant, with the names in it: how likely, the likeliest
    first.

    ``own``: the sentence itself names the unit, not only what it goes on from.
    """
    known = known or heard()
    more = {"grade": _grade(text), "points": _points(text), "n": _how_many(text)}
    has = {place for place in ("unit", "other", "row") if getattr(named, place)}
    has |= {place for place, said in more.items() if said}
    near = likeliest(tidy, known.weights, lambda _: True)
    if not near or (near[0].topic == NONE and near[0].likely >= _FOREIGN):
        return {}
    spoken = has - set(more) - (set() if own else {"unit", "other"})
    voices: dict[str, float] = defaultdict(float)
    for one in near[:_VOICES]:
        command, places = one.topic, known.places[one.topic]
        if command == NONE or not places - _MAY_BE_MISSING <= has:
            continue
        if command.startswith("差") and _far(more["points"]):
            continue  # 89分 is a mark, and nobody lacks so many to a grade
        said = filled(command, named, more).strip()
        voices[said] = max(voices[said], one.likely * _PASSED_OVER ** len(spoken - places))
    return dict(sorted(voices.items(), key=lambda one: -one[1]))


_FOREIGN: Final = 0.4
"""So likely, that no command serves it is believed."""
_VOICES: Final = 60
"""So many commands, the likeliest, have a voice."""


def _grade(text: str) -> str:
    match = _GRADE.search(text)
    return match[0].replace("不及格", "不合格") if match else ""


def _points(text: str) -> str:
    match = _POINTS.search(text)
    return match["said"] if match else ""


def _far(points: str) -> bool:
    """Whether points are too many to be lacking to a grade."""
    found = figure(points) if points else None
    return found is not None and found > _GAP


_GAP: Final = 20


def _how_many(text: str) -> str:
    match = _HOW_MANY.search(text)
    return (match["said"] or match["of"]) if match else ""
