"""Sending a letter: at Telegram's pace, part by part, in the place of a pressed message if asked.

A letter of several parts remembers which have gone, so that trying again repeats none of them. One
that went without an answer (``under_way``) is looked for (``finding``) before it goes again. How it
looks is ``render``; what an error means is ``faults``.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from telegram import InputFile
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.channels.telegram import faults, finding, groups, words
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.ports import TelegramPorts
from bot.channels.telegram.render import Part, file_name, parts
from bot.channels.telegram.under_way import Mark, UnderWay
from bot.channels.telegram.wire import Wire
from bot.corridor.delivering import GoneError, LaterError
from bot.corridor.events import Letter, ReadyFile
from storage.database import stamp
from storage.queries import corridor, people, telegram as queries
from storage.queries.telegram import Place

Values = dict[str, Any]
_NO_PREVIEW = {"is_disabled": True}
ON_THE_WIRE = 3
"""Texts that wait for Telegram's answer at one time: so many are doubtful if the process is killed
just then. A tenth of a second each, it is still Telegram's own pace of thirty a second."""


@dataclass(frozen=True, slots=True)
class _Going:
    """One message: what the call says beside the text or file, and its mark if it is a letter's."""

    values: Values
    mark: Mark | None = None

    @property
    def chat(self) -> str:
        """Where to."""
        return str(self.values["chat_id"])

    def saying(self, **values: Any) -> _Going:
        """With something more."""
        return replace(self, values={**self.values, **values})


class Delivery:
    """The way out to Telegram. ``ticks``: seconds that only run forward."""

    def __init__(
        self,
        ports: TelegramPorts,
        wire: Wire,
        upload_limit: int,
        ticks: Callable[[], float],
        pace: Pace | None = None,
    ) -> None:
        self._ports = ports
        self._wire = wire
        self._upload_limit = upload_limit
        self._ticks = ticks
        self._pace = pace or Pace()
        self._texts = asyncio.Semaphore(ON_THE_WIRE)
        self.under_way = UnderWay(ports.under_way)
        self._failures = 0
        self._failed_at = -math.inf
        self._unreachable: set[str] = set()
        self._keyboards: set[str] = set()
        """Chats with a keyboard of ours in place of the phone's, until the next letter."""

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        """Send; the number of the message with the buttons.

        Raises:
            LaterError: not now. GoneError: never. RefusedError: Telegram will not take it.
        """
        try:
            number = await self._send(letter, files)
        except ChatMigrated as moved:
            async with self._ports.database.transaction() as db:
                now = self._ports.clock()
                await groups.moved(db, letter.chat, str(moved.new_chat_id), now)
            raise LaterError(0, "moved") from None
        except TelegramError as fault:
            self._failed(self._ticks())
            if isinstance(fault, RetryAfter):
                seconds = faults.seconds_of(fault)
                self._pace.told_to_wait(letter.chat, seconds, self._ticks())
            found = faults.outcome(fault, self._failures)
            if isinstance(found, GoneError):
                await self._lost(letter.chat, fault)
            if not isinstance(found, LaterError):
                self.under_way.over(letter.number)
            # Without the cause: its frames hold addresses with the token.
            raise found from None
        self._failures = 0
        self.under_way.over(letter.number)
        await self._reached(letter.chat)
        return number

    async def _lost(self, chat: str, fault: TelegramError) -> None:
        """Nothing reaches this chat any more; of a group the admins hear at once."""
        self._unreachable.add(chat)
        if chat.startswith("-") and not faults.says(fault, faults.SILENCED):
            async with self._ports.database.transaction() as db:
                await groups.left(db, chat, self._ports.clock())
            self._ports.posted()

    async def _reached(self, chat: str) -> None:
        """A person whom nothing had reached is reached again, whatever was wrong."""
        if chat in self._unreachable:
            self._unreachable.discard(chat)
            async with self._ports.database.transaction() as db:
                await people.identity_state(db, "telegram", chat, "ok")

    async def remember(self) -> None:
        """Learn whom nothing reached when the bot last ran, and what was on its way then."""
        self.under_way.load()
        async with self._ports.database.reading() as db:
            self._unreachable = set(await queries.unreachable(db))
            waiting = await corridor.waiting(db, sorted(self.under_way.letters()))
        self.under_way.keep(letter.id for letter in waiting)

    def _failed(self, now: float) -> None:
        """Count failures in a row; many letters that fail in the same moment are one."""
        if now - self._failed_at > 1.0:
            self._failures += 1
            self._failed_at = now

    async def _send(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        private = not letter.chat.startswith("-")
        found = parts(letter.message, files, self._upload_limit, private=private)
        if letter.chat in self._keyboards:
            await self._take_keyboard_away(letter.chat, found)
        if letter.replaces is not None and await self._replace(letter, found):
            return letter.replaces
        place = None if private else await self._place(letter)
        if len(found) == 1:
            return await self._part(letter, 0, found[0], place)
        async with self._ports.database.reading(once=True) as db:
            gone = await queries.parts_of(db, letter.number)
        for index, part in enumerate(found):
            if index in gone:
                continue
            gone[index] = await self._part(letter, index, part, place)
            async with self._ports.database.transaction() as db:
                await queries.keep_part(db, letter.number, index, gone[index], self._ports.clock())
        return gone[len(found) - 1]

    async def _take_keyboard_away(self, chat: str, found: list[Part]) -> None:
        """It would stay behind its icon for ever; a message with buttons cannot carry that off."""
        if "keyboard" in (found[-1].markup or {}):
            return
        away = {"remove_keyboard": True}
        await self._once(Part(words.received()), _Going({"chat_id": chat, "reply_markup": away}))
        self._keyboards.discard(chat)

    async def _place(self, letter: Letter) -> Place | None:
        async with self._ports.database.reading(once=True) as db:
            return await queries.place(db, letter.number, letter.chat)

    async def _replace(self, letter: Letter, found: list[Part]) -> bool:
        """Put the letter in the place of the pressed message; False when it cannot be there."""
        part = found[0]
        inline = part.markup is None or "inline_keyboard" in part.markup
        if len(found) > 1 or part.file is not None or not inline:
            return False
        await self._turn(letter.chat)
        values: Values = {"reply_markup": part.markup} if part.markup else {}
        try:
            await self._wire.call(
                "editMessageText",
                chat_id=letter.chat,
                message_id=letter.replaces,
                text=part.html,
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                **values,
            )
        except TelegramError as fault:
            if faults.says(fault, faults.CANNOT_EDIT):
                return False
            if not faults.says(fault, faults.NOT_CHANGED):
                raise
        return True

    async def _part(self, letter: Letter, index: int, part: Part, place: Place | None) -> str:
        """Send one part, unless it is there already; its message number."""
        mark = Mark(letter.number, letter.chat, stamp(letter.created), index)
        number = self.under_way.number(mark)
        if number is None and self.under_way.is_doubtful(mark):
            tried = self.under_way.candidates(mark)
            number = await finding.find(self._wire, letter.chat, part, tried, self._turn_of_all)
            self.under_way.refused(mark)
        if number is None:
            try:
                number = await self._placed(mark, part, place)
            except (*faults.ANSWERED, LaterError):
                self.under_way.refused(mark)
                raise
        self.under_way.has(mark, number)
        return number

    async def _placed(self, mark: Mark, part: Part, place: Place | None) -> str:
        """Send one part to where somebody asked for it."""
        values: Values = {"chat_id": mark.chat, "parse_mode": "HTML"}
        if part.markup is not None:
            values["reply_markup"] = part.markup
            if "keyboard" in part.markup:
                self._keyboards.add(values["chat_id"])
        if place is not None and place.thread is not None:
            values["message_thread_id"] = place.thread
        if place is not None and place.message is not None:
            values["reply_parameters"] = {
                "message_id": place.message,
                "allow_sending_without_reply": True,
            }
        try:
            return await self._once(part, _Going(values, mark))
        except TelegramError as fault:
            if "message_thread_id" not in values or not faults.says(fault, faults.NO_THREAD):
                raise
        # The topic is gone; the answer goes to the group itself.
        del values["message_thread_id"]
        return await self._once(part, _Going(values, mark))

    async def _once(self, part: Part, going: _Going) -> str:
        if part.file is not None:
            return await self._file(part, part.file, going)
        await self._turn(going.chat)
        async with self._texts:
            sent = await self._call(
                "sendMessage", going.saying(text=part.html, link_preview_options=_NO_PREVIEW)
            )
        return str(sent["message_id"])

    async def _call(self, method: str, going: _Going) -> Values:
        """Hand a message to Telegram."""
        if going.mark is not None:
            self.under_way.goes(going.mark)
        sent: Values = await self._wire.call(method, **going.values)
        self.under_way.saw(going.chat, sent["message_id"])
        return sent

    async def _file(self, part: Part, file: ReadyFile, going: _Going) -> str:
        if part.html:
            going = going.saying(caption=part.html)
        # A picture that once had to go as a document goes as one again.
        shapes = ("photo", "document") if part.photo else ("document",)
        for shape in shapes:
            sent = await self._known(shape, file, going)
            if sent is not None:
                return str(sent["message_id"])
        shape = shapes[0]
        try:
            sent = await self._fresh(shape, file, going)
        except TelegramError as fault:
            if shape == "document" or not faults.says(fault, faults.NOT_A_PHOTO):
                raise
            shape = "document"  # too long or too wide for a photo: as a document it always goes
            sent = await self._fresh(shape, file, going)
        number = file_id_in(sent)
        if number is not None:
            async with self._ports.database.transaction() as db:
                await queries.keep_file_id(
                    db, self._bot, file.digest, _kept_as(shape, file), number
                )
        return str(sent["message_id"])

    async def _known(self, shape: str, file: ReadyFile, going: _Going) -> Values | None:
        """Send a file by Telegram's own number; None when it has none (any more)."""
        kept = _kept_as(shape, file)
        async with self._ports.database.reading(once=True) as db:
            number = await queries.file_id(db, self._bot, file.digest, kept)
        if number is None:
            return None
        try:
            return await self._upload(shape, number, going)
        except TelegramError as fault:
            if not faults.says(fault, faults.STALE_FILE):
                raise
        async with self._ports.database.transaction() as db:
            await queries.forget_file_id(db, self._bot, file.digest, kept)
        return None

    @property
    def _bot(self) -> str:
        return str(self._wire.number)

    async def _fresh(self, shape: str, file: ReadyFile, going: _Going) -> Values:
        """Upload the bytes, streamed from the store."""
        content = await asyncio.to_thread(self._ports.store.open, file.digest)
        try:
            upload = InputFile(content, filename=file_name(file.label), read_file_handle=False)
            return await self._upload(shape, upload, going)
        finally:
            content.close()

    async def _upload(self, shape: str, content: object, going: _Going) -> Values:
        await self._turn(going.chat)
        if isinstance(content, InputFile):
            await self._wire.hint(going.chat, f"upload_{shape}")
        method = "sendPhoto" if shape == "photo" else "sendDocument"
        return await self._call(method, going.saying(**{shape: content}))

    async def _turn(self, chat: str) -> None:
        """Wait for a turn among all; a chat that was too quick has to come again.

        Raises:
            LaterError: the chat's own pace.
        """
        wait = self._pace.ask(chat, self._ticks())
        if wait > 0:
            raise LaterError(wait, "pace")
        await self._turn_of_all()

    async def _turn_of_all(self) -> None:
        wait = self._pace.reserve(self._ticks())
        if wait > 0:
            await asyncio.sleep(wait)


def _kept_as(shape: str, file: ReadyFile) -> str:
    """What tells one kept file from another: a document comes with the name it first had."""
    return shape if shape == "photo" else f"{shape}/{file.label}"


def file_id_in(sent: Values) -> str | None:
    """Under which number Telegram keeps the file of a sent message."""
    if "photo" in sent:
        return str(sent["photo"][-1]["file_id"])
    for shape in ("document", "animation", "video", "audio"):
        if shape in sent:
            return str(sent[shape]["file_id"])
    return None
