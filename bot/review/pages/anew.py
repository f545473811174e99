"""A row's figures decided anew: figure by figure, a reason, a look at what moves, then the word.

Shared by 改判 (``appeal_answer``) and 更正 (``publish_correct``); no page of its own. What is
settled so far travels in the draft, with the route it belongs to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.corridor.events import Button, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw, UnitForm
from bot.forms.pages import twice
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures
from bot.questions.slots import reason_of
from bot.review import heard, typed_figure
from bot.review.pages.decide import claimed
from bot.review.queue import conflicted, most
from bot.review.words import anew as review_anew, asks as review_words
from bot.speech.named import without
from bot.speech.numbers import NumberFault
from scoring.facts import NIL
from scoring.named import parted
from scoring.scheme import Row
from storage.database import stamp
from storage.queries.answers import Review

LEAST, MOST = 2, 200
_LEVELLED: Final = re.compile("[:：]")
"""What stands between a named thing and its level."""


@dataclass(frozen=True)
class At:
    """A row of a form that is decided anew; ``base`` is the route of the whole affair."""

    form: UnitForm
    row: Row
    base: str
    back: Button
    title: str

    def button(self, label: str, *more: object) -> Button:
        """A button to a step of the affair."""
        return Button(label=label[:40], route=link(self.base, *more))


@dataclass(frozen=True)
class Decided:
    """What was settled: figures, a reason, and the form as it would be."""

    values: dict[str, Raw]
    reason: str
    decision: str
    form: UnitForm


Preview = Callable[[Turn, At, Decided], Awaitable[None]]


def refuse_own(turn: Turn, form: UnitForm, back: Button) -> None:
    """Nobody decides about the own unit."""
    if conflicted(form, turn.somebody.id, turn.units):
        raise instead(review_anew.own_unit(form.unit.short), back)


def standing(form: UnitForm, row: Row) -> dict[str, Raw]:
    """The figures that count now."""
    found = {one.name: form.figure(row, one) for one in row.inputs}
    return {name: figure[0] for name, figure in found.items() if figure is not None}


async def step(turn: Turn, at: At, what: str, n: int, value: str, preview: Preview) -> None:
    """One step: the list of figures, a figure asked for or put, the reason.

    A reason that was said before any figure waits for it, and both are shown together.
    """
    early = early_reason(turn, at)
    await _step(turn, at, what, n, value, preview)
    if early:
        await with_reason(turn, at, early, preview)


async def with_reason(turn: Turn, at: At, reason: str, preview: Preview) -> None:
    """What would move, where a figure was just chosen for a reason; else the reason waits on."""
    chosen = turn.conversation.waiting == link(at.base, "why") and not turn.draft.get("reason")
    if chosen and turn.said:
        values = drafted(turn, at)
        turn.said.pop()
        await preview(turn, at, decided(at, values, reason))
        _keep(turn, at, "why", values, reason)
    elif turn.conversation.waiting and turn.draft.get("item") == at.base:
        turn.wait(turn.conversation.waiting, **{**turn.draft, "early": reason})


def early_reason(turn: Turn, at: At) -> str:
    """The reason that waits for a figure."""
    return str(turn.draft.get("early", "")) if turn.draft.get("item") == at.base else ""


async def _step(turn: Turn, at: At, what: str, n: int, value: str, preview: Preview) -> None:
    if at.row.takes_all:
        raise instead(review_anew.taken(at.row), at.back)
    if what in ("set", "put") and not 0 <= n < len(at.row.inputs):
        raise instead(review_anew.no_such_figure(), at.back)
    if what == "set":
        await _asked(turn, at, n)
    elif what == "put":
        _put(turn, at, n, _pressed(turn, at, n, value))
    elif what == "why" and is_answer(turn, link(at.base, "why")):
        if not said_figures(turn, at, turn.text, plainly=True):
            await _reasoned(turn, at, reason_of(turn.text), preview)
    elif not is_answer(turn, at.base):
        menu(turn, at, drafted(turn, at))
    elif not said_figures(turn, at, turn.text):
        menu(turn, at, drafted(turn, at), review_anew.not_heard() if turn.text else "")


def menu(turn: Turn, at: At, values: Mapping[str, Raw], first: str = "") -> None:
    """The figures as they would be, each to be changed; ``first``: said above them."""
    now = {**standing(at.form, at.row), **values}
    buttons = []
    for number, one in enumerate(at.row.inputs):
        raw = now.get(one.name)
        label = review_words.figure_button(one, raw)
        if one.kind == "flag":
            buttons.append(at.button(label, "put", number, 0 if raw else 1))
        else:
            buttons.append(at.button(label, "set", number))
    changed = now != standing(at.form, at.row)
    after = as_it_would_be(at.form, at.row, now, "") if now else at.form
    said = figures.answers(at.row, lambda one: now.get(one.name))
    points = review_anew.points_of(after, at.row)
    turn.say(
        review_anew.ask_figures(
            at.title, at.row, said, points, [*buttons, at.back], changed=changed, first=first
        )
    )
    _keep(turn, at, "why" if changed else "", values)


def said_figures(turn: Turn, at: At, text: str, *, plainly: bool = False) -> bool:
    """Words where a figure is chosen: a number, items by name, or points; ``plainly``: no reason.

    Where a reason may be typed as well, words that could be one are left for it.
    """
    now = {**standing(at.form, at.row), **drafted(turn, at)}
    said = typed_figure.spoken(text)
    if plainly and said.reason:
        return False
    fitting = heard.fitting(at.row, said)
    if len(fitting) == 1:
        _put(turn, at, fitting[0], _read(at, fitting[0], text))
        return True
    if fitting:
        each = [at.button(at.row.inputs[n].name[:30], "put", n, said.figure) for n in fitting]
        rows = (*((one,) for one in each), (at.back,))
        turn.say(Message(text=review_words.which_is_meant(said.figure), buttons=rows))
        _keep(turn, at, "", drafted(turn, at))
        return True
    spoken = None if plainly else heard.by_name(at.row, text)
    if spoken is not None:
        n, rest = spoken
        _put(turn, at, n, _read(at, n, rest))
        return True
    named = heard.items(at.row, now, text)
    if named is not None and not (plainly and named.reason):
        menu(turn, at, {**drafted(turn, at), **named.values})
        return True
    return _said_named(turn, at, now, text, plainly=plainly) or _said_points(turn, at, now, text)


def _said_named(turn: Turn, at: At, now: Mapping[str, Raw], text: str, *, plainly: bool) -> bool:
    """Named things with their levels where the row has one list of them: 诚信街区：省级.

    ``plainly``: only where one of them is known already, for else it may well be a reason.
    """
    places = [n for n, one in enumerate(at.row.inputs) if one.kind == "named"]
    if len(places) != 1 or not _LEVELLED.search(text):
        return False
    one = at.row.inputs[places[0]]
    if plainly:
        known = {name for name, _ in parted(str(now.get(one.name) or NIL))}
        try:
            said = str(typed_figure.read(one, text))
        except NumberFault:
            return False
        if not known & {name for name, _ in parted(said)}:
            return False
    _put(turn, at, places[0], _read(at, places[0], text))
    return True


def _said_points(turn: Turn, at: At, now: dict[str, Raw], text: str) -> bool:
    """Points where the figures make them: taken where one change brings them, else told."""

    def points_of(values: Mapping[str, Raw]) -> Decimal:
        return as_it_would_be(at.form, at.row, values, "").result(at.row.id).points

    wanted = heard.points(at.row, now, text, points_of, more=True)
    if wanted is None:
        return False
    if len(wanted.ways) == 1:
        menu(turn, at, {**drafted(turn, at), **wanted.ways[0]})
        return True
    told = review_words.which_for_points(wanted.points, len(wanted.ways))
    menu(turn, at, drafted(turn, at), told)
    return True


async def _asked(turn: Turn, at: At, n: int) -> None:
    route = link(at.base, "set", n)
    if is_answer(turn, route) and turn.text:
        _put(turn, at, n, _read(at, n, turn.text))
        return
    one = at.row.inputs[n]
    now = standing(at.form, at.row).get(one.name)
    buttons: list[Button] = []
    if one.kind == "named":
        now = drafted(turn, at).get(one.name, now)
        buttons = [
            at.button(review_words.not_this(name, level), "put", n, place)
            for place, (name, level) in enumerate(parted(str(now or NIL)))
        ]
    text = review_anew.ask_figure(at.title, at.row, one, now, most(at.row, one))
    rows = tuple((each,) for each in (*buttons, at.button("返回", "menu")))
    turn.say(Message(text=text, buttons=rows))
    _keep(turn, at, f"set/{n}", drafted(turn, at))


def _pressed(turn: Turn, at: At, n: int, value: str) -> Raw:
    """A yes or no, one of several named things that does not count, or words."""
    one = at.row.inputs[n]
    if one.kind == "flag":
        return value == "1"
    if one.kind == "named" and value.isdecimal():
        now = {**standing(at.form, at.row), **drafted(turn, at)}.get(one.name)
        return without(now, int(value)) or NIL
    return _read(at, n, value)


def _read(at: At, n: int, text: str) -> Raw:
    one = at.row.inputs[n]
    said = typed_figure.spoken(text, one) if one.kind != "flag" else typed_figure.Spoken(text)
    if said.by:
        raise instead(review_words.say_to_what(one), at.button("返回", "menu"))
    try:
        return typed_figure.read(one, said.figure)
    except NumberFault as fault:
        raise instead(fault.sentence, at.button("返回", "menu")) from fault


def _put(turn: Turn, at: At, n: int, raw: Raw) -> None:
    one = at.row.inputs[n]
    refused = typed_figure.refused(at.row, one, raw)
    if refused:
        raise instead(refused, at.button("返回", "menu"))
    menu(turn, at, {**drafted(turn, at), one.name: raw})


async def _reasoned(turn: Turn, at: At, reason: str, preview: Preview) -> None:
    values = drafted(turn, at)
    if twice.asks(turn, "reason", LEAST, MOST):
        return
    if not LEAST <= len(reason) <= MOST:
        raise instead(review_words.reason_too_short(), at.button("返回", "menu"))
    await preview(turn, at, decided(at, values, reason))
    _keep(turn, at, "why", values, reason)


def decided(at: At, values: Mapping[str, Raw], reason: str) -> Decided:
    """What these figures come to; ends with a sentence where they are what they were."""
    before = standing(at.form, at.row)
    now = {**before, **values}
    if now == before:
        raise instead(review_anew.nothing_changed(), at.back)
    form = as_it_would_be(at.form, at.row, now, reason)
    return Decided(now, reason, _decision(at.form, form, at.row), form)


def _decision(before: UnitForm, after: UnitForm, row: Row) -> str:
    """A cut where less counts than the unit says itself; else what is accepted."""
    own = claimed(before, row)
    if row.by is not None or row.award or row.ledger or not own:
        return "accept"
    said = as_it_would_be(before, row, own, "")
    return "cut" if after.result(row.id).points < said.result(row.id).points else "accept"


def as_it_would_be(form: UnitForm, row: Row, values: Mapping[str, Raw], reason: str) -> UnitForm:
    """The form with these figures accepted on a row; nothing is written."""
    review = Review(
        id=0,
        form_id=form.form.id,
        row=row.id,
        decision="accept",
        accepted=json.dumps(dict(values), ensure_ascii=False),
        reason=reason,
        due_at=None,
        by_person=None,
        at=stamp(form.deadline),
    )
    return replace(form, reviews={**form.reviews, row.id: review})


def recalled(turn: Turn, at: At) -> Decided | None:
    """What was settled before the last look, if it is still there."""
    kept = turn.draft
    reason = kept.get("reason")
    if kept.get("item") != at.base or not isinstance(reason, str) or not reason:
        return None
    return decided(at, drafted(turn, at), reason)


def drafted(turn: Turn, at: At) -> dict[str, Raw]:
    """The figures that were chosen so far."""
    kept = turn.draft
    if kept.get("item") != at.base:
        return {}
    known = {one.name for one in at.row.inputs}
    return {name: raw for name, raw in dict(kept["values"]).items() if name in known}


def _keep(turn: Turn, at: At, route: str, values: Mapping[str, Raw], reason: str = "") -> None:
    waiting = link(at.base, route) if route else at.base
    turn.wait(waiting, item=at.base, values=dict(values), reason=reason)
