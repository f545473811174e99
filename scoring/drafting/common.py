"""A figure that several rows of a table speak of: asked in one of them, taken over in the others.

Here: rows that name another row (场次同二.3, 以序号5的数据为准), and rows that ask the very same.
Not here: what `shared` is (`scoring.sharing`), what a clause means (`clause`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from scoring.drafting.beside import beside_in
from scoring.drafting.clause import Reading
from scoring.drafting.pieces import number_of
from scoring.drafting.rows import DraftRow, DraftSection
from scoring.drafting.wordings import listed, terms_of

_VERBS: Final = ("each", "amount", "rate")
_REFERS: Final = re.compile(
    r"(?:同|与|见|按|以|引用|取自|参照|沿用)(?:本表|上表|表中|前述)?(?:(?P<id>[一二三四五六七八九十]{1,3}[.、．\-—][0-9]{1,2})"
    r"|(?:序号|编号|第)(?P<number>[0-9]{1,2})(?:项|行|条|号|款)?(?:指标)?|(?P<above>上一?[行项条](?:指标)?))"
)
_SHORT_OF: Final = re.compile(
    r"(?:不足|不少于|少于|达到|不低于|至少|不到)(?P<line>[0-9.]+|[一二两三四五六七八九十]+)(?P<unit>[^0-9,。;的]{1,3})"
)
_MIN_NAME: Final = 4


def with_common_figures(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return the sections whose rows take over what another row asks, each of them to be asked."""
    rows = [row for one in sections for row in one.rows]
    taken = {row.id: _taken_over(row, at, rows) for at, row in enumerate(rows)}
    return tuple(
        replace(one, rows=tuple(taken[row.id] or row for row in one.rows)) for one in sections
    )


def _taken_over(row: DraftRow, at: int, rows: Sequence[DraftRow]) -> DraftRow | None:
    """The row with what it takes over; None: it takes over nothing."""
    clause = normalize("NFKC", row.clause)
    together = beside_in(clause)  # 与上项合并计分: of its points, and no figure
    found = _REFERS.search(clause.replace(together[0], "") if together is not None else clause)
    if found is None:
        return _asked_twice(row, rows[:at])
    home = _home(found, at, rows)
    if home is None or home is row or not row.understood.readings:
        said = f"原文的“{found[0]}”说的是别的行：没有读出是哪一行的哪个数，请看一看"
        return replace(row, doubts=(*row.doubts, said))
    readings = tuple(_on_its_figure(one, row, home) for one in row.understood.readings)
    if all(one is None for one in readings):
        said = (
            f"原文的“{found[0]}”说的是 {home.id}“{home.cells['name']}”："
            f"同一个数只问一次的，请写“取自 {home.id}”"
        )
        return replace(row, doubts=(*row.doubts, said))
    kept = tuple(one or own for one, own in zip(readings, row.understood.readings, strict=True))
    name = next(iter(_shared(next(one for one in readings if one is not None))))
    said = f"“{name}”取自 {home.id}，只在那一行问一次，请看一看"
    understood = replace(row.understood, readings=kept)
    return replace(row, understood=understood, doubts=(*row.doubts, said))


def _shared(reading: Reading) -> dict[str, str]:
    found = reading.keys.get("shared")
    return {str(name): str(home) for name, home in found.items()} if isinstance(found, dict) else {}


def _home(found: re.Match[str], at: int, rows: Sequence[DraftRow]) -> DraftRow | None:
    """The row that is meant, by its own number, by that of the table, or the one before."""
    if found["above"]:
        return rows[at - 1] if at else None
    if found["id"]:
        said = re.sub(r"[、．\-—]", ".", found["id"])
        return next((one for one in rows if one.id == said), None)
    same = [one for one in rows if re.fullmatch(rf"[^.]+\.{found['number']}", one.id)]
    return same[0] if len(same) == 1 else None


def _figures(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Name, verb and unit of every figure a reading asks."""
    for term in terms_of(reading.keys):
        for verb in _VERBS:
            if verb in term:
                yield str(term[verb]), verb, str(term.get("unit", ""))


def _on_its_figure(reading: Reading, row: DraftRow, home: DraftRow) -> Reading | None:
    """The reading with the other row's figure for its own; None: none of them fits."""
    own = list(dict.fromkeys(_figures(reading)))
    theirs = list(dict.fromkeys(_figures(home.understood.readings[0]))) if (
        home.understood.readings
    ) else []  # fmt: skip
    for name, verb, unit in own:
        alike = [one for one in theirs if one[1:] == (verb, unit)]
        if len(alike) != 1:
            continue
        other = alike[0][0]
        short = _line_of(row, unit) if "缺少的" in name else None
        if "缺少的" in name and short is None:
            continue
        keys: dict[str, object] = {
            side: [_renamed(term, verb, name, other, short) for term in listed(reading.keys[side])]
            for side in ("add", "deduct")
            if side in reading.keys
        }
        asks = reading.keys.get("ask")
        kept = {key: said for key, said in reading.keys.items() if key != "ask"}
        if isinstance(asks, dict) and (rest := {k: v for k, v in asks.items() if k != name}):
            kept["ask"] = rest
        return replace(reading, keys={**kept, **keys, "shared": {other: home.id}})
    return None


def still_taking(reading: Reading, body: Mapping[str, object]) -> Reading | None:
    """Another reading of a row that takes a figure over, with that figure; None: it has none.

    `body`: the row as it was, with `shared` and the terms that count what is taken over.
    """
    shared = body.get("shared")
    held = {str(one): str(home) for one, home in shared.items()} if isinstance(shared, dict) else {}
    keys: dict[str, object] = dict(reading.keys)
    for other in held:
        was = next((one for one in terms_of(body) if other in _names(one)), None)
        verb = next((one for one in _VERBS if was is not None and was.get(one) == other), "")
        fresh = [
            one
            for one in terms_of(keys)
            if verb in one and one.get("unit") == (was or {}).get("unit")
        ]
        names = {str(one[verb]) for one in fresh}
        if not verb or was is None or len(names) != 1:
            return None
        (name,) = names
        under = was.get("under") if "缺少的" in name else None
        if "缺少的" in name and under is None:
            return None
        for side in ("add", "deduct"):
            if side in keys:
                keys[side] = [_renamed(one, verb, name, other, under) for one in listed(keys[side])]
        asks = keys.pop("ask", None)
        if isinstance(asks, dict) and (rest := {k: v for k, v in asks.items() if k != name}):
            keys["ask"] = rest
    return replace(reading, keys={**keys, "shared": held})


def _names(term: Mapping[str, object]) -> Iterator[str]:
    yield from (str(term[verb]) for verb in _VERBS if verb in term)


def _line_of(row: DraftRow, unit: str) -> object:
    """How many are asked for: 不足4场的, 每少1场扣1分."""
    for found in _SHORT_OF.finditer(normalize("NFKC", row.clause)):
        if found["unit"] == unit:
            return number_of(found["line"])
    return None


def _renamed(
    term: dict[str, object], verb: str, name: str, other: str, under: object
) -> dict[str, object]:
    if term.get(verb) != name:
        return term
    return {**term, verb: other} | ({"under": under} if under is not None else {})


def _asked_twice(row: DraftRow, before: Sequence[DraftRow]) -> DraftRow | None:
    """A row that asks by the very same name what a row above it asks."""
    if not row.understood.readings:
        return None
    own = set(_figures(row.understood.readings[0]))
    for other in before:
        if "classes" in row.cells and "classes" in other.cells:
            continue  # one row for each class: nobody is asked by both
        theirs = set(_figures(other.understood.readings[0])) if other.understood.readings else set()
        both = sorted(name for name, _, _ in own & theirs if len(name) >= _MIN_NAME)
        if both and not any("取自" in one for one in row.doubts):
            said = (
                f"“{both[0]}”在 {other.id} 也问了：是同一个数、只想问一次的，请写“取自 {other.id}”"
            )
            return replace(row, doubts=(*row.doubts, said))
    return None
