"""Two tables under one heading: 县直单位 and 乡镇（街道） as lines of one table are a table each.

Units of one group are not counted by the rows of another. Here: what names a group and nothing
else, a table that is divided by such lines, and how the parts are called. Where all parts together
come to the full mark nobody can tell, and it is asked. Not here: where tables begin (`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.printed_table import PrintedSection, PrintedTable, numeral

_TEN: Final = "[一二三四五六七八九十]"
_NUMBERED: Final = re.compile(
    rf"^(?:(?:附件|附表|表)\s*(?:{_TEN}|[0-9])?[、.:]?"
    rf"|\(?(?:{_TEN}{{1,3}}|[0-9]{{1,2}})(?:\)|[、.,:]))\s*"
)
_FIGURE: Final = re.compile(r"\s*\(?(?:满分|共|合计)?\s*[0-9.]+\s*分\)?$")
_UNITS: Final = (
    r"(?:各|全)?(?:"
    r"[县市区旗]?级?直(?:属|管)?(?:机关|单位|部门)(?:和|及|、)?(?:单位|部门|国有企业)?"
    r"|[县市区旗]级?(?:机关|单位|部门)|(?:成员|责任|职能|主管|机关)?(?:单位|部门)"
    r"|乡镇?(?:\(街道\)|\(街道办事处\)|[、和及]?街道(?:办事处)?|[、和及]?场)*|镇街|镇办|镇\(街道?\)|街道(?:办事处)?"
    r"|(?:行政)?村(?:\(社区\)|[、和及]?社区|居)?|社区|国有企业|企业|(?:中小)?学校|幼儿园|医院|卫生院"
    r"|园区|开发区|垂[直管]单位|金融机构|银行)"
)
_KIND: Final = "(?:信用|工作|季度|年度|考核|考评|评分|指标|细则|标准|内容|部分|类|组|序列|系列|表)*"
_GROUP: Final = re.compile(f"{_UNITS}{_KIND}")
_WHOSE: Final = re.compile(_UNITS)
_FULL: Final = re.compile(r"(?:满分|总分)(?:为|:)?\s*([0-9.]+)\s*分")
_MARK: Final = Decimal(100)
_FEW: Final = 2
ARE_THEY: Final = "像是各考各的，是各一张表吗"
EACH_ONE: Final = "这里各成一张表"
"""What is asked, or said, where one table may be several: who decides is whoever sent it."""


def group_in(text: str) -> str:
    """The group of units that a heading names and nothing else: 县直单位; empty: it is none."""
    bare = re.sub(r"\s+", "", normalize("NFKC", text))
    bare = _FIGURE.sub("", _NUMBERED.sub("", bare))
    if not _GROUP.fullmatch(bare):
        return ""
    found = _WHOSE.match(bare)
    return found[0] if found else ""


def called(title: str, group: str) -> str:
    """A title that says whom the table is for."""
    if not group or group in normalize("NFKC", title):
        return title
    return f"{title}（{group}）" if title else group


def each_its_own(table: PrintedTable, apart: bool | None = None) -> list[PrintedTable]:
    """The tables of a table that lines divide by groups of units; as it is where none do.

    ``apart``: what somebody decided who was asked; None: nobody was.
    """
    parts = _by_column(table) or _parts(table.sections)
    groups = [group for group, _ in parts]
    if len(parts) < _FEW or "" in groups or len(set(groups)) < len(groups):
        return [table]
    named = "、".join(f"“{one}”" for one in groups)
    worth = [_worth(sections) for _, sections in parts]
    full = table.total or _full(table.above) or _MARK
    if apart is False:
        return [table]
    if apart is None and sum(worth) == full and full not in worth:
        asked = f"{named}{ARE_THEY}（{len(parts)} 张）？合起来正好 {full} 分，先当一张表"
        return [replace(table, asked=[*table.asked, asked])]
    told = f"{named}在原文里写在一张表里，是不同的单位，{EACH_ONE}"
    return [
        replace(
            table,
            title=called(table.title, group),
            sections=_own(sections),
            total=None,
            asked=[*table.asked, *([told] if apart is None else [])],
        )
        for group, sections in parts
    ]


def _parts(sections: Sequence[PrintedSection]) -> list[tuple[str, list[PrintedSection]]]:
    """The sections by the group whose heading stands above them."""
    found: list[tuple[str, list[PrintedSection]]] = []
    for one in sections:
        group = group_in(one.name)
        if group or not found:
            found.append((group, []))
        found[-1][1].append(one)
    return [(group, own) for group, own in found if any(one.rows for one in own)]


def _by_column(table: PrintedTable) -> list[tuple[str, list[PrintedSection]]]:
    """The rows by a column that says whom each is for; empty: none does for all of them."""
    groups = list(dict.fromkeys(group_in(row.get("whom")) for row in table.rows))
    if len(groups) < _FEW or "" in groups:
        return []
    found = []
    for group in groups:
        own = [
            replace(one, rows=[row for row in one.rows if group_in(row.get("whom")) == group])
            for one in table.sections
        ]
        found.append((group, [one for one in own if one.rows]))
    return found


def _worth(sections: Sequence[PrintedSection]) -> Decimal:
    """What a part comes to: as its heading prints it, or as its rows do."""
    if sections[0].points is not None and group_in(sections[0].name):
        return sections[0].points
    rows = [row.points for one in sections for row in one.rows if not one.bonus]
    return sum((one for one in rows if one is not None), Decimal(0))


def _own(sections: Sequence[PrintedSection]) -> list[PrintedSection]:
    """The sections of one part, counted from the first."""
    filled = [one for one in sections if one.rows]
    return [replace(one, number=numeral(at)) for at, one in enumerate(filled, 1)]


def _full(above: Sequence[str]) -> Decimal | None:
    found = _FULL.findall(normalize("NFKC", "\n".join(above)))
    return Decimal(found[-1]) if found else None
