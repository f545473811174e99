"""A row's clause with what stands elsewhere for it: a target (≥95%), a note on all rows.

Here: how both are kept with the cell of contents, when they are read with the clause, and how they
are put together. Not here: what a clause says then (`clause`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from scoring.drafting.clause import Reading, Understood, understand
from scoring.drafting.pieces import folded
from scoring.drafting.remarks import SAME_THING, speaks_of

_AIM: Final = "目标值："
_NOTE: Final = "全表说明："
_MOST: Final = "最多扣："
"""The points printed of a row that only takes: so much and no more."""

_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_LINE: Final = re.compile(
    rf"{_FIGURE}(?:%|[^0-9,;。%]{{1,6}})?(?:以上|以下|以内)|{_FIGURE}%-?|(?:不超过|不低于|不少于|低于|超过|高于|达到|控制在){_FIGURE}"
)
"""A line that can be fallen short of, in a folded text."""
_BESIDE: Final = re.compile(
    r"每(?:再)?(?:低|少|下降|降|高|超|升|增|提高|差|减)|达标|达到目标|未达|达不到|低于目标|高于目标|目标(?:值|区间)?|完成率"
)
"""A clause that says how far off, and not off from what."""
_LONGEST: Final = 48


def with_its_aim(clause: str, aim: str, name: str) -> str:
    """Return the clause with its target before it; as it is, where it has none or needs none."""
    said = folded(aim).strip("。;,")
    if not said or len(said) > _LONGEST or not _LINE.search(said) or not _BESIDE.search(clause):
        return clause
    if "\n" in said or ";" in said:
        said = re.sub(r"[;\n]+", ",", said)
    figures = set(re.findall(_FIGURE, said))
    if figures <= set(re.findall(_FIGURE, folded(clause))) and "区间" not in clause:
        return clause  # the clause says the line itself
    bare = re.match(
        rf"(?:不超过|不低于|不少于|低于|超过|高于|达到|控制在)|{_FIGURE}(?!日|个?月|年|小时|天内|[项个])",
        said,
    )
    return f"{name}{said}，{clause}" if bare else f"{said}，{clause}"


_AIM_SAID: Final = re.compile(
    r"(?<![对与和比])(?P<before>达到|达|完成|低于|高于|超过|低|[/÷]|控制在|以|未达到?|每)?(?P<word>目标值|目标数|指标值|标准值|年度计划|计划数|任务数|目标任务)(?=[以×xX*÷/的,，、;；。得]|$|[0-9])"
    r"|(?P<reach>达到|完成)目标(?=的?[得计][0-9]|,|，)"
)
_AIM_IS: Final = re.compile(
    rf"(?:以上|达到|达|不低于|不少于|(?P<most>不超过|不高于|控制在|低于)|≥|≤)?(?P<line>{_FIGURE}(?:%|(?!个?月|日|天内)[^0-9,;。%以不]{{1,3}})?)(?:以上|(?P<within>以下|以内))?"
)


def with_its_figure(clause: str, aim: str) -> str:
    """Return the clause with the figure of its target where it only says 目标值; else as it is."""
    found = _AIM_IS.fullmatch(folded(aim).strip("。;,"))
    if found is None:
        return clause
    most = found["most"] or found["within"]

    def said(one: re.Match[str]) -> str:
        before = one["before"] or one["reach"] or ""
        before = "不超过" if most and before in _REACHED else before
        return f"{before}{found['line']}"

    return _AIM_SAID.sub(said, clause)


_REACHED: Final = ("达到", "达", "完成", "控制在")
"""达到目标值 of a target that is a most (≤8.5天) is not to exceed it."""


def cell_of(content: str, aim: str, note: str, most: str = "") -> str:
    """Return the cell of contents with the target, the most and the note that stand elsewhere."""
    said = (
        content,
        f"{_AIM}{aim}" if aim else "",
        f"{_MOST}{most}" if most else "",
        f"{_NOTE}{note}" if note else "",
    )
    return "\n".join(one for one in said if one)


def _parted(content: str) -> tuple[str, str, str, str]:
    """The cell of contents as it was printed, the target, the most and the note."""
    content, _, note = content.partition(_NOTE)
    content, _, most = content.partition(_MOST)
    content, _, aim = content.partition(_AIM)
    return content.strip(), aim.strip(), most.strip(), note.strip()


def understand_row(
    clause: str, points: Decimal | None, name: str, content: str, *, beyond: bool
) -> Understood:
    """Return the readings of a row by its clause and its cell of contents (`cell_of`)."""
    plain, aim, most, note = _parted(content)
    plain = "" if clause == plain else plain
    clause = f"{clause};最高扣{most}" if most else clause
    found = _aimed(clause, points, name, plain, aim, beyond=beyond)
    if note and speaks_of(clause) and found.readings:
        noted = f"{clause.rstrip('。；;')}。{SAME_THING}"
        found = _with_note(found, _aimed(noted, points, name, plain, aim, beyond=beyond), note)
    return found


def _aimed(
    clause: str, points: Decimal | None, name: str, content: str, aim: str, *, beyond: bool
) -> Understood:
    filled = with_its_figure(clause, aim) if aim else clause
    if filled != clause:
        found = understand(filled, points, name, content, beyond=beyond)
        if found.readings:
            return _said_of(found, aim)
    held = with_its_aim(clause, aim or content, re.sub("[(（].*", "", name))
    if held != clause:
        found = understand(held, points, name, content, beyond=beyond)
        if found.readings:
            return found
    return understand(clause, points, name, content, beyond=beyond)


def _said_of(found: Understood, aim: str) -> Understood:
    """The readings, each with where the figure of its target stands."""
    said = f"目标值看的是目标一栏：{aim}"
    told = tuple(replace(one, notes=(*one.notes, said)) for one in found.readings)
    return replace(found, readings=told)


def _with_note(plain: Understood, noted: Understood, once: str) -> Understood:
    """The readings of things that count once at their level where a note says so of all rows.

    A row whose terms are no such levels keeps its own readings, with the note beside them.
    """
    named = [one for one in noted.readings if _has_named(one)]
    said = f"文件的说明：{once}"
    kept = named or [one for one in plain.readings if "add" in one.keys]
    if not kept:
        return plain
    told = tuple(replace(one, notes=(*one.notes, said)) for one in kept)
    return Understood(told, plain.unread)


def _has_named(reading: Reading) -> bool:
    terms = reading.keys.get("add")
    return isinstance(terms, list) and any("named" in one for one in terms)
