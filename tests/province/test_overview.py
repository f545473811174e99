"""The overview reads by an account of its own, which can do nothing else."""

from __future__ import annotations

import asyncio
import base64
import itertools
from pathlib import Path

import asyncpg
import pytest

from bot.province import secret
from bot.running import anchors
from storage.postgres.onlooker import READ
from tests.province.workers import NAMES, settle, until, workers

pytestmark = [pytest.mark.slow]
_numbers = itertools.count(1)


async def _account(url: str) -> tuple[str, str]:
    """A fresh account's name, and its address on the same database."""
    name = f"overview_{next(_numbers)}"
    owner = await asyncpg.connect(url)
    await owner.execute(f"create role {name} login")
    await owner.close()
    return name, url.replace("//xinkao@", f"//{name}@")


async def test_the_overview_looks_by_an_account_that_cannot_write(tmp_path: Path) -> None:
    """Every county is shown, each county's audit says so, and nothing more is open to it."""
    url = await settle(tmp_path)
    _, address = await _account(url)
    (tmp_path / "overview").write_text(f"{address}\n")
    word = secret.read(tmp_path / "counties")
    basic = base64.b64encode(f"张三:{word}".encode()).decode()
    async with workers(tmp_path, forked=True) as running:
        running.overview = tmp_path / "overview"
        await running.start("one")
        await running.shared(3)
        for _ in range(2):
            seen = await running.asked(
                "one", "/province", Authorization=f"Basic {basic}", Accept="application/json"
            )
            assert {one["periods"][0]["state"] for one in seen.values()} == {"填报中"}, seen
        for name in NAMES:
            folder = tmp_path / "counties" / name / "data"
            await until(lambda folder=folder: _remembered(folder) >= 2)  # type: ignore[misc]
    looking = await asyncpg.connect(address)
    owner = await asyncpg.connect(url)
    try:
        for name in NAMES:
            remembered = _remembered(tmp_path / "counties" / name / "data")
            assert remembered == await owner.fetchval(f"select count(*) from {name}.audit")
            looks = f"select count(*) from {name}.audit where action = 'province.look'"
            assert await owner.fetchval(looks) == 2
            await _is_shut(looking, owner, name)
    finally:
        await asyncio.gather(looking.close(), owner.close())


def _remembered(folder: Path) -> int:
    """How many entries of the audit chain the county's folder knows of."""
    newest = anchors.newest(folder)
    return newest[1].number if newest else 0


async def _is_shut(looking: asyncpg.Connection, owner: asyncpg.Connection, county: str) -> None:
    """What it may read it cannot change; all else it does not even see."""
    tables = await owner.fetch("select tablename from pg_tables where schemaname = $1", county)
    assert set(READ) <= {row[0] for row in tables}
    for (table,) in tables:
        seen = table in READ
        for right in ("insert", "update", "delete", "truncate", "select"):
            may = await looking.fetchval(
                "select has_table_privilege($1, $2)", f'{county}."{table}"', right
            )
            assert may == (seen and right == "select"), (table, right)
    for sql in ("delete from {}.claims", "select token_hash from {}.web_sessions"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await looking.execute(sql.format(county))


async def test_an_account_that_can_write_is_refused(tmp_path: Path) -> None:
    """The counties' own, or one that was given too much: no worker starts with it."""
    from bot.province.serving import serve
    from bot.running.config_faults import ConfigFault

    url = await settle(tmp_path, names=NAMES[:1])
    name, address = await _account(url)
    owner = await asyncpg.connect(url)
    await owner.execute(f"grant usage on schema {NAMES[0]} to {name}")
    await owner.execute(f"grant select, delete on {NAMES[0]}.claims to {name}")
    await owner.close()
    for given, said in ((url, "xinkao 能改"), (address, "能改"), ("no address", "用不了")):
        file = tmp_path / "overview"
        file.write_text(given)
        with pytest.raises(ConfigFault, match=said):
            await serve(
                tmp_path / "counties",
                host="127.0.0.1",
                port=0,
                inner_host="127.0.0.1",
                behind_proxy=False,
                overview_file=file,
            )
