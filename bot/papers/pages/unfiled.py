"""Papers that come while no form waits: kept at once, confirmed, then asked which row they prove.

Here: which unit, what lies there unfiled, and filing everything of one message together. What is
kept and refused is decided in ``filing``; work reports are entered by ``reports``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corridor import words as corridor_words
from bot.corridor.buttons import to
from bot.corridor.events import Attachment, Button, Message
from bot.corridor.pages import Fit, no_text, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.papers_named import belong_to
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, is_answer, must_be_open, row_of
from bot.forms.pages.which import form_of
from bot.forms.words import figures
from bot.papers import filing
from bot.papers.pages.between import (
    bundle_of,
    may_mean_two,
    named,
    others,
    spoken_of,
    takers_of,
)
from bot.papers.pages.choosing import open_rows, row_choice
from bot.papers.pages.row import overview
from bot.papers.words import unfiled as words
from bot.questions.typed import alone
from bot.supply.pages import sheet as supply_import
from scoring.scheme import Row
from storage.queries import papers as queries, roster as unit_queries, schemes
from storage.queries.papers import Evidence

_RULES = re.compile(r"(?:办法|细则|考核|考评|评分|指标).*\.(?:docx?|wps|xlsx?|et|pdf|ofd|html?)$")


async def _may_be_rules(turn: Turn) -> bool:
    """Whether an admin who has no papers of a unit to send sends the office's rules.

    Its name calls it so, or such a document is being worked on, and the person writes in private.
    """
    files = turn.incoming.attachments
    if not files or not turn.has("admin") or (turn.incoming.private and turn.units):
        return False
    if len(files) == 1 and _RULES.search(files[0].label.lower()):
        return True
    return turn.incoming.private and bool(await schemes.open_drafts(turn.db))


@page("papers", strangers=True, words=alone("papers"), fits=no_text)
async def arrive(turn: Turn) -> None:
    """Papers without a place. In a group nobody is answered: people show each other pictures."""
    if await supply_import.came(turn):
        return
    if await _may_be_rules(turn):
        await turn.visit("schemes/take")
        return
    if turn.person is None or not turn.incoming.private:
        if turn.incoming.private or not turn.incoming.attachments:
            turn.say(corridor_words.stranger(private=True) if turn.person is None else _private())
        return
    if not turn.units:
        sent = bool(turn.incoming.attachments)
        raise instead(words.nobody_liaison(sent, admin=turn.has("admin")), home())
    held, _ = turn.held
    files = (*held, *turn.incoming.attachments)
    # What is held was asked about: it is nobody's by the way.
    unit = _meant(turn) if not held or len(turn.units) == 1 else None
    if unit is None:
        await _ask_unit(turn, files)
        return
    if await _kept_beside(turn, unit):
        return
    form = await _form_for(turn, unit, files)
    if form is None:
        return
    if files:
        await _keep(turn, form, files)
    else:
        await _list(turn, form)


async def _form_for(
    turn: Turn, unit: int, files: tuple[Attachment, ...], caption: str = ""
) -> UnitForm | None:
    """The form that papers belong to; None: two quarters could be meant, and it is asked.

    A quarter that the caption, a file's name or a camera's date speaks of is the one.
    """
    form = await form_of(turn, None, unit)
    known = await takers_of(turn, unit) if files else []
    if len(known) < 2:
        return form
    said = caption or turn.text
    if certain := await spoken_of(turn, known, said, files):
        return certain
    turn.hold(files, said)
    _ask_quarter(turn, known, unit, len(files))
    return None


def _ask_quarter(
    turn: Turn, known: Sequence[UnitForm], unit: int, count: int, said: str = "", *more: Button
) -> None:
    turn.wait("papers")
    buttons = [(to(named(one), "papers/into", one.quarter.id, unit),) for one in known]
    asked = words.still_which_quarter(count) if said else words.which_quarter(count, len(known))
    text = f"{said}\n{asked}" if said else asked
    turn.say(Message(text=text, buttons=(*buttons, (*more, home()))))


async def _kept_beside(turn: Turn, unit: int) -> bool:
    """Papers that say their quarter, while others still wait for theirs: each goes its own way."""
    held, _ = turn.held
    files = turn.incoming.attachments
    known = await takers_of(turn, unit) if held and files else []
    certain = await spoken_of(turn, known, turn.text, files) if len(known) > 1 else None
    if certain is None:
        return False
    must_be_open(certain, None, turn, len(files))
    taken = await filing.take(turn, certain, None, files, turn.text)
    said = f"{taken.said(turn)}\n{words.put_aside(named(certain))}"
    _ask_quarter(turn, known, unit, len(held), said, _unfiled(certain))
    return True


@page("papers/into/{quarter:int}/{unit:int}", roles=("liaison",))
async def into(turn: Turn, quarter: int, unit: int) -> None:
    """The quarter was chosen for what waits."""
    form = await form_of(turn, quarter, unit)
    files, caption = turn.held
    if not files:  # an old button: they have their place already
        await _list(turn, form)
        return
    await _keep(turn, form, files, caption)


def _private() -> Message:
    return corridor_words.private_only()


def _meant(turn: Turn) -> int | None:
    if turn.conversation.unit_id in turn.units:
        return turn.conversation.unit_id
    return turn.units[0] if len(turn.units) == 1 else None


async def _ask_unit(turn: Turn, files: tuple[Attachment, ...]) -> None:
    buttons = []
    for number in turn.units:
        unit = await unit_queries.by_id(turn.db, number)
        if unit is not None:
            buttons.append((Button(label=unit.short, route=link("papers/for", number)),))
    if files:
        turn.hold(files, turn.text or turn.held[1])
        buttons.append((Button(label="不要了", route="papers/drop"),))
    turn.wait("papers")
    turn.say(Message(text=words.which_unit(len(files)), buttons=(*buttons, (home(),))))


@page("papers/drop", roles=("liaison",))
async def drop(turn: Turn) -> None:
    """What waited for its unit is not wanted: nothing was entered, its bytes are swept."""
    files, _ = turn.held
    turn.release()
    turn.say(Message(text=words.dropped(len(files)), buttons=((home(),),)))


@page("papers/for/{unit:int}", roles=("liaison",))
async def for_unit(turn: Turn, unit: int) -> None:
    """The unit was chosen for what waits."""
    files, caption = turn.held
    form = await _form_for(turn, unit, files, caption)
    if form is None:
        return
    if not files:
        await _list(turn, form)
        return
    await _keep(turn, form, files, caption)


async def _keep(
    turn: Turn, form: UnitForm, files: tuple[Attachment, ...], caption: str = ""
) -> None:
    must_be_open(form, None, turn, len(files))
    taken = await filing.take(turn, form, None, files, caption or turn.text)
    turn.release()
    said = taken.said(turn)
    if taken.receipt is None:
        turn.say(Message(text=said, buttons=((_unfiled(form), home()),)))
        return
    form = await form_of(turn, form.quarter.id, form.unit.id)
    await _ask_row(turn, form, taken.receipt.number, 1, said)


def _unfiled(form: UnitForm) -> Button:
    return Button(label="待归类", route=link("papers", form.quarter.id, form.unit.id))


async def _ask_row(turn: Turn, form: UnitForm, receipt: str, number: int, said: str = "") -> None:
    quarter, unit = form.quarter.id, form.unit.id
    pieces = bundle_of(form, receipt)
    if not pieces:
        raise instead(words.gone(), _unfiled(form), home())
    count = len(pieces)
    rows = row_choice(
        form,
        turn,
        number,
        to=lambda row: link("papers/file", quarter, unit, receipt, row),
        turning=lambda n: link("papers/where", quarter, unit, receipt, n),
    )
    report = Button(label="作为工作报送", route=link("papers/report", quarter, unit, receipt))
    asked = words.which_row(count) if rows else words.only_report(count)
    elsewhere = await others(turn, form, receipt)
    if await may_mean_two(turn, unit):
        asked = f"{words.put_to(named(form))}\n{asked}"
    placed = (*rows, (report,))
    if all(words.sounds_like_report(one.caption or one.label) for one in pieces):
        placed = ((report,), *rows)
    text = f"{said}\n{asked}" if said else asked
    route = link("papers/where", quarter, unit, receipt)
    turn.wait(route)
    turn.say(
        Message(
            title=form.unit.short if len(turn.units) > 1 else "",
            text=text,
            buttons=(
                *placed,
                *((one,) for one in elsewhere),
                (Button(label="以后再归", route="home"),),
            ),
        )
    )


def _row_named(turn: Turn, form: UnitForm) -> list[Row]:
    typed = turn.text.replace("。", ".").replace("．", ".").replace(" ", "")
    rows = open_rows(form, turn)
    found = [r for r in rows if typed in (r.id, r.name)]
    meant = belong_to(form, turn.text) if not found else None
    return [meant] if meant in rows and meant is not None else found


async def fits(
    turn: Turn,
    quarter: int,
    unit: int,
    receipt: str,  # noqa: ARG001 -- carried by the page's route
    number: int = 1,  # noqa: ARG001
) -> Fit | None:
    """A row that papers may be filed under."""
    fitting = _row_named(turn, await form_of(turn, quarter, unit))
    return Fit(words.filed_under(fitting[0].id)) if len(fitting) == 1 else None


@page(
    "papers/where/{quarter:int}/{unit:int}/{receipt}/{number:int}?", roles=("liaison",), fits=fits
)
async def where(turn: Turn, quarter: int, unit: int, receipt: str, number: int = 1) -> None:
    """Ask which row the papers of one message prove; a typed row is an answer."""
    form = await form_of(turn, quarter, unit)
    if files := turn.incoming.attachments:
        certain = await spoken_of(turn, await takers_of(turn, unit), turn.text, files)
        await _keep(turn, certain or form, files)
        return
    if not is_answer(turn, link("papers/where", quarter, unit, receipt)) or not turn.text:
        await _ask_row(turn, form, receipt, number)
        return
    fitting = _row_named(turn, form)
    if len(fitting) == 1:
        await turn.visit(link("papers/file", quarter, unit, receipt, fitting[0].id))
    else:
        await _ask_row(turn, form, receipt, number, words.not_a_row(turn.text))


@page("papers/other/{quarter:int}/{unit:int}/{receipt}/{into:int}", roles=("liaison",))
async def other(turn: Turn, quarter: int, unit: int, receipt: str, into: int) -> None:
    """Move what came in one message to the other quarter; it gets a receipt there."""
    form, target = await form_of(turn, quarter, unit), await form_of(turn, into, unit)
    pieces = [one for one in bundle_of(form, receipt) if one.digest is not None]
    if not pieces:
        raise instead(words.gone(), home())
    must_be_open(form, None, turn)
    must_be_open(target, None, turn)
    files = [await _again(turn, one) for one in pieces]
    for one in pieces:
        await queries.remove_evidence(turn.db, one.id, turn.now)
        before = {"row": None, "digest": one.digest, "url": None, "label": one.label}
        await turn.record(unit, "evidence.remove", f"evidence/{one.id}", before, None)
    target = await form_of(turn, into, unit)
    taken = await filing.take(turn, target, None, files, pieces[0].caption)
    said = taken.said(turn)
    if taken.receipt is None:
        raise instead(said, home())
    target = await form_of(turn, into, unit)
    await _ask_row(turn, target, taken.receipt.number, 1, said)


async def _again(turn: Turn, one: Evidence) -> Attachment:
    kept = await queries.blob(turn.db, str(one.digest))
    size, kind = (kept.size, kept.kind) if kept is not None else (0, "")
    return Attachment(label=one.label, digest=one.digest, size=size, kind=kind)


@page("papers/file/{quarter:int}/{unit:int}/{receipt}/{row}", roles=("liaison",))
async def file(turn: Turn, quarter: int, unit: int, receipt: str, row: str) -> None:
    """File the papers of one message under a row."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    pieces = bundle_of(form, receipt)
    if not pieces:
        raise instead(words.gone(), _unfiled(form), home())
    must_be_open(form, row, turn)
    if not found.papers:
        await turn.visit(link("proof", quarter, unit, row))
        return
    for one in pieces:
        await queries.file_evidence(turn.db, one.id, row)
        await turn.record(unit, "evidence.file", f"evidence/{one.id}", None, row)
    await filing.to_be_told(turn, form, row, receipt)
    left = [one for one in form.proofs(None) if one.receipt != receipt]
    buttons = [Button(label="看这一项的佐证材料", route=link("proof", quarter, unit, row))]
    if left:
        buttons.insert(0, _unfiled(form))
    said = words.filed(len(pieces), figures.row_title(found), len(left))
    turn.say(Message(text=said, buttons=((*buttons, home()),)))


@page("papers/{quarter:int}/{unit:int}/{number:int}?", roles=("liaison",), reads=True)
async def unfiled(turn: Turn, quarter: int, unit: int, number: int | None = None) -> None:
    """What is not filed yet, message by message."""
    await _list(turn, await form_of(turn, quarter, unit), number)


async def _list(turn: Turn, form: UnitForm, number: int | None = None) -> None:
    quarter, unit = form.quarter.id, form.unit.id
    receipts = list(dict.fromkeys(one.receipt for one in form.proofs(None)))
    if not receipts:
        overview(turn, form, words.nothing_left())
        return
    shown = leaf(receipts, number or 1, 6)
    lines, buttons = [], []
    for index, receipt in enumerate(shown.items, shown.first):
        pieces = bundle_of(form, receipt)
        lines.append(words.bundle(index, [one.label for one in pieces]))
        buttons.append(
            (
                Button(label=f"归类 {index}", route=link("papers/where", quarter, unit, receipt)),
                Button(label=f"看 {index}", route=link("proof/see", quarter, unit, pieces[0].id)),
            )
        )
    turning = shown.turning(lambda n: link("papers", quarter, unit, n))
    turn.say(
        Message(
            title=words.list_title(form.unit.short, shown.mark),
            text="\n".join([*lines, words.list_ends()]),
            buttons=(*buttons, *turning, (home(),)),
            replace=number is not None,
        )
    )
