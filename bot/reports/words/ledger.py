"""Sentences of the ledger of work reports: 工作总结, 简报, 稿件, on time or late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.forms.form import UnitForm
from bot.forms.words.figures import short
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per
from bot.speech.quarters import name as quarter_name
from storage.queries.quarters import Quarter

KINDS: Final = ("工作总结", "工作简报", "宣传稿件", "先进做法", "最新动态")
"""The kinds of the document, in the order of its cell 考核内容."""
_SIGNS: Final = {
    "总结": 0,
    "小结": 0,
    "简报": 1,
    "稿": 2,
    "报道": 2,
    "新闻": 2,
    "做法": 3,
    "经验": 3,
    "典型": 3,
    "动态": 4,
    "信息": 4,
}


def likely_kind(name: str) -> int | None:
    """The kind a file's name speaks of, where it speaks of one."""
    found = {kind for sign, kind in _SIGNS.items() if sign in name}
    return found.pop() if len(found) == 1 else None


def title(unit: str, quarter: str) -> str:
    """Head of the ledger."""
    return f"{unit} {quarter} 工作报送"


def standing(on_time: int, late: int, points: str) -> str:
    """How many, and what they bring."""
    words = f"按时 {on_time} 篇" + (f"，逾期 {late} 篇（不计分）" if late else "")
    return f"{words}，计 {points}。" if points else f"{words}。"


def due(at: datetime, now: datetime) -> str:
    """Until when a report is on time."""
    if now > at:
        return f"按时报送的截止时间是 {say_moment(at, now)}，现在报的记为逾期，不计分。"
    return f"{say_moment(at, now)} 以前报的算按时（{days_left(at, now)}）。"


def line(number: int, kind: str, name: str, at: datetime, on_time: bool, now: datetime) -> str:
    """One entry."""
    punctual = "按时" if on_time else "逾期"
    return f"{number}. {kind}《{short(name, 22)}》{say_moment(at, now)} {punctual}"


def none_yet(mine: bool) -> str:
    """An empty ledger."""
    return "还没有报送。" + ("总结、简报、稿件随时可以报，把文件直接发来就行。" if mine else "")


def closed(state: str) -> str:
    """Nothing can be entered any more."""
    return f"{per('这个季度')}{state}，不能再登记工作报送。"


def send(kind: str) -> str:
    """A kind was chosen."""
    return f"请发{kind}的文件（可以一次发几份，一份算一篇）；已在网上发布的，发链接加标题。"


def entered(entries: Sequence[tuple[str, bool]], kind: str, receipt: str) -> str:
    """What was entered."""
    if len(entries) == 1:
        name, on_time = entries[0]
        head = f"已登记{kind}《{short(name)}》，{'按时' if on_time else '逾期'}。"
        return f"{head}\n{receipt}"
    punctual = sum(in_time for _, in_time in entries)
    late = f"，逾期 {len(entries) - punctual} 篇" if punctual < len(entries) else ""
    return f"已登记{kind} {len(entries)} 篇：按时 {punctual} 篇{late}。\n{receipt}"


def names_another(doubted: Sequence[tuple[str, str]], quarter: Quarter) -> str:
    """A title says that the report is of another quarter than the one it was entered in."""
    here = quarter_name(quarter.year, quarter.number)
    _, other = doubted[0]
    if len(doubted) > 1:
        drop = per("不是这个季度的请到台账里撤下。")
        return f"有 {len(doubted)} 篇题目写的不是{here}，请核对：{drop}"
    return f"请看一下：题目写的是{other}，现在登记在{here}。"


def already() -> str:
    """The same bytes are in the ledger."""
    return "在台账里已经有了，不用重发"


def title_needed() -> str:
    """A text that is no title."""
    return per("标题请写 2 到 100 个字，例如“2026年四季度信用工作总结”。")


def same_title(name: str) -> str:
    """A title without a file is there already."""
    return f"台账里已经有《{short(name)}》了，没有重复登记。"


def title_alone(name: str, kind: str) -> str:
    """A title came without a file: asked, so that no chance remark becomes a report."""
    return (
        f"收到标题《{short(name)}》，还没有登记。\n"
        f"请把{kind}的文件发来，就用这个标题；材料已经另外交了的，可以只登记标题。"
    )


def entry(
    *, kind: str, name: str, label: str, at: datetime, due: datetime, on_time: bool, receipt: str
) -> str:
    """Everything about one entry."""
    lines = [f"{kind}《{name}》"]
    if label and label != name:
        lines.append(label)
    punctual = "按时" if on_time else "逾期"
    lines.append(f"{say_moment(at)} 收到，{punctual}（截止 {say_moment(due)}）")
    lines.append(f"回执 {receipt}")
    return "\n".join(lines)


def title_asked(name: str) -> str:
    """Asking for another title."""
    return f"现在的标题是《{short(name, 60)}》，请发新的标题。"


def retitled(name: str) -> str:
    """The title is changed."""
    return f"标题已改为《{short(name, 60)}》。"


def really_withdraw(name: str) -> str:
    """Before an entry is taken back."""
    return f"确定撤下《{short(name)}》吗？撤下后不再计数，再报要按重新报的时间算。"


def withdrawn(name: str) -> str:
    """After it."""
    return f"《{short(name)}》已撤下。"


def cannot_withdraw(submitted: bool) -> str:
    """Too late to take back."""
    if submitted:
        return "填报已经提交，不能撤下报送的材料；截止以前可以先撤回填报。"
    return "已经过了截止时间，台账里的记录不能撤下。"


def gone() -> str:
    """An entry that is none of this ledger."""
    return "台账里没有这一篇，可能刚刚被撤下。"


def title_named(title: str) -> str:
    """A title that was typed, inside a sentence."""
    return f"把报送材料的标题写成“{title[:30]}”"


def kept_for_now() -> str:
    """A report without its kind is safe, and listed."""
    return "收到，已存好，先放在“待归类”里；选好类别才登记到台账。"


def which_quarter(form: UnitForm, other: UnitForm, kind: int, count: int) -> Message:
    """What came says it is another quarter's, which takes reports as well."""
    here, there = (quarter_name(one.quarter.year, one.quarter.number) for one in (form, other))
    at = (form.quarter.id, form.unit.id, kind)
    what = "这一份" if count == 1 else f"这 {count} 份"
    return Message(
        text=f"现在登记的是{here}，{what}看上去是{there}的。登记到{per('哪个季度')}？",
        buttons=(
            (to(f"登记到{there}", "reports/into", *at, other.quarter.id),),
            (to(f"就登记到{here}", "reports/into", *at, form.quarter.id),),
        ),
    )
