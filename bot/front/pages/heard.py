"""A text while a form waits: is it a question, or the answer? One rule for every form.

Questions and commands first; the form only for what fits it wholly; and the form waits on. What was
said is an answer without more only when the form's question was the last thing this person was
told: after a notice or another page one tap confirms it. How a form reads a text is its own page's
``fits``; whole words that are commands have been followed before (``bot.corridor.router``).
"""

from __future__ import annotations

import json
import re

from bot.advice.asking import open_row
from bot.corridor.events import Button, Message
from bot.corridor.pages import Fit, page
from bot.corridor.routes import link
from bot.corridor.turn import ASKED, InsteadError, Turn
from bot.filling.just_answered import slips
from bot.filling.pages.aside import Aside, row_before, told_aside
from bot.filling.pages.of_which import of_the_one_before, once_more
from bot.front import of_a_row, pasted, standing
from bot.front.asking import asking_of
from bot.front.labels import is_label
from bot.front.own_buttons import answered_by_a_word
from bot.front.pages.asked import is_order, is_question, leans_here, may_ask, surely_asks
from bot.front.pressed import by_a_word
from bot.front.words import heard as words
from bot.questions import command
from bot.questions.instead import (
    asks_why,
    doubts_a_figure,
    is_asked,
    is_not_ours,
    of_this_question,
    only_doubts,
    only_figures,
)
from bot.questions.kind_words import courtesy, is_noted
from bot.questions.orders_within import orders_within
from bot.questions.parted import Parted, is_row, parted
from bot.questions.slots import puts_right
from bot.questions.terms import term_asked
from bot.questions.words import held_back, noted
from bot.speech.counts import not_done
from bot.speech.holidays import looks_like_notice
from bot.speech.numbers import figures_in
from bot.speech.yes_no import agrees, yes_no

_KEPT = "heard"
"""Where a text waits in the form's draft for the tap."""


@page("heard", strangers=True, reads=True)
async def heard(turn: Turn) -> None:
    """The text at hand goes to the form, to its own page, or is asked about."""
    _release(turn)
    form = turn.conversation.waiting
    if form is None:
        await turn.visit("asked")
        return
    if turn.person is None or not turn.text:
        await _to_form(turn, form)
        return
    fit = await turn.fits(form)
    if pasted.is_report(turn, fit):
        await _report(turn, fit)
    elif not await _answers_another(turn, fit):
        await _weighed(turn, form, fit)


async def _report(turn: Turn, fit: Fit | None) -> None:
    """A report's text: offered as one, and to the form where it could take it."""
    await pasted.offer(turn)
    if fit is not None:
        _keep(turn)
        _offer_the_form(turn)


async def _weighed(turn: Turn, form: str, fit: Fit | None) -> None:
    """An answer to the form, a polite word, or a question of its own."""
    part, fit = (fit, None) if fit is not None and fit.partly else (None, fit)
    if await _of_a_row(turn, fit):
        return
    late = await _late(turn)
    fresh = await turn.fresh() and not late
    polite = _is_polite(turn.text, fit, fresh=fresh) or _holds_back(turn, fit)
    if fit is not None and fit.sure and (not polite or (fit.moves and fresh)):
        if fresh or fit.moves:
            await _to_form(turn, form)
        else:
            _confirm(turn, fit, late=late)
    elif polite and (fit is None or not fit.said or not fresh or _at_a_row(form)):
        await _kindly(turn)
        # Before free words a kind one is nothing that came between; before a figure it is.
        turn.asks = fresh and fit is not None and not fit.said
    elif fit is not None and fit.said and only_doubts(turn.text):
        _confirm(turn, fit)
    elif fit is None:
        await _not_wholly(turn, form, part)
    elif (late and not fit.said) or await _asks(turn, fit):
        await _answer(turn, fit)
    elif fit.said:
        _confirm(turn, fit)  # rather said to somebody than written into a form
        await _offer_what_is_near(turn, sure=True)
    elif not fresh:
        _confirm(turn, Fit(words.whatever(turn.text)))  # the form takes whatever is said
    else:
        await _to_form(turn, form)


async def _of_a_row(turn: Turn, fit: Fit | None) -> bool:
    """What is asked of a row: the one just answered, the open one, last quarter's. True: done."""
    row = open_row(turn)
    if row is not None and await of_the_one_before(turn, row):
        return True
    if (route := await of_a_row.led(turn, turn.text)) is not None:
        await turn.beside(route)
        return True
    if row is None or slips(turn.text) or not _about_the_row(turn.text, fit):
        return False
    await _explained(turn, row)
    return True


async def _explained(turn: Turn, row: tuple[int, int, str]) -> None:
    """The help of the row that stands open; 为啥要问这个 may be of the one before it."""
    await turn.beside(link("howto", *row))
    if asks_why(turn.text) and (before := await row_before(turn, row)) is not None:
        _below_the_rest(turn, before)


_BEYOND_DOUBT = 0.6
"""So likely is an everyday question that is answered before a form that could take it."""


async def _answers_another(turn: Turn, fit: Fit | None) -> bool:
    """想把那个文件删了重来, at a description or at papers: a question that the form knows not."""
    if fit is None or fit.knows is None or not fit.sure:
        return False
    topic = await surely_asks(turn, least=_BEYOND_DOUBT)
    if not topic or topic in fit.knows:
        return False
    await _answer(turn, None if fit.moves else fit)
    return True


async def _not_wholly(turn: Turn, form: str, part: Fit | None) -> None:
    """What the form cannot take as it stands: a question, a button's word, a part of an answer.

    Of the part the form asks by itself; where there is none, what the text may ask is offered.
    """
    if part is not None and not _sounds_asked(turn):
        await _to_form(turn, form)
        if await surely_asks(turn):
            await _offer_what_is_near(turn, sure=True, beside=True)
    elif part is not None or await _asks(turn, None):
        await _answer(turn, part)
    elif (pressed := await by_a_word(turn)) is not None:
        await _pressed(turn, pressed)
    elif not figures_in(turn.text) and await surely_asks(turn):
        await _answer(turn, None)
    else:
        await _to_form(turn, form)
        await _offer_what_is_near(turn, sure=False)


async def _pressed(turn: Turn, found: str | Message) -> None:
    """A button of the page just shown was named by its word."""
    if isinstance(found, Message):
        turn.keep_waiting(way_back=True)
        turn.say(found)
    else:
        await turn.visit(found)


def _is_polite(text: str, fit: Fit | None, *, fresh: bool) -> bool:
    """A kind word; after a notice 对 and 可以 are one, too, and 是 where none is asked for."""
    if courtesy(text) is not None:
        return True
    return not fresh and (agrees(text) or (fit is None and yes_no(text) is True))


def _holds_back(turn: Turn, fit: Fit | None) -> bool:
    """等等先别, 对 改吧 of the office, where words are waited for: no reason of a change."""
    sure = fit is not None and fit.sure
    if sure or not turn.has("admin", "reviewer"):
        return False
    leans = fit is not None and answered_by_a_word(turn, turn.text)  # another form asks by itself
    return leans or held_back(turn.text) is not None


async def _kindly(turn: Turn) -> None:
    at = _PUT.fullmatch(turn.conversation.waiting or "")
    if at is not None and is_noted(turn.text) and await turn.fresh():
        await once_more(turn, at["at"])
        return
    if courtesy(turn.text) is not None or answered_by_a_word(turn, turn.text):
        await turn.beside("asked")
    else:
        held = held_back(turn.text) if turn.has("admin", "reviewer") else None
        turn.keep_waiting(way_back=True)
        turn.say(held or noted())


_PUT = re.compile(r"put/(?P<at>[0-9]+/[0-9]+/[^/]+/[0-9]+)")


def _about_the_row(text: str, fit: Fit | None) -> bool:
    """不归我们管, 咋填, 啥意思: said at a question it asks what to do with this very one."""
    if fit is not None and (fit.sure or not fit.said):
        return False
    return is_not_ours(text) or of_this_question(text)


@page("heard/yes", strangers=True, reads=True, draws=("heard",))
async def meant(turn: Turn) -> None:
    """The tap: the text was meant for the form that waits."""
    text = _release(turn)
    form = turn.conversation.waiting
    if text is None or form is None:
        raise InsteadError(words.gone())
    turn.typed(text)
    await _to_form(turn, form)


@page("heard/no", strangers=True, reads=True)
async def not_meant(turn: Turn) -> None:
    """The text was not meant for the form, which waits on."""
    if _release(turn) is None:
        raise InsteadError(words.gone())
    turn.keep_waiting(way_back=True)
    turn.say(words.not_kept())


async def _to_form(turn: Turn, form: str) -> None:
    turn.took_form = True
    await turn.visit(form)


async def _asks(turn: Turn, fit: Fit | None) -> bool:
    """Whether the text is a question or a command of its own.

    A text that only holds figures is a slip of an answer. A form that takes whatever is said keeps
    what is no question by its own words: 教体局 is a name, 2026年四季度工作总结 a title. But an
    order of the office (把教育局的截止时间推到1月8日) is never the reason of another one.
    """
    said = turn.text.rstrip("?？ ") if doubts_a_figure(turn.text) else turn.text
    if _sounds_asked(turn) or await leans_here(turn):
        return True
    if only_figures(said) or not_done(said) or doubts_a_figure(f"{said}?"):
        return False
    if fit is not None:
        within = turn.has("admin", "reviewer") and orders_within(turn.text)
        return within or await is_order(turn)
    return await is_question(turn) or await is_order(turn)


def _sounds_asked(turn: Turn) -> bool:
    """Whether a text asks or commands by its own words."""
    first = turn.text.split()[0] if turn.text.split() else ""
    said = turn.text.rstrip("?？ ") if doubts_a_figure(turn.text) else turn.text
    if looks_like_notice(turn.text) or is_asked(said) or is_label(said) or term_asked(said):
        return True
    return bool(command(said) or (first != turn.text and command(first)))


async def _answer(turn: Turn, fit: Fit | None) -> None:
    """Answer beside the form; where the form could take the text, one tap gives it to the form.

    3次，照片咋发: the question is answered, and what was told beside it waits for one tap.
    """
    parts = parted(turn.text)
    waits = turn.conversation.waiting or ""
    aside = await told_aside(turn, waits, parts.told) if parts.asked else None
    if aside is not None and (parts.doubts or (parts.leans and not aside.denies)):
        aside = None  # 文件是前年发的，能算吗: whether it counts is what is asked
    turn.asks = False  # what is held below asks nothing yet
    if aside is not None or _rambles(turn, parts):
        turn.asking = parts.asked
        await turn.beside(ASKED)
    else:
        await turn.beside("asked")
    over = turn.asks or turn.dropped
    if aside is not None and turn.said and not over:
        _below(turn, aside)
        turn.asks = await turn.fresh()
        return
    if fit is None or not turn.said or over or command(turn.text) is not None:
        return
    if _is_short_question(turn) or puts_right(turn.text) or await _is_of_it(turn):
        return  # it is of what stands there, or says that it was wrong: never its content
    _keep(turn)
    _offer_the_form(turn)
    turn.asks = await turn.fresh()  # the answer offers the form's own button: its question stands


async def _is_of_it(turn: Turn) -> bool:
    """Whether the text fills a slot of what stands there, or asks of it."""
    return await standing.is_one(turn, await asking_of(turn), turn.text)


def _is_short_question(turn: Turn) -> bool:
    """没有出文，这中不中, at a row: a question that no button proposes to keep as its answer."""
    form = (turn.conversation.waiting or "").split("/")[0]
    return form in ("put", "at") and len(turn.text) <= _RAMBLES and is_asked(turn.text)


def _at_a_row(form: str) -> bool:
    """我回办公室翻翻本子再写, at a description: said to somebody, and none of its words."""
    return form.split("/")[0] in _QUESTIONS


_RAMBLES = 24
"""So long, a unit's message is asked by the clauses that ask, without what leads up to them."""


def _rambles(turn: Turn, parts: Parted) -> bool:
    long = len(turn.text) > _RAMBLES and bool(parts.asked)
    return long and not turn.has("admin", "reviewer", "observer") and not is_row(parts.told)


def _below(turn: Turn, aside: Aside) -> None:
    """What a part of the message answers, with the answer to what the rest of it asks."""
    last = turn.said[-1]
    text = f"{aside.said}\n\n{last.text}"
    buttons = ((aside.button,), *last.buttons)
    turn.said[-1] = last.model_copy(update={"text": text, "buttons": buttons})


_QUESTIONS = frozenset(("put", "at", "proof"))
"""A row's question, the card of an answered one, its papers: there people ask as they fill in."""


async def _offer_what_is_near(turn: Turn, *, sure: bool, beside: bool = False) -> None:
    """A text that is no answer to the form may ask something: that is one tap away, too.

    ``beside``: even where an answer that was probably meant is offered already.
    """
    form = (turn.conversation.waiting or "").split("/")[0]
    if not turn.said or form not in _QUESTIONS or only_figures(turn.text):
        return
    last = turn.said[-1]
    there = {button.route for row in last.buttons for button in row}
    if not beside and any(route.startswith("sure/") for route in there):
        return  # what was probably meant is offered already
    offered = [one for one in await may_ask(turn, sure=sure) if one[1] not in there]
    if not offered:
        return
    ways = tuple((Button(label=label, route=route),) for label, route in offered)
    said = f"{last.text}\n{words.or_this([label for label, _ in offered])}"
    rows = (*last.buttons[:-1], *ways, *last.buttons[-1:])
    turn.said[-1] = last.model_copy(update={"text": said, "buttons": rows})


def _offer_the_form(turn: Turn) -> None:
    """One tap gives the text to the form that waits."""
    _below_the_rest(turn, Button(label=words.TAKE_IT, route="heard/yes"))


def _below_the_rest(turn: Turn, button: Button) -> None:
    """One more way below what was said, above the way home."""
    if turn.said:
        last = turn.said[-1]
        rows = (*last.buttons[:-1], (button,), *last.buttons[-1:])
        turn.said[-1] = last.model_copy(update={"buttons": rows})


async def _late(turn: Turn) -> bool:
    """Whether a form of the office waits since hours: what is typed then is rather a new matter."""
    return turn.has("admin", "reviewer") and turn.long_ago


def _confirm(turn: Turn, fit: Fit, *, late: bool = False) -> None:
    """Something else was said since the question: show what would be kept, for one tap."""
    _keep(turn)
    turn.keep_waiting(way_back=True)
    if fit.lacks:
        turn.say(words.says_too_little(fit.said, fit.lacks))
        return
    doubts = not fit.sure and only_doubts(turn.text)
    if fit.spoken and not (doubts or late):
        turn.say(words.in_these_words(fit.said))
        return
    told = fit.said or words.whatever(turn.text)
    turn.say(words.is_it_for_the_form(told, since=fit.sure, doubts=doubts, late=late))


def _keep(turn: Turn) -> None:
    draft = json.dumps({**turn.draft, _KEPT: turn.text}, ensure_ascii=False)
    turn.conversation = turn.conversation._replace(draft=draft)


def _release(turn: Turn) -> str | None:
    """The text that waited for the tap; it waits no longer."""
    draft = turn.draft
    text: str | None = draft.pop(_KEPT, None)
    if text is not None:
        left = json.dumps(draft, ensure_ascii=False)
        turn.conversation = turn.conversation._replace(draft=left)
    return text
