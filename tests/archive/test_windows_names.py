"""The quarter's whole archive, of units and papers with names that Windows cannot keep."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.archive.downloads import Download, begin
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

pytestmark = pytest.mark.slow
DEVICES = {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}
UNITS = ("CON", "con.", "a/b:c*?", "尾部有点...", "长" * 120)
LABELS = ("AUX.jpg", "Photo.JPG", "photo.jpg", "..\\..\\x.jpg", "结尾 .jpg", "字" * 200 + ".jpg")
LONGEST = 200
"""Signs of a whole path: with a folder on the desktop it stays below the 260 of Windows."""


async def _hostile(play: Stage) -> None:
    await play.send("李敏", route="put/1/1/三.4/0/3")
    await play.send("李敏", route="proof/1/1/三.4")
    files = [(label, data) for label, data in zip(LABELS, _photos(), strict=True)]
    await play.send("李敏", files=files)
    await play.send("李敏", route="reports/add/1/1/2")
    await play.send("李敏", "NUL https://news.example.cn/1.html")
    async with play.database.transaction() as db:
        for number, short in enumerate(UNITS, 1):
            sql = "update units set short = ?, name = ? where id = ?"
            await db.execute(sql, (short, f"{short}<>|", number))


def _photos() -> list[bytes]:
    names = [name for name in PAPERS if name.endswith(".jpg")]
    first = PAPERS[names[0]]()
    return [first + bytes([n]) * 3 for n in range(len(LABELS))]


async def test_every_name_in_the_archive_can_be_unpacked_on_windows(tmp_path: Path) -> None:
    """No device, no sign of a path, no dot or blank at an end, none that differs by case only."""
    async with stage(tmp_path) as play:
        await _hostile(play)
        letters = await play.send("赵主任", route="pack/files/1")
        number = letters[-1][1].files[0].download
        assert number is not None
        found = await begin(play.database, play.store, number, "赵主任", play.now)
        assert isinstance(found, Download), found
        names = zipfile.ZipFile(io.BytesIO(b"".join(found.pieces))).namelist()
    assert sum(name.endswith(".jpg") for name in names) == len(LABELS)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name.encode("utf-16-le")) // 2 <= LONGEST, name
        for step in name.split("/"):
            assert step, name
            assert not set(step) & set('<>:"\\|?*'), name
            assert step == step.strip(" ."), name
            assert step.split(".")[0].strip().casefold() not in DEVICES, name
            assert all(sign.isprintable() for sign in step), name
