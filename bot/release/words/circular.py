"""The words of the 通报 itself: the document's paragraphs and tables."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.corridor.events import File, Recipe
from bot.editions.edition import Edition, Result, Table
from bot.editions.movement import Movement, of_table
from bot.forms.words.figures import short as short_of
from bot.release import naming
from bot.release.words.release import points
from bot.results.words.ranking import moved
from bot.speech.calendar import DayFault, day
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.exact import UNLIMITED, show
from scoring.joint import short

_ORDER = "一二三四五六七八九"


def document(
    edition: Edition,
    county: str,
    praised: Collection[int],
    criticised: Collection[int],
    today: date,
    earlier: Edition | None = None,
    template: bytes | None = None,
    problems: str = "",
    copies: str = "",
    check: str = "",
    more: str = "",
    addressee: str = "",
    head: Mapping[str, str] | None = None,
) -> File:
    """The 通报 as a file; ``earlier``: the published edition of the quarter before.

    ``problems``: 存在问题 as a person wrote it; empty: as it is proposed.

    ``addressee``: to whom it is addressed (主送), where somebody said so.

    ``more``: what is asked for beside the usual 工作要求, a line each.

    ``copies``: to whom it goes as well (抄送); ``check``: what proves the figures, in a line.
    ``template``: the office's own (None: the built-in one). ``head``: title, number, unit and date
    as somebody said them.
    """
    title = f"关于{name(*edition.quarter)}社会信用体系建设工作考核情况的通报"
    data: dict[str, Any] = {
        # Broken where the sense allows: an official title never ends a line inside a word.
        "title": title.replace("建设工作", "建设\n工作"),
        "number": f"{county[0]}信用办〔　　〕　　号",
        "addressee": addressee or addressee_of(edition),
        "lead": _lead(edition),
        "parts": [
            {"head": "一、考核结果", "paragraphs": _results(edition)},
            {
                "head": f"二、{_named_head(praised, criticised)}",
                "paragraphs": _named(edition, praised, criticised),
            },
            {"head": "三、存在问题", "paragraphs": _paragraphs(problems or lost_most(edition))},
            {"head": "四、工作要求", "paragraphs": _requirements(more)},
        ],
        "unit": f"{county}社会信用体系建设领导小组办公室",
        "date": f"{today.year}年{today.month}月{today.day}日",
        "copies": f"抄送：{copies.rstrip('。')}。" if copies else "",
        "printed_by": f"{county}社会信用体系建设领导小组办公室",
        "printed": f"{today.year}年{today.month}月{today.day}日印发",
        "check": check,
        "annex": f"附件：{name(*edition.quarter)}社会信用体系建设工作考核结果",
        "tables": [_table(edition, table, of_table(earlier, table)) for table in edition.tables],
    }
    data |= _head(head or {})
    if template is not None:
        data["template"] = base64.b64encode(template).decode()
    title = str(data["title"]).replace("\n", "")
    return File(label=f"{title}.docx", recipe=Recipe(name="circular", data=data))


def head_of(slot: str, said: str, county: str, today: date) -> dict[str, str]:
    """What is said of a circular's head: its number (22号 alone is the office's own of this year),
    title, who signs it, or the day it bears.
    """
    if slot == "title":
        return {"title": said}
    if slot == "docno":
        short = re.fullmatch(r"第?([0-9]{1,4})号?", said)
        whole = f"{county[0]}信用办〔{today.year}〕{short[1]}号" if short else said
        return {"number": whole}
    try:
        on = day(re.sub(r"^(?:日期|时间)", "", said), today)
    except DayFault:
        return {"unit": said}
    return {"date": f"{on.year}年{on.month}月{on.day}日"}


_HEADS: Final = {"title": "标题", "number": "文号", "unit": "落款单位", "date": "落款日期"}


def head_lines(head: Mapping[str, str]) -> list[str]:
    """What was said of a circular's head, a line each."""
    return [f"{called}：{head[part]}" for part, called in _HEADS.items() if head.get(part)]


def _head(head: Mapping[str, str]) -> dict[str, str]:
    found = {one: said for one, said in head.items() if said}
    if "date" in found:
        found["printed"] = f"{found['date']}印发"
    if "unit" in found:
        found["printed_by"] = found["unit"]
    return found


def addressee_of(edition: Edition) -> str:
    """To whom it is addressed by what its tables are of."""
    towns = any("乡" in table.group or "街道" in table.group for table in edition.tables)
    first = "各乡镇人民政府、街道办事处，" if towns else ""
    return f"{first}县直各有关单位："


def _lead(edition: Edition) -> str:
    scheme = edition.tables[0].scheme
    counts = "、".join(f"{len(table.results)} 个{table.group}" for table in edition.tables)
    return (
        f"根据《{scheme.document}》（{scheme.number}），对{counts}{name(*edition.quarter)}"
        "社会信用体系建设工作进行了考核。各单位自评、有关部门提供数据、审核核定并经公示，"
        "现将考核结果通报如下。"
    ).replace(" ", "")


def _results(edition: Edition) -> list[tuple[str, str]]:
    found = []
    for place, table in enumerate(edition.tables):
        counts = Counter(one.grade for one in table.results)
        grades = "、".join(f"{one.name}{counts[one.name]}个" for one in table.scheme.grades)
        text = f"参加考核{len(table.results)}个，其中{grades}。{_first_three(table)}"
        found.append((f"（{_ORDER[place]}）{table.group}。", text))
    return found


def _first_three(table: Table) -> str:
    """前三名依次为：…; of each class, where classes are ranked apart."""
    best = naming.shown_first(table)
    several = best == naming.first_three(table)
    first = "前三名依次为" if several else "前三名中提交填报并有得分的"
    if not table.apart:
        return f"{first}：{_scored(table, best)}。" if best else ""
    parts = []
    for name_of in dict.fromkeys(one.classification for one in table.results):
        count = sum(one.classification == name_of for one in table.results)
        scored = _scored(table, [one for one in best if one.classification == name_of])
        parts.append(f"{name_of or '未分类'}{count}个" + (f"，{first}：{scored}" if scored else ""))
    return "；".join(parts) + "。"


def _scored(table: Table, results: Sequence[Result]) -> str:
    return "，".join(f"{one.name}（{points(table, one)}分）" for one in results)


def _named_head(praised: Collection[int], criticised: Collection[int]) -> str:
    if bool(praised) == bool(criticised):
        return "先进单位和落后单位"
    return "先进单位" if praised else "落后单位"


def _named(
    edition: Edition, praised: Collection[int], criticised: Collection[int]
) -> list[tuple[str, str]]:
    good, bad = _full_names(edition, praised), _full_names(edition, criticised)
    found = [("先进单位。", f"对{good}给予表扬。")] if good else []
    if bad:
        found.append(("落后单位。", f"对{bad}给予通报批评，并定为重点检查、抽查对象。"))
    if len(found) == 1:
        return [("", found[0][1])]
    numbered = [(f"（{_ORDER[n]}）{head}", text) for n, (head, text) in enumerate(found)]
    return numbered or [("", per("本季度不作表扬和通报批评。"))]


def _full_names(edition: Edition, units: Collection[int]) -> str:
    return "、".join(
        one.name for table in edition.tables for one in table.results if one.unit in units
    )


_WORST = 3
"""So many rows of a table are named as problems."""


def lost_most(edition: Edition) -> str:
    """存在问题, proposed: of each table the rows in which most of the points were lost.

    And who did not report. A person reads it and writes it anew where it does not hold.
    """
    lines = []
    for table in edition.tables:
        if said := _weak_rows(table):
            lines.append(f"{table.group}：失分较多的是{said}。")
        if silent := [one.name for one in table.results if "silent" in one.open]:
            lines.append(f"{table.group}{_SILENT} {len(silent)} 个：{'、'.join(silent)}。")
    return "\n".join(lines) or _WELL


_SILENT: Final = "没有提交填报的单位"
_WELL: Final = "各单位总体完成较好，个别指标仍有提升空间。"


def without_silent(edition: Edition, problems: str) -> str:
    """存在问题 without the lines that name who handed in nothing."""
    heads = tuple(f"{table.group}{_SILENT}" for table in edition.tables)
    left = [line for line in problems.splitlines() if not line.startswith(heads)]
    return "\n".join(left) or _WELL


def problem_lines(problems: str) -> list[str]:
    """存在问题, where it was changed."""
    written = problems.replace("\n", "")
    return [f"存在问题改过：{short_of(written, _SEEN)}"] if written else []


_SEEN: Final = 60


def _weak_rows(table: Table) -> str:
    share: list[tuple[Decimal, str]] = []
    for row in table.scheme.rows:
        got = [one for one in table.results if row.id in one.points]
        if not got or not row.points.is_finite() or row.points <= 0:
            continue
        less = [short(table.scheme, row, one.points) for one in got]
        lost = sum(less, Decimal(0)) / (row.points * len(got))
        below = sum(one > 0 for one in less)
        if lost > 0:
            said = f"{row.id} {row.name}（{below}个单位没有得满分，平均得分率{1 - lost:.0%}）"
            share.append((lost, said))
    worst = sorted(share, key=lambda one: -one[0])[:_WORST]
    return "、".join(said for _, said in worst)


def _paragraphs(text: str) -> list[tuple[str, str]]:
    return [("", line) for line in text.splitlines() if line.strip()]


def entered(file: File, version: int, proof: str, anchor: str) -> File:
    """The 通报 once it is written down: what proves the figures of the annex stands in it.

    ``proof``: the edition's hash; ``anchor``: the end of the audit chain, which is also kept among
    the document's properties.
    """
    assert file.recipe is not None  # noqa: S101 -- ``document`` gives it one
    check = f"核验：公布第{version}版，哈希{proof}；留痕锚{anchor}"
    data = {**file.recipe.data, "check": check, "anchor": anchor}
    return file.model_copy(update={"recipe": Recipe(name=file.recipe.name, data=data)})


def _requirements(more: str) -> list[tuple[str, str]]:
    usual = (
        "各单位要对照考核指标逐项查找失分原因，明确责任科室和联络员，限期整改。",
        "先进单位要总结做法、巩固成效；落后单位要分析原因、制定措施，认真整改。",
        "各单位要按时、如实报送数据和佐证材料，不得迟报、漏报、错报。",
    )
    every = (*usual, *(line for line in more.splitlines() if line.strip()))
    return [("", f"{place}.{said}") for place, said in enumerate(every, 1)]


def _table(edition: Edition, table: Table, movement: Movement | None) -> dict[str, Any]:
    full = table.scheme.full
    notes = [f"满分{show(full)}分。"] if full != UNLIMITED else []
    # The readings' own ids (D01) mean nothing to who reads the paper.
    notes += [re.sub(r"^[A-Z]\d+：", "", one) for one in table.scheme.defects]
    compared = movement is not None and movement.comparable
    if movement is not None and not compared:
        notes.append(f"考核办法或分类变了，名次和{name(*movement.quarter)}不可比。")
    heads = [("名次", 18), ("单位", 76), ("得分", 30), ("等次", 32)]
    if compared:
        heads = [("名次", 18), ("单位", 66), ("得分", 24), ("等次", 22), (per("较上季度"), 26)]
    if table.apart:
        heads.insert(1, ("类别", 22))
        heads[2] = ("单位", heads[2][1] - 22)
    return {
        "title": f"{table.group}{name(*edition.quarter)}考核结果",
        "note": "".join(notes).replace(" ", ""),
        "heads": [head for head, _ in heads],
        "widths": [wide for _, wide in heads],
        "lines": [_annex_line(table, one, movement if compared else None) for one in table.results],
    }


def _annex_line(table: Table, one: Result, movement: Movement | None) -> list[str]:
    grade = f"{one.grade}（暂定）" if one.provisional else one.grade
    line = [str(one.rank), one.name, points(table, one), grade]
    if movement is not None:
        line.append(moved(movement, one.unit))
    if table.apart:
        line.insert(1, one.classification or "未分类")
    return line
