"""A stage for conversations: a small county on a real database and store, with a frozen clock.

Tests send what a person types, presses or photographs through the real intake and router and read
the letters from the real outbox table. Nothing of the product is replaced; only the channel is not
there, because a letter in the outbox is where the product's own work ends.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.corridor import pages
from bot.corridor.codes import marked
from bot.corridor.door import Code, World, code_hash
from bot.corridor.events import Attachment, ChannelName, Incoming, Message, Source
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.quarters.rhythm import learn
from bot.speech.periodic import enter
from scoring.periods import Kind, of_day
from scoring.scheme import Scheme, load as load_scheme, loads
from storage.database import Database, Session
from storage.evidence import EvidenceStore, Refused
from storage.queries import people, quarters, roster
from storage.queries.quarters import Dates, KeptScheme
from tests.given import given

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI).astimezone(UTC)
"""When every story begins: Monday 23 November 2026, ten in the morning."""

DEPARTMENTS = "县直单位"
TOWNS = "乡镇街道"
OFFICE = "信用办群"
"""The chat of the office's admin group on the stage."""

UNITS = (
    ("县教育局", "教育局", DEPARTMENTS, ("教体局",)),
    ("县财政局", "财政局", DEPARTMENTS, ()),
    ("县交通运输局", "交通局", DEPARTMENTS, ("交通",)),
    ("冢头镇", "冢头", TOWNS, ()),
    ("龙山街道", "龙山", TOWNS, ("龙山街道办事处",)),
)
PEOPLE = (
    ("李敏", "13800000001", "liaison", "县教育局"),
    ("王强", "13800000002", "liaison", "冢头镇"),
    ("赵主任", "13800000009", "admin", None),
)
"""Who is bound when a story begins. A person's chat address is the name."""


@dataclass
class Stage:
    """The county and what happens in it."""

    database: Database
    store: EvidenceStore
    world: World
    now: datetime = MONDAY
    read: int = 0
    counter: Iterable[int] = field(default_factory=lambda: itertools.count(1))
    shown: dict[str, list[tuple[str, Message]]] = field(default_factory=dict)
    spoken: dict[tuple[str, str, str, str], Source] = field(default_factory=dict)
    """(chat, who, text, number) → a message that may be edited."""

    async def send(
        self,
        who: str,
        text: str = "",
        *,
        press: str | None = None,
        route: str | None = None,
        files: Iterable[tuple[str, bytes]] = (),
        group: bool = False,
        update: str | None = None,
        edits: str | None = None,
        quotes: str = "",
        channel: ChannelName = "web",
    ) -> list[tuple[str, Message]]:
        """One update of a person, carried through; every letter it caused, with its chat.

        ``press``: the label of a button in the last messages of that chat. ``edits``: what stood
        in the person's message that now reads ``text``.
        """
        chat = OFFICE if group else who
        if press is not None:
            route = self.button(named(channel, chat), press)
        attachments = tuple([await self._attach(label, data) for label, data in files])
        sources = self._sources(chat, who, text, edits, attachments)
        incoming = Incoming(
            channel=channel,
            update=update or f"u{next(iter(self.counter))}",
            chat=chat,
            sender=who,
            private=not group,
            received=self.now,
            text=text,
            route=route,
            attachments=attachments,
            sources=() if route is not None else sources,
            edits=edits is not None,
            quoted=quotes,
        )
        return await self.receive(incoming)

    def _sources(
        self, chat: str, who: str, text: str, edits: str | None, files: tuple[Attachment, ...]
    ) -> tuple[Source, ...]:
        """The messages an update consists of: an album has one for each file."""
        if edits is not None:
            said, source = next(
                (key, one)
                for key, one in reversed(self.spoken.items())
                if key[:3] == (chat, who, edits)
            )
            del self.spoken[said]
            found = (source.model_copy(update={"caption": text}),)
        else:
            numbers = [f"m{next(iter(self.counter))}" for _ in files or (None,)]
            found = tuple(
                Source(message=number, caption=text if index == 0 else "", file=file)
                for index, (number, file) in enumerate(
                    zip(numbers, [str(f.digest) for f in files] or [""], strict=True)
                )
            )
        self.spoken[(chat, who, text, found[0].message)] = found[0]
        return found

    async def receive(self, incoming: Incoming) -> list[tuple[str, Message]]:
        """Carry an update through a fresh corridor, as another process would."""
        numbers = itertools.count(1)
        router = Router(self.database, self.world, lambda: self.now, lambda: f"E{next(numbers)}")
        intake = Intake(self.database, self.store, router.turn, lambda: self.now)
        await intake.receive(incoming)
        await intake.idle()
        self.now += timedelta(seconds=1)
        return await self.letters()

    def since(self, seconds: float) -> None:
        """What happens next comes so long after the last answer."""
        self.now += timedelta(seconds=seconds - 1)

    async def letters(self) -> list[tuple[str, Message]]:
        """Letters posted since the last look: (chat, message)."""
        async with self.database.reading() as db:
            rows = await db.execute_fetchall(
                "select id, channel, chat, payload from outbox where id > ? order by id",
                (self.read,),
            )
        found = []
        for number, channel, address, payload in rows:
            self.read = number
            chat = named(channel, address)
            message = Message.model_validate_json(_revealed(payload))
            _opens_pages(message)
            found.append((chat, message))
            self.shown.setdefault(chat, []).append((chat, message))
        return found

    def button(self, chat: str, label: str) -> str:
        """The route of the newest button with this label (or a label that contains it)."""
        for _, message in reversed(self.shown.get(chat, [])):
            buttons = [b for row in message.buttons for b in row]
            for button in buttons:
                if button.label == label:
                    return button.route
            for button in buttons:
                if label in button.label:
                    return button.route
        raise AssertionError(f"{chat} was never shown a button “{label}”")

    async def _attach(self, label: str, data: bytes) -> Attachment:
        try:
            stored = await self.store.put_bytes(data, allowed=self.store.arriving)
        except Refused as refusal:
            return Attachment(label=label, size=len(data), refused=refusal.refusal.code.value)
        return Attachment(
            label=label, digest=stored.digest, size=stored.size, kind=stored.kind.code
        )

    async def query(self, sql: str, *values: object) -> list[Any]:
        """Rows of the real database."""
        async with self.database.reading() as db:
            return list(await db.execute_fetchall(sql, values))


@asynccontextmanager
async def stage(
    folder: Path,
    *,
    quarter: bool = True,
    kind: Kind = "quarter",
    bound: bool = True,
    codes: Iterable[str] = (),
    before: Iterable[str] = (),
    amended: Iterable[str] = (),
    now: datetime = MONDAY,
    second_percent: int = 0,
    address: str = "https://xinkao.example",
) -> AsyncIterator[Stage]:
    """The county of UNITS; with a quarter open for six weeks, and with PEOPLE bound.

    ``kind``: of what kind the period is that is open.

    ``before``: what else was there before the first turn (``tests.given``). ``amended``: what the
    settings' tables say otherwise than those the quarter was opened with, as ``old => new``.
    ``address``: under which the web chat is reached.
    """
    database = await Database.open(folder / "xinkao.db")
    play = over(database, folder, codes=codes, now=now, address=address, second=second_percent)
    try:
        async with database.transaction() as db:
            await _found(db, play, kind if quarter else None, bound=bound)
            await given(db, play.now, before)
        if amended:
            schemes = tuple(_amended(one, tuple(amended)) for one in play.world.schemes)
            play.world = replace(play.world, schemes=schemes)
        async with database.reading() as db:
            await learn(db, play.world)
        enter(play.world.rhythm)
        yield play
    finally:
        await database.close()


def over(
    database: Database,
    folder: Path,
    *,
    codes: Iterable[str] = (),
    now: datetime = MONDAY,
    address: str = "https://xinkao.example",
    second: int = 0,
) -> Stage:
    """The stage over a county as it is; ``second``: of how many percent a second look is taken."""
    pages.open_all()
    fresh = iter(codes) if codes else (f"CODE-{n:04d}" for n in itertools.count(1))
    world = World(
        county="郏县",
        schemes=(load_scheme("郏县2022-县直单位"), load_scheme("郏县2022-乡镇街道")),
        new_code=lambda: code_of(next(fresh)),
        link=lambda channel, code: f"{address}/i/{code}",
    )
    store = EvidenceStore(folder / "evidence", world.limits.file_bytes)

    async def read_bytes(digest: str) -> bytes:
        return store.path(digest).read_bytes()

    async def keep_bytes(data: bytes, label: str) -> Attachment:
        kept = await store.put_bytes(data)
        return Attachment(label=label, digest=kept.digest, size=kept.size, kind=kept.kind.code)

    world = replace(world, read_bytes=read_bytes, keep_bytes=keep_bytes, second_percent=second)
    return Stage(database, store, world, now)


def _opens_pages(message: Message) -> None:
    """Every button of a letter opens a page: what ``tests.links`` cannot read in the source."""
    for row in message.buttons:
        for button in row:
            assert _leads(button.route), f"[{button.label}] leads nowhere: {button.route}"


@lru_cache(maxsize=1 << 14)
def _leads(route: str) -> bool:
    return pages.page_at(route) is not None


def press(play: Stage, who: str, route: str, update: str = "") -> Incoming:
    """A touch of a button on the web, as an update of its own."""
    return Incoming(
        channel="web",
        update=update or f"{who}-{route}",
        chat=who,
        sender=who,
        private=True,
        received=play.now,
        route=route,
    )


def named(channel: str, chat: str) -> str:
    """A chat as stories call it: the web chat's by its person alone, others with their channel."""
    return chat if channel == "web" else f"{chat}@{channel}"


def code_of(text: str) -> Code:
    """A code of the test's own choice: on the stage a mark's token is the code in hex."""
    return Code(text, marked(text.encode().hex()))


def plain_of(token: str) -> str:
    """The code of a mark on the stage."""
    return bytes.fromhex(token).decode()


def _revealed(payload: str) -> str:
    return re.sub("\ue000(.*?)\ue001", lambda mark: plain_of(mark[1]), payload)


def _amended(scheme: Scheme, changes: tuple[str, ...]) -> Scheme:
    text = scheme.text
    for change in changes:
        old, _, new = change.partition(" => ")
        text = text.replace(old, new)
    return loads(text, scheme.name)


async def _found(db: Session, play: Stage, kind: Kind | None, *, bound: bool) -> None:
    numbers: dict[str, int] = {}
    for name, short, group, aliases in UNITS:
        unit = await roster.add(db, name, short, group, "", play.now)
        await roster.rename_aliases(db, unit.id, aliases)
        numbers[name] = unit.id
    if bound:
        await people.claim_group(db, "web", OFFICE, "信用办管理群", "admin", play.now)
        for name, phone, role, unit_name in PEOPLE:
            person = await people.add_person(db, name, phone, play.now)
            await people.add_identity(db, person.id, "web", name, play.now)
            unit_id = numbers[unit_name] if unit_name else None
            await people.give_role(db, person.id, role, unit_id, None, play.now)
    else:
        await people.invite(
            db,
            code_hash("SETUP-0001"),
            "admin",
            None,
            None,
            play.now,
            play.now + timedelta(days=30),
        )
    if kind is not None:
        await open_quarter(db, play, *of_day(kind, play.now.astimezone(SHANGHAI).date()))


async def open_quarter(db: Session, play: Stage, year: int, number: int) -> int:
    """A quarter that is open now for every unit, due at 18:00 in six weeks: on 5 January 2027."""
    today = play.now.astimezone(SHANGHAI)
    due = (today + timedelta(days=43)).replace(hour=18, minute=0, second=0, microsecond=0)
    dates = Dates(
        opens=today.date() - timedelta(days=46),
        deadline=due,
        work_report_due=due,
        review_until=due + timedelta(days=10),
        appeal_until=due + timedelta(days=20),
    )
    quarter = await quarters.add(db, year, number, "open", dates, play.now)
    for scheme in play.world.schemes:
        kept = KeptScheme(scheme.group, scheme.name, scheme.digest, scheme.text)
        await quarters.add_scheme(db, quarter, kept)
    for unit in await roster.everyone(db):
        await quarters.add_form(db, quarter, unit.id, unit.group)
    return quarter


def render(letters: Iterable[tuple[str, Message]], chat: str) -> str:
    """Letters as a transcript shows them; those to other chats say where they went."""
    return "\n".join(
        ("" if to == chat else f"→ {to}\n") + render_message(message) for to, message in letters
    )


def render_message(message: Message) -> str:
    """One message as text: 【title】, lines, ‹folded›, (files), [buttons]."""
    lines = [f"【{message.title}】"] if message.title else []
    lines += message.text.splitlines()
    if message.detail:
        lines.append(
            f"‹{message.detail_label or '详情'}：{' / '.join(message.detail.splitlines())}›"
        )
    lines += [f"({'图' if file.picture else '文件'}：{file.label})" for file in message.files]
    lines += [" ".join(f"[{button.label}]" for button in row) for row in message.buttons]
    return _ANCHOR.sub("A…", "\n".join(lines)) + "\n"


_ANCHOR = re.compile(r"A\d+-[0-9a-f]{32}")
"""The end of the audit chain: it rests on every word that was ever kept, and no story tells it."""

__all__ = ["MONDAY", "OFFICE", "Stage", "open_quarter", "render", "stage"]
