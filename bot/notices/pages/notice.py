"""发通知: the office writes to liaisons, sees it before it goes, and sees who has read it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.corridor.buttons import HOME
from bot.corridor.pages import Fit, page
from bot.corridor.turn import Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.loading import load_quarter
from bot.forms.pages.gates import is_answer
from bot.forms.roster import roster_of
from bot.notices.audience import Audience, audience
from bot.notices.composing import Known
from bot.notices.redrafting import CannotRedraftError, redrafted
from bot.notices.words import notice as words
from bot.questions.leans_whom import others
from bot.questions.redraft import Redraft, only_who_owes, redraft
from bot.questions.slot_words import CHANGED
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from storage.queries import inquiries, notices, people
from storage.queries.notices import Notice, Reader

_MOST = 8


@page("notices", roles=("admin",), words=alone("notices"), reads=True)
async def listed(turn: Turn) -> None:
    """The notices so far."""
    found = []
    for one in await notices.latest(turn.db, _MOST):
        readers = await notices.readers(turn.db, one.id)
        found.append((one, sum(reader.state == "read" for reader in readers), len(readers)))
    turn.say(words.listed(found, turn.now))


@page("notice/{number:int}", roles=("admin",), reads=True)
async def write(turn: Turn, number: int) -> None:
    """What shall be written; then it is shown before it goes."""
    whom = await _audience(turn, number)
    route = f"notice/{number}"
    if is_answer(turn, route) and turn.text:
        await preview(turn, number, turn.text)
        return
    turn.say(words.write(len(whom.persons), _named(number, whom), whom.without))
    turn.wait(route)


async def preview(
    turn: Turn,
    number: int,
    text: str,
    before: Sequence[str] = (),
    first: str = "",
    *,
    as_it_was: bool = False,
) -> None:
    """The text and whom it goes to; it is kept until it is sent or something else is begun.

    ``before``: how it read before it was changed, the newest last. ``as_it_was``: a change was
    wanted and not made, so that what sends it stands last and says so.
    """
    if len(text) > words.LONGEST:
        raise instead(words.too_long(), HOME)
    whom = await _audience(turn, number)
    names = list(whom.persons.values())
    said = words.preview(
        number,
        text,
        _named(number, whom),
        names,
        whom.without,
        changed=bool(before),
        as_it_was=as_it_was,
    )
    if first:
        said = said.model_copy(update={"text": f"{first}\n——\n{said.text}"})
    turn.say(said)
    turn.wait(f"notice/{number}/kept", text=text, before=list(before)[-_KEPT:])


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that waits: whom it is for, its text, how it read before, and what was changed."""

    number: int
    text: str
    before: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


async def show(turn: Turn, of: Drafted) -> None:
    """The draft with what was changed of it said above."""
    await preview(turn, of.number, of.text, of.before, "\n".join(dict.fromkeys(of.told)))


async def unchanged(turn: Turn, of: Drafted, why: str) -> None:
    """The draft as it was, and why; nothing goes out."""
    await preview(turn, of.number, of.text, of.before, why, as_it_was=True)


async def sample(turn: Turn, of: Drafted) -> None:
    """How it will look, to whoever writes it and nobody else; the draft waits on."""
    whom = await _audience(turn, of.number)
    turn.say(words.sample(of.number, of.text, len(whom.persons)))
    turn.wait(f"notice/{of.number}/kept", text=of.text, before=list(of.before)[-_KEPT:])


@page("notice/{number:int}/look", roles=("admin",), reads=True)
async def look(turn: Turn, number: int) -> None:
    """The draft that waits, once more, as it was."""
    text, before = str(turn.draft.get("text", "")), [str(o) for o in turn.draft.get("before", ())]
    if not text or turn.conversation.waiting != f"notice/{number}/kept":
        raise instead(words.no_text(), HOME)
    await preview(turn, number, text, before)


_KEPT = 5
"""So many earlier wordings may be taken back."""


async def fits(turn: Turn, number: int) -> Fit | None:  # noqa: ARG001 -- the route's
    """A change of the draft, in words; anything else is understood by itself."""
    named = others(turn.text, await roster_of(turn.db)) is not None
    if named or redraft(turn.text) is not None or only_who_owes(turn.text):
        return Fit(words.change_meant(turn.text))
    return Fit("", sure=False)


@page("notice/{number:int}/kept", roles=("admin",), fits=fits, reads=True)
async def kept(turn: Turn, number: int) -> None:
    """Typed while a notice waits to be sent: understood as anything is, a change of it first.

    What changes it is read in the front, slot by slot; after anything else it waits on.
    """
    was, route = turn.draft, f"notice/{number}/kept"
    await turn.ask(turn.text)
    untouched = turn.conversation.waiting == route and turn.draft in (was, {})
    if was.get("text") and untouched and not turn.dropped:
        turn.wait(route, text=was["text"], before=was.get("before", []))


async def readdressed(turn: Turn, of: Drafted, number: int) -> Drafted:
    """The same draft for the units that are kept under a number."""
    if set(await _units(turn, number)) == set(await _units(turn, of.number)):
        return replace(of, told=(*of.told, words.the_same()))
    told = words.readdressed(len(await _units(turn, number)))
    return replace(of, number=number, told=(*of.told, told))


async def _units(turn: Turn, number: int) -> list[int]:
    kept = await inquiries.by_id(turn.db, number) if number else None
    return kept.shown if kept else [one.id for one in (await roster_of(turn.db)).units]


async def _kept_for(turn: Turn, units: Sequence[int]) -> int:
    """Keep whom a draft is for."""
    turn.writes()
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    return await inquiries.keep(turn.db, where, json.dumps({"meaning": ""}), units, turn.now)


async def _narrowed(turn: Turn, of: Drafted) -> Drafted | str:
    """The same draft for those of its units that have not handed in."""
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        return words.nobody_owes()
    whom = await _audience(turn, of.number)
    units = {unit for every in whom.units_of.values() for unit in every}
    forms = await load_quarter(turn.db, quarter)
    owing = [one.unit.id for one in forms if one.unit.id in units and one.form.state != "submitted"]
    if not owing:
        return words.nobody_owes()
    told = words.narrowed(len(owing))
    return replace(of, number=await _kept_for(turn, owing), told=(*of.told, told))


def _figure_of(text: str, said: str) -> Redraft | None:
    """28改29: the one figure of the text that is such, with the sign that stands behind it."""
    match = CHANGED.fullmatch(said)
    old, new = (match["old"], match["new"]) if match else ("", "")
    if not (old and new and old.isdigit() and new.isdigit()):
        return None
    found = re.findall(rf"(?<![0-9]){old}(?![0-9])[日号点月年分%]?", text)
    return Redraft("swap", f"{new}{found[0][len(old) :]}", found[0]) if len(found) == 1 else None


async def reworded(turn: Turn, of: Drafted, said: str) -> Drafted | str:
    """The draft with its words changed as a clause has it; a sentence: why it stays as it is."""
    if only_who_owes(said):
        return await _narrowed(turn, of)
    change = redraft(said) or _figure_of(of.text, said)
    if change is None:
        return words.not_changed(said)
    if change.way == "undo" and of.before:
        return replace(of, text=of.before[-1], before=of.before[:-1], told=(words.undone(),))
    known = await known_now(turn, of.number)
    try:
        made = redrafted(of.text, change, await roster_of(turn.db), known)
    except CannotRedraftError as fault:
        return fault.sentence
    return replace(of, text=made, before=(*of.before, of.text), told=(*of.told, words.changed()))


async def known_now(turn: Turn, number: int) -> Known | None:
    """What a draft may say of the quarter; of its units those that have not handed in."""
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        return None
    whom = await _audience(turn, number)
    kept = await inquiries.by_id(turn.db, number) if number else None
    units = set(kept.shown) if kept else {one for every in whom.units_of.values() for one in every}
    owing = [
        one.unit.short
        for one in await load_quarter(turn.db, quarter)
        if one.form.state != "submitted" and (one.unit.id in units or not number)
    ]
    name = quarter_words.name(quarter.year, quarter.number)
    return Known(name, quarter.deadline, turn.now, tuple(owing))


@page("notice/{number:int}/undo", roles=("admin",), draws=("text",), reads=True)
async def undo(turn: Turn, number: int) -> None:
    """改回上一版."""
    text, before = str(turn.draft.get("text", "")), [str(o) for o in turn.draft.get("before", ())]
    if not text or turn.conversation.waiting != f"notice/{number}/kept":
        raise instead(words.no_text(), HOME)
    made = await reworded(turn, Drafted(number, text, tuple(before)), "改回去")
    await (preview(turn, number, text, before, made) if isinstance(made, str) else show(turn, made))


@page("notice/{number:int}/send", roles=("admin",), draws=("text",))
async def send(turn: Turn, number: int) -> None:
    """Send what was shown last."""
    text = str(turn.draft.get("text", ""))
    if not text or turn.conversation.waiting != f"notice/{number}/kept":
        raise instead(words.no_text(), HOME)
    whom = await _audience(turn, number)
    kept = await notices.add(turn.db, text, _named(number, whom), turn.somebody.id, turn.now)
    lost = []
    for person, name in whom.persons.items():
        reached = await turn.tell(
            person, words.letter(kept, text), reason=f"notice:{kept}:{person}"
        )
        await notices.send_to(turn.db, kept, person, reached=reached)
        lost += [] if reached else [name]
    after = {"notice": kept, "persons": len(whom.persons)}
    await turn.record(None, "notice.send", f"notice/{kept}", None, after)
    turn.say(words.sent(kept, len(whom.persons) - len(lost), lost))


@page("notice/{notice:int}/read")
async def read(turn: Turn, notice: int) -> None:
    """我看过了; whoever it did not go to changes nothing. A form that waits goes on waiting."""
    turn.keep_waiting(way_back=True)
    await notices.read(turn.db, notice, turn.somebody.id, turn.now)
    turn.say(words.thanks())


@page("notice/{notice:int}/seen", roles=("admin",), reads=True)
async def seen(turn: Turn, notice: int) -> None:
    """Who has read it."""
    found = await notices.by_id(turn.db, notice)
    if found is None:
        raise instead(words.no_such(), HOME)
    readers = await notices.readers(turn.db, notice)
    turn.say(words.seen(found, readers, turn.now))
    await _keep_unread(turn, {one.person_id for one in readers if one.state != "read"})


async def _keep_unread(turn: Turn, unread: set[int]) -> None:
    """乡镇占几个, 电话给我, behind it: of the units whose people have not read it."""
    if turn.incoming.edits:
        return
    liaisons = await people.with_role(turn.db, "liaison")
    units = tuple(dict.fromkeys(one.unit_id for one in liaisons if one.person_id in unread))
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)

    async def write() -> None:
        said = json.dumps({"meaning": "", "subject": "通知"}, ensure_ascii=False)
        await inquiries.keep(turn.db, where, said, [one for one in units if one], turn.now)

    await turn.then(write)


@page("notice/{notice:int}/again", roles=("admin",), reads=True)
async def again(turn: Turn, notice: int) -> None:
    """What would go out once more, and to whom: those who have not read it."""
    found, unread = await _unread(turn, notice)
    turn.say(words.once_more(found, [one.name for one in unread], turn.now))
    await _keep_unread(turn, {one.person_id for one in unread})


@page("notice/{notice:int}/again/send", roles=("admin",))
async def send_again(turn: Turn, notice: int) -> None:
    """Once more to those who have not read it, as it was shown."""
    found, unread = await _unread(turn, notice)
    for one in unread:
        reason = f"notice:{notice}:{one.person_id}:{turn.inbox_id}"
        await turn.tell(one.person_id, words.letter(notice, found.text), reason=reason)
    after = {"notice": notice, "persons": len(unread)}
    await turn.record(None, "notice.again", f"notice/{notice}", None, after)
    turn.say(words.again(len(unread)))


async def _unread(turn: Turn, notice: int) -> tuple[Notice, list[Reader]]:
    """A notice, and whom it reached who have not read it."""
    found = await notices.by_id(turn.db, notice)
    if found is None:
        raise instead(words.no_such(), HOME)
    return found, [one for one in await notices.readers(turn.db, notice) if one.state == "sent"]


async def _audience(turn: Turn, number: int) -> Audience:
    found = await audience(turn, number)
    if found is not None and not found.persons and found.without:
        raise instead(words.nobody_yet(found.without), words.INVITE, HOME)
    if found is None or not found.persons:
        raise instead(words.nobody(), words.LIST, HOME)
    return found


def _named(number: int, whom: Audience) -> str:
    if number == 0:
        return "全体联络员"
    units = {unit for every in whom.units_of.values() for unit in every}
    return f"{len(units)} 个单位的联络员"
