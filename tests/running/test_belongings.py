"""Files that a clumsy hand takes from under the running bot: noticed, told, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.running.anchors import FILE as ANCHORS
from bot.running.belongings import RESCUED, Belongings
from tests.running.commands import command
from tests.stage import Stage, stage

pytestmark = pytest.mark.sqlite
LAST = "最后说的话"
Deed = Callable[[Path], object]


def _replace(folder: Path) -> None:
    shutil.copy(folder / "xinkao.db", folder / "other")
    (folder / "other").replace(folder / "xinkao.db")


TAKEN: dict[str, Deed] = {
    "xinkao.db": lambda folder: (folder / "xinkao.db").unlink(),
    "xinkao.db-wal": lambda folder: (folder / "xinkao.db-wal").unlink(),
    "xinkao.db-shm": lambda folder: (folder / "xinkao.db-shm").unlink(),
    "xinkao.db was replaced": _replace,
    "secret.key": lambda folder: (folder / "secret.key").unlink(),
    "evidence": lambda folder: shutil.rmtree(folder / "evidence"),
    "evidence/incoming": lambda folder: shutil.rmtree(folder / "evidence" / "incoming"),
}


def _folder(play: Stage) -> Path:
    folder = play.database.path.parent
    (folder / "secret.key").touch()
    (folder / "evidence" / "incoming").mkdir(parents=True, exist_ok=True)
    return folder


async def _say(play: Stage) -> None:
    async with play.database.transaction() as db:
        await db.execute("update units set short = ? where id = 1", (LAST,))


def _rows(file: Path) -> str:
    db = sqlite3.connect(file)
    try:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        return str(db.execute("select short from units where id = 1").fetchone()[0])
    finally:
        db.close()


@pytest.mark.parametrize("what", TAKEN)
async def test_what_is_taken_away_is_named(tmp_path: Path, what: str) -> None:
    """Nothing is missed while all is there; a file of the database is saved, with the last word."""
    async with stage(tmp_path) as play:
        folder = _folder(play)
        await _say(play)
        owned = Belongings(folder)
        assert owned.gone() == ""
        await owned.save(play.database, last=True)
        assert not (folder / RESCUED).exists()
        TAKEN[what](folder)
        said = owned.gone()
        assert what.split()[0] in said
        await owned.save(play.database)
        assert (folder / RESCUED).exists() is what.startswith("xinkao.db")
        if what.startswith("xinkao.db"):
            assert _rows(folder / RESCUED) == LAST
            assert RESCUED in said
        assert not list(folder.glob("*.part"))


async def test_what_is_brought_back_is_well_again(tmp_path: Path) -> None:
    """The very file; another of the same name is not it."""
    async with stage(tmp_path) as play:
        folder = _folder(play)
        owned = Belongings(folder)
        file = folder / "xinkao.db"
        file.rename(folder / "aside")
        assert owned.gone()
        shutil.copy(folder / "aside", file)
        assert owned.gone()
        (folder / "aside").replace(file)
        assert owned.gone() == ""


async def test_a_copy_is_made_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    """What is said after the first copy is in the last one."""
    async with stage(tmp_path) as play:
        folder = _folder(play)
        owned = Belongings(folder)
        (folder / "xinkao.db").unlink()
        await owned.save(play.database)
        await _say(play)
        await owned.save(play.database)
        assert _rows(folder / RESCUED) != LAST
        await owned.save(play.database, last=True)
        assert _rows(folder / RESCUED) == LAST


@pytest.mark.slow
@pytest.mark.parametrize("left", [RESCUED, ANCHORS])
def test_a_county_whose_database_is_gone_is_not_begun_anew(tmp_path: Path, left: str) -> None:
    """An empty county in its place would be taken for the loss of everything."""
    assert command(tmp_path, "setup").status == 0
    file = tmp_path / "data" / "xinkao.db"
    file.rename(tmp_path / "data" / left)
    for words in (("run",), ("setup",), ("check",)):
        said = command(tmp_path, *words).aloud()
        assert "不在了" in said
        assert left in said
        assert not file.exists()
