"""The words of the 通报 itself, and of choosing who is praised and who is criticised in it."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.paging import ROW, Leaf
from bot.editions.edition import Edition, Result, Table
from bot.editions.movement import Movement, of_table
from bot.release.words.release import points
from bot.results.words.ranking import moved
from bot.speech.quarters import name
from scoring.exact import UNLIMITED, show

Which = Literal["praised", "criticised"]
NAMES: dict[Which, str] = {"praised": "先进", "criticised": "落后"}
_FIRST = 3
LAST = (3, 5)
"""So many last ones are offered, as circulars of other places name them."""
_ORDER = "一二三四五六七八九"


def first_three(table: Table) -> list[Result]:
    """The first three of a table (of each class, where classes are ranked apart), ties included."""
    return [one for one in table.results if one.rank <= _FIRST]


def proposed(edition: Edition, which: Which) -> list[int]:
    """Who is proposed: 先进 the first three above the last grade, 落后 each table's last three."""
    if which == "criticised":
        return last_of(edition, LAST[0])
    found = []
    for table in edition.tables:
        last = table.scheme.grades[-1].name
        found += [one.unit for one in first_three(table) if one.grade != last]
    return found


def of_last_grade(edition: Edition) -> list[int]:
    """All with the last grade of their table."""
    return [
        one.unit
        for table in edition.tables
        for one in table.results
        if one.grade == table.scheme.grades[-1].name
    ]


def last_of(edition: Edition, count: int) -> list[int]:
    """The last ``count`` of each table (of each class, where classes are ranked apart).

    Who ties with the last of them is named as well; of a short table no more than half, and never
    who is first.
    """
    found = []
    for table in edition.tables:
        classes: dict[str | None, list[Result]] = {}
        for one in table.results:
            classes.setdefault(one.classification if table.apart else None, []).append(one)
        for members in classes.values():
            many = min(count, len(members) // 2)
            edge = sorted(one.rank for one in members)[-many] if many else 0
            found += [one.unit for one in members if many and one.rank >= edge and one.rank > 1]
    return found


def last_taken(count: int) -> str:
    """What was done to the list."""
    return f"落后已改成每张表的后 {count} 名；并列的都列，单位少的表最多列一半，第 1 名不列。"


# -- choosing ----------------------------------------------------------------------------------


def chosen(
    edition: Edition,
    quarter_id: int,
    praised: Sequence[int],
    criticised: Sequence[int],
    copies: str,
    mark: str,
) -> Message:
    """Both lists as they stand, to be changed or confirmed."""
    lines = [
        f"按公布第 {edition.version} 版。办法没有规定先进、落后的名额，下面只是建议，由您定：",
        *_lists(edition, praised, criticised),
        f"抄送：{copies or '无'}",
    ]
    both = set(praised) & set(criticised)
    if both:
        lines.append(f"⚠ {_names(edition, both)} 两边都有，请改一下。")
    rows: tuple[ROW, ...] = (
        (
            to("改先进", "circular/praised", quarter_id),
            to("改落后", "circular/criticised", quarter_id),
            to("改存在问题", "circular/problems", quarter_id),
        ),
        (to("改抄送", "circular/copies", quarter_id),),
        (to("版本", "editions", quarter_id), HOME),
    )
    if not both:
        rows = ((to("就这样，生成通报", "circular/yes", quarter_id, mark),), *rows)
    return Message(
        title=f"{name(*edition.quarter)} 通报",
        text="\n".join(lines),
        buttons=rows,
    )


def _lists(edition: Edition, praised: Sequence[int], criticised: Sequence[int]) -> list[str]:
    lines = []
    for label, units in (("表扬（先进）", praised), ("通报批评（落后）", criticised)):
        lines.append(f"{label} {len(units)} 个：{_names(edition, units) or '无'}")
    return lines


def _names(edition: Edition, units: Collection[int]) -> str:
    return "、".join(
        one.short for table in edition.tables for one in table.results if one.unit in units
    )


def checklist(
    edition: Edition,
    quarter_id: int,
    which: Which,
    leaf: Leaf[tuple[Table, Result]],
    marked: Collection[int],
) -> Message:
    """A list to tick: best first for 先进, last first for 落后."""
    base = f"circular/{which}/{quarter_id}"
    buttons = [
        to(_tick(table, one, ticked=one.unit in marked), base, leaf.page, one.unit)
        for table, one in leaf.items
    ]
    turning: tuple[ROW, ...] = leaf.turning(lambda n: f"{base}/{n}")
    done = to("选好了", "circular", quarter_id)
    proposals: tuple[ROW, ...] = ()
    if which == "criticised" and leaf.page == 1:
        last = edition.tables[0].scheme.grades[-1].name
        proposals = (
            tuple(to(f"每表后 {n} 名", "circular/last", quarter_id, n) for n in LAST),
            (to(f"全部{last}的", "circular/last", quarter_id, 0),),
        )
    return Message(
        title=f"选{NAMES[which]}单位{leaf.mark}",
        text=f"已选 {len(marked)} 个：{_names(edition, marked) or '无'}\n"
        "点一下选上，再点一下取消；也可以直接发单位名，如“教育局 财政局”。",
        buttons=(*in_rows(buttons, 2), *turning, *proposals, (done, HOME)),
        replace=True,
    )


def _tick(table: Table, one: Result, *, ticked: bool) -> str:
    return f"{'☑' if ticked else '☐'} {one.short} {points(table, one)}"


def changed() -> str:
    """The lists are not what was shown."""
    return "名单刚才又改过，请再看一遍。"


def not_published(quarter: str) -> str:
    """Before publication."""
    return f"{quarter}还没有公布，公布以后才能出通报。"


def unknown_units(text: str) -> str:
    """Typed names that are not in the edition."""
    return f"没有看懂“{text[:30]}”里的单位名，请从列表里点选。"


def made(
    edition: Edition, quarter_id: int, file: File, lines: Sequence[str], anchor: str
) -> Message:
    """The document; ``anchor``: the end of the audit chain when it was made."""
    return Message(
        title=f"{name(*edition.quarter)} 通报",
        text="\n".join([*lines, "文号留空待编，日期和正文请核对后再印发。", f"留痕锚 {anchor}"]),
        files=(file,),
        buttons=((to("改名单", "circular", quarter_id), HOME),),
    )


def made_lines(edition: Edition, praised: Sequence[int], criticised: Sequence[int]) -> list[str]:
    """Who stands in it."""
    return _lists(edition, praised, criticised)


# -- the document ------------------------------------------------------------------------------


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
    anchor: str = "",
) -> File:
    """The 通报 as a file; ``earlier``: the published edition of the quarter before.

    ``anchor``: the end of the audit chain, kept among the document's properties.

    ``problems``: 存在问题 as a person wrote it; empty: as it is proposed.

    ``copies``: to whom it goes as well (抄送); ``check``: what proves the figures, in a line.
    ``template``: the office's own (None: the built-in one).
    """
    title = f"关于{name(*edition.quarter)}社会信用体系建设工作考核情况的通报"
    data: dict[str, Any] = {
        # Broken where the sense allows: an official title never ends a line inside a word.
        "title": title.replace("建设工作", "建设\n工作"),
        "number": f"{county[0]}信用办〔　　〕　　号",
        "addressee": _addressee(edition),
        "lead": _lead(edition),
        "parts": [
            {"head": "一、考核结果", "paragraphs": _results(edition)},
            {
                "head": f"二、{_named_head(praised, criticised)}",
                "paragraphs": _named(edition, praised, criticised),
            },
            {"head": "三、存在问题", "paragraphs": _paragraphs(problems or lost_most(edition))},
            {"head": "四、工作要求", "paragraphs": _requirements()},
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
    if anchor:
        data["anchor"] = anchor
    if template is not None:
        data["template"] = base64.b64encode(template).decode()
    return File(label=f"{title}.docx", recipe=Recipe(name="circular", data=data))


def _addressee(edition: Edition) -> str:
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
    best = first_three(table)
    if not table.apart:
        return f"前三名依次为：{_scored(table, best)}。"
    parts = []
    for name_of in dict.fromkeys(one.classification for one in table.results):
        count = sum(one.classification == name_of for one in table.results)
        scored = _scored(table, [one for one in best if one.classification == name_of])
        parts.append(f"{name_of or '未分类'}{count}个，前三名依次为：{scored}")
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
    return numbered or [("", "本季度不作表扬和通报批评。")]


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
            lines.append(f"{table.group}没有提交填报的单位 {len(silent)} 个：{'、'.join(silent)}。")
    return "\n".join(lines) or "各单位总体完成较好，个别指标仍有提升空间。"


def _weak_rows(table: Table) -> str:
    share: list[tuple[Decimal, str]] = []
    for row in table.scheme.rows:
        got = [one.points[row.id] for one in table.results if row.id in one.points]
        if not got or not row.points.is_finite() or row.points <= 0:
            continue
        lost = 1 - sum(got, Decimal(0)) / (row.points * len(got))
        below = sum(points < row.points for points in got)
        if lost > 0:
            said = f"{row.id} {row.name}（{below}个单位没有得满分，平均得分率{1 - lost:.0%}）"
            share.append((lost, said))
    worst = sorted(share, key=lambda one: -one[0])[:_WORST]
    return "、".join(said for _, said in worst)


def _paragraphs(text: str) -> list[tuple[str, str]]:
    return [("", line) for line in text.splitlines() if line.strip()]


def ask_problems(quarter_id: int, text: str) -> Message:
    """存在问题 as it stands, to be written anew by message."""
    return Message(
        title="通报的“存在问题”",
        text=f"{text}\n要改请直接发新的全文（一行一段），发来的会整段替换。",
        buttons=(
            (to("恢复成建议的", "circular/problems", quarter_id, 1),),
            (to("返回", "circular", quarter_id), HOME),
        ),
        placeholder="请输入存在问题",
    )


NOBODY = ("无", "没有", "不抄送", "不用")
"""How somebody says that nobody gets a copy."""


def ask_copies(quarter_id: int, copies: str) -> Message:
    """To whom it goes as well, to be changed by message."""
    return Message(
        title="通报抄送哪里",
        text=f"现在：{copies or '不抄送'}。\n要改请直接发，例如：县委办公室，县政府办公室。"
        "不抄送请发“无”。以后的通报也照这样。",
        buttons=((to("返回", "circular", quarter_id), HOME),),
        placeholder="请输入抄送单位",
    )


def check_line(edition: Edition, anchor: str) -> str:
    """What proves the figures of the annex."""
    return f"核验：公布第{edition.version}版，哈希{edition.hash}；留痕锚{anchor}"


def _requirements() -> list[tuple[str, str]]:
    return [
        ("", "1.各单位要对照考核指标逐项查找失分原因，明确责任科室和联络员，限期整改。"),
        ("", "2.先进单位要总结做法、巩固成效；落后单位要分析原因、制定措施，认真整改。"),
        ("", "3.各单位要按时、如实报送数据和佐证材料，不得迟报、漏报、错报。"),
    ]


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
        heads = [("名次", 18), ("单位", 66), ("得分", 24), ("等次", 22), ("较上季度", 26)]
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


def names_typed(text: str) -> str:
    """Units typed while a list is being made, inside a sentence."""
    return f"在名单里选上或去掉“{text[:30]}”"
