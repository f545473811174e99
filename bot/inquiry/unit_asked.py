"""One unit is asked about: handed in or not, since when, reviewed, better than before."""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import ROW
from bot.corridor.routes import link
from bot.editions.members import Filling
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import Snapshot
from bot.inquiry.figures import figures
from bot.inquiry.finding import MOVES, before, chosen_units, quarters_of, snapshot
from bot.inquiry.of_use import NOTE
from bot.inquiry.of_waiting import left_of
from bot.inquiry.words.conditions import condition, row_name
from bot.questions.combined.query import Measure, Query
from bot.speech.calendar import days_left, say_moment
from bot.speech.quarters import name
from storage.database import moment
from storage.queries import readings


async def unit(asked: Asked) -> Message:
    """Yes or no to every condition, with the figure that shows it."""
    notes: list[str] = []
    (key, *_) = quarters_of(asked.query, asked.county, notes)
    at = snapshot(asked.county, key)
    (number,) = asked.query.units
    live = (await at.live()).get(number)
    short = asked.named(number)
    if live is None:
        return Message(text=f"{short}没有参加{name(*key)}的考核。", buttons=((HOME,),))
    lines = await _lines(asked, at, live)
    return Message(
        title=f"{short}　{name(*key)}",
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=_onward(asked, at, live),
    )


async def _lines(asked: Asked, at: Snapshot, live: Filling) -> list[str]:
    query = asked.query
    lines = []
    kinds = {one.kind for one in query.tests}
    if query.measure == "at" or kinds & {"waiting", "submitted", "idle", "filling", "late"}:
        lines.append(handed_in(at, live))
        kinds -= {"waiting", "submitted", "idle", "filling", "late"}
    for told, measure in _FIGURED:
        if kinds & told:
            alone = Query(measure=measure)
            found = (await figures(alone, at, None)).text(live.unit_id)
            lines.append(f"{found}。" if found else await _nothing(alone, at, live))
            kinds -= told
    lines += [
        await _yes_or_no(asked, at, live, Query(tests=(test,), row=query.row))
        for test in query.tests
        if test.kind in kinds
    ]
    if query.measure and query.measure != "at":
        shown = await figures(query, at, None)
        of = f"{row_name(query.row)}　" if query.row else ""
        lines.append(of + (shown.text(live.unit_id) or await _nothing(query, at, live)))
    if query.measure in _OF_USE or any(
        one.kind in ("seen", "unseen", "away") for one in query.tests
    ):
        lines.append(f"（{NOTE}）")
    return list(dict.fromkeys(lines))


async def _nothing(query: Query, at: Snapshot, live: Filling) -> str:
    """What no figure means: an item that nobody cut is 0, and no item that was not filled in."""
    if query.measure == "doubts" and (unread := await _unread(at, live)):
        return f"还没看出疑点，但有 {unread} 份材料机器没读完。"
    if query.measure in _NONE:
        return _NONE[query.measure]
    if query.measure in ("cut", "returned"):
        verb = "核减" if query.measure == "cut" else "退回"
        if live.state != "submitted" and at.quarter.state in ("open", "review"):
            return f"还没有提交，没有{verb}过。"
        left = await left_of(at, live.unit_id)
        waits = f"，还有 {left} 项没审" if left else ""
        return f"没有{verb}{waits}。" if query.measure == "cut" else f"没有{verb}过{waits}。"
    if not live.begun:
        return "还没有填报。"
    if query.row:
        return "还没有得分（没报、没录或者没评）。" if query.measure in _POINTS else "还没有填。"
    return "报了，还没有得分。" if live.state == "submitted" else "在填，还没有得分。"


async def _unread(at: Snapshot, live: Filling) -> int:
    """How many of its papers show no doubt only because they were not read."""
    every = await readings.unread_of_rows(at.db, at.quarter.id)
    return sum(papers for (form, _), papers in every.items() if form == live.form_id)


_POINTS: Final = ("total", "lost", "rank", "grade", "where")
_NONE: Final[dict[str, str]] = {
    "used": "还没有联络员。", "contact": "还没有联络员。", "overdue": "没有逾期。",
    "doubts": "材料没有疑点。", "lying": "没有退回、还没补正的项。",
    "due": "没有要补正的项。", "mended": "没有补正过。", "queued": "没有等着审核的项。",
    "until": "没有延期。", "change": "没有可以比的数。", "reports": "0 篇。", "papers": "0 份。",
}  # fmt: skip
"""What it means, whatever the state of the unit, that there is no figure."""
_OF_USE: Final = ("used", "lying")
_FIGURED: Final[tuple[tuple[frozenset[str], Measure], ...]] = (
    (frozenset(("seen", "unseen")), "lying"),
    (frozenset(("away",)), "used"),
    (frozenset(("doubtful",)), "doubts"),
)
"""Conditions whose figure says more than a yes or no."""


async def _yes_or_no(asked: Asked, at: Snapshot, live: Filling, one: Query) -> str:
    (test,) = one.tests
    against = asked.query.against
    earlier = None
    if test.kind in MOVES:
        key = against if against and against != at.key else before(at.key)
        if against == at.key and asked.county.of(key) is None:
            raise CannotTellError(f"{name(*at.key)}以后还没有结果，{name(*key)}没有数据，比不了。")
        earlier = snapshot(asked.county, key)
    alone = Query(units=(live.unit_id,), tests=one.tests, row=one.row)
    held = live.unit_id in await chosen_units(alone, at, earlier, asked.county)
    said = condition(test)
    answer = f"是，{said}" if held else _denied(said)
    if earlier is not None:
        changes = await figures(Query(measure="change", tests=one.tests, row=one.row), at, earlier)
        change = changes.text(live.unit_id)
        if not change:
            return f"{name(*earlier.key)}没有得分，比不了。"
        return f"{'是' if held else '不是'}，和{name(*earlier.key)}比：{change}。"
    return f"{answer}。"


def _denied(said: str) -> str:
    """没有审完 rather than 没有“已经审完”."""
    done = said.removeprefix("已经")
    return f"还没有{done}" if done != said else f"不是，没有“{said}”"


def handed_in(at: Snapshot, live: Filling) -> str:
    """已经提交，12月3日 10:20 (逾期): or how far it is, and until when there is time."""
    if live.state == "submitted" and live.submitted_at:
        when = moment(live.submitted_at)
        late = "（逾期）" if when > at.deadline(live) else ""
        return f"已经提交，时间是 {say_moment(when, at.now)}{late}。"
    done = live.done if live.begun else 0
    far = f"填了 {done}/{live.owed} 项" if live.begun else "还没有开始填"
    left = (
        f"，截止 {say_moment(at.deadline(live), at.now)}（{days_left(at.deadline(live), at.now)}）"
    )
    open_ = at.quarter.state in ("open", "review")
    return f"还没有提交，{far}{left if open_ else ''}。"


def _onward(asked: Asked, at: Snapshot, live: Filling) -> tuple[ROW, ...]:
    quarter, unit_ = at.quarter.id, live.unit_id
    score = to("看得分", *link("score", quarter, unit_).split("/"))
    if asked.turn.has("admin") and live.state != "submitted" and at.quarter.state == "open":
        return ((to("催报", "remind", "nudge", quarter, unit_), score), (HOME,))
    return ((score, HOME),)
