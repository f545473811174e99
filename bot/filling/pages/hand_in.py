"""提交 and 撤回: handing the whole form in, and taking it back before the deadline.

Not here: the supplement of a single row that was sent back (``resubmit``).
"""

from __future__ import annotations

from typing import Any

from bot.corridor.events import Button, Message, canonical
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.pages.overview import standing
from bot.filling.words import hand_in as words
from bot.forms import receipts
from bot.forms.alive import REPORTING, alive, several
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, why_closed
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import figures, receipts as forms_receipts
from bot.questions.typed import alone
from bot.reading.understanding import refresh
from bot.reminders import due as reminders
from bot.speech import quarters as quarter_words
from scoring.exact import plain
from storage.database import moment
from storage.queries import answers, papers, people, quarters
from storage.queries.answers import Review
from storage.queries.papers import Evidence, Receipt
from storage.queries.quarters import Form, Quarter


@page("submit", roles=("liaison",), words=alone("submit"), reads=True)
async def submit(turn: Turn) -> None:
    """What would be handed in, for the unit that is meant."""
    form = await my_form(turn, "submit")
    before = None if _begun(form) else await _handed_in_beside(turn, form)
    if before is not None:
        _not_begun(turn, form, *before)
        return
    await turn.visit(link("submit", form.quarter.id, form.unit.id))


def _begun(form: UnitForm) -> bool:
    return bool(form.claims or form.evidence) or form.form.state == "submitted"


async def _handed_in_beside(turn: Turn, form: UnitForm) -> tuple[Quarter, Form] | None:
    """The quarter beside this one that the unit has handed in and that still is reported."""
    for one in await alive(turn.db, turn.now, form.unit.id):
        if one.id != form.quarter.id and one.state in REPORTING:
            found = await quarters.form(turn.db, one.id, form.unit.id)
            if found is not None and found.state == "submitted":
                return one, found
    return None


def _not_begun(turn: Turn, form: UnitForm, before: Quarter, handed: Form) -> None:
    """Of two quarters one is handed in and the other empty: 提交 offers no empty form."""
    quarter, unit = form.quarter, form.unit.id
    name = quarter_words.name(quarter.year, quarter.number)
    at = moment(handed.submitted_at) if handed.submitted_at else turn.now
    earlier = quarter_words.name(before.year, before.number)
    text = words.handed_in_beside(earlier, at, name, form.deadline, turn.now)
    turn.say(
        Message(
            title=words.title(form.unit.short, earlier),
            text=text,
            buttons=(
                (Button(label="看得分", route=link("score", before.id, unit)),),
                (Button(label=f"填{name}", route=link("fill", quarter.id, unit)),),
                (Button(label=f"提交{name}", route=link("submit", quarter.id, unit)), home()),
            ),
        )
    )


@page("submit/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def look(turn: Turn, quarter: int, unit: int) -> None:
    """Show what is handed in, with every gap, before it is."""
    form = await form_of(turn, quarter, unit)
    await _must_be_open(turn, form)
    _show(turn, form)


def _show(turn: Turn, form: UnitForm, first: str = "") -> None:
    quarter, unit = form.quarter.id, form.unit.id
    parts = [first, standing(form)]
    if form.gaps:
        parts.append(words.gaps([figures.called(form.scheme, row) for row in form.gaps]))
    if form.unproved:
        parts.append(words.unproved([figures.called(form.scheme, row) for row in form.unproved]))
    if not form.gaps and not form.unproved:
        parts.append(words.all_there())
    parts.append(words.until(form.deadline, turn.now))
    yes = link("submit/yes", quarter, unit, seen(form))
    go_on = Button(label="接着填报", route=link("fill", quarter, unit))
    check = Button(label="核对", route=link("check", quarter, unit))
    rows: tuple[tuple[Button, ...], ...]
    if form.gaps:
        rows = ((go_on, check), (Button(label="按未报提交", route=yes), home()))
    else:
        rows = ((Button(label="确认提交", route=yes),), (check, home()))
    if loose := len(form.proofs(None)):
        rows = ((Button(label=words.file_them(loose), route=link("papers", quarter, unit)),), *rows)
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    text = "\n".join(part for part in parts if part)
    turn.say(Message(title=words.title(form.unit.short, name), text=text, buttons=rows))


def handed_in(form: UnitForm) -> dict[str, Any]:
    """All that is handed in: the unit's own figures, its papers by digest, its work reports."""
    claims: dict[str, dict[str, str]] = {}
    for (row, input), claim in form.claims.items():
        claims.setdefault(row, {})[input] = claim.value
    carried = {row.id: found for row in form.own_rows if (found := form.carried(row))}
    return {
        **({"carried": carried} if carried else {}),
        "scheme": form.scheme.digest,
        "figures": claims,
        "papers": [_paper(one) for one in form.evidence],
        "reports": [[one.kind, one.title, one.digest, one.on_time] for one in form.reports],
    }


def _paper(one: Evidence) -> list[object]:
    return [one.row, one.label, one.digest or one.url]


def seen(form: UnitForm) -> str:
    """A short mark of what is shown, so that a change between look and press is noticed."""
    return receipts.hash_of(canonical(handed_in(form)))[:8]


async def _must_be_open(turn: Turn, form: UnitForm) -> None:
    if form.may_fill(turn.now):
        return
    if form.form.state == "submitted" and form.form.submitted_at:
        by = await people.person(turn.db, form.form.submitted_by or 0)
        last = await _last(turn, form, "submission")
        text = words.submitted_already(
            by.name if by else "",
            moment(form.form.submitted_at),
            turn.now,
            last.number if last else "",
        )
        end = why_closed(form, turn)
        buttons = [button for row in end.message.buttons for button in row]
        buttons.sort(key=lambda button: button.label == "撤回")
        raise instead(text, *buttons)
    raise why_closed(form, turn)


async def _last(turn: Turn, form: UnitForm, kind: str) -> Receipt | None:
    found = [r for r in await papers.receipts_of(turn.db, form.form.id) if r.kind == kind]
    return found[-1] if found else None


@page("submit/yes/{quarter:int}/{unit:int}/{mark}?", roles=("liaison",))
async def hand_in(turn: Turn, quarter: int, unit: int, mark: str = "") -> None:
    """Hand the form in, once, as it was shown."""
    form = await form_of(turn, quarter, unit)
    await _must_be_open(turn, form)
    if mark and mark != seen(form):
        _show(turn, form, words.changed())
        return
    body = handed_in(form)
    so_far = form.assessment
    body |= {"total": plain(so_far.total), "provisional": so_far.provisional}
    body["files"] = [
        {"label": one.label, "digest": one.digest, "size": one.size, "type": one.kind}
        for one in form.evidence
        if one.digest
    ]
    await quarters.submit(turn.db, form.form.id, turn.somebody.id, turn.now)
    for row in form.returned:
        await supplement(turn, form, form.reviews[row.id])
    await refresh(turn.db, form, turn.now)
    receipt = await receipts.issue(turn, form, "submission", body)
    await turn.record(
        unit, "form.submit", f"form/{form.form.id}", form.form.state, "submitted", receipt.number
    )
    turn.leave_walk()
    text = words.submitted(forms_receipts.named_receipt(receipt))
    score = Button(label="看得分", route=link("score", quarter, unit))
    back = Button(label="撤回", route=link("withdraw", quarter, unit))
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    title = words.title(form.unit.short, name) if await several(turn.db, turn.now, unit) else ""
    turn.say(Message(title=title, text=text, buttons=((score, back), (home(),))))
    await _tell_submitted(turn, form, receipt.number)
    await reminders.settle(turn.db, quarter, unit, turn.now)


async def supplement(turn: Turn, form: UnitForm, review: Review) -> None:
    """A row that was sent back waits for the reviewer again, beside the reason it was returned."""
    await answers.decide(
        turn.db,
        form.form.id,
        review.row,
        "resubmitted",
        "{}",
        review.reason,
        None,
        turn.somebody.id,
        turn.now,
    )
    subject = f"review/{form.form.id}/{review.row}"
    await turn.record(form.unit.id, "row.resubmit", subject, review.decision, "resubmitted")


async def _tell_submitted(turn: Turn, form: UnitForm, receipt: str) -> None:
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    said = words.told_others(turn.somebody.name, form.unit.short, name, receipt)
    await tell_unit(turn, form, said, f"submitted:{receipt}")
    own = len(form.own_rows)
    line = words.told_office(
        form.unit.short, name, own - len(form.gaps), own, len(form.evidence), receipt
    )
    await turn.tell_office(Message(text=line), f"submitted:{receipt}")


async def tell_unit(turn: Turn, form: UnitForm, text: str, reason: str) -> None:
    """Tell the unit's other liaisons."""
    score = Button(label="看得分", route=link("score", form.quarter.id, form.unit.id))
    for grant in await people.of_unit(turn.db, form.unit.id):
        if grant.role == "liaison" and grant.person_id != turn.somebody.id:
            message = Message(text=text, buttons=((score, home()),))
            await turn.tell(grant.person_id, message, reason)


@page("withdraw", roles=("liaison",), words=alone("withdraw"), reads=True)
async def withdraw(turn: Turn) -> None:
    """Take back the form of the unit that is meant."""
    form = await my_form(turn, "withdraw")
    await turn.visit(link("withdraw", form.quarter.id, form.unit.id))


@page("withdraw/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def ask_back(turn: Turn, quarter: int, unit: int) -> None:
    """Ask before the form is taken back."""
    form = await form_of(turn, quarter, unit)
    _must_be_withdrawable(turn, form)
    yes = Button(label="确定撤回", route=link("withdraw/yes", quarter, unit))
    keep = Button(label="不撤回", route=link("score", quarter, unit))
    text = words.really_withdraw(form.deadline, turn.now)
    turn.say(Message(text=text, buttons=((keep, yes), (home(),))))


def _must_be_withdrawable(turn: Turn, form: UnitForm) -> None:
    fill = Button(label="填报", route=link("fill", form.quarter.id, form.unit.id))
    if form.form.state != "submitted":
        if form.may_fill(turn.now):
            raise instead(words.not_submitted(), fill, home())
        raise why_closed(form, turn)
    if turn.now <= form.deadline and not form.in_time(turn.now):
        raise why_closed(form, turn)
    if not form.in_time(turn.now):
        score = Button(label="看得分", route=link("score", form.quarter.id, form.unit.id))
        raise instead(words.withdraw_too_late(form.deadline, turn.now), score, home())


@page("withdraw/yes/{quarter:int}/{unit:int}", roles=("liaison",))
async def take_back(turn: Turn, quarter: int, unit: int) -> None:
    """Take the form back."""
    form = await form_of(turn, quarter, unit)
    _must_be_withdrawable(turn, form)
    await quarters.withdraw(turn.db, form.form.id)
    last = await _last(turn, form, "submission")
    body = {"takes_back": last.number if last else None}
    receipt = await receipts.issue(turn, form, "withdrawal", body)
    await turn.record(
        unit, "form.withdraw", f"form/{form.form.id}", "submitted", "filling", receipt.number
    )
    fill = Button(label="接着填报", route=link("fill", quarter, unit))
    check = Button(label="核对", route=link("check", quarter, unit))
    text = words.withdrawn(forms_receipts.named_receipt(receipt))
    turn.say(Message(text=text, buttons=((fill, check), (home(),))))
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    said = words.told_others_withdrawn(turn.somebody.name, form.unit.short, name)
    await tell_unit(turn, form, said, f"withdrawn:{receipt.number}")
    line = Message(text=words.told_office_withdrawn(form.unit.short, name))
    await turn.tell_office(line, f"withdrawn:{receipt.number}")
