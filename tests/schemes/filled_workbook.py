"""A draft's workbook as an officer sends it back: assessors in a row, a section of the year."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook

from bot.corridor.events import Recipe
from bot.corridor.recipes import make
from bot.schemes.reading import read
from bot.schemes.table import head_of, kept_of, line_of, ways_to_write
from scoring.scheme import load
from storage.queries.schemes import KeptDraft
from tests.schemes.documents import plain_rules

MARKS = "几方各打各的分，按权重合成：民主测评：县委组织部 40%，群众 60%，按 100 分制，各报各的"
YEAR = {"全年": "各季度平均；第二节只计入全年"}


def with_year() -> bytes:
    """Of 明年考核办法: 一.2 marked by two, the second section counted in the year, all 对."""
    today = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]
    found = read(plain_rules(), "明年考核办法.docx", "郏县", today, date(2026, 10, 1))[0]
    head = found.head
    draft = KeptDraft(
        1, head.group, head.title, head.header, head.sections, head.doubts, "", "open", "", 1, "",
        None, None,
    )  # fmt: skip
    data = {
        "title": "草案",
        "lines": [[*line_of(one), kept_of(one)] for one in found.rows],
        "head": head_of(draft),
        "ways": ways_to_write(),
    }
    book = load_workbook(io.BytesIO(make(Recipe(name="scheme draft", data=data))))
    rows, above = book["草案"], book["抬头"]
    rows["F4"] = MARKS
    for line in range(3, 3 + len(found.rows)):
        rows[f"L{line}"] = "对"
    for line in range(2, above.max_row + 1):
        label = above[f"A{line}"].value
        if label in YEAR:
            above[f"B{line}"] = YEAR[str(label)]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
