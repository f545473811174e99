"""工作报送: the quarter's ledger of work reports, and entering one by file, link or title.

Any day of the quarter, also before the form is begun and after it was handed in. Not here: one
entry (``report``), what an entry leaves behind (``ledger``).
"""

from __future__ import annotations

from bot.corridor.events import Attachment, Button, Message
from bot.corridor.pages import Fit, no_text, page
from bot.corridor.paging import leaf, side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import READING, home, is_answer
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import receipts as forms_receipts
from bot.papers import filing
from bot.papers.dated import names_another
from bot.papers.pages.between import spoken_of, takers_of
from bot.papers.words import evidence as evidence_words, unfiled as paper_words
from bot.questions.typed import alone
from bot.reports import ledger
from bot.reports.ledger import NewReport
from bot.reports.pasted import is_paper
from bot.reports.words import ledger as words
from bot.speech import links, quarters as quarter_words
from bot.speech.calendar import in_china
from storage.database import moment
from storage.queries import papers


@page("reports", roles=("liaison",), words=alone("reports"), reads=True)
async def reports(turn: Turn) -> None:
    """The ledger of the unit that is meant."""
    form = await my_form(turn, "reports")
    await turn.visit(link("reports", form.quarter.id, form.unit.id))


@page("reports/{quarter:int}/{unit:int}/{number:int}?", roles=READING, fits=no_text)
async def ledger_of(turn: Turn, quarter: int, unit: int, number: int = 0) -> None:
    """The ledger; files that its liaison sends here are asked for their kind."""
    form = await form_of(turn, quarter, unit)
    route = link("reports", quarter, unit)
    mine = unit in turn.units
    if turn.incoming.attachments and mine:
        _must_be_open(form)
        await _arrived(turn, form, turn.incoming.attachments)
        return
    turn.say(_ledger(turn, form, number))
    if mine and ledger.is_open(form):
        turn.wait(route)


def _ledger(turn: Turn, form: UnitForm, number: int) -> Message:
    """A page of the ledger, the newest entries unless another page is asked for."""
    quarter, unit = form.quarter.id, form.unit.id
    mine = unit in turn.units
    shown = leaf(form.reports, number or 10**6, 5)
    lines = [
        words.line(n, one.kind, one.title, moment(one.received_at), bool(one.on_time), turn.now)
        for n, one in enumerate(shown.items, shown.first)
    ]
    entries = [
        Button(label=f"看 {n}", route=link("reports/see", quarter, unit, one.id))
        for n, one in enumerate(shown.items, shown.first)
    ]
    kinds = _kinds(form) if mine and ledger.is_open(form) else []
    due = [words.due(ledger.due_of(form), turn.now)] if kinds else []
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    return Message(
        title=words.title(form.unit.short, name) + shown.mark,
        text="\n".join([ledger.standing(form), *(lines or [words.none_yet(mine)]), *due]),
        buttons=(
            *side_by_side(kinds, 3),
            *side_by_side(entries, 5),
            *shown.turning(lambda n: link("reports", quarter, unit, n)),
            *((unfiled,) if mine and (unfiled := _unfiled(form)) else ()),
            (home(),),
        ),
        placeholder="发文件，或先点类别" if kinds else "",
    )


def _must_be_open(form: UnitForm) -> None:
    if not ledger.is_open(form):
        state = quarter_words.STATES.get(form.quarter.state, "")
        seen = Button(label="看台账", route=link("reports", form.quarter.id, form.unit.id))
        raise instead(words.closed(state), seen, home())


def _kinds(form: UnitForm, first: int | None = None) -> list[Button]:
    order = sorted(range(len(words.KINDS)), key=lambda kind: kind != first)
    return [
        Button(
            label=words.KINDS[kind], route=link("reports/add", form.quarter.id, form.unit.id, kind)
        )
        for kind in order
    ]


async def _arrived(turn: Turn, form: UnitForm, files: tuple[Attachment, ...]) -> None:
    """Files without a kind: kept among the unfiled ones at once, so that nothing is ever lost.

    Also once the form is handed in: what lies unfiled counts for nothing, and is listed until it
    is entered or taken back.
    """
    taken = await filing.take(turn, form, None, files, turn.text)
    if taken.receipt is None:
        turn.say(Message(text=taken.said(turn), buttons=((*_unfiled(form), home()),)))
        return
    at = (form.quarter.id, form.unit.id)
    await turn.visit(link("papers/report", *at, taken.receipt.number))
    open_ = form.may_fill(turn.now)
    turn.wait(link("papers/where", *at, taken.receipt.number) if open_ else link("reports", *at))
    if turn.said:
        last = turn.said[-1]
        said = "\n".join(one for one in (words.kept_for_now(), taken.rest(turn), last.text) if one)
        turn.said[-1] = last.model_copy(update={"text": said})


def _unfiled(form: UnitForm) -> tuple[Button, ...]:
    """To what lies there without a kind, where there is any."""
    count = len(form.proofs(None))
    route = link("papers", form.quarter.id, form.unit.id)
    return (Button(label=f"待归类（{count}）", route=route),) if count else ()


async def fits(turn: Turn, quarter: int, unit: int, kind: int) -> Fit | None:  # noqa: ARG001
    """A link, or the title of a report."""
    if is_paper(turn.text) and not links.find(turn.text):
        return None  # the report itself, not its title
    if links.find(turn.text) or not links.is_title(turn.text):
        return Fit(turn.text)
    waits = bool(turn.draft.get("url"))  # a title alone is asked about by the page itself
    return Fit(words.title_named(turn.text) if waits else "", sure=waits)


@page("reports/add/{quarter:int}/{unit:int}/{kind:int}", roles=("liaison",), fits=fits)
async def add(turn: Turn, quarter: int, unit: int, kind: int) -> None:
    """Enter reports of a kind: what waits, what comes now, or a link or title that is typed."""
    form = await form_of(turn, quarter, unit)
    _must_be_open(form)
    if kind >= len(words.KINDS):
        await turn.visit(link("reports", quarter, unit))
        return
    route = link("reports/add", quarter, unit, kind)
    if files := turn.incoming.attachments:
        other = await _of_another(turn, form, files)
        if other is None:
            await _enter_files(turn, form, kind, files)
        else:
            turn.say(words.which_quarter(form, other, kind, len(files)))
            turn.wait(route, files=[one.model_dump() for one in files], title=turn.text)
    elif is_answer(turn, route) and turn.text:
        await _enter_text(turn, form, kind, route)
    else:
        turn.wait(route)
        leave = Button(label="看台账", route=link("reports", quarter, unit))
        text = words.send(words.KINDS[kind])
        if turn.now > ledger.due_of(form):
            text += "\n" + words.due(ledger.due_of(form), turn.now)
        turn.say(Message(text=text, buttons=((leave, home()),), placeholder="发文件、链接或标题"))


async def enter_pasted(turn: Turn, quarter: int, unit: int, kind: int, file: Attachment) -> None:
    """Enter the file that was made of a pasted text."""
    form = await form_of(turn, quarter, unit)
    _must_be_open(form)
    await _enter_files(turn, form, kind, (file,))


async def _of_another(turn: Turn, form: UnitForm, files: tuple[Attachment, ...]) -> UnitForm | None:
    """Another quarter's form that takes reports, too, and that these say they are of."""
    known = [one for one in await takers_of(turn, form.unit.id) if ledger.is_open(one)]
    if len(known) < 2:
        return None
    named = await spoken_of(turn, known, turn.text, files)
    return None if named is None or named.quarter.id == form.quarter.id else named


@page(
    "reports/into/{quarter:int}/{unit:int}/{kind:int}/{into:int}",
    roles=("liaison",),
    draws=("files",),
)
async def into_quarter(turn: Turn, quarter: int, unit: int, kind: int, into: int) -> None:
    """The quarter was chosen for reports that wait; ``quarter``: where they were sent."""
    route = link("reports/add", quarter, unit, kind)
    kept = turn.draft.get("files", []) if turn.conversation.waiting == route else []
    files = tuple(Attachment.model_validate(one) for one in kept)
    await form_of(turn, quarter, unit)
    if not files or kind >= len(words.KINDS):
        await turn.visit(link("reports", quarter, unit))
        return
    form = await form_of(turn, into, unit)
    _must_be_open(form)
    turn.wait(link("reports/add", into, unit, kind), title=str(turn.draft.get("title", "")))
    await _enter_files(turn, form, kind, files)


async def _enter_files(
    turn: Turn, form: UnitForm, kind: int, files: tuple[Attachment, ...]
) -> None:
    taken = await ledger.sift(turn, form, files)
    if not taken.kept:
        await _done(turn, form, kind, taken.said(turn), [])
        return
    entries = [NewReport(ledger.title_of(one.label), one.label, one) for one in taken.kept]
    given = turn.text if turn.incoming.attachments else ""
    if turn.conversation.waiting == link("reports/add", form.quarter.id, form.unit.id, kind):
        given = given or str(turn.draft.get("title", ""))
    if len(entries) == 1 and links.is_title(given):
        entries = [NewReport(given, entries[0].label, entries[0].file)]
    receipt = await ledger.enter(turn, form, words.KINDS[kind], entries)
    said = [_entered(turn, form, kind, entries, forms_receipts.named_receipt(receipt))]
    if taken.refused or taken.already or taken.repeated:
        said.append(taken.rest(turn))
    await _done(turn, form, kind, "\n".join(said), entries)


def _entered(turn: Turn, form: UnitForm, kind: int, entries: list[NewReport], receipt: str) -> str:
    on_time = ledger.received(turn) <= ledger.due_of(form)
    return words.entered([(one.title, on_time) for one in entries], words.KINDS[kind], receipt)


async def _enter_text(turn: Turn, form: UnitForm, kind: int, route: str) -> None:
    """A link with its title, the title a link waited for, or a title alone."""
    found = links.find(turn.text)
    pending = str(turn.draft.get("url", ""))
    bare = next((url for url, title in found if not links.is_title(title)), None)
    leave = Button(label="看台账", route=link("reports", form.quarter.id, form.unit.id))
    if bare or (not found and not links.is_title(turn.text)):
        turn.wait(route, url=bare or pending)
        asked = evidence_words.link_title_asked(bare) if bare else words.title_needed()
        turn.say(Message(text=asked, buttons=((leave,),), placeholder="请输入标题"))
        return
    if not found and not pending:
        turn.wait(route, title=turn.text)
        alone = link("reports/bare", form.quarter.id, form.unit.id, kind)
        only = Button(label="只登记标题", route=alone)
        asked = words.title_alone(turn.text, words.KINDS[kind])
        turn.say(Message(text=asked, buttons=((only, leave),), placeholder="请发文件"))
        return
    await _enter_new(
        turn,
        form,
        kind,
        [NewReport(title, url) for url, title in found] or [NewReport(turn.text, pending)],
    )


@page("reports/bare/{quarter:int}/{unit:int}/{kind:int}", roles=("liaison",), draws=("title",))
async def bare_title(turn: Turn, quarter: int, unit: int, kind: int) -> None:
    """Enter a report by the title that was typed; its paper was handed over elsewhere."""
    form = await form_of(turn, quarter, unit)
    _must_be_open(form)
    route = link("reports/add", quarter, unit, kind)
    title = str(turn.draft.get("title", "")) if turn.conversation.waiting == route else ""
    if kind >= len(words.KINDS) or not title:
        await turn.visit(link("reports", quarter, unit))
        return
    await _enter_new(turn, form, kind, [NewReport(title)])


async def _enter_new(turn: Turn, form: UnitForm, kind: int, entries: list[NewReport]) -> None:
    """Enter what the ledger does not have under the same title and link."""
    known = {(one.title, one.label) for one in form.reports}
    new = [one for one in entries if (one.title, one.label) not in known]
    if not new:
        await _done(turn, form, kind, words.same_title(entries[0].title), [])
        return
    receipt = await ledger.enter(turn, form, words.KINDS[kind], new)
    said = _entered(turn, form, kind, new, forms_receipts.named_receipt(receipt))
    await _done(turn, form, kind, said, new)


async def _done(turn: Turn, form: UnitForm, kind: int, said: str, entries: list[NewReport]) -> None:
    """What was entered and what it brings; the next file of this kind may follow at once."""
    quarter, unit = form.quarter.id, form.unit.id
    form = await form_of(turn, quarter, unit)
    again = [Button(label="看台账", route=link("reports", quarter, unit))]
    if len(entries) == 1:
        entry = form.reports[-1].id
        again.append(Button(label="改标题", route=link("reports/title", quarter, unit, entry)))
    rows = [(*again, home())]
    if doubted := _of_other_quarters(turn, form, entries):
        said = f"{said}\n{words.names_another(doubted, form.quarter)}"
        if len(entries) == 1:
            drop = link("reports/drop", quarter, unit, form.reports[-1].id)
            rows.insert(0, (Button(label="不属于这次考核，撤下", route=drop),))
    turn.wait(link("reports/add", quarter, unit, kind))
    text = f"{said}\n{ledger.standing(form)}"
    turn.say(Message(text=text, buttons=tuple(rows), placeholder="还可以接着发"))


def _of_other_quarters(
    turn: Turn, form: UnitForm, entries: list[NewReport]
) -> list[tuple[str, str]]:
    """Titles that name another quarter than the one they were entered in, with that quarter."""
    here, today = (form.quarter.year, form.quarter.number), in_china(turn.now).date()
    return [
        (one.title, other) for one in entries if (other := names_another(one.title, here, today))
    ]


@page("papers/report/{quarter:int}/{unit:int}/{receipt}/{kind:int}?", roles=("liaison",))
async def from_papers(
    turn: Turn, quarter: int, unit: int, receipt: str, kind: int | None = None
) -> None:
    """Enter as work reports what came without a place."""
    form = await form_of(turn, quarter, unit)
    _must_be_open(form)
    pieces = [one for one in form.proofs(None) if one.receipt == receipt and one.digest]
    unfiled = Button(label="待归类", route=link("papers", quarter, unit))
    if not pieces:
        raise instead(paper_words.gone(), unfiled, home())
    if kind is None or kind >= len(words.KINDS):
        first = words.likely_kind(pieces[0].caption or pieces[0].label)
        order = sorted(range(len(words.KINDS)), key=lambda one: one != first)
        kinds = [
            Button(label=words.KINDS[k], route=link("papers/report", quarter, unit, receipt, k))
            for k in order
        ]
        asked = paper_words.which_kind(len(pieces), pieces[0].label)
        turn.say(Message(text=asked, buttons=(*side_by_side(kinds, 3), (unfiled,))))
        return
    for one in pieces:
        await papers.remove_evidence(turn.db, one.id, turn.now)
        before = {"row": None, "digest": one.digest, "label": one.label}
        await turn.record(unit, "evidence.report", f"evidence/{one.id}", before, None)
    files = tuple(
        Attachment(label=one.label, digest=one.digest, size=one.size, kind=one.kind)
        for one in pieces
    )
    form = await form_of(turn, quarter, unit)
    await _enter_files(turn, form, kind, files)
