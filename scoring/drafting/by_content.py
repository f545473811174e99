"""What the columns of a table hold where nobody knows their headings: read off the cells below.

A table of indicators has a column of clauses that bring and take points, one of figures that come
to a round sum, and one of short names. Here: that, for a whole table and for what known headings
leave out. Not here: headings (`columns`), rows (`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final
from unicodedata import normalize

from scoring.cells import Cell
from scoring.drafting.columns import field_of, figure_in, heading

Line = tuple[Cell, ...]
_CLAUSE: Final = re.compile(
    r"(?:得|扣|加|减|计|奖|赋|倒扣)[^,，。;；]{0,6}?[0-9.]+\s*分|[0-9.]+\s*分|不[得计]分|扣完|满分|否决|酌情"
)
_WHO: Final = re.compile(r"(?:科|局|办|委|部|股|室|组|中心|大队|支队|处|院|会|所|站|办公室)$")
_PLACE: Final = re.compile(r"[0-9]{1,3}|[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_FEWEST: Final = 3
"""So many rows make a table that is known by what it holds alone."""
_MOST: Final = Decimal("0.6")
"""So much of a column is of one kind."""
_SOME: Final = Decimal("0.5")
_SHORT: Final = 30
_LONG: Final = 6
"""So many signs has a clause at least."""
_FIGURE: Final = 8
SAID: Final = {
    "text": "评分标准",
    "points": "分值",
    "name": "指标名称",
    "content": "考核内容",
    "section": "类别",
    "reviewer": "审核单位",
    "number": "序号",
}
"""What a column is called in the question whether it is one."""


def block_of(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table from its first on, up to the next paragraph."""
    found: list[Line] = []
    for line in lines:
        if len(line) < 2:
            break
        found.append(line)
    return found


def columns_by_content(block: Sequence[Line]) -> tuple[dict[str, int], int] | None:
    """The columns of a table whose headings are unknown and how many lines are headings, or None:
    it is no table of indicators.
    """
    body = [line for line in block if not _across(line)]
    if len(body) < _FEWEST:
        return None
    below = body[1:]
    text = _clauses(below, set())
    if text is None:
        return None
    points = _figures(below, {text})
    heads = _headings(block, text, points)
    rows = [line for line in block[heads:] if not _across(line)]
    found = {"text": text} | ({"points": points} if points is not None else {})
    _who(rows, found)
    _names(rows, found)
    if "name" not in found or len(rows) < _FEWEST:
        return None
    if points is None and not _pointed_names(rows, found["name"]):
        return None
    return found, heads


def left_out(columns: dict[str, int], block: Sequence[Line]) -> dict[str, int]:
    """What known headings leave out: a column of clauses or of figures under an unknown one."""
    rows = [line for line in block if not _across(line)]
    if len(rows) < _FEWEST - 1:
        return {}
    found: dict[str, int] = {}
    known = set(columns.values())
    held = [
        at
        for field in ("text", "content", "note", "name")
        if (at := columns.get(field)) is not None
    ]
    if not any(_share(rows, at, _is_clause) >= _SOME for at in held):
        text = _clauses(rows, known)
        if text is not None:
            found["text"] = text
    if "points" not in columns and not _pointed_names(rows, columns.get("name", 0)):
        points = _figures(rows, known | set(found.values()))
        if points is not None:
            found["points"] = points
    return found


def _across(line: Line) -> bool:
    return len({cell.text.strip() for cell in line if cell.text.strip()}) <= 1


def _headings(block: Sequence[Line], text: int, points: int | None) -> int:
    """How many lines at the top name the columns: those before the first that is scored."""
    for at, line in enumerate(block[:_FEWEST]):
        scored = points is not None and figure_in(_said(line, points)) is not None
        if scored or _is_clause(_said(line, text)) or (at and _across(line)):
            return at
    return 1


def _said(line: Line, at: int) -> str:
    return line[at].text.strip() if at < len(line) else ""


def _own(lines: Sequence[Line], at: int) -> list[str]:
    """What stands in a column, without what a merged cell only covers."""
    cells = [line[at] for line in lines if at < len(line)]
    return [said for cell in cells if not cell.copied and (said := cell.text.strip())]


def _share(lines: Sequence[Line], at: int, kind: Callable[[str], object]) -> Decimal:
    said = _own(lines, at)
    return Decimal(sum(bool(kind(one)) for one in said)) / len(said) if said else Decimal(0)


def _is_clause(said: str) -> bool:
    return len(said) >= _LONG and _CLAUSE.search(normalize("NFKC", said)) is not None


def _is_figure(said: str) -> bool:
    return len(said) <= _FIGURE and figure_in(said) is not None


def _width(lines: Sequence[Line]) -> int:
    return max((len(line) for line in lines), default=0)


def _clauses(lines: Sequence[Line], taken: set[int]) -> int | None:
    """The column of clauses: most of its cells bring or take points."""
    shares = {
        at: (_share(lines, at, _is_clause), median(map(len, said)))
        for at in range(_width(lines))
        if at not in taken and len(said := _own(lines, at)) >= _FEWEST - 1
    }
    best = max(shares, key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best][0] >= _SOME else None


def _figures(lines: Sequence[Line], taken: set[int]) -> int | None:
    """The column of points: figures that do not count the rows, best those of a round sum."""
    best: tuple[int, int, int] | None = None
    for at in range(_width(lines)):
        if at in taken or _share(lines, at, _is_figure) < _MOST:
            continue
        said = _own(lines, at)
        figures = [one for one in map(figure_in, said) if one is not None]
        if len(said) < _FEWEST - 1 or len(said) * 2 < len(lines) or _counts(figures, said):
            continue
        total = sum(figures)
        round_sum = 2 if total in (100, 120, 150, 200, 1000) else 1 if total % 5 == 0 else 0
        pointed = sum("分" in one for one in said) * 2 > len(said)
        best = max(best or (-1, -1, -1), (round_sum + 2 * pointed, at, at))
    return best[2] if best is not None else None


def _counts(figures: list[Decimal], said: list[str]) -> bool:
    """Whether they only number the rows: 1, 2, 3, or 1, 2, 1, 2, 3 under each section."""
    if any("分" in one for one in said) or not figures or figures[0] not in (1, 2):
        return False
    again = [after == 1 and before > 1 for before, after in pairwise(figures)]
    further = [after == before + 1 for before, after in pairwise(figures)]
    runs = all(one or other for one, other in zip(again, further, strict=True))
    return runs and sum(again) * 3 <= len(figures)


def _who(lines: Sequence[Line], found: dict[str, int]) -> None:
    for at in range(_width(lines)):
        said = _own(lines, at)
        if at > found["text"] and said and _share(lines, at, _WHO.search) >= _MOST:
            found.setdefault("reviewer", at)


def _names(lines: Sequence[Line], found: dict[str, int]) -> None:
    """The name: the first short column that differs from row to row; what groups rows before it
    is the section, what is longer behind it the contents.
    """
    taken = set(found.values())
    for at in range(_width(lines)):
        said = _own(lines, at)
        if at in taken or len(said) < _FEWEST - 1:
            continue
        if all(_PLACE.fullmatch(one) for one in said):
            found.setdefault("number", at)
            continue
        if _share(lines, at, _is_figure) >= _MOST:
            continue
        covered = [line[at] for line in lines if at < len(line)]
        groups = any(one.copied for one in covered) or len(set(said)) * 4 < len(said) * 3
        wordy = median(map(len, said)) > _SHORT
        if "name" not in found and groups and not wordy and "section" not in found:
            found["section"] = at
        elif "name" not in found and not groups:
            found["name"] = at
        elif "name" in found and "content" not in found and at < found["text"] and not groups:
            found["content"] = at
    if "name" not in found and "section" in found:
        found["name"] = found.pop("section")


def _pointed_names(lines: Sequence[Line], name: int) -> bool:
    return _share(lines, name, lambda said: re.search(r"[0-9.]+\s*分", said)) >= _SOME


def question(found: dict[str, int], head: Line | None) -> str:
    """The question whether the columns are what they look like."""
    named = []
    for field in ("name", "content", "text", "points", "section", "reviewer"):
        if field in found:
            said = heading(_said(head, found[field])) if head is not None else ""
            place = f"“{said}”" if said else f"第{found[field] + 1}列"
            named.append(f"{place}当作{SAID[field]}")
    return (
        f"表头没有认出来，照内容看的：{'、'.join(named)}。对吗？"
        "不对的请把表头改成“考核指标、分值、评分标准”再发"
    )


def hinted(found: dict[str, int], head: Line | None) -> dict[str, int]:
    """What is found, and what single known headings say of the columns left over."""
    if head is None:
        return found
    for at, cell in enumerate(head):
        field = field_of(heading(cell.text))
        if field is not None and at not in found.values():
            found.setdefault(field, at)
    return found
