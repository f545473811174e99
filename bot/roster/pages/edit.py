"""Changing a single unit by message: its names and class, a new one, 停用 and 恢复.

Units are never deleted: what was reported stays with them, and a name they had still finds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace

from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.coming import coming
from bot.forms.loading import load, scheme_of
from bot.people.invitations import unit_of
from bot.roster import taken
from bot.roster.headings import tidy
from bot.roster.pages.units import join_open_quarters
from bot.roster.plan import short_of
from bot.roster.words import units as words
from bot.speech.names import unquoted
from scoring.own import listed_as
from scoring.scheme import Scheme
from storage.queries import quarters, roster
from storage.queries.roster import Unit

_SIGNS = re.compile(r"[\n\t，,。；;：:、！!？?/\\|<>《》\"'“”]")


@page("units/{unit:int}/short", roles=("admin",), reads=True)
async def ask_short(turn: Turn, unit: int) -> None:
    """改简称."""
    turn.say(words.ask(unit, "short", (await unit_of(turn, unit)).short))
    turn.wait(link("units", unit, "short", "put"))


@page("units/{unit:int}/name", roles=("admin",), reads=True)
async def ask_name(turn: Turn, unit: int) -> None:
    """改全称."""
    turn.say(words.ask(unit, "name", (await unit_of(turn, unit)).name))
    turn.wait(link("units", unit, "name", "put"))


@page("units/{unit:int}/aliases", roles=("admin",), reads=True)
async def ask_aliases(turn: Turn, unit: int) -> None:
    """改别名."""
    await unit_of(turn, unit)
    now = (await roster.aliases(turn.db)).get(unit, ())
    turn.say(words.ask(unit, "aliases", "、".join(now)))
    turn.wait(link("units", unit, "aliases", "put"))


@page("units/{unit:int}/class", roles=("admin",), reads=True)
async def ask_class(turn: Turn, unit: int) -> None:
    """改类别."""
    found = await unit_of(turn, unit)
    classes, by_scheme = await _classes(turn, found), await _by_scheme(turn, found)
    turn.say(words.ask_class(unit, found.classification, classes, by_scheme))
    turn.wait(link("units", unit, "class", "put"))


@page("units/{unit:int}/class/put/{name}?", roles=("admin",))
async def put_class(turn: Turn, unit: int, name: str = "") -> None:
    """The new class, in the list and in the quarters that are not announced yet."""
    found = await unit_of(turn, unit)
    typed = tidy(name or turn.text)
    after = "" if typed in words.NO_CLASS else typed
    schemes = await coming(turn.db, turn.world)
    known = next((s.classes for s in schemes if s.group == found.group), ())
    listed = [one for one, _ in known]
    if not typed or len(after) > words.LONGEST_CLASS or _SIGNS.search(after):
        raise instead(words.bad_name(1, words.LONGEST_CLASS))
    if after and listed and after not in listed:
        raise instead(words.no_such_class(after, listed))
    await roster.change(turn.db, replace(found, classification=after))
    await quarters.reclassify(turn.db, unit, after)
    by_scheme = await _by_scheme(turn, found)
    await _say_changed(turn, unit, "class", found.classification or by_scheme, after or by_scheme)


async def _by_scheme(turn: Turn, unit: Unit) -> str:
    """The class in which the scheme of its table lists a unit, where it has none of its own."""
    quarter = await current_quarter(turn.db, turn.now, unit.id)
    form = await load(turn.db, quarter.id, unit.id) if quarter else None
    if form is not None:
        return form.scheme.class_of(form.named) or ""
    scheme = next((s for s in await coming(turn.db, turn.world) if s.group == unit.group), None)
    return (scheme.class_of(unit.name) if scheme else None) or ""


async def _classes(turn: Turn, unit: Unit) -> list[str]:
    """What may be tapped: the classes of the scheme, else those the table's units have."""
    for scheme in await coming(turn.db, turn.world):
        if scheme.group == unit.group and scheme.classes:
            return [name for name, _ in scheme.classes]
    own = [one for one in await roster.everyone(turn.db) if one.group == unit.group]
    return sorted({one.classification for one in own if one.classification} | {"一类", "二类"})


@page("units/{unit:int}/short/put", roles=("admin",))
async def put_short(turn: Turn, unit: int) -> None:
    """The new short name."""
    await call(turn, unit, "short", turn.text)


async def call(turn: Turn, unit: int, what: str, said: str) -> None:
    """Give a unit a new short name, full name or class, or one more alias."""
    said = unquoted(said)
    if what == "short":
        await _set_short(turn, unit, said)
    elif what == "name":
        await _set_name(turn, unit, said)
    elif what == "class":
        await put_class(turn, unit, said)
    else:
        before = (await roster.aliases(turn.db)).get(unit, ())
        await _set_aliases(turn, unit, (*before, tidy(said)))


async def _set_short(turn: Turn, unit: int, said: str) -> None:
    found = await unit_of(turn, unit)
    short = await _free(turn, unit, tidy(said), words.LONGEST_SHORT)
    await roster.change(turn.db, replace(found, short=short))
    await _keep_old_name(turn, unit, found.short, short)
    await _say_changed(turn, unit, "short", found.short, short)


@page("units/{unit:int}/name/put", roles=("admin",))
async def put_name(turn: Turn, unit: int) -> None:
    """The new full name."""
    await call(turn, unit, "name", turn.text)


async def _set_name(turn: Turn, unit: int, said: str) -> None:
    found = await unit_of(turn, unit)
    name = await _free(turn, unit, tidy(said), words.LONGEST_NAME)
    listed = False
    if name != found.name:
        await roster.rename(turn.db, unit, name)
        await _keep_old_name(turn, unit, found.name, name)
        listed = await _stay_listed(turn, unit, found.name, name)
    await _say_changed(turn, unit, "name", found.name, name, listed=listed)


@page("units/{unit:int}/aliases/put", roles=("admin",))
async def put_aliases(turn: Turn, unit: int) -> None:
    """The new aliases, all of them."""
    typed = "" if turn.text in {"无", "没有"} else turn.text
    names = [tidy(one) for one in re.split(r"[、,，;；/|\s]+", typed) if tidy(one)]
    if not turn.text:
        raise instead(words.bad_name(2, words.LONGEST_SHORT))
    await _set_aliases(turn, unit, names)


async def _set_aliases(turn: Turn, unit: int, names: Sequence[str]) -> None:
    await unit_of(turn, unit)
    before = (await roster.aliases(turn.db)).get(unit, ())
    if any(not 2 <= len(one) <= words.LONGEST_SHORT for one in names):
        raise instead(words.bad_name(2, words.LONGEST_SHORT))
    after = tuple(dict.fromkeys(names))
    await roster.rename_aliases(turn.db, unit, after)
    await _say_changed(turn, unit, "aliases", "、".join(before), "、".join(after))


@page("units/add", roles=("admin",), reads=True)
async def ask_new(turn: Turn) -> None:
    """加一个单位."""
    turn.say(words.ask_new())
    turn.wait("units/add/name")


@page("units/add/name", roles=("admin",), reads=True)
async def take_new(turn: Turn) -> None:
    """The new unit's name; then which table, which may be typed, too, and is then shown."""
    kept = str(turn.draft.get("name", ""))
    if kept and (table := _TABLE.fullmatch(turn.text.strip())):
        groups = [scheme.group for scheme in await coming(turn.db, turn.world)]
        meant = next((one for one in groups if table["said"] in one), "")
        await propose(turn, kept, meant, *_of_draft(turn))
        return
    groups = [scheme.group for scheme in await coming(turn.db, turn.world)]
    if kept and not _A_BODY.search(turn.text.strip()):
        turn.say(words.not_a_name(kept), *words.ask_group(kept, groups).buttons)
        turn.wait("units/add/name", **turn.draft)
        return
    name = await _free_name(turn, None, words.LONGEST_NAME)
    turn.say(words.ask_group(name, groups))
    turn.wait("units/add/name", name=name)


_A_BODY = re.compile(r"(?:局|委|办|镇|乡|道|中心|院|会|社|公司|站|所|部|队|行|处|馆|集团|校|联)$")
"""What replaces a name that is kept must look like one."""
_TABLE = re.compile(
    r"(?:那)?(?:就)?(?:按|用|放|算|归|走|是|属于)*(?P<said>县直|乡镇|街道)(?:单位|街道)?(?:的)?"
    r"(?:那?张?表)?(?:走|算|来|吧)*"
)
"""按县直的走."""


async def propose(
    turn: Turn,
    name: str,
    group: str,
    short: str = "",
    klass: str = "",
    aliases: Sequence[str] = (),
) -> None:
    """加一个单位 数据局，县直: the table of it shown, or asked for; one tap adds it.

    ``short``, ``klass``, ``aliases``: what it shall be called, and its class, where that was said.

    Raises:
        InsteadError: a name is another unit's, or the table has no such class.
    """
    found = await _free(turn, None, tidy(name), words.LONGEST_NAME)
    called = await _free(turn, None, tidy(short), words.LONGEST_SHORT) if short else ""
    also = [await _free(turn, None, tidy(one), words.LONGEST_SHORT) for one in aliases]
    schemes = await coming(turn.db, turn.world)
    _must_have(klass, [scheme for scheme in schemes if scheme.group == group])
    more = {"group": group, "short": called, "klass": klass, "aliases": also}
    turn.say(words.ask_group(found, [one.group for one in schemes], group, called, klass, also))
    turn.wait("units/add/name", name=found, **{key: one for key, one in more.items() if one})


def _must_have(klass: str, tables: Sequence[Scheme]) -> None:
    listed = [one for scheme in tables for one, _ in scheme.classes]
    if klass and listed and klass not in listed:
        raise instead(words.no_such_class(klass, listed))


def _of_draft(turn: Turn) -> tuple[str, str, Sequence[str]]:
    """The short name, the class and the further names that were said before a unit is added."""
    kept = turn.draft
    return str(kept.get("short", "")), str(kept.get("klass", "")), tuple(kept.get("aliases", ()))


@page("units/add/{group:int}", roles=("admin",), draws=("name", "short", "klass", "aliases"))
async def add(turn: Turn, group: int) -> None:
    """The new unit is on the list, and in the quarters that are open."""
    name, schemes = turn.draft.get("name"), await coming(turn.db, turn.world)
    if not name or not 1 <= group <= len(schemes):
        turn.say(words.begin_again())
        return
    await _refuse_taken(turn, None, name)
    short, klass, aliases = _of_draft(turn)
    table = schemes[group - 1]
    _must_have(klass, [table])
    called = short or short_of(name)
    made = await roster.add(turn.db, name, called, table.group, klass, turn.now)
    if aliases:
        await roster.rename_aliases(turn.db, made.id, tuple(aliases))
    await turn.record(made.id, "unit.add", f"unit/{made.id}", None, asdict(made))
    joined = await join_open_quarters(turn, [made])
    classes = not klass and bool(await _classes(turn, made))
    turn.say(words.added(made.id, name, joined, classes=classes))


@page("units/{unit:int}/stop", roles=("admin",), reads=True)
async def ask_stop(turn: Turn, unit: int) -> None:
    """停用: asked first."""
    turn.say(words.sure_to_stop(unit, (await unit_of(turn, unit)).name))


@page("units/{unit:int}/stop/yes", roles=("admin",))
async def stop(turn: Turn, unit: int) -> None:
    """停用."""
    found = await _set_active(turn, unit, 0)
    turn.say(words.done(unit, words.stopped(found.name)))


@page("units/{unit:int}/start", roles=("admin",))
async def start(turn: Turn, unit: int) -> None:
    """恢复考核."""
    found = await _set_active(turn, unit, 1)
    joined = await join_open_quarters(turn, [found])
    turn.say(words.done(unit, words.started(found.name, joined)))


async def _keep_old_name(turn: Turn, unit: int, old: str, new: str) -> None:
    """The name a unit had becomes an alias, so that people still find it by it."""
    kept = (await roster.aliases(turn.db)).get(unit, ())
    names = tuple(one for one in (*kept, old) if one != new)
    await roster.rename_aliases(turn.db, unit, tuple(dict.fromkeys(names)))


async def _stay_listed(turn: Turn, unit: int, old: str, new: str) -> bool:
    """Schemes of quarters that are there name the unit as it was called: it is still meant.

    Whether any does.
    """
    found = False
    for quarter in await quarters.everyone(turn.db):
        form = await quarters.form(turn.db, quarter.id, unit)
        if form is None:
            continue
        scheme = await scheme_of(turn.db, form.quarter_id, form.group)
        known = form.listed or old
        listed = listed_as(scheme, new, (known,))
        if new != known and new in await quarters.renamed(turn.db, quarter.id):
            listed = known  # in this quarter's scheme the new name means another unit
        if listed != form.listed:
            await quarters.list_as(turn.db, form.id, listed)
        found |= listed == old
    return found


async def _set_active(turn: Turn, unit: int, active: int) -> Unit:
    found = await unit_of(turn, unit)
    changed = replace(found, active=active)
    if changed != found:
        await roster.change(turn.db, changed)
        before, after = {"active": found.active}, {"active": active}
        await turn.record(unit, "unit.change", f"unit/{unit}", before, after)
    return changed


async def _free_name(turn: Turn, unit: int | None, most: int) -> str:
    """The typed name, if it is one and no other unit has it."""
    return await _free(turn, unit, tidy(turn.text), most)


async def _free(turn: Turn, unit: int | None, name: str, most: int) -> str:
    """A name, if it is one and no other unit has it."""
    if not 2 <= len(name) <= most or _SIGNS.search(name):
        raise instead(words.bad_name(2, most))
    await _refuse_taken(turn, unit, name)
    return name


async def _refuse_taken(turn: Turn, unit: int | None, name: str) -> None:
    if (owner := await taken.owner(turn.db, name, unit)) is not None:
        raise instead(words.taken(name, owner))


async def _say_changed(
    turn: Turn, unit: int, what: str, before: str, after: str, *, listed: bool = False
) -> None:
    if before != after:
        await turn.record(unit, "unit.change", f"unit/{unit}", {what: before}, {what: after})
    turn.say(words.done(unit, words.changed(what, before, after, listed=listed)))
