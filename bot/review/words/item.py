"""Sentences of the review of one item: the screen, the doubts, the decisions and their reasons.

The lists and counts are in ``review_lists``, what the unit is told in ``review_told``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.reading.words import doubts as doubt_words
from bot.reading.words.kinds import DOUBTS
from bot.review.marks import Mark
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES
from scoring.exact import show
from scoring.periods import within_year
from scoring.scheme import Row
from storage.database import moment
from storage.queries.review import Decision
from storage.queries.understood import PlacedDoubt

DECIDED: Final = {"accept": "通过", "cut": "核减", "return": "退回补正"}
"""Decisions that stand until they are reopened."""
_NOTE: Final = 200


def item_title(unit: str, row: str, quarter: int, left: int) -> str:
    """Head of an item, with its quarter and how many wait in the queue that is worked through."""
    return f"审核 {unit} {row}（{within_year(quarter)}待审 {left} 项）"


def on_the_desk(unit: str, row: Row) -> str:
    """Back at an item that the page shows already."""
    return f"{unit} {row.id} 还没有决定。"


def decisions(award: bool, nothing: bool, state: str) -> list[tuple[str, str]]:
    """The buttons of an item and their pages.

    Where nothing is claimed there is nothing to cut; after the announcement nothing is sent back.
    """
    first = [("评分", "award")] if award else [("通过", "ok")]
    first += [] if award or nothing else [("核减", "cut")]
    back = [("退回补正", "return")] if state in ("open", "review") else []
    return [*first, *back, ("存疑", "doubt")]


def claim(said: str) -> str:
    """What the unit claims."""
    return f"自评：{said}"


def note(said: str) -> str:
    """What the unit says on a row that a reviewer marks."""
    if not said:
        return "单位没有写说明。"
    return f"说明：{said if len(said) <= _NOTE else said[: _NOTE - 1] + '…'}"


def taken_over(said: str) -> str:
    """The unit says that the row is as it was a quarter ago."""
    return f"↻ {said}（{per('上季度')}没有被核减或退回）"


def settled(said: str) -> str:
    """What the reviewer accepted."""
    return f"核定：{said}"


def points(said: str) -> str:
    """How the points come about."""
    return f"计分：{said}"


def before(said: str, brought: str) -> str:
    """Last quarter's figures that counted."""
    return f"{per('上季度')}：{said}，得 {brought}"


def papers(total: int, shown: int, kinds: Sequence[tuple[str, int]]) -> str:
    """What is shown for it."""
    if not total:
        return "材料：没有"
    counted = "、".join(f"{name} {count}" for name, count in kinds)
    more = f"，先看前 {shown} 份" if shown < total else ""
    return f"材料：{total} 份（{counted}）{more}"


def papers_before(count: int) -> str:
    """A button to last quarter's papers."""
    return f"{per('上季度')}材料 {count} 份"


def lookalike(label: str) -> str:
    """How a picture from elsewhere is labelled."""
    return f"疑似的另一张：{figures.short(label, 20)}"


def paper(label: str, url: str | None, caption: str) -> str:
    """A link, or a piece with its caption."""
    said = f"：{figures.short(caption, 40)}" if caption else ""
    return f"　{figures.short(label, 24)}{said}" + (f" {url}" if url else "")


def reviewer(body: str) -> str:
    """Whom the scheme names as the row's reviewer."""
    return f"办法规定由{body}审核这一项，请先与其核对。"


def colleagues_row(names: Sequence[str]) -> str:
    """The row is a colleague's by the office's own division of work."""
    return f"这一项分给{'、'.join(names)}审，您也可以代审。"


def outside_remit(row: Row) -> str:
    """A row that the office gave to others."""
    return f"{row.id} 不在您的审核分工里，由别的审核员审。"


def clause(row: Row) -> str:
    """The document's cells."""
    parts = [row.text, row.content, f"考核依据：{row.basis}" if row.basis else ""]
    return "\n".join(part for part in parts if part)


def place(unit: str, quarter: str, row: str) -> str:
    """Where the same bytes serve: another unit, another quarter, another row."""
    where = f" {row}" if row else "工作报送"
    return f"{unit or '本单位'}{quarter}{where}"


def mark(one: Mark, where: str) -> str:
    """A doubt in a line."""
    if one.kind == "differs":
        return "⚠ 双审两人意见不一样，看过两份意见再定："
    if one.kind == "asked":
        return f"❓ {one.who}存疑：{one.label}"
    if one.kind == "supplemented":
        return f"已补正待复核。上次退回：{one.label}"
    if one.kind == "overdue":
        return f"⚠ 退回后到期没有补正。退回原因：{one.label}"
    if one.kind in ("same", "alike"):
        said, how = ("重复", "是同一份") if one.kind == "same" else ("疑似", "的图片很像")
        return f"⚠ {said}：{figures.short(one.label, 20)} 与{where} {how}"
    if one.kind == "jump":
        what = figures.short(one.label, 16)
        return f"⚠ 变化大：{what} {per('上季度')} {one.before}，{per('本季度')} {one.now}"
    if one.paper is not None:
        return _in_a_paper(one.paper, where)
    if one.kind == "unproved":
        return "⚠ 有申报，没有材料"
    return _edge(one) if one.kind == "edge" else "· 截止前一天内改过"


def _edge(one: Mark) -> str:
    gap = one.gap or Decimal(0)
    far = f"比{one.label}线高 {show(gap)} 分" if gap >= 0 else f"差 {show(-gap)} 分到{one.label}"
    return f"· 总分在等次边上：{far}"


def _in_a_paper(one: PlacedDoubt, where: str) -> str:
    label = figures.short(one.label, 20)
    place = doubt_words.place(one.page, one.line)
    return doubt_words.said(one.kind, label, json.loads(one.reason), one.quote, place, where)


SHORT: Final = DOUBTS | {
    "differs": "意见不一",
    "asked": "存疑",
    "supplemented": "已补正",
    "overdue": "逾期未补正",
    "same": "重复",
    "alike": "疑似",
    "jump": "变化大",
    "unproved": "没材料",
    "edge": "等次边上",
    "late": "临近截止改过",
}
"""Doubts in one word, for lists."""


# -- why an item cannot be decided on ----------------------------------------------------------


def held(who: str) -> str:
    """A colleague has it."""
    return f"{who or '另一位审核员'}正在审这一项，先审别的吧。"


def changed() -> str:
    """It is not what was shown any more."""
    return "这一项刚才有变化，请按现在的内容审。"


def own_unit(unit: str) -> str:
    """Conflicting interest."""
    return f"您是{unit}的人或经手过它的填报，这个单位的项目由别的审核员审。"


def no_such_item() -> str:
    """A route that leads to nothing."""
    return "没有找到这一项，可能单位已经撤回。"


def decided_already(row: Row, one: Decision, now: datetime) -> str:
    """Somebody has decided."""
    who = f"{one.by_name}在" if one.by_name else ""
    said = f"{figures.row_title(row)} {who} {say_moment(moment(one.at), now)} "
    return f"{said}已经审过：{DECIDED[one.decision]}{_because(one.reason)}。"


def _because(reason: str) -> str:
    return f"（{reason}）" if reason else ""


def not_reviewable(form: UnitForm, now: datetime) -> str:
    """Not handed in, or to be taken back still, or over."""
    name = form.unit.short
    if form.quarter.state not in ("open", "review", "announced"):
        return f"{per('这个季度')}{STATES.get(form.quarter.state, '已经结束')}，不能再审。"
    if form.form.state != "submitted":
        return f"{name}还没有提交，提交以后才能审。"
    until = say_moment(form.deadline, now)
    return f"{name}在 {until} 截止以前还可以撤回，截止以后再审。管理员可以用“截止”提前结束填报。"


def nothing_before() -> str:
    """No papers a quarter ago."""
    return per("这一项上季度没有材料。")


def nothing_to_decide(row: Row) -> str:
    """A row that is supplied, counted, or was not reported."""
    if row.by is not None:
        return f"{figures.row_title(row)} 由{row.by}提供数据，不用审。"
    if row.ledger:
        return f"{figures.row_title(row)} 按工作报送台账计，不用审。"
    return f"{figures.row_title(row)} 单位没有填，按未报不得分，不用审。"


def nothing_left(quarter: int, first: str, *, scoped: bool, mine: int, others: int) -> Message:
    """The queue that was worked through is empty."""
    lines = [first] if first else []
    if scoped and mine:
        lines.append(f"这里审完了，别处还有 {mine} 项待审。")
    else:
        lines.append("您这里没有待审的项目了。")
    if others:
        lines.append(f"另有 {others} 项在别的审核员手里，或者该由别人审。")
    go = (Button(label="审下一项", route=f"review/next/{quarter}/all"),) if scoped and mine else ()
    back = (Button(label="审核首页", route="review"), HOME)
    return Message(text="\n".join(lines), buttons=tuple(row for row in (go, back) if row))


# -- decisions ---------------------------------------------------------------------------------


def accepted(unit: str, row: Row, brought: str) -> str:
    """通过."""
    return f"✓ 已通过 {unit} {row.id}，得 {brought}。"


def cut_done(unit: str, row: Row, before: str, after: str) -> str:
    """核减."""
    if before == after:
        return f"✓ 已核减 {unit} {row.id}，得分不变，仍是 {after} 分。"
    return f"✓ 已核减 {unit} {row.id}：{before} 分改为 {after} 分。"


def awarded(unit: str, row: Row, brought: str) -> str:
    """评分."""
    return f"✓ 已评 {unit} {row.id}：{brought}。"


def returned(unit: str, row: Row, due: datetime, now: datetime) -> str:
    """退回补正."""
    return f"✓ 已退回 {unit} {row.id}，{say_moment(due, now)} 以前补正，单位已收到通知。"


def returned_unheard(unit: str, row: Row) -> str:
    """退回补正, and nobody of the unit can be told."""
    return f"✓ 已退回 {unit} {row.id}。这个单位没有联络员，请电话通知。"


def skipped(unit: str, row: Row) -> str:
    """跳过."""
    return f"先跳过 {unit} {row.id}，它还在待审里。"
