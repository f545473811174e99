"""The list of rows, and the card of one row.

Not here: what answering does (``bot.filling.pages.answer``), moving between rows
(``bot.filling.pages.walk``).
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn
from bot.filling.pages import hearing, linked, one_card
from bot.filling.pages.answer import accept
from bot.filling.pages.going_back import correct_by_name, correct_the_last
from bot.filling.pages.onward import elsewhere, moves_on, named_row, still_open
from bot.filling.pages.showing import show_row
from bot.filling.pages.telling import show_told, told_by, without_some
from bot.filling.papers_named import may_come, papers_to_come
from bot.filling.row_named import row_named
from bot.filling.words import answered, card as cards, told as told_words, walk as words
from bot.forms.form import UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of, my_form
from bot.questions.typed import alone
from bot.speech import links


@page("rows", roles=("liaison",), words=alone("rows"), reads=True)
async def rows(turn: Turn) -> None:
    """All rows of the unit the person means."""
    form = await my_form(turn, "rows")
    await turn.visit(link("rows", form.quarter.id, form.unit.id))


@page("rows/{quarter:int}/{unit:int}/{number:int}?", roles=("liaison",), reads=True)
async def rows_page(turn: Turn, quarter: int, unit: int, number: int = 0) -> None:
    """One page of the list, turned in place; a number typed now jumps to the row.

    Without a page in the route the way led here from elsewhere: that message stays as it is.
    """
    form = await form_of(turn, quarter, unit)
    message = words.rows_page(form, number, still_open(form, turn.conversation.place, turn.now))
    turn.say(message.model_copy(update={"replace": number > 0}))
    turn.wait(link("jump", quarter, unit))


@page("jump/{quarter:int}/{unit:int}", roles=("liaison",), fits=hearing.at_list, reads=True)
async def jump(turn: Turn, quarter: int, unit: int) -> None:
    """A row named in a message: 三.4, 第5项, 信用+应用."""
    form = await form_of(turn, quarter, unit)
    if turn.incoming.attachments:
        await turn.visit("papers")
        return
    if not turn.text:  # nothing that can be read: no row was named
        await turn.visit(link("rows", quarter, unit))
        return
    found = named_row(form, turn.text)
    if found is None and (await correct_by_name(turn, form) or _tells(turn, form)):
        return
    if found is None:
        turn.say(words.no_such_row(turn.text, (quarter, unit)))
        turn.wait(link("jump", quarter, unit))
        return
    await show_row(turn, form, found)


def _tells(turn: Turn, form: UnitForm) -> bool:
    """三.3错了是5, below rows that were shown: told of anew, for one tap. False: it is not so."""
    if (left := without_some(turn, form)) is not None:
        if left:
            show_told(turn, form, left, only=True)
        else:
            turn.wait(link("jump", form.quarter.id, form.unit.id))
            turn.say(told_words.not_kept())
        return True
    told = told_by(turn, form)
    if told:
        show_told(turn, form, told)
    return bool(told)


@page("rather", roles=("liaison",), reads=True)
async def corrected(turn: Turn) -> None:
    """不是3场是4场, said where no question waits: the answer given last, for one tap."""
    form = await my_form(turn, "rows")
    if not form.may_fill(turn.now) or not await correct_the_last(turn, form):
        await turn.visit("topic/wrong_answer")


@page("named", roles=("liaison",), reads=True)
async def called_by_name(turn: Turn) -> None:
    """信用村那个点错了, said where no question waits."""
    if not await correct_by_name(turn, await my_form(turn, "rows")):
        await turn.visit("topic/wrong_answer")


async def names_here(turn: Turn) -> bool:
    """Whether the message at hand calls a row of this person's one unit by its name."""
    if len(turn.units) != 1:
        return False
    try:
        return row_named(await my_form(turn, "rows"), turn.text) is not None
    except InsteadError:
        return False  # no quarter runs


async def goes_to(turn: Turn) -> str | None:
    """跳到三.4, 先不填这个，跳到四.1, said where no question waits: that row of the one unit."""
    if len(turn.units) != 1 or not moves_on(turn.text):
        return None
    try:
        form = await my_form(turn, "rows")
    except InsteadError:
        return None  # no quarter runs
    row = named_row(form, turn.text, strict=True)
    return None if row is None else link("row", form.quarter.id, form.unit.id, row.id)


@page("tell", roles=("liaison",), reads=True)
async def rows_told_of(turn: Turn) -> None:
    """三.4 3项 四.1 5次, said where no question waits: shown for one tap."""
    form = await my_form(turn, "rows")
    show_told(turn, form, told_by(turn, form))


async def tells_here(turn: Turn) -> bool:
    """Whether the message at hand tells of rows of the one unit this person speaks for."""
    if len(turn.units) != 1:
        return False
    try:
        return bool(told_by(turn, await my_form(turn, "rows")))
    except InsteadError:
        return False  # no quarter runs


async def papers_come(turn: Turn) -> str | None:
    """先传企业分级的: where papers are sent for the row that the message at hand names."""
    if len(turn.units) != 1 or not may_come(turn.text):
        return None
    try:
        form = await my_form(turn, "rows")
    except InsteadError:
        return None  # no quarter runs
    row = papers_to_come(form, turn.text) if form.may_fill(turn.now) else None
    return None if row is None else link("proof", form.quarter.id, form.unit.id, row.id)


@page("row/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def row_card(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """A row: what it is worth, what counts, what proves it, and its first open question."""
    form = await form_of(turn, quarter, unit)
    await show_row(turn, form, row_of(form, row))


@page("at/{quarter:int}/{unit:int}/{row}", roles=("liaison",), fits=hearing.at_card)
async def at_card(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """A message sent while an answered row was on the screen: files prove it, 三.4 leads on."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    if turn.incoming.attachments:
        await turn.visit(link("proof", quarter, unit, row))
        return
    if await elsewhere(turn, form, found):
        return
    if links.find(turn.text) and form.may_change(found.id, turn.now):
        if beside := hearing.value_beside(turn, form, found):
            question, answer = beside
            await linked.keep_beside(turn, form, found, answered.say_values(question, answer))
            form = await form_of(turn, quarter, unit)
            await accept(turn, form, found, question, answer, None)
            return
        route = link("proof", quarter, unit, row)
        turn.wait(route)  # a link is a paper of the row that is on the screen
        await turn.visit(route)
        return
    if meant := hearing.new_value(turn, form, found):
        if await one_card.typed(turn, form, found, *meant):
            return
        await accept(turn, form, found, *meant, None)
        return
    open_ = form.may_change(found.id, turn.now)
    await show_row(turn, form, found, [cards.typed_at_card(form, found, open_)])
