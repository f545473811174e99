"""存疑: an item is handed to a colleague with a note; whoever handed it on is not offered it again.

The decision stays open: the colleague makes it.
"""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer
from bot.review.pages.decide import subject
from bot.review.pages.desk import REVIEWING, Case, case, colleagues, show_next
from bot.review.words import asks
from storage.queries import review

_ANYBODY = 0
_LONGEST = 200


@page("review/doubt/{quarter:int}/{unit:int}/{row}/{mark}", roles=REVIEWING)
async def doubt(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Who shall look at it."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    others = await colleagues(turn, at.hall, at.item)
    skip = Button(label="跳过", route=link("review/skip", quarter, unit, row))
    if not others:
        raise instead(asks.nobody_else(at.form.unit.short), skip, _back(at))
    if len(others) == 1:
        await turn.visit(at.route("ask", next(iter(others))))
        return
    buttons = [at.button(name, "ask", number) for number, name in others.items()]
    anybody = at.button("哪位都行", "ask", _ANYBODY)
    turn.say(
        Message(
            title=asks.doubt_title(at.form.unit.short, at.row),
            text=asks.ask_colleague(),
            buttons=(*side_by_side(buttons), (anybody, _back(at))),
        )
    )


def _back(at: Case) -> Button:
    route = f"review/see/{at.hall.quarter.id}/{at.form.unit.id}/{at.row.id}"
    return Button(label="返回这一项", route=route)


@page("review/ask/{quarter:int}/{unit:int}/{row}/{mark}/{who:int}", roles=REVIEWING)
async def note(turn: Turn, quarter: int, unit: int, row: str, mark: str, who: int) -> None:
    """What the colleague should look at; then the item is handed on."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    others = await colleagues(turn, at.hall, at.item)
    if not others or who not in (_ANYBODY, *others):
        raise instead(asks.nobody_else(at.form.unit.short), _back(at))
    route, name = at.route("ask", who), others.get(who, "同事")
    if not (is_answer(turn, route) and turn.text):
        turn.say(
            Message(
                title=asks.doubt_title(at.form.unit.short, at.row),
                text=asks.ask_note(name),
                buttons=((_back(at),),),
                placeholder="请输入疑点",
            )
        )
        turn.wait(route)
        return
    if not 2 <= len(turn.text) <= _LONGEST:
        raise instead(asks.reason_too_short(), _back(at))
    await _hand_on(turn, at, who or None, others)
    first = asks.doubted(at.form.unit.short, at.row, name)
    await show_next(turn, at.hall, at.hall.scope, at.item.key, first, done=True)


async def _hand_on(turn: Turn, at: Case, who: int | None, others: dict[int, str]) -> None:
    form_id, row = at.item.key
    me = turn.somebody
    await review.doubt(turn.db, form_id, row, turn.text, me.id, who, turn.now)
    about = subject(at.form, at.row)
    await turn.record(at.form.unit.id, "review.doubt", about, None, {"to": who}, turn.text)
    look = link("review/see", at.hall.quarter.id, at.form.unit.id, row)
    text = asks.doubt_told(me.name, at.form.unit.short, at.row, turn.text)
    message = Message(text=text, buttons=((Button(label="看这一项", route=look),),))
    for number in [who] if who else others:
        await turn.tell(number, message, f"doubt:{form_id}:{row}:{turn.inbox_id}:{number}")
