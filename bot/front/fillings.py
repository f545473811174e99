"""How each kind of act takes a slot that a sentence fills, and shows itself once more.

Which kind has which slot is the table's (``bot.front.standing``). What a kind cannot take it
answers with None, or refuses as its own page does; nothing is written here. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.advice.pages import answers
from bot.appeals.pages import answer as appeals
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import orders
from bot.front.asking import Asking, Led
from bot.front.for_others import shift_of
from bot.front.what_follows import of_decision
from bot.people.words import by_word as people_words
from bot.quarters.pages import open as openings
from bot.questions.combined import Query
from bot.questions.leans_whom import others
from bot.questions.orders import Order
from bot.questions.slots import Put
from bot.release.pages import circular as circulars, correct as corrections
from bot.review.due_said import due_said
from bot.review.pages import by_word, remits_by_word
from bot.review.pages.planned import Told
from bot.review.pages.send_back import may_be_due, until_day
from bot.review.words import asks
from bot.roster.pages import by_word as units_by_word
from bot.roster.pages.edit import propose
from bot.speech.calendar import in_china
from bot.supply.pages import by_word as figures_by_word
from storage.queries import people


@dataclass(frozen=True)
class Standing:
    """An act that waits: its kind, its form and draft, the buttons of its page."""

    kind: str
    form: str
    draft: Mapping[str, Any]
    buttons: Sequence[tuple[str, str]]
    again: str
    """The route that shows it once more; empty: its own buttons do."""
    parts: Mapping[str, str | None] = field(default_factory=dict)
    """What the button that does it names."""


@dataclass(frozen=True, slots=True)
class Follows:
    """What would follow from it, in lines."""

    lines: tuple[str, ...]


Filled = Led | Follows | None
Fill = Callable[[Turn, Asking, Standing, Sequence[Put]], Awaitable[Filled]]


# -- a decision ------------------------------------------------------------------------------------

_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]+)"
_COUNTED: Final = re.compile(rf"(?P<n>{_N})\s*(?P<of>[^0-9\s,，。]{{1,3}})?$")


async def decision(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """看错了 两个; 理由写材料重复; 期限放到周五; 改完名次变不变."""
    told = [by_word.told_of(one) for one in of.draft.get("told", ())]
    if not told:
        return None
    if any(one.slot == "effect" for one in said):
        return Follows(tuple(await of_decision(turn, told[0]))) if len(told) == 1 else None
    for put in said:
        one = put
        if put.slot == "due" and (shift := shift_of(put.said)) is not None:
            until = in_china(await until_day(turn, told[0].due)) + shift
            one = Put("due", f"{until.month}月{until.day}日")
        now = _decided_so(turn, told, one)
        if now is None:
            return None
        told = now
    first = asks.due_passed() if any(one.slot == "due" for one in said) and _passed(told) else ""
    await by_word.show(turn, told, first)
    return None


def _decided_so(turn: Turn, told: Sequence[Told], put: Put) -> list[Told] | None:
    """What is decided, with one slot of it filled anew; None: it has no such slot."""
    if put.slot == "reason":
        takes = [one for one in told if one.verb != "accept"]
        return (
            [replace(one, reason=put.said) if one in takes else one for one in told]
            if takes
            else None
        )
    if put.slot == "due":
        due = due_said(put.said, in_china(turn.now).date())
        if due is None or any(one.verb != "return" for one in told):
            return None
        if not may_be_due(due, in_china(turn.now).date()):
            return list(told)
        return [replace(one, due=int(f"{due:%Y%m%d}")) for one in told]
    if len(told) != 1:
        return None
    was = told[0]
    if put.slot == "as_is":
        accepts = re.search(r"过|自评|报", turn.text) is not None
        return [Told(was.unit, was.row, "accept")] if accepts else [was]
    if was.verb not in ("figure", "accept", "zero") or put.said.startswith("+"):
        return None
    return [replace(was, verb="figure", said=_valued(was.said, put.said), chosen=None)]


def _passed(told: Sequence[Told]) -> bool:
    return all(not one.due for one in told)


def _valued(was: str, said: str) -> str:
    """案例核成1个 with 两个: 案例核成两个; another measure stands by itself."""
    if said.startswith("-"):
        return f"减掉{said[1:]}"
    now = re.fullmatch(rf"(?P<n>{_N})\s*(?P<of>\S*)", said)
    old = _COUNTED.search(was.rstrip("吧了"))
    if (
        now is None
        or old is None
        or (now["of"] and old["of"] and now["of"] not in ("个", old["of"]))
    ):
        return f"核成{said}"
    return f"{was[: old.start('n')]}{now['n']}{old['of'] or now['of']}"


# -- a figure decided anew -------------------------------------------------------------------------

BASE: Final = re.compile(r"(?P<base>correct/(?!propose)\d+/\d+/[^/]+|appeals/change/\d+)")
"""The route of a correction, or of a decision on an appeal, without its step."""


def _base(of: Standing) -> str:
    match = BASE.match(of.form)
    return match["base"] if match else ""


async def correct(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """改成5篇 理由漏计: the figure, the reason, or what would move."""
    base = _base(of).split("/")
    if len(base) != 4:
        return None
    given = {one.slot: one.said for one in said}
    await corrections.filled(turn, int(base[1]), int(base[2]), base[3], given)
    return None


async def appeal(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """The same, of the row of an appeal."""
    base = _base(of)
    if not base:
        return None
    await appeals.filled(turn, int(base.rsplit("/", 1)[1]), {one.slot: one.said for one in said})
    return None


# -- what only waits for a reason, or a day --------------------------------------------------------


async def reason(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """理由写超过期限: the reason without its label, as if it had been typed alone."""
    turn.wait(of.form, **{name: one for name, one in of.draft.items() if name != "reason"})
    turn.typed(said[0].said)
    await turn.visit(of.form)
    return None


# -- the others ------------------------------------------------------------------------------------


async def supply(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """看错了 两条: of the one figure that waits."""
    await figures_by_word.valued(turn, said[0].said)
    return None


async def remits(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """只管乡镇的: what was given, as far as it is of that table."""
    sign = "县直" if said[0].said[:1] in "县局部" else "乡镇"
    await remits_by_word.only(turn, of.draft.get("given", ()), sign)
    return None


async def new_unit(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:
    """算县直; 类别定为二类; 别名再加一个供销联社: shown with all that was said of it before."""
    kept = of.draft
    group, klass = str(kept.get("group", "")), str(kept.get("klass", ""))
    aliases = list(kept.get("aliases", ()))
    for one in said:
        if one.slot == "table":
            sign = "县直" if one.said[:1] in "县部" else "乡镇"
            group = next((each for each in asking.roster.groups if sign in each), "")
        elif one.slot == "class":
            klass = one.said.translate(_CLASSES)
        elif one.said not in aliases:
            aliases.append(one.said)
    if kept.get("name"):
        await propose(turn, str(kept["name"]), group, str(kept.get("short", "")), klass, aliases)
    return None


_CLASSES: Final = str.maketrans("12345", "一二三四五")


_NEW: Final = re.compile(r"邀请(?P<who>[一-鿿·]{2,4})?\s*(?P<phone>1[0-9]{10})?$")
_UNIT: Final = re.compile(r"invite/(?P<unit>\d+)(?:/more)?")
_DIGITS: Final = str.maketrans("零〇一二三四五六七八九", "00123456789")
_TAIL: Final = 4


async def swap(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:
    """尾号说瞎了 是六六七八: whom the new liaison is called, and by which number."""
    found = next(
        (
            (m, u)
            for label, route in of.buttons
            if (m := _NEW.match(label)) and (u := _UNIT.match(route))
        ),
        None,
    )
    if found is None:
        return None
    who, phone = found[0]["who"] or "", found[0]["phone"] or ""
    for one in said:
        if one.slot == "person":
            who = one.said
            continue
        digits = one.said.translate(_DIGITS)
        if len(digits) == _TAIL and not phone:
            return None
        phone = f"{phone[:-_TAIL]}{digits}" if len(digits) == _TAIL else digits
    whom = Query(units=(int(found[1]["unit"]),))
    return await orders.obey(turn, asking, Order("swap", whom, text=f"{who} {phone}".strip()))


# -- a 通报, an opening, a question ---------------------------------------------------------------


async def circular(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """表扬各取前三; 落后的不点名; 文号填…; 落款12月29日."""
    quarter = of.parts.get("n") or of.again.rpartition("/")[2]
    return await circulars.filled(turn, int(quarter), said, of.draft.get("before", ()))


async def opening(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """截止放到4月12号; 申诉期给7天; 审核往后推两天."""
    route = of.again.split("/")
    if len(route) < _QUARTER:
        return None
    days = route[3] if len(route) > _QUARTER else ""
    return await openings.filled(turn, (int(route[1]), int(route[2])), days, said)


_QUARTER: Final = 3


async def answer(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """答案改成…: question and answer as they would be kept."""
    given = {one.slot: one.said for one in said}
    await answers.reworded(turn, of.draft, given.get("question", ""), given.get("answer", ""))
    return None


async def unit(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """还是叫工信委吧: the same field with another name."""
    kept = of.draft
    if "what" not in kept:
        return None
    await units_by_word.propose(turn, int(kept["unit"]), str(kept["what"]), said[-1].said)
    return None


async def urge(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """让他们周五以前审完."""
    today = in_china(turn.now).date()
    until = due_said(said[-1].said, today)
    base = of.again.split("/by/")[0]
    return link(base, "by", f"{until:%Y%m%d}") if until else None


async def invite_role(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:  # noqa: ARG001 -- as the others
    """是统计局借来的张敏; 再多要一个: a link serves once, each tap makes another."""
    role = str(of.parts.get("role") or "reviewer")
    given = {one.slot: one.said for one in said}
    if "person" in given:
        return people_words.invite(role, given["person"])
    return people_words.several(role)


async def invite(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:
    """财政局也来一个; 给王丽: whom an invitation is for, before there is one."""
    number = int(of.parts.get("unit") or re.findall(r"[0-9]+", of.again)[0])
    short = asking.roster.short.get(number, "")
    given = {one.slot: one.said for one in said}
    if "whom" in given:
        named = others(given["whom"], asking.roster)
        if named is None or len(named.units) != 1:
            return None
        return link("invite", named.units[0], "ask")
    if "person" in given:
        names = [one.person_name for one in await people.of_unit(turn.db, number)]
        return people_words.one_more(number, short, names, given["person"])
    return people_words.several("liaison", short, link("invite", number, "more"))
