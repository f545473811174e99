"""The two shipped tables say what 郟信用办〔2022〕4号 says, cell by cell."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scoring import scheme as catalogue
from scoring.scheme import Scheme

INDICATORS = json.loads((Path(__file__).parent / "indicators.json").read_text("utf-8"))
TABLES = {1: "郏县2022-县直单位", 2: "郏县2022-乡镇街道"}
CELLS = {"name": "name", "points": "points", "content": "content", "text": "standard"}
CELLS |= {"basis": "basis", "method": "method"}


def both() -> list[tuple[Scheme, dict]]:
    return [(catalogue.load(TABLES[one["table"]]), one) for one in INDICATORS["tables"]]


def printed(row: catalogue.Row, cell: str) -> str:
    """What the paper really shows: the restored cell, or what is kept under `printed`."""
    kept = dict(row.printed_cells)
    return kept.get(cell, str(getattr(row, cell)))


def test_every_cell_is_kept_as_printed() -> None:
    seen = 0
    for scheme, table in both():
        for section in table["sections"]:
            for one in section["indicators"]:
                row = scheme.row(one["id"][2:])
                for cell, source in CELLS.items():
                    assert printed(row, cell) == one["verbatim"][source], (row.id, cell)
                seen += 1
    assert seen == 32


def test_headings_points_and_order_are_the_documents() -> None:
    for scheme, table in both():
        assert [one.number for one in scheme.sections] == [s["no"] for s in table["sections"]]
        for one, section in zip(scheme.sections, table["sections"], strict=True):
            assert one.heading == section["heading_verbatim"].strip()
            assert one.points == Decimal(section["points"])
            assert one.bonus is section["bonus"]
            assert [row.id for row in one.rows] == [i["id"][2:] for i in section["indicators"]]
        assert scheme.title == table["title"]
        assert (scheme.issued, scheme.in_force) == (date(2022, 3, 18), date(2022, 3, 18))
        assert scheme.number == INDICATORS["doc"]["number"]


def test_every_reading_of_a_row_is_repeated_beside_it() -> None:
    for scheme, table in both():
        for section in table["sections"]:
            for one in section["indicators"]:
                row = scheme.row(one["id"][2:])
                said = row.reading + row.defect
                for name in one["ambiguities"]:
                    assert name in said, (row.id, name)


def test_grades_are_the_documents() -> None:
    for scheme, _ in both():
        found = [(one.name, str(one.at_least)) for one in scheme.grades]
        assert found == [(g["name"], g["at_least"]) for g in INDICATORS["doc"]["grades"]]


def test_the_township_table_reaches_98_and_declares_why() -> None:
    scheme = catalogue.load("乡镇街道")
    assert (scheme.full, scheme.reachable) == (100, 98)
    assert ["D01" in one for one in scheme.defects] == [True]
    assert catalogue.load("县直单位").reachable == 100
    assert catalogue.load("县直单位").defects == ()


def test_who_supplies_is_as_transcribed() -> None:
    own = {"单位自报(信用办审核)", "评分人裁量"}
    for scheme, table in both():
        for section in table["sections"]:
            for one in section["indicators"]:
                row = scheme.row(one["id"][2:])
                assert (row.by is None) == ({i["supplier"] for i in one["inputs"]} <= own), row.id


def test_ledger_cumulative_and_award_rows() -> None:
    marks: dict[str, list[str]] = {"ledger": [], "cumulative": [], "award": []}
    for scheme, _ in both():
        for row in scheme.rows:
            for mark, found in marks.items():
                if getattr(row, mark):
                    found.append(f"{scheme.group} {row.id}")
    assert marks == {
        "ledger": ["县直单位 四.2", "乡镇街道 二.1"],
        "cumulative": ["县直单位 三.1c", "乡镇街道 二.2"],
        "award": ["乡镇街道 四.1", "乡镇街道 四.2", "乡镇街道 五.1"],
    }


def test_every_row_speaks_to_the_liaison() -> None:
    for scheme, _ in both():
        for row in scheme.rows:
            assert row.short.endswith("。"), row.id
            assert row.proof.endswith("。"), row.id
            asked = dict(row.asks)
            assert {one.checklist or one.name for one in row.inputs} == set(asked), row.id


def test_every_row_with_more_than_one_term_has_a_worked_example() -> None:
    for scheme, _ in both():
        for row in scheme.rows:
            if len(row.terms) > 1 or row.only_if:
                assert row.examples, row.id


@pytest.mark.parametrize("wanted", ["县直单位", "郏县2022-县直单位"])
def test_a_scheme_is_found_by_group_and_by_name(wanted: str) -> None:
    assert catalogue.load(wanted).group == "县直单位"


def test_every_reading_and_every_defect_of_the_document_is_declared() -> None:
    text = "".join(scheme.text for scheme, _ in both())
    named = set(re.findall(r"\b([ABD]\d\d)(?=：|、)", text))
    assert named == set(INDICATORS["reading_ids"])
