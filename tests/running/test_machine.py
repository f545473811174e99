"""What the machine does to the bot is said in a sentence that names what to do."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from bot.corridor.codes import read_key
from bot.running import machine
from bot.running.config import Settings
from bot.running.machine import MachineFault
from storage.faults import NoDatabase, Unopened
from storage.sqlite.schema import migrate


def settings_of(folder: Path, **web: object) -> Settings:
    return Settings.model_validate({"data": {"folder": folder}, "web": {"port": 0, **web}})


def test_one_process_serves_a_folder(tmp_path: Path) -> None:
    """The second is refused while the first lives, and not afterwards."""
    settings = settings_of(tmp_path / "data")
    assert not machine.is_served(settings)
    with machine.alone(settings):
        assert machine.is_served(settings)
        with pytest.raises(MachineFault, match="另一个信考程序"), machine.alone(settings):
            pass
    assert not machine.is_served(settings)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """With what to do; and a running bot of ours is no fault."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        tmp_path.chmod(0o700)
        settings = settings_of(tmp_path, port=port)
        lines, sound = machine.look(settings)
        assert not sound
        assert f"端口 {port} 被别的程序占用" in "\n".join(lines)
        with machine.alone(settings):
            lines, sound = machine.look(settings)
        assert sound
        assert "正在运行" in "\n".join(lines)


def test_a_folder_that_is_a_file_and_an_open_key_are_named(tmp_path: Path) -> None:
    """Each with the command or the setting that mends it."""
    (tmp_path / "file").write_text("")
    lines, sound = machine.look(settings_of(tmp_path / "file" / "data"))
    assert (sound, "不是文件夹" in lines[0]) == (False, True)
    settings = settings_of(tmp_path / "data")
    settings.data.folder.mkdir()
    settings.data.folder.chmod(0o755)
    lines, sound = machine.look(settings)
    assert (sound, "chmod -R o=" in lines[0]) == (False, True)
    settings.data.folder.chmod(0o700)
    read_key(settings.key_file)
    assert machine.look(settings)[1]
    settings.key_file.chmod(0o644)
    lines, sound = machine.look(settings)
    assert not sound
    assert "chmod 600" in "\n".join(lines)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """Less than the reserve: papers are refused, and the officer hears of it here."""
    tmp_path.chmod(0o700)
    settings = Settings.model_validate(
        {"data": {"folder": tmp_path, "reserve_megabytes": 10**9}, "web": {"port": 0}}
    )
    lines, sound = machine.look(settings)
    assert not sound
    assert "清理磁盘" in "\n".join(lines)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.ENOTDIR, "不是文件夹"),
    ],
)
def test_what_the_system_complains_of(number: int, said: str) -> None:
    """A sentence, with the file."""
    text = machine.words(OSError(number, "x", "data"))
    assert said in text
    assert "data" in text


def test_what_the_database_complains_of(tmp_path: Path) -> None:
    """A file that is no database, and a folder that is not there."""
    (tmp_path / "bad.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(NoDatabase) as fault:
        migrate(tmp_path / "bad.db")
    assert "备份恢复" in machine.words(fault.value)
    with pytest.raises(Unopened) as fault2:
        migrate(tmp_path / "none" / "x.db")
    assert "打不开" in machine.words(fault2.value)
