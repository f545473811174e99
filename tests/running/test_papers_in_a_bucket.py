"""A county whose papers are in an S3 bucket: the commands, and a bucket that is away a while."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.corridor import intake
from bot.running.config import Settings, read
from bot.running.config_faults import ConfigFault
from bot.running.store import open_store
from storage import bucket
from storage.disk import FaultCode, StoreFault
from tests.channels.telegram.live import found, settings_for, start
from tests.patience import LONG
from tests.s3 import S3, s3
from tests.sample_papers import PAPERS, PDF
from tests.stage import stage
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[S3]:
    with s3() as running:
        yield running


def test_the_commands_know_the_bucket(
    tmp_path: Path,
    server: S3,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Papers move there, are verified there, are backed up from there and restored to there."""

    async def begun() -> None:
        async with stage(tmp_path / "data") as play:
            await play.send("李敏", "三.4", files=[("证明.pdf", PDF)])

    asyncio.run(begun())
    (tmp_path / "data").chmod(0o700)
    monkeypatch.chdir(tmp_path)
    told = server.settings()
    where = told.pop("bucket")

    def settle(bucket: str) -> None:
        lines = [f'{key} = "{value}"' for key, value in {**told, "bucket": bucket}.items()]
        Path("config.toml").write_text(
            "[data]\nreserve_megabytes = 0\n[storage]\n" + "\n".join(lines) + "\n"
        )

    settle("")
    assert main(["move", "--papers", "--bucket", where]) == 0
    said = capsys.readouterr().out
    assert f'bucket 改成："{where}"' in said
    assert "geheim" not in said
    settle(where)
    kept = list(open_store(read(Path("config.toml"))).walk())
    assert len(kept) == 1
    shutil.rmtree("data/evidence")
    assert main(["verify"]) == 0
    assert main(["backup", "b.tar"]) == 0
    shutil.rmtree("data")
    other = server.settings()["bucket"]
    settle(other)
    assert main(["restore", "b.tar"]) == 0
    assert list(open_store(read(Path("config.toml"))).walk()) == kept
    shutil.rmtree("data/evidence")
    capsys.readouterr()
    main(["restore", "--drill", "b.tar"])  # what it thinks of the stage's county is its own matter
    drilled = capsys.readouterr().out
    assert "1 个文件，已恢复到临时文件夹" in drilled
    assert "磁盘上" not in drilled
    assert main(["verify"]) == 0
    assert main(["move", "--papers", "--bucket", ""]) == 0
    settle("")
    assert main(["verify"]) == 0
    capsys.readouterr()
    server.stop()
    try:
        settle(where)
        shutil.rmtree("data/evidence")
        assert main(["backup", "c.tar"]) == 1
        assert "S3" in capsys.readouterr().err
        assert not Path("c.tar").exists()
    finally:
        server.start()


async def test_while_the_bucket_is_away_nothing_is_acknowledged_and_nothing_lost(
    tmp_path: Path, server: S3
) -> None:
    """A photo waits with its chat behind it, others are answered, health says what is wrong."""
    await found(tmp_path, group=False)
    async with Emulator() as emulator:
        plain = settings_for(tmp_path, emulator).model_dump()
        settings = Settings.model_validate(
            {**plain, "storage": server.settings(), "telegram": plain["telegram"]}
        )
        phones = {name: Phone(emulator, n, name) for name, n in (("李敏", 1001), ("王强", 1002))}

        def answers(name: str) -> list[str]:
            number = phones[name].number
            return [shown(one) for one in emulator.sent if one["chat"]["id"] == number]

        application = await start(settings)
        try:
            server.stop()
            phones["李敏"].sends_photo(PAPERS["活动照片1.jpg"](), "三.4")
            await _until(lambda: application.store.down_since is not None)
            phones["王强"].says("帮助")
            await _until(lambda: answers("王强"))
            assert not any("收到" in one for one in answers("李敏")), answers("李敏")
            async with asyncio.timeout(LONG):
                while "papers" not in {
                    one["code"] for one in (await application.health())["reasons"]
                }:
                    await asyncio.sleep(0.5)
            server.start()
            await _until(lambda: any("照片" in one or "收到" in one for one in answers("李敏")))
            assert len(list(application.store.walk())) == 1
            assert application.store.down_since is None
        finally:
            if server._server is None:
                server.start()
            await application.stop()


async def test_a_bucket_that_is_away_for_an_hour_loses_nothing(
    tmp_path: Path, server: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried far oftener than an update of its own fault would be; the channel has let go of it."""
    monkeypatch.setattr(intake, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(intake, "SAID_AFTER", timedelta(0))
    monkeypatch.setattr(bucket, "_RETRY", {"max_retries": 0, "retry_timeout": timedelta(seconds=1)})
    tried = asyncio.Queue[None]()
    waits = intake.Intake._waits

    async def counted(self: intake.Intake, update: intake._Waiting) -> None:
        await waits(self, update)
        tried.put_nowait(None)

    monkeypatch.setattr(intake.Intake, "_waits", counted)
    await found(tmp_path, group=False)
    async with Emulator() as emulator:
        plain = settings_for(tmp_path, emulator).model_dump()
        settings = Settings.model_validate(
            {**plain, "storage": server.settings(), "telegram": plain["telegram"]}
        )
        phone = Phone(emulator, 1001, "李敏")

        def answers() -> list[str]:
            return [shown(one) for one in emulator.sent if one["chat"]["id"] == phone.number]

        application = await start(settings)
        try:
            server.stop()
            phone.sends_photo(PAPERS["活动照片1.jpg"](), "三.4")
            await asyncio.wait_for(tried.get(), LONG)
            emulator.files.clear()  # the channel has it no more
            for _ in range(intake.MOST_TRIES + 4):
                await asyncio.wait_for(tried.get(), LONG)
            await _until(answers)
            assert ["不用重发" in one for one in answers()] == [True]
            await application.stop()
            server.start()
            application = await start(settings)  # nor is it this process's memory that has it
            await _until(lambda: any("收到" in one for one in answers()))
            assert len(list(application.store.walk())) == 1
            assert len(answers()) == 2, answers()
            assert not list((settings.data.folder / "evidence" / "held").iterdir())
        finally:
            if server._server is None:
                server.start()
            await application.stop()


async def _until(wanted: object) -> None:
    async with asyncio.timeout(LONG):
        while not wanted():  # type: ignore[operator]
            await asyncio.sleep(0.05)


async def test_a_start_without_its_bucket_is_refused(tmp_path: Path, server: S3) -> None:
    """A name that is not there, and settings that are not whole."""
    told = server.settings()
    wrong = Settings.model_validate(
        {
            "data": {"folder": tmp_path, "reserve_megabytes": 0},
            "web": {"port": 0},
            "storage": {**told, "bucket": "s3://nowhere-at-all/x"},
        }
    )
    with pytest.raises(StoreFault) as fault:
        open_store(wrong).probe()
    assert fault.value.code is FaultCode.UNREACHABLE
    for missing in ("bucket_key", "bucket_secret"):
        half = {key: value for key, value in told.items() if key != missing}
        with pytest.raises(ConfigFault, match="bucket_secret_file"):
            open_store(Settings.model_validate({"storage": half}))
