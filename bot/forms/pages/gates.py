"""What a page asks before it changes anything: is this row the unit's own, is the form still open.

No page lives here. Routes are not to be trusted: every id in them is looked up in the unit's form.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import Role
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.form import UnitForm
from bot.forms.words import gates as words
from scoring.scheme import Row


def home() -> Button:
    """Back to the start."""
    return HOME


def row_of(form: UnitForm, row_id: str) -> Row:
    """The row of this id that applies to the unit, or a kind sentence."""
    for row in form.rows:
        if row.id == row_id:
            return row
    rows = Button(label="全部指标", route=link("rows", form.quarter.id, form.unit.id))
    raise instead(words.no_such_row(row_id), rows, home())


def why_closed(form: UnitForm, turn: Turn) -> InsteadError:
    """Why nothing can be changed now, with what can be done instead."""
    quarter, unit = form.quarter.id, form.unit.id
    score = Button(label="看得分", route=link("score", quarter, unit))
    back = Button(label="撤回", route=link("withdraw", quarter, unit))
    if form.quarter.state == "planned":
        return instead(words.not_begun(), home())
    if form.quarter.state not in ("open", "review"):
        return instead(words.closed(form.quarter.state), score, home())
    if form.form.state == "submitted":
        can_withdraw = form.in_time(turn.now)
        buttons = (back, score) if can_withdraw else (score,)
        return instead(words.submitted(can_withdraw), *buttons, home())
    if turn.now <= form.deadline:
        return instead(words.closed_early(), score, home())
    return instead(words.too_late(form.deadline, turn.now), score, home())


def must_be_open(form: UnitForm, row_id: str | None, turn: Turn, waiting: int = 0) -> None:
    """End the page unless the row may be changed now.

    None stands for papers that are not filed yet: they may be kept as long as the form is open
    or any row was sent back. ``waiting``: files from earlier messages that are lost with it.
    """
    if row_id is None:
        allowed = form.may_fill(turn.now) or any(
            form.may_change(row.id, turn.now) for row in form.returned
        )
    else:
        allowed = form.may_change(row_id, turn.now)
    if not allowed:
        end = why_closed(form, turn)
        lost = waiting or len(turn.incoming.attachments)
        if lost:
            text = words.not_kept(lost) + end.message.text
            end = InsteadError(end.message.model_copy(update={"text": text}))
        raise end


def is_answer(turn: Turn, route: str) -> bool:
    """Whether the message at hand fills in the form that waits at this route.

    A page is also visited by a press, or by another page that has used the message already; then
    the text is not for it.
    """
    return turn.incoming.route is None and turn.conversation.waiting == route


READING: tuple[Role, ...] = ("liaison", "admin", "reviewer", "observer")


def must_see_papers(turn: Turn, unit: int) -> None:
    """An observer sees results, and single papers only where the office says so.

    Raises:
        InsteadError: papers are not for this person.
    """
    if turn.world.observers_see_papers:
        return
    if not turn.has("admin", "reviewer") and not turn.has("liaison", unit=unit):
        raise instead(words.papers_are_not_shown(), home())
