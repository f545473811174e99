"""核减 and 评分: other figures than the unit's, with a reason.

A cut never brings more than the unit claims; a row that is marked gets its points within its
分值. What is settled so far travels in the draft of the form that waits, with the item it is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw, UnitForm
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures
from bot.review import typed_figure
from bot.review.pages.decide import claimed
from bot.review.pages.desk import REVIEWING, Case, case
from bot.review.queue import most
from bot.review.words import asks, item as words
from bot.speech.named import without
from bot.speech.numbers import NumberFault
from bot.speech.periodic import per
from scoring.assess import RowResult, assess
from scoring.exact import plain, show
from scoring.facts import NIL, as_fact
from scoring.named import parted
from scoring.scheme import Input, Row

LONGEST = 200


@page("review/cut/{quarter:int}/{unit:int}/{row}/{mark}", roles=REVIEWING)
async def cut(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Which figure is cut; with one figure only, to what."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    if at.row.award:
        await turn.visit(at.route("award"))
        return
    if len(at.row.inputs) == 1 and at.row.inputs[0].kind != "flag":
        _ask(turn, at, 0, drafted(turn, at))
        return
    values = {**claimed(at.form, at.row), **drafted(turn, at)}
    buttons = [change_button(at, number, one, values) for number, one in enumerate(at.row.inputs)]
    said = figures.answers(at.row, lambda one: values.get(one.name))
    points = figures.points(points_of(at.form, at.row, values), at.row.points)
    turn.say(
        Message(
            title=asks.cut_title(at.form.unit.short, at.row),
            text=asks.which_figure(said, points),
            buttons=(*((one,) for one in buttons), (back(at),)),
        )
    )
    keep(turn, at, at.route("why"), drafted(turn, at), choosing=True)


def change_button(at: Case, number: int, one: Input, values: Mapping[str, Raw]) -> Button:
    """To change one figure; a yes or no changes at once."""
    raw = values.get(one.name)
    label = asks.figure_button(one, raw)[:40]
    if one.kind == "flag":
        return at.button(label, "put", number, 0 if raw else 1)
    return at.button(label, "set", number)


def back(at: Case) -> Button:
    """To the item, nothing decided."""
    route = f"review/see/{at.hall.quarter.id}/{at.form.unit.id}/{at.row.id}"
    return Button(label="返回这一项", route=route)


@page("review/award/{quarter:int}/{unit:int}/{row}/{mark}", roles=REVIEWING)
async def award(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Points for a row that a reviewer marks: its open figures one after the other."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    if not at.row.award:
        await turn.visit(at.route("cut"))
        return
    _ask(turn, at, 0, {})


@page("review/set/{quarter:int}/{unit:int}/{row}/{mark}/{n:int}", roles=REVIEWING)
async def put_typed(turn: Turn, quarter: int, unit: int, row: str, mark: str, n: int) -> None:
    """A figure is asked for, or comes as text."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    _input(at, n)
    if not (is_answer(turn, at.route("set", n)) and turn.text):
        _ask(turn, at, n, drafted(turn, at))
        return
    await put_spoken(turn, at, n, turn.text)


async def put_spoken(turn: Turn, at: Case, n: int, text: str) -> None:
    """A figure in a reviewer's words; where they may say to what or by how much, that is asked."""
    one = at.row.inputs[n]
    said = typed_figure.spoken(text, one) if one.kind != "flag" else typed_figure.Spoken(text)
    try:
        raw = typed_figure.read(one, said.figure)
    except NumberFault as fault:
        raise instead(fault.sentence, back(at)) from fault
    left = _left(at, one, raw) if said.by else None
    if left is None:
        await put(turn, at, n, raw, said.reason)
        return
    buttons = [
        at.button(asks.to_what(one, raw), "put", n, str(raw)),
        at.button(asks.by_how_much(one, raw, left), "put", n, str(left)),
    ]
    rows = (*((button,) for button in buttons), (back(at),))
    turn.say(Message(text=asks.to_or_by(text), buttons=rows))
    keep(turn, at, at.route("set", n), drafted(turn, at))


def _left(at: Case, one: Input, raw: Raw) -> int | None:
    """What is left of a claimed count when so many are taken away."""
    claim = at.form.claimed(at.row.id, one.name)
    if one.kind != "count" or not isinstance(claim, int) or not isinstance(raw, int) or not raw:
        return None
    return claim - raw if raw <= claim else None


@page("review/put/{quarter:int}/{unit:int}/{row}/{mark}/{n:int}/{value}", roles=REVIEWING)
async def put_pressed(
    turn: Turn, quarter: int, unit: int, row: str, mark: str, n: int, value: str
) -> None:
    """A figure comes by a button."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    one = _input(at, n)
    if one.kind == "flag":
        await put(turn, at, n, value == "1")
        return
    if one.kind == "named" and value.isdecimal():
        now = {**claimed(at.form, at.row), **drafted(turn, at)}.get(one.name)
        await put(turn, at, n, without(now, int(value)) or NIL)
        return
    await put_spoken(turn, at, n, value)


def _input(at: Case, n: int) -> Input:
    if not 0 <= n < len(at.row.inputs):
        raise instead(words.no_such_item(), back(at))
    return at.row.inputs[n]


def _ask(turn: Turn, at: Case, n: int, values: Mapping[str, Raw]) -> None:
    one = at.row.inputs[n]
    highest = most(at.row, one)
    buttons: list[Button] = []
    if one.kind == "flag":
        buttons = [at.button("是", "put", n, 1), at.button("否", "put", n, 0)]
    elif one.kind == "named":
        now = {**claimed(at.form, at.row), **values}.get(one.name)
        buttons = [
            at.button(asks.not_this(name, level), "put", n, place)
            for place, (name, level) in enumerate(parted(str(now or NIL)))
        ]
    elif one.choice:
        buttons = [
            at.button(f"{word} {show(points)} 分", "put", n, plain(points))
            for word, points in one.choice
        ]
    elif one.events is not None:
        buttons = [at.button("没有，0 分", "put", n, "0")]
    elif one.kind == "award" and highest is not None:
        steps = dict.fromkeys((highest, highest * 8 / 10, highest * 6 / 10, Decimal(0)))
        buttons = [
            at.button(f"{show(step)} 分", "put", n, plain(step))
            for step in steps
            if step >= one.minimum or (one.or_none and not step)
        ]
    title = asks.item_short(at.form.unit.short, at.row)
    text = asks.ask_figure(one, at.form.claimed(at.row.id, one.name), highest)
    answers = tuple((each,) for each in buttons) if one.kind == "named" else (tuple(buttons),)
    rows = tuple(row for row in (*answers, (back(at),)) if row)
    turn.say(Message(title=title, text=text, buttons=rows, placeholder=asks.hint(one)))
    keep(turn, at, at.route("set", n), values)


async def put(turn: Turn, at: Case, n: int, raw: Raw, reason: str = "") -> None:
    """Keep a figure; then the next open one, or the reason (said with it: to be confirmed)."""
    one = at.row.inputs[n]
    refused = typed_figure.refused(at.row, one, raw)
    if refused:
        raise instead(refused, back(at))
    values = {**drafted(turn, at), one.name: raw}
    if at.row.award:
        open_ = [k for k, other in enumerate(at.row.inputs) if other.name not in values]
        if open_:
            _ask(turn, at, open_[0], values)
            return
    else:
        refuse_more(at, values)
    ask_why(turn, at, values, n, reason[:LONGEST])


def put_all(turn: Turn, at: Case, changed: Mapping[str, Raw], reason: str) -> None:
    """Keep several figures that were said at once; then the reason."""
    values = {**drafted(turn, at), **changed}
    refuse_more(at, values)
    last = [n for n, one in enumerate(at.row.inputs) if one.name in changed][-1]
    ask_why(turn, at, values, last, reason[:LONGEST])


def refuse_more(at: Case, values: Mapping[str, Raw]) -> None:
    """A cut changes something, and never brings more than was claimed."""
    own = claimed(at.form, at.row)
    if all(own.get(name) == raw for name, raw in values.items()):
        raise instead(asks.unchanged(), at.button("通过", "ok"), back(at))
    before, after = _weight(at, own), _weight(at, {**own, **values})
    if after > before or (after == before and _only_raised(at, own, values)):
        raise instead(asks.not_more(), at.button("退回补正", "return"), back(at))


def _only_raised(at: Case, own: Mapping[str, Raw], values: Mapping[str, Raw]) -> bool:
    """8 cases for 2 are more, though two already bring all that cases may bring."""
    changed = {name: raw for name, raw in values.items() if own.get(name) != raw}
    return all(_is_raised(at, own, name, raw) for name, raw in changed.items())


def _is_raised(at: Case, own: Mapping[str, Raw], name: str, raw: Raw) -> bool:
    """A number above the claimed one, of something that brings points; faults take them."""
    claim = own.get(name)
    if claim is None or isinstance(claim, bool) or isinstance(raw, bool):
        return False
    brings = _weight(at, {**own, name: 0}) < _weight(at, own)
    return brings and Decimal(raw) > Decimal(claim)


def _weight(at: Case, values: Mapping[str, Raw]) -> tuple[Decimal, Decimal]:
    """What figures bring, and what they would without the row's bounds."""
    found = _result(at.form, at.row, values)
    return found.points, _uncapped(found)


def _uncapped(found: RowResult) -> Decimal:
    """What the summands come to before the row's bounds: 12 for 9 is more, though both are full."""
    return sum((step.value for step in found.steps if step.kind == "term"), Decimal(0))


def points_of(form: UnitForm, row: Row, values: Mapping[str, Raw]) -> Decimal:
    """What the row would bring with these figures."""
    return _result(form, row, values).points


def _result(form: UnitForm, row: Row, values: Mapping[str, Raw]) -> RowResult:
    given: dict[str, object] = {name: as_fact(raw) for name, raw in values.items()}
    facts: dict[str, dict[str, object]] = {**form.facts, row.id: given}
    found = assess(form.scheme, facts, form.named, form.classification)
    return found.rows[row.id]


def ask_why(turn: Turn, at: Case, values: Mapping[str, Raw], last: int, said_too: str) -> None:
    """What it comes to now, and why: a reason to press or to type."""
    full = {**claimed(at.form, at.row), **values}
    reasons: tuple[str, ...]
    after = points_of(at.form, at.row, full)
    if at.row.award:
        text = asks.award_reason(figures.points(after, at.row.points))
        reasons, title = asks.AWARD_REASONS, asks.item_short(at.form.unit.short, at.row)
    else:
        before = points_of(at.form, at.row, claimed(at.form, at.row))
        said = figures.answers(at.row, lambda one: full.get(one.name))
        text = asks.cut_reason(said, show(before), show(after))
        reasons, title = (
            tuple(map(per, asks.CUT_REASONS)),
            asks.cut_title(at.form.unit.short, at.row),
        )
    rows = [(at.button(said, "why", n),) for n, said in enumerate(reasons)]
    if said_too:
        rows.insert(0, (at.button(asks.for_that_reason(said_too), "why", len(reasons)),))
    ends = [back(at)]
    several = len(at.row.inputs) > 1 or at.row.inputs[0].kind == "named"
    if not at.row.award and several:
        ends.insert(0, at.button("再改一个数", "cut"))
    turn.say(
        Message(title=title, text=text, buttons=(*rows, tuple(ends)), placeholder="请输入原因")
    )
    keep(turn, at, at.route("why"), values, last, said_too)


# -- the draft -----------------------------------------------------------------------------------


def drafted(turn: Turn, at: Case) -> dict[str, Raw]:
    """The figures settled so far, if they are of this item as it was shown."""
    kept = turn.draft
    if kept.get("item") != at.route("item"):
        return {}
    known = {one.name for one in at.row.inputs}
    return {name: raw for name, raw in dict(kept["values"]).items() if name in known}


def keep(
    turn: Turn,
    at: Case,
    route: str,
    values: Mapping[str, Raw],
    last: int | None = None,
    reason: str = "",
    *,
    choosing: bool = False,
) -> None:
    """The form that waits: where typed words go, and what is settled; ``choosing`` a figure yet."""
    values, item = dict(values), at.route("item")
    turn.wait(route, item=item, values=values, last=last, reason=reason, choosing=choosing)
