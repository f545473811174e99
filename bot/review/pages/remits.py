"""审核分工: what each reviewer reviews. Listed, given and taken by an admin, by buttons or a line.

What a remit is lives in ``bot.review.remits``; that it holds on every page of the review is
``review_desk``'s. Who is a reviewer at all is settled on the pages of people and invitations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.routes import link, token
from bot.corridor.shown_first import shown_first
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.forms.loading import read_scheme
from bot.forms.roster import roster_of
from bot.people.telling import tell_office
from bot.questions.typed import alone
from bot.review.hall import reviewers
from bot.review.pages.desk import remits_of
from bot.review.remits import Part, body_of, known_parts, read
from bot.review.words import covers as cover_words, remits as words
from bot.speech.numbers import plain
from scoring.scheme import Scheme
from storage.queries import people, quarters, review

_LIVE = ("open", "review", "announced")
_WHOLE = ("全部", "所有", "全部指标", "不限")
_SECTION = re.compile(r"(?:(?P<group>\S*?)第)?(?P<number>[一二三四五六七八九十]{1,3})(?:节|部分)?")
_ROW = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3}[.．][0-9]{1,2}[a-z]?)项?")
_SHORT_GROUP = 2
"""县直 for 县直单位."""


@page("remits", roles=("admin",), words=alone("remits"), reads=True)
async def listed(turn: Turn) -> None:
    """Every reviewer with what is reviewed."""
    await _list(turn)


async def _list(turn: Turn, first: str = "") -> None:
    schemes = await schemes_meant(turn)
    kept = (await remits_of(turn)).parts
    lines = [
        (number, name, words.parts_said(kept.get(number, ()), schemes))
        for number, name in (await _reviewers(turn)).items()
    ]
    names = await reviewers(turn.db)
    covered = [
        cover_words.line(names[one], names[other])
        for one, other in (await review.covers(turn.db)).items()
        if one in names and other in names
    ]
    first = "\n".join(filter(None, (first, *covered)))
    given = {part.name for parts in kept.values() for part in parts if part.kind == "body"}
    bodies = [part.name for part in known_parts(schemes) if part.kind == "body"]
    turn.say(words.listed(lines, [one for one in bodies if one not in given], first))


@page("remits/typed", opens=("审核",), reads=True)
async def typed(turn: Turn) -> None:
    """审核 张三 第三节. What names no reviewer is asked as it stands: 审核 教育局."""
    said = turn.rest
    turn.rest = ""
    name, _, rest = said.partition(" ")
    known = await _reviewers(turn) if turn.has("admin") else {}
    found = [number for number, one in known.items() if one == name]
    if not found and (not known or not rest or (await roster_of(turn.db)).find_in(said)):
        await turn.ask(f"审核 {said}")
        return
    if len(found) != 1:
        sentence = words.several(name) if found else words.no_such_reviewer(name, known.values())
        raise instead(sentence, words.LIST, HOME)
    route = link("remits", found[0])
    await turn.visit(link(route, "line", rest.strip().replace("/", " ")) if rest.strip() else route)


@page("remits/{person:int}/line/{said}", roles=("admin",))
async def line(turn: Turn, person: int, said: str) -> None:
    """What a typed line gives somebody, in place of what was; shown first."""
    name = await _reviewer(turn, person)
    schemes = await schemes_meant(turn)
    parts = frozenset[Part]() if said in _WHOLE else _parts(said, schemes)
    held = await kept_of(turn, person)
    if held != parts:
        await refuse_admin(turn, person, name)
        was, to = words.parts_said(held, schemes), words.parts_said(parts, schemes)
        shown = words.would_change(name, was, to)
        if shown_first(turn, link("remits", person, "line", said), "", *shown):
            return
    before, after = await give(turn, person, name, parts, schemes)
    unmoved = words.unchanged(name, after)
    await _list(turn, words.changed(name, before, after) if before != after else unmoved)


def _parts(text: str, schemes: Sequence[Scheme]) -> frozenset[Part]:
    """What a line names: bodies, sections, rows, after a table's name or in both tables."""
    if whole := _named(text, schemes):
        return frozenset(whole)
    group, found = "", set[Part]()
    for word in (one for one in re.split(r"[\s,、，;；]+", plain(text)) if one):
        named = [one.group for one in schemes if len(word) >= _SHORT_GROUP and word in one.group]
        if len(named) == 1:
            group = named[0]
            continue
        tables = [one for one in schemes if group in ("", one.group)]
        parts = _named(word, tables)
        if not parts:
            raise instead(_not_understood(word, schemes), words.LIST, HOME)
        found |= parts
    return frozenset(found)


def _named(word: str, tables: Sequence[Scheme]) -> set[Part]:
    """The parts of the tables that one word names."""
    bodies = {one for one in known_parts(tables) if one.kind == "body" and one.name == word}
    if bodies:
        return bodies
    if row := _ROW.fullmatch(word):
        number = row["number"].replace("．", ".")
        return {Part("row", number, one.group) for one in tables if number in one.by_id}
    section = _SECTION.fullmatch(word)
    wanted, group = (section["number"], section["group"] or "") if section else (word, "")
    return {
        Part("section", other.number, one.group)
        for one in tables
        if group in one.group
        for other in one.sections
        if wanted in (other.number, other.name)
    }


def _not_understood(word: str, schemes: Sequence[Scheme]) -> str:
    supplied = [row.id for one in schemes for row in one.rows if body_of(row) == word]
    if supplied:
        return words.supplies_only(word, supplied)
    bodies = [one.name for one in known_parts(schemes) if one.kind == "body"]
    return words.no_such_part(word, bodies)


@page("remits/{person:int}", roles=("admin",), reads=True)
async def whose(turn: Turn, person: int) -> None:
    """What one reviewer reviews, to be ticked."""
    await _ticks(turn, person)


async def _ticks(turn: Turn, person: int, first: str = "") -> None:
    name = await _reviewer(turn, person)
    schemes = await schemes_meant(turn)
    mine = await kept_of(turn, person)
    ticks = [
        (token([part.text]), words.part_said(part, schemes), part in mine)
        for part in _offered(schemes, mine)
    ]
    rows = {
        (one.group, row.id)
        for one in schemes
        for row in one.rows
        if any(part.covers(one.group, row) for part in mine)
    }
    turn.say(words.whose(person, name, ticks, words.counted(len(rows)), first))


@page("remits/{person:int}/{mark}/{on:int}", roles=("admin",))
async def tick(turn: Turn, person: int, mark: str, on: int) -> None:
    """Give a part, or take it back; taking the last one gives everything."""
    name = await _reviewer(turn, person)
    schemes = await schemes_meant(turn)
    mine = await kept_of(turn, person)
    if mark == "all":
        await give(turn, person, name, frozenset(), schemes)
    else:
        part = {token([one.text]): one for one in _offered(schemes, mine)}.get(mark)
        if part is None:
            raise instead(words.no_such_part("", ()), words.LIST, HOME)
        after = mine | {part} if on else mine - {part}
        await give(turn, person, name, after, schemes)
    await _ticks(turn, person)


def _offered(schemes: Sequence[Scheme], mine: frozenset[Part]) -> list[Part]:
    """What may be ticked: bodies, sections, and what is held beside them."""
    known = known_parts(schemes)
    return [*known, *sorted(mine - set(known), key=lambda one: one.text)]


async def give(
    turn: Turn, person: int, name: str, parts: frozenset[Part], schemes: Sequence[Scheme]
) -> tuple[str, str]:
    """Write a remit down and tell whom it concerns; what it was and is, in words."""
    await refuse_admin(turn, person, name)
    held = await kept_of(turn, person)
    before, after = words.parts_said(held, schemes), words.parts_said(parts, schemes)
    if held == parts:
        return before, after
    kept = frozenset(one.text for one in parts)
    await review.set_remit(turn.db, person, kept, turn.somebody.id, turn.now)
    was = sorted(one.text for one in held)
    await turn.record(None, "reviewer.remit", f"person/{person}", was, sorted(kept))
    if person != turn.somebody.id:
        await turn.tell(person, words.told(after))
    await tell_office(turn, words.office_told(turn.somebody.name, name, after))
    return before, after


async def refuse_admin(turn: Turn, person: int, name: str) -> None:
    """An admin is of the office and is never limited."""
    if any(one.person_id == person for one in await people.with_role(turn.db, "admin")):
        raise instead(words.is_admin(name), words.LIST, HOME)


async def kept_of(turn: Turn, person: int) -> frozenset[Part]:
    """What somebody is limited to; empty: to nothing."""
    found = (await review.remits(turn.db)).get(person, frozenset())
    return frozenset(read(one) for one in found)


async def _reviewers(turn: Turn) -> dict[int, str]:
    """Who holds the role of a reviewer, by number, the first first."""
    grants = await people.with_role(turn.db, "reviewer")
    return {one.person_id: one.person_name for one in grants}


async def _reviewer(turn: Turn, person: int) -> str:
    name = (await _reviewers(turn)).get(person)
    if name is None:
        raise instead(words.gone(), words.LIST, HOME)
    return name


async def schemes_meant(turn: Turn) -> list[Scheme]:
    """The tables remits are given by: those of the newest live quarter, else those in force."""
    for quarter in await quarters.everyone(turn.db):
        if quarter.state in _LIVE:
            return [read_scheme(one) for one in await quarters.schemes(turn.db, quarter.id)]
    return list(await coming(turn.db, turn.world))
