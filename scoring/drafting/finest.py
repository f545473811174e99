"""What a row is called where its name is that of several: the third of 一级、二级、三级指标.

A merged cell names several rows, and a column beside it says shortly what each of them is: then
that is its name. Here: only that. Not here: which column holds what (`columns`), rows (`printed`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from scoring.drafting.printed_table import PrintedRow, PrintedTable

_SHORT: Final = 20
_CLAUSE: Final = re.compile(r"[。;；，,]|[0-9]\s*分|扣|不得分")


def by_the_finest(table: PrintedTable) -> PrintedTable:
    """Return the table with its rows called by the column that tells them apart."""
    rows = [row for section in table.sections for row in section.rows]
    if not _names_several(rows) or not _tells_apart(rows):
        return table
    for row in rows:
        whole, row.cells["name"] = row.get("name"), row.cells.pop("content").strip()
        row.same_as_above = False
        if not row.get("note") and whole:
            row.cells["note"] = whole
    return table


def _names_several(rows: list[PrintedRow]) -> bool:
    times = Counter(row.get("name") for row in rows)
    return sum(many > 1 for many in times.values()) > 1


def _tells_apart(rows: list[PrintedRow]) -> bool:
    said = [row.get("content").strip() for row in rows]
    short = all(1 < len(one) <= _SHORT and not _CLAUSE.search(one) for one in said)
    clauses = all(row.get("text").strip() for row in rows)
    return short and clauses and len(set(said)) == len(said)
