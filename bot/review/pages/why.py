"""The reason of a 核减 or 评分, pressed or typed; words that tell the figures are taken, too.

Before a figure is chosen a number, an item by its name (没有奖惩) or points (减到 8 分) choose it;
a number typed where the reason is asked for corrects the one typed before.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures as words_of
from bot.review import heard, typed_figure
from bot.review.pages import second
from bot.review.pages.decide import claimed
from bot.review.pages.desk import REVIEWING, Case, case, finish
from bot.review.pages.figures import (
    LONGEST,
    back,
    change_button,
    drafted,
    keep,
    points_of,
    put_all,
    put_spoken,
)
from bot.review.words import asks, item as words
from bot.speech.periodic import per
from scoring.exact import show


@page(
    "review/why/{quarter:int}/{unit:int}/{row}/{mark}/{n:int}?",
    roles=REVIEWING,
    draws=("values", "reason"),
)
async def why(turn: Turn, quarter: int, unit: int, row: str, mark: str, n: int = -1) -> None:
    """The reason, pressed or typed: the decision is made."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    values = drafted(turn, at)
    reasons = asks.AWARD_REASONS if at.row.award else tuple(map(per, asks.CUT_REASONS))
    typed = turn.text if is_answer(turn, at.route("why")) else ""
    if typed and await _figure_after_all(turn, at, typed):
        return
    choosing = not values or turn.draft.get("choosing") is True
    if typed and choosing and not at.row.award and await _chosen_by_words(turn, at, typed):
        return
    reason = reasons[n] if 0 <= n < len(reasons) else typed
    if n == len(reasons):
        reason = str(turn.draft.get("reason", ""))
    if typed and not values and not at.row.award:
        raise instead(asks.figure_first(at.row), at.button("核减", "cut"), back(at))
    if not values or not (at.row.award or _differs(at, values)):
        raise instead(asks.flow_lost(), back(at))
    if not 2 <= len(reason) <= LONGEST:
        raise instead(asks.reason_too_short(), back(at))
    before = points_of(at.form, at.row, claimed(at.form, at.row))
    full = {**claimed(at.form, at.row), **values}
    after = points_of(at.form, at.row, full)
    decision = "accept" if at.row.award else "cut"
    given = await second.give(turn, at.hall, at.item, decision, full, reason)
    short = at.form.unit.short
    if at.row.award:
        first = words.awarded(short, at.row, words_of.points(after, at.row.points))
    else:
        first = words.cut_done(short, at.row, show(before), show(after))
    await finish(turn, at, await second.said(turn, at.hall, at.item, given, first))


async def _figure_after_all(turn: Turn, at: Case, text: str) -> bool:
    """A number typed where a reason is asked for corrects the figure that was typed before.

    只有一张照片 counts another thing than the row does, and is the reason.
    """
    last = turn.draft.get("last")
    if not isinstance(last, int) or not 0 <= last < len(at.row.inputs):
        return False
    one = at.row.inputs[last]
    said = typed_figure.spoken(text)
    if one.kind == "flag" or not heard.is_figure(said, one) or heard.counts_a_thing(said, one):
        return False
    await put_spoken(turn, at, last, text)
    return True


async def _chosen_by_words(turn: Turn, at: Case, text: str) -> bool:
    """Words where it is asked which figure is cut: a number, items by name, or points."""
    own = {**claimed(at.form, at.row), **drafted(turn, at)}
    said = typed_figure.spoken(text)
    fitting = heard.fitting(at.row, said)
    if len(fitting) == 1:
        await put_spoken(turn, at, fitting[0], text)
        return True
    if fitting:
        _ask_which(turn, at, fitting, said)
        return True
    spoken = heard.by_name(at.row, text)
    if spoken is not None:
        await put_spoken(turn, at, *spoken)
        return True
    named = heard.items(at.row, own, text)
    if named is not None:
        put_all(turn, at, named.values, named.reason)
        return True
    wanted = heard.points(at.row, own, text, lambda values: points_of(at.form, at.row, values))
    if wanted is not None and len(wanted.ways) == 1:
        put_all(turn, at, wanted.ways[0], said.reason)
        return True
    if not _lowered_buttons(at, own):
        return False
    if wanted is not None:
        _which_items(turn, at, own, asks.which_for_points(wanted.points, len(wanted.ways)))
        return True
    if heard.how_many(at.row, text):
        _which_items(turn, at, own, asks.which_items(at.row))
        return True
    return False


def _ask_which(turn: Turn, at: Case, fitting: tuple[int, ...], said: typed_figure.Spoken) -> None:
    carried = f"减{said.figure[:6]}" if said.by else said.figure[:6]
    buttons = [at.button(at.row.inputs[n].name[:30], "put", n, carried) for n in fitting]
    rows = (*((button,) for button in buttons), (back(at),))
    turn.say(Message(text=asks.which_is_meant(said.figure), buttons=rows))
    keep(turn, at, at.route("why"), drafted(turn, at), choosing=True)


def _which_items(turn: Turn, at: Case, own: Mapping[str, Raw], text: str) -> None:
    """The figures once more as buttons, under a sentence that says what is missing."""
    rows = ((one,) for one in _lowered_buttons(at, own))
    turn.say(Message(text=text, buttons=(*rows, (back(at),))))
    keep(turn, at, at.route("why"), drafted(turn, at), choosing=True)


def _lowered_buttons(at: Case, own: Mapping[str, Raw]) -> list[Button]:
    return [
        change_button(at, n, one, own)
        for n, one in enumerate(at.row.inputs)
        if one.kind != "flag" or own.get(one.name)
    ]


def _differs(at: Case, values: Mapping[str, Raw]) -> bool:
    own = claimed(at.form, at.row)
    return any(own.get(name) != raw for name, raw in values.items())
