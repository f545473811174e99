"""A row of a draft field by field: what each thing brings, its most, who supplies, who reviews.

Here: which fields a row has, how one is said in words, and the row with one of them changed. Not
here: another way to count (`scoring.drafting` reads that from a sentence), pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from bot.schemes import kinds
from bot.schemes.draft import keys_of
from bot.schemes.figures import (
    HOW_OWN,
    figures_said,
    how as how_figures,
    own_said,
    takes_figures,
    with_figures,
    with_own,
)
from bot.schemes.lines import BY_KEY, LINES
from scoring.exact import plain
from scoring.parts import TermKind
from scoring.printing import print_keys
from scoring.row_reading import read_row
from scoring.table import Faults, Table
from scoring.verbs import KINDS, VERBS
from storage.queries.schemes import KeptRow

_TEXTS: Final = {"by": "由谁提供数据", "reviewer": "由谁审核", "proof": "用什么证明"}
_NAMES: Final = ("list", *KINDS)
"""Where a term says what it is about: a list by its own name, anything else by its verb."""
FIGURES: Final = "的档次、目标、等次"
OWN_FIGURES: Final = "各类、各单位不同的数"
GATES: Final = {"only_if": "前提（没做到，本行 0 分）", "zero_if": "发生了就本行 0 分的事"}
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*分?")
_SIGNED: Final = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*分?")
_NONE: Final = frozenset({"不封顶", "没有", "无", "不限", "取消", "不写"})
_IN_TERM: Final = re.compile(r"(add|deduct)([0-9]+)([nkrfpm])")
_OF_THE_OLD: Final = ("short", "example")
"""What a row taken over from today's table says of its points: another rule makes it untrue."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key in a route, what it is called, what it says now."""

    key: str
    label: str
    now: str


def fields_of(row: KeptRow) -> list[Field]:
    """Every field of a row that somebody may change by itself."""
    body = keys_of(row.body or row.cells)
    points = body.get("points")
    found = [
        Field("points", "分值", points if isinstance(points, str) else plain(Decimal(points or 0)))
    ]
    for side, act in (("add", "得"), ("deduct", "扣")):
        for number, term in enumerate(body.get(side, [])):
            found += _of_term(f"{side}{number}", act, term)
    found += _bounds(body)
    for key, label in GATES.items():
        found.append(Field(key, label, "；".join(_listed(body.get(key, [])))))
    found += [Field(key, said, str(body.get(key, ""))) for key, said in _TEXTS.items()]
    return [*found, *(Field(one.key, one.label, one.said(body)) for one in LINES)]


def _bounds(body: dict[str, Any]) -> Iterator[Field]:
    """Where a row that takes points begins, and how far it falls."""
    if "add" not in body and "deduct" not in body:
        return
    start = body.get("start", 0 if "add" in body else body.get("points", 0))
    if not isinstance(start, str):
        # A row that only adds begins at nothing, unless it says at what.
        said = "" if "deduct" not in body and not Decimal(start) else plain(Decimal(start))
        yield Field("start", "从几分起算", said)
    if "deduct" not in body:
        return
    floor = body.get("floor", 0)
    yield Field("floor", "最低扣到几分", floor if isinstance(floor, str) else plain(Decimal(floor)))


def _of_term(key: str, act: str, term: dict[str, Any]) -> Iterator[Field]:
    name = _name(term)
    if (kind := kinds.said(term)) and "for" not in term:
        if "ratio" not in term:
            yield Field(f"{key}n", f"“{name}”叫什么", name)
        yield Field(f"{key}k", f"“{name}”怎么计", kind)
    if "points" in term:
        each = f"每{_step(term)}" if "each" in term or "amount" in term else ""
        yield Field(f"{key}p", f"“{name}”{each}{act}几分", plain(term["points"]))
    if "band" not in term and "choice" not in term and _cap(term) in VERBS[_verb(term)].keys:
        most = term.get(_cap(term))
        yield Field(f"{key}m", f"“{name}”最多{act}几分", plain(most) if most else "不封顶")
    if takes_figures(term):
        yield Field(f"{key}r", f"“{name}”{FIGURES}", figures_said(term, act))
    if _verb(term) not in ("named", "marks"):
        yield Field(f"{key}f", f"“{name}”{OWN_FIGURES}", own_said(term, act))


def _step(term: dict[str, Any]) -> str:
    unit = str(term.get("unit", ""))
    return (
        f" {plain(Decimal(term.get('per', 1)))} {unit}".rstrip()
        if "per" in term or not unit
        else unit
    )


def _cap(term: dict[str, Any]) -> str:
    """The key of the most a term brings: of marks of every event it is what all come to."""
    return "total" if "events" in term else "max"


def _listed(raw: object) -> list[str]:
    return [raw] if isinstance(raw, str) else [str(one) for one in raw] if raw else []  # type: ignore[attr-defined] # a list


def _verb(term: dict[str, Any]) -> TermKind:
    return next(verb for verb in KINDS if verb in term)


def _name(term: dict[str, Any]) -> str:
    said = next(term[key] for key in _NAMES if key in term)
    return said if isinstance(said, str) else "、".join(said)[:20]


def term_at(row: KeptRow, key: str) -> dict[str, Any] | None:
    """The summand that a field is of; None where it is of the row."""
    place = _IN_TERM.fullmatch(key)
    terms = keys_of(row.body).get(place[1], []) if place and row.body else []
    return terms[int(place[2])] if place and int(place[2]) < len(terms) else None


def with_field(row: KeptRow, key: str, said: str) -> KeptRow | str:
    """The row with a field changed to what was said; or a sentence why that cannot be."""
    body = keys_of(row.body or row.cells)
    said = normalize("NFKC", said).strip()
    if key in _TEXTS:
        if len(said) > _LONGEST:
            return f"太长了，请在 {_LONGEST} 字以内说清。"
        body.pop(key, None)
        if said not in _NONE:
            body[key] = said
        return _kept(row, body)
    if line := BY_KEY.get(key):
        changed = line.read(body, "" if said in _NONE else said)
        return _unread(said, line.how) if changed is None else _checked(_kept(row, changed))
    if key in GATES:
        return _checked(_kept(row, _gated(body, key, said)))
    place = _IN_TERM.fullmatch(key)
    if place and place[3] in "nkrf":
        after = _termed(body, place, said)
        return after if isinstance(after, str) else _checked(_kept(row, after))
    if key in ("start", "floor"):
        return _bounded(row, body, key, said)
    return _figured(row, body, key, said)


def _figured(row: KeptRow, body: dict[str, Any], key: str, said: str) -> KeptRow | str:
    """The row with other points somewhere."""
    number = _NUMBER.fullmatch(said)
    value: Decimal | str | None
    if key.endswith("m") and said in _NONE:
        value = None
    elif key == "points" and said in ("不限", "不封顶"):
        value = "不限"
    elif number is None or not Decimal(number[1]):
        return f"“{said[:20]}”不是分数，请发一个大于 0 的数，如 2 或 0.5。"
    else:
        value = Decimal(number[1])
    if key == "points":
        cells = {**keys_of(row.cells), "points": value}
        row = replace(row, cells=print_keys(cells))
    return _checked(_kept(row, _numbered(body, key, value)))


def _bounded(row: KeptRow, body: dict[str, Any], key: str, said: str) -> KeptRow | str:
    """The row that begins or ends elsewhere.

    A row that only takes points and begins at 0 has none to give: its 分值 is 0, and what it had is
    how far it falls.
    """
    if key == "floor" and said in _NONE:
        return _checked(_kept(row, {**body, "floor": "不限"}))
    if key == "start" and said in _NONE:
        said = "0"
    number = _SIGNED.fullmatch(said.replace("－", "-"))
    if number is None or (key == "start" and said.startswith("-")):
        return f"“{said[:20]}”不是分数，请发一个数，如 0 或 10。"
    value = Decimal(number[1])
    if key == "floor":
        return _checked(_kept(row, {**body, "floor": value}))
    if "add" in body:
        body = {name: one for name, one in body.items() if name != "start"}
        needed = value or "deduct" in body
        return _checked(_kept(row, {**body, "start": value} if needed else body))
    before = body.get("points", 0)
    body.pop("start", None)
    if not value and not isinstance(before, str) and Decimal(before):
        body["floor"] = -Decimal(before)
    elif value and not isinstance(body.get("floor", 0), str) and Decimal(body.get("floor", 0)) < 0:
        body.pop("floor")
    row = replace(row, cells=print_keys({**keys_of(row.cells), "points": value}))
    return _checked(_kept(row, {**body, "points": value}))


def _numbered(body: dict[str, Any], key: str, value: Decimal | str | None) -> dict[str, Any]:
    if key == "points":
        return {**body, "points": value}
    place = re.fullmatch(r"(add|deduct)([0-9]+)([pm])", key)
    if place is None or int(place[2]) >= len(body.get(place[1], [])):
        return body
    term = body[place[1]][int(place[2])]
    changed = _cap(term) if place[3] == "m" else "points"
    term.pop(changed, None)
    if value is not None:
        term[changed] = value
    return body


def _gated(body: dict[str, Any], key: str, said: str) -> dict[str, Any]:
    body.pop(key, None)
    found = [] if said in _NONE else [one.strip() for one in re.split("[;；]", said) if one.strip()]
    return {**body, key: found} if found else body


def _termed(body: dict[str, Any], place: re.Match[str], said: str) -> dict[str, Any] | str:
    """A term under another name, counted another way, or with other figures."""
    if int(place[2]) >= len(body.get(place[1], [])):
        return body
    terms = body[place[1]]
    term = terms[int(place[2])]
    if place[3] != "n":
        line = "" if said in _NONE else said
        if place[3] == "k":
            changed, how = kinds.changed(term, said), kinds.HOW
        elif place[3] == "r":
            changed, how = with_figures(term, line, body.get("points")), how_figures(term)
        else:
            changed, how = with_own(term, line), HOW_OWN
        if changed is None:
            return _unread(said, how)
        terms[int(place[2])] = changed
        return body
    if not 1 < len(said) <= _LONGEST:
        return f"名称要有 2 到 {_LONGEST} 个字。"
    return kinds.renamed(body, term, said)


def _unread(said: str, how: str) -> str:
    return f"没有看懂“{said[:20]}”。{how}"


def _checked(row: KeptRow) -> KeptRow | str:
    """The row, or why its rule makes no sense; of a row nobody understands nothing is known."""
    if not row.body:
        return row
    faults = Faults("")
    read_row(Table(faults, f'["{row.row}"]', keys_of(row.body)), row.row)
    return f"这样不行：{faults.found[0].sentence}。" if faults.found else row


def _kept(row: KeptRow, body: dict[str, Any]) -> KeptRow:
    """The row with this body; where it counts otherwise, without what was said of how it did."""
    if row.body and _counting(body) != _counting(keys_of(row.body)):
        body = {key: value for key, value in body.items() if key not in _OF_THE_OLD}
    return replace(row, body=print_keys(body) if row.body else "", doubts="[]", confirmed_by=None)


def _counting(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key not in (*_TEXTS, *_OF_THE_OLD)}
