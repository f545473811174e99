"""A file of units, whatever its form, as a stream of named facts.

Here: which reader a file needs; the shape of a unit: name, facts, perhaps class. Not here: the
readers (`stream`, `spreadsheet`) and the values (`facts`).
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

from scoring.facts import FactFault
from scoring.model import Scheme
from scoring.spreadsheet import KINDS, units_of_table
from scoring.stream import Doubled, InputError, json_lines, json_units
from scoring.unreadable import why

_KEYS: Final = {"name", "facts", "class", "group", "returned"}
_KINDS: Final = (".json", ".jsonl", ".ndjson", *KINDS)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it came in: its facts are not checked yet; `group` is the table it belongs to."""

    name: str
    facts: Mapping[str, Mapping[str, object]]
    classification: str = ""
    group: str = ""
    returned: Mapping[str, Mapping[str, object] | None] = field(default_factory=dict)


def read_units(path: Path, scheme: Scheme, group: str = "") -> Iterator[Unit | FactFault]:
    """Yield the units of a file, each after the faults of its frame.

    `-` is standard input, as JSON. Units that name another `group` than the scheme's are left out:
    a file may hold several tables. Raises InputError when the file cannot be read on.
    """
    seen: set[bytes] = set()
    others: dict[str, None] = {}
    place = 0
    for place, raw in enumerate(_raw_units(path, scheme), 1):
        faults, unit = _shape(raw, place)
        if unit and unit.group and unit.group != (group or scheme.group):
            others[unit.group] = None
            continue
        name = unit.name.encode() if unit else b""
        if unit and name in seen:
            faults.append(FactFault("", "", f"第 {place} 个单位重名，前面已经有过", unit.name))
        yield from faults
        if unit:
            # Also after a fault: its facts are looked at too, so that one run tells all.
            seen.add(name)
            yield unit
    if not place:
        raise InputError("一个单位也没有")
    if others and not seen:
        there = "、".join(others)
        raise InputError(f"文件里是“{there}”的单位，没有“{group or scheme.group}”的单位")


def _raw_units(path: Path, scheme: Scheme) -> Iterator[object]:
    kind = path.suffix.lower()
    if str(path) == "-":
        with _text(None) as source:
            yield from json_units(source)
    elif not path.is_file():
        raise InputError(f"没有这个文件：{path}")
    elif kind in (".jsonl", ".ndjson", ".json"):
        with _text(path) as source:
            yield from json_units(source) if kind == ".json" else json_lines(source)
    elif kind in KINDS:
        yield from units_of_table(path, scheme)
    else:
        raise InputError(f"只认得 {'、'.join(_KINDS)} 文件，不认得“{kind or path.name}”")


@contextmanager
def _text(path: Path | None) -> Iterator[TextIO]:
    """Open a file, or standard input, as UTF-8 whatever the terminal is set to."""
    where = sys.stdin.fileno() if path is None else path
    try:
        with open(where, encoding="utf-8-sig", closefd=path is not None) as source:
            yield source
    except UnicodeDecodeError:
        raise InputError("不是 UTF-8 编码的文本，请另存为 UTF-8") from None
    except OSError as error:
        raise InputError(f"读不了这个文件（{why(error)}）") from None


def _shape(raw: object, place: int) -> tuple[list[FactFault], Unit | None]:
    """Return what is wrong with the frame of a unit, and the unit if it can be told."""
    plain = _plain(raw)
    if plain:
        return [], plain
    where = f"第 {place} 个单位"
    if not isinstance(raw, dict):
        return [FactFault("", "", '要写成 { "name": …, "facts": … }', where)], None
    name = raw.get("name")
    named = name if isinstance(name, str) and name.strip() else where
    faults = [FactFault("", "", f"不认识的键“{key}”", named) for key in raw if key not in _KEYS]
    if named == where:
        faults.append(FactFault("", "", "缺少名称 name，要写成不空的文字", where))
    classed, group, facts = raw.get("class", ""), raw.get("group", ""), raw.get("facts")
    if not isinstance(classed, str):
        faults.append(FactFault("", "", "类别 class 要写成文字", named))
    if not isinstance(group, str):
        faults.append(FactFault("", "", "考核组 group 要写成文字", named))
    if not isinstance(facts, dict):
        faults.append(FactFault("", "", "缺少 facts，要写成以指标编号为键的对象", named))
        return faults, None
    faults += _doubled(raw, named)
    returned = _returned(raw.get("returned", {}))
    if returned is None:
        sentence = '退回 returned 要写成 ["六.2"]，或 {"六.2": 上次核定的数（没有写 null）}'
        faults.append(FactFault("", "", sentence, named))
    return faults, Unit(
        named, facts, str(classed), group if isinstance(group, str) else "", returned or {}
    )


def _plain(raw: object) -> Unit | None:
    """Return a unit with a name, facts and nothing else, which most are."""
    if raw.__class__ is not dict or not isinstance(raw, dict) or len(raw) != 2:
        return None
    name, facts = raw.get("name"), raw.get("facts")
    if not (isinstance(name, str) and name.strip()) or facts.__class__ is not dict:
        return None
    return None if Doubled in set(map(type, facts.values())) else Unit(name, facts)


def _returned(raw: object) -> dict[str, Mapping[str, object] | None] | None:
    """Return the rows that were 退回 and not supplemented; None where it is not understood."""
    if isinstance(raw, list) and all(isinstance(id, str) for id in raw):
        return dict.fromkeys(raw)
    if isinstance(raw, dict) and all(one is None or isinstance(one, dict) for one in raw.values()):
        return raw
    return None


def _doubled(raw: dict[str, object], unit: str) -> Iterator[FactFault]:
    if isinstance(raw, Doubled):
        yield from (FactFault("", "", f"键“{key}”写了两次", unit) for key in raw.twice)
    facts = raw.get("facts")
    if not isinstance(facts, dict):
        return
    if isinstance(facts, Doubled):
        yield from (FactFault(row, "", "这一行写了两次", unit) for row in facts.twice)
    for row, inputs in facts.items():
        if isinstance(inputs, Doubled):
            yield from (FactFault(str(row), key, "写了两次", unit) for key in inputs.twice)
