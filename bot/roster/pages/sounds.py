"""读音: how a place's name is read, where the dictionary's first reading is not the place's own.

The office sets it from the unit's page, from the list of names that can be read in several ways, or
in one line: 读音 长桥镇 chang qiao. Typed pinyin, names that sound alike and the order by pinyin go
by it. Other fields of a unit are ``edit``'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.shown_first import shown_first
from bot.corridor.turn import Turn, instead
from bot.forms.roster import roster_of
from bot.people.invitations import unit_of
from bot.questions.typed import alone
from bot.roster.pinyin import ENDING, aloud, said_of_unit
from bot.roster.words import sounds as words
from bot.speech.names import Named
from bot.speech.sounds import readings, several
from storage.queries import roster

_LINE = re.compile(
    r"(?P<name>[^A-Za-z]+?)(?:的?读音)?[\s:：,，]*(?:读作|读成|读|念作|念|是|为)?[\s:：,，]*"
    r"(?P<typed>[A-Za-zÀ-ɏ][^一-鿿]*)"
)


@page("units/sounds", roles=("admin",), words=alone("units/sounds"), opens=("读音",))
async def menu(turn: Turn) -> None:
    """Places whose names can be read in several ways; in one line a reading is set."""
    if not turn.rest:
        await _list(turn, 1)
        return
    match = _LINE.fullmatch(turn.rest.strip())
    if match is None:
        raise instead(words.how_to_say(), words.SOUNDS)
    found = (await roster_of(turn.db)).find(match["name"].strip())
    if found.unit is None or not found.sure:
        near = [found.unit] if found.unit else list(found.candidates)
        turn.say(words.which(match["name"].strip(), [(one.id, one.name) for one in near]))
        return
    said = _fitting(found.unit, match["typed"])
    now, then = _read(found.unit), aloud(found.unit.name, {**dict(found.unit.told), **said})
    if not shown_first(
        turn, "units/sounds", turn.rest, *words.would_read(found.unit.name, now, then)
    ):
        await _keep(turn, found.unit, match["typed"])


@page("units/sounds/{number:int}", roles=("admin",), reads=True)
async def listed(turn: Turn, number: int) -> None:
    """A further page of the list."""
    await _list(turn, number)


@page("units/{unit:int}/sound", roles=("admin",), reads=True)
async def ask(turn: Turn, unit: int) -> None:
    """改读音: how the name is read now, and how it may be read."""
    found = await _named(turn, unit)
    ways = [(sign, readings(sign)) for sign in several(found.name)]
    turn.say(words.ask(unit, found.name, _read(found), ways, dict(found.told)))
    turn.wait(link("units", unit, "sound", "put"))


@page("units/{unit:int}/sound/put", roles=("admin",))
async def put(turn: Turn, unit: int) -> None:
    """The reading as it was typed."""
    await _keep(turn, await _named(turn, unit), turn.text)


@page("units/{unit:int}/sound/set/{sign}/{sound}", roles=("admin",))
async def choose(turn: Turn, unit: int, sign: str, sound: str) -> None:
    """One of the dictionary's readings, by its button."""
    found = await _named(turn, unit)
    if sign not in found.name or sound not in readings(sign):
        raise instead(words.gone(), words.SOUNDS)
    await _write(turn, found, {**dict(found.told), sign: sound})


@page("units/{unit:int}/sound/drop", roles=("admin",))
async def drop(turn: Turn, unit: int) -> None:
    """不用单独定: read by the dictionary again."""
    await _write(turn, await _named(turn, unit), {})


async def _list(turn: Turn, number: int) -> None:
    units = [one for one in (await roster_of(turn.db)).units if _open_signs(one)]
    lines = [(one.id, one.short or one.name, _read(one), bool(one.told)) for one in units]
    turn.say(words.listed(leaf(sorted(lines, key=lambda line: line[3]), number, 16)))


def _open_signs(unit: Named) -> tuple[str, ...]:
    """The signs of a place's own name that are read in several ways."""
    return several(ENDING.sub("", unit.name)) if ENDING.search(unit.name) else ()


def _read(unit: Named) -> str:
    return aloud(unit.name, dict(unit.told))


async def _named(turn: Turn, unit: int) -> Named:
    await unit_of(turn, unit)
    every = await roster_of(turn.db)
    return next(one for one in every.units if one.id == unit)


async def _keep(turn: Turn, unit: Named, typed: str) -> None:
    """Read typed pinyin against the name, its short name, and both without their ending."""
    await _write(turn, unit, {**dict(unit.told), **_fitting(unit, typed)})


def _fitting(unit: Named, typed: str) -> dict[str, str]:
    """Typed pinyin by the signs of the name.

    Raises:
        InsteadError: it does not fit.
    """
    said = said_of_unit(unit.name, unit.short, typed)
    if said is None:
        raise instead(words.does_not_fit(unit.name, _read(unit)), words.back(unit.id))
    return dict(said)


async def _write(turn: Turn, unit: Named, after: Mapping[str, str]) -> None:
    before = dict(unit.told)
    if before != dict(after):
        await roster.keep_sounds(turn.db, unit.id, after)
        about, was, is_ = f"unit/{unit.id}", {"sounds": before}, {"sounds": dict(after)}
        await turn.record(unit.id, "unit.change", about, was, is_)
    strange = [sign for sign, sound in after.items() if sound not in readings(sign)]
    read = aloud(unit.name, after)
    turn.say(words.kept(unit.id, unit.name, read, strange, told=bool(after)))
