"""The whole draft as plain data for a desk-sized page: every row, its fields, meaning, examples.

Pure. Not here: who may see it (``desk``), what a change does (``pages.cells``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from bot.corridor.routes import link, token
from bot.schemes.classes import unknown
from bot.schemes.draft import (
    declarable,
    faults_in,
    keys_of,
    mark_of,
    readings_of,
    row_of,
    with_reading,
)
from bot.schemes.fields import Field, fields_of
from bot.schemes.heading import mark_of_head, said, unsaid
from bot.schemes.words.drafts import contradiction, mark_of as mark_of_fault
from bot.speech.calendar import in_china
from scoring.drafting import samples
from scoring.exact import plain
from scoring.sentence import rule
from storage.database import moment
from storage.queries.roster import Unit
from storage.queries.schemes import KeptDraft, KeptRow

_TERM: Final = re.compile(r"((?:add|deduct)[0-9]+)([nkpmrf])")
_KINDS: Final = {"n": "text", "k": "way", "p": "number", "m": "most", "r": "text", "f": "text"}
_NUMBERS: Final = {"points": "number", "start": "number", "floor": "number"}
_FEW: Final = 2

Data = dict[str, Any]


def mark_of_whole(draft: KeptDraft, rows: Sequence[KeptRow]) -> str:
    """Six signs of the whole table: they change with every change of it."""
    return token([mark_of_head(draft), draft.state, *map(mark_of, rows)])


def table(
    draft: KeptDraft, rows: Sequence[KeptRow], names: Mapping[int, str], units: Sequence[Unit]
) -> Data:
    """The draft with all its rows; ``names`` of people, ``units`` of the roster."""
    lines = [*said(draft), *(f"{one}：" for one in unsaid(draft))]
    confirmed = sum(one.confirmed_by is not None for one in rows)
    return {
        "id": draft.id,
        "title": draft.title,
        "group": draft.group_name,
        "proposed": draft.state == "proposed",
        "mark": mark_of_whole(draft, rows),
        "head": {"mark": mark_of_head(draft), "lines": [_head_line(one) for one in lines]},
        "doubts": [*json.loads(draft.doubts), *unknown(draft, rows, units)],
        "faults": _faults(draft, rows),
        "sections": _sections(draft),
        "rows": [_row(one, names) for one in rows],
        "confirmed": confirmed,
        "unread": sum(not one.body for one in rows),
    }


def _head_line(line: str) -> Data:
    label, _, value = line.partition("：")
    return {"label": label, "value": value}


def _sections(draft: KeptDraft) -> list[Data]:
    found = []
    for one in json.loads(draft.sections):
        if "table" in one:
            continue
        keys = keys_of(one["keys"])
        points = keys.get("points")
        said_points = (
            f"（{plain(Decimal(points))} 分）" if isinstance(points, (int, Decimal)) else ""
        )
        found.append({"number": one["number"], "title": f"{keys.get('name', '')}{said_points}"})
    return found


def _faults(draft: KeptDraft, rows: Sequence[KeptRow]) -> list[Data]:
    """What the table contradicts; where the document may be so, the press that declares it."""
    places = {f'["{one.row}"]': one.place for one in rows}
    return [
        {
            "said": contradiction(one),
            "place": places.get(one.row, 0),
            "route": link("schemes/faults", draft.id, at, mark_of_fault(one))
            if declarable(one)
            else "",
        }
        for at, one in enumerate(faults_in(draft, rows), 1)
    ]


def _row(row: KeptRow, names: Mapping[int, str]) -> Data:
    return {
        **_read(row),
        "mark": mark_of(row),
        "confirmed": _who(names, row.confirmed_by, row.confirmed_at),
        "changed": _who(names, row.changed_by, row.changed_at),
        "changed_by": row.changed_by,
    }


def _who(names: Mapping[int, str], person: int | None, at: str | None) -> str:
    if person is None:
        return ""
    when = in_china(moment(at)) if at else None
    return f"{names.get(person, '')} {when.month}月{when.day}日 {when:%H:%M}" if when else ""


@lru_cache(maxsize=4096)
def _read(row: KeptRow) -> Data:
    """What a row says; kept, since all but one of a table are as they were."""
    read, cells = row_of(row), keys_of(row.cells)
    fields = [_field(one) for one in fields_of(row)]
    return {
        "place": row.place,
        "row": row.row,
        "section": row.section,
        "name": str(cells["name"]),
        "clause": row.clause,
        "own": row.own,
        "read": read is not None,
        "several": row.several,
        "sentence": rule(read) if read is not None else "",
        "samples": [_sample(one.said, one.points) for one in samples(read)] if read else [],
        "doubts": row.doubtful,
        "fields": fields,
        "readings": ways(row) if row.several else [],
    }


def _sample(said_figures: str, points: Decimal) -> str:
    return f"{said_figures} → 得 {plain(points)} 分"


def _field(one: Field) -> Data:
    term = _TERM.fullmatch(one.key)
    kind = _KINDS[term[2]] if term else _NUMBERS.get(one.key, "text")
    return {
        "key": one.key,
        "label": one.label,
        "value": one.now,
        "kind": kind,
        "term": term[1] if term else "",
    }


def ways(row: KeptRow) -> list[Data]:
    """Every reading of a row in words, with its examples."""
    count = len(readings_of(row).readings)
    found = []
    for number in range(1, count + 1):
        kept = with_reading(row, number)
        read = row_of(kept) if kept is not None else None
        if read is not None:
            given = [_sample(one.said, one.points) for one in samples(read)]
            found.append({"number": number, "sentence": rule(read), "samples": given})
    return found if len(found) >= _FEW or row.several else []
