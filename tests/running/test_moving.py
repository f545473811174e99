"""A county moves to a PostgreSQL server and back, and backups are restored on either engine."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.running import inspection, moving
from bot.running.app import Application
from bot.running.config import Settings, storage
from bot.running.config_faults import ConfigFault
from bot.running.config_parts import Storage
from bot.running.machine import MachineFault
from bot.running.moving import MoveFault, move
from storage import audit, sameness
from storage.database import Database
from storage.queries import corridor, people, quarters
from tests import postgres
from tests.forms.test_beside import BEFORE as COMPARED
from tests.given import given
from tests.sample_papers import PDF
from tests.stage import stage
from tests.steady import now

pytestmark = [pytest.mark.slow]


@pytest.fixture
async def county(tmp_path: Path) -> Settings:
    """A county in a file, with people, figures, a paper, an audit chain and a row that compares."""
    async with stage(tmp_path / "data", before=COMPARED) as play:
        await play.send("李敏", "三.4 3")
        await play.send("李敏", "三.4", files=[("证明.pdf", PDF)])
        await play.send("赵主任", "谁没报")
    (tmp_path / "data").chmod(0o700)
    return Settings.model_validate(
        {"data": {"folder": tmp_path / "data", "reserve_megabytes": 0}, "web": {"port": 0}}
    )


@pytest.fixture
def server() -> Storage:
    """A schema that is not there yet."""
    url = postgres.database_url()
    return storage(address=url, address_file="", schema="jiaxian")


def at(settings: Settings, to: Storage) -> Settings:
    return settings.model_copy(update={"storage": to})


async def end(settings: Settings) -> str:
    async with opened(settings) as database, database.reading() as db:
        return str(await audit.end(db))


async def looked(settings: Settings) -> list[str]:
    """What is said of the data."""
    lines, _ = await inspection.check(settings, data=True)
    return lines[next(n for n, line in enumerate(lines) if line.startswith("数据库：")) :]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    database = await Database.open(settings.place)
    try:
        yield database
    finally:
        await database.close()


async def held(settings: Settings, tmp_path: Path) -> sameness.Sums:
    """What a county holds, without what a start or a look writes."""
    file = tmp_path / "held.db"
    file.unlink(missing_ok=True)
    await settings.place.copy_to(file)
    found = sameness.sums(file)
    found.pop("settings")
    return found


async def test_a_county_goes_to_a_server_and_back(
    county: Settings, server: Storage, tmp_path: Path
) -> None:
    """The same rows, the same chain, verified on both; nobody is served from the old place."""
    there = at(county, server)
    before, anchor = await held(county, tmp_path), await end(county)
    looked_at = await looked(county)
    lines, sound = await move(county, server, overwrite=False)
    assert sound, lines
    assert any(anchor in line for line in lines)
    assert "xinkao@" not in "".join(lines), "an address has a password in it"
    assert await held(there, tmp_path) == before
    assert await end(there) == anchor
    left = await Application.open(county)
    with pytest.raises(MachineFault, match="已经搬到"):
        await left.start()
    await left.database.close()
    with pytest.raises(MoveFault, match="早已搬到"):
        await move(county, server, overwrite=False)
    async with opened(there) as database, database.transaction() as db:
        await people.add_person(db, "新来的", "13800000077", now())
        mark = await quarters.compared_mark(db, 1, "县直单位")
        await given(db, now(), ('claim 县财政局 四.1 引资额 "80"',))
        assert await quarters.compared_mark(db, 1, "县直单位") not in (None, mark)
        grown = await audit.end(db)
    with pytest.raises(MoveFault, match="已经有别的数据"):
        await move(there, Storage(), overwrite=False)
    lines, sound = await move(there, Storage(), overwrite=True)
    assert sound, lines
    assert (county.data.folder / "xinkao.db.replaced-1").is_file()
    assert await end(county) == str(grown)
    assert await held(county, tmp_path) == await held(there, tmp_path) != before
    assert await looked(county) == looked_at


async def test_a_move_that_was_broken_off_changes_nothing_and_is_gone_on_with(
    county: Settings, server: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the names change there is nothing; after it, the same move finds its own work."""
    before = await held(county, tmp_path)

    async def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("storage.postgres.replacing._is_used", dies)
        patch.setattr("storage.postgres.replacing.look", _nothing)
        with pytest.raises(KeyboardInterrupt):
            await move(county, server, overwrite=False)
    assert not await at(county, server).place.exists()
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_end", dies)
        with pytest.raises(KeyboardInterrupt):
            await move(county, server, overwrite=False)
    assert await held(county, tmp_path) == before
    lines, sound = await move(county, server, overwrite=False)
    assert sound, lines
    assert await held(at(county, server), tmp_path) == before


async def _nothing(*_: object, **__: object) -> None:
    return None


async def test_a_county_in_use_or_damaged_is_not_moved(county: Settings, server: Storage) -> None:
    """A rotten paper, a county that somebody serves there, other people's rows."""
    there = at(county, server)
    async with opened(there) as database:
        async with database.transaction() as db:
            await corridor.set_setting(db, "a", "b")
        with pytest.raises(MoveFault, match="正由一个信考程序使用"):
            await move(county, server, overwrite=True)
    async with opened(there) as database, database.transaction() as db:
        await people.add_person(db, "别人", "13800000078", now())
    paper = next(county.evidence.glob("??/*"))
    kept = paper.read_bytes()
    paper.chmod(0o600)
    paper.write_bytes(b"rotten")
    with pytest.raises(MoveFault, match="核验没有通过"):
        await move(county, server, overwrite=True)
    paper.write_bytes(kept)
    assert (await move(county, server, overwrite=True))[1]


def test_the_commands_move_and_restore(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the officer types them, with the address in a file."""

    async def begun() -> None:
        async with stage(tmp_path / "data") as play:
            await play.send("李敏", "三.4", files=[("证明.pdf", PDF)])

    asyncio.run(begun())
    monkeypatch.chdir(tmp_path)
    Path("address").write_text(postgres.database_url() + "\n")
    Path("config.toml").write_text("[data]\nreserve_megabytes = 0\n")
    assert main(["move", "--to-file", "address", "--schema", "Jiaxian"]) == 1
    assert "小写英文" in capsys.readouterr().err
    assert main(["move", "--to-file", "address", "--schema", "jiaxian"]) == 0
    said = capsys.readouterr().out
    assert "逐行核对过" in said
    assert 'schema_name = "jiaxian"' in said
    assert main(["move", "--to-file", "address"]) == 1
    Path("config.toml").write_text(
        '[data]\nreserve_megabytes = 0\n[storage]\ndatabase_file = "address"\n'
        'schema_name = "jiaxian"\n'
    )
    assert main(["backup", "b.tar"]) == 0
    assert main(["restore", "b.tar"]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert main(["restore", "b.tar", "--overwrite"]) == 0
    assert "jiaxian_replaced_1" in capsys.readouterr().out
    assert main(["verify"]) == 0
    shutil.rmtree("data")
    Path("config.toml").write_text(
        '[data]\nreserve_megabytes = 0\n[storage]\ndatabase_file = "address"\n'
        'schema_name = "other"\n'
    )
    assert main(["restore", "b.tar"]) == 0, "into a schema that is not there, papers beside it"
    assert main(["verify"]) == 0
    assert main(["move", "--back"]) == 0
    Path("config.toml").write_text("[data]\nreserve_megabytes = 0\n")
    assert main(["verify"]) == 0


def test_an_address_that_is_none_is_said() -> None:
    """Before anything is opened."""
    with pytest.raises(ConfigFault, match="postgresql://"):
        storage(address="mysql://a/b", address_file="", schema="x")
    with pytest.raises(ConfigFault, match="读不到"):
        storage(address="", address_file="/nowhere/at/all", schema="x")
