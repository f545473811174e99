"""A kept draft as what it is: its rows parsed, its text, and what its table contradicts.

Here: from what is kept to a scheme or its faults, and a row under another reading. Not here: where
a draft comes from (``reading``), what is said of it (``words``).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from bot.corridor.routes import token
from bot.schemes.sharing import SHARED, shared_said
from scoring.drafting import (
    OF_A_NAME,
    Reading,
    Understood,
    still_taking,
    understand,
    understand_row,
)
from scoring.faults import Fault, SchemeError
from scoring.model import Row, Scheme
from scoring.printing import print_keys
from scoring.row_reading import read_row
from scoring.scheme import loads
from scoring.table import Faults, Table
from storage.queries.schemes import KeptDraft, KeptRow

_PRINTED: Final = re.compile(r"[0-9]")
_AS_PRINTED: Final = "原表如此"


def keys_of(text: str) -> dict[str, Any]:
    """The keys of a kept piece of TOML."""
    return tomllib.loads(text, parse_float=Decimal)


def mark_of(kept: KeptRow) -> str:
    """Six signs of a row as it was shown: they change with what it says and who confirmed it."""
    open_still = ["several"] if kept.several else []  # nobody has said yet which reading is right
    return token([kept.row, kept.cells, kept.body, kept.own, kept.confirmed_by or 0, *open_still])


def row_of(kept: KeptRow) -> Row | None:
    """The row as the machine reads it, or None while nobody knows how it counts."""
    if not kept.body:
        return None
    return read_row(Table(Faults(""), f'["{kept.row}"]', keys_of(kept.body)), kept.row)


def text_of(draft: KeptDraft, rows: Sequence[KeptRow]) -> str:
    """The scheme file a draft would be, rows nobody knows yet left out."""
    parts = ["[scheme]", draft.header, ""]
    stored = json.loads(draft.sections)
    for one in stored:
        if "table" in one:
            parts += [f"[{one['table']}]", one["keys"], ""]
    for one in stored:
        own = [row for row in rows if row.section == one.get("number") and row.body]
        if "table" in one or not own:
            continue
        parts += [f'[section."{one["number"]}"]', _section_keys(one["keys"], own), ""]
        for row in own:
            parts += [f'["{row.row}"]', row.body, ""]
    return "\n".join(parts)


def _section_keys(keys: str, rows: Sequence[KeptRow]) -> str:
    """A section's keys; where its heading prints no points, they are what its rows come to.

    So a row that is changed contradicts nothing that was ever printed.
    """
    found = keys_of(keys)
    heading = found.get("heading")
    if heading is None or _PRINTED.search(normalize("NFKC", heading)) or found["points"] == "不限":
        return keys
    points = [keys_of(one.body)["points"] for one in rows]
    if any(isinstance(one, str) for one in points):
        return keys
    total = sum(map(Decimal, points), Decimal(0))
    return keys if total == found["points"] else print_keys({**found, "points": total})


def scheme_of(draft: KeptDraft, rows: Sequence[KeptRow]) -> Scheme | tuple[Fault, ...]:
    """The scheme, or everything that keeps it from being one."""
    try:
        return loads(text_of(draft, rows), "")
    except SchemeError as error:
        return error.faults


def faults_in(draft: KeptDraft, rows: Sequence[KeptRow]) -> list[Fault]:
    """What the draft contradicts, once every row is understood: before, sums say nothing."""
    if any(not one.body for one in rows):
        return []
    found = scheme_of(draft, rows)
    return list(found) if isinstance(found, tuple) else []


def declarable(fault: Fault) -> bool:
    """Whether the document itself may be so: its own contradiction, to be declared."""
    return _AS_PRINTED in fault.sentence


def readings_of(kept: KeptRow) -> Understood:
    """Every way to read the row: by its own words, where the office wrote some, or its clause."""
    cells = keys_of(kept.cells)
    points = cells["points"] if isinstance(cells["points"], (Decimal, int)) else None
    beyond = points == 0
    content = str(cells.get("content", ""))
    found = Decimal(points) if points is not None else None
    name = str(cells["name"])
    if kept.own:
        content = "" if kept.own == content else content
        return understand(kept.own, found, name, content, beyond=beyond)
    return understand_row(kept.clause, found, name, content, beyond=beyond)


def with_reading(kept: KeptRow, number: int) -> KeptRow | None:
    """The row under one of its readings, from 1; None: there is no such reading."""
    readings = readings_of(kept).readings
    if not 1 <= number <= len(readings):
        return None
    chosen = readings[number - 1]
    said = [*chosen.said, *chosen.notes]
    before = keys_of(kept.body) if kept.body else {}
    taking = still_taking(chosen, before) if SHARED in before else chosen
    keys = {**keys_of(kept.cells), **(taking or chosen).keys}
    if said:
        keys["reading"] = "；".join(said) + "。"
    if kept.own:
        keys["reading"] = f"信用办的理解：{kept.own}"
    told = list(look_at(chosen))
    if taking is None:
        told.append(f"原来写的是{shared_said(before)}：这种读法没有用上，还要取自那一行的点“改”。")
    doubts = json.dumps(told, ensure_ascii=False)
    return replace(kept, body=print_keys(keys), doubts=doubts)


def look_at(reading: Reading) -> tuple[str, ...]:
    """What of the clause a reading leaves out, as it is said to who confirms the row."""
    asks = [one for one in reading.overlooked if one.endswith("？")]
    names = "".join(one for one in asks if one.endswith(OF_A_NAME))
    asked = "".join(one for one in asks if not one.endswith(OF_A_NAME))
    told = {*asks, *reading.worded, *reading.remarks}
    pieces = "、".join(f"“{one}”" for one in reading.overlooked if one not in told)
    said = (f"看一看：{pieces}没有全算进规则，核对以后再点“对”。",) if pieces else ()
    if reading.worded:
        worded = "、".join(f"“{one}”" for one in reading.worded)
        said = (*said, f"看一看：{worded}是照原文的话记下的，意思对就点“对”。")
    if reading.remarks:
        said = (*said, f"看一看：{'；'.join(reading.remarks)}。是这样就点“对”。")
    if names:
        said = (*said, f"{names}是的点“对”；要换个名字或分成几项的点“改”。")
    return (*said, f"原文没有写明：{asked}不是这样的请点“改”。") if asked else said


_TAPS: Final = re.compile(
    r"[，。]?(?:核对以后再|意思对就|是这样就|是的|不是这样的请)点“[对改]”[^。]*。$"
)


def without_taps(doubt: str) -> str:
    """Return a doubt as it is said where a reading is chosen: neither 对 nor 改 is there."""
    bare = _TAPS.sub("", doubt)
    return bare if bare == doubt or bare.endswith("？") else f"{bare}。"


def with_award(kept: KeptRow) -> KeptRow:
    """The row as points that a reviewer gives."""
    keys = {**keys_of(kept.cells), "add": [{"award": "评定得分"}]}
    keys["reading"] = "由审核员在分值以内评定。"
    return replace(kept, body=print_keys(keys), doubts="[]")


def with_defect(draft: KeptDraft, rows: Sequence[KeptRow], fault: Fault) -> KeptDraft | KeptRow:
    """What declares a contradiction as the document's own: a row, or the head of the draft."""
    sentence = re.split(r"；原表如此", fault.sentence)[0]
    row = next((one for one in rows if fault.row == f'["{one.row}"]'), None)
    if row is not None:
        body = {**keys_of(row.body), "defect": f"原表如此：{sentence}。"}
        return replace(row, body=print_keys(body))
    if fault.row == "[scheme]":
        header = keys_of(draft.header)
        header["defects"] = [*header.get("defects", []), f"原表如此：{sentence}。"]
        return replace(draft, header=print_keys(header))
    stored: list[Mapping[str, str]] = json.loads(draft.sections)
    changed = [
        {**one, "keys": print_keys({**keys_of(one["keys"]), "defect": f"原表如此：{sentence}。"})}
        if fault.row == f'[section."{one.get("number")}"]'
        else one
        for one in stored
    ]
    return replace(draft, sections=json.dumps(changed, ensure_ascii=False))
