"""Workers as real processes over a few counties on a real server."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.running.config import Settings, storage
from bot.running.moving import move
from tests import postgres
from tests.channels.telegram.live import found
from tests.forked import Forked, nursery
from tests.patience import LONG
from tests.program import environment
from tests.storage.standby import Pair
from tests.telegram_emulator import Emulator
from tests.wecom_gateway import Gateway

NAMES = ("jiaxian", "ruzhou", "baofeng")
COUNTIES = {"jiaxian": "郏县", "ruzhou": "汝州市", "baofeng": "宝丰县"}
"""What they are called; others are called by their schema."""


async def settle(
    folder: Path,
    telegram: Emulator | None = None,
    *,
    wecom: Gateway | None = None,
    url: str = "",
    names: Sequence[str] = NAMES,
    papers: Mapping[str, str] | None = None,
    pattern: Callable[[Path], Awaitable[None]] | None = None,
    domain: str = "test",
    pushed: bool = False,
) -> str:
    """Counties in a folder, alike but for their names; the first one's Telegram or WeCom.

    ``url``: their database, otherwise a new one; ``papers``: what [storage] says of the bucket, in
    which each county has a part of its own; ``pattern``: makes the data folder all are like;
    ``domain``: under which each has its name (and perhaps port), on the web;
    ``pushed``: whether Telegram calls the first one, instead of being asked.
    """
    url = url or postgres.database_url()
    if pattern is None:
        await found(folder / "pattern" / "data", group=False)
    else:
        await pattern(folder / "pattern" / "data")
    for name in names:
        more = papers or {}
        channels = _channels(telegram, wecom) if name == names[0] else {}
        if pushed and "telegram" in channels:
            channels["telegram"]["webhook"] = f"https://{name}.{domain}"
        home = _home(folder, name, more, domain, **channels)
        settings = Settings.model_validate({"data": {"folder": home / "data"}})
        to = storage(address=url, address_file="", schema=name)
        lines, sound = await move(settings, to, overwrite=False)
        assert sound, lines
    (folder / "address").write_text(url)
    return url


def _channels(telegram: Emulator | None, wecom: Gateway | None) -> dict[str, dict[str, object]]:
    """What a county's settings say of its channels."""
    told: dict[str, dict[str, object]] = {}
    if telegram is not None:
        told["telegram"] = {"token": telegram.token, "api": telegram.api}
    if wecom is not None:
        told["wecom"] = {
            "bot_id": wecom.bot_id,
            "secret": wecom.secret,
            "url": wecom.url,
            "media_hosts": [wecom.media_host],
        }
    return told


def _home(
    folder: Path,
    name: str,
    papers: Mapping[str, str],
    domain: str = "test",
    **channels: dict[str, object],
) -> Path:
    """A county's folder with its settings."""
    home = folder / "counties" / name
    shutil.copytree(folder / "pattern", home)
    told = {
        "office": {"county": COUNTIES.get(name, name)},
        "data": {"reserve_megabytes": 0},
        "storage": {
            "database_file": "../../address",
            "schema_name": name,
            **{key: its.replace("/jiaxian", f"/{name}") for key, its in papers.items()},
        },
        "web": {"public_address": f"http://{name}.{domain}"},
        "reading": {"papers": False},
        **channels,
    }
    lines = []
    for part, values in told.items():
        lines += [f"[{part}]", *(f"{key} = {json.dumps(its)}" for key, its in values.items())]
    (home / "config.toml").write_text("\n".join(lines))
    return home


def multiply(
    folder: Path,
    server: Pair,
    names: Sequence[str],
    telegrams: Mapping[str, Emulator] | None = None,
) -> None:
    """More counties like the first one, by PostgreSQL's own dump: quicker than to move each.

    ``telegrams``: of those among them that have one.
    """
    told = ("-h", server.folder, "-U", "xinkao")
    dump = server.run("pg_dump", *told, "-n", names[0], "postgres")
    file = server.folder / "county.sql"
    for name in names[1:]:
        file.write_text(re.sub(rf"\b{names[0]}\b", name, dump))
        server.run("psql", *told, "-q", "-v", "ON_ERROR_STOP=1", "-1", "-f", file, "postgres")
        _home(folder, name, {}, **_channels((telegrams or {}).get(name), None))


@dataclass
class Workers:
    """The workers of a test."""

    folder: Path
    names: Sequence[str] = NAMES
    overview: Path | None = None
    """Where the overview's own account stands."""
    ranked: bool = False
    """Whether the overview ranks the counties."""
    logs: Path | None = None
    """Where what each of them says is kept, if it shall outlive ``folder``."""
    form: str = "text"
    """In which they say it."""
    forked: bool = False
    """Whether they share what Python imports; otherwise each is measured as an installed one."""
    processes: dict[str, asyncio.subprocess.Process | Forked] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    async def start(self, name: str) -> None:
        """One more; returns when it answers."""
        said = self._log(name)
        words = [*self.words(), "--log", self.form]
        told = environment(NO_COLOR="1")
        with said.open("w") as out:
            if self.forked:
                self.processes[name] = nursery().start(words, self.folder, told, out, out)
            else:
                self.processes[name] = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", *words, cwd=self.folder, env=told,
                    stdout=out, stderr=out,
                )  # fmt: skip

        def answers() -> bool:
            assert self.processes[name].returncode is None, said.read_text()
            address = re.search(r"http://([\d.:]+)", said.read_text())
            if address:
                self.addresses[name] = address[1]
            return bool(address)

        await until(answers)

    def words(self) -> list[str]:
        """How a worker of these counties is started, behind ``python -m bot``."""
        words = ["serve", str(self.folder / "counties"), "--port", "0"]
        if self.overview is not None:
            words += ["--overview-file", str(self.overview)]
        return [*words, "--rank-counties"] if self.ranked else words

    async def health(self, name: str) -> dict[str, Any]:
        """What a worker says of itself and of the counties."""
        return dict(await self.asked(name, "/health"))

    async def asked(self, name: str, path: str, **headers: str) -> Any:
        """A page of a worker, as data."""
        async with (
            aiohttp.ClientSession() as client,
            client.get(f"http://{self.addresses[name]}{path}", headers=headers) as answer,
        ):
            return await answer.json()

    async def text(self, name: str, path: str) -> str:
        """A page of a worker, as text."""
        url = f"http://{self.addresses[name]}{path}"
        async with aiohttp.ClientSession() as client, client.get(url) as answer:
            return await answer.text()

    async def page(self, name: str, host: str, path: str = "/") -> tuple[int, str]:
        """A page of a county, asked of a worker."""
        async with (
            aiohttp.ClientSession() as client,
            client.get(
                f"http://{self.addresses[name]}{path}",
                headers={"Host": host, "Accept": "text/html"},
            ) as answer,
        ):
            return answer.status, await answer.text()

    async def shares(self) -> dict[str, list[str]]:
        """Which worker serves which counties, as each says of itself."""
        shared = {}
        for name in self.addresses:
            counties = (await self.health(name))["counties"]
            shared[name] = sorted(one for one, its in counties.items() if its["here"])
        return shared

    async def shared(self, *sizes: int) -> float:
        """Wait until every county is served, so many by each; after how many seconds."""
        began = time.monotonic()
        while True:
            shares = await self.shares()
            every = sorted(one for its in shares.values() for one in its)
            if every == sorted(self.names) and sorted(map(len, shares.values())) == sorted(sizes):
                return time.monotonic() - began
            assert time.monotonic() - began < LONG, (shares, self.said())
            await asyncio.sleep(0.05)

    async def gone(self, name: str) -> int:
        """Wait for a worker's end; its status."""
        del self.addresses[name]
        return await _ended(self.processes[name])

    def ended(self) -> str:
        """What those said last who ended though nobody ended them; empty: nobody did."""
        gone = [one for one in self.addresses if self.processes[one].returncode is not None]
        return "\n".join(
            f"{one} ended ({self.processes[one].returncode}): {self._log(one).read_text()[-4000:]}"
            for one in gone
        )

    def said(self) -> str:
        """All that was written."""
        return "\n".join(one.read_text() for one in sorted(self._log("*").parent.glob("*.said")))

    def _log(self, name: str) -> Path:
        return (self.logs or self.folder) / f"{name}.said"


@asynccontextmanager
async def workers(
    folder: Path, names: Sequence[str] = NAMES, *, logs: Path | None = None, forked: bool = False
) -> AsyncIterator[Workers]:
    """No worker outlives its test."""
    found = Workers(folder, names, logs=logs, forked=forked)
    try:
        yield found
    finally:
        for process in found.processes.values():
            if process.returncode is None:
                process.kill()
            await _ended(process)


async def _ended(process: asyncio.subprocess.Process | Forked) -> int:
    return await (process.ended() if isinstance(process, Forked) else process.wait())


async def until(wanted: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not wanted():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)
