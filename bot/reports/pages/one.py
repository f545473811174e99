"""One work report of the ledger: looked at, given another title, taken back."""

from __future__ import annotations

from bot.corridor.events import Button, File, Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, is_answer, must_see_papers
from bot.forms.pages.which import form_of
from bot.reports import doubted, ledger
from bot.reports.words import doubted as doubted_words, ledger as words
from bot.speech import links
from storage.database import moment
from storage.queries import papers
from storage.queries.papers import WorkReport


def _book(form: UnitForm) -> Button:
    return Button(label="看台账", route=link("reports", form.quarter.id, form.unit.id))


def _entry(form: UnitForm, report: int) -> WorkReport:
    found = ledger.in_ledger(form, report)
    if found is None:
        raise instead(words.gone(), _book(form), home())
    return found


@page(
    "reports/see/{quarter:int}/{unit:int}/{report:int}",
    roles=("liaison", "admin", "reviewer", "observer"),
    reads=True,
)
async def see(turn: Turn, quarter: int, unit: int, report: int) -> None:
    """An entry with its file."""
    must_see_papers(turn, unit)
    form = await form_of(turn, quarter, unit)
    one = _entry(form, report)
    text = words.entry(
        kind=one.kind,
        name=one.title,
        label=one.label,
        at=moment(one.received_at),
        due=moment(one.due_at),
        on_time=bool(one.on_time),
        receipt=one.receipt,
    )
    office = turn.has("admin", "reviewer") and unit not in turn.units
    doubts = await doubted.lines_of(turn.db, form, [one], office=office)
    text = doubted_words.joined(text, doubts.get(one.id, ()))
    files = (File(label=one.label, digest=one.digest),) if one.digest else ()
    rows: tuple[tuple[Button, ...], ...] = ((home(),),)
    if unit in turn.units:
        rows = ((_book(form), home()),)
        if may_withdraw(form, turn):
            changes = (
                Button(label="改标题", route=link("reports/title", quarter, unit, report)),
                Button(label="撤下", route=link("reports/drop", quarter, unit, report)),
            )
            rows = (*rows, changes)
    turn.say(Message(text=text, files=files, buttons=rows))


def may_withdraw(form: UnitForm, turn: Turn) -> bool:
    """Before the date and before the form is handed in; later the ledger stands."""
    in_time = turn.now <= max(ledger.due_of(form), form.deadline)
    return form.quarter.state == "open" and in_time and form.form.state != "submitted"


def _must_be_changeable(form: UnitForm, turn: Turn) -> None:
    if not may_withdraw(form, turn):
        submitted = form.form.state == "submitted"
        raise instead(words.cannot_withdraw(submitted), _book(form), home())


@page("reports/title/{quarter:int}/{unit:int}/{report:int}", roles=("liaison",))
async def title(turn: Turn, quarter: int, unit: int, report: int) -> None:
    """Give an entry another title."""
    form = await form_of(turn, quarter, unit)
    one = _entry(form, report)
    _must_be_changeable(form, turn)
    route = link("reports/title", quarter, unit, report)
    if turn.incoming.attachments:
        await turn.visit(link("reports", quarter, unit))
        return
    if not is_answer(turn, route) or not links.is_title(turn.text):
        wrong = is_answer(turn, route) and bool(turn.text)
        turn.wait(route)
        asked = words.title_needed() if wrong else words.title_asked(one.title)
        turn.say(Message(text=asked, buttons=((_book(form),),), placeholder="请输入标题"))
        return
    await papers.retitle_work_report(turn.db, one.id, turn.text)
    await turn.record(unit, "report.title", f"report/{one.id}", one.title, turn.text)
    turn.say(Message(text=words.retitled(turn.text), buttons=((_book(form), home()),)))


@page("reports/drop/{quarter:int}/{unit:int}/{report:int}", roles=("liaison",), reads=True)
async def drop(turn: Turn, quarter: int, unit: int, report: int) -> None:
    """Ask before an entry is taken back."""
    form = await form_of(turn, quarter, unit)
    one = _entry(form, report)
    _must_be_changeable(form, turn)
    yes = Button(label="确定撤下", route=link("reports/drop/yes", quarter, unit, report))
    keep = Button(label="不撤", route=link("reports/see", quarter, unit, report))
    turn.say(Message(text=words.really_withdraw(one.title), buttons=((keep, yes),)))


@page("reports/drop/yes/{quarter:int}/{unit:int}/{report:int}", roles=("liaison",))
async def drop_now(turn: Turn, quarter: int, unit: int, report: int) -> None:
    """Take an entry back; its receipt and the audit chain still know it."""
    form = await form_of(turn, quarter, unit)
    one = _entry(form, report)
    _must_be_changeable(form, turn)
    await papers.withdraw_work_report(turn.db, one.id, turn.now)
    before = {"kind": one.kind, "title": one.title, "digest": one.digest}
    await turn.record(unit, "report.withdraw", f"report/{one.id}", before, None)
    form = await form_of(turn, quarter, unit)
    text = f"{words.withdrawn(one.title)}\n{ledger.standing(form)}"
    turn.say(Message(text=text, buttons=((_book(form), home()),)))
