"""单位: the list of units, one unit as the office sees it, and the list as a spreadsheet.

Changing a single unit is in ``unit_edit``, a whole list by spreadsheet in ``units_import``. What
both need lies here: the order of the tables, and the forms of units that join.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.coming import coming
from bot.forms.loading import load, read_scheme
from bot.forms.roster import names_listed, roster_of
from bot.people.invitations import unit_of
from bot.people.words.roles import masked
from bot.questions.typed import alone
from bot.roster.pinyin import aloud
from bot.roster.reading import RosterLine
from bot.roster.words import units as words
from bot.speech import quarters as quarter_words
from storage.queries import people, quarters, roster
from storage.queries.roster import Contact, Unit


@page("units", roles=OFFICE, words=alone("units"), reads=True)
async def menu(turn: Turn) -> None:
    """How many units each table has."""
    everyone = await roster.everyone(turn.db)
    counts = [
        (name, sum(one.group == name and bool(one.active) for one in everyone))
        for name in await groups_of(turn, everyone)
    ]
    stopped = sum(not one.active for one in everyone)
    turn.say(words.menu(counts, stopped, turn.has("admin")))


@page("units/list/{group:int}/{number:int}/{order}?", roles=OFFICE, reads=True)
async def listed(turn: Turn, group: int, number: int, order: str = "") -> None:
    """The units of a table, paged; ``order``: as they are read, or as the list has them."""
    everyone = await roster.everyone(turn.db)
    if order == "sound":
        read = {one.id: one.sounds for one in (await roster_of(turn.db)).units}
        everyone = sorted(everyone, key=lambda one: read.get(one.id, ()))
    names = await groups_of(turn, everyone)
    if not 1 <= group <= len(names):
        raise instead(words.no_group(), words.LIST)
    bound = {grant.unit_id for grant in await people.with_role(turn.db, "liaison")}
    chosen = [
        (one.id, one.short, bool(one.active), one.id in bound)
        for one in everyone
        if one.group == names[group - 1]
    ]
    turn.say(
        words.listed(names[group - 1], group, leaf(chosen, number, 16), by_sound=order == "sound")
    )


@page("units/{unit:int}", roles=OFFICE, reads=True)
async def card(turn: Turn, unit: int) -> None:
    """One unit: its names, its liaisons, its form."""
    found = await unit_of(turn, unit)
    admin = turn.has("admin")
    phones = admin and turn.incoming.private
    grants = await people.of_unit(turn.db, unit)
    quarter = await current_quarter(turn.db, turn.now, unit)
    form = await load(turn.db, quarter.id, unit) if quarter else None
    if quarter is None or form is None:
        line, route = words.form_line(None, "", 0, 0), None
    else:
        owed = len(form.own_rows)
        name = quarter_words.name(quarter.year, quarter.number)
        line = words.form_line(name, form.form.state, owed - len(form.gaps), owed)
        route = link("score", quarter.id, unit)
    shown = words.Card(
        id=unit,
        name=found.name,
        short=found.short,
        group=found.group,
        classification=found.classification,
        active=bool(found.active),
        aliases=(await roster.aliases(turn.db)).get(unit, ()),
        liaisons=tuple((one.person_name, one.person_phone if phones else "") for one in grants),
        contact=_ring(await roster.contact(turn.db, unit), phones) if not grants else "",
        form=line,
        form_route=route,
    )
    turn.say(words.card(shown, admin))


@page("units/export", roles=("admin",), reads=True)
async def export(turn: Turn) -> None:
    """The list as a spreadsheet that can be imported again."""
    aliases = await roster.aliases(turn.db)
    known, told = await liaisons(turn), await roster.sounds(turn.db)
    nobody = Contact(0, "", "")
    lines = [
        RosterLine(
            row_number=place,
            name=one.name,
            short=one.short,
            aliases=aliases.get(one.id, ()),
            group=one.group,
            classification=one.classification,
            assessed=bool(one.active),
            contact=known.get(one.id, nobody).name,
            phone=known.get(one.id, nobody).phone if turn.incoming.private else "",
            sounds=aloud(one.name, told[one.id]) if one.id in told else "",
        )
        for place, one in enumerate(await roster.everyone(turn.db), 2)
    ]
    turn.say(words.export([asdict(line) for line in lines]))


def _ring(contact: Contact | None, phones: bool) -> str:
    """Whom the list names, with the number where it may be seen."""
    if contact is None:
        return ""
    return f"{contact.name} {contact.phone if phones else masked(contact.phone)}".strip()


async def liaisons(turn: Turn) -> dict[int, Contact]:
    """Each unit's liaison: the first who is bound, else whom the list names."""
    found = await roster.contacts(turn.db)
    bound: dict[int, Contact] = {}
    for grant in await people.with_role(turn.db, "liaison"):
        if grant.unit_id is not None:
            one = Contact(grant.unit_id, grant.person_name, grant.person_phone)
            bound.setdefault(grant.unit_id, one)
    return found | bound


async def groups_of(turn: Turn, everyone: Iterable[Unit]) -> tuple[str, ...]:
    """The tables that occur, in the order of the schemes."""
    found = dict.fromkeys(one.group for one in everyone)
    known = [scheme.group for scheme in await coming(turn.db, turn.world)]
    return (*(one for one in known if one in found), *(one for one in found if one not in known))


async def join_open_quarters(turn: Turn, joining: Sequence[Unit]) -> tuple[str, ...]:
    """Give units that are new or back a form in the quarters that are open; their names.

    Raises:
        InsteadError: a quarter's scheme means another unit by such a name.
    """
    joined: dict[str, None] = {}
    for quarter in await quarters.everyone(turn.db):
        if quarter.state not in ("planned", "open"):
            continue
        schemes = {
            kept.group: read_scheme(kept) for kept in await quarters.schemes(turn.db, quarter.id)
        }
        meant = await quarters.renamed(turn.db, quarter.id)
        assessed = [one for one in joining if one.active and one.group in schemes]
        missing = await quarters.without_form(turn.db, quarter.id, [one.id for one in assessed])
        for unit in assessed:
            if unit.id not in missing:
                continue
            if other := meant.get(unit.name):
                raise instead(words.means_another(unit.name, other), words.LIST)
            names = await names_listed(turn.db, schemes, [unit])
            await quarters.add_form(turn.db, quarter.id, unit.id, unit.group, names[unit.id])
            subject = f"quarter/{quarter.id}"
            await turn.record(unit.id, "form.open", subject, None, {"group": unit.group})
            joined[quarter_words.name(quarter.year, quarter.number)] = None
    return tuple(joined)
