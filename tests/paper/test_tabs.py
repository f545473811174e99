"""Names of sheets: every table has its own, however alike, long or odd the tables' names are."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from bot.corridor import recipes
from bot.corridor.events import Recipe
from bot.corridor.pages import open_all
from bot.paper.tabs import LONGEST, tab

LONG = "承担社会信用体系建设任务的县直机关事业单位和驻县中央省市垂直管理单位"
NAMES = (
    f"{LONG}（甲类）",
    f"{LONG}（乙类）",
    "县直/垂管",
    "县直垂管",
    "Towns",
    "TOWNS",
    "History",
    "[]:*?/\\'",
    "",
    "'引号'",
    "换\n行",
    "🌾" * 40,
)


def test_every_table_has_a_sheet_of_its_own() -> None:
    """A workbook takes all of them, and whatever stands behind a name is kept."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in NAMES:
        for what in ("排名", "各项得分", ""):
            found = tab(name, book.sheetnames, what)
            assert len(found.encode("utf-16-le")) // 2 <= LONGEST
            assert what in found
            book.add_worksheet(found)
    book.close()
    made = openpyxl.load_workbook(out).sheetnames
    assert len({one.casefold() for one in made}) == len(NAMES) * 3


@pytest.mark.parametrize("name", ["found", "year"])
def test_a_workbook_of_tables_with_names_alike_is_made(name: str) -> None:
    """What an office calls its tables keeps no list from it."""
    open_all()
    data = {"found": _found(), "year": _year()}[name]
    made = openpyxl.load_workbook(io.BytesIO(recipes.make(Recipe(name=name, data=data))))
    assert len(made.sheetnames) == len(NAMES)


def _found() -> dict[str, Any]:
    tables = [{"name": f"2026Q4{one}", "heads": ["单位"], "lines": [["甲"]]} for one in NAMES]
    return {"title": "没报的", "tables": tables, "notes": []}


def _year() -> dict[str, Any]:
    tables = [{"group": one, "quarters": [], "notes": [], "lines": []} for one in NAMES]
    return {"title": "2026 年", "tables": tables}
