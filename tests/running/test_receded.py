"""A county whose rows went back in time is not served until somebody has looked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.province import worker
from bot.province.counties import Province
from bot.province.worker import Worker
from bot.running import anchors, receded
from bot.running.anchors import Anchors
from bot.running.config import Settings
from bot.running.machine import MachineFault
from storage import audit
from storage.database import Database
from tests.province.test_standing_still import ME, Alone
from tests.stage import Stage, stage

AT = "2026-11-23T07:20:00.000000+00:00"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "data") as made:
        await _grown(made)
        await Anchors(made.database, tmp_path, lambda: made.now).write()
        yield made


async def _grown(play: Stage) -> None:
    async with play.database.transaction() as db:
        await audit.record(
            db, audit.OFFICE, actor=None, action="province.look", subject="province/overview",
            before=None, after={"who": "张三"}, now=play.now,
        )  # fmt: skip


def _line(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(text)


async def test_what_the_folder_remembers_is_there(play: Stage, tmp_path: Path) -> None:
    """The chain may have grown since; a line that a power cut tore says nothing."""
    await receded.refuse(play.database, tmp_path)
    await _grown(play)
    await receded.refuse(play.database, tmp_path)
    newest = anchors.newest(tmp_path)
    assert newest is not None
    for torn in (f"{AT} A99", f"{AT} {str(newest[1])[:-1]}", f"{AT} A99-0000\n", "\0" * 40):
        file = tmp_path / anchors.FILE
        kept = file.read_bytes()
        _line(file, torn)
        assert anchors.newest(tmp_path) == newest
        await receded.refuse(play.database, tmp_path)
        file.write_bytes(kept)
    await receded.refuse(play.database, tmp_path / "fresh")


async def test_what_is_missing_is_said_with_what_to_do(play: Stage, tmp_path: Path) -> None:
    """Entries that are gone, and others in their place; put aside, the file stops nobody."""
    file = tmp_path / anchors.FILE
    newest = anchors.newest(tmp_path)
    assert newest is not None
    number = newest[1].number
    _line(file, f"{AT} A{number + 3}-{'0' * 32}\n")
    with pytest.raises(
        MachineFault, match=rf"留痕有 {number + 3} 条，数据库里第 {number} 条（.*以后的不见了"
    ):
        await receded.refuse(play.database, tmp_path)
    _line(file, f"{AT} {newest[1]}\n")  # as one that was slow
    await Anchors(play.database, tmp_path, lambda: play.now).stop()  # of who was refused
    with pytest.raises(MachineFault, match="以后的不见了"):
        await receded.refuse(play.database, tmp_path)
    assert file.read_text().count("\n") == 3, "who was refused has written nothing"
    for _ in range(3):
        await _grown(play)
    with pytest.raises(MachineFault, match=r"被换过.*verify.*改名留存"):
        await receded.refuse(play.database, tmp_path)
    file.rename(tmp_path / "anchors.old")
    await receded.refuse(play.database, tmp_path)


def test_of_many_days_only_the_end_is_read(tmp_path: Path) -> None:
    """A line a second for three days: whoever waits for a take-over waits for none of them."""
    file = tmp_path / anchors.FILE
    _line(file, "".join(f"{AT} A{n}-{n:032}\n" for n in range(1, 5000)))
    newest = anchors.newest(tmp_path)
    assert newest is not None
    assert newest[1].number == 4999
    file.write_bytes(b"x" * file.stat().st_size + b"\n")
    assert anchors.newest(tmp_path) is None


async def test_a_worker_asks_before_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it holds the county, and before anything reaches out; what was opened is let go of."""
    done: list[str] = []

    class Application:
        """Says what is done with it."""

        class database:  # noqa: N801 -- an attribute
            """Is held."""

            hold = staticmethod(lambda: _said(done, "hold"))

        @staticmethod
        async def open(_: Settings) -> Application:
            return Application()

        abandon = staticmethod(lambda: _said(done, "abandon"))

    async def refused(_: Database, folder: Path) -> None:
        done.append(f"asked of {folder.name}")
        raise MachineFault("退回")

    monkeypatch.setattr(worker, "Application", Application)
    monkeypatch.setattr(worker.leaving, "refuse", lambda _: _said(done, "left"))
    monkeypatch.setattr(worker.receded, "refuse", refused)
    settings = Settings.model_validate({"data": {"folder": tmp_path / "jia"}})
    counties: Any = {"jia": settings}
    found = Worker(Province(counties, "", Path()), Alone(), ME, "127.0.0.1")
    await found._take("jia")
    assert done == ["hold", "left", "asked of jia", "abandon"]
    assert found.faults["jia"] == "退回"


async def _said(done: list[str], what: str) -> None:
    done.append(what)
