"""Where every frame of WeCom comes in.

``take`` returns when nothing can be lost any more: the frame is in the inbox, or was of no meaning.
A click is kept first, then its card shows 已收到, then the work begins. What cannot be read is set
aside on disk and never stops the others.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.channels.wecom import cards, parse, words
from bot.channels.wecom.faults import LinkFault
from bot.channels.wecom.gathering import Gathering
from bot.channels.wecom.paced import Body, PacedLink
from bot.channels.wecom.parse import Aside, Entered, Frame, Pressed, Reader, Said
from bot.channels.wecom.ports import WecomPorts
from bot.corridor.delivering import LaterError
from bot.corridor.events import Incoming, dumps
from bot.corridor.settling import settle
from storage.queries import corridor, wecom as queries

log = structlog.get_logger(__name__)

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError)
"""What reading a frame of another shape raises."""
_NUMBER = re.compile(r"[#＃]\s*(\d{1,2})")


class Inlet:
    """Takes frames in, in the order in which they come."""

    def __init__(
        self, ports: WecomPorts, paced: PacedLink, reader: Reader, gather_seconds: float
    ) -> None:
        self._ports = ports
        self._paced = paced
        self._reader = reader
        self._gathering = Gathering(ports, gather_seconds, self._confirm)
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting = False

    async def take(self, frame: Frame) -> None:
        """Keep a frame. Raises what the database raises: then it was not kept."""
        try:
            meaning = parse.read(frame, self._reader)
        except _UNREADABLE as fault:
            await self._set_aside(frame, fault)
            return
        match meaning:
            case Said(incoming, alone) if alone and not self._resting:
                await self._gathering.add(incoming)
            case Said(incoming):
                await self._carry(await self._chosen(incoming))
            case Pressed():
                await self._pressed(meaning)
            case Aside():
                await self._aside(meaning)
            case Entered():
                self._do(self._welcome(meaning))
            case None:
                log.debug("WeCom frame of no meaning", cmd=frame.get("cmd"))

    async def stop(self) -> None:
        """Carry nothing more through: what still comes is kept for the next start."""
        self._resting = True
        await self._gathering.stop()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)

    async def _carry(self, incoming: Incoming) -> bool:
        """Keep an update and carry it through; False when it had come before."""
        number = await self._ports.keep(incoming)
        if number is None:
            return False
        await self._gathering.finish(incoming.chat)
        if not self._resting:
            self._ports.carry(number, incoming)
        await self._reachable(incoming.sender)
        return True

    async def _chosen(self, incoming: Incoming) -> Incoming:
        """A number typed in a group, as the press of the button it stands for."""
        typed = None if incoming.private else _NUMBER.fullmatch(incoming.text)
        if typed is None:
            return incoming
        async with self._ports.database.reading(once=True) as db:
            route = await queries.choice(db, incoming.chat, int(typed[1]))
        return incoming if route is None else incoming.model_copy(update={"route": route})

    async def _reachable(self, sender: str) -> None:
        """Somebody who could not be written to has opened the chat: now they can."""
        async with self._ports.database.reading(once=True) as db:
            blocked = await queries.is_unreachable(db, sender)
        if blocked:
            async with self._ports.database.transaction() as db:
                await queries.reachable(db, sender)

    async def _pressed(self, pressed: Pressed) -> None:
        if await self._carry(pressed.incoming) and pressed.task:
            self._do(self._mark(pressed))

    async def _mark(self, pressed: Pressed) -> None:
        """Show on the card what was chosen; within five seconds, and never again."""
        async with self._ports.database.reading(once=True) as db:
            kept = await queries.card(db, pressed.task)
        if kept is None:
            return
        body = {
            "response_type": "update_template_card",
            "userids": [pressed.incoming.sender],
            "template_card": cards.pressed(json.loads(kept), pressed.key),
        }
        await self._paced.send(
            pressed.incoming.chat,
            "aibot_respond_update_msg",
            body,
            req_id=pressed.request,
            urgent=True,
        )

    async def _welcome(self, entered: Entered) -> None:
        """Greet; within five seconds."""
        await self._reachable(entered.sender)
        async with self._ports.database.reading(once=True) as db:
            name = await queries.name_of(db, entered.sender)
        message = words.welcome(name)
        body: Body
        if message.buttons:
            task = cards.task_of(0, entered.sender, self._ports.clock())
            body = {"msgtype": "template_card", "template_card": cards.card_of(message, task)}
            async with self._ports.database.transaction() as db:
                card = cards.kept(body["template_card"])
                await queries.keep_card(db, task, card, self._ports.clock())
        else:
            body = {"msgtype": "text", "text": {"content": f"{message.title}\n{message.text}"}}
        await self._paced.send(
            entered.sender, "aibot_respond_welcome_msg", body, req_id=entered.request, urgent=True
        )

    def _confirm(self, incoming: Incoming, number: int) -> None:
        """A further photo of several has come."""
        stream = {"id": incoming.update, "finish": True, "content": words.piece(number)}
        body = {"msgtype": "stream", "stream": stream}
        self._do(self._paced.send(incoming.chat, "aibot_respond_msg", body, req_id=incoming.reply))

    async def _aside(self, aside: Aside) -> None:
        """Answer by ourselves, once."""
        incoming, now = aside.incoming, self._ports.clock()
        async with self._ports.database.transaction() as db:
            number = await corridor.receive(
                db, "wecom", incoming.update, incoming.chat, dumps(incoming), now
            )
            if number is None:
                return
            await settle(db, number, incoming)
            letter = dumps(aside.message)
            await corridor.post(db, number, "wecom", incoming.chat, letter, now=now)
            where = await corridor.conversation(db, "wecom", incoming.chat, incoming.sender)
            await corridor.keep_conversation(db, where, number, now)
        self._ports.posted()

    async def _set_aside(self, frame: Frame, fault: Exception) -> None:
        body = frame.get("body")
        kinds = sorted(str(key) for key in body) if isinstance(body, dict) else []
        log.error("WeCom frame set aside", kinds=kinds, error=type(fault).__name__)
        try:
            key = parse.key_of(frame)
        except _UNREADABLE:
            return
        # Only its number is kept, so that it is not met again; what it said is not for us to keep.
        now = self._ports.clock()
        kept = Incoming(channel="wecom", update=key, chat="", sender="", private=True, received=now)
        async with self._ports.database.transaction() as db:
            inbox = await corridor.receive(db, "wecom", key, "", dumps(kept), now)
            if inbox is not None:
                await corridor.finish(db, inbox, dumps(kept), "failed", "unreadable")

    def _do(self, call: Coroutine[Any, Any, Any]) -> None:
        """A small call beside the road: its failure means nothing."""
        task = asyncio.create_task(_quietly(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(call: Coroutine[Any, Any, Any]) -> None:
    try:
        await call
    except (LinkFault, LaterError) as fault:
        log.info("WeCom small call failed", error=type(fault).__name__)
    except Exception:  # beside the road: nothing waits for it
        log.exception("WeCom small call failed")
