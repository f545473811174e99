"""What each room is told by the settings: the pages' world, readers, stores, channels.

Not here: how the rooms are put together and started (``bot.running.app``).
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from bot.channels.telegram.ports import TelegramSettings
from bot.channels.web.ports import WebSettings
from bot.channels.wecom.ports import WecomSettings
from bot.corridor.codes import Codes
from bot.corridor.door import Limits, Reminding, Timetable, World
from bot.corridor.events import Attachment
from bot.extraction.drawings import Drawings
from bot.extraction.reader import Bounds, Reader, has_eyes
from bot.paper.fonts import sans_file
from bot.running import named, templates
from bot.running.config import MEGABYTE, Settings
from bot.running.config_parts import LimitsPart
from bot.speech.workdays import Calendar
from storage.disk import StoreFault
from storage.evidence import EvidenceStore, Refused


def world_of(
    settings: Settings,
    store: EvidenceStore,
    codes: Codes,
    *,
    demo: bool = False,
    telegram_link: Callable[[str], str | None] = lambda code: None,  # noqa: ARG005 -- no Telegram
) -> World:
    """What the pages are given beside the turn.

    Raises:
        scoring.scheme.SchemeError: a scheme of the settings has faults.
        ConfigFault: the office's template cannot be used.
    """
    office, kept = settings.office, _Kept(store)
    return World(
        county=office.county,
        schemes=named.loaded(settings),
        new_code=codes.fresh,
        link=_links(settings, telegram_link),
        called={"wecom": settings.wecom.name} if settings.wecom.bot_id else {},
        observers_see_papers=office.observers_see_papers,
        appeal_second=office.appeal_second_admin,
        second_percent=settings.review.second_percent,
        chance=secrets.SystemRandom().random,
        read_bytes=kept.read,
        keep_bytes=kept.keep,
        limits=_limits(settings.limits),
        timetable=Timetable(**settings.timetable.model_dump()),
        reminding=reminding_of(settings),
        contact=office.contact,
        demo=demo,
        reads_pictures=has_eyes(),
        circular_copies=office.circular_copies,
        circular_template=templates.circular(settings),
    )


def _links(
    settings: Settings, telegram_link: Callable[[str], str | None]
) -> Callable[[str, str], str | None]:
    """How a chat is opened with an invitation: by Telegram's own link, else by the web chat's."""

    def link(channel: str, code: str) -> str | None:
        if channel == "wecom":
            return None  # WeCom has no address that opens a chat with a code
        return (telegram_link(code) if channel == "telegram" else None) or (
            f"{settings.address}/i/{code}"
        )

    return link


class _Kept:
    """Small files that the pages read and make, in the store."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    async def read(self, digest: str) -> bytes:
        """The bytes of this digest."""
        path = await self._store.here(digest)
        return await asyncio.to_thread(path.read_bytes)

    async def keep(self, data: bytes, label: str) -> Attachment:
        """Put bytes in, or say that there is no room."""
        try:
            kept = await self._store.put_bytes(data)
        except (Refused, StoreFault):
            return Attachment(label=label, size=len(data), refused="no_room")
        return Attachment(label=label, digest=kept.digest, size=kept.size, kind=kept.kind.code)


def _limits(told: LimitsPart) -> Limits:
    return Limits(
        file_bytes=told.file_megabytes * MEGABYTE,
        unit_bytes=told.unit_megabytes * MEGABYTE,
        papers_per_row=told.papers_per_row,
        text_characters=told.text_characters,
        invitation_days=told.invitation_days,
    )


def reminding_of(settings: Settings) -> Reminding:
    """When the bot reminds by itself."""
    told = settings.reminders
    calendar = Calendar(on=frozenset(told.working_days), off=frozenset(told.days_off))
    return Reminding(days=told.days, hours=told.spans, calendar=calendar)


def bounds_of(settings: Settings) -> Bounds:
    """How much the reader of papers may take."""
    return Bounds(memory=settings.reading.memory_megabytes * MEGABYTE)


def drawings_of(settings: Settings) -> Drawings:
    """Where pages are drawn for the desk, by a reader of their own: nobody waits for another."""
    return Drawings(
        settings.data.folder / "pages",
        Reader(bounds_of(settings), ocr=False),
        sans_file(),
        room=settings.reading.pages_megabytes * MEGABYTE,
        reserve=settings.data.reserve_megabytes * MEGABYTE,
    )


def telegram_settings(settings: Settings, token: str) -> TelegramSettings:
    """What the Telegram channel is told; ``token`` from ``settings.telegram.secret()``."""
    told = settings.telegram
    return TelegramSettings(
        token=token,
        api=told.api,
        local=told.local,
        proxy=told.proxy,
        webhook=told.webhook,
        webhook_host=told.webhook_host,
        webhook_port=told.webhook_port,
        file_limit=settings.limits.file_megabytes * MEGABYTE,
    )


def wecom_settings(settings: Settings) -> WecomSettings:
    """What the WeCom channel is told.

    Raises:
        ConfigFault: what is written about WeCom is not whole.
    """
    told = settings.wecom
    bot_id, secret = told.secrets() or ("", "")
    return WecomSettings(
        bot_id=bot_id,
        secret=secret,
        folder=settings.data.folder,
        leased=bool(settings.storage.address()),
        url=told.url,
        ca_file=told.ca_file,
        proxy=told.proxy,
        media_hosts=told.media_hosts,
        name=told.name,
        group_webhook=told.webhook(),
        file_limit=settings.limits.file_megabytes * MEGABYTE,
    )


def web_settings(settings: Settings) -> WebSettings:
    """What the web chat is told."""
    web = settings.web
    return WebSettings(
        host=web.host,
        port=web.port,
        public_address=web.public_address,
        secure_cookie=web.public_address.startswith("https://"),
        behind_proxy=web.behind_proxy,
        session_days=web.session_days,
        session_days_in_all=web.session_days_in_all,
        upload_limit=settings.limits.file_megabytes * MEGABYTE,
    )
