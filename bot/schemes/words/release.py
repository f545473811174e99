"""Sentences of releasing a draft: what it changes, who has to confirm, what it would have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, leaf
from bot.corridor.routes import link
from bot.schemes.words.drafts import SCHEMES
from bot.speech.calendar import in_china
from bot.speech.periodic import per
from scoring.exact import show

_SHOWN = 12


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def ask(
    number: int,
    title: str,
    group: str,
    since: date,
    mark: str,
    changes: Sequence[str],
    waiting: str | None,
    *,
    own: bool,
    alone: bool,
) -> Message:
    """What a release would do; with the tap for whoever may press it."""
    lines = [
        f"《{title}》，考核{group}，"
        + per(f"从 {_day(since)}起开期的季度使用，已经开期的季度不变。")
    ]
    lines += changes
    if waiting:
        lines.append(waiting)
    if waiting and own and not alone:
        first: tuple[Button, ...] = (to("撤回提议", "schemes/release", number, "no"),)
    elif waiting and own:
        first = (
            to("确认发布", "schemes/release", number, "alone", mark),
            to("撤回提议", "schemes/release", number, "no"),
        )
    elif waiting:
        first = (
            to("确认发布", "schemes/release", number, "yes", mark),
            to("不同意", "schemes/release", number, "no"),
        )
    else:
        lines.append("发布要两位管理员：一位提议，另一位确认。")
        first = (to("提请发布", "schemes/release", number, "propose", mark),)
    more = (
        to("全部变化", "schemes/changes", number, 1),
        to("试算", "schemes/trial", number),
    )
    back = (to("返回草案", "schemes/draft", number), HOME)
    return Message(title="发布考核办法", text="\n".join(lines), buttons=(first, more, back))


def waits(name: str, at: datetime, *, own: bool, alone: bool) -> str:
    """Who proposed and when."""
    moment = in_china(at)
    when = f"{moment.month}月{moment.day}日 {moment:%H:%M}"
    if own and alone:
        return f"您在 {when} 提议发布。现在只有您一位管理员，可以自己再确认一次，会留痕。"
    if own:
        return f"您在 {when} 提议发布，等另一位管理员确认。"
    return f"{name}在 {when} 提议发布，请核对后确认。"


FOR_RELEASE, FOR_CHANGES, FOR_TRIAL = "还不能发布", "还比不出来", "还不能试算"
"""What cannot be done with a draft that is not written yet."""
_NAMED = 6


def not_written(rows: Sequence[str], what: str) -> str:
    """Rows of which nobody has said how they count."""
    named = "、".join(rows[:_NAMED]) + ("等" if len(rows) > _NAMED else "")
    return f"还有 {len(rows)} 行没有读懂（{named}），要您写怎么算分；写好以前{what}。"


def contradicts(faults: int, what: str) -> str:
    """What the table contradicts, before it can be a table."""
    return f"草案里有 {faults} 处对不上，{what}。请先在草案里点“对不上的地方”。"


def not_ready(left: int, faults: int) -> str:
    """Rows are not confirmed, or the table does not add up."""
    parts = [f"还有 {left} 行没有确认"] if left else []
    parts += [f"有 {faults} 处对不上"] if faults else []
    return f"{'，'.join(parts)}，还不能发布。"


def no_group() -> str:
    """Nobody knows whom it is for."""
    return "还没有定这张表考核哪一组单位，定了才能发布。"


def needs_another() -> str:
    """The proposer cannot confirm alone."""
    return "要由另一位管理员确认，您自己提的不能自己确认。"


def changed_since() -> str:
    """The draft is not what was shown."""
    return "草案在提议以后改过了，提议作废。请看过现在的再提请发布。"


def nothing_waits() -> str:
    """No proposal."""
    return "现在没有等待确认的发布提议，可能已经确认、撤回或者作废了。"


def proposed(number: int, title: str, name: str, mark: str, lines: Sequence[str]) -> Message:
    """To who may confirm it."""
    return Message(
        title=f"{name}提议发布《{title}》",
        text="\n".join([*lines, "请另一位管理员核对后确认，确认以前不起作用。"]),
        buttons=(
            (
                to("确认发布", "schemes/release", number, "yes", mark),
                to("不同意", "schemes/release", number, "no"),
            ),
            (
                to("全部变化", "schemes/changes", number, 1),
                to("试算", "schemes/trial", number),
                to("看草案", "schemes/draft", number),
            ),
        ),
    )


def told(number: int) -> Message:
    """To the proposer."""
    return Message(
        text="提议已发给另一位管理员，确认以前不起作用。",
        buttons=((to("撤回提议", "schemes/release", number, "no"), HOME),),
    )


def released(title: str, group: str, since: date) -> Message:
    """It counts from the next quarter."""
    return Message(
        title="考核办法已发布",
        text=f"《{title}》已经发布：考核{group}，从 {_day(since)}起开期的{per('季度')}使用。"
        "开期的时候会先列出变化，确认以后才开。",
        buttons=((to("办法变化", "changes/next", 1), SCHEMES), (HOME,)),
    )


def declined(title: str, name: str, *, own: bool) -> Message:
    """Taken back or refused."""
    said = "撤回了" if own else "不同意"
    return Message(
        text=f"{name}{said}发布《{title}》，提议作废，草案还在。",
        buttons=((SCHEMES, HOME),),
    )


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row under both tables; None: the other table has no such row."""

    row: str
    name: str
    before: Decimal | None
    after: Decimal | None
    unreported: bool = False
    """Whether it asks what nobody was asked before."""

    @property
    def change(self) -> Decimal:
        """How many points it brings more."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit under both tables; None: it was not ranked."""

    name: str
    before: Decimal
    after: Decimal
    rank_before: int
    rank_after: int
    grade_before: str
    grade_after: str
    rows: tuple[RowMoved, ...] = ()
    """The rows that bring other points, those that move it most first."""

    @property
    def change(self) -> Decimal:
        """How many points it gains; below nothing: loses."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Tried:
    """A draft tried on a quarter's figures."""

    quarter: str
    units: Sequence[Moved]
    lost: Sequence[str]
    """Rows of before whose figures find no place any more."""
    asked: Sequence[str]
    """Rows that ask what nobody was asked before."""
    all_new: bool = False
    """No figure of then finds a place in the draft."""


def trial(number: int, title: str, found: Tried, page: int = 1) -> Message:
    """Whose points, rank and grade would have been others, page by page."""
    if found.all_new:
        return _nothing_to_compare(number, title, found)
    moved = [one for one in found.units if one.rank_before != one.rank_after]
    graded = [one for one in found.units if one.grade_before != one.grade_after]
    others = f"名次变了 {len(moved)} 个，等次变了 {len(graded)} 个。"
    lines = [f"用{found.quarter}的实际数据试算，{len(found.units)} 个单位：{others}"]
    shown = leaf(found.units, page, _SHOWN)
    for one in shown.items:
        grade = (
            one.grade_after
            if one.grade_before == one.grade_after
            else f"{one.grade_before} → {one.grade_after}"
        )
        lines.append(
            f"· {one.name}：{show(one.before)} → {show(one.after)} 分，"
            f"第 {one.rank_before} → 第 {one.rank_after} 名，{grade}"
        )
    if shown.page > 1:
        return _trial_page(number, title, shown, lines)
    if (most := max(found.units, key=lambda one: abs(one.change), default=None)) and most.change:
        why = "；".join(_row(one) for one in most.rows[:_WHY])
        lines.append(f"变化最大的是{most.name}（{_more(most.change)}）：{why}。")
    if found.asked:
        named = "、".join(found.asked[:10]) + ("等" if len(found.asked) > 10 else "")
        lines.append(f"新增要填的 {len(found.asked)} 行，以前没有数，按未报算 0 分：{named}。")
    if found.lost:
        lines.append(f"以前的 {len(found.lost)} 行不再用：{'、'.join(found.lost[:10])}。")
    return _trial_page(number, title, shown, lines)


_WHY = 3


def _trial_page(number: int, title: str, shown: Leaf[Moved], lines: Sequence[str]) -> Message:
    return Message(
        title=f"试算：{title}{shown.mark}",
        text="\n".join([*lines, "只是试算，什么都没有改。"]),
        buttons=(
            *shown.turning(lambda n: link("schemes/trial", number, "page", n)),
            (to("返回草案", "schemes/draft", number), HOME),
        ),
        replace=shown.pages > 1,
    )


def _more(points: Decimal) -> str:
    return f"{'多' if points > 0 else '少'} {show(abs(points))} 分"


def _row(one: RowMoved) -> str:
    """一.2 宣传 5 → 3 分; of a row that only one of the tables has, what it brings."""
    said = f"{one.row} {one.name}"
    if one.after is None:
        return f"{said} {show(one.before or Decimal(0))} 分，不再考核"
    if one.before is None:
        new = "新增，以前没有数，按未报" if one.unreported else "新增"
        return f"{said} {show(one.after)} 分（{new}）"
    left = "（要填的变了，按未报）" if one.unreported else ""
    return f"{said} {show(one.before)} → {show(one.after)} 分{left}"


def trial_of(number: int, title: str, quarter: str, one: Moved) -> Message:
    """One unit under both tables: points, rank, grade, and the rows that make it so."""
    grade = one.grade_after
    if one.grade_before != one.grade_after:
        grade = f"等次 {one.grade_before} → {one.grade_after}"
    lines = [
        (
            f"{one.name}，用{quarter}的实际数据试算：{show(one.before)} → {show(one.after)} 分，"
            f"第 {one.rank_before} → 第 {one.rank_after} 名，{grade}。"
        )
    ]
    if one.rows:
        lines += [
            f"分数不一样的 {len(one.rows)} 行：",
            *(f"· {_row(row)}" for row in one.rows[:_SHOWN]),
        ]
    else:
        lines.append("每一行的得分都和现在一样。")
    if len(one.rows) > _SHOWN:
        lines.append(f"还有 {len(one.rows) - _SHOWN} 行没有列出。")
    lines.append("只是试算，什么都没有改。")
    back = (to("全部单位", "schemes/trial", number), to("返回草案", "schemes/draft", number))
    return Message(title=f"试算：{title}", text="\n".join(lines), buttons=(back, (HOME,)))


def not_in_trial(name: str, group: str) -> str:
    """The unit is not assessed by this table, or had nothing in that quarter."""
    return f"{name}不在这张表的试算里：这张表考核{group}。"


def _nothing_to_compare(number: int, title: str, found: Tried) -> Message:
    """No row has a figure of before: everybody would have 0 points and the first place."""
    new = f"草案的 {len(found.asked)} 行都是新的，{found.quarter}里没有这些数，"
    lines = [
        f"{new}所以 {len(found.units)} 个单位的得分、名次现在比不出来。",
        f"以前的 {len(found.lost)} 行不再用。",
        "有几行和现在的办法用同样的数，才试得出来；要看条文怎么变，发布前点“全部变化”。",
        "只是试算，什么都没有改。",
    ]
    return Message(
        title=f"试算：{title}",
        text="\n".join(lines),
        buttons=((to("返回草案", "schemes/draft", number), HOME),),
    )


def nothing_to_try(group: str) -> str:
    """No quarter with figures of this group."""
    return f"还没有{per('一个季度')}有{group or '这组单位'}的数据，没法试算。"
