"""材料包: a unit's or the quarter's evidence to take away, as originals in a zip or as a document.

Admins and reviewers have everybody's, a liaison the own unit's, nobody else any. The web chat packs
while it is fetched; other channels get as many files as they can carry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.archive import contents as archive
from bot.archive.sheets.stream import Contents, volumes as split
from bot.archive.words import book as book_words, pack as words
from bot.corridor import words as corridor
from bot.corridor.buttons import HOME, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.pages import Role, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.editions import making as publication
from bot.editions.standings import RELEASED
from bot.forms.alive import current_quarter
from bot.forms.form import UnitForm
from bot.forms.pages.office import none_yet, quarter_of
from bot.forms.pages.which import form_of, my_form
from bot.forms.roster import roster_of
from bot.forms.words import which as which_words
from bot.questions.typed import alone
from bot.speech.calendar import find_quarter, in_china
from bot.speech.names import Mention, Named
from storage.database import stamp
from storage.queries import archive as archives, people, quarters, roster
from storage.queries.quarters import Quarter

TAKES: tuple[Role, ...] = ("liaison", "admin", "reviewer")
OFFICE_TAKES: tuple[Role, ...] = ("admin", "reviewer")
MOST_VOLUMES = 8
"""So many files may come one after another before a chat is flooded."""
_PER_PAGE = 12


@page(
    "pack",
    roles=TAKES,
    words=alone("pack"),
    opens=("材料包", "下载材料", "图文册", "归档"),
    reads=True,
)
async def pack(turn: Turn) -> None:
    """材料包 教育局 一季度; 归档 一季度: of everybody; a liaison's own without a name."""
    rest, quarter = await _quarter_named(turn)
    mentions = (await roster_of(turn.db)).find_in(rest)
    if mentions and mentions[0].found.unit is not None and mentions[0].found.sure:
        await turn.visit(link("pack", quarter.id, mentions[0].found.unit.id))
    elif rest:
        near = [one for mention in mentions for one in _named(mention)]
        turn.say(words.which_unit(rest, [(one.short, one.id) for one in near], quarter.id))
    elif turn.has(*OFFICE_TAKES):
        await turn.visit(link("pack/all", quarter.id))
    else:
        form = await my_form(turn, "pack")
        await turn.visit(link("pack", quarter.id, form.unit.id))


def _named(mention: Mention) -> tuple[Named, ...]:
    found = mention.found
    return (found.unit,) if found.unit is not None else found.candidates


async def _quarter_named(turn: Turn) -> tuple[str, Quarter]:
    """What is left of the sentence, and the quarter it names; the current one if it names none."""
    known = await quarters.everyone(turn.db)
    today = in_china(turn.now).date()
    mention = find_quarter(turn.rest, today, [(one.year, one.number) for one in known])
    if mention is None:
        current = await current_quarter(turn.db, turn.now)
        if current is None:
            raise none_yet(turn)
        return turn.rest, current
    rest = f"{turn.rest[: mention.start]} {turn.rest[mention.end :]}".strip()
    found = next((one for one in known if (one.year, one.number) == mention.quarter), None)
    if found is None or found.state == "planned":
        raise instead(words.no_such_quarter(*mention.quarter), HOME)
    return rest, found


@page("pack/{quarter:int}/{unit:int}", roles=TAKES, reads=True)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """What there is of a unit."""
    form = await _form(turn, quarter, unit)
    contents = await _contents(turn, form.quarter, unit)
    files, links = _counted(contents)
    turn.say(words.of_unit(quarter, unit, contents.title, files, links, contents.size))


@page("pack/all/{quarter:int}/{number:int}?", roles=OFFICE_TAKES, reads=True)
async def of_quarter(turn: Turn, quarter: int, number: int = 1) -> None:
    """What there is of everybody."""
    found = await quarter_of(turn, quarter)
    contents = await _contents(turn, found, None)
    counts = Counter(one.unit for one in contents.lines)
    known = [one for one in await roster.everyone(turn.db) if one.name in counts]
    shown = leaf([(one.id, one.short, counts[one.name]) for one in known], number, _PER_PAGE)
    files, links = _counted(contents)
    turn.say(
        words.of_quarter(quarter, contents.title, len(known), files, links, contents.size, shown)
    )


@page("pack/files/{quarter:int}/{unit:int}", roles=TAKES, reads=True)
async def files_of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """A unit's originals."""
    form = await _form(turn, quarter, unit)
    await _hand_out(turn, form.quarter, unit)


@page("pack/files/{quarter:int}", roles=OFFICE_TAKES, reads=True)
async def files_of_quarter(turn: Turn, quarter: int) -> None:
    """Everybody's originals."""
    await _hand_out(turn, await quarter_of(turn, quarter), None)


@page("pack/book/{quarter:int}/{unit:int}", roles=TAKES, reads=True)
async def book(turn: Turn, quarter: int, unit: int) -> None:
    """A unit's evidence pack: figures beside the photos, printable."""
    form = await _form(turn, quarter, unit)
    file = book_words.book(form, await _standing(turn, form), turn.now)
    await turn.record(unit, "evidence_pack.ask", f"quarter/{quarter}", None, {"file": file.label})
    turn.say(words.book_sent(file.label.removesuffix(".docx"), file))


@page("pack/kind/{quarter:int}/{unit:int}/{group:int}/{kind}", roles=OFFICE_TAKES, reads=True)
async def of_kind(turn: Turn, quarter: int, unit: int, group: int, kind: str) -> None:
    """One kind of papers (工作总结, 照片) of a unit, a table (0: all) or everybody: how many."""
    contents = await _of_kind(turn, quarter, unit, group, kind)
    units = len({one.unit for one in contents.lines})
    at = (quarter, unit, group, kind)
    turn.say(words.of_kind(contents.title, units, len(contents.lines), contents.size, at))


@page("pack/kind/{quarter:int}/{unit:int}/{group:int}/{kind}/get", roles=OFFICE_TAKES, reads=True)
async def get_kind(turn: Turn, quarter: int, unit: int, group: int, kind: str) -> None:
    """They themselves, in as many files as this chat carries."""
    contents = await _of_kind(turn, quarter, unit, group, kind)
    most = turn.world.limits.sends.get(turn.incoming.channel) or _WHOLE
    parts = split(contents, most)
    if len(parts) > MOST_VOLUMES:
        whole = to("按单位要", "pack/all", quarter)
        turn.say(words.too_large(contents.title, contents.size, len(parts), whole))
        return
    await _written_down(turn, await quarter_of(turn, quarter), unit or None, _taken(contents))
    turn.say(words.volumes(contents.title, [_file(one) for one in parts]))


_WHOLE = 500_000_000
"""Where a chat has no limit of its own: bytes of one file of a pack that is made for it."""


async def _of_kind(turn: Turn, quarter: int, unit: int, group: int, kind: str) -> Contents:
    found = await quarter_of(turn, quarter)
    contents = await _contents(turn, found, unit or None)
    tables = await quarters.schemes(turn.db, quarter)
    if group > len(tables):
        raise instead(which_words.no_such_list(), HOME)
    table = tables[group - 1].group if group else ""
    of = {one.name for one in await roster.everyone(turn.db) if table in ("", one.group)}
    left = archive.of_kind(contents, kind, of, table)
    if not left.lines:
        raise instead(words.none_of_kind(table, kind), to("材料包", "pack"), HOME)
    return left


async def _standing(turn: Turn, form: UnitForm) -> str:
    """The released result with its edition; before that, the figures as they stand."""
    edition = await publication.newest(turn.db, form.quarter.id)
    found = edition.of_unit(form.unit.id) if edition else None
    if edition is None or found is None or form.quarter.state not in RELEASED:
        return book_words.not_released(form)
    return book_words.released(edition, *found)


async def _form(turn: Turn, quarter: int, unit: int) -> UnitForm:
    """The form; a liaison's own is not shown in a group.

    Raises:
        InsteadError: no such form, or a liaison asks where others read.
    """
    if not turn.has(*OFFICE_TAKES) and not turn.incoming.private:
        raise InsteadError(corridor.private_only())
    return await form_of(turn, quarter, unit)


async def _contents(turn: Turn, quarter: Quarter, unit: int | None) -> Contents:
    found = await archive.gather(turn.db, quarter, unit, stamp(turn.now))
    if found is None:
        raise instead(which_words.not_taking_part(), HOME)
    return found


def _counted(contents: Contents) -> tuple[int, int]:
    """Files and links."""
    files = sum(bool(one.path) for one in contents.lines)
    return files, len(contents.lines) - files


async def _hand_out(turn: Turn, quarter: Quarter, unit: int | None) -> None:
    """The originals, in the way this chat can carry them."""
    contents = await _contents(turn, quarter, unit)
    if not contents.lines:
        raise InsteadError(words.nothing(contents.title))
    most = turn.world.limits.sends.get(turn.incoming.channel)
    if most is None:
        taken = _taken(contents)

        async def offer() -> None:
            turn.say(await _download(turn, quarter, unit, taken))

        await turn.then(offer)
        return
    parts = split(contents, most)
    if len(parts) <= MOST_VOLUMES:
        await _written_down(turn, quarter, unit, _taken(contents))
        turn.say(words.volumes(contents.title, [_file(one) for one in parts]))
        return
    await _elsewhere(turn, quarter, unit, contents, len(parts))


async def _elsewhere(
    turn: Turn, quarter: Quarter, unit: int | None, contents: Contents, count: int
) -> None:
    """Too much for this chat: to the person's web chat, else unit by unit."""
    if any(
        one.channel == "web" and one.state == "ok"
        for one in await people.identities_of(turn.db, turn.somebody.id)
    ):
        taken = _taken(contents)

        async def offer_there() -> None:
            message = await _download(turn, quarter, unit, taken)
            await turn.tell_on("web", turn.somebody.id, message)
            turn.say(words.sent_to_web(taken.title, taken.size))

        await turn.then(offer_there)
        return
    by_unit = to("按单位要", "pack/all", quarter.id) if unit is None else None
    turn.say(words.too_large(contents.title, contents.size, count, by_unit))


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is taken away, in figures: they are added up before everybody waits."""

    title: str
    pieces: int
    size: int


def _taken(contents: Contents) -> _Taken:
    return _Taken(contents.title, len(contents.lines), contents.size)


async def _download(turn: Turn, quarter: Quarter, unit: int | None, taken: _Taken) -> Message:
    """A download of its own for everyone who asks: two at once do not use up one another's."""
    expires = turn.now + archive.LASTING
    number = await archives.add(turn.db, quarter.id, unit, turn.somebody.id, expires, turn.now)
    await _written_down(turn, quarter, unit, taken)
    file = File(label=f"{taken.title}.zip", download=number, size=taken.size)
    return words.download(taken.title, file, expires, archive.MOST_STARTS)


async def _written_down(turn: Turn, quarter: Quarter, unit: int | None, taken: _Taken) -> None:
    after = {"pieces": taken.pieces, "bytes": taken.size}
    await turn.record(unit, "archive.ask", f"quarter/{quarter.id}", None, after)


def _file(contents: Contents) -> File:
    # In passing: once it is delivered, a second copy of the evidence need not lie in the store.
    recipe = Recipe(name="archive", data=contents.as_json())
    return File(label=f"{contents.title}.zip", recipe=recipe, passing=True)
