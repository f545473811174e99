"""Sentences about what is not finished: before 试算, before a release, in a list, to a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import ROW, Leaf
from bot.editions.edition import Edition
from bot.editions.words import not_countable
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.release.open_points import Kind
from bot.review.standing import Standing
from bot.review.words.standing import beside_unreviewed
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from scoring.scheme import Row
from scoring.sentence import if_unanswered
from storage.database import moment
from storage.queries.quarters import Quarter

SAID: Final[dict[Kind, str]] = {
    "silent": "没有提交",
    "returned": "退回没有补正",
    "unreviewed": "没审核",
    "seconded": "双审还没有定",
    "doubted": "转给同事还没定",
    "unsupplied": "部门没有报来数据",
    "missing": "单位没有填完",
    "appeals": "申诉没有答复",
}
_COUNTED: Final[dict[Kind, str]] = {"silent": "个单位", "appeals": "件"}
_NOTHING: Final = Standing()
_MOST: Final = 6
"""So many units are named in a line; all stand one tap away."""
_FEW: Final = 2
"""So many rows of a unit are named in a line; more are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unfinished thing, said in full, and where it is dealt with."""

    said: str
    button: Button


def count(kind: Kind, number: int) -> str:
    """没审核 6 项."""
    return f"{SAID[kind]} {number} {_COUNTED.get(kind, '项')}"


def brief(kind: Kind, by_unit: Mapping[str, Sequence[str]]) -> str:
    """没审核 6 项：冢头 3 项，龙山 3 项; a few are named by their rows: 教育局 六.2."""
    named = [_named(kind, unit, what) for unit, what in by_unit.items()]
    more = f" 等 {len(named)} 个单位" if len(named) > _MOST else ""
    return f"{count(kind, _total(kind, by_unit))}：{'，'.join(named[:_MOST])}{more}"


def _named(kind: Kind, unit: str, what: Sequence[str]) -> str:
    if kind == "silent":
        return unit
    if kind == "appeals":
        return f"{unit} 第 {'、'.join(what)} 号"
    return f"{unit} {'、'.join(what)}" if len(what) <= _FEW else f"{unit} {len(what)} 项"


def summary(
    quarter: Quarter,
    found: Mapping[Kind, Mapping[str, Sequence[str]]],
    provisional: int,
    uncounted: Sequence[str],
    steps: Sequence[Button],
    review: Standing = _NOTHING,
) -> Message:
    """All that is open, kind by kind; ``steps``: what may be done in spite of it.

    ``review``: how far the review of these units is, which counts what lapsed as waiting, too.

    ``uncounted``: units whose figures cannot be assessed; nothing is released around them.
    """
    title = f"{name(quarter.year, quarter.number)} 还没有办完的"
    last: ROW = (*steps, HOME)
    if not found and not uncounted:
        return Message(title=title, text="都办完了，没有悬着的事。", buttons=(last,))
    lines = [not_countable(uncounted)] if uncounted else []
    lines += [brief(kind, by_unit) for kind, by_unit in found.items()]
    total = {kind: _total(kind, by_unit) for kind, by_unit in found.items()}
    more = beside_unreviewed(review, total.get("unreviewed", 0), total.get("seconded", 0))
    lines += [more] if more else []
    if provisional:
        lines.append(f"因此 {provisional} 个单位的得分还是暂定的，没有报的不计分。")
    if "returned" in found:
        lines.append("退回没有补正的，按方案的规定计，不按自报。")
    rows = [
        (to(count(kind, number), "unfinished", quarter.id, kind, 1),)
        for kind, number in total.items()
    ]
    return Message(title=title, text="\n".join(lines), buttons=(*rows, last))


def _total(kind: Kind, by_unit: Mapping[str, Sequence[str]]) -> int:
    return len(by_unit) if kind == "silent" else sum(map(len, by_unit.values()))


def listed(quarter: Quarter, kind: Kind, leaf: Leaf[Line], ways: Sequence[Button]) -> Message:
    """One kind, item by item."""
    rows = [(one.button,) for one in leaf.items]
    turning: tuple[ROW, ...] = leaf.turning(lambda n: f"unfinished/{quarter.id}/{kind}/{n}")
    back = to("返回", "unfinished", quarter.id)
    return Message(
        title=f"{name(quarter.year, quarter.number)} {SAID[kind]}{leaf.mark}",
        text="\n".join(one.said for one in leaf.items) or "没有了。",
        buttons=(*rows, *turning, *((tuple(ways),) if ways else ()), (back, HOME)),
        replace=leaf.pages > 1,
    )


def silent(form: UnitForm, now: datetime) -> str:
    """A unit that has not handed in."""
    until = f"，延期到 {say_moment(form.deadline, now)}" if form.form.extended_to else ""
    begun = "填了一部分" if form.claims else "什么都没有填"
    return f"{form.unit.short}：没有提交，{begun}{until}"


def row(form: UnitForm, one: Row) -> str:
    """教育局 三.4 信用+应用场景."""
    return f"{form.unit.short} {figures.row_title(one)}"


def supplied(form: UnitForm, one: Row) -> str:
    """A row whose figures another body owes."""
    return f"{row(form, one)}：等{form.awaited(one)}"


def appeal(form: UnitForm, number: str) -> str:
    """An appeal without an answer."""
    return f"第 {number} 号申诉　{form.unit.short}"


def back(form: UnitForm, one: Row, now: datetime) -> str:
    """A row that was sent back: until when, why, and what it counts if nothing comes."""
    review = form.reviews[one.id]
    when = "补正已经结束" if review.closed_at else ""
    if not when and review.due_at:
        due = moment(review.due_at)
        when = f"{say_moment(due, now)} {'到期' if now <= due else '已到期'}"
    counts = f"{if_unanswered(form.scheme, one)}"
    lead = f"{row(form, one)}：{when}" if when else row(form, one)
    return f"{lead}。原因：{review.reason.rstrip('。')}。{counts}"


# -- a release ---------------------------------------------------------------------------------


def of_edition(edition: Edition) -> list[str]:
    """What stays open if this is released: by kind, with the units."""
    found = [(one.short, one.open) for table in edition.tables for one in table.results]
    counted: dict[Kind, dict[str, Sequence[str]]] = {}
    for short, open_ in found:
        for kind in SAID:
            if kind in open_:
                counted.setdefault(kind, {})[short] = open_[kind]
    return [f"　{brief(kind, counted[kind])}" for kind in SAID if kind in counted]


def around(edition: Edition) -> list[str]:
    """Before a release: what it leaves open, who must agree and where it will stand."""
    lines = of_edition(edition)
    if not lines:
        return []
    return ["⚠ 还没有办完的：", *lines, "要放着这些先发出，须由另一位管理员确认，并写进版本里。"]


def left_open(edition: Edition) -> list[str]:
    """In an edition that is released: what was open when it was."""
    lines = of_edition(edition)
    return ["发出时还没有办完的：", *lines] if lines else []


def needs_second(verb: str) -> str:
    """The only admin would release around what is open."""
    return (
        f"还有没办完的事，放着它们{verb}要有另一位管理员确认，现在只有您一位管理员。"
        "请先把没办完的办完，或者邀请第二位管理员。"
    )


def still_due(verb: str, lines: Sequence[str], latest: datetime, now: datetime) -> str:
    """Nothing is announced while a supplement may still come."""
    ways = (
        f"等到 {say_moment(latest, now)} 以后再{verb}，"
        "或者现在结束这些补正（要写理由，会通知单位）。"
    )
    return "\n".join(
        [
            f"还有 {len(lines)} 项退回的在等单位补正，现在不能{verb}：",
            *(f"　{line}" for line in lines[:_MOST]),
            *([f"　……共 {len(lines)} 项"] if len(lines) > _MOST else []),
            ways,
        ]
    )


# -- ending returns ----------------------------------------------------------------------------

END_REASONS: Final = ("审核时间已到，不再等补正", "单位明确答复没有材料可补", "上级要求按期公示")


def ask_end(quarter: Quarter, lines: Sequence[str], base: str) -> Message:
    """Why the returns are ended; each unit reads it."""
    reasons = [(to(said, base, n),) for n, said in enumerate(END_REASONS)]
    return Message(
        title=f"{name(quarter.year, quarter.number)} 结束补正 {len(lines)} 项",
        text="\n".join(
            [*lines, "结束以后单位不能再补正这些项目。为什么现在结束？点一个，或直接发理由。"]
        ),
        buttons=(*reasons, (to("不结束了", "unfinished", quarter.id, "returned", 1), HOME)),
        placeholder="请输入理由",
    )


def none_to_end() -> str:
    """No return stands that could still come back."""
    return "现在没有等补正的退回项目。"


def ended(quarter_id: int, lines: Sequence[str], unheard: Sequence[str]) -> Message:
    """Done; who could not be told is named."""
    text = [f"✓ 已结束 {len(lines)} 项补正：", *lines]
    if unheard:
        text.append(f"{'、'.join(unheard)}没有联络员，请电话通知。")
    buttons = (
        (to("还没有办完的", "unfinished", quarter_id), to("试算", "trial", quarter_id)),
        (HOME,),
    )
    return Message(text="\n".join(text), buttons=buttons)


def told_ended(form: UnitForm, rows: Sequence[Row], reason: str) -> Message:
    """To the unit: what can no longer be supplemented, and what it counts."""
    said = [
        f"{figures.row_title(one)}：{if_unanswered(form.scheme, one).removeprefix('不补正，')}"
        for one in rows
    ]
    quarter = name(form.quarter.year, form.quarter.number)
    score = to("看得分", "score", form.quarter.id, form.unit.id)
    return Message(
        title=f"{form.unit.short} {quarter} 补正结束",
        text="\n".join([*said, f"理由：{reason}", "有异议可以在公示以后申诉。"]),
        buttons=((score, HOME),),
    )


def told_reason(reason: str) -> str:
    """The reason is too short or too long."""
    return f"理由要写 2 到 200 个字（现在 {len(reason)} 个字）。"
