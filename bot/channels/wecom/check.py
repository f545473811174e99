"""``python -m bot check wecom``: what stands between the bot and WeCom, a sentence a fault.

A second connection throws the first one out, so a bot that runs is asked how it
stands and left alone. Only where none runs the check connects, says who it is, and leaves again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.channels.sessions import open_session, trust
from bot.channels.wecom import check_words as words, frames
from bot.channels.wecom.channel import link_settings
from bot.channels.wecom.faults import CODES, LinkFault, Meaning, meaning_of
from bot.channels.wecom.hold import Hold, TakenFault
from bot.channels.wecom.link import Link
from bot.channels.wecom.ports import WecomSettings
from bot.channels.wecom.states import LinkState, Stage
from bot.corridor import clock
from bot.speech.calendar import say_moment
from storage.database import moment

SECONDS = 25.0
LINGER_SECONDS = 2.0
"""So long after connecting, another program with the same bot would have been heard of."""
CLOCK_SECONDS = 60

Report = tuple[list[str], bool]


async def check(
    settings: WecomSettings,
    kept: str | None,
    linger: float = LINGER_SECONDS,
    *,
    served: bool = False,
) -> Report:
    """The lines to print, and whether all is well; ``kept``: what a running bot wrote of itself.

    ``served``: one is known to run, wherever it is: its line is left alone.
    """
    if not settings.bot_id:
        return [words.not_used()], True
    if served:
        return _running(kept)
    try:
        hold = Hold.take(settings.folder, settings.bot_id)
    except TakenFault:
        return _running(kept)
    try:
        state = await _look(settings, linger)
    finally:
        hold.release()
    host = urlsplit(settings.url).hostname or settings.url
    if state.stage is not Stage.READY:
        return [_fault(state, host)], False
    lines = [words.well(bool(settings.group_webhook))]
    off = await _clock_off(settings)
    if off > CLOCK_SECONDS:
        return [*lines, f"  {words.clock(off)}"], False
    return lines, True


def _running(kept: str | None) -> Report:
    told = json.loads(kept) if kept else {}
    stage = str(told.get("stage", ""))
    since = say_moment(moment(told["since"]), clock.now()) if "since" in told else ""
    return [words.running(stage, since)], stage == Stage.READY


def _fault(state: LinkState, host: str) -> str:
    note = CODES[state.code].note if state.code in CODES else ""
    if state.stage is Stage.KICKED:
        return words.kicked()
    if state.stage is Stage.REFUSED:
        if meaning_of(state.code) in (Meaning.LATER, Meaning.RATE):
            return words.busy(state.code, note)
        return words.refused(state.code, note)
    return words.trouble(str(state.trouble or "slow"), host)


async def _look(settings: WecomSettings, linger: float) -> LinkState:
    """Connect once; the state that tells most."""
    settled = asyncio.Event()

    def note(state: LinkState) -> None:
        if state.stage not in (Stage.CONNECTING, Stage.STOPPED):
            settled.set()

    async def excuse(frame: frames.Frame) -> None:
        """A message that comes meanwhile is not carried out: its sender is told so."""
        if frame["cmd"] != frames.MESSAGE:
            return
        stream = {"id": "check", "finish": True, "content": words.not_taken()}
        body = {"msgtype": "stream", "stream": stream}
        with contextlib.suppress(LinkFault):
            await link.request("aibot_respond_msg", body, req_id=frame["headers"]["req_id"])

    link = Link(
        link_settings(settings),
        on_frame=excuse,
        on_state=note,
        clock=clock.now,
    )
    await link.start()
    try:
        async with asyncio.timeout(SECONDS):
            await settled.wait()
        if link.state.stage is Stage.READY:
            settled.clear()
            async with asyncio.timeout(linger):
                await settled.wait()
    except TimeoutError:
        pass
    state = link.state
    await link.stop()
    return state


async def _clock_off(settings: WecomSettings) -> int:
    """Seconds between this machine's clock and the platform's; 0 when it does not say."""
    url = settings.url.replace("ws", "http", 1)
    try:
        tls = await asyncio.to_thread(trust, settings.ca_file)
        async with (
            open_session(settings.proxy, tls=tls) as session,
            session.get(url, timeout=aiohttp.ClientTimeout(total=10)) as answer,
        ):
            told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return 0
    return int(abs((clock.now() - told.astimezone(UTC)).total_seconds()))
