"""A process that cannot work ends: it waits ten seconds at most, with a status, with a sentence."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.running import ending
from bot.running.machine import FEWEST
from storage.sqlite import schema
from tests.running.commands import command, few_descriptors

EVERY = (("run",), ("check",), ("setup",), ("verify",), ("sweep",))
"""The commands that open the data."""
WRITES = ("run", "setup")
ENDS = 10.0
"""Seconds for which a command that cannot work waits at most, whatever the machine works beside."""


def test_a_command_waits_ten_seconds_at_most() -> None:
    """For another that writes, once (`test_beginning`); for what hangs and for its reason."""
    assert schema.PATIENCE <= ENDS
    assert 2 * ending.PATIENCE <= ENDS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data in it."""
    folder = tmp_path_factory.mktemp("made")
    assert command(folder, "setup").status == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, to oneself."""
    shutil.copytree(made, tmp_path / "own")
    yield tmp_path / "own"
    for path in (tmp_path / "own" / "data", *(tmp_path / "own" / "data").iterdir()):
        path.chmod(0o700)


@pytest.mark.slow
@pytest.mark.parametrize("words", EVERY)
def test_a_read_only_database_is_named(folder: Path, words: tuple[str, ...]) -> None:
    """As after a restore by another user."""
    file = folder / "data" / "xinkao.db"
    file.chmod(0o400)
    assert f"chmod u+rw {file.relative_to(folder)}" in command(folder, *words).aloud()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_companion_without_rights_is_named(folder: Path, ending: str) -> None:
    """The file that another user's command left behind, not the one beside it."""
    file = folder / "data" / "xinkao.db"
    keeper = sqlite3.connect(file)  # while it is open the companions stay
    keeper.execute("select count(*) from settings").fetchone()
    companion = file.with_name(file.name + ending)
    companion.chmod(0o000)
    try:
        assert companion.name in command(folder, "run").aloud()
    finally:
        keeper.close()


@pytest.mark.slow
@pytest.mark.parametrize("words", EVERY)
def test_a_folder_without_rights_is_named(folder: Path, words: tuple[str, ...]) -> None:
    """Nothing can be made in it, or it cannot be entered at all."""
    (folder / "data").chmod(0o500)
    assert "权限" in command(folder, *words).aloud()
    (folder / "data").chmod(0o000)
    said = command(folder, *words)
    # Where nothing can be seen, a command may find that there is no database.
    assert "权限" in said.aloud() or "没有数据库" in said.said


@pytest.mark.slow
@pytest.mark.parametrize("words", EVERY)
def test_a_damaged_database_is_named(folder: Path, words: tuple[str, ...]) -> None:
    """Cut off in the middle, and overwritten at its head."""
    file = folder / "data" / "xinkao.db"
    whole = file.read_bytes()
    file.write_bytes(b"\0" * 4096 + whole[4096:])
    assert "备份" in command(folder, *words).aloud()


@pytest.mark.slow
def test_another_process_that_writes_is_named_by_what_has_to_write(
    made: Path, tmp_path: Path
) -> None:
    """For a minute, as a foreign tool may; nobody waits that long; who reads waits not at all."""

    def held(words: tuple[str, ...]) -> str:
        folder = tmp_path / words[0]
        shutil.copytree(made, folder)
        holder = sqlite3.connect(folder / "data" / "xinkao.db")
        holder.execute("begin immediate")
        try:
            done = command(folder, *words)
        finally:
            holder.close()
        return done.aloud() if words[0] in WRITES else done.said

    with ThreadPoolExecutor(len(EVERY)) as together:
        for words, said in zip(EVERY, together.map(held, EVERY), strict=True):
            assert ("被别的程序占用" in said) is (words[0] in WRITES), (words, said)


@pytest.mark.slow
@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("number", [6, 12, 63])
def test_too_few_descriptors_are_named(folder: Path, words: tuple[str, ...], number: int) -> None:
    """Not the folder's rights, which SQLite's own words would let one think of."""
    said = command(folder, *words, before=few_descriptors(number)).aloud()
    assert f"最多只能同时打开 {number} 个文件" in said
    assert "LimitNOFILE" in said
    assert "权限" not in said


@pytest.mark.slow
def test_with_the_fewest_descriptors_it_works(folder: Path) -> None:
    """What is demanded is enough."""
    for words in EVERY[1:]:
        assert command(folder, *words, before=few_descriptors(FEWEST)).status == 0, words


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("words", [("run",), ("setup",)])
@pytest.mark.parametrize("left", [0, 8, 24])
def test_a_full_disk_is_called_a_full_disk(
    made: Path, small_disk: Path, words: tuple[str, ...], left: int
) -> None:
    """A few kilobytes are left: whichever write is the first to fail."""
    shutil.copytree(made / "data", small_disk / "data")
    with (small_disk / "ballast").open("wb") as ballast:
        _fill(ballast.fileno(), left * 1024)
    said = command(small_disk, *words)
    assert "磁盘满了" in said.aloud()
    assert "硬件" not in said.said


@pytest.mark.slow
@pytest.mark.parametrize("words", EVERY)
def test_a_disk_mounted_for_reading_only_is_called_that(
    made: Path, small_disk: Path, words: tuple[str, ...]
) -> None:
    """Not a matter of the user's rights: no chmod would help."""
    shutil.copytree(made / "data", small_disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = command(small_disk, *words)
    assert "磁盘是只读的" in said.aloud()
    assert "chmod" not in said.said


def _fill(handle: int, left: int) -> None:
    """Write until the disk is full, then give some of it back."""
    import os

    written = 0
    try:
        while True:
            written += os.write(handle, b"\1" * 4096)
    except OSError:
        os.ftruncate(handle, max(0, written - left))
