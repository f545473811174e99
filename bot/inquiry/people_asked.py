"""People are asked about: whose telephone, which unit somebody looks after, what was done today.

For the office only; telephones are told in private chats and left out of groups.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.words import ROLE_NAMES
from bot.inquiry.asked import Asked
from bot.speech.calendar import CHINA, in_china, say_day
from bot.speech.periodic import per
from bot.trail.words import ACTIONS
from storage import audit
from storage.queries import people
from storage.queries.people import Grant


async def contact(asked: Asked) -> Message:
    """Who is liaison of a unit, or a person's telephone."""
    if asked.query.person:
        return await _of_person(asked)
    bound = await asked.county.liaisons()
    lines, buttons = [], []
    for unit in asked.query.units:
        short = asked.named(unit)
        every = bound.get(unit, [])
        lines += [f"{short}　{_with_phone(asked, one)}" for one in every]
        if not every:
            lines.append(f"{short}还没有联络员。")
            buttons += (
                [to(f"邀请 {short}", "invite", unit, "ask")] if asked.turn.has("admin") else []
            )
    return Message(
        title="联络员",
        text="\n".join([*lines, *_private(asked)]),
        buttons=(*((one,) for one in buttons), (HOME,)),
    )


def _with_phone(asked: Asked, one: Grant) -> str:
    phone = one.person_phone or "没有登记电话"
    return f"{one.person_name}　{phone}" if asked.turn.incoming.private else one.person_name


def _private(asked: Asked) -> list[str]:
    return [] if asked.turn.incoming.private else ["（电话不发在群里，请私聊我再问。）"]


async def _grants(asked: Asked) -> list[Grant]:
    """The roles of everybody of this name."""
    every = await people.live_roles(asked.turn.db)
    return [one for one in every if one.person_name == asked.query.person]


async def _of_person(asked: Asked) -> Message:
    grants = await _grants(asked)
    if not grants:
        return _nobody(asked)
    lines = []
    for person in dict.fromkeys(one.person_id for one in grants):
        own = [one for one in grants if one.person_id == person]
        units = "、".join(asked.named(one.unit_id) for one in own if one.unit_id is not None)
        lines.append(_with_phone(asked, own[0]) + (f"（{units}）" if units else ""))
    return Message(text="\n".join([*lines, *_private(asked)]), buttons=((HOME,),))


def _nobody(asked: Asked) -> Message:
    said = f"绑定的人里没有叫“{asked.query.person}”的。请核对姓名，要写全名。"
    return Message(text=said, buttons=((HOME,),))


async def duty(asked: Asked) -> Message:
    """Which units a person looks after, and which other roles there are."""
    grants = await _grants(asked)
    if not grants:
        return _nobody(asked)
    lines = []
    for person in dict.fromkeys(one.person_id for one in grants):
        own = [one for one in grants if one.person_id == person]
        units = [asked.named(one.unit_id) for one in own if one.unit_id is not None]
        roles = [ROLE_NAMES[one.role] for one in own if one.role != "liaison"]
        said = [f"{'、'.join(units)}的联络员"] if units else []
        phone = own[0].person_phone if asked.turn.incoming.private else ""
        told = [*said, *roles, *([f"电话 {phone}"] if phone else [])]
        lines.append(f"{own[0].person_name}：{'；'.join(told)}")
    return Message(text="\n".join(lines), buttons=((HOME,),))


async def did(asked: Asked) -> Message:
    """What somebody did, counted by kind, from the audit chain."""
    grants = await _grants(asked)
    if not grants:
        return _nobody(asked)
    today = in_china(asked.turn.now).date()
    since, until = asked.query.since or today, asked.query.until or today
    start = datetime.combine(since, time(), CHINA)
    stop = datetime.combine(until + timedelta(days=1), time(), CHINA)
    lines = []
    for person in dict.fromkeys(one.person_id for one in grants):
        rows = await audit.of_actor(asked.turn.db, person, start, stop)
        kinds = Counter(per(ACTIONS[one.action]) for one in rows if one.action in ACTIONS)
        lines += [f"{kind} {count} 次" for kind, count in kinds.most_common()]
    days = "到".join(dict.fromkeys([say_day(since, today), say_day(until, today)]))
    return Message(
        title=f"{asked.query.person}　{days}",
        text="\n".join(lines) or "没有登记过的操作。",
        buttons=((to("改动记录", "trail"), HOME),),
    )


async def staff(asked: Asked) -> Message:
    """Who may review: reviewers and administrators, each person once."""
    lines = []
    for role in ("reviewer", "admin"):
        every = await people.with_role(asked.turn.db, role)
        named = list({one.person_id: one.person_name for one in every}.values())
        said = f"：{'、'.join(named)}" if named else ""
        lines.append(f"{ROLE_NAMES[role]} {len(named)} 人{said}")
    lines.append("审核员和管理员都能审核。")
    return Message(title="谁审核", text="\n".join(lines), buttons=((HOME,),))
