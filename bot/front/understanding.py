"""A text becomes the route it leads to, or what is asked or answered instead.

Understanding words is in ``bot.questions``; here a meaning becomes a route, with the numbers of
unit and quarter in it, so that a question with several answers becomes buttons. The order in which
the readings are tried is here and nowhere else: what goes on from the last answer, orders, acts, a
unit's own telling, two questions at once, the combined grammar, fixed wordings, a guess. Not here:
the pages that hear the text (``bot.front.pages.asked``).
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.advice.asking import asks_the_office, open_row
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.desk.finding import looked_for
from bot.filling.pages.going_back import corrects
from bot.filling.pages.rows import goes_to, names_here, papers_come, tells_here
from bot.filling.rows_told import may_tell
from bot.front import (
    acts,
    behind_a_menu,
    combined,
    composing,
    correcting,
    going_on,
    left_out,
    left_over,
    nearest,
    of_a_draft,
    of_a_list,
    of_a_row,
    of_own_rows,
    onto,
    operated,
    orders,
    said_whole,
    standing,
    two_quarters,
    verdicts,
    which_unit,
    with_a_reason,
)
from bot.front.asking import Asking, Led, asking_of, heard_by, of_the_last_quarter
from bot.front.beyond import beyond, to_the_office
from bot.front.booked import booked
from bot.front.both import asks_twice, both
from bot.front.by_label import by_label
from bot.front.called import called_so
from bot.front.joined_names import put_right
from bot.front.labels import PLACES, is_label
from bot.front.lately import keep_named, of_that_unit, resolved_there
from bot.front.meanings import choose, lead
from bot.front.of_that_quarter import of_that_quarter
from bot.front.of_the_last import of_the_last
from bot.front.own_instead import own_instead, own_known
from bot.front.same_again import same_again
from bot.front.short_said import in_known_words
from bot.front.thread import keep_page
from bot.front.two_wishes import two_wishes
from bot.front.words import heard as heard_words
from bot.questions import Ask, Meaning, parse, words
from bot.questions.combined import Query
from bot.questions.combined.rounded import asked_plainly
from bot.questions.combined.signs import drops_a_day
from bot.questions.combined.spoken import undictated
from bot.questions.instead import is_asked, is_not_ours, of_this_question
from bot.questions.passed_on import passes_on
from bot.questions.pointed import Slot, pointed
from bot.questions.purpose import wish_alone
from bot.speech.calendar import in_china
from bot.speech.colloquial import plainly


async def understand(turn: Turn, text: str) -> str | Message:
    """The route a text leads to, or what to ask or answer instead."""
    asking = await asking_of(turn)
    text = wish_alone(text) if asking.office else text
    text = of_the_last_quarter(asking, _OURSELVES.sub("信用", heard_by(asking, text)))
    text = await of_that_quarter(turn, asking, text)
    text = await two_quarters.one_back(turn, asking, text)
    named = put_right(asking, text) if asking.office else text
    if isinstance(named, Message):
        return named
    led_to = await _understood(turn, asking, asked_plainly(named) if asking.office else named)
    if asking.office and isinstance(led_to, str):
        await keep_page(turn, asking, led_to)
    return led_to


async def _understood(turn: Turn, asking: Asking, text: str) -> str | Message:
    """The same of a text whose names and round ways are put right."""
    said = plainly(text) if asking.office else text
    on = await of_a_draft.led(turn, asking, said) or await onto.back(turn, asking, said)
    on = on or await standing.led(turn, asking, said) or await onto.leaned(turn, asking, said)
    on = on or await operated.led(turn, asking, said)
    if on is None and (between := await two_quarters.moved(turn, asking, said)) is not None:
        return await combined.told(turn, asking, between)
    text = text if on else await _in_its_words(turn, asking, text, said)
    on = on or await composing.drafts(turn, asking, text)
    on = on or await of_a_list.led(turn, asking, text)
    if on is None and asking.office and turn.incoming.route is None:  # a tap answers the menu
        on = await _behind_a_menu(turn, asking, text)
    if on is not None:
        return on
    # What is only like a known word is looked for last: it is slow, and a guess.
    meant = parsed(asking, text, guess=False)
    if given := await orders.given(turn, asking, text, meant):
        return await orders.obey(turn, asking, given)
    if (shown := await _acting(turn, asking, text)) is not None:
        return shown
    if asking.units and not asking.office and (told := await _told_here(turn, asking, text)):
        return told
    if asks_the_office(turn) and passes_on(text):
        return await to_the_office(turn, asking, text)
    if (two := await _twice(turn, asking, text)) is not None:
        return two
    query = await _put_together(asking, text)
    if (of_each := await which_unit.of_each_table(turn, asking, text)) is not None:
        return of_each
    return await _by_its_words(turn, asking, text, query, meant)


async def _in_its_words(turn: Turn, asking: Asking, text: str, said: str) -> str:
    """A text as the page before it has it heard; as it was typed where that page says nothing."""
    known = await operated.in_words(turn, asking, said)
    known = await in_known_words(turn, asking, known)
    return text if known == said else known


async def _behind_a_menu(turn: Turn, asking: Asking, text: str) -> Led | None:
    """打开, behind what was offered: what stands first; 最差的呢: of what, nobody has said."""
    offered = await behind_a_menu.stands(turn)
    if offered and (opened := behind_a_menu.opens(text, offered)):
        return await understand(turn, opened)
    if offered and (page := await behind_a_menu.who_it_is(turn, text)) is not None:
        return page
    if await behind_a_menu.only_leans(turn, text):
        return await beyond(turn, asking, text)
    leans = offered and behind_a_menu.may_lean(asking, text)
    if offered and not leans and behind_a_menu.names_a_unit(asking, text):
        leans = await going_on.followed(turn, asking, text) is None
    more = leans and await behind_a_menu.completed(turn, asking, text)
    return await beyond(turn, asking, text) if more else None


async def _told_here(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What a unit tells of the row that stands open, or asks of one beside filling it in."""
    said = turn.text or text
    led = await of_own_rows.told(turn, asking, said) or await of_a_row.led(turn, said)
    if led is not None or (led := await goes_to(turn)) is not None:
        return led
    if may_tell(text) and await tells_here(turn):
        return "tell"
    if "那" in text and await names_here(turn):
        return "named"
    return await papers_come(turn)


async def _twice(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Two names that may be one unit's, a topic's own name, two wishes or questions at once."""
    if asking.office and (same := called_so(asking, text)) is not None:
        return same
    two = by_label(turn, asking, text) or await two_wishes(turn, asking, text)
    return two or (await both(turn, asking, text) if asking.office and asks_twice(text) else None)


async def _acting(turn: Turn, asking: Asking, text: str) -> str | Message | None:
    """教育局三.4核成 3 次; 退回最久的 only asks."""
    query = await combined.read(asking, text) if asking.office else None
    if query is not None and combined.only_asks(query):
        return None
    return (
        await acts.by_sentence(turn, asking, text)
        or await verdicts.judged(turn, asking, text)
        or await nearest.deciding(turn, asking, text)
    )


async def _by_its_words(
    turn: Turn, asking: Asking, text: str, query: Query | None, meant: Meaning | Ask | None
) -> str | Message:
    """A question of the combined grammar where that says more than a fixed wording."""
    if (pointing := await _said_whole(turn, asking, text, points="row")) is not None:
        return pointing
    alone, query = query, await of_the_last(turn, asking, query, text)
    if query is not None and query != alone:
        return await combined.answered(turn, asking, query)
    if (pointing := await _said_whole(turn, asking, text, points="any")) is not None:
        return pointing
    if (whole := await _left_out(turn, asking, text, query, meant)) is not None:
        return whole
    if query is not None and asking.office:
        query = left_over.unwanted(query, text)
        if query is None:
            return await beyond(turn, asking, text)
    first = query if query and combined.precedes(asking, query, meant, text) else None
    read = first or (meant if isinstance(meant, Meaning) else query)
    if read is not None and (either := await left_over.dropped(turn, asking, text, read)):
        return either
    if first is not None:
        known = None if asking.office else await own_known(turn, asking, text)
        return known or await left_over.answered(turn, asking, first, text)
    return await _by_its_wording(turn, asking, text, meant)


async def _said_whole(
    turn: Turn, asking: Asking, text: str, *, points: Literal["", "row", "any"] = ""
) -> str | Message | None:
    """它报几项, behind 法院三.4: with what it leaves out; ``points``: only where it points back."""
    needs = pointed(text).needs if points else frozenset[Slot]()
    if points and not (needs if points == "any" else needs - {"who"}):
        return None
    whole = await said_whole.whole(turn, asking, text)
    if isinstance(whole, Query):
        return await combined.answered(turn, asking, whole)
    return None if whole is None else await _known_question(turn, asking, whole, text)


async def _left_out(
    turn: Turn, asking: Asking, text: str, query: Query | None, meant: Meaning | Ask | None
) -> str | Message | None:
    """A short question, of the quarter, the table, the row that were asked about before."""
    first = query if query and combined.precedes(asking, query, meant, text) else None
    read = first or (meant if isinstance(meant, Meaning) else query)
    whole: Query | Meaning | Message | None = None
    if asking.office and turn.incoming.route is None:
        whole = await said_whole.beside(turn, asking, text)
    whole = whole or await same_again(turn, asking, query, text)
    whole = whole or await said_whole.rather(turn, asking, text, read)
    whole = whole or await left_out.completed(turn, asking, text, read)
    if isinstance(whole, Query):
        return await combined.answered(turn, asking, whole)
    if isinstance(whole, Meaning):
        return await _known_question(turn, asking, whole, text)
    return whole


async def _by_its_wording(
    turn: Turn, asking: Asking, text: str, meant: Meaning | Ask | None
) -> str | Message:
    """A fixed wording, what goes on from the last question, a plainer sentence, or a guess."""
    if not isinstance(meant, Meaning):
        on = await going_on.followed(turn, asking, text)
        if isinstance(on, Query):
            return await combined.answered(turn, asking, on)
        if isinstance(on, str) and on != text and await _says_all(turn, asking, text, on):
            return await understand(turn, on)
        if on is None and meant is None:
            whole = await _said_whole(turn, asking, text)
            if whole is not None:
                return whole
        if on is None and meant is None and (plainer := await _plainer(turn, asking, text)):
            return await understand(turn, plainer)
        meant = on if isinstance(on, Meaning) else meant or parsed(asking, text)
    if isinstance(meant, Meaning) and not (asking.office and drops_a_day(meant, text)):
        return await _known_question(turn, asking, meant, text)
    if isinstance(meant, Ask):
        another = await left_out.of_another_unit(turn, asking, meant)
        another = another or await behind_a_menu.of_the_page(turn, asking, text, meant)
        return another or await _which_is_meant(turn, asking, meant)
    return await _otherwise(turn, asking, text)


async def _says_all(turn: Turn, asking: Asking, text: str, on: str) -> bool:
    """Whether 法院报几项 is to be understood for 它报几项: only where it is a question by itself,
    else the row that was spoken of may be meant, too.
    """
    return not pointed(text).one or await _is_asked(turn, asking, on)


async def _which_is_meant(turn: Turn, asking: Asking, ask: Ask) -> Message:
    """茨芭: what is asked of it is chosen; what is said next may be of it, too."""
    units = {one.meaning.arguments.unit for one in ask.candidates}
    if asking.office and len(units) == 1 and (unit := units.pop()) is not None:
        await keep_named(turn, unit, "", ())
    return await choose(asking, ask)


async def _plainer(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence without what fills it, with 他 and 该局 by their names, if that is asked."""
    if not asking.office:
        bare = _SO.sub("", text)
        return bare if bare != text and parsed(asking, bare, guess=False) is not None else ""
    bare = undictated(text)
    of_it = await of_that_unit(turn, asking, bare)
    for plainer in dict.fromkeys((bare, await resolved_there(turn, asking, bare), *of_it)):
        if plainer != text and len(plainer) > 1 and await _is_asked(turn, asking, plainer):
            return plainer
    return ""


_SO: Final = re.compile(r"^(?:那么?|所以)(?![个些边里儿项条次天时么])[,，]?")
"""那上季度第几 asks what 上季度第几 asks."""


async def _is_asked(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether all of a text is a question, an order, or goes on from the last answer."""
    if parsed(asking, text, guess=False) or await combined.read(asking, text):
        return True
    if await orders.read(turn, asking, text):
        return True
    return await going_on.followed(turn, asking, text) is not None


_OURSELVES: Final = re.compile(r"(?:社会)?信用体系(?:建设)?")
"""What all of it is about; the 建设 of it is no 建设局."""


async def _put_together(asking: Asking, text: str) -> Query | None:
    """The combined question of a sentence; a liaison's own figures have pages of their own."""
    query = await combined.read(asking, text)
    if query is not None and combined.says_less(asking, query, text):
        return None
    return query


async def _known_question(turn: Turn, asking: Asking, meant: Meaning, text: str) -> str | Message:
    """A question of the fixed wordings; who is meant may stand in the last answer."""
    meant = await going_on.carried(turn, asking, meant)
    named = meant.arguments
    turn.quarter_named |= named.quarter is not None or named.year is not None
    if (asks := await which_unit.whose(turn, asking, meant, text)) is not None:
        return asks
    await going_on.remember(turn, meant)
    led_to = await lead(asking, meant)
    if isinstance(led_to, Message) and asking.units and not asking.office:
        known = await own_known(turn, asking, text)  # 审了吗 asks how far it is
        return known or await own_instead(turn, asking, meant, text, led_to)
    return await correcting.opened(turn, asking, led_to, text)


async def _otherwise(turn: Turn, asking: Asking, text: str) -> str | Message:
    """What is neither a question nor an order by its words: a unit's page, a search, a guess."""
    if asking.office and (book := await booked(asking, text)) is not None:
        if isinstance(book, Query):
            return await combined.answered(turn, asking, book)
        return await lead(asking, book)
    at_a_row = pointed(text).row  # 这项交了啥材料: no page of the whole unit says it
    if asking.office and not at_a_row and (unit := await combined.at_a_glance(asking, text)):
        named = asking.roster.of(unit)
        await keep_named(turn, named, "", ())
        return link("about", unit)
    if asking.office and (answers := await both(turn, asking, text)) is not None:
        return answers
    shown = await with_a_reason.ordered(turn, asking, text)
    if (said := shown or composing.no_draft(asking, text)) is not None:
        return said
    if is_label(text):
        return await _label(turn, asking, text)
    if asking.units and not asking.office and (led_to := _of_the_walk(turn, text)):
        return led_to
    wanted = looked_for(text)
    if wanted and not asking.office and is_asked(text):
        wanted = ""  # 找哪个科要这个数 looks for nobody's paper
    if wanted and not (asking.office and await combined.asks_something(asking, wanted)):
        turn.rest = wanted
        return "find"
    return await beyond(turn, asking, text)


def _of_the_walk(turn: Turn, text: str) -> str | None:
    """What is said of an answer or of the row that was left, where no question waits."""
    if corrects(text):
        return "rather"
    row = open_row(turn)
    said = is_not_ours(text) or (of_this_question(text) and "填" not in text)
    return link("howto", *row) if row and said else None


async def _label(turn: Turn, asking: Asking, text: str) -> str | Message:
    """A button's words that lead nowhere by themselves, or not this person."""
    if text in PLACES and not asking.office:
        return await own_known(turn, asking, text) or words.for_the_office(text)
    return heard_words.a_label(text)


def parsed(asking: Asking, text: str, *, guess: bool = True) -> Meaning | Ask | None:
    """What the fixed wordings make of a text; ``guess``: also what is only like a known one."""
    known = [(one.year, one.number) for one in asking.quarters]
    today = in_china(asking.now).date()
    return parse(text, asking.roster, today, role=asking.role, known=known, guess=guess)
