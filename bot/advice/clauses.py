"""Finding in a scheme the clauses that bear on a question, as the document prints them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scoring.scheme import Row, Scheme

_CELLS = (("评分标准", "text"), ("考核内容", "content"), ("考核依据", "basis"))
_MOST = 2
_AROUND = 34


def quoted(schemes: Iterable[Scheme], words: Sequence[str]) -> list[str]:
    """At most two rows whose printed cells hold one of the words, the first word first."""
    found: dict[str, str] = {}
    rows = [row for scheme in schemes for row in scheme.rows]
    for word in words:
        for row in rows:
            line = within(row, word)
            if line and line not in found.values() and len(found) < _MOST:
                found.setdefault(f"{row.id}{row.name}", line)
    return list(found.values())


def read_as(schemes: Iterable[Scheme], words: Sequence[str]) -> list[str]:
    """At most two readings that hold one of the words: how the office reads a doubtful clause."""
    rows = [row for scheme in schemes for row in scheme.rows]
    found = [
        f"{row.id} 采用的理解：{_sentence(row.reading, word)}"
        for word in words
        for row in rows
        if word in row.reading
    ]
    return list(dict.fromkeys(found))[:_MOST]


def within(row: Row, word: str) -> str:
    """The printed cell of a row that holds a word, cut around it; empty where none does."""
    for name, key in _CELLS:
        cell: str = getattr(row, key)
        if word in cell:
            return f"{row.id} {row.name}，{name}：“{_cut(cell, word)}”"
    return ""


def _cut(cell: str, word: str) -> str:
    """The part of a cell around a word, from sign to sign."""
    at = cell.index(word)
    start, end = max(0, at - _AROUND), min(len(cell), at + len(word) + _AROUND)
    head = "" if start == 0 else "……"
    tail = "" if end == len(cell) else "……"
    part = cell[start:end]
    if head and (sign := re.search(r"[，。；、]", part[: at - start])):
        part = part[sign.end() :]
    return f"{head}{part.strip()}{tail}"


def _sentence(text: str, word: str) -> str:
    """The sentences of a reading that hold the word, without the number of the reading."""
    parts = [part for part in re.split(r"(?<=。)", text) if word in part]
    return re.sub(r"^[A-D]\d\d(?:、[A-D]\d\d)*：", "", "".join(parts).strip())
