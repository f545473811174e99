"""补正提交: handing in a single row that a reviewer sent back.

The reviewer's decision is superseded by “resubmitted”, which keeps the reason for the history.
"""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.pages.hand_in import supplement, tell_unit
from bot.filling.pages.overview import claim_of
from bot.filling.words import hand_in as words
from bot.forms import receipts
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, must_be_open, row_of
from bot.forms.pages.which import form_of
from bot.forms.words import figures, receipts as forms_receipts
from bot.reading.understanding import refresh
from bot.reminders import due as reminders
from scoring.scheme import Row
from storage.database import moment
from storage.queries import quarters
from storage.queries.answers import Review


def _returned(form: UnitForm, turn: Turn, row_id: str) -> tuple[Row, Review]:
    row = row_of(form, row_id)
    if not form.is_returned(row.id):
        back = Button(label="核对", route=link("check", form.quarter.id, form.unit.id))
        raise instead(words.not_returned(figures.row_title(row)), back, home())
    must_be_open(form, row.id, turn)
    return row, form.reviews[row.id]


@page("resubmit/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def look(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Show the row as it would be handed in, beside the reviewer's reason."""
    form = await form_of(turn, quarter, unit)
    found, review = _returned(form, turn, row)
    changed = _changed(form, row, review)
    text = words.resubmit(
        reason=review.reason,
        due=moment(review.due_at) if review.due_at else None,
        now=turn.now,
        claim=claim_of(form, found),
        changed=changed,
    )
    yes = Button(label="确认补正", route=link("resubmit/yes", quarter, unit, row))
    change = Button(label="再改一改", route=link("row", quarter, unit, row))
    more = Button(label="补材料", route=link("proof", quarter, unit, row))
    turn.say(
        Message(
            title=words.resubmit_title(figures.row_title(found)),
            text=text,
            buttons=((yes,), (change, more), (home(),))
            if changed
            else ((more, change), (yes,), (home(),)),
        )
    )


def _changed(form: UnitForm, row: str, review: Review) -> bool:
    """Whether a figure or a paper of the row is newer than the decision."""
    claims = [claim.at for (id, _), claim in form.claims.items() if id == row]
    return any(at > review.at for at in (*claims, *(one.at for one in form.proofs(row))))


@page("resubmit/yes/{quarter:int}/{unit:int}/{row}", roles=("liaison",))
async def hand_in(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Hand the supplemented row in."""
    form = await form_of(turn, quarter, unit)
    found, review = _returned(form, turn, row)
    await supplement(turn, form, review)
    await refresh(turn.db, form, turn.now, (row,), None)
    body = {
        "row": row,
        "figures": {input: c.value for (id, input), c in form.claims.items() if id == row},
        "links": [{"url": one.url, "title": one.label} for one in form.proofs(row) if one.url],
        "files": [
            {"label": one.label, "digest": one.digest, "size": one.size, "type": one.kind}
            for one in form.proofs(row)
            if one.digest
        ],
    }
    receipt = await receipts.issue(turn, form, "resubmission", body)
    left = [one for one in form.returned if one.id != row]
    if not left and form.form.state == "returned":
        await quarters.submit(turn.db, form.form.id, turn.somebody.id, turn.now)
    await reminders.settle(turn.db, quarter, unit, turn.now)
    turn.leave_walk()
    _answer(turn, form, found, left, forms_receipts.named_receipt(receipt))
    title = figures.row_title(found)
    said = words.told_others_resubmitted(turn.somebody.name, form.unit.short, title)
    await tell_unit(turn, form, said, f"resubmitted:{receipt.number}")
    line = words.told_office_resubmitted(form.unit.short, title, receipt.number)
    look_again = Button(label="去复核", route=link("review/see", quarter, unit, row))
    asked = Message(text=line, buttons=((look_again,),))
    await turn.tell_office(asked, f"resubmitted:{receipt.number}")
    if review.by_person is not None:
        await turn.tell(review.by_person, asked, f"resubmitted:{receipt.number}")


def _answer(turn: Turn, form: UnitForm, row: Row, left: list[Row], receipt: str) -> None:
    quarter, unit = form.quarter.id, form.unit.id
    first = Button(label="看得分", route=link("score", quarter, unit))
    if left:
        label = figures.row_button(left[0], "补正 ")
        first = Button(label=label, route=link("row", quarter, unit, left[0].id))
    text = words.resubmitted(figures.row_title(row), receipt, len(left))
    turn.say(Message(text=text, buttons=((first, home()),)))
