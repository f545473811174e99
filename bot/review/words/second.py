"""Sentences of second marking: what is sealed, what the two found, how often they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.form import Raw, UnitForm
from bot.forms.words import figures
from bot.review.queue import Item
from bot.review.seconds import Agreement, Count, accepted_of
from bot.speech.quarters import name
from scoring.scheme import Input, Row
from storage.queries.opinions import Opinion
from storage.queries.quarters import Quarter

FOUND: Final = {"accept": "通过", "cut": "核减"}
ALONE_REASONS: Final = ("审核时间已到，不再等第二位", "没有别的审核员可以审")
_ROWS: Final = 12


def sealed(unit: str, row: Row) -> str:
    """The first opinion is kept."""
    return (
        f"✓ 您对 {unit} {row.id} 的意见记下了。这一项抽中双审：另一位审核员不看您的意见再审一次，"
        "两人一致才定。"
    )


def agreed(first: str) -> str:
    """The second opinion is the first's."""
    return f"{first}这一项是双审，两人意见一致。"


def differed(unit: str, row: Row, *, between: bool) -> str:
    """The second opinion is another."""
    said = f"✓ 您对 {unit} {row.id} 的意见记下了。这一项是双审，两人意见不一样，"
    if between:
        return said + "没有第三位审核员可以定，请两位商量，由其中一位打开这一项定。"
    return said + "由第三位审核员看过两份意见以后定。"


def spoke_already(item: Item) -> str:
    """Whoever has given an opinion opens the item again."""
    where = f"{item.form.unit.short} {item.row.id}"
    if item.differs:
        return f"{where} 您已经审过，两份意见不一样，由第三位审核员定。"
    return f"{where} 您已经审过，这一项是双审，等另一位审核员独立审。"


def opinion(one: Opinion, row: Row) -> str:
    """What one of the two found."""
    given = accepted_of(one)

    def look(input: Input) -> Raw | None:
        return given.get(input.name)

    said = "评分" if row.award else FOUND.get(one.decision, one.decision)
    because = f"（{one.reason}）" if one.reason else ""
    return f"　{one.by_name} {said}：{figures.answers(row, look)}{because}"


def told_third(form: UnitForm, row: Row) -> Message:
    """To those who may decide where two differ."""
    see = to("看这一项", "review/see", form.quarter.id, form.unit.id, row.id)
    text = f"双审意见不一样，请您定：{form.unit.short} {figures.row_title(row)}"
    return Message(text=text, buttons=((see,),))


def unsaid(unit: str, row: Row) -> str:
    """An opinion was taken back."""
    return f"✓ 您对 {unit} {row.id} 的意见收回了，请重新审。"


def nothing_to_unsay() -> str:
    """There is no opinion of this person that may be taken back."""
    return "这一项没有您可以收回的意见。"


# -- how often they agree ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shares:
    """How often two agreed, by what is to be called so."""

    rows: Sequence[tuple[str, Count]]
    people: Sequence[tuple[str, Count]]


def count(one: Count) -> str:
    """8 项一致 6 项（75%）."""
    share = f"（{one.agreed * 100 // one.both}%）" if one.both else ""
    return f"{one.both} 项一致 {one.agreed} 项{share}"


def shown(
    quarter: Quarter,
    found: Agreement,
    shares: Shares,
    differing: Sequence[Button],
    percent: int,
    *,
    may_end: bool,
) -> Message:
    """Second marking of a quarter: the whole, by row, by reviewer, what is to be decided."""
    lines = [_percent(percent)]
    if found.total.both:
        lines.append(f"两人都审完的 {count(found.total)}。")
    if found.waiting:
        lines.append(f"等第二位审核员的 {len(found.waiting)} 项。")
    if found.differing:
        lines.append(f"意见不一样、还没有定的 {len(found.differing)} 项。")
    if len(lines) == 1:
        lines.append("还没有抽中的项目。")
    lines += _shares("按指标：", shares.rows) + _shares("按审核员：", shares.people)
    end = [(to("不等第二位了", "review/alone", quarter.id),)] if may_end and found.waiting else []
    return Message(
        title=f"{name(quarter.year, quarter.number)} 双审",
        text="\n".join(lines),
        buttons=(*((one,) for one in differing), *end, (to("审核首页", "review"), HOME)),
    )


def _percent(percent: int) -> str:
    if not percent:
        return "现在的设置是不抽双审（配置 review.second_percent）。"
    return f"每 100 项抽 {percent} 项由两人互不看到地各审一次，有疑点的按四倍抽。"


def _shares(head: str, shares: Sequence[tuple[str, Count]]) -> list[str]:
    if not shares:
        return []
    worst = sorted(shares, key=lambda one: one[1].agreed - one[1].both)
    said = [f"　{label}　{count(one)}" for label, one in worst[:_ROWS]]
    more = [f"　……共 {len(shares)} 行"] if len(shares) > _ROWS else []
    return [head, *said, *more]


def ask_alone(quarter: Quarter, lines: Sequence[str], base: str) -> Message:
    """Why the second ones are not waited for."""
    reasons = [(to(said, base, n),) for n, said in enumerate(ALONE_REASONS)]
    shown = [*lines[:_ROWS], *([f"……共 {len(lines)} 项"] if len(lines) > _ROWS else [])]
    return Message(
        title=f"{name(quarter.year, quarter.number)} 不等第二位审核员 {len(lines)} 项",
        text="\n".join([*shown, "这些项目按第一位的意见定。为什么不等？点一个，或直接发原因。"]),
        buttons=(*reasons, (to("再等等", "review/seconds", quarter.id), HOME)),
        placeholder="请输入原因",
    )


def none_waits() -> str:
    """Nobody's second opinion is waited for."""
    return "没有在等第二位审核员的项目。"


def ended(number: int) -> str:
    """First opinions became decisions."""
    return f"✓ {number} 项不再等第二位，按第一位的意见定了。"
