"""A reviewer's decision by a sentence: whose row it is about; the page shows it first."""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined, of_a_list
from bot.front.asking import Asking, Led
from bot.front.lately import Lately, keep_named, lately
from bot.questions import words as question_words
from bot.questions.decisions import Decision, Rows, decisions
from bot.review.pages import by_word
from bot.review.pages.planned import Told
from bot.review.words import by_word as words
from bot.speech.names import Named


async def is_one(asking: Asking, text: str) -> bool:
    """Whether a text by itself names the rows that it decides on."""
    if not asking.office:
        return False
    said = decisions(text, await combined.known(asking))
    return bool(said) and (all(one.rows for one in said) or _POINTS.search(text) is not None)


async def goes_on(turn: Turn, asking: Asking, text: str) -> bool:
    """核成3吧, 不退了 直接过: whether a text decides otherwise on the one row that is shown."""
    return bool(asking.office and _shown_row(turn)) and await _otherwise(asking, text) is not None


def _shown_row(turn: Turn) -> Told | None:
    """The one row that a decision is shown of, which has not been taken."""
    waits = turn.aside_of or turn.conversation.waiting
    told = list({**turn.aside, **turn.draft}.get("told", ())) if waits == by_word.WAITING else []
    return by_word.told_of(told[0]) if len(told) == 1 else None


async def _otherwise(asking: Asking, text: str) -> Decision | None:
    """What is decided instead, without the clause that takes back what was shown."""
    bare = _NOT_AFTER_ALL.sub("", text.strip())
    said = decisions(bare, await combined.known(asking)) if bare else ()
    found = said[0] if len(said) == 1 else None
    return None if found is None or found.units or found.rows else found


_NOT_AFTER_ALL: Final = re.compile(
    r"^(?:(?:不对|不行|错了|[弄搞说写打记]错了|算了|等等|哎|嗯|那|还是|我想想|[,，。!！\s])*"
    r"(?:先|就|还是)?(?:(?:不|别|不用|不要|甭|先别)(?:再)?(?:退回?|打回|核减?|扣分?|减|砍|给|通过|过|算)(?:它|他们)?(?:[0-9一二两三四五六七八九十]+[分项次个篇条])?(?:了|吧)*"
    r"|不是(?:加|减|扣|核|算)?[0-9一二两三四五六七八九十]+[分项次个篇条]?)?[,，。;；\s]+)?"
    r"(?:还是|就|那|改成?(?=核|退|扣|给|通过)|应该|应当|是)*"
)
"""不退了 直接过: the first clause only takes back what was shown."""


async def decided(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What would be decided, shown; None: the sentence decides nothing, or nothing about us."""
    if not asking.office:
        return None
    before_it = _shown_row(turn)
    other = await _otherwise(asking, text) if before_it else None
    if before_it and other:
        return await _instead(turn, before_it, other)
    if before_it is None and _SENDS_BACK.fullmatch(text.strip()):
        return await _of_which(turn, asking)
    said = decisions(text, await combined.known(asking))
    if not said:
        return None
    of = Lately() if said[0].units and all(one.rows for one in said) else await lately(turn, asking)
    told = await _told(turn, asking, said, of)
    if told is None:
        return _say(words.which_item()) if _POINTS.search(text) else None
    if not turn.has("admin", "reviewer"):
        return question_words.for_others_of_the_office("审核", {"admin", "reviewer"})
    if isinstance(told, Message):
        return told
    await _remembered(turn, asking, told)
    return await _show(turn, told)


async def _instead(turn: Turn, was: Told, now: Decision) -> Led:
    """The same row decided otherwise; the reason stays where one is wanted."""
    if not turn.has("admin", "reviewer"):
        return question_words.for_others_of_the_office("审核", {"admin", "reviewer"})
    reason = now.reason or ("" if now.verb == "accept" else was.reason)
    due = was.due if now.verb == "return" else 0
    said = _ENDS.sub("", now.said)
    measure = _MEASURED.search(was.said)
    if measure and _UNMEASURED.search(said):  # 核成3吧, behind 核成2项
        said += measure["of"]
    return await _show(turn, [Told(was.unit, was.row, now.verb, said, reason, due=due)])


_ENDS: Final = re.compile(r"(?:吧|就行了?|就够了?|就好了?|即可|[。.!！\s])+$")
_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]+)"
_MEASURED: Final = re.compile(rf"{_N}\s*(?P<of>[^0-9\s,，。]{{1,3}})$")
_UNMEASURED: Final = re.compile(rf"{_N}$")


async def _show(turn: Turn, told: list[Told]) -> Led:
    before = len(turn.said)
    try:
        await by_word.show(turn, told)
    except InsteadError as refused:  # what was spoken of is remembered all the same
        return refused.message
    return turn.said.pop() if len(turn.said) > before else "review"


_POINTS: Final = re.compile(r"^(?:把|给|那|对)*[这那该]一?(?:项|条|个指标|行)")
"""这一项给他通过: of an item that is before one's eyes."""


async def _told(
    turn: Turn, asking: Asking, said: tuple[Decision, ...], of: Lately
) -> list[Told] | Message | None:
    """Each row of each unit; a message: what is missing; None: it is about no row that we know."""
    if len(said) == 1 and said[0].verb == "reopen" and not said[0].rows:
        if said[0].units or not (last := await by_word.latest_of_mine(turn)):
            return _say(words.nothing_of_mine())
        return [Told(*last, "reopen")]
    found: list[Told] = []
    for one in said:
        units = one.units or ((of.unit.id,) if of.unit else ())
        rows = one.rows or (((("", of.row),),) if of.row and not one.units else ())
        if not units:
            return _say(words.which_unit()) if rows and one.rows else None
        if not rows:
            return _say(words.which_row(asking.roster.short[units[0]])) if one.units else None
        for unit in units:
            for row in rows:
                where = _row(asking.roster.of(unit), row)
                if not where:
                    short = asking.roster.short[unit]
                    return _say(words.no_such_row(short, row[0][1]))
                found.append(Told(unit, where, one.verb, one.said, one.reason))
    return found


def _row(unit: Named, rows: Rows) -> str:
    """The row of the unit's own table."""
    return next((row for table, row in rows if table in ("", unit.group)), "")


_SENDS_BACK: Final = re.compile(
    r"(?:那|就|都|先|把|给|它|他们?|这[个些份条]|那[个些份条]|材料|统统|全|直接|全部)*"
    r"(?:退|打)(?:回去|掉|回(?:去)?重[新]?[报弄填交做传]|给(?:他们?|它|单位)(?:重[新]?[报弄填交做传])?)(?:吧|了|算了|[。!！])*"
)
"""退回去, where no item stands before one's eyes: an order, and no question of what went back."""
_FEW: Final = 4


async def _of_which(turn: Turn, asking: Asking) -> Message:
    """Which item is meant: of the units that were shown, where these can be opened."""
    shown = [asking.roster.short.get(one, "") for one in await of_a_list.shown_there(turn)]
    opens = [to(f"审核 {one}", "asked", "said", f"审核 {one}") for one in shown[:_FEW] if one]
    rows = tuple((one,) for one in opens) if len(shown) <= _FEW else ()
    return Message(text=words.which_item(), buttons=(*rows, (HOME,)))


def _say(text: str) -> Message:
    return Message(text=text, buttons=((HOME,),))


async def _remembered(turn: Turn, asking: Asking, told: list[Told]) -> None:
    """The next sentence may go on from the row that was decided on."""
    units = {one.unit for one in told}
    if len(units) == 1:
        unit = asking.roster.of(*units)
        row = told[0].row if len(told) == 1 else ""
        await keep_named(turn, unit, row, ())
