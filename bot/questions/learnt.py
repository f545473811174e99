"""Which command a sentence means: by the nearest of those that offices were heard to say.

``commands/office.txt`` holds each command and the sentences that meant it, written as the phrasings
of topics are (``phrasing.PLACES``). The nearest of them vote for their commands. A command with a
place in it ({unit}, {row}, {points} ...) has a voice only where the sentence, or what it goes on
from, names what stands there: nothing is invented. A command is only offered, to be tapped.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Final

from bot.questions.features import features, tidied
from bot.questions.phrasing import PLACES
from bot.questions.wishes import Named, filled
from bot.speech.numbers import figure

HEARD: Final = resources.files("bot.questions") / "commands" / "office.txt"
NONE: Final = "-"
"""Stands for a command over sentences that none serves: they vote, and nothing is offered."""
_MAY_BE_MISSING: Final = frozenset({"quarter", "group", "kind"})
"""Places that a command may leave blank; without a kind the summary is meant, the usual one."""
_VOTERS: Final = 40
_SHARPNESS: Final = 2
"""A voice counts by this power of its likeness: the nearest decide."""
_ALIKE: Final = 0.12
"""The nearest sentence is at least so much like it, of 1; else nothing was heard that is near."""
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
    """Every sentence that was heard: whose command it meant, and which runs of signs it has."""

    commands: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    """Of each command: what must be named."""
    meant: array[int]
    rarity: dict[str, float]
    having: dict[str, tuple[array[int], array[float]]]
    """Of each run: the sentences that have it, and how much it weighs in each."""


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


@cache
def heard() -> Heard:
    """What was learnt, made once from the data file: a quarter of a second, fourteen megabytes."""
    return learn(read(HEARD.read_text("utf-8").splitlines()))


def learn(pairs: Iterable[tuple[str, str]]) -> Heard:
    """Commands with their sentences, ready to be asked for the nearest."""
    both = [(command, features(tidied(said))) for command, said in pairs]
    commands = tuple(dict.fromkeys(command for command, _ in both))
    number = {command: at for at, command in enumerate(commands)}
    often = Counter(run for _, runs in both for run in runs)
    rarity = {run: math.log((1 + len(both)) / (1 + times)) + 1 for run, times in often.items()}
    having: dict[str, tuple[array[int], array[float]]] = {}
    for at, (_, runs) in enumerate(both):
        length = math.sqrt(sum(rarity[run] ** 2 for run in runs))
        for run in runs:
            sentences, weights = having.setdefault(run, (array("H"), array("f")))
            sentences.append(at)
            weights.append(rarity[run] / length)
    places = tuple(_places(command) for command in commands)
    return Heard(commands, places, array("H", (number[one] for one, _ in both)), rarity, having)


def _places(command: str) -> frozenset[str]:
    return frozenset(place for _, place, *_ in Formatter().parse(command) if place)


def commands(
    tidy: str, text: str, named: Named, *, own: bool, known: Heard | None = None
) -> list[str]:
    """What sentences like a tidied one meant, with the names in it, the likeliest first.

    ``own``: the sentence itself names the unit, not only what it goes on from.
    """
    known = known or heard()
    more = {"grade": _grade(text), "points": _points(text), "n": _how_many(text)}
    has = {place for place in ("unit", "other", "row") if getattr(named, place)}
    has |= {place for place, said in more.items() if said}
    votes = _votes(tidy, known)
    if max(votes, key=lambda at: votes[at], default=-1) in _nothing(known):
        return []
    spoken = has - set(more) - (set() if own else {"unit", "other"})
    voices: dict[str, float] = defaultdict(float)
    for at, voice in votes.items():
        command, places = known.commands[at], known.places[at]
        if command == NONE or not places - _MAY_BE_MISSING <= has:
            continue
        if command.startswith("差") and _far(more["points"]):
            continue  # 89分 is a mark, and nobody lacks so many to a grade
        said = filled(command, named, more).strip()
        voices[said] = max(voices[said], voice * _PASSED_OVER ** len(spoken - places))
    return sorted(voices, key=lambda said: -voices[said])


def _nothing(known: Heard) -> tuple[int, ...]:
    """Which command is none; no command at all, where nothing is like the sentence."""
    return (-1, *(at for at, command in enumerate(known.commands) if command == NONE))


def _votes(tidy: str, known: Heard) -> dict[int, float]:
    """How many of the nearest sentences meant each command, each by its likeness."""
    every = features(tidy)
    runs = [run for run in every if run in known.rarity]
    likeness: dict[int, float] = defaultdict(float)
    for run in runs:
        for at, weight in zip(*known.having[run], strict=True):
            likeness[at] += weight * known.rarity[run]
    strange = math.log(1 + len(known.meant)) + 1
    length = math.sqrt(sum(known.rarity.get(run, strange) ** 2 for run in every)) or 1.0
    nearest = sorted(likeness, key=lambda at: -likeness[at])[:_VOTERS]
    if not nearest or likeness[nearest[0]] / length < _ALIKE:
        return {}
    votes: dict[int, float] = defaultdict(float)
    for at in nearest:
        votes[known.meant[at]] += (likeness[at] / length) ** _SHARPNESS
    return votes


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
