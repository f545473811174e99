"""Sending a letter: part by part, as an answer where a callback waits for one, else pushed.

A letter of several parts remembers which have gone, so that trying again repeats none of them.
When a part was sent and no answer came, nobody knows whether it arrived, and it is not repeated
blindly:

- a text goes once more, and a line above it says so; after a second silence it counts as sent
- a card goes once more under the same number: WeCom takes it once only, a refusal says it is there
- a picture or document does not go again: in its place a line says what to do if it is not there
- the update of a card, a greeting and a 收到了 are never repeated (``inlet``)

How a letter looks is ``render``; what an error means is ``faults``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.wecom import addresses, cards, groups, words
from bot.channels.wecom.faults import Meaning, NotConnectedFault, RefusedFault, UnansweredFault
from bot.channels.wecom.files import RATE_SECONDS, OutgoingFiles
from bot.channels.wecom.group_webhook import GroupWebhook
from bot.channels.wecom.markdown import pack
from bot.channels.wecom.pace import chat_lane
from bot.channels.wecom.paced import Body, PacedLink
from bot.channels.wecom.ports import WecomPorts
from bot.channels.wecom.render import Part, parts
from bot.channels.wecom.upload import UploadFault, UploadKind
from bot.corridor.delivering import GoneError, LaterError
from bot.corridor.events import Incoming, Letter, ReadyFile
from storage.database import moment
from storage.queries import wecom as queries

log = structlog.get_logger(__name__)

REPLY_LIFE = timedelta(hours=23)
"""A callback can be answered for 24 hours."""
LONGEST_PAUSE = 60.0
SENT, UNSURE = "sent", "unsure"


class RefusedError(Exception):
    """WeCom will not take this letter as it is: our fault, and loud."""


class Delivery:
    """The way out to WeCom. ``down_since``: since when there has been no line; None: there is."""

    def __init__(
        self,
        ports: WecomPorts,
        paced: PacedLink,
        bot_id: str,
        down_since: Callable[[], datetime | None],
        webhook: GroupWebhook | None = None,
    ) -> None:
        self._ports = ports
        self._paced = paced
        self._files = OutgoingFiles(ports, paced, bot_id)
        self._down_since = down_since
        self._webhook = webhook

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        """Send; the number of the card, or of the letter when it has none.

        Raises:
            LaterError: not now. GoneError: never. RefusedError: WeCom will not take it.
        """
        down = self._down_since()
        if down is not None:
            if self._webhook is not None and await self._webhook.stands_in(letter.chat, down):
                await self._webhook.deliver(letter, files)
                return ""
            raise LaterError(self._pause(down), "no link")
        try:
            return await self._send(letter, files)
        except NotConnectedFault:
            raise LaterError(2.0, "no link") from None
        except RefusedFault as fault:
            raise await self._outcome(letter.chat, fault) from None

    def _pause(self, down: datetime) -> float:
        """The longer there has been no line, the less often each chat's letter asks for it."""
        gone = (self._ports.clock() - down).total_seconds()
        return min(LONGEST_PAUSE, max(2.0, gone / 4))

    async def _outcome(self, chat: str, fault: RefusedFault) -> Exception:
        """What a refusal means for the letter."""
        match fault.meaning:
            case Meaning.RATE:
                self._paced.told_to_wait(chat_lane(chat), RATE_SECONDS)
                return LaterError(RATE_SECONDS, "rate")
            case Meaning.LATER | Meaning.REBUILD:
                return LaterError(5.0, str(fault.meaning))
            case Meaning.SECRET:
                return LaterError(LONGEST_PAUSE, "refused")
            case Meaning.UNOPENED:
                return GoneError("unopened")
            case Meaning.OUTSIDE:
                if addresses.is_group(chat):
                    await self._left(chat)
                return GoneError("outside")
            case _:
                return RefusedError(f"{fault.code} {fault.text}"[:200])

    async def _left(self, chat: str) -> None:
        """The bot is no longer in a group: it is nobody's any more."""
        async with self._ports.database.transaction() as db:
            await groups.left(db, chat, self._ports.clock())
        self._ports.posted()

    # -- parts -----------------------------------------------------------------------------------

    async def _send(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        task = cards.task_of(letter.number, letter.chat, letter.created)
        found = parts(letter.message, files, task=task, numbers=await self._numbers(letter))
        async with self._ports.database.reading() as db:
            states = await queries.parts_of(db, letter.number)
            cause = await queries.cause(db, letter.number)
        reply = self._reply(cause)
        external = ""
        for index, part in enumerate(found):
            state = states.get(index)
            if state is not None and state.state == SENT:
                external = state.message
                continue
            answers = reply if not index and state is None else None
            sending = _Sending(letter, index, answers, unsure=state is not None)
            external = await self._part(sending, part)
            if len(found) > 1:
                await self._note(sending, SENT, external)
        return external

    async def _numbers(self, letter: Letter) -> list[int] | None:
        """The numbers of what a letter offers in a group; None in a private chat."""
        if not addresses.is_group(letter.chat):
            return None
        routes = [button.route for button in cards.buttons_of(letter.message)]
        if not routes:
            return []
        async with self._ports.database.transaction() as db:
            return await queries.number_choices(
                db, letter.chat, letter.number, routes, self._ports.clock()
            )

    def _reply(self, cause: queries.Cause | None) -> str | None:
        """The handle of the callback that this letter may still answer."""
        if cause is None or self._ports.clock() - moment(cause.received_at) > REPLY_LIFE:
            return None
        return Incoming.model_validate_json(cause.payload).reply or None

    async def _part(self, sending: _Sending, part: Part) -> str:
        try:
            if part.file is not None:
                return await self._file(sending, part.file, picture=part.picture)
            if part.card is not None:
                return await self._card(sending, part, part.card)
            await self._text(sending, part.text)
        except UnansweredFault:
            if sending.unsure:
                log.warning("WeCom letter twice unanswered", letter=sending.letter.number)
            else:
                await self._note(sending, UNSURE, "")
                raise LaterError(2.0, "unanswered") from None
        return f"L{sending.letter.number}"

    async def _note(self, sending: _Sending, state: str, external: str) -> None:
        async with self._ports.database.transaction() as db:
            await queries.keep_part(
                db, sending.letter.number, sending.part, state, external, self._ports.clock()
            )

    async def _text(self, sending: _Sending, text: str) -> None:
        if sending.unsure:
            text = f"{words.text_unsure()}\n{text}"
        stream = {"id": f"L{sending.letter.number}", "finish": True, "content": text}
        await self._say(
            sending,
            {"msgtype": "markdown", "markdown": {"content": text}},
            {"msgtype": "stream", "stream": stream},
        )

    async def _card(self, sending: _Sending, part: Part, card: cards.Card) -> str:
        task = str(card["task_id"])
        async with self._ports.database.transaction() as db:
            await queries.keep_card(db, task, cards.kept(card), self._ports.clock())
        try:
            await self._say(sending, {"msgtype": "template_card", "template_card": card})
        except RefusedFault as fault:
            if fault.meaning not in (Meaning.FINAL, Meaning.TOO_LARGE):
                raise
            if not sending.unsure:
                log.warning("WeCom card refused", code=fault.code, letter=sending.letter.number)
                for text in pack(part.text.split("\n")):
                    await self._text(sending.alone(), text)
        return task

    async def _say(self, sending: _Sending, push: Body, answer: Body | None = None) -> None:
        """Answer the callback if there is one that can be answered, else push."""
        chat = sending.letter.chat
        if sending.reply is not None:
            try:
                await self._paced.send(
                    chat, "aibot_respond_msg", answer or push, req_id=sending.reply
                )
            except RefusedFault as fault:
                if fault.meaning is not Meaning.WINDOW:
                    raise
            else:
                return
        await self._paced.send(chat, "aibot_send_msg", {**addresses.target(chat), **push})

    # -- files -----------------------------------------------------------------------------------

    async def _file(self, sending: _Sending, file: ReadyFile, *, picture: bool) -> str:
        number = f"L{sending.letter.number}"
        if sending.unsure:
            await self._text(sending.alone(), words.file_unsure(file.label))
            return number
        shapes: tuple[UploadKind, ...] = ("image", "file") if picture else ("file",)
        for shape in shapes:
            try:
                await self._shape(sending, file, shape)
            except UploadFault:
                continue
            except RefusedFault as fault:
                if fault.meaning not in (Meaning.FINAL, Meaning.TOO_LARGE):
                    raise
                log.warning("WeCom file refused", code=fault.code, shape=shape)
            else:
                return number
        await self._text(sending, words.file_refused(file.label))
        return number

    async def _shape(self, sending: _Sending, file: ReadyFile, shape: UploadKind) -> None:
        """Send a file as a picture or a document, by WeCom's own number where it has one."""
        known = await self._files.known(file, shape)
        if known is not None:
            try:
                await self._say(sending, _media(shape, known))
            except RefusedFault as fault:
                if fault.meaning is not Meaning.MEDIA:
                    raise
                await self._files.forget(file, shape)
            else:
                return
        await self._say(sending, _media(shape, await self._files.upload(file, shape)))


class _Sending:
    """One part of a letter on its way; ``unsure``: it may have gone before."""

    def __init__(self, letter: Letter, part: int, reply: str | None, *, unsure: bool) -> None:
        self.letter = letter
        self.part = part
        self.reply = reply
        self.unsure = unsure

    def alone(self) -> _Sending:
        """The same part as a new message of its own, that answers nothing and was not sent."""
        return _Sending(self.letter, self.part, None, unsure=False)


def _media(shape: str, number: str) -> dict[str, Any]:
    return {"msgtype": shape, shape: {"media_id": number}}
