"""From a meaning to a route: which lead answers which meaning, and who may ask what.

Who may ask is the grammar's roles, so that what is offered and what is answered are one. The page
a route leads to checks again. No page of its own.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.front import leads_office as office, leads_results as results
from bot.front.asking import Asking, Led
from bot.front.leads_office import Lead
from bot.questions import GRAMMAR, Ask, Meaning, Name, Role, words

PLAIN: dict[Name, str] = {
    "home": "home",
    "help": "help",
    "report": "reports",
    "submit": "submit",
    "withdraw": "withdraw",
    "roles": "roles",
    "close": "close",
    "reopen": "reopen",
    "clock_right": "clock/right",
    "skip": "fill",
    "previous": "fill",
    "back": "back",
    "check": "check",
    "rows": "rows",
    "carry": "carry",
    "handover": "handover",
    "further": "further",
    "me": "me",
    "logins": "logins",
    "log_out": "logins/out",
    "remits": "remits",
    "join": "join",
    "unreachable": "unreachable",
    "notices": "notices",
    "planned": "planned",
    "consults": "consults",
    "strange": "strange",
    "reading": "reading",
    "contact": "contact",
}
"""Meanings that need nothing more than their page."""


async def route_of(asking: Asking, meant: Meaning) -> Led:
    """Where a meaning leads this person."""
    name = meant.name
    lines = [entry for entry in GRAMMAR if entry.name == name]
    may: frozenset[Role] = frozenset().union(*(entry.roles for entry in lines))
    if name == "skip" and asking.office:
        return "review"  # 下一个, of whom the review waits
    if asking.role not in may and not ("liaison" in may and asking.units):
        return _refusal(asking, may, lines[0].label)
    if name in PLAIN:
        return PLAIN[name]
    led = await LEADS[name](asking, meant.arguments)
    if not asking.quarters and isinstance(led, Message) and asking.office:
        unit = meant.arguments.unit
        # Before the first quarter there is the roster, and who is bound: that is what is told.
        return link("about", unit.id) if unit is not None else led
    return led


async def lead(asking: Asking, meant: Meaning) -> Led:
    """Where a meaning leads; 您是说…吗 first, where a unit was only recognised by likeness."""
    found = await route_of(asking, meant)
    named = meant.arguments
    units = [one.name for one in (named.unit, named.other) if one is not None]
    if isinstance(found, str) and units and not named.sure:
        return words.are_you_saying("和".join(units), found)
    return found


async def choose(asking: Asking, ask: Ask) -> Message:
    """A question with a button for each candidate that leads somewhere."""
    choices = []
    refusal = None
    for choice in ask.candidates:
        found = await route_of(asking, choice.meaning)
        if isinstance(found, str):
            choices.append((choice.label, found))
        else:
            refusal = found
        refusal = asking.foreign(choice.meaning.arguments.unit) or refusal
    if ask.unknown and asking.office and not choices:
        return words.not_on_the_roster(ask.unknown, [])  # not: which unit, to who just named one
    # What another unit's name may mean beside its figures is not worth a question of its own.
    if refusal is not None and (not choices or _all_foreign(asking, ask)):
        return refusal
    if ask.unknown and asking.units and not asking.office:
        return words.unknown_unit(ask.unknown, choices)
    return words.which(ask.sentence, choices)


def _all_foreign(asking: Asking, ask: Ask) -> bool:
    return all(asking.foreign(choice.meaning.arguments.unit) for choice in ask.candidates)


_HANDOVER: Final = "交接"
_WITHDRAWAL: Final = "撤回"
_APPEALS: Final = "申诉情况"


def _refusal(asking: Asking, may: frozenset[Role], label: str) -> Led:
    """Why not, by who asks and by whose business it is; never by what there is to see."""
    if asking.role == "supplier":
        return words.for_suppliers(label)
    if may == {"liaison"}:
        if label == _HANDOVER and asking.role == "admin":
            return words.how_to_change_a_liaison()
        if label == _WITHDRAWAL and asking.role == "admin":
            return words.what_to_take_back()
        return words.for_units(label)
    if asking.office:
        return words.for_others_of_the_office(label, may)
    if label == _APPEALS:
        return "appeal"  # a unit's own appeals, with what was answered
    return words.for_the_office(label)


LEADS: dict[Name, Lead] = {
    "fill": results.fill,
    "score": results.score,
    "why": results.why,
    "ranking": results.ranking,
    "evidence": results.evidence,
    "history": results.history,
    "compare": results.compare,
    "changes": results.changes,
    "losses": results.losses,
    "grades": results.grades,
    "pack": results.pack,
    "rule_changes": results.rule_changes,
    "year": results.year,
    "units": office.units,
    "progress": office.progress,
    "who_not_reported": office.listing("waiting"),
    "who_reported": office.listing("submitted"),
    "who_filling": office.listing("filling"),
    "who_idle": office.listing("idle"),
    "late": office.listing("late"),
    "sent_back": office.listing("returned"),
    "extended": office.listing("extended"),
    "not_bound": office.listing("unbound"),
    "reports_received": office.reported("sent"),
    "reports_missing": office.reported("missing"),
    "reports_late": office.reported("late"),
    "nudge": office.nudge,
    "silence": office.silence,
    "invite": office.invite,
    "lost_phone": office.lost_phone,
    "open_quarter": office.open_quarter,
    "quarter_status": office.status,
    "receipts": office.receipts,
    "supply": office.supply,
    "review": office.review,
    "extend": office.extend,
    "trial": office.trial,
    "matrix": office.matrix,
    "announce": office.release("announce", "announced"),
    "publish": office.release("publish", "published"),
    "correct": office.correct,
    "circular": office.circular,
    "appeal": office.appeal,
    "unit_reports": office.unit_reports,
    "returns": office.told("returns"),
    "decided": office.told("decided"),
    "longest": office.told("longest"),
    "appealed": office.told("appealed"),
    "several": office.told("several"),
    "changed": office.told("changed"),
    "extensions": office.told("extended"),
    "by_day": office.told("days"),
    "classes": office.told("classes"),
    "zeros": office.told("zeros"),
    "moved": office.told("moved"),
    "self_marked": office.told("marked"),
    "lowered": office.told("lowered"),
    "took": office.told("took"),
    "nudged": office.told("nudged"),
    "brief": office.told("brief"),
    "indicators": office.told("indicators"),
    "tables_apart": office.told("apart"),
    "supplied_rows": office.told("supplied"),
    "deducting": office.told("deducting"),
}
