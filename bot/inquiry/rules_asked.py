"""The rules and the calendar are asked about: clauses, grades, where the quarter stands.

What the document says is quoted from the schemes of the quarter; nothing is added to it.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.forms.loading import read_scheme
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import rows_in, under
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES, name
from scoring.exact import UNLIMITED
from scoring.ranking import show
from scoring.scheme import Row, Scheme
from scoring.sentence import full_mark
from storage.database import moment
from storage.queries import editions, quarters
from storage.queries.quarters import Quarter


async def stage(asked: Asked) -> Message:
    """Where the quarter stands, what comes next and when."""
    quarter = _current(asked)
    now = "现在" if quarter == asked.county.current else ""
    lines = [f"{now}是“{STATES[quarter.state]}”阶段。", _next(asked, quarter)]
    tally = await asked.county.snapshot(quarter).live()
    if quarter.state == "open" and asked.turn.has("admin", "reviewer", "observer"):
        handed = sum(one.state == "submitted" for one in tally.values())
        lines.append(f"{len(tally)} 个单位，{handed} 个已经提交。")
    return Message(
        title=name(quarter.year, quarter.number), text="\n".join(lines), buttons=((HOME,),)
    )


def _current(asked: Asked) -> Quarter:
    """The quarter that is named, else the one that runs."""
    named = asked.query.quarters[-1] if asked.query.quarters else None
    quarter = asked.county.of(named) if named else asked.county.current
    if named and quarter is None:
        raise CannotTellError(f"{name(*named)}还没有开期。")
    if quarter is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    return quarter


def _next(asked: Asked, quarter: Quarter) -> str:
    now = asked.turn.now
    review, appeal = moment(quarter.review_until), moment(quarter.appeal_until)
    ends = {
        "open": ("填报截止", quarter.deadline, "审核"),
        "review": ("审核到", review, "公示"),
        "announced": ("公示和申诉到", appeal, "公布"),
    }
    if quarter.state not in ends:
        return "结果已经公布。"
    what, until, then = ends[quarter.state]
    return f"{what} {say_moment(until, now)}（{days_left(until, now)}），然后{then}。"


async def release(asked: Asked) -> Message:
    """When results are published: the plan, never a promise."""
    quarter = _current(asked)
    now, appeal = asked.turn.now, moment(quarter.appeal_until)
    if quarter.state in ("published", "archived"):
        every = await editions.of_quarter(asked.turn.db, quarter.id)
        when = [one.at for one in every if one.kind == "published"]
        on = f"，时间是 {say_moment(moment(min(when)), now)}" if when else ""
        text = f"{name(quarter.year, quarter.number)}的结果已经公布{on}。"
    elif quarter.state == "announced":
        text = f"正在公示，申诉到 {say_moment(appeal, now)}。申诉期过了，由两位管理员确认后公布。"
    else:
        review = moment(quarter.review_until)
        text = (
            f"没有定下公布的日子。按计划审核到 {say_moment(review, now)}，公示和申诉到 "
            f"{say_moment(appeal, now)}，申诉期过了，由两位管理员确认后公布。"
        )
    return Message(
        title=name(quarter.year, quarter.number),
        text=text,
        buttons=((to("排名", "ranking"), HOME),),
    )


async def objections(asked: Asked) -> Message:
    """How long the public notice lasts."""
    announced = [one for one in asked.county.opened if one.state == "announced"]
    if not announced:
        quarter = _current(asked)
        appeal = say_moment(moment(quarter.appeal_until), asked.turn.now)
        state = STATES[quarter.state]
        now = f"{name(quarter.year, quarter.number)}现在{state}"
        text = f"{now}，没有在公示。计划的申诉截止是 {appeal}。"
        return Message(text=text, buttons=((HOME,),))
    (quarter, *_) = announced
    until = moment(quarter.appeal_until)
    left = days_left(until, asked.turn.now)
    return Message(
        title=f"{name(quarter.year, quarter.number)}（公示中）",
        text=f"公示和申诉到 {say_moment(until, asked.turn.now)}，{left}。",
        buttons=((HOME,),),
    )


async def _schemes(asked: Asked) -> list[tuple[str, Scheme]]:
    """The tables of the quarter that is meant, a liaison's own table only."""
    named = asked.query.quarters[0] if asked.query.quarters else None
    quarter = asked.county.of(named) if named else _current(asked)
    if quarter is None:
        raise CannotTellError(f"{name(*named)}还没有开期。" if named else "还没有考核办法。")
    kept = await quarters.schemes(asked.turn.db, quarter.id)
    found = [(one.group, read_scheme(one)) for one in kept]
    own = {
        form.group
        for unit in asked.turn.units
        if (form := await quarters.form(asked.turn.db, quarter.id, unit)) is not None
    }
    office = asked.turn.has("admin", "reviewer", "observer")
    return found if office or not own else [one for one in found if one[0] in own]


async def threshold(asked: Asked) -> Message:
    """What a grade takes, by table; all grades where none is named."""
    lines: list[str] = []
    marks: list[str] = []
    for group, scheme in await _schemes(asked):
        if asked.query.group not in ("", group):
            continue
        wanted = [one for one in scheme.grades if asked.query.grade in ("", one.name)]
        shown = "，".join(f"{one.name} {show(one.at_least)} 分以上" for one in wanted)
        full = "" if scheme.full == UNLIMITED else f"（{full_mark(scheme)}）"
        lowest = scheme.grades[-1].name
        if asked.query.grade == lowest and len(scheme.grades) > 1:
            shown = f"不到 {show(scheme.grades[-2].at_least)} 分就是{lowest}"
        marks.append(f"{group}{full_mark(scheme)}，共 {len(scheme.rows)} 项")
        lines.append(f"{group}{full}：{shown or f'没有“{asked.query.grade}”这个等次'}")
    if len({one.partition("：")[2] for one in lines}) == 1 and len(lines) > 1:
        lines = [
            "两张表一样：" + lines[0].partition("：")[2],
            *(() if asked.query.grade else marks),
        ]
    return Message(title="等次的分数线", text="\n".join(lines), buttons=((HOME,),))


async def criteria(asked: Asked) -> Message:
    """The clause of a row, word for word, in each table that has it."""
    lines = []
    for group, scheme in await _schemes(asked):
        every = [one.id for one in scheme.rows]
        ids = [id_ for row in rows_in(asked.query.row, group) for id_ in under(row, every)]
        lines += [_clause(group, scheme.row(one)) for one in ids]
    if not lines:
        raise CannotTellError(f"考核表里没有“{asked.query.row}”这一项，请核对编号。")
    liaison = not asked.turn.has("admin", "reviewer", "observer")
    return Message(
        title="评分标准",
        text="\n\n".join(lines),
        buttons=((to("我的得分", "score"), HOME),) if liaison else ((HOME,),),
    )


def _clause(group: str, row: Row) -> str:
    points = "不限分" if row.points == UNLIMITED else f"{show(row.points)} 分"
    parts = [f"{group} {row.id} {row.name}（{points}）"]
    parts += [f"评分标准：“{row.text}”"] if row.text else []
    parts += [f"考核内容：“{row.content}”"] if row.content and not row.text else []
    parts += [f"佐证材料：{row.proof}"] if row.proof else []
    parts += [f"数据由{row.by}提供。"] if row.by else []
    return "\n".join(parts)


async def vetoes(asked: Asked) -> Message:
    """What costs the grade, as the schemes have it; nothing is made up where they have nothing."""
    lines = []
    for group, scheme in await _schemes(asked):
        for row in scheme.rows:
            lines += [
                f"{group} {row.id} {row.name}：{one.when}"
                for one in row.effects
                if one.kind == "veto"
            ]
    text = "\n".join(lines) or "现在用的考核办法里没有写一票否决的情形。"
    return Message(title="一票否决", text=text, buttons=((HOME,),))
