"""Sentences of nudging: who owes what, whom it went to, and what stands against doing it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import leaf
from bot.forms.owed import Owed
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from storage.queries.quarters import Quarter

_NAMES = 12
"""Units named in one message; the rest are counted."""
LIST = Button(label="催报名单", route="remind")


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes, and its liaisons (with phones where only the asker reads)."""

    owed: Owed
    liaisons: tuple[str, ...]

    @property
    def short(self) -> str:
        """What the unit is called."""
        return self.owed.form.unit.short


def owes(owed: Owed) -> str:
    """没填完 3 项、缺佐证 1 项、没报工作总结."""
    parts = []
    if owed.unsubmitted:
        if owed.gaps:
            parts.append(f"没填完 {len(owed.gaps)} 项" if owed.begun else "一项也没有填")
        if owed.unproved:
            parts.append(f"缺佐证材料 {len(owed.unproved)} 项")
        if not parts:
            parts.append("填好了没提交")
    if owed.returned:
        parts.append(f"退回 {len(owed.returned)} 项没补正")
    if owed.report:
        parts.append("没报工作总结")
    return "、".join(parts)


def _line(number: int, one: Owing) -> str:
    who = "、".join(one.liaisons) or "没有联络员"
    return f"{number}. {one.short}：{owes(one.owed)}（{who}）"


def _button(quarter: int, one: Owing) -> Button:
    unit = one.owed.form.unit.id
    if not one.liaisons:
        return to(f"邀请 {one.short}", "invite", unit)
    return to(f"催 {one.short}", "remind/nudge", quarter, unit)


def owing(
    quarter: Quarter, group: int, table: str, every: Sequence[Owing], number: int, *, private: bool
) -> Message:
    """The units that owe something, a button each; ``number`` is the page."""
    shown = leaf(every, number)
    name = quarter_words.name(quarter.year, quarter.number)
    whose = f"{table} " if table else ""
    if not shown.total:
        return Message(
            text=f"{name}{whose}该报的都报了，没有要催的单位。",
            buttons=((to("看进度", "progress", quarter.id), HOME),),
        )
    lines = [_line(number, one) for number, one in enumerate(shown.items, shown.first)]
    if not private:
        lines.append("联系电话请在私聊里发“催报”查看。")
    base = f"remind/owing/{quarter.id}/{group}"
    heard = sum(bool(one.liaisons) for one in every)
    everyone = to(f"全部催一遍（{heard} 家）", "remind/all", quarter.id, group)
    return Message(
        title=f"{name} {whose}还欠 {shown.total} 个{shown.mark}",
        text="\n".join(lines),
        buttons=(
            *(((everyone,),) if heard > 1 else ()),
            *in_rows([_button(quarter.id, one) for one in shown.items], 2),
            *shown.turning(lambda page: f"{base}/{page}"),
            (to("看进度", "progress", quarter.id), HOME),
        ),
        replace=True,
    )


def overdue(quarter: Quarter, lines: Sequence[Owing], now: datetime) -> Message:
    """To the office's group, after the deadline."""
    message = owing(quarter, 0, "", lines, 1, private=False)
    name = quarter_words.name(quarter.year, quarter.number)
    until = say_moment(quarter.deadline, now)
    return message.model_copy(
        update={
            "title": f"{name}填报已截止，{len(lines)} 个单位没有提交",
            "text": f"截止时间是 {until}。\n{message.text}",
            "replace": False,
        }
    )


# -- one unit --------------------------------------------------------------------------------------


def nudged(owed: Owed, told: Sequence[str], lost: Sequence[str]) -> Message:
    """It is sent; or nobody can be reached."""
    short = owed.form.unit.short
    unit = owed.form.unit.id
    card = to(f"{short}的资料", "units", unit)
    record = to("提醒记录", "remind/why", owed.form.quarter.id, unit)
    if not told and not lost:
        return Message(
            text=f"{short}还没有联络员，催报送不到。先发邀请，绑定以后就能收到。",
            buttons=((to(f"邀请 {short}", "invite", unit),), (LIST, HOME)),
        )
    if not told:
        return Message(
            text=f"{short}的{'、'.join(lost)}收不到消息（屏蔽了机器人或停用了账号），请打电话联系。",
            buttons=((card,), (LIST, HOME)),
        )
    also = f"\n{'、'.join(lost)}收不到消息，请打电话联系。" if lost else ""
    return Message(
        text=f"已催{short}（{'、'.join(told)}）：{owes(owed)}。{also}",
        buttons=((LIST, record), (HOME,)),
    )


def of_quarter(message: Message, quarter: int, name: str) -> Message:
    """Where two could be meant: which it is in the title, and its own list behind 催报名单."""
    own = to(LIST.label, "remind/owing", quarter, 0, 1)
    rows = [tuple(own if one == LIST else one for one in row) for row in message.buttons]
    return message.model_copy(update={"title": f"{name} 催报", "buttons": tuple(rows)})


def not_owing(unit: str) -> Message:
    """There is nothing to nudge for."""
    return Message(text=f"{unit}该报的都报了，不用催。", buttons=((LIST, HOME),))


def ask_first(quarter: int, one: Owing) -> Message:
    """Before a unit is reminded because of a sentence; or that it has nobody to remind."""
    who = "、".join(one.liaisons)
    said = f"要催{one.short}（{who}）吗？" if who else f"{one.short}还没有联络员，催不到人。"
    rest = "\n还没有发，点一下才发。" if who else ""
    return Message(
        text=f"{said}还欠着：{owes(one.owed)}。{rest}",
        buttons=((_button(quarter, one), LIST), (HOME,)),
    )


def ask_again(
    quarter: int, unit: int, short: str, at: datetime, *, by_office: bool, now: datetime
) -> Message:
    """It was reminded today already."""
    how = "已经催过" if by_office else "已经自动提醒过"
    return Message(
        text=f"今天 {say_moment(at, now).split(' ')[1]} {how}{short}，还要再催一次吗？",
        buttons=((LIST, to("再催一次", "remind/again", quarter, unit)), (HOME,)),
    )


def ask_hour(quarter: int, unit: int, short: str, then: datetime, now: datetime) -> Message:
    """It is night, noon or a day off."""
    return Message(
        text=f"现在不是工作时间，现在催会打扰{short}。{say_moment(then, now)} 再发，好吗？",
        buttons=(
            (to("到时候再发", "remind/later", quarter, unit),),
            (to("现在就发", "remind/again", quarter, unit), HOME),
        ),
    )


def later(units: Sequence[str], then: datetime, now: datetime) -> Message:
    """It will be sent at a decent hour."""
    return Message(
        text=f"好的，{say_moment(then, now)} 提醒{named(units)}；到时候已经报齐的不再打扰。",
        buttons=((LIST, HOME),),
    )


# -- several ---------------------------------------------------------------------------------------


def named(units: Sequence[str]) -> str:
    """A few units by name, more by number."""
    if len(units) > _NAMES:
        return f"{'、'.join(units[:_NAMES])}等 {len(units)} 家"
    return "、".join(units)


def ask_all(
    quarter: int,
    group: int,
    fresh: Sequence[str],
    already: Sequence[str],
    unbound: Sequence[str],
    then: datetime | None,
    now: datetime,
) -> Message:
    """Before many are nudged: who, and who is left out. ``then``: it is no decent hour now."""
    lines = [f"要催 {len(fresh)} 家：{named(fresh)}。"] if fresh else ["没有要催的单位。"]
    if already:
        lines.append(f"今天提醒过的 {len(already)} 家不再催：{named(already)}。")
    if unbound:
        lines.append(f"没有联络员的 {len(unbound)} 家收不到：{named(unbound)}。")
    rows: list[tuple[Button, ...]] = []
    if fresh and then is not None:
        lines.append(f"现在不是工作时间，{say_moment(then, now)} 再发比较合适。")
        rows.append((to("到时候再发", "remind/all", quarter, group, "later"),))
    if fresh:
        label = f"催这 {len(fresh)} 家" if then is None else "现在就发"
        rows.append((to(label, "remind/all", quarter, group, "yes"),))
    if unbound:
        rows.append((to("邀请", "invite/unbound/1"),))
    return Message(text="\n".join(lines), buttons=(*rows, (LIST, HOME)))


def nudged_all(
    told: Sequence[str], unheard: Sequence[str], done: Sequence[str], already: Sequence[str]
) -> Message:
    """What came of it."""
    lines = [f"已催 {len(told)} 家：{named(told)}。"] if told else ["没有发出催报。"]
    if unheard:
        why = "没有联络员，或者联络员收不到消息"
        lines.append(f"送不到的 {len(unheard)} 家（{why}）：{named(unheard)}。")
    if done:
        lines.append(f"已经报齐、不用催的 {len(done)} 家：{named(done)}。")
    if already:
        lines.append(f"今天提醒过、没有再催的 {len(already)} 家：{named(already)}。")
    return Message(text="\n".join(lines), buttons=((LIST, HOME),))


def no_such_unit() -> str:
    """A route or a name that leads to no unit of this quarter."""
    return per("没有找到这个单位，或者它没有参加这个季度的考核。")


def nothing_to_remind(quarter: str, state: str) -> str:
    """A quarter in which nothing can be handed in."""
    return f"{quarter}{state}，没有要催报的内容。"
