"""A draft as a table for the desk, out and in: one row a line, Chinese headings, plain words.

Here: lines of cells to changed rows, every fault with its cell. Not here: the workbook itself
(``sheets.book``), what a sentence of counting means (``own_words``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.schemes.draft import keys_of, row_of
from bot.schemes.own_words import write
from scoring.cells import Limits, Sheet, Unreadable, column_letters, open_book
from scoring.exact import plain
from scoring.sentence import rule
from storage.queries.schemes import KeptRow

HEADS: Final = (
    "编号", "考核指标", "分值", "原文", "怎么算分",
    "系统的理解", "由谁提供", "由谁审核", "佐证", "确认",
)  # fmt: skip
"""Only 分值, 怎么算分, 由谁提供, 由谁审核, 佐证 and 确认 are read back."""
_LIMITS: Final = Limits(what="考核指标表")
_SENTENCES: Final = {"由谁提供": "由{}提供", "由谁审核": "由{}审核", "佐证": "佐证：{}"}
_YES: Final = frozenset({"对", "是", "√", "✓", "已确认", "确认"})


@dataclass(frozen=True)
class Filled:
    """What a workbook changes: rows anew, places to confirm, and what is wrong at which cell."""

    changed: tuple[KeptRow, ...]
    confirmed: tuple[int, ...]
    faults: tuple[str, ...]


def line_of(kept: KeptRow) -> list[str]:
    """A row as its line."""
    body, cells = keys_of(kept.body), keys_of(kept.cells)
    read = row_of(kept)
    points = body.get("points", cells["points"])
    return [
        kept.row,
        str(cells["name"]),
        points if isinstance(points, str) else plain(points),
        kept.clause,
        kept.own or kept.clause,
        rule(read) if read is not None else "没有读懂，请在“怎么算分”里用一句话写",
        str(body.get("by", "")),
        str(body.get("reviewer", cells.get("reviewer", ""))),
        str(body.get("proof", "")),
        "对" if kept.confirmed_by is not None else "",
    ]


def filled(data: bytes, name: str, rows: Sequence[KeptRow]) -> Filled:
    """What a workbook that came back says. Raises Unreadable."""
    claims = name.rpartition(".")[2].lower()
    known = {one.row: one for one in rows}
    changed, confirmed, faults = [], [], []
    for number, texts, places in _lines(open_book(data, _LIMITS, claims).sheets):
        kept = known.get(texts["编号"])
        if kept is None:
            faults.append(
                f"{column_letters(places['编号'])}{number}：草案里没有编号“{texts['编号']}”"
            )
            continue
        after = _changed(kept, texts)
        if isinstance(after, str):
            at = column_letters(places[after.partition("：")[0]])
            faults.append(f"{at}{number}（{kept.row}）{after.partition('：')[2]}")
            continue
        if after is not kept:
            changed.append(after)
        said = texts.get("确认", "")
        if said in _YES and after.body:
            confirmed.append(kept.place)
        elif said and said not in _YES:
            faults.append(
                f"{column_letters(places['确认'])}{number}（{kept.row}）“确认”只写“对”或空着"
            )
    return Filled(tuple(changed), tuple(confirmed), tuple(faults))


def _changed(kept: KeptRow, texts: dict[str, str]) -> KeptRow | str:
    """The row after its line; or the heading of the cell that is wrong, and why."""
    before = dict(zip(HEADS, line_of(kept), strict=True))
    row = kept
    for head in ("分值", "怎么算分", *_SENTENCES):
        said = texts.get(head, before[head]).strip()
        if not said or said == before[head].strip():
            continue
        wrote = _SENTENCES.get(head, "分值 {}" if head == "分值" else "{}").format(said)
        found = write(row, wrote)
        if found.row is None or (head == "分值" and found.row.own == wrote):
            pieces = "、".join(f"“{one}”" for one in found.unread) or f"“{said[:30]}”"
            return f"{head}：没有读懂{pieces}"
        row = found.row
    return row


def _lines(sheets: Sequence[Sheet]) -> list[tuple[int, dict[str, str], dict[str, int]]]:
    found = []
    for sheet in sheets:
        places: dict[str, int] = {}
        for number, cells in sheet.rows:
            texts = [cell.text.strip() for cell in cells]
            if not places and "编号" in texts and "怎么算分" in texts:
                places = {head: texts.index(head) for head in HEADS if head in texts}
            elif places and len(texts) > places["编号"] and texts[places["编号"]]:
                line = {h: texts[at] for h, at in places.items() if at < len(texts)}
                found.append((number, line, places))
    if not found:
        raise Unreadable("这不是我发出去的那张表：表头要有“编号”和“怎么算分”。")
    return found
