"""The evidence of a row: what proves it, what is there, and taking in photos, papers and links.

Here: the page where papers for one row arrive, and the overview of all rows. Not here: looking at
one piece (``exhibit``), papers without a row (``papers``), what is kept and refused (``filing``).
"""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import Fit, page
from bot.corridor.paging import side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.described import sounds_like_talk
from bot.filling.pages.onward import elsewhere, leads_elsewhere
from bot.filling.pages.showing import question_of, show_question
from bot.filling.papers_named import belong_to, slipped
from bot.filling.words import overview as check_words
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, is_answer, must_be_open, row_of
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import figures, gates as gate_words, receipts as forms_receipts
from bot.papers import filing
from bot.papers.pages import remarks
from bot.papers.pages.shifting import offered
from bot.papers.said_at_row import KNOWS, Kind, kind_of, piece_named
from bot.papers.words import at_row, evidence as words
from bot.questions.instead import is_asked
from bot.questions.typed import alone
from bot.speech import links, quarters as quarter_words
from bot.speech.calendar import say_moment
from scoring.scheme import Row

ASK = "ask"
"""In the draft: the question that comes back when the link has its title; "": another page does."""
_SHOWN = 5
"""Pieces listed on a row's page; the rest is one tap away."""


@page("proof", roles=("liaison",), words=alone("proof"), reads=True)
async def proofs(turn: Turn) -> None:
    """All evidence of the unit that is meant."""
    form = await my_form(turn, "proof")
    overview(turn, form)


@page("proof/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def proofs_of(turn: Turn, quarter: int, unit: int) -> None:
    """All evidence of a unit: which rows still lack some."""
    overview(turn, await form_of(turn, quarter, unit))


def overview(turn: Turn, form: UnitForm, lead: str = "") -> None:
    """All evidence of a unit: how many, which rows lack some, what is not filed."""
    quarter, unit = form.quarter.id, form.unit.id
    lacking = form.unproved
    shown = lacking or tuple(row for row in form.own_rows if form.proofs(row.id))
    buttons = [
        Button(
            label=figures.called_button(
                form.scheme, row, f"{len(form.proofs(row.id))}份 " if not lacking else ""
            ),
            route=link("proof" if lacking else "proof/list", quarter, unit, row.id),
        )
        for row in shown[:10]
    ]
    unfiled = len(form.proofs(None))
    ends = [Button(label="待归类", route=link("papers", quarter, unit))] if unfiled else []
    ends += [Button(label="核对", route=link("check", quarter, unit)), home()]
    said = words.overview(len(form.evidence), len(lacking), unfiled)
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turn.say(
        Message(
            title=words.overview_title(form.unit.short, name),
            text=f"{lead}\n{said}".strip(),
            buttons=(*side_by_side(buttons, 1), tuple(ends)),
        )
    )


async def fits(turn: Turn, quarter: int, unit: int, row: str) -> Fit | None:
    """Links, the title one of them waits for, 好了, and the walk's own words."""
    if links.find(turn.text):
        return Fit(words.link_named())
    form = await form_of(turn, quarter, unit)
    here = row_of(form, row)
    waits_for_title = bool(turn.draft.get("url"))
    if leads_elsewhere(turn, form, here):
        return Fit("", moves=True)
    other = None if waits_for_title else belong_to(form, turn.text, here)
    if other is not None and other != here:
        return Fit("", moves=True)
    if not waits_for_title and remarks.said_of_them(form, here, turn.text):
        return Fit("", moves=True)
    if not waits_for_title and (kind := kind_of(turn.text)):
        told = kind == "move" and not is_asked(turn.text)  # 签到表那张是四.2的 asks nothing
        return Fit("", moves=True, knows=None if told else KNOWS[kind])
    if waits_for_title and links.is_title(turn.text):
        return Fit(words.title_named(turn.text), sure=not sounds_like_talk(turn.text))
    return None


@page("proof/{quarter:int}/{unit:int}/{row}", roles=("liaison",), fits=fits)
async def proof(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The evidence of a row; files, links and titles sent here become part of it."""
    route = link("proof", quarter, unit, row)
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    if found.ledger:
        await turn.visit(link("reports", quarter, unit))
        return
    if found.takes_all:
        await turn.visit(link("row", quarter, unit, row))
        return
    if found.by is not None:
        back = Button(label="返回这一项", route=link("row", quarter, unit, row))
        raise instead(gate_words.supplied_by(found.by), back, home())
    between = (turn.conversation.waiting or "").startswith("put/")
    asked = turn.draft.get(ASK)
    if is_answer(turn, route) and await _leads_on(turn, form, found):
        return
    said = await _take_in(turn, form, found, route)
    if said is None:
        return
    before = len(form.proofs(row))
    form = await form_of(turn, quarter, unit)
    if said and (between or asked is not None):
        turn.say(_in_between(form, found, said))
        if asked:
            await _ask_again(turn, form, str(asked))
        return
    if form.may_change(row, turn.now):
        turn.wait(route)
        turn.place(route)
    turn.say(_row_page(turn, form, found, said, len(form.proofs(row)) > before))


async def _ask_again(turn: Turn, form: UnitForm, route: str) -> None:
    """The question a link was typed at, without its card; of another row its card is new."""
    *_, row, number = route.split("/")
    found = row_of(form, row)
    if not form.may_change(row, turn.now):
        await turn.visit(route)
        return
    await show_question(turn, form, found, question_of(form, found, int(number)), card=False)


async def _take_in(turn: Turn, form: UnitForm, row: Row, route: str) -> str | None:
    """What the message at hand brought, in words; "" when it is none, None when all is said."""
    if turn.incoming.attachments:
        must_be_open(form, row.id, turn)
        taken = await filing.take(turn, form, row.id, turn.incoming.attachments, turn.text)
        return taken.said(turn)
    if not is_answer(turn, route) or not turn.text:
        return ""
    must_be_open(form, row.id, turn)
    return await _text(turn, form, row)


async def _leads_on(turn: Turn, form: UnitForm, row: Row) -> bool:
    """A text that is no paper but 好了, 跳过, 三.4 or a question. True: its page has answered.

    While a link waits for its title, whatever else is typed is the title.
    """
    if turn.incoming.attachments or links.find(turn.text):
        return False
    left = str(turn.draft.get("url", ""))
    if left:
        if not leads_elsewhere(turn, form, row) or not await elsewhere(turn, form, row):
            return False
        first = turn.said[0]
        turn.said[0] = first.model_copy(update={"text": f"{words.link_left(left)}\n{first.text}"})
        return True
    if offered(turn, form, row) or remarks.offered(turn, form, row):
        return True
    kind = kind_of(turn.text)
    if kind == "done":
        onward = "resubmit" if form.is_returned(row.id) else "next"
        await turn.visit(link(onward, form.quarter.id, form.unit.id, row.id))
        return True
    if kind is None or leads_elsewhere(turn, form, row):
        return await elsewhere(turn, form, row)
    await _spoken_of(turn, form, row, kind)
    return True


async def _spoken_of(turn: Turn, form: UnitForm, row: Row, kind: Kind) -> None:
    """Something said about the papers that is none: answered, and papers are awaited on."""
    if kind == "stuck":
        await turn.beside(link("topic", "too_large"))
        return
    pieces = form.proofs(row.id)
    place = piece_named(turn.text, len(pieces)) if kind in ("wrong", "which") else None
    if place is not None:
        change = kind == "wrong" and form.may_change(row.id, turn.now)
        to = "proof/drop" if change else "proof/see"
        if change and slipped(turn.text):
            to = "proof/where"  # 是学习那个的，放错了: it is to lie elsewhere, and not to go
        await turn.visit(link(to, form.quarter.id, form.unit.id, pieces[place].id))
        return
    until = say_moment(form.deadline, turn.now)
    if form.may_change(row.id, turn.now):
        route = link("proof", form.quarter.id, form.unit.id, row.id)
        turn.wait(route)
        turn.place(route)
    said = at_row.answer(kind, len(pieces), row.proof, until)
    shown = _row_page(turn, form, row, said, kind in ("wrong", "arrived"))
    if kind == "report":
        ledger = Button(label="工作报送", route=link("reports", form.quarter.id, form.unit.id))
        shown = shown.model_copy(update={"buttons": ((ledger,), *shown.buttons)})
    turn.say(shown)


async def _text(turn: Turn, form: UnitForm, row: Row) -> str | None:
    """What a text brought: links with titles, the title a link waited for, or an explanation.

    None: the page has asked for a title.
    """
    pending = str(turn.draft.get("url", ""))
    found = links.find(turn.text)
    if pending and not found:
        if not links.is_title(turn.text):
            _wait_for_title(turn, form, row, pending, words.bad_title())
            return None
        found = [(pending, turn.text.strip())]
    if not found:
        return words.not_material(turn.text)
    if any(len(url) > links.LONGEST_LINK for url, _ in found):
        return words.link_too_long()
    titled = [(url, title) for url, title in found if links.is_title(title)]
    said = await _links(turn, form, row, titled) if titled else ""
    bare = next((url for url, title in found if not links.is_title(title)), None)
    if bare is None:
        return said
    asked = words.link_title_asked(bare)
    _wait_for_title(turn, form, row, bare, f"{said}\n{asked}" if said else asked)
    return None


async def _links(turn: Turn, form: UnitForm, row: Row, titled: list[tuple[str, str]]) -> str:
    there = {one.url: one.label for one in form.proofs(row.id) if one.url}
    new = [one for one in dict(titled).items() if one[0] not in there]
    if len(form.proofs(row.id)) + len(new) > turn.world.limits.papers_per_row:
        return words.refusal("row_full", filing.limits_of(turn)) + "。"
    lines = [words.link_there(there[url]) for url, _ in titled if url in there]
    if new:
        receipt = await filing.take_links(turn, form, row.id, new)
        lines.insert(0, words.links_taken(len(new), forms_receipts.named_receipt(receipt)))
    return "\n".join(lines)


def _wait_for_title(turn: Turn, form: UnitForm, row: Row, url: str, text: str) -> None:
    """Ask for the title of a link; the question it was typed at waits behind it."""
    route = link("proof", form.quarter.id, form.unit.id, row.id)
    asked = turn.draft.get(ASK)
    turn.wait(route, url=url, **({} if asked is None else {ASK: asked}))
    turn.place(str(asked or route))
    back = Button(label="不传了", route=str(asked or route))
    turn.say(Message(text=text, buttons=((back,),), placeholder="请输入标题"))


def _in_between(form: UnitForm, row: Row, said: str) -> Message:
    """Files sent while a question of the walk waits: short, for the question comes back below."""
    pieces = len(form.proofs(row.id))
    look = Button(label="看材料", route=link("proof/list", form.quarter.id, form.unit.id, row.id))
    return Message(
        title=words.row_page_title(figures.row_title(row)),
        text=f"{said}\n{words.have((), pieces)}" if pieces else said,
        buttons=((look,),) if pieces else (),
    )


def _row_page(turn: Turn, form: UnitForm, row: Row, said: str, new: bool) -> Message:
    """The row's evidence; after an answer only what the answer changed."""
    quarter, unit = form.quarter.id, form.unit.id
    pieces = form.proofs(row.id)
    is_open = form.may_change(row.id, turn.now)
    lines = [
        words.item(number, one, turn.now)
        for number, one in enumerate(pieces[-_SHOWN:], max(1, len(pieces) - _SHOWN + 1))
    ]
    first = not any(not one.carried for one in form.evidence)
    parts = [said] if said else [words.wanted(row.proof, len(pieces), is_open, first)]
    if form.is_returned(row.id) and not said:
        parts.insert(0, check_words.returned(form.reviews[row.id].reason))
    if pieces:
        parts.append(words.have(lines if new or not said else (), len(pieces)))
    onward = Button(label="下一项", route=link("next", quarter, unit, row.id))
    if form.is_returned(row.id):
        onward = Button(label="补正提交", route=link("resubmit", quarter, unit, row.id))
    if is_open and pieces:
        parts += [short_of(form, row) or words.more_to_send(onward.label)]
    elif not is_open:
        parts += [words.closed()]
    around = [Button(label="返回这一项", route=link("row", quarter, unit, row.id))]
    if pieces:
        around.insert(0, Button(label="看材料", route=link("proof/list", quarter, unit, row.id)))
    return Message(
        title=words.row_page_title(figures.row_title(row)),
        text="\n".join(part for part in parts if part),
        detail="" if said else row.text or row.content,
        detail_label="原文",
        buttons=((onward,), tuple(around)),
        placeholder=words.SENDING if is_open else "",
    )


def short_of(form: UnitForm, row: Row) -> str:
    """More times claimed than papers shown: pointed out."""
    counted = [one for one in row.inputs if one.kind == "count"]
    claimed = sum(int(form.claimed(row.id, one.name) or 0) for one in counted)
    have = len(form.proofs(row.id))
    if not have or claimed <= have:
        return ""
    return words.fewer_than_claimed(claimed, counted[0].unit, have)
