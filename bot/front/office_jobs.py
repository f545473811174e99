"""Jobs of the office about units, people and the quarter: where each leads. No page of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from bot.advice.pages import answers, contact
from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.forms.coming import coming
from bot.forms.roster import roster_of
from bot.front.asking import asking_of
from bot.front.kinds import KINDS
from bot.front.lately import lately
from bot.people.bodies import assigned
from bot.people.words import by_word as people_words
from bot.questions.jobs import Job
from bot.questions.slots import Draft, puts
from bot.release.pages import circular as circulars
from bot.release.words import release as release_words
from bot.review.hall import reviewers
from bot.review.pages.by_word import reviewed_now
from bot.roster.pages import by_word as roster_pages
from bot.roster.pages.edit import propose
from bot.roster.words import units as unit_words
from bot.speech.calendar import find_quarter, in_china
from storage.queries import people

Led = str | Message | None


async def _contact(turn: Turn, found: Job) -> Led:
    kind, _, new = found.text.partition(":")
    await contact.propose(turn, kind, new)
    return None


_FIELDS: Final = {"rename": "name", "called": "short", "alias": "aliases", "class": "class"}


async def _unit(turn: Turn, found: Job) -> Led:
    await roster_pages.propose(turn, found.units[0], _FIELDS[found.kind], found.text)
    return None


async def _stop(turn: Turn, found: Job) -> Led:  # noqa: ARG001 -- as the others
    return link("units", found.units[0], "stop")


async def _start(turn: Turn, found: Job) -> Led:
    await roster_pages.start(turn, found.units[0])
    return None


async def _add_units(turn: Turn, found: Job) -> Led:
    named, _, short_name = found.text.partition(":")
    names = named.split("、")
    if not found.text:
        return unit_words.all_there(found.units, [await _short(turn, one) for one in found.units])
    before = len(turn.said)
    groups = [scheme.group for scheme in await coming(turn.db, turn.world)]
    table = next((one for one in groups if found.group and found.group in one), "")
    await propose(turn, names[0], table, short_name)
    if len(names) > 1 and len(turn.said) > before:
        shown = turn.said[-1]
        text = f"{shown.text}\n{unit_words.one_after_another(names)}"
        turn.said[-1] = shown.model_copy(update={"text": text})
    return None


async def _give_role(turn: Turn, found: Job) -> Led:
    role, _, name = found.text.partition(":")
    if found.people:
        grants = await people.roles_of(turn.db, found.people[0])
        name = (await reviewers(turn.db)).get(found.people[0], "")
        if any(one.role == role for one in grants):
            return people_words.has_role(name, role)
    return people_words.invite(role, name)


async def _end_role(turn: Turn, found: Job) -> Led:
    grants = await people.roles_of(turn.db, found.people[0])
    held = next((one for one in grants if one.role == found.text), None)
    if held is not None:
        return link("roles/end", held.id)
    name = (await reviewers(turn.db)).get(found.people[0], "")
    return people_words.has_not(name, found.text, [one.role for one in grants])


async def _nobody(turn: Turn, found: Job) -> Led:  # noqa: ARG001 -- as the others
    role, _, name = found.text.partition(":")
    return people_words.has_not(name, role, ())


async def _more(turn: Turn, found: Job) -> Led:
    unit = found.units[0]
    names = [one.person_name for one in await people.of_unit(turn.db, unit)]
    return people_words.one_more(unit, await _short(turn, unit), names, found.text)


async def _leaves(turn: Turn, found: Job) -> Led:  # noqa: ARG001 -- as the others
    return link("roles/unit", found.units[0])


async def _uninvite(turn: Turn, found: Job) -> Led:
    return people_words.uninvite(found.units[0], await _short(turn, found.units[0]))


async def _teach(turn: Turn, found: Job) -> Led:
    await answers.propose(turn, found.text)
    return None


async def _call_supplier(turn: Turn, found: Job) -> Led:
    """提醒工信局的数据报送员: who that is; a letter of their own they get when a quarter opens."""
    unit = next(iter(found.units), 0)
    known = await roster_of(turn.db)
    said = []
    for one in await people.with_role(turn.db, "supplier"):
        bodies = "、".join(await assigned(turn.db, one.person_id))
        named = {mention.found.unit.id for mention in known.find_in(bodies) if mention.found.unit}
        said += [one] if not unit or unit in named else []
    phones = turn.incoming.private
    told = [f"{one.person_name} {one.person_phone if phones else ''}".strip() for one in said]
    return people_words.no_call_to_suppliers(await _short(turn, unit) if unit else "", told)


async def _rings(turn: Turn, found: Job) -> Led:
    """他换号了，改成138…: of the unit that is named, or was spoken of."""
    unit = next(iter(found.units), 0)
    if not unit:
        of = (await lately(turn, await asking_of(turn))).unit
        unit = of.id if of else 0
    phones = turn.incoming.private
    known = [
        f"{one.person_name} {one.person_phone if phones else ''}".strip()
        for one in (await people.of_unit(turn.db, unit) if unit else ())
        if one.role == "liaison"
    ]
    return people_words.rings_anew(unit, await _short(turn, unit), known, found.text)


async def _circular(turn: Turn, found: Job) -> Led:
    """通报里后几名别点名: the 通报 of the quarter that is named, or of the newest, with it."""
    asking = await asking_of(turn)
    done = [one for one in asking.quarters if one.state in ("published", "archived")]
    today = in_china(turn.now).date()
    every = [(one.year, one.number) for one in asking.quarters]
    named = find_quarter(found.group, today, every) if found.group else None
    if named is not None:
        done = [one for one in done if (one.year, one.number) == named.quarter]
    if not done:
        return "circular"
    of = Draft(frozenset(KINDS["circular"].slots), asking.roster, today)
    return await circulars.filled(turn, done[0].id, puts(found.text, of), ())


async def _short(turn: Turn, unit: int) -> str:
    return (await roster_of(turn.db)).short.get(unit, "")


# -- the quarter -----------------------------------------------------------------------------------

_PAGES: Final = {
    "导出单位名单": "units/export", "用表格录入": "supply",
    "导入单位": "units/import", "全部邀请": "invite/all", "提醒日子": "rhythm",
    "开期": "open", "放假安排": "holidays", "审核台": "desk",
}  # fmt: skip
_SENTENCES: Final = {"撤回公示": "公示"}
"""What was announced is changed where it is announced."""


async def _plainly(turn: Turn, found: Job) -> Led:
    """What the plain name leads to: the page says what must be met, and asks."""
    name, _, quarter = found.text.partition(":")
    if route := _PAGES.get(name):
        return route
    now = await reviewed_now(turn)
    if name == "下一条待审":
        return link("review/next", now.id, "all") if now else "review"
    if name == "导出改动记录":
        kept = now or await current_quarter(turn.db, turn.now)
        return link("told/trail", kept.id, 0, "xlsx") if kept else "trail"
    if name == "开始审核":
        return "review" if now is None or now.state != "open" else link("close", now.id)
    if name == "退回结束":
        return (
            Message(text=unit_words.over(), buttons=((HOME,),))
            if now is None
            else link("returns/end", now.id)
        )
    if name == "撤回公示" and (now is None or now.state != "announced"):
        return release_words.nothing_announced()
    if quarter:
        return link("asked", "said", f"{quarter}材料包")
    return link("asked", "said", _SENTENCES.get(name, name))


Lead = Callable[[Turn, Job], Awaitable[Led]]
LEADS: Final[dict[str, Lead]] = {
    "contact": _contact, "rename": _unit, "called": _unit, "alias": _unit, "class": _unit,
    "stop": _stop, "start": _start, "add_units": _add_units, "give_role": _give_role,
    "end_role": _end_role, "more": _more, "leaves": _leaves, "uninvite": _uninvite,
    "nobody": _nobody,
    "plainly": _plainly, "teach": _teach, "call_supplier": _call_supplier,
    "rings": _rings, "circular": _circular,
}  # fmt: skip
