"""The workbook of an edition: every figure of it, nothing that runs, ready to print."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot.editions.edition import Edition, Table
from bot.release.sheets.result_book import make, recipe_data
from scoring.__main__ import main as scoring
from scoring.exact import plain
from scoring.scheme import load
from tests.editions.test_edition import FACTS, _edition, _table

EVIL = "=cmd|'/c calc'!A1"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Three departments, one with a name and a reason that would be formulas."""
    table = _table(load("郏县2022-县直单位"), FACTS)
    first = replace(table.results[0], name=EVIL, reasons={"三.4": "+1+1", "三.2": "@SUM(A1)"})
    return _edition(replace(table, results=(first, *table.results[1:])))


@pytest.fixture(scope="module")
def data(edition: Edition) -> bytes:
    """The file, after its recipe went through the outbox as JSON."""
    return make(json.loads(json.dumps(recipe_data("2026年三季度考核结果", edition, {}))))


def test_every_unit_row_and_rule_is_in_it(edition: Edition, data: bytes) -> None:
    """Ranking, rows × units, reasons, the table itself, and how to recompute."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    table: Table = edition.tables[0]
    assert book.sheetnames == [
        "说明", "县直单位排名", "县直单位各项得分", "县直单位得分理由", "县直单位数据",
        "县直单位考核表",
    ]  # fmt: skip
    matrix = [list(row) for row in book["县直单位各项得分"].iter_rows(values_only=True)]
    for one, line in zip(table.results, matrix[2:], strict=True):
        assert line[:2] == [one.rank, one.name]
        shown = [Decimal(str(points)) for points in line[3:]]
        assert shown == [one.points[row.id] for row in table.scheme.rows]
    reasons = list(book["县直单位得分理由"].iter_rows(values_only=True))
    assert len(reasons) == 2 + len(table.results) * (len(table.scheme.rows) + 1)
    assert any("3 项 × 2 分 = 6 分" in str(line[5]) for line in reasons)
    cover = {line[0]: line[1] for line in book["说明"].iter_rows(values_only=True)}
    assert cover["本版 SHA-256"] == edition.hash
    texts = [line[4] for line in book["县直单位考核表"].iter_rows(values_only=True)]
    assert table.scheme.row("三.4").text in texts


def test_it_can_be_counted_again(
    edition: Edition, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file itself, given back to the command, brings the totals, grades and ranks it shows."""
    table = edition.tables[0]
    (tmp_path / "结果.xlsx").write_bytes(data)
    (tmp_path / "方案.toml").write_text(table.text, "utf-8")
    scheme, given = str(tmp_path / "方案.toml"), str(tmp_path / "结果.xlsx")
    assert scoring(["score", "--scheme", scheme, given]) == 0, capsys.readouterr().err
    found = json.loads(capsys.readouterr().out)["units"]
    assert {(one["name"], one["total"], one["grade"], one["rank"]) for one in found} == {
        (one.name, plain(one.total), one.grade, one.rank) for one in table.results
    }


def test_what_was_sent_back_is_counted_again_alike(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that counts nothing, or what was accepted before, does so in the file, too."""
    table = edition.tables[0]
    scheme = table.text.replace('["三.4"]\n', '["三.4"]\nreturned = "last_accepted"\n')
    back = {"三.2": None, "三.4": {"取得成效的应用": 1, "仅有通知或文件的应用": 0}}
    sent = replace(table, text=scheme, results=(replace(table.results[1], returned=back),))
    book = make(json.loads(json.dumps(recipe_data("结果", _edition(sent), {}))))
    (tmp_path / "结果.xlsx").write_bytes(book)
    (tmp_path / "方案.toml").write_text(scheme, "utf-8")
    given = [str(tmp_path / "方案.toml"), str(tmp_path / "结果.xlsx")]
    assert scoring(["score", "--scheme", *given]) == 0, capsys.readouterr().err
    (found,) = json.loads(capsys.readouterr().out)["units"]
    assert (found["rows"]["三.2"]["points"], found["rows"]["三.4"]["points"]) == ("0", "2")
    assert found["total"] == plain(sent.assessment(sent.results[0]).total)


def test_nothing_in_it_runs(data: bytes) -> None:
    """No formula, no link, no macro; what looks like a formula is text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert EVIL in {cell.value for cell in cells}
    assert not any(cell.hyperlink for cell in cells)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not any("vba" in name or "externalLink" in name for name in names)


def test_it_is_set_up_to_be_read_and_printed(data: bytes) -> None:
    """Heads in sight and on every page, A4 across, one page wide."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert int(sheet.page_setup.paperSize or 0) == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows is not None


def test_the_same_edition_makes_the_same_bytes(edition: Edition, data: bytes) -> None:
    """Kept once in the store, however often it is sent."""
    assert make(recipe_data("2026年三季度考核结果", edition, {})) == data


def _lines(table: Table, sheet: str) -> list[tuple[object, ...]]:
    book = make(json.loads(json.dumps(recipe_data("结果", _edition(table), {}))))
    return list(openpyxl.load_workbook(io.BytesIO(book))[sheet].iter_rows(values_only=True))


def test_units_with_the_same_figures_keep_what_is_their_own(edition: Edition) -> None:
    """What is told once for units that share it says nothing of another's source or points."""
    table = edition.tables[0]
    first = table.results[1]
    row, given = next((row, given) for row, given in first.facts.items() if given)
    sources = {**first.sources, row: dict.fromkeys(given, "supplied")}
    points = {**first.points, row: first.points[row] + 1}
    others = (
        replace(first, unit=97, name="县统计局", sources=sources),
        replace(first, unit=98, name="县气象局", points=points, reasons={row: "只说它的"}),
    )
    lines = _lines(replace(table, results=(first, *others)), "县直单位得分理由")
    told = [line[2:] for line in lines if str(line[1]).startswith(f"{row} ")]
    assert ["部门数据" in str(line[2]) for line in told] == [False, True, False]
    gained = [Decimal(str(line[0])) - first.points[row] for line in told]
    assert gained == [0, 0, 1]
    assert [line[4] for line in told] == ["", "", "只说它的"]


def test_units_with_the_same_figures_are_sent_back_by_themselves(edition: Edition) -> None:
    """Units alike but for a return: only theirs says so."""
    table = edition.tables[0]
    first = table.results[1]
    row, given = next((row, given) for row, given in first.facts.items() if given)
    other = replace(first, unit=97, name="县统计局", returned={row: dict.fromkeys(given, 1)})
    again = replace(other, unit=98, name="县气象局", returned={row: None})
    lines = _lines(replace(table, results=(first, other, again)), "县直单位数据")
    told = [line[6:] for line in lines if line[2] == row]
    assert set(told) == {("", ""), ("是", "1"), ("是", "")}
