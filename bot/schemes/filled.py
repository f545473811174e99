"""A draft's table that comes back: what is changed and confirmed, every fault with its cell.

Pure. Not here: the table that goes out (``table``), what a cell does to a row (``cells``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.schemes.cells import with_cell
from bot.schemes.columns import FIXED, HEAD_HEADS, HEADS, KEEPS, KEYS, NOTHING, SURE
from bot.schemes.draft import mark_of, row_of
from bot.schemes.fields import Field, term_at
from bot.schemes.heading import changed
from bot.schemes.table import head_of, items_of, line_of, signs, tidy
from bot.schemes.words import filled as words
from scoring.cells import Limits, Sheet, Unreadable, column_letters, open_book
from scoring.sentence import rule
from storage.queries.schemes import KeptDraft, KeptRow

_LIMITS: Final = Limits(what="考核指标表")
_YES: Final = frozenset({SURE, "是", "√", "✓", "已确认", "确认"})
_WAY: Final = re.compile(r"(?:读法\s*)?([1-9])")
_NEEDED: Final = frozenset({"考核指标", "分值", "怎么算分"})
_ORDER: Final = ("考核指标", "分值", "怎么算分", "由谁提供", "由谁审核", "佐证")


@dataclass(frozen=True)
class Filled:
    """What a workbook changes: rows anew, places to confirm or not any more, and what is wrong."""

    changed: tuple[KeptRow, ...]
    confirmed: tuple[int, ...]
    withdrawn: tuple[int, ...]
    faults: tuple[str, ...]
    head: KeptDraft | None = None
    """The draft with the lines above the rows as they were changed."""


@dataclass(frozen=True)
class _Line:
    """A line of the table: its number in the sheet, its cells, and where each stands."""

    number: int
    texts: Mapping[str, str]
    places: Mapping[str, int]

    def fault(self, head: str, sentence: str, row: str = "") -> str:
        """What is wrong with a cell, with its address."""
        named = f"（{row}）" if row else "："
        return f"{column_letters(self.places[head])}{self.number}{named}{sentence}"


class Wrong(Exception):
    """A cell cannot be taken: its heading and why."""

    def __init__(self, head: str, sentence: str) -> None:
        super().__init__(sentence)
        self.head, self.sentence = head, sentence


def filled(
    data: bytes,
    name: str,
    draft: KeptDraft,
    rows: Sequence[KeptRow],
    names: Mapping[int, str],
) -> Filled:
    """What a workbook that came back says. Raises Unreadable."""
    claims = name.rpartition(".")[2].lower()
    known = {one.row: one for one in rows}
    sheets = open_book(data, _LIMITS, claims).sheets
    found = _with_head(Filled((), (), (), ()), draft, sheets)
    seen: dict[str, int] = {}
    for line in _lines(sheets):
        number = line.texts["编号"]
        kept = known.get(number)
        if kept is None:
            fault = line.fault("编号", words.no_number(number))
        elif number in seen:
            fault = line.fault("编号", words.twice(seen[number]), number)
        else:
            seen[number] = line.number
            found = _taken(found, line, kept, names)
            continue
        found = replace(found, faults=(*found.faults, fault))
    return found


def _with_head(found: Filled, draft: KeptDraft, sheets: Sequence[Sheet]) -> Filled:
    """With the lines of the sheet 抬头 that say otherwise than when they went out."""
    now = {label: kept for label, _, kept in head_of(draft)}
    after, faults = draft, []
    for number, label, value, kept in _above(sheets):
        if signs(value) == kept:
            continue
        at = f"抬头 B{number}（{label}）"
        if label not in now:
            faults.append(f"抬头 A{number}：{words.no_head(label)}")
        elif now[label] != kept:
            faults.append(f"{at}{words.head_overtaken()}")
        elif (one := changed(after, f"{label}：{value or NOTHING}")) is None:
            faults.append(f"{at}{words.head_not_read(value)}")
        else:
            after = one
    return replace(
        found,
        faults=(*found.faults, *faults),
        head=after if after is not draft and not faults else None,
    )


def _above(sheets: Sequence[Sheet]) -> Iterator[tuple[int, str, str, str]]:
    """The lines of the header: the number in the sheet, the three cells."""
    for sheet in sheets:
        here = False
        for number, cells in sheet.rows:
            texts = [tidy(cell.text) for cell in cells[:3]] + ["", "", ""]
            if here and texts[0]:
                yield number, texts[0], texts[1], texts[2]
            here = here or tuple(texts[:3]) == (*HEAD_HEADS, KEEPS)


def _taken(found: Filled, line: _Line, kept: KeptRow, names: Mapping[int, str]) -> Filled:
    """With one line more; every fault of it, not only the first."""
    edits = _Edits(line, kept)
    faults = [line.fault(head, said, kept.row) for head, said in edits.fixed()]
    if edits.heads and edits.overtaken:
        after = kept
        head = next(one for one in HEADS if one in edits.heads)
        faults.append(line.fault(head, _overtaken(kept, names), kept.row))
    else:
        after, wrong = edits.row()
        faults += [line.fault(one.head, one.sentence, kept.row) for one in wrong]
    sure, unsure = False, False
    if "确认" in edits.heads and not edits.overtaken:
        try:
            after, sure, unsure = edits.confirmed(after)
        except Wrong as one:
            faults.append(line.fault(one.head, one.sentence, kept.row))
    # A row that is changed while 对 stands beside it is confirmed as it is now.
    again = after is not kept and line.texts.get("确认", "") in _YES and after.body
    return replace(
        found,
        changed=(*found.changed, after) if after is not kept else found.changed,
        confirmed=(*found.confirmed, kept.place) if sure or again else found.confirmed,
        withdrawn=(*found.withdrawn, kept.place) if unsure else found.withdrawn,
        faults=(*found.faults, *faults),
    )


def _overtaken(kept: KeptRow, names: Mapping[int, str]) -> str:
    by = kept.changed_by
    if kept.confirmed_by is not None and (kept.confirmed_at or "") >= (kept.changed_at or ""):
        by = kept.confirmed_by
    read = row_of(kept)
    now = rule(read) if read is not None else ""
    return words.overtaken(names.get(by, "") if by is not None else "", now)


class _Edits:
    """What a line says otherwise than when it went out."""

    def __init__(self, line: _Line, kept: KeptRow) -> None:
        self._line, self._kept = line, kept
        now = dict(zip(HEADS, line_of(kept), strict=True))
        mark, *known = line.texts.get(KEEPS, "").split() or [mark_of(kept)]
        if len(known) != len(HEADS):
            known = [signs(now[head]) for head in HEADS]
        was = dict(zip(HEADS, known, strict=True))
        self.overtaken = mark != mark_of(kept)
        self.heads = {head for head, text in self._texts().items() if signs(text) != was[head]}

    def _texts(self) -> dict[str, str]:
        return {head: text for head, text in self._line.texts.items() if head in HEADS}

    def fixed(self) -> Iterator[tuple[str, str]]:
        """Cells that are shown only, and were written into."""
        for head in HEADS:
            if head in FIXED and head in self.heads:
                yield head, words.fixed(head)

    def row(self) -> tuple[KeptRow, list[Wrong]]:
        """The row after every cell that was changed, and the cells that cannot be taken."""
        row, wrong = self._kept, []
        for head in _ORDER:
            if head not in self.heads:
                continue
            said = self._line.texts[head]
            if not said and head in _NEEDED:
                wrong.append(Wrong(head, words.empty(head)))
                continue
            after = with_cell(row, KEYS[head], said or NOTHING)
            if isinstance(after, str):
                wrong.append(Wrong(head, after))
            else:
                row = after
        if "逐项" in self.heads:
            try:
                row = self._itemised(row)
            except Wrong as one:
                wrong.append(one)
        return (self._kept, wrong) if wrong else (row, wrong)

    def _itemised(self, row: KeptRow) -> KeptRow:
        """The row after the lines of 逐项 that were changed.

        Names last, for they are in labels; before them what was taken away, unless another line
        has replaced it already.
        """
        known = {one.label: one for one in items_of(self._kept)}
        said = self._items_said(known)

        def late(one: tuple[str, str]) -> tuple[bool, bool]:
            return known[one[0]].key[-1] == "n", one[1] == NOTHING

        for label, value in sorted(said.items(), key=late):
            there = {one.label for one in items_of(row) if one.now}
            if value == NOTHING and label not in there:
                continue
            after = with_cell(row, known[label].key, value or NOTHING)
            if isinstance(after, str):
                raise Wrong("逐项", f"{label}：{after}")
            row = after
        return row

    def _items_said(self, known: Mapping[str, Field]) -> dict[str, str]:
        """The lines of 逐项 that say something else, by label; a line taken away says 没有."""
        if not known:
            raise Wrong("逐项", words.items_without_rule())
        said: dict[str, str] = {}
        there: set[str] = set()
        for text in self._line.texts["逐项"].split("\n"):
            label, colon, value = (part.strip() for part in text.partition("："))
            if not text.strip():
                continue
            if not colon or label not in known:
                raise Wrong("逐项", words.no_item(text.strip()))
            there.add(label)
            if value != (known[label].now or NOTHING):
                said[label] = value
        for label, one in known.items():
            if one.now and label not in there:
                if term_at(self._kept, one.key) and one.key[-1] in "nkp":
                    raise Wrong("逐项", words.line_gone(label))
                said[label] = NOTHING
        return said

    def confirmed(self, row: KeptRow) -> tuple[KeptRow, bool, bool]:
        """The row after its 确认, whether it is confirmed, and whether it is so no more."""
        said = self._line.texts.get("确认", "")
        if not said:
            return row, False, self._kept.confirmed_by is not None and row is self._kept
        way = _WAY.fullmatch(said)
        if said not in _YES and not way:
            raise Wrong("确认", words.only_sure())
        if not row.body:
            raise Wrong("确认", words.unread())
        if row.several:
            if not way:
                raise Wrong("确认", words.several())
            after = with_cell(row, f"read{way[1]}", "")
            if isinstance(after, str):
                raise Wrong("确认", after)
            row = after
        elif way:
            raise Wrong("确认", words.only_sure())
        return row, True, False


def _lines(sheets: Sequence[Sheet]) -> list[_Line]:
    found = []
    for sheet in sheets:
        places: dict[str, int] = {}
        for number, cells in sheet.rows:
            texts = [tidy(cell.text) for cell in cells]
            if not places and "编号" in texts and "怎么算分" in texts:
                places = {head: texts.index(head) for head in (*HEADS, KEEPS) if head in texts}
            elif places and any(texts[: max(places.values()) + 1]):
                line = {h: texts[at] if at < len(texts) else "" for h, at in places.items()}
                found.append(_Line(number, line, places))
    if not found:
        raise Unreadable(words.no_table())
    return found
