"""A second program on this machine does not throw the first one out: it says so in a sentence."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.wecom.hold import Hold, TakenFault

HOLDER = """
import sys, time
from pathlib import Path
from bot.channels.wecom.hold import Hold
hold = Hold.take(Path(sys.argv[1]), sys.argv[2])
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a machine-wide folder of its own."""
    (tmp_path / "machine").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "machine"))
    monkeypatch.setattr("tempfile.tempdir", None)


def folder(tmp_path: Path, name: str) -> Path:
    """A data folder."""
    made = tmp_path / name
    made.mkdir(exist_ok=True)
    return made


def test_a_bot_is_held_once(tmp_path: Path) -> None:
    """In the same data folder, and from another one on the same machine."""
    hold = Hold.take(folder(tmp_path, "a"), "aibX")
    for name in ("a", "b"):
        with pytest.raises(TakenFault) as taken:
            Hold.take(folder(tmp_path, name), "aibX")
        assert str(taken.value).startswith("本机已有另一个程序")
    other = Hold.take(folder(tmp_path, "a"), "aibY")
    hold.release()
    Hold.take(folder(tmp_path, "b"), "aibX").release()
    other.release()


def test_a_refused_hold_lets_go_of_the_half_it_had(tmp_path: Path) -> None:
    """The folder's own lock was free, the machine's was not: both are as before."""
    hold = Hold.take(folder(tmp_path, "a"), "aibX")
    with pytest.raises(TakenFault):
        Hold.take(folder(tmp_path, "b"), "aibX")
    hold.release()
    Hold.take(folder(tmp_path, "b"), "aibX").release()


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    """The system lets go, however it ended; the sentence names the process while it lives."""
    data = folder(tmp_path, "a")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data), "aibX"], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(TakenFault) as taken:
            Hold.take(data, "aibX")
        assert f"进程号 {process.pid}" in str(taken.value)
        process.send_signal(signal.SIGKILL)
        process.wait()
    Hold.take(data, "aibX").release()


def test_a_link_in_the_open_folder_is_not_followed(tmp_path: Path) -> None:
    """Somebody else's symbolic link in the common folder cannot make us write elsewhere."""
    hold = Hold.take(folder(tmp_path, "a"), "aibX")
    lock = next((tmp_path / "machine").iterdir())
    hold.release()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    lock.symlink_to(victim)
    hold = Hold.take(folder(tmp_path, "a"), "aibX")
    hold.release()
    assert victim.read_text() == "precious"


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """Not in the data folder, not in the common one."""
    Hold.take(folder(tmp_path, "a"), "aibX").release()
    assert list(tmp_path.rglob("*.lock")) == []


def test_a_lock_whose_file_was_taken_away_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner lets go between our opening and our locking: we lock the file that is there."""
    first = Hold.take(folder(tmp_path, "a"), "aibX")
    really, calls = fcntl.flock, []

    def flock(file: int, how: int) -> None:
        if not calls:
            first.release()
        calls.append(file)
        really(file, how)

    monkeypatch.setattr("bot.channels.wecom.hold.fcntl.flock", flock)
    second = Hold.take(folder(tmp_path, "a"), "aibX")
    assert len(calls) == 3
    monkeypatch.undo()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "machine"))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(TakenFault):
        Hold.take(folder(tmp_path, "a"), "aibX")
    second.release()


def test_the_bot_id_does_not_stand_in_a_file_name(tmp_path: Path) -> None:
    """Names in the common folder are read by everyone."""
    hold = Hold.take(folder(tmp_path, "a"), "aibX")
    assert not any("aibX" in path.name for path in tmp_path.rglob("*"))
    hold.release()
