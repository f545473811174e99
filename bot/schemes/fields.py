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
from bot.schemes.among import AMONG, HOW as HOW_AMONG, among_said, with_among
from bot.schemes.draft import keys_of
from bot.schemes.factors import FACTORS, HOW, factors_said, with_factors
from bot.schemes.marks import HOW as HOW_MARKS, MARKS, marks_said, with_marks
from bot.schemes.named import HOW as HOW_NAMED, NAMED, named_said, with_named
from bot.schemes.sharing import HOW as HOW_SHARED, SHARED, shared_said, with_shared
from scoring.exact import plain
from scoring.model import TermKind
from scoring.printing import print_keys
from scoring.row_reading import read_row
from scoring.table import Faults, Table
from scoring.verbs import KINDS, VERBS
from storage.queries.schemes import KeptRow

_TEXTS: Final = {"by": "由谁提供数据", "reviewer": "由谁审核", "proof": "用什么证明"}
_NAMES: Final = ("list", *KINDS)
"""Where a term says what it is about: a list by its own name, anything else by its verb."""
_LINES: Final = {
    FACTORS: (with_factors, HOW),
    NAMED: (with_named, HOW_NAMED),
    AMONG: (with_among, HOW_AMONG),
    MARKS: (with_marks, HOW_MARKS),
    SHARED: (with_shared, HOW_SHARED),
}
"""Fields that are one line of its own form: how it is read, and what is said where it is none."""
_GATES: Final = {"only_if": "前提（没做到，本行 0 分）", "zero_if": "发生了就本行 0 分的事"}
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*分?")
_SIGNED: Final = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*分?")
_NONE: Final = frozenset({"不封顶", "没有", "无", "不限", "取消", "不写"})
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
    for key, label in _GATES.items():
        found.append(Field(key, label, "；".join(_listed(body.get(key, [])))))
    found += [Field(key, said, str(body.get(key, ""))) for key, said in _TEXTS.items()]
    found.append(Field(FACTORS, "加倍、减半、难度系数", factors_said(body)))
    found.append(Field(NAMED, "逐件报名称和级别，同一事项只计最高", named_said(body)))
    found.append(Field(AMONG, "单位自己报的数，和其他单位比", among_said(body)))
    found.append(Field(MARKS, "几方各打各的分，按权重合成", marks_said(body)))
    return [*found, Field(SHARED, "和别的行用同一个数，只问一次", shared_said(body))]


def _bounds(body: dict[str, Any]) -> Iterator[Field]:
    """Where a row that takes points begins, and how far it falls."""
    if "deduct" not in body:
        return
    start = body.get("start", 0 if "add" in body else body.get("points", 0))
    if not isinstance(start, str):
        yield Field("start", "从几分起算", plain(Decimal(start)))
    floor = body.get("floor", 0)
    yield Field("floor", "最低扣到几分", floor if isinstance(floor, str) else plain(Decimal(floor)))


def _of_term(key: str, act: str, term: dict[str, Any]) -> Iterator[Field]:
    name = _name(term)
    if (kind := kinds.said(term)) and "for" not in term:
        yield Field(f"{key}n", f"“{name}”叫什么", name)
        yield Field(f"{key}k", f"“{name}”怎么计", kind)
    if "points" in term:
        each = f"每{_step(term)}" if "each" in term or "amount" in term else ""
        yield Field(f"{key}p", f"“{name}”{each}{act}几分", plain(term["points"]))
    if "band" not in term and "choice" not in term and _cap(term) in VERBS[_verb(term)].keys:
        most = term.get(_cap(term))
        yield Field(f"{key}m", f"“{name}”最多{act}几分", plain(most) if most else "不封顶")


def _step(term: dict[str, Any]) -> str:
    return f" {plain(Decimal(term['per']))} {term['unit']}" if "per" in term else str(term["unit"])


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
    if key in _LINES:
        read, how = _LINES[key]
        changed = read(body, "" if said in _NONE else said)
        return how if changed is None else _checked(_kept(row, changed))
    if key in _GATES:
        return _checked(_kept(row, _gated(body, key, said)))
    if key[-1] in "nk":
        after = _termed(body, key, said)
        return after if isinstance(after, str) else _checked(_kept(row, after))
    if key in ("start", "floor"):
        return _bounded(row, body, key, said)
    return _figured(row, body, key, said)


def _figured(row: KeptRow, body: dict[str, Any], key: str, said: str) -> KeptRow | str:
    """The row with other points somewhere."""
    number = _NUMBER.fullmatch(said)
    if key.endswith("m") and said in _NONE:
        value = None
    elif number is None or not Decimal(number[1]):
        return f"“{said[:20]}”不是分数，请发一个大于 0 的数，如 2 或 0.5。"
    else:
        value = Decimal(number[1])
    if key == "points":
        cells = {**keys_of(row.cells), "points": value}
        row = replace(row, cells=print_keys(cells))
    return _kept(row, _numbered(body, key, value))


def _bounded(row: KeptRow, body: dict[str, Any], key: str, said: str) -> KeptRow | str:
    """The row that begins or ends elsewhere.

    A row that only takes points and begins at 0 has none to give: its 分值 is 0, and what it had is
    how far it falls.
    """
    if key == "floor" and said in _NONE:
        return _checked(_kept(row, {**body, "floor": "不限"}))
    number = _SIGNED.fullmatch(said.replace("－", "-"))
    if number is None or (key == "start" and said.startswith("-")):
        return f"“{said[:20]}”不是分数，请发一个数，如 0 或 10。"
    value = Decimal(number[1])
    if key == "floor":
        return _checked(_kept(row, {**body, "floor": value}))
    if "add" in body:
        return _checked(_kept(row, {**body, "start": value}))
    before = body.get("points", 0)
    body.pop("start", None)
    if not value and not isinstance(before, str) and Decimal(before):
        body["floor"] = -Decimal(before)
    elif value and not isinstance(body.get("floor", 0), str) and Decimal(body.get("floor", 0)) < 0:
        body.pop("floor")
    row = replace(row, cells=print_keys({**keys_of(row.cells), "points": value}))
    return _checked(_kept(row, {**body, "points": value}))


def _numbered(body: dict[str, Any], key: str, value: Decimal | None) -> dict[str, Any]:
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


def _termed(body: dict[str, Any], key: str, said: str) -> dict[str, Any] | str:
    """A term under another name, or counted another way."""
    place = re.fullmatch(r"(add|deduct)([0-9]+)([nk])", key)
    if place is None or int(place[2]) >= len(body.get(place[1], [])):
        return body
    terms = body[place[1]]
    term = terms[int(place[2])]
    if place[3] == "k":
        changed = kinds.changed(term, said)
        if changed is None:
            return kinds.HOW
        terms[int(place[2])] = changed
        return body
    if not 1 < len(said) <= _LONGEST:
        return f"名称要有 2 到 {_LONGEST} 个字。"
    return kinds.renamed(body, term, said)


def _checked(row: KeptRow) -> KeptRow | str:
    """The row, or why its rule makes no sense."""
    faults = Faults("")
    read_row(Table(faults, f'["{row.row}"]', keys_of(row.body)), row.row)
    return f"这样不行：{faults.found[0].sentence}。" if faults.found else row


def _kept(row: KeptRow, body: dict[str, Any]) -> KeptRow:
    return replace(row, body=print_keys(body) if row.body else "", doubts="[]", confirmed_by=None)
