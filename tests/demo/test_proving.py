"""The sample county's papers prove what is claimed, and show each fault that they are to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from bot.demo import proving
from bot.demo.about import About, Paper, Picture, Proof, said
from bot.demo.county import units
from bot.demo.evidence import document, photo, workbook
from bot.demo.proving import Fault
from bot.extraction.plain import searchable
from bot.extraction.reading import read
from bot.reading.doubts import Alike, Place, of_row
from bot.reading.facts import Fact, facts
from bot.reading.piece import Piece
from bot.reading.shingles import common, samples
from bot.reading.wanted import wanted_of
from scoring.periods import first_day, last_day
from scoring.scheme import Row, load

QUARTER = (2026, 4)
REPORTED = date(2026, 10, 22)
UNITS = ("县教育局", "县财政局", "国家税务总局郏县税务局", "冢头镇", "龙山街道", "姚庄回族乡")
SEEDS = iter(range(10**6))


@cache
def _drawn(number: int) -> bytes:
    return photo("诚信", "会议室", "2026年10月3日", number, dark=number == 1)


@dataclass
class Handed:
    """An item: where it lies, and its papers."""

    place: Place
    row: Row
    about: About
    pieces: list[Piece]
    wants: list[str]


def rows(unit: str) -> Iterator[Row]:
    """What the unit answers itself."""
    town = unit[-1] in "镇乡道"
    scheme = load("郏县2022-乡镇街道" if town else "郏县2022-县直单位")
    yield from (row for row in scheme.rows if row.papers and row.wants)


def item(folder: Path, unit: str, row: Row, fault: Fault = "", many: int = 3) -> Handed:
    """Everything that can be claimed is, and proved."""
    claimed: dict[str, object] = {
        one.name: many if one.kind == "count" else True for one in row.inputs
    }
    wants = [one.text for one in wanted_of(row, claimed.get)]
    total = many * sum(one.kind == "count" for one in row.inputs) or 2
    first = first_day(QUARTER)
    about = About(
        unit, row.id, "2026年第四季度", proving.days_of(first, REPORTED, total), REPORTED,
        unit[-1] in "镇乡道", frozenset(wants), numbered=10 * int(ord(row.id[0]) % 50),
    )  # fmt: skip
    others = {one.name: one.short for one in units() if one.name != unit}
    place = Place(
        row, first, last_day(QUARTER), "郏县", (searchable(unit),), others, claimed
    )  # fmt: skip
    bundle = proving.papers(about, wants, fault, "县林业局" if about.town else "白庙乡")
    return Handed(place, row, about, [piece(folder, n, one) for n, one in enumerate(bundle)], wants)


def piece(folder: Path, number: int, one: Proof) -> Piece:
    """A paper as it is read from its file; of a photo without eyes only what it is."""
    if isinstance(one, Picture):
        kind, data = "jpg", _drawn(1 if one.dark else 2)
    elif isinstance(one, Paper):
        kind, data = "docx", document(one.title, one.lines, one.head)
    else:
        kind, data = "xlsx", workbook(one.title, one.header, one.rows)
    file = folder / f"{next(SEEDS)}.{kind}"
    file.write_bytes(data)
    extract = read(file, kind, None)
    picture = kind == "jpg"
    found: Sequence[Fact] = facts(extract)
    text = searchable("\n".join(line.text for line in extract.lines))
    return Piece(
        number, getattr(one, "label", "照片"), kind, facts=tuple(found), text=text, picture=picture,
    )  # fmt: skip


def doubted(one: Handed) -> dict[str, object]:
    """The doubts about an item by themselves, with what each rests on."""
    alike: dict[int, list[Alike]] = {}
    return {
        doubt.kind: (doubt.reason, doubt.quote) for doubt in of_row(one.place, one.pieces, alike)
    }


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_claimed_is_proved(tmp_path: Path, unit: str) -> None:
    """No doubt about any row, each of which has papers."""
    for row in rows(unit):
        for many in (1, 2, 5):
            handed = item(tmp_path, unit, row, many=many)
            assert handed.pieces, row.id
            assert doubted(handed) == {}, (row.id, many, [one.title for one in handed.pieces])


def test_hardly_two_of_the_papers_are_alike(tmp_path: Path) -> None:
    """Neither of one unit's rows, nor of two units."""
    known: list[tuple[str, frozenset[int]]] = []
    for unit in UNITS:
        for row in rows(unit):
            known += [
                (f"{unit} {row.id} {one.title}", samples(one.text))
                for one in item(tmp_path, unit, row).pieces
                if one.sort not in ("pledge", "sign_in", "table")
            ]
    alike = [
        (name, other)
        for place, (name, here) in enumerate(known)
        for other, there in known[:place]
        if common(len(here), len(there), len(here & there), fine=True).said
    ]
    assert len(alike) <= len(known) // 20, alike


@pytest.mark.parametrize(
    ("unit", "row", "fault", "kind"),
    [
        ("县财政局", "四.1", "missing", "missing"), ("县财政局", "四.1", "over", "over"),
        ("县财政局", "四.1", "outside", "outside"), ("县财政局", "四.1", "blank", "blank"),
        ("县财政局", "四.1", "no_source", "no_source"),
        ("县财政局", "四.1", "other_unit", "other_unit"),
        ("县财政局", "四.1", "unclear", "unclear"),
        ("冢头镇", "三.4", "blank", "blank"), ("冢头镇", "二.3", "other_unit", "other_unit"),
        ("县教育局", "六.2", "blank", "blank"), ("县教育局", "五.4", "other_unit", "other_unit"),
        ("县教育局", "五.4", "missing", "missing"),
    ],
)  # fmt: skip
def test_a_fault_is_seen_as_what_it_is(
    tmp_path: Path, unit: str, row: str, fault: Fault, kind: str
) -> None:
    found = next(one for one in rows(unit) if one.id == row)
    assert kind in doubted(item(tmp_path, unit, found, fault))


def test_other_faults_are_made_of_papers_that_others_have(tmp_path: Path) -> None:
    """Another's words, one number on two papers, and nothing at all."""
    row = next(one for one in rows("县教育局") if one.id == "六.2")
    own, peer = (item(tmp_path, unit, row) for unit in ("县教育局", "白庙乡"))
    copied = item(tmp_path, "县教育局", row, "text")
    assert copied.pieces[0].text != own.pieces[0].text
    here, there = samples(copied.pieces[0].text), samples(peer.pieces[0].text)
    assert common(len(here), len(there), len(here & there)).whole
    twice = item(tmp_path, "县教育局", row, "number_twice")
    assert len({one.says("number") for one in twice.pieces if one.says("number")}) == 1
    assert item(tmp_path, "县教育局", row, "unproved").pieces == []


def test_a_fifth_has_something_wrong_and_every_kind_is_among_it() -> None:
    found: list[str] = []
    for unit in units():
        for row in rows(unit.name):
            claimed: dict[str, object] = {
                one.name: 3 if one.kind == "count" else True for one in row.inputs
            }
            wants = [one.text for one in wanted_of(row, claimed.get)]
            about = About(
                unit.name,
                row.id,
                "2026年第四季度",
                (REPORTED,) * 3,
                REPORTED,
                held=frozenset(wants),
            )
            found.append(proving.fault_of(about, row, wants))
    assert 0.15 < sum(map(bool, found)) / len(found) < 0.25
    assert set(found) == {
        "", "missing", "over", "outside", "blank", "no_source", "other_unit", "number_twice",
        "text", "unclear", "unproved",
    }  # fmt: skip


def test_days_lie_apart_and_before_the_report() -> None:
    first = date(2026, 10, 1)
    for many in (1, 2, 4, 9):
        days = proving.days_of(first, date(2026, 10, 24), many)
        assert len(days) == many
        assert all((two - one).days >= 2 for one, two in pairwise(days))
        assert first < days[0]
        assert days[-1] < date(2026, 10, 24)
    assert said(proving.days_of(first, first, 1)[0]) == "2026年10月2日"
