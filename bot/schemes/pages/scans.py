"""Rules that come as a scan or as photos: pages gathered, how far the reading is, the original.

The reading itself goes on behind the turns (`bot.schemes.scanning`), which says by itself what
became of it. Not here: a document with text of its own (`taking`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Attachment
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.schemes import taken
from bot.schemes.pages.row import found_row
from bot.schemes.scans import no_eyes, of_row
from bot.schemes.words import scans as words, taking as taking_words
from storage.queries import scheme_scans
from storage.queries.scheme_scans import Scan

_TAKE = "schemes/take"


async def _eyes(turn: Turn, otherwise: str = "") -> bool:
    """Whether pictures can be read here; where not, that is said, or what is said ``otherwise``."""
    if turn.world.reads_pictures:
        return True
    turn.say(taking_words.unusable(otherwise or no_eyes(), await taken.known(turn.db)))
    turn.wait(_TAKE)
    return False


async def begin(turn: Turn, file: Attachment, digest: str, otherwise: str = "") -> None:
    """A file whose pages are pictures: it is read behind the turns.

    ``otherwise``: a file that is no scan by itself, and what is said of it where nobody has eyes.
    """
    if not await _eyes(turn, otherwise):
        return
    for one in await scheme_scans.at_work(turn.db):
        if any(digest == own.digest for own in await scheme_scans.pages(turn.db, one.id)):
            await _say_state(turn, one)
            return
    number = await _new(turn, file.label, "waiting")
    await scheme_scans.add_page(turn.db, number, 1, digest, file.kind, 1)
    turn.say(words.begun(number, file.label, inside=bool(otherwise)))


async def gather(turn: Turn, photos: Sequence[Attachment]) -> None:
    """Photos of pages, one after the other; they are read when the person says that is all."""
    if not await _eyes(turn):
        return
    at = turn.incoming
    scan = await scheme_scans.gathering(turn.db, turn.somebody.id, at.channel, at.chat)
    number = scan.id if scan is not None else await _new(turn, photos[0].label, "gathering")
    known = await scheme_scans.pages(turn.db, number)
    last, twice = max((one.place for one in known), default=0), 0
    for one in photos:
        digest = str(one.digest)
        if digest in {page.digest for page in known}:
            twice += 1
            continue
        last += 1
        await scheme_scans.add_page(turn.db, number, last, digest, one.kind, 1)
    turn.say(words.gathered(number, last, twice))
    turn.wait(_TAKE)


async def _new(turn: Turn, label: str, state: str) -> int:
    at = turn.incoming
    return await scheme_scans.add(
        turn.db, turn.somebody.id, at.channel, at.chat, label, state, turn.now
    )


async def _own(turn: Turn, number: int, *states: str) -> Scan:
    """The scan of a route while it is in one of these states; or how it stands now."""
    found = await scheme_scans.scan(turn.db, number)
    if found is None or found.state not in states:
        raise instead(words.over(), to("考核办法", "schemes"), HOME)
    return found


@page("schemes/scan/{scan:int}/read", roles=("admin",))
async def go(turn: Turn, scan: int) -> None:
    """That was all: the pages are read."""
    found = await scheme_scans.scan(turn.db, scan)
    if found is not None and found.state == "waiting":
        await _say_state(turn, found)
        return
    own = await _own(turn, scan, "gathering")
    pages = await scheme_scans.pages(turn.db, scan)
    if not pages:
        turn.say(words.gathered(scan, 0, 0))
        turn.wait(_TAKE)
        return
    await scheme_scans.settle(turn.db, scan, "gathering", "waiting")
    turn.say(words.begun(scan, own.label, len(pages)))


@page("schemes/scan/{scan:int}/back", roles=("admin",))
async def back(turn: Turn, scan: int) -> None:
    """The last photo is taken out again."""
    await _own(turn, scan, "gathering")
    pages = await scheme_scans.pages(turn.db, scan)
    if pages:
        await scheme_scans.drop_page(turn.db, scan, pages[-1].place)
    turn.say(words.gathered(scan, max(0, len(pages) - 1), 0))
    turn.wait(_TAKE)


@page("schemes/scan/{scan:int}/drop", roles=("admin",))
async def drop(turn: Turn, scan: int) -> None:
    """The pages are not wanted any more, whether they are being read or not."""
    own = await _own(turn, scan, "gathering", "waiting")
    await scheme_scans.settle(turn.db, scan, own.state, "dropped")
    turn.say(words.dropped(own.label))


@page("schemes/scan/{scan:int}", roles=("admin",))
async def state(turn: Turn, scan: int) -> None:
    """How far the reading is."""
    await _say_state(turn, await _own(turn, scan, "gathering", "waiting"))


async def _say_state(turn: Turn, scan: Scan) -> None:
    pages = await scheme_scans.pages(turn.db, scan.id)
    if scan.state == "gathering":
        turn.say(words.gathered(scan.id, len(pages), 0))
        turn.wait(_TAKE)
        return
    done = sum(bool(one.seen) for one in pages)
    turn.say(words.under_way(scan.id, scan.label, done, len(pages)))


@page("schemes/row/{draft:int}/{place:int}/original", roles=("admin",))
async def original(turn: Turn, draft: int, place: int) -> None:
    """The part of the scan on which a row stands."""
    row = await found_row(turn, draft, place)
    parts = of_row(await scheme_scans.places(turn.db, draft), place)
    turn.say(words.original(draft, place, row.row, parts))
