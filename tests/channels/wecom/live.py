"""The whole bot with WeCom in front: the real application, the gateway, people with phones.

Nothing of the product is replaced. The county is the stage's; people are bound over WeCom.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from bot.channels.wecom import addresses
from bot.channels.wecom.channel import WecomChannel
from bot.channels.wecom.pace import Pace, Rule
from bot.running.app import Application
from bot.running.config import Settings
from tests import steady
from tests.patience import LONG
from tests.stage import OFFICE, stage
from tests.wecom_gateway import Gateway, Phone
from tests.wecom_gateway.server import RATES, Chat, Shown

GROUP = "wrGROUP"
GROUP_CHAT = addresses.of_group(GROUP)
USERS = {"李敏": "limin", "王强": "wangqiang", "赵主任": "zhaozhuren"}


class Boundless(Pace):
    """No pace at all: an hour's talk in a second."""

    def wait(self, lane: str, rule: Rule, now: float, *, urgent: bool = False) -> float:
        return 0.0


@dataclass
class Live:
    """The running bot, its WeCom, and who is in front of it."""

    gateway: Gateway
    settings: Settings
    application: Application = field(init=False)
    phones: dict[str, Phone] = field(default_factory=dict)
    before: int = 0
    """Callbacks that earlier processes were given."""

    @property
    def wecom(self) -> WecomChannel:
        """The channel under test."""
        assert self.application.wecom is not None
        return self.application.wecom

    @property
    def group(self) -> Chat:
        """The office's group."""
        return self.gateway.chats[GROUP]

    async def hears(self, wanted: Callable[[], object], seconds: float = LONG) -> None:
        """Wait until something is so. The wait has an end; nothing is measured."""
        until = asyncio.get_running_loop().time() + seconds
        while not wanted():
            assert asyncio.get_running_loop().time() < until, self.said()
            await asyncio.sleep(0.004)

    async def answer(self, chat: str, after: int, count: int = 1) -> list[Shown]:
        """The next things the bot shows in a chat, beyond the first ``after`` of all it sent."""
        await self.hears(lambda: len(self._in(chat, after)) >= count)
        return self._in(chat, after)

    def _in(self, chat: str, after: int) -> list[Shown]:
        return [
            sent.shown
            for sent in self.gateway.sent[after:]
            if sent.chat == chat and sent.cmd != "aibot_respond_update_msg"
        ]

    def said(self, chat: str | None = None) -> list[str]:
        """Everything the bot said (in one chat), as text."""
        sent = self.gateway.sent
        return [text_of(one.shown) for one in sent if chat in (None, one.chat)]

    async def settled(self) -> None:
        """Wait until nothing is under way: no frame, no photo that waits for others, no letter."""
        await self.gateway.settled()

        async def quiet() -> bool:
            inlet = self.wecom._inlet
            if taken_by(self.application) < len(self.gateway.delivered) - self.before:
                return False
            if inlet._gathering._open or inlet._tasks:
                return False
            rows = await self.query(
                "select (select count(*) from inbox where state = 'new')"
                " + (select count(*) from outbox where state = 'new')"
            )
            return bool(rows[0][0] == 0)

        for _ in range(10000):
            if await quiet():
                return
            await asyncio.sleep(0.004)
        raise AssertionError("never settled")

    async def query(self, sql: str, *values: object, of: Application | None = None) -> list[Any]:
        """Rows of the real database."""
        async with (of or self.application).database.reading() as db:
            return list(await db.execute_fetchall(sql, values))

    async def restart(self) -> None:
        """Stop the bot and start it again on the same data."""
        await self.application.stop()
        self.before = len(self.gateway.delivered)
        self.application = await start(self.settings)
        assert await self.wecom.link.ready(40)


def text_of(shown: Shown) -> str:
    """What a person reads, without the marks of markdown."""
    if shown.kind != "card":
        return plain(shown.text)
    title = shown.card["main_title"]
    lines = [title.get("title", ""), title.get("desc", ""), shown.card.get("sub_title_text", "")]
    return "\n".join(line for line in lines if line)


def plain(markdown: str) -> str:
    """Markdown as it is shown."""
    lines = [line.removeprefix("> ").removeprefix(">") for line in markdown.splitlines()]
    text = "\n".join(lines).replace("**", "")
    shown, signs = "", iter(text)
    for sign in signs:
        shown += next(signs, "") if sign == "\\" else sign
    return shown


def labels_of(shown: Shown) -> list[str]:
    """What can be chosen on a card."""
    options = shown.card.get("checkbox", {}).get("option_list", [])
    return [one["text"] for one in [*shown.card.get("button_list", []), *options]]


async def start(settings: Settings, *, unhurried: bool = False) -> Application:
    """A started application; in no haste with WeCom only when the pace itself is of interest."""
    application = await Application.open(settings)
    _count(application)
    if not unhurried and application.wecom is not None:
        application.wecom._paced._pace = Boundless()
        application.wecom._inlet._gathering._seconds = 0.3
    await application.start()
    return application


_TAKEN: WeakKeyDictionary[Application, int] = WeakKeyDictionary()


def taken_by(application: Application) -> int:
    """How many callbacks a process has kept."""
    return _TAKEN.get(application, 0)


def _count(application: Application) -> None:
    """Count what is handed on by the link; nothing is changed."""
    assert application.wecom is not None
    link = application.wecom.link
    take = link._on_frame

    async def counted(frame: dict[str, Any]) -> None:
        await take(frame)
        _TAKEN[application] = taken_by(application) + 1

    link._on_frame = counted


def own(gateway: Gateway) -> Gateway:
    """A gateway whose bot no other test of this machine holds."""
    gateway.bot_id = f"aib{secrets.token_hex(8)}"
    return gateway


def settings_for(folder: Path, gateway: Gateway, *, papers: bool = False, **wecom: Any) -> Settings:
    """Settings of a bot whose WeCom is the gateway; ``papers``: what is sent in is read."""
    return Settings.model_validate(
        {
            "data": {"folder": folder, "reserve_megabytes": 0},
            "web": {"port": 0},
            # What the reader says of papers comes in its own time.
            "reading": {"papers": papers},
            "wecom": {
                "bot_id": gateway.bot_id,
                "secret": gateway.secret,
                "url": gateway.url,
                "media_hosts": [gateway.media_host],
                **wecom,
            },
        }
    )


def user_of(name: str) -> str:
    """The address of somebody (or of the office's group) that the stage calls by name."""
    if name == OFFICE:
        return GROUP_CHAT
    return USERS.get(name) or "u" + "".join(f"{ord(sign):x}" for sign in name)


async def found(folder: Path, *, group: bool = True, **setting: Any) -> None:
    """The stage's county, its people and its group on WeCom instead of the web chat."""
    setting = {"now": steady.began(), **setting}
    async with stage(folder, **setting) as play, play.database.transaction() as db:
        for table in ("identities", "groups"):
            rows = await db.execute_fetchall(f"select id, address from {table}")
            for row in rows:
                await db.execute(
                    f"update {table} set channel = 'wecom', address = ? where id = ?",
                    (user_of(row["address"]), row["id"]),
                )
        if not group:
            await db.execute("delete from groups")


@asynccontextmanager
async def live(
    folder: Path,
    *,
    group: bool = True,
    setting: dict[str, Any] | None = None,
    lenient: bool = False,
    unhurried: bool = False,
    gateway: Gateway | None = None,
    **wecom: Any,
) -> AsyncIterator[Live]:
    """A running bot with its WeCom; connected, and ready for what people send."""
    await found(folder, group=group, **(setting or {}))
    async with own(gateway or Gateway(lenient=lenient)) as opened:
        settings = settings_for(folder, opened, **wecom)
        running = Live(opened, settings)
        open_chats(opened)
        running.application = await start(settings, unhurried=unhurried)
        running.phones = {name: Phone(opened, user, name) for name, user in USERS.items()}
        try:
            assert await running.wecom.link.ready(40)
            yield running
        finally:
            await running.application.stop()


def open_chats(gateway: Gateway) -> None:
    """People and the group have spoken to the bot before."""
    for user in USERS.values():
        gateway.chat(user).opened = True
    gateway.group(GROUP, "信用办管理群").opened = True


def no_rates(monkeypatch: Any) -> None:
    """The gateway counts nothing: for stories that say in a second what takes people an hour."""
    monkeypatch.setattr("tests.wecom_gateway.server.RATES", ((1_000_000, 3600.0),))


__all__ = ["GROUP", "RATES", "Live", "live"]
