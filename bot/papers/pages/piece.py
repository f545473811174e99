"""One piece of evidence: looked at again, described, moved to another row, deleted.

Here: the list of a row's pieces and what can be done with one. The office may look, not change.
Not here: taking papers in (``evidence``, ``papers``).
"""

from __future__ import annotations

from bot.corridor.events import Button, File, Message
from bot.corridor.pages import Role, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, is_answer, must_be_open, must_see_papers, row_of
from bot.forms.pages.which import form_of
from bot.forms.words import figures
from bot.papers.filing import LONGEST_CAPTION, in_form, to_be_told
from bot.papers.pages.choosing import row_choice
from bot.papers.words import evidence as words
from bot.speech.quarters import name as quarter_name
from storage.database import moment
from storage.kinds import KINDS
from storage.queries import papers, people
from storage.queries.papers import Evidence

LOOKING: tuple[Role, ...] = ("liaison", "admin", "reviewer", "observer")


@page("proof/list/{quarter:int}/{unit:int}/{row}/{number:int}?", roles=LOOKING, reads=True)
async def pieces(turn: Turn, quarter: int, unit: int, row: str, number: int | None = None) -> None:
    """A row's evidence, each piece one tap away."""
    must_see_papers(turn, unit)
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    shown = leaf(form.proofs(row), number or 1, 6)
    of = form.quarter
    whose = "" if unit in turn.units else f"{form.unit.short} {quarter_name(of.year, of.number)} "
    lines, buttons = [], []
    for index, one in enumerate(shown.items, shown.first):
        lines.append(words.item(index, one, turn.now))
        label = f"{index}. {figures.short(one.label, 16)}"
        buttons.append((Button(label=label, route=link("proof/see", quarter, unit, one.id)),))
    turning = shown.turning(lambda n: link("proof/list", quarter, unit, row, n))
    turn.say(
        Message(
            title=words.list_title(f"{whose}{figures.row_title(found)}", shown.mark),
            text="\n".join(lines) or words.nothing_there(),
            buttons=(*buttons, *turning, _back(turn, form, row)),
            replace=number is not None,
        )
    )


def _back(turn: Turn, form: UnitForm, row: str | None) -> tuple[Button, ...]:
    quarter, unit = form.quarter.id, form.unit.id
    if unit not in turn.units:
        return (Button(label="看得分", route=link("score", quarter, unit)), home())
    if row is None:
        return (Button(label="待归类", route=link("papers", quarter, unit)), home())
    return (Button(label="返回佐证材料", route=link("proof", quarter, unit, row)), home())


def _piece(form: UnitForm, evidence: int) -> Evidence:
    found = in_form(form, evidence)
    if found is None:
        raise instead(
            words.gone(),
            Button(label="佐证材料", route=link("proof", form.quarter.id, form.unit.id)),
            home(),
        )
    return found


def _where(form: UnitForm, one: Evidence) -> str:
    known = {row.id: row for row in form.scheme.rows}
    if one.row is None or one.row not in known:
        return words.not_filed()
    return figures.row_title(known[one.row])


@page("proof/see/{quarter:int}/{unit:int}/{evidence:int}", roles=LOOKING, reads=True)
async def see(turn: Turn, quarter: int, unit: int, evidence: int) -> None:
    """A piece with its file."""
    must_see_papers(turn, unit)
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    by = await people.person(turn.db, one.by_person) if one.by_person else None
    kind = KINDS.get(one.kind)
    files: tuple[File, ...] = ()
    if one.digest:
        files = (File(label=one.label, digest=one.digest, picture=bool(kind and kind.picture)),)
    text = words.piece(
        code=one.kind,
        length=one.size,
        caption=one.caption,
        url=one.url,
        where=_where(form, one),
        at=moment(one.at),
        by=by.name if by else "",
        receipt=one.receipt,
        carried=one.carried,
    )
    changes: tuple[Button, ...] = ()
    if unit in turn.units and _may_change(form, one, turn):
        changes = (
            Button(label="写说明", route=link("proof/caption", quarter, unit, evidence)),
            Button(label="换一项", route=link("proof/where", quarter, unit, evidence)),
            Button(label="删除", route=link("proof/drop", quarter, unit, evidence)),
        )
    elif unit in turn.units and _came_after(form, one):
        changes = (Button(label="删除", route=link("proof/drop", quarter, unit, evidence)),)
    back = _back(turn, form, one.row)
    if one.row is not None:
        all_of_row = link("proof/list", quarter, unit, one.row)
        back = (Button(label="看材料", route=all_of_row), *back)
    rows = tuple(part for part in (back, changes) if part)
    turn.say(Message(title=figures.short(one.label, 40), text=text, files=files, buttons=rows))


def _came_after(form: UnitForm, one: Evidence) -> bool:
    """Unfiled, and sent after the form was handed in: no part of what was handed in."""
    handed_in = form.form.submitted_at
    return one.row is None and handed_in is not None and one.at > handed_in


def _must_be_droppable(form: UnitForm, one: Evidence, turn: Turn) -> None:
    if not _came_after(form, one):
        must_be_open(form, one.row, turn)


def _may_change(form: UnitForm, one: Evidence, turn: Turn) -> bool:
    if one.row is None:
        return form.may_fill(turn.now) or bool(form.returned)
    return form.may_change(one.row, turn.now)


@page("proof/drop/{quarter:int}/{unit:int}/{evidence:int}", roles=("liaison",), reads=True)
async def drop(turn: Turn, quarter: int, unit: int, evidence: int) -> None:
    """Ask before deleting."""
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    _must_be_droppable(form, one, turn)
    yes = Button(label="确定删除", route=link("proof/drop/yes", quarter, unit, evidence))
    keep = Button(label="不删", route=link("proof/see", quarter, unit, evidence))
    turn.say(Message(text=words.really_drop(one.label), buttons=((keep, yes),)))


@page("proof/drop/yes/{quarter:int}/{unit:int}/{evidence:int}", roles=("liaison",))
async def drop_now(turn: Turn, quarter: int, unit: int, evidence: int) -> None:
    """Delete: the row no longer shows it, the receipt and the audit chain still know it."""
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    _must_be_droppable(form, one, turn)
    await papers.remove_evidence(turn.db, one.id, turn.now)
    before = {"row": one.row, "digest": one.digest, "url": one.url, "label": one.label}
    await turn.record(unit, "evidence.remove", f"evidence/{one.id}", before, None)
    turn.say(Message(text=words.dropped(one.label), buttons=(_back(turn, form, one.row),)))


@page("proof/caption/{quarter:int}/{unit:int}/{evidence:int}", roles=("liaison",))
async def caption(turn: Turn, quarter: int, unit: int, evidence: int) -> None:
    """Say what a piece shows."""
    route = link("proof/caption", quarter, unit, evidence)
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    must_be_open(form, one.row, turn)
    if turn.incoming.attachments and one.row is not None:
        await turn.visit(link("proof", quarter, unit, one.row))
        return
    if turn.incoming.attachments:
        await turn.visit("papers")
        return
    if not is_answer(turn, route) or not turn.text or len(turn.text) > LONGEST_CAPTION:
        too_long = is_answer(turn, route) and len(turn.text) > LONGEST_CAPTION
        asked = words.caption_too_long() if too_long else words.caption_asked(one.label)
        turn.wait(route)
        leave = Button(label="不写了", route=link("proof/see", quarter, unit, evidence))
        turn.say(Message(text=asked, buttons=((leave,),), placeholder="请输入说明"))
        return
    await papers.caption_evidence(turn.db, one.id, turn.text)
    await turn.record(
        unit, "evidence.caption", f"evidence/{one.id}", one.caption or None, turn.text
    )
    turn.say(Message(text=words.captioned(), buttons=(_back(turn, form, one.row),)))


@page(
    "proof/where/{quarter:int}/{unit:int}/{evidence:int}/{number:int}?",
    roles=("liaison",),
    reads=True,
)
async def where(
    turn: Turn, quarter: int, unit: int, evidence: int, number: int | None = None
) -> None:
    """Ask which row a piece belongs to."""
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    must_be_open(form, one.row, turn)
    rows = row_choice(
        form,
        turn,
        number or 1,
        to=lambda row: link("proof/move", quarter, unit, evidence, row),
        turning=lambda n: link("proof/where", quarter, unit, evidence, n),
        without=one.row,
    )
    leave = Button(label="不换了", route=link("proof/see", quarter, unit, evidence))
    turning = number is not None
    turn.say(Message(text=words.move_to(one.label), buttons=(*rows, (leave,)), replace=turning))


@page("proof/move/{quarter:int}/{unit:int}/{evidence:int}/{row}", roles=("liaison",))
async def move(turn: Turn, quarter: int, unit: int, evidence: int, row: str) -> None:
    """File a piece under another row; both rows must be open."""
    form = await form_of(turn, quarter, unit)
    one = _piece(form, evidence)
    found = row_of(form, row)
    must_be_open(form, one.row, turn)
    must_be_open(form, row, turn)
    if not found.papers:
        await turn.visit(link("proof", quarter, unit, row))
        return
    await papers.file_evidence(turn.db, one.id, row)
    await turn.record(unit, "evidence.move", f"evidence/{one.id}", one.row, row)
    await to_be_told(turn, form, row, one.receipt)
    turn.say(
        Message(
            text=words.moved(one.label, figures.row_title(found)),
            buttons=(_back(turn, form, row),),
        )
    )
