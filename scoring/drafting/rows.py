"""One row of a draft: its printed cells, its clause with every reading, and what is doubtful.

Here: which cell is the clause, what a row is called, what its points are. Not here: sections and
the whole table (`draft`), what a clause means (`clause`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.aims import cell_of, understand_row, with_its_aim
from scoring.drafting.clause import Reading, Understood
from scoring.drafting.pieces import folded
from scoring.drafting.printed_table import PrintedRow
from scoring.drafting.remarks import speaks_of
from scoring.drafting.wordings import figures_of
from scoring.exact import ZERO, plain

Keys = Mapping[str, object]
NO_POINTS: Final = "没有读出这一行的分值"
_POINTED: Final = re.compile(r"[0-9]\s*分|满分|标准分|得分|扣分|加分|[计记]分|不得分|否决|酌情")
_SUPPLIED: Final = re.compile(
    r"(?:由|以)?([\u4e00-\u9fff、]{2,20}?)(?:提供|反馈|统计)(?:的)?(?:数据|情况|结果)?(?:为准)?"
)
_OFFICE: Final = re.compile(
    r"((?:[\u4e00-\u9fff0-9]{1,12}(?:局|办|委|部|中心|大队|支队|队|院|会|公司|办公室|银行|服务站|科|室|处|股))"
    r"(?:、[\u4e00-\u9fff0-9]{1,12}(?:局|办|委|部|中心|大队|支队|队|院|会|公司|办公室|银行|服务站|科|室|处|股))*)"
)
"""数据来源 that is an office and nothing else: it supplies the figures."""
_SELF: Final = re.compile("自评|自查|自报")
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
    lines: tuple[int, ...] = ()
    """Which lines of the document it is made of, where these are known."""

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


def row_of(id: str, printed: PrintedRow, once: str, *, bonus: bool, beneath: bool) -> DraftRow:
    """Return the draft of a printed row; `beneath`: it only takes, from nothing down."""
    clause, elsewhere = _clause(printed)
    points = ZERO if beneath else printed.points
    doubts, most = list(printed.doubts), ""
    if beneath and printed.points and not re.search("最[高多]扣|扣分最[高多]", clause):
        most = f"{plain(printed.points)}分"
    content = _content(printed, clause, "" if beneath else once, most)
    found = _understood(printed, clause, points, content, beneath=beneath)
    effects = any("effects" in one.keys for one in found.readings)
    if points is None and effects and not {"add", "deduct"} & set(found.readings[0].keys):
        points = ZERO  # 一票否决: it brings nothing and takes nothing
    if points is None and found.readings:
        points = _own_points(found, bonus=bonus)
    if points is None and not found.unread:
        doubts.append(NO_POINTS)
    if (aim := printed.get("target")) and _left_out(aim, clause, found):
        doubts.append(f"目标值“{aim}”没有算进规则，请看一看")
    if elsewhere:
        doubts.append(f"“{elsewhere}”里也写着分数，没有算进去")
    if not effects and not found.unread and not _POINTED.search(normalize("NFKC", clause)):
        doubts.append("原表没有写评分标准，先按审核员评定")
    cells = _cells(printed, points)
    if content:
        cells["content"] = content
    return DraftRow(id, cells, clause, found, tuple(doubts), tuple(printed.lines))


def _left_out(aim: str, clause: str, found: Understood) -> bool:
    """Whether a clause speaks of its target, and the rule has none of its figures."""
    if with_its_aim(clause, aim, "") == clause:
        return False
    said = {
        Decimal(one)
        for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", f"{normalize('NFKC', aim)};{folded(aim)}")
    }
    said |= {one / 100 for one in said}
    return not any(said & set(figures_of(one.keys)) for one in found.readings)


def _understood(
    printed: PrintedRow, clause: str, points: Decimal | None, content: str, *, beneath: bool
) -> Understood:
    if len(clause) > _MOST_CLAUSE:
        said = f"这一格有 {len(clause)} 字，太长了，请用自己的话写怎么算分"
        return Understood((), (said,))
    return understand_row(clause, points, name_of(printed), content, beyond=beneath)


def _content(printed: PrintedRow, clause: str, once: str, most: str) -> str:
    """The cell of contents, with the target, the most and the note that stand elsewhere."""
    aim = printed.get("target")
    aim = "" if aim == printed.get("text") else aim
    return cell_of(printed.get("content"), aim, once if once and speaks_of(clause) else "", most)


def _cells(printed: PrintedRow, points: Decimal | None) -> dict[str, object]:
    cells: dict[str, object] = {"name": name_of(printed)}
    cells["points"] = points if points is not None else ZERO
    for key in ("text", "content", "basis", "method", "reviewer"):
        if said := printed.get(key):
            cells[key] = said
    if _SELF.search(str(cells.get("reviewer", ""))):
        cells["method"] = cells.get("method") or cells["reviewer"]
        del cells["reviewer"]  # 单位自评 says how, and not who
    if by := _SUPPLIED.match(printed.get("basis")) or _OFFICE.fullmatch(printed.get("basis")):
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


def name_of(printed: PrintedRow) -> str:
    """Return what a row is called: without its points, and never a whole clause."""
    said = " ".join(printed.get("name").split())
    said = re.sub(r"(?<=[\u4e00-\u9fff”》）]) (?=[\u4e00-\u9fff“《（])", "", said)
    bare = re.sub(r"\s*[(（]\s*(?:共|满分)?\s*[0-9.]+\s*分\s*[)）]", "", said) or said
    first = re.split(r"[。；;，,]", bare)[0] if len(bare) > _MOST_NAME else bare
    return first[:_MOST_NAME] or "（没有名称）"
