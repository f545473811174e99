"""What a page is given: time, chance, the database, the person, and how to say and to record.

A page knows no channel, no driver and no clock; all of it comes in by the turn. How a page is
declared is in ``bot.corridor.pages``, what a button carries in ``bot.corridor.routes``.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar

from bot.corridor import draft_marks, given_up, presses, way_back, words
from bot.corridor.at_once import AtOnce
from bot.corridor.door import World
from bot.corridor.events import (
    Attachment,
    Button,
    Incoming,
    Message,
    Route,
    as_json,
    desk_room,
)
from bot.corridor.pages import Fit, Role
from bot.corridor.presses import Press
from bot.corridor.reached import with_contact
from bot.corridor.writes_to import WritesTo
from storage import audit
from storage.database import Session
from storage.prepared import Happened, Prepared, prepare
from storage.queries import corridor
from storage.queries.corridor import Conversation
from storage.queries.people import Grant, Group, Person

_Read = TypeVar("_Read")

DEEPEST: Final = 8
"""Pages that may lead to one another within a turn; more is a circle."""
ASKED: Final[Route] = "asked/meant"
"""The page that understands a sentence which another page passes on."""


class InsteadError(Exception):
    """The page says this instead; whatever it wrote before is undone."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def instead(text: str, *buttons: Button, title: str = "") -> InsteadError:
    """What to raise to end a page with a sentence and, below it, buttons."""
    rows = tuple((button,) for button in buttons)
    return InsteadError(Message(text=text, title=title, buttons=rows))


def tidy(text: str) -> str:
    """A message as the pages read it: no odd spaces or controls, ends trimmed.

    Private-use letters go too: a mark that stands for a code (``bot.corridor.codes``) is never
    typed.
    """
    unseen = {"Cc", "Cf", "Co"}
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in unseen)
    return kept.replace("\u3000", " ").replace("\xa0", " ").strip()


@dataclass(frozen=True, slots=True)
class Reached:
    """A page of one quarter that a turn has come to; ``place``: where its route names it."""

    route: str
    quarter: int
    place: int
    unit: int | None = None


class Way(Protocol):
    """How one page leads to another. The turn does not hold on to what holds on to it: it is gone,
    with all that was read for it, the moment it is over, and its memory serves the next one.
    """

    async def visit(self, turn: Turn, route: str) -> None:
        """To the page of a route."""

    async def fits(self, turn: Turn, route: str) -> Fit | None:
        """How a form (its route) reads the text at hand."""


@dataclass
class Turn(WritesTo):
    """One happening, from the update to the letters it causes, in one transaction."""

    now: datetime
    """When the update was acknowledged: what it does is judged by this moment."""
    db: Session
    world: World
    incoming: Incoming
    conversation: Conversation
    person: Person | None = None
    grants: tuple[Grant, ...] = ()
    group: Group | None = None
    inbox_id: int | None = None
    shown_at: datetime | None = None
    """When the sender's last letter came to stand in the chat; None: long ago."""
    text: str = ""
    rest: str = ""
    route: str = ""
    logins_ended: bool = False
    """Log-ins ended in this turn: what is open under them is broken off when it is committed."""
    became: str = ""
    """What the message at hand became: a receipt's number, ``claim``, or nothing that is kept."""
    way: Way = field(repr=False, default=None)  # type: ignore[assignment] # the router, wherever pages lead on
    at_once: AtOnce | None = None
    """How the turn's own chat is answered by the turn's own commit, where it may be."""
    asks: bool = False
    """What the turn says puts the question of the form that waits from now on."""
    took_form: bool = False
    """The message at hand went to the form that waited."""
    asking: str = ""
    """A sentence that a page passes on to be understood (``ask``)."""
    press: Press | None = None
    """The press that began the turn."""
    said: list[Message] = field(default_factory=list)
    reached: Reached | None = None
    """The last page that is about one quarter."""
    quarter_named: bool = False
    """Which quarter is meant was said: by a word, by a button, or by the form that waited."""
    listed: tuple[int, ...] = ()
    """The units of a numbered list that was shown, in its order: what 第二个单位 means next."""
    aside: dict[str, Any] = field(default_factory=dict)
    """What the form has gathered that waits while a page is answered beside it."""
    aside_of: str = ""
    """The route of that form."""
    dropped: bool = False
    """What was said gave up the form that waited: it waits no longer."""
    asked_here: int = 0
    """How many questions this turn has kept: the next one has a number of its own."""
    _once: dict[Hashable, tuple[object, Any]] = field(default_factory=dict, repr=False)
    _then: list[Callable[[], Awaitable[None]]] = field(default_factory=list, repr=False)
    _depth: int = 0
    _waits: bool = False
    _placed: bool = False
    _fresh: bool | None = None

    # -- who ---------------------------------------------------------------------------------

    @property
    def somebody(self) -> Person:
        """The bound person; only pages for strangers may meet none."""
        if self.person is None:
            raise LookupError("nobody is bound here")
        return self.person

    def has(self, *roles: Role, unit: int | None = None) -> bool:
        """Whether the person holds one of the roles (liaison: for this unit, if one is named)."""
        return any(
            grant.role in roles
            and (grant.role != "liaison" or unit is None or grant.unit_id == unit)
            for grant in self.grants
        )

    @property
    def units(self) -> tuple[int, ...]:
        """The units the person is liaison of."""
        return tuple(
            grant.unit_id
            for grant in self.grants
            if grant.role == "liaison" and grant.unit_id is not None
        )

    @property
    def at_desk(self) -> bool:
        """Whether this is said on the desk-sized page, which itself shows what comes next."""
        return self.incoming.chat == desk_room(self.incoming.sender)

    def once(self, what: Hashable, of: object, read: Callable[[], _Read]) -> _Read:
        """What is read of the message at hand, worked out once for all that ask in this turn.

        ``what``: which reading, of which words; ``of``: what it is read against, such as a form,
        which may be read from storage anew: when it has changed, so may the reading.
        """
        kept = self._once.get(what)
        if kept is None or kept[0] != of:
            kept = self._once[what] = (of, read())
        found: _Read = kept[1]
        return found

    async def visit(self, route: str) -> None:
        """Go to another page.

        Raises:
            RecursionError: pages lead to one another in a circle (a fault of ours).
        """
        self._depth += 1
        if self._depth > DEEPEST:
            raise RecursionError(f"pages lead in a circle: {route}")
        await self.way.visit(self, route)

    async def fits(self, route: str) -> Fit | None:
        """How a form (its route) reads the text at hand."""
        return await self.way.fits(self, route)

    async def ask(self, text: str) -> None:
        """Go where a sentence leads, as if it had been typed here: the front understands it."""
        self.asking = text
        await self.visit(ASKED)

    # -- saying ------------------------------------------------------------------------------

    def say(self, message: Message | str, *rows: tuple[Button, ...]) -> None:
        """Answer in this chat."""
        if isinstance(message, str):
            message = Message(text=message)
        if rows:
            message = message.model_copy(update={"buttons": (*message.buttons, *rows)})
        self.said.append(message)

    # -- where the conversation stands ---------------------------------------------------------

    def wait(self, route: str, **draft: object) -> None:
        """The next free message in this chat goes to this route, with this draft."""
        self._waits = self.asks = True
        self._draft(route, draft)

    def _draft(self, route: str | None, draft: dict[str, object]) -> None:
        """Begin a form, or none; what is held goes on from one to the next."""
        text = as_json({**self._kept(), **draft})
        self.conversation = self.conversation._replace(waiting=route, draft=text)

    def _kept(self) -> dict[str, object]:
        return {name: one for name, one in self.draft.items() if name in GOES_ON}

    def hold(self, files: Sequence[Attachment], caption: str) -> None:
        """Keep files that have no place yet, whatever is done in between (``release``)."""
        held = {"files": [one.model_dump() for one in files], "caption": caption}
        text = as_json({**self.draft, HELD: held})
        self.conversation = self.conversation._replace(draft=text)

    @property
    def held(self) -> tuple[tuple[Attachment, ...], str]:
        """Files that wait for their place, with their caption; their bytes are safe already."""
        kept = self.draft.get(HELD, {})
        files = tuple(Attachment.model_validate(one) for one in kept.get("files", []))
        return files, str(kept.get("caption", ""))

    def release(self) -> None:
        """What was held has its place, or is not wanted."""
        draft = {name: one for name, one in self.draft.items() if name != HELD}
        self.conversation = self.conversation._replace(draft=as_json(draft))

    def keep_waiting(self, *, way_back: bool = False) -> None:
        """The form that waited goes on waiting; ``way_back``: with the button back to its walk."""
        self._waits = True
        self._placed = not way_back

    async def fresh(self) -> bool:
        """Whether the question of the form that waits is the last thing said in this chat.

        In a group others are answered in between: there only what the group was told by itself
        counts, and what this person was answered.
        """
        if self._fresh is None:
            since = corridor.said_since if self.incoming.private else corridor.told_since
            asked = self.conversation.asked
            self._fresh = not asked or not await since(self.db, self.conversation)
        return self._fresh

    @property
    def long_ago(self) -> bool:
        """Whether what stood last in this chat has stood there for hours: nobody means it any more.

        A page of yesterday evening is not answered to by a word of this morning.
        """
        return self.shown_at is not None and self.now - self.shown_at > LONG

    async def beside(self, route: str) -> None:
        """Go to a page beside the form that waits: for it the message at hand is no answer.

        The form waits on afterwards, unless the page waits for something itself, or gave it up.
        """
        form, gathered = self.conversation, self.draft
        self.aside, self.aside_of = gathered, form.waiting or ""
        self._draft(None, {})
        await self.visit(route)
        if self.conversation.waiting is None and not self.dropped:
            self._draft(form.waiting, {n: one for n, one in gathered.items() if n not in GOES_ON})
            self._waits = True

    def typed(self, text: str) -> None:
        """From here on this is what the person wrote: a tap has said that it was meant."""
        self.incoming = self.incoming.model_copy(update={"route": None, "text": text})
        self.text, self._fresh = text, True

    @property
    def draft(self) -> dict[str, Any]:
        """What the page that waited had gathered."""
        if self.conversation.draft == "{}":
            return {}
        found = json.loads(self.conversation.draft)
        return found if isinstance(found, dict) else {}

    def place(self, route: str) -> None:
        """This is where an unfinished walk stands: one tap leads back to it from anywhere."""
        self._placed = True
        self.conversation = self.conversation._replace(place=route)

    def leave_walk(self) -> None:
        """The walk is finished or left on purpose: no button leads back."""
        self._placed = True
        self.conversation = self.conversation._replace(place=None)

    def speak_of(self, unit_id: int) -> None:
        """From now on, in this chat, words without a unit mean this one."""
        self.conversation = self.conversation._replace(unit_id=unit_id)

    # -- writing down --------------------------------------------------------------------------

    async def record(
        self,
        unit_id: int | None,
        action: str,
        subject: str,
        before: object,
        after: object,
        why: str = "",
    ) -> None:
        """Put a change in the audit chain of a unit (None: of the office).

        A page that only reads does not find it there yet: it is written with the letters.
        """

        async def enter() -> None:
            await audit.record(
                self.db,
                audit.unit_stream(unit_id) if unit_id is not None else audit.OFFICE,
                actor=self.person.id if self.person else None,
                action=action,
                subject=subject,
                before=before,
                after=after,
                why=why,
                now=self.now,
            )

        await self.then(enter)

    async def prepared(self, happened: Sequence[Happened]) -> Prepared:
        """Audit rows of many changes, hashed beside the writer; ``append`` writes them down."""
        who = self.person.id if self.person else None
        return await prepare(self.db, happened, actor=who, now=self.now)

    async def close(self) -> None:
        """Put what was said in the outbox and keep where the conversation stands."""
        if not self._waits:
            self._draft(None, {})
        if self.said and (count := len(self.held[0])) and not way_back.asks_where(self.said[-1]):
            self.said[-1] = way_back.added(self.said[-1], words.held(count))
        if self.said and not self._placed and self.conversation.place:
            back = Button(label="接着填报", route=self.conversation.place)
            self.said[-1] = way_back.added(self.said[-1], back)
        self.conversation = given_up.without_shown(self.conversation, self.said)
        self.said = [draft_marks.marked(one, self.draft) for one in self.said]
        chosen = [m for m in self.said if m.buttons]
        if chosen:
            choices = [[b.label, b.route] for row in chosen[-1].buttons for b in row]
            self.conversation = self.conversation._replace(choices=as_json(choices))
        self._remember_press()
        for index, message in enumerate(self.said):
            replaces = self.incoming.pressed if index == 0 and message.replace else None
            if not await self._at_once(message, replaces):
                await self._post(
                    self.incoming.channel, self.incoming.chat, message, replaces=replaces
                )
        await corridor.keep_conversation(
            self.db, self.conversation, self.inbox_id, self.now, asks=self.asks
        )

    async def _at_once(self, message: Message, replaces: str | None) -> bool:
        if self.at_once is None:
            return False
        said = await with_contact(self.db, self.world, message)
        return await self.at_once.say(self.db, self.inbox_id, said, replaces, self.now)

    def _remember_press(self) -> None:
        kept = self.press
        if kept is not None and not presses.redrawn(self.said):
            kept = presses.forget_lines(kept)
        self.conversation = self.conversation._replace(press=kept.dumped() if kept else "{}")


LONG: Final = timedelta(hours=3)
"""After so long a typed word is no press of a button, and no change of a draft without a tap."""
HELD: Final = "held"
"""Where in a draft the files lie that have no place yet."""
GOES_ON: Final = frozenset((HELD, given_up.GIVEN_UP))
