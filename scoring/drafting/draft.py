"""The draft of a scheme: a printed table with a proposal for every row, and what is doubtful.

Here: sections and rows as the keys of a scheme file, and the text they make together. Not here:
what stands above the table (`header`), whether that text is a sound scheme (`scoring.scheme.loads`
says so), who confirmed what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.aims import cell_of, understand_row, with_its_aim
from scoring.drafting.clause import Reading, Understood
from scoring.drafting.header import header_of
from scoring.drafting.printed import PrintedRow, PrintedSection, PrintedTable
from scoring.drafting.remarks import counts_once, left_over, speaks_of
from scoring.drafting.wordings import figures_of
from scoring.drafting.year import period_of, year_of
from scoring.exact import ZERO, plain
from scoring.printing import print_keys

Keys = Mapping[str, object]
_EVERY: Final = {"month": "每月", "half": "每半年", "term": "每学期", "year": "每年"}
_POINTED: Final = re.compile(r"[0-9]\s*分|得分|扣分|加分|[计记]分|不得分|否决|酌情")
_SUPPLIED: Final = re.compile(
    r"(?:由|以)?([\u4e00-\u9fff、]{2,20}?)(?:提供|反馈|统计)(?:的)?(?:数据|情况|结果)?(?:为准)?"
)
_MIXED: Final = re.compile(r"加.{0,3}[扣减]|[扣减].{0,3}加|奖.{0,2}[扣惩]")
"""A section that both adds and takes: 加减分, 加分扣分, 奖扣分."""
_OUTSIDE: Final = re.compile("不计入|不占|另加|另计|额外")
"""A section beside the full mark, where nobody begins with points: 加分扣分（不计入总分）."""
_MOST_NAME: Final = 40
_MOST_CLAUSE: Final = 1200
"""A longer cell holds a whole chapter, and its readings would take minutes."""


@dataclass(frozen=True)
class DraftRow:
    """One row: what is printed (`keys` of cells), its clause, and the readings it may have."""

    id: str
    cells: Keys
    clause: str
    understood: Understood
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether one reading accounts for everything that is printed."""
        return self.understood.sure and not self.doubts

    def body(self, reading: Reading) -> dict[str, object]:
        """Return the keys of the row under a reading."""
        keys = {**self.cells, **reading.keys}
        said = [*reading.said, *reading.notes]
        if said:
            keys["reading"] = "；".join(said) + "。"
        return keys


@dataclass(frozen=True)
class DraftSection:
    """One section: its keys and its rows."""

    number: str
    keys: Keys
    rows: tuple[DraftRow, ...]


@dataclass(frozen=True)
class Draft:
    """A table as a draft; `doubts` are of the header: what the document does not say."""

    header: Keys
    sections: tuple[DraftSection, ...]
    doubts: tuple[str, ...] = ()
    year: Keys | None = None
    """How the year comes about from its quarters, where the document says so."""

    @property
    def rows(self) -> tuple[DraftRow, ...]:
        """All rows in the order of the table."""
        return tuple(row for section in self.sections for row in section.rows)


def draft_of(table: PrintedTable, group: str, name: str, in_force: date) -> Draft:
    """Return the draft of one table for a group, to be in force from a day."""
    once = counts_once((*table.above, *table.below))
    sections = tuple(_section(one, once) for one in table.sections)
    header, doubts = header_of(table, [one.keys for one in sections], in_force)
    header = {"name": name, "group": group, **header}
    above = "\n".join((*table.above, table.title))
    year, unclear = year_of(above)
    doubts += [unclear] if unclear else []
    doubts += table.asked
    doubts += list(left_over(table.below))
    if (period := period_of(above)) and not year:
        header["period"] = period
        doubts.append(f"原文像是{_EVERY[period]}考核一次，先这样写；不是的在“抬头”里改")
    sections = _with_weights(sections)
    if any("weight" in one.keys for one in sections):
        full = sum((_worth(one.keys) for one in sections if "bonus" not in one.keys), ZERO)
        header["full"] = full
    return Draft(header, _with_bonus(header, sections), tuple(doubts), year)


def text_of(header: Keys, sections: Sequence[tuple[str, Keys, Sequence[tuple[str, str]]]]) -> str:
    """Return the text of a scheme: header, sections with their keys, rows with their bodies."""
    parts = ["[scheme]", print_keys(header), ""]
    for number, keys, rows in sections:
        parts += [f'[section."{number}"]', print_keys(keys), ""]
        for id, body in rows:
            parts += [f'["{id}"]', body, ""]
    return "\n".join(parts)


def _section(printed: PrintedSection, once: str) -> DraftSection:
    rows: list[DraftRow] = []
    ids = _ids(printed)
    beneath = bool(re.search(r"扣分|减分|扣减|惩戒", printed.name)) and "加" not in printed.name
    for id, row in zip(ids, printed.rows, strict=True):
        drafted = _row(f"{printed.number}.{id}", row, once, bonus=printed.bonus, beneath=beneath)
        mixed = _MIXED.search(printed.name) is not None
        outside = _OUTSIDE.search(f"{printed.heading}{printed.name}") is not None
        taken = outside if row.points else row.points is None
        taken = taken or re.search("扣分|减分|惩戒", _name(row)) is not None
        if mixed and taken and _only_takes(drafted):
            drafted = _row(f"{printed.number}.{id}", row, once, bonus=True, beneath=True)
        rows.append(_from_where(drafted) if mixed else drafted)
    total = sum((_points(one) for one in rows), ZERO)
    points = ZERO if beneath else printed.points if printed.points is not None else total
    keys: dict[str, object] = {"name": printed.name, "points": points}
    if not points.is_finite():
        keys["points"] = "不限"
    if printed.heading:
        keys["heading"] = printed.heading
    if printed.bonus and not beneath:
        keys["bonus"] = "outside"
    return DraftSection(printed.number, keys, tuple(rows))


def _points(row: DraftRow) -> Decimal:
    found = row.cells["points"]
    return found if isinstance(found, Decimal) else ZERO


def _with_bonus(header: Keys, sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Bonus is inside the full mark where only with it the sections add up to that."""
    ordinary = sum((_worth(one.keys) for one in sections if "bonus" not in one.keys), ZERO)
    whole = sum((_worth(one.keys) for one in sections), ZERO)
    if header["full"] != whole or header["full"] == ordinary:
        return tuple(sections)
    inside = [
        {**one.keys, "bonus": "inside"} if "bonus" in one.keys else one.keys for one in sections
    ]
    return tuple(replace(one, keys=keys) for one, keys in zip(sections, inside, strict=True))


_WEIGHT: Final = re.compile(r"(?:占|权重|比重)[^0-9]{0,8}([0-9]+(?:\.[0-9]+)?)%")
_PERCENTS: Final = 100


def _with_weights(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """日常考核(100分,占40%)、年终考核(100分,占60%): weights, where all of them come to 100 %."""
    found = {
        at: Decimal(said[1])
        for at, one in enumerate(sections)
        if "bonus" not in one.keys and (said := _WEIGHT.search(_heading(one)))
    }
    ordinary = [at for at, one in enumerate(sections) if "bonus" not in one.keys]
    if set(found) != set(ordinary) or sum(found.values()) != _PERCENTS:
        return tuple(sections)
    return tuple(
        replace(one, keys={**one.keys, "weight": found[at]}) if at in found else one
        for at, one in enumerate(sections)
    )


def _heading(section: DraftSection) -> str:
    return normalize("NFKC", f"{section.keys.get('heading', '')}{section.keys['name']}")


def _worth(keys: Keys) -> Decimal:
    points, weight = keys["points"], keys.get("weight", Decimal(_PERCENTS))
    whole = isinstance(points, Decimal) and isinstance(weight, Decimal)
    return points * weight / _PERCENTS if whole else ZERO  # type: ignore[operator] # both are


def _ids(section: PrintedSection) -> list[str]:
    """Return the number of each row: as printed where that tells them apart, letters where one
    number stands for several rows.
    """
    numbers: list[str] = []
    for row in section.rows:
        found = re.findall(r"[0-9]+", normalize("NFKC", row.number))
        if row.same_as_above and numbers and (not found or found[-1] == numbers[-1]):
            numbers.append(numbers[-1])
        else:
            numbers.append(str(int(found[-1])) if found else "")
    distinct = [one for at, one in enumerate(numbers) if not at or one != numbers[at - 1]]
    if "" in numbers or len(set(distinct)) < len(distinct):
        return [str(at) for at in range(1, len(numbers) + 1)]
    return [
        f"{one}{chr(ord('a') + numbers[:at].count(one))}" if numbers.count(one) > 1 else one
        for at, one in enumerate(numbers)
    ]


def _row(id: str, printed: PrintedRow, once: str, *, bonus: bool, beneath: bool) -> DraftRow:
    clause, elsewhere = _clause(printed)
    points = ZERO if beneath else printed.points
    doubts = list(printed.doubts)
    if beneath and printed.points and not re.search("最[高多]扣|扣分最[高多]", clause):
        clause = f"{clause};最高扣{plain(printed.points)}分"
    found = _understood(printed, clause, points, once, beneath=beneath)
    effects = any("effects" in one.keys for one in found.readings)
    if points is None and effects and not {"add", "deduct"} & set(found.readings[0].keys):
        points = ZERO  # 一票否决: it brings nothing and takes nothing
    if points is None and found.readings:
        points = _own_points(found, bonus=bonus)
    if points is None and not found.unread:
        doubts.append("没有读出这一行的分值")
    if (aim := printed.get("target")) and _left_out(aim, clause, found):
        doubts.append(f"目标值“{aim}”没有算进规则，请看一看")
    if elsewhere:
        doubts.append(f"“{elsewhere}”里也写着分数，没有算进去")
    if not effects and not found.unread and not _POINTED.search(normalize("NFKC", clause)):
        doubts.append("原表没有写评分标准，先按审核员评定")
    cells = _cells(printed, points)
    if content := _content(printed, clause, "" if beneath else once):
        cells["content"] = content
    return DraftRow(id, cells, clause, found, tuple(doubts))


def _left_out(aim: str, clause: str, found: Understood) -> bool:
    """Whether a clause speaks of its target, and the rule has none of its figures."""
    if with_its_aim(clause, aim, "") == clause:
        return False
    said = {Decimal(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", normalize("NFKC", aim))}
    said |= {one / 100 for one in said}
    return not any(said & set(figures_of(one.keys)) for one in found.readings)


def _only_takes(row: DraftRow) -> bool:
    """被通报的每次扣2分 in 加分扣分（不计入总分）: from nothing down, and nothing to begin with."""
    first = row.understood.readings[0].keys if row.understood.readings else {}
    return "deduct" in first and "add" not in first and "start" not in first


def _from_where(row: DraftRow) -> DraftRow:
    """In a section that adds and takes, a row that only takes begins at nothing or in full."""
    first = row.understood.readings[0].keys if row.understood.readings else {}
    points = row.cells.get("points")
    if "deduct" not in first or "add" in first or "start" in first or not points:
        return row
    full = plain(Decimal(str(points)))
    asked = f"这一栏有加有扣，这一行只写了扣分：现在是从 {full} 分起扣；从 0 分起的，请把起点改成 0"
    return replace(row, doubts=(*row.doubts, asked))


def _understood(
    printed: PrintedRow, clause: str, points: Decimal | None, once: str, *, beneath: bool
) -> Understood:
    if len(clause) > _MOST_CLAUSE:
        said = f"这一格有 {len(clause)} 字，太长了，请用自己的话写怎么算分"
        return Understood((), (said,))
    content = _content(printed, clause, "" if beneath else once)
    return understand_row(clause, points, _name(printed), content, beyond=beneath)


def _content(printed: PrintedRow, clause: str, once: str) -> str:
    """The cell of contents, with the target and the note that stand elsewhere for the row."""
    aim = printed.get("target")
    aim = "" if aim == printed.get("text") else aim
    return cell_of(printed.get("content"), aim, once if once and speaks_of(clause) else "")


def _cells(printed: PrintedRow, points: Decimal | None) -> dict[str, object]:
    cells: dict[str, object] = {"name": _name(printed)}
    cells["points"] = points if points is not None else ZERO
    for key in ("text", "content", "basis", "method", "reviewer"):
        if said := printed.get(key):
            cells[key] = said
    if by := _SUPPLIED.match(printed.get("basis")):
        cells["by"] = by[1]
    return cells


def _own_points(found: Understood, *, bonus: bool) -> Decimal | None:
    """Return the points of a row that prints none: its own cap, else open for a bonus."""
    own = {str(one.keys["points"]) for one in found.readings if "points" in one.keys}
    if len(own) == 1:
        return Decimal(own.pop())
    return Decimal("Infinity") if bonus else None


def _clause(printed: PrintedRow) -> tuple[str, str]:
    """Return the cell that says how points come about, and another one that does so too."""
    cells = [printed.get("text"), printed.get("content"), printed.get("note")]
    cells = [one for one in cells if one != printed.get("name")]
    if printed.columns_shared:
        cells.insert(1, printed.get("name"))
    pointed = [one for one in dict.fromkeys(cells) if _POINTED.search(normalize("NFKC", one))]
    if not pointed:
        return printed.get("text"), ""
    return pointed[0], pointed[1][:40] if len(pointed) > 1 else ""


def _name(printed: PrintedRow) -> str:
    said = " ".join(printed.get("name").split())
    said = re.sub(r"(?<=[\u4e00-\u9fff”》）]) (?=[\u4e00-\u9fff“《（])", "", said)
    bare = re.sub(r"\s*[(（]\s*(?:共|满分)?\s*[0-9.]+\s*分\s*[)）]", "", said) or said
    first = re.split(r"[。；;，,]", bare)[0] if len(bare) > _MOST_NAME else bare
    return first[:_MOST_NAME] or "（没有名称）"
