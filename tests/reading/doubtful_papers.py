"""Bundles of papers written out (`made_sixth`), each moved into the county of `judging`.

Every paper of the written sets comes once under row 四.1 of a unit of its own, beside one
activity's own papers, with its county, its office and its days exchanged: an ordinary paper, and
nothing to doubt (`ordinary`). And again with one thing wrong (`wronged`): another office's, of
another quarter, a day nobody filled in, the same paper from two units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from bot.extraction.pages import Extract, Line, Page
from tests.reading.doubtful import Bundle, Paper, Pen, units
from tests.reading.made import HAN, Made, han
from tests.reading.made_sixth import written

SETS: Final = (
    "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
)  # fmt: skip
_COUNTY: Final = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:自治县|县|市|区|旗)")
_OWN_KINDS: Final = frozenset(("photo", "chat", "screenshot", "*", "news"))
_BLANK_SAYS: Final = re.compile(r"××|＿|_{2,}|年[\s　×]+月|X{2,}")
_EARLIER: Final = re.compile("第?[一二三]季度|上半年")
_NOW: Final = {"度": "第四季度", "年": "下半年"}
"""A time that ended before the quarter, and what a paper moved into it says."""
_YEAR: Final = 2026
_SAID: Final = 100
"""Signs of running text: two papers of one sentence each may well be alike."""
Days = Callable[[date], date]


def ordinary(seed: int) -> Iterator[Bundle]:
    """Every written paper that nobody would doubt, among a clean activity's."""
    for made, pen in _each(f"ordinary {seed}"):
        paper = _moved(made, pen, _into)
        yield Bundle(f"ordinary {made.name}", pen.unit, (*pen.clean(), paper))


def wronged(seed: int) -> Iterator[Bundle]:
    """The same papers with one thing wrong, as far as a paper has what can be."""
    kinds = (_foreign, _old, _unsigned, _twice)
    for at, (made, pen) in enumerate(_each(f"wronged {seed}")):
        other = Pen(pen.chance, f"{pen.unit[:-5]}{_OTHER}", pen.day)
        yield from kinds[(at + seed) % len(kinds)](made, pen, other)


_OTHER: Final = "丰镇人民政府"


def _each(name: str) -> Iterator[tuple[Made, Pen]]:
    chance = Random(name)
    names = units(chance)
    papers = [made for one in SETS for made in written(f"{one}.txt") if _plain(made)]
    for made in papers:
        yield made, Pen(chance, names.pop(), date(_YEAR, 11, chance.randint(3, 25)))


def _plain(made: Made) -> bool:
    """What a person would doubt by itself is not here: blanks, chats, two offices' papers."""
    text = "".join(one.text for one in made.blocks)
    return (
        made.truth.get("sort") not in ("photo", "chat", "screenshot")
        and _BLANK_SAYS.search(text) is None
        and (made.truth.get("sort") != "news" or made.truth.get("issuer", "-") != "-")
    )


def _foreign(made: Made, pen: Pen, _: Pen) -> Iterator[Bundle]:
    if _office(made) is None:
        return
    paper = _moved(made, pen, _into, office="县财政局")
    yield Bundle(
        f"foreign {made.name}", pen.unit, (*pen.clean(), paper), doubts=frozenset({"other_unit"})
    )


def _old(made: Made, pen: Pen, _: Pen) -> Iterator[Bundle]:
    told = made.truth.get("date", "-"), made.truth.get("event_date", "-")
    if made.truth.get("sort") == "*" or any("|" in one or "*" in one for one in told):
        return
    if told == ("-", "-"):
        return
    paper = _moved(made, pen, _before)
    yield Bundle(f"old {made.name}", pen.unit, (*pen.clean(), paper), doubts=frozenset({"outside"}))


def _unsigned(made: Made, pen: Pen, _: Pen) -> Iterator[Bundle]:
    """The day at the foot was never filled in."""
    foot = made.blocks[-1]
    if made.truth.get("sort") in _OWN_KINDS | {"sign_in"} or foot.align != "right":
        return
    if re.search(r"\d月|月\d|[一二三四五六七八九十]月", foot.text) is None or len(foot.text) > 14:
        return
    blank = replace(foot, text="2026年　　月　　日")
    paper = _moved(replace(made, blocks=(*made.blocks[:-1], blank)), pen, _into)
    yield Bundle(
        f"unsigned {made.name}", pen.unit, (*pen.clean(), paper), doubts=frozenset({"blank"})
    )


def _twice(made: Made, pen: Pen, other: Pen) -> Iterator[Bundle]:
    """Two units hand in one paper, each with its own name."""
    own = ("pledge", "sign_in", "table")
    if set(made.truth.get("sort", "*").split(" | ")) & {*own, "*"} or _office(made) is None:
        return
    if sum(len(one.text) for one in made.blocks if one.align in ("indent", "left")) < _SAID:
        return
    for one in (pen, other):
        paper = _moved(made, one, _into)
        doubts = frozenset({"text"})
        yield Bundle(f"twice {made.name}", one.unit, (*one.clean(), paper), doubts=doubts)


# -- moving --------------------------------------------------------------------------------------


def _office(made: Made) -> str | None:
    """Whose it is, where that stands in the paper."""
    named = made.truth.get("issuer", "-").split(" | ")[0]
    text = "".join(one.text.replace(" ", "") for one in made.blocks)
    sorts = made.truth.get("sort", "*").split(" | ")
    alone = not {"news", "*"} & set(sorts) and not made.truth.get("issuer", "").endswith("| -")
    return named if alone and named != "-" and named in text else None


def _moved(made: Made, pen: Pen, days: Days, *, office: str = "") -> Paper:
    """The paper as this unit's, in this county, on other days."""
    named = made.truth.get("issuer", "-").split(" | ") if made.truth.get("sort") != "news" else []
    offices = sorted((one for one in named if one not in ("-", "*")), key=len, reverse=True)
    county = _county_of(made)
    lines = []
    for block in made.blocks:
        said = _on(block.text, days)
        if days is not _before:
            said = _EARLIER.sub(lambda found: _NOW[found[0][-1]], said)
        for one in offices:
            said = said.replace(one, office or pen.unit)
        for name in county:
            said = said.replace(name, "郏县")
        said = re.sub(r"〕(第?)(\d+)号", rf"〕\g<1>\g<2>{_of(pen.unit)}号", said)
        size = (block.size * 10, False, "centre" if block.align == "centre" else "")
        lines.append(Line(said, None, "text", 1000, *size))  # type: ignore[arg-type] # places
    label = f"{made.name}{pen.chance.randint(1, 10**9)}.docx"
    return Paper(label, Extract((Page(1, lines=tuple(lines), pictures=made.pictures),), "docx"))


def _of(unit: str) -> int:
    """Figures of its own for each unit's numbers."""
    return sum(map(ord, unit)) % 9000 + 1000


def _county_of(made: Made) -> list[str]:
    """What the paper's own county is called, the longer name first."""
    text = "".join(one.text for one in made.blocks)
    told = f"{made.truth.get('issuer', '')} {made.truth.get('title', '')} {text}"
    named = Counter(_COUNTY.findall(told))
    found = [one for one, _ in named.most_common(1) if one in text and len(one) > 2]
    return [name for one in found for name in (one, re.sub("(?:自治县|县|市|区|旗)$", "", one))]


def _into(day: date) -> date:
    """A day of the quarter in the place of any other."""
    return day.replace(year=_YEAR, month=10 + (day.month - 1) // 4, day=min(day.day, 28))


def _before(day: date) -> date:
    """A day two quarters ago."""
    return day.replace(year=_YEAR, month=4 + (day.month - 1) // 4, day=min(day.day, 28))


def _on(text: str, days: Days) -> str:
    """The text with every day of the year exchanged, however it is written."""

    def figures(found: re.Match[str]) -> str:
        new = days(_safe(int(found[2]), int(found[4] or 1)))
        day = (
            f"{found[3]}{new.day if len(found[4]) < 2 else f'{new.day:02}'}"
            if found[4]
            else found[3]
        )
        month = f"{new.month:02}" if found[2].startswith("0") else str(new.month)
        return f"{found[1]}{month}{day}"

    def chinese(found: re.Match[str]) -> str:
        return han(days(_safe(_small(found[1]), _small(found[2]))))

    text = re.sub(
        r"[二2][〇○０0]二六年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
        chinese,
        text,
    )
    text = re.sub(r"((?:2026[年./-]))(\d{1,2})([月./-])(\d{0,2})", figures, text)
    return re.sub(r"((?<![\d年./-]))(\d{1,2})(月)(\d{1,2})(?=日)", figures, text)


def _safe(month: int, day: int) -> date:
    return date(_YEAR, min(max(month, 1), 12), min(max(day, 1), 28))


def _small(said: str) -> int:
    tens, ten, ones = said.partition("十")
    if not ten:
        return HAN.index(said)
    return (HAN.index(tens) if tens else 1) * 10 + (HAN.index(ones) if ones else 0)
