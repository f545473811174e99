"""From an update to a page: which page is meant, whether this person may open it, and the turn.

The turn is the transaction: the page's writes, its letters, its audit rows and the mark that the
update is done are committed together or not at all. A turn whose pages only read
(``page(reads=…)``) reads first, in a view beside the writer, and writes its letters in a short
transaction after that; where it comes to a page that writes, it begins anew as a transaction. What
a person reads about their own situation comes from the page; here are only the few sentences that
belong to none.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.corridor import draft_marks, presses, spoken, words
from bot.corridor.allowed import refusal_of
from bot.corridor.at_once import AtOnce
from bot.corridor.delivering import Keeps
from bot.corridor.door import World
from bot.corridor.events import Incoming, table_room
from bot.corridor.meant import LEAVING, commands, page_meant
from bot.corridor.pages import AFTERWARDS, Declared, Fit, open_pages, page_at
from bot.corridor.reached import with_contact
from bot.corridor.reads_first import OutdatedError, WritesError
from bot.corridor.settling import cover, settle, settled
from bot.corridor.turn import InsteadError, Reached, Turn, tidy
from bot.corridor.writing import may_only_read
from bot.speech.periodic import within
from storage import audit
from storage.database import Database, Session
from storage.faults import is_database_trouble
from storage.queries import arrivals, corridor, people
from storage.queries.corridor import Conversation

log = structlog.get_logger(__name__)
_TAKE_CODES = frozenset({"bind", "bind/claim", "bind/code"})
"""Routes whose message is an invitation code."""
MOST_LOOKS = 3
"""So often a turn that reads looks again at what changed meanwhile; then it is a transaction."""


@dataclass
class _Gone:
    """A turn that has been to its page; ``entered``: where the conversation stood before."""

    turn: Turn
    entered: Conversation
    meant: str = ""
    counts: bool = True
    """False: a press that nobody meant, which is not answered."""
    behind: bool = False
    """It met results that were not written yet."""


class Router:
    """Runs turns."""

    def __init__(
        self,
        database: Database,
        world: World,
        clock: Callable[[], datetime],
        reference: Callable[[], str],
        posted: Callable[[], None] = lambda: None,
        signed_out: Callable[[], None] = lambda: None,
        behind: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self.world = world
        self._clock = clock
        self._reference = reference
        self._posted = posted
        self._signed_out = signed_out
        self._behind = behind
        self._opening: asyncio.Future[None] | None = None
        self.keeps: Mapping[str, Keeps] = {}
        """Channels whose log lies in this database: an answer is written there by its turn."""
        self._rings: dict[int, AtOnce] = {}
        """What turns have said so, until it is committed."""

    async def open(self) -> None:
        """Have every page declared: in a thread, beside whatever the loop can answer by then."""
        if self._opening is None:
            self._opening = asyncio.ensure_future(asyncio.to_thread(open_pages))
        await asyncio.shield(self._opening)

    async def turn(self, inbox_id: int, incoming: Incoming) -> None:
        """Carry an update through; a fault of ours rolls back and is apologised for.

        Raises:
            storage.faults.StorageFault: the database could not be written just now; the
                update is to come again.
        """
        ended = False
        try:
            await self.open()
            with within(self.world.rhythm):
                ended = await self._carried(inbox_id, incoming)
        except Exception as fault:  # the one place where our own bugs end
            if is_database_trouble(fault):
                raise
            await self._apologise(inbox_id, incoming, fault)
        if ended:
            self._signed_out()
        if (said := self._rings.pop(inbox_id, None)) is not None:
            said.channel.ring(incoming.chat)
        self._posted()

    async def _carried(self, inbox_id: int, incoming: Incoming) -> bool:
        """Carry an update through, beside the writer where it only reads."""
        with contextlib.suppress(WritesError):
            for _ in range(MOST_LOOKS if may_only_read(incoming) else 0):
                with contextlib.suppress(OutdatedError):
                    return await self._carried_beside(inbox_id, incoming)
        async with self._database.transaction() as db:
            return await self._carry(db, inbox_id, incoming)

    async def _carried_beside(self, inbox_id: int, incoming: Incoming) -> bool:
        """Read first, and write what is left to be written.

        Raises:
            WritesError: the turn comes to a page that writes. OutdatedError: somebody else wrote
                what it had read.
        """
        read = await self._database.beside(lambda db: self._read(db, inbox_id, incoming))
        async with self._database.transaction() as db:
            ended = read is not None and await self._answered(db, read)
        if read is not None and read.behind:
            self._behind()
        return ended

    async def _read(self, db: Session, inbox_id: int, incoming: Incoming) -> _Gone | None:
        """A turn as far as it reads; None: another has carried it through.

        Raises:
            WritesError: it comes to a page that writes.
        """
        turn = await self._enter(db, inbox_id, incoming)
        if turn is None:
            return None
        gone = _Gone(turn, turn.conversation, counts=_was_meant(turn))
        if not gone.counts:
            return gone
        await self._go_or_say(gone)
        gone.behind = db.behind
        return gone

    async def _answered(self, db: Session, gone: _Gone) -> bool:
        """What a turn that has read leaves to be written."""
        turn = gone.turn
        met = _met(db, turn.inbox_id or 0, turn.incoming)
        await _ahead(db, met, turn.incoming)
        now = await arrivals.arrival(db, met)
        if not now.new:
            return False
        if now.conversation != gone.entered:
            raise OutdatedError
        try:
            await turn.written(db)
        except InsteadError as end:
            await db.take_back()
            _say_instead(gone, end)
        return await self._closed(gone)

    async def _carry(self, db: Session, inbox_id: int, incoming: Incoming) -> bool:
        """The turn as a transaction; whether log-ins ended in it."""
        turn = await self._enter(db, inbox_id, incoming)
        if turn is None:
            return False
        gone = _Gone(turn, turn.conversation, counts=_was_meant(turn))
        if gone.counts:
            await self._go_or_say(gone)
        return await self._closed(gone)

    async def _go_or_say(self, gone: _Gone) -> None:
        """To the page that is meant; or what it says instead, as if it had never been opened."""
        turn = gone.turn
        gone.meant = await page_meant(turn)
        try:
            await self._go(turn, gone.meant)
        except InsteadError as end:
            await turn.db.take_back()
            _say_instead(gone, end)

    async def _closed(self, gone: _Gone) -> bool:
        """The end of a turn, with the mark that its update is done: all that it says is written."""
        turn, incoming = gone.turn, gone.turn.incoming
        await settled(turn.db, turn.inbox_id or 0, incoming)
        if not gone.counts:
            return False
        for look in AFTERWARDS:
            await look(turn)
        # A figure may have been typed as the label of a button: it answers the same form.
        form = gone.entered.waiting or "papers"
        taken = turn.took_form or f"{gone.meant}/".startswith(f"{form}/")
        if incoming.sources and (incoming.attachments or taken):
            await spoken.remember(turn, form)
        await turn.close()
        if turn.at_once is not None and turn.at_once.said:
            self._rings[turn.inbox_id or 0] = turn.at_once
        # A code that was typed stays in no log, right or wrong.
        await cover(turn.db, incoming, aimed=turn.route in _TAKE_CODES)
        return turn.logins_ended

    async def _enter(self, db: Session, inbox_id: int, incoming: Incoming) -> Turn | None:
        """The turn as it begins; None: another has carried its update through."""
        met, group = _met(db, inbox_id, incoming), None
        await _ahead(db, met, incoming)
        if not incoming.private:
            incoming, group = await _group(db, inbox_id, incoming)
            met = replace(met, chat=incoming.chat)
        found = await arrivals.arrival(db, met)
        if not found.new or found.kept_at is None:
            return None
        turn = Turn(
            now=self._acknowledged(found.kept_at, incoming),
            db=db,
            world=self.world,
            incoming=incoming,
            conversation=found.conversation,
            person=found.person,
            grants=found.grants,
            group=group,
            inbox_id=inbox_id,
            shown_at=found.shown_at,
            text=tidy(incoming.text)[: self.world.limits.text_characters],
            way=self,
        )
        if (kept := self.keeps.get(incoming.channel)) is not None:
            turn.at_once = AtOnce(kept, incoming)
        return turn

    def _acknowledged(self, kept_at: datetime, incoming: Incoming) -> datetime:
        """The moment a turn lives at: when its update was on disk, however late it is carried.

        Somebody who answered in time and was told so is in time, although the database was held
        or the process died meanwhile. The web chat's log kept it before intake did.
        """
        known = (self._clock(), kept_at)
        return min(*known, incoming.received) if incoming.channel == "web" else min(known)

    async def _go(self, turn: Turn, meant: str) -> None:
        """To the page that is meant; a typed command is followed beside the form that waits."""
        command = turn.incoming.route is None and not turn.incoming.attachments
        form = turn.conversation.waiting
        if command and form and form != meant and meant in commands() - LEAVING:
            await turn.beside(meant)
        else:
            await turn.visit(meant)

    async def visit(self, turn: Turn, route: str) -> None:
        """To the page of a route, as ``bot.corridor.turn.Way``."""
        found = page_at(route)
        if found is None:
            raise InsteadError(words.stale_button())
        declared, carried = found
        if draft_marks.outdated(route, declared.draws, turn.draft):
            raise InsteadError(words.replaced_since())
        route = draft_marks.bare(route)
        refusal = refusal_of(turn, declared, carried.get("unit"))
        if refusal is not None:
            raise InsteadError(refusal)
        if turn.db.reads_only and not declared.reads:
            raise WritesError(route)
        _reach(turn, declared, route, carried)
        turn.route = route
        await declared.page(turn, **carried)

    async def fits(self, turn: Turn, route: str) -> Fit | None:
        """How a form reads the text at hand; what may not be opened reads nothing."""
        found = page_at(route)
        if found is None or refusal_of(turn, found[0], found[1].get("unit")) is not None:
            return None
        declared, carried = found
        if declared.fits is None:
            return Fit("", sure=False)
        try:
            return await declared.fits(turn, **carried)
        except InsteadError:
            return None  # nothing can be filled in there any more: the page says why

    async def _apologise(self, inbox_id: int, incoming: Incoming, fault: Exception) -> None:
        reference = self._reference()
        log.error(
            "turn failed",
            reference=reference,
            channel=incoming.channel,
            inbox=inbox_id,
            exc_info=fault,
        )
        async with self._database.transaction() as db:
            if not await settle(db, inbox_id, incoming, "failed", reference):
                return
            await cover(db, incoming, aimed=True)
            letter = await with_contact(db, self.world, words.our_fault(reference))
            await corridor.post(
                db,
                inbox_id,
                incoming.channel,
                incoming.chat,
                letter.model_dump_json(exclude_defaults=True),
                now=self._clock(),
            )


def _met(db: Session, inbox_id: int, incoming: Incoming) -> arrivals.Met:
    of = incoming.update, incoming.channel, incoming.chat, incoming.sender
    found = page_at(incoming.route) if incoming.route is not None else None
    if found is None or db.reads_only or found[0].reads:
        return arrivals.Met(inbox_id, *of)
    unit = found[1].get("unit")
    return arrivals.Met(inbox_id, *of, stream=audit.unit_stream(unit) if unit else audit.OFFICE)


async def _ahead(db: Session, met: arrivals.Met, incoming: Incoming) -> None:
    """What a turn begins with is asked together, where the database is a machine of its own."""
    await db.usual((met.channel, met.chat, met.sender, incoming.route is not None))
    await arrivals.arrives(db, met)


def _say_instead(gone: _Gone, end: InsteadError) -> None:
    """What the page had set is undone with what it wrote; a form that waited still waits."""
    turn = gone.turn
    turn.said = [end.message]
    turn.forget()
    turn.conversation = gone.entered
    turn.became = ""
    turn.logins_ended = False
    turn.asks = turn.took_form  # the form said what was wrong: its question stands
    turn.keep_waiting()


def _was_meant(turn: Turn) -> bool:
    """Whether a press counts (``bot.corridor.presses``); what was not meant is not answered."""
    incoming = turn.incoming
    if incoming.route is None:
        return True
    turn.press = presses.read_press(
        turn.conversation, incoming.route, incoming.pressed or "", incoming.received
    )
    if incoming.chat == table_room(incoming.sender):
        return True  # its page presses by key, what stands there is read all the time
    return presses.counts(turn.press, presses.last_of(turn.conversation), turn.shown_at)


async def _group(
    db: Session, inbox_id: int, incoming: Incoming
) -> tuple[Incoming, people.Group | None]:
    """The claimed group something was said in; it may have moved while the update waited."""
    group = await people.group(db, incoming.channel, incoming.chat)
    if group is None:
        now = await corridor.chat_of(db, inbox_id)
        if now != incoming.chat:
            incoming = incoming.model_copy(update={"chat": now})
            group = await people.group(db, incoming.channel, now)
    return incoming, group


def _reach(turn: Turn, declared: Declared, route: str, carried: Mapping[str, Any]) -> None:
    """Note which quarter a page is about, and whether the first route of the turn names it."""
    if "quarter" not in carried:
        return
    if not turn.route or turn.took_form:
        turn.quarter_named = True
    place = declared.pattern.split("/").index("{quarter:int}")
    turn.reached = Reached(route, carried["quarter"], place, carried.get("unit"))
