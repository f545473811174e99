"""One connection to 企业微信, from being let in to its end.

Answers are matched to questions by their req_id, several under way at once; what people did is
handed on in the order in which it came. What happens after the end is the link's business.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import structlog

from bot.channels.wecom import frames
from bot.channels.wecom.faults import (
    Meaning,
    NotConnectedFault,
    RefusedFault,
    UnansweredFault,
    meaning_of,
)
from bot.channels.wecom.frames import Frame
from bot.channels.wecom.pauses import Rhythm
from bot.channels.wecom.states import Stage, Trouble

log = structlog.get_logger(__name__)

INVALID_REQ_ID = 846605
_ABNORMAL = 1006
"""The close code of a line that ended without one."""


@dataclass(frozen=True, slots=True)
class End:
    """How a connection ended."""

    stage: Stage
    code: int = 0
    trouble: Trouble | None = None


class Line:
    """One subscribed connection."""

    def __init__(
        self,
        socket: aiohttp.ClientWebSocketResponse,
        rhythm: Rhythm,
        keep: Callable[[Frame], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._socket = socket
        self._rhythm = rhythm
        self._keep = keep
        self._clock = clock
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._spoilt: set[str] = set()
        self._missed = 0
        self._over = False
        self.last_pong: datetime | None = None
        self.last_frame: datetime | None = None
        """The last thing that people did."""

    async def run(self, bot: str, secret: str, ready: Callable[[], None]) -> End:
        """Subscribe, say ``ready``, and carry frames until the line ends."""
        reading = asyncio.create_task(self._read())
        beating: asyncio.Task[End] | None = None
        try:
            try:
                body = {"bot_id": bot, "secret": secret}
                await self.request(frames.SUBSCRIBE, body, seconds=self._rhythm.connect)
            except RefusedFault as refusal:
                return End(Stage.REFUSED, refusal.code)
            except (UnansweredFault, NotConnectedFault):
                return reading.result() if reading.done() else _waiting(Trouble.SLOW)
            ready()
            beating = asyncio.create_task(self._beat())
            ended, _ = await asyncio.wait({reading, beating}, return_when=asyncio.FIRST_COMPLETED)
            return (reading if reading in ended else beating).result()
        finally:
            self._finish()
            tasks = [task for task in (reading, beating) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def request(
        self, cmd: str, body: Frame, *, req_id: str | None = None, seconds: float
    ) -> Frame:
        """Ask, and wait for the answer; its body.

        Raises:
            NotConnectedFault, UnansweredFault, RefusedFault: as ``bot.channels.wecom.link``.
        """
        number = req_id or frames.number(cmd)
        text = frames.write(cmd, number, body)
        # An answer carries nothing but the req_id: of the same one, one after the other.
        while (ahead := self._answers.get(number)) is not None:
            await asyncio.wait({ahead})
        if self._over:
            raise NotConnectedFault(cmd)
        if number in self._spoilt:
            raise RefusedFault(INVALID_REQ_ID, "an earlier answer on this req_id is missing")
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        try:
            async with asyncio.timeout(seconds):
                await self._send(text, cmd)
                frame = await answer
        except TimeoutError:
            raise UnansweredFault(f"{cmd}: no answer within {seconds:g} s") from None
        finally:
            if self._answers.get(number) is answer:
                # Given up (or cancelled): an answer that still comes must not be taken for the
                # next one's.
                del self._answers[number]
                answer.cancel()
                self._spoilt.add(number)
        return _body(frame)

    async def _send(self, text: str, cmd: str) -> None:
        try:
            await self._socket.send_str(text)
        except (aiohttp.ClientError, OSError) as fault:
            if "closing transport" in str(fault):  # said before the first byte is written
                raise NotConnectedFault(cmd) from None
            raise UnansweredFault(f"{cmd}: {type(fault).__name__}") from None

    def _finish(self) -> None:
        """Nothing goes out any more; whoever still waits learns that the outcome is unknown."""
        self._over = True
        waiting, self._answers = self._answers, {}
        for answer in waiting.values():
            if not answer.done():
                answer.set_exception(UnansweredFault("the line broke before the answer"))
                answer.exception()  # looked at: nobody may be waiting any more

    async def _read(self) -> End:
        try:
            return await self._carry()
        finally:
            self._finish()

    async def _carry(self) -> End:
        async for message in self._socket:
            if message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                end = await self._take(message.data)
                if end is not None:
                    return end
            else:
                break
        code = self._socket.close_code
        if code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG:
            log.error("WeCom frame too large", most=frames.MOST_BYTES)
        return _waiting(Trouble.CLOSED, _ABNORMAL if code is None else code)

    async def _take(self, data: str | bytes) -> End | None:
        """One frame; an end when it ends the line."""
        try:
            frame = frames.read(data)
        except frames.FrameFault as fault:
            log.warning("WeCom frame not read", why=str(fault), size=len(data))
            return None
        if frames.is_kick(frame):
            return End(Stage.KICKED)
        if frames.is_callback(frame):
            self.last_frame = self._clock()
            await self._keep(frame)
            return None
        if "cmd" in frame and "errcode" not in frame:
            log.info("WeCom frame of an unknown kind", cmd=str(frame["cmd"])[:40])
            return None
        return self._answered(frame)

    def _answered(self, frame: Frame) -> End | None:
        number, code = frame["headers"]["req_id"], frames.code_of(frame)
        answer = self._answers.pop(number, None)
        if answer is not None and not answer.done():
            answer.set_result(frame)
        elif number.startswith(f"{frames.PING}_") and code == 0:
            self._missed = 0
            self.last_pong = self._clock()
        if meaning_of(code) is Meaning.REBUILD:
            return _waiting(Trouble.SESSION, code)
        return None

    async def _beat(self) -> End:
        """A heartbeat every ``ping`` seconds; two in a row unanswered are the end."""
        while True:
            await asyncio.sleep(self._rhythm.ping)
            if self._missed >= self._rhythm.misses:
                return _waiting(Trouble.SILENT)
            self._missed += 1
            try:
                number = frames.number(frames.PING)
                await self._send(frames.write(frames.PING, number, None), frames.PING)
            except (NotConnectedFault, UnansweredFault):
                return _waiting(Trouble.CLOSED, _ABNORMAL)


def _waiting(trouble: Trouble, code: int = 0) -> End:
    return End(Stage.WAITING, code, trouble)


def _body(answer: Frame) -> dict[str, Any]:
    code = frames.code_of(answer)
    if code != 0:
        raise RefusedFault(code, str(answer.get("errmsg", ""))[:300])
    body = answer.get("body")
    return body if isinstance(body, dict) else {}
