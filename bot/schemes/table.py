"""A draft as a table for the desk, out: one row a line, Chinese headings, plain words.

The last column, which is hidden, keeps what stood in each cell when the table went out, in signs:
so a cell that comes back is known to have been changed, and a row that somebody else changed
meanwhile is not overwritten. Not here: the workbook itself (``sheets.book``), the table that comes
back (``filled``).
"""

from __future__ import annotations

from bot.corridor.routes import token
from bot.schemes.columns import KEYS, SURE
from bot.schemes.draft import keys_of, mark_of, row_of
from bot.schemes.fields import FIGURES, GATES, OWN_FIGURES, Field, fields_of
from bot.schemes.heading import said, unsaid
from bot.schemes.lines import LINES
from bot.schemes.whole import ways
from bot.schemes.words.fields import example
from scoring.exact import plain
from scoring.sentence import rule
from storage.queries.schemes import KeptDraft, KeptRow


def items_of(kept: KeptRow) -> list[Field]:
    """The fields of a row that stand together in 逐项: those that have no column of their own."""
    if not kept.body:
        return []
    own = set(KEYS.values())
    return [one for one in fields_of(kept) if one.key not in own]


def line_of(kept: KeptRow) -> list[str]:
    """A row as its line, without what the hidden column keeps."""
    body, cells = keys_of(kept.body), keys_of(kept.cells)
    read = row_of(kept)
    points = body.get("points", cells["points"])
    return [
        kept.row,
        str(cells["name"]),
        points if isinstance(points, str) else plain(points),
        kept.clause,
        kept.own or kept.clause,
        "\n".join(f"{one.label}：{one.now}" for one in items_of(kept) if one.now),
        rule(read) if read is not None else "没有读懂，请在“怎么算分”里用一句话写",
        "\n".join(_reminders(kept)),
        str(body.get("by", "")),
        str(body.get("reviewer", cells.get("reviewer", ""))),
        str(body.get("proof", "")),
        SURE if kept.confirmed_by is not None else "",
    ]


def head_of(draft: KeptDraft) -> list[list[str]]:
    """The lines above the rows: what each is called, what it says, and that in signs."""
    lines = [one.partition("：") for one in [*said(draft), *(f"{one}：" for one in unsaid(draft))]]
    return [[label, value, signs(value)] for label, _, value in lines]


def ways_to_write() -> list[list[str]]:
    """What a line of 逐项 may be besides those that a row has, each with an example."""
    labels = [(one.label, one.example) for one in LINES]
    labels += [(label, example(key)) for key, label in GATES.items()]
    labels += [(f"“名称”{FIGURES}", example("add0r")), (f"“名称”{OWN_FIGURES}", example("add0f"))]
    return [[label, f"{label}：{written}"] for label, written in labels]


def _reminders(kept: KeptRow) -> list[str]:
    said = (
        [f"读法 {one['number']}：{one['sentence']}" for one in ways(kept)] if kept.several else []
    )
    if said:
        said.append("在“确认”里写“读法 1”这样选一种")
    return [*(one for one in kept.doubtful if "种读法" not in one), *said]


def kept_of(kept: KeptRow) -> str:
    """What the hidden column says of a row: its mark, then six signs a cell."""
    return " ".join([mark_of(kept), *(signs(text) for text in line_of(kept))])


def signs(text: str) -> str:
    """Six signs of a cell, the same however a spreadsheet breaks its lines."""
    return token(tidy(text))


def tidy(text: str) -> str:
    """A cell without what spreadsheets add: blanks at ends, another way to break a line."""
    lines = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(one.strip() for one in lines).strip()
