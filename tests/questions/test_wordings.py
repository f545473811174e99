"""Every wording of the grammar is understood as its line says: none is dead."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from bot.questions import GRAMMAR, Ask, Meaning, parse
from bot.questions.entry import CLASSES, GrammarLine
from bot.questions.meaning import Slot
from tests.speech.county import ROSTER

TODAY = date(2026, 11, 23)
_NAMED: dict[Slot, str] = {
    "unit": "教育局", "other": "和公安局", "quarter": "一季度", "year": "今年", "group": "乡镇",
    "row": "三.4", "grade": "优秀", "kind": "工作总结",
}  # fmt: skip


def _parts(written: str) -> list[list[str]]:
    """A wording as a row of choices; a part within a part is spelt out."""
    found: list[list[str]] = []
    place = 0
    while place < len(written):
        sign = written[place]
        if sign not in "[(":
            found.append(["80" if sign == "#" else sign])
            place += 1
            continue
        end = _closing(written, place)
        choices = [
            spelling
            for choice in _apart(written[place + 1 : end])
            for spelling in ("".join(one) for one in product(*_parts(choice)))
        ]
        found.append(["", *choices] if sign == "[" else choices)
        place = end + 1
    return found


def _closing(written: str, opens: int) -> int:
    depth = 0
    for place in range(opens, len(written)):
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(written[place], 0)
        if depth == 0:
            return place
    raise ValueError(written)


def _apart(within: str) -> list[str]:
    """Choices between bars of the same depth."""
    depth, choices = 0, [""]
    for sign in within:
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(sign, 0)
        if sign == "/" and depth == 0:
            choices.append("")
        else:
            choices[-1] += sign
    return choices


def _said(entry: GrammarLine, spelling: str) -> list[str]:
    """The wording with what its line needs named before it, else behind it, else as it stands."""
    needed = "".join(_NAMED[slot] for slot in _NAMED if slot in entry.needs)
    return [needed + spelling, spelling + needed]


def _means(entry: GrammarLine, said: str) -> bool:
    role = next(one for one in ("admin", "liaison", "supplier") if one in entry.roles)
    meant = parse(said, ROSTER, TODAY, role=role)  # type: ignore[arg-type] # one of the roles
    if isinstance(meant, Ask):
        return entry.name in {choice.meaning.name for choice in meant.candidates}
    return isinstance(meant, Meaning) and meant.name == entry.name


@pytest.mark.slow
def test_every_wording_means_what_its_line_says() -> None:
    """Each choice of a wording is understood in some spelling of it."""
    dead = [
        (entry.name, wording, choice)
        for entry in GRAMMAR
        for wording in [*entry.words, *entry.written.split()]
        for choice in _dead(entry, wording)
    ]
    assert dead == []


def _dead(entry: GrammarLine, wording: str) -> list[str]:
    """The choices of a wording that nobody is understood by."""
    for name, choices in CLASSES.items():
        wording = wording.replace(name, choices)
    return [
        choice
        for place, part in enumerate(_parts(wording))
        for choice in part
        if not any(
            _means(entry, said)
            for one in _with(wording, place, choice)
            for said in _said(entry, one)
        )
    ]


def _with(wording: str, place: int, choice: str) -> list[str]:
    """Spellings of a wording in which the part at a place is this choice."""
    parts = _parts(wording)
    parts[place] = [choice]
    plain = "".join(min(part, key=len) for part in parts)
    first = "".join(part[0] for part in parts)
    second = "".join(part[1 % len(part)] for part in parts)
    last = "".join(part[-1] for part in parts)
    return list(dict.fromkeys((plain, first, second, last)))
