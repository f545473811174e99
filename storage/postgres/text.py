"""One text per query, as PostgreSQL reads it.

Queries are written once, in what both engines speak. What is translated here is only how values
are bound (``:name`` and ``?`` become ``$1``), a list that comes as JSON text, and one aggregate's
name. A query that cannot be said alike has a second text of the same name in a file beside this
one; a test lists them and says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from storage.engine import Values
from storage.queries import load, read

_LIST = re.compile(r"\bin\s*\(\s*select value from json_each\(:(\w+)\)\s*\)", re.IGNORECASE)
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|::\w+|(?<![:\w]):([A-Za-z_]\w*)|(\?)"""
)
Way = Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value


def _list(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Text:
    """A statement as the server takes it, and which values it takes in which order."""

    sql: str
    names: tuple[str, ...]
    """Empty: by place."""
    ways: tuple[Way, ...]

    def values(self, given: Values) -> Sequence[Any]:
        """The values in their order."""
        if isinstance(given, Mapping):
            return [way(given[name]) for name, way in zip(self.names, self.ways, strict=True)]
        return given


@cache
def translated(sql: str) -> Text:
    """A statement as PostgreSQL reads it."""
    sql = _SECOND.get(_plainly(sql), sql)
    lists = {found[1] for found in _LIST.finditer(sql)}
    sql = _LIST.sub(r"= any(:\1)", sql).replace("group_concat(", "string_agg(")
    names: list[str] = []
    places = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal places
        if found[2]:
            places += 1
            return f"${places}"
        if not found[1]:
            return found[0]
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    text = _TOKEN.sub(numbered, sql)
    return Text(text, tuple(names), tuple(_list if one in lists else _plain for one in names))


def _second_texts() -> dict[str, str]:
    """The shared text of a query, and what stands in its place here."""
    found = {}
    for file in sorted(Path(__file__).parent.glob("*.sql")):
        here, shared = read(file), load(file.stem)
        for name in here.available_queries:
            if not name.endswith("_cursor"):
                found[_plainly(getattr(shared, name).sql)] = getattr(here, name).sql
    return found


def _plainly(sql: str) -> str:
    return " ".join(sql.split())


_SECOND = _second_texts()
