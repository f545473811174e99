"""Who looks after which unit, and who did before: several liaisons, changes, extensions of time."""

from __future__ import annotations

from collections import defaultdict

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.inquiry.told import Telling, numbered
from bot.speech.calendar import in_china, say_moment
from storage.database import moment
from storage.queries import people, quarters
from storage.queries.people import Held


async def several(told: Telling) -> Message:
    """Units with more than one liaison, and people who look after more than one unit."""
    live = {one.unit_id: one for one in (await told.units()).values()}
    bound = await told.county.liaisons()
    many = [
        f"{live[unit].short}　{'、'.join(one.person_name for one in every)}"
        for unit, every in bound.items()
        if unit in live and len({one.person_id for one in every}) > 1
    ]
    of: dict[int, list[str]] = defaultdict(list)
    called = {one.person_id: one.person_name for every in bound.values() for one in every}
    for unit, every in bound.items():
        for one in every:
            of[one.person_id] += [live[unit].short] if unit in live else []
    both = [
        f"{called[who]}　管 {'、'.join(units)}" for who, units in of.items() if len(set(units)) > 1
    ]
    lines = [
        f"有两个以上联络员的单位：{len(many)} 个。", *many,
        f"一个人管几个单位的：{len(both)} 人。", *both,
    ]  # fmt: skip
    return told.said("联络员", lines, "")


async def changes(told: Telling) -> Message:
    """Who came and who went: of a unit all along, of all units since the quarter opened."""
    live = {one.unit_id: one for one in (await told.units()).values()}
    ever: dict[int, list[Held]] = defaultdict(list)
    for one in await people.liaisons_ever(told.turn.db):
        if one.unit_id in live:
            ever[one.unit_id].append(one)
    if told.unit is not None:
        lines = [_held(told, one) for one in ever[told.unit.unit_id]]
        ended = [one.ended_at for one in ever[told.unit.unit_id] if one.ended_at]
        if lines and len(ended) == len(lines):
            lines.append(f"{told.day(max(ended))}起没有联络员")
        card = to("换联络员", "units", told.unit.unit_id)
        return told.said("历任联络员", numbered(lines), "还没有过联络员。", (card,))
    opened = told.at.quarter.opens
    lines = []
    for unit, every in ever.items():
        new = [one for one in every[1:] if in_china(moment(one.given_at)).date() >= opened]
        gone = [
            one for one in every if one.ended_at and in_china(moment(one.ended_at)).date() >= opened
        ]
        said = [f"{told.day(one.ended_at)}{one.person_name}不再是" for one in gone]
        said += [f"{told.day(one.given_at)}换上{one.person_name}" for one in new]
        lines += [f"{live[unit].short}　{'，'.join(said)}"] if said else []
    head = [f"{len(lines)} 个单位的联络员有变动。"] if lines else []
    return told.said("联络员变动", numbered(lines), "联络员没有变动。", head=head)


def _held(told: Telling, one: Held) -> str:
    until = told.day(one.ended_at) if one.ended_at else "现在"
    return f"{one.person_name}　{told.day(one.given_at)}到{until}"


async def extensions(told: Telling) -> Message:
    """Who was given more time, until when and why."""
    quarter = told.at.quarter
    forms = {one.id: one for one in await quarters.forms(told.turn.db, quarter.id)}
    lines = []
    for form, unit in (await told.units()).items():
        kept = forms.get(form)
        if kept is None or not kept.extended_to:
            continue
        why = kept.extension_reason or "没有写原因"
        until = say_moment(moment(kept.extended_to), told.turn.now)
        lines.append(f"{unit.short}　延期到 {until}，原因：{why}")
    head = [f"{len(lines)} 个单位延了期。"] if lines and told.unit is None else []
    more = (to("延期", "extend"),) if told.turn.has("admin") else ()
    return told.said(
        "延期", [*head, *numbered(lines)], "没有单位延期。", *((more,) if more else ())
    )
