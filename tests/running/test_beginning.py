"""What is wrong with the data is said before anything large is loaded; a start is not silent."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.running import beginning, ending, machine
from bot.running.config import Settings
from bot.running.machine import MachineFault
from storage.faults import Busy, NoDatabase, Unopened
from storage.sqlite import schema
from tests.patience import LONG
from tests.program import environment
from tests.running.commands import command, ordinary

HEAVY = ("bot.running.app", "bot.running.inspection", "telegram", "alembic", "openpyxl")
_MAIN = f"""
import sys
from bot.__main__ import ending, main
from storage.sqlite import schema
schema.PATIENCE = 0.5  # as long as it takes to be refused, not as an officer's machine waits
status = main(sys.argv[1:])
print([one for one in {HEAVY} if one in sys.modules])
ending.leave(status)
"""
EVERY = ("run", "check", "setup", "verify", "sweep", "backup", "facts 2026Q4")


SELDOM = ("docx", "lxml", "PIL", "rich", "sqlalchemy", "telegram", "xlsxwriter", "openpyxl")
"""What only drawing, workbooks, migrations or a developer need."""
LATER = ("bot.questions.parser", "bot.inquiry.planned", "bot.reading.facts", "scoring.drafting")
"""What answers need, and what is loaded in a thread once the port is open."""
_LOADED = f"""
import sys
import bot.running.app
print([one for one in {(*SELDOM, *LATER)} if one in sys.modules])
from bot.corridor import pages
pages.open_pages()
print([one for one in {SELDOM} if one in sys.modules])
"""


def test_a_start_loads_what_it_needs_and_no_page_what_is_seldom_used() -> None:
    """Half a second of processor time, and thirty megabytes that most counties never need."""
    start = [sys.executable, "-c", _LOADED]
    done = subprocess.run(
        start, env=environment(), capture_output=True, text=True, check=True, timeout=LONG
    )
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


TALKING = ("telegram", "bot.front", "bot.questions.parser", "scoring.drafting")
"""What a conversation needs, and no command that only looks after the data."""
ENDING = ("init", "check", "setup", "verify", "sweep", "backup one.tar", "facts 2026Q4")
_EACH = f"""
import os, sys
from bot.__main__ import ending, main
for words in sys.argv[1:]:
    if (child := os.fork()) == 0:
        main(words.split())
        held = {(*TALKING, *SELDOM)}
        held += () if words == "sweep" else ("bot.running.app", "bot.invariants")
        print(words, [one for one in held if one in sys.modules], file=sys.stderr)
        ending.leave(0)
    os.waitpid(child, 0)
"""


def test_a_command_that_ends_loads_nothing_of_a_conversation(made: Path, tmp_path: Path) -> None:
    """Each is carried out to its end: a second of processor time that every backup would pay."""
    shutil.copytree(made / "data", tmp_path / "data")
    start = [*ordinary(), sys.executable, "-c", _EACH, *ENDING]
    done = subprocess.run(
        start,
        cwd=tmp_path,
        env=environment(NO_COLOR="1", XINKAO_WEB__PORT="0"),
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG,
    )
    told = [line for line in done.stderr.splitlines() if line.endswith("]")]
    assert told == [f"{words} []" for words in ENDING]
    assert (tmp_path / "one.tar").is_file()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data in it."""
    folder = tmp_path_factory.mktemp("made")
    assert command(folder, "setup").status == 0
    return folder


@contextmanager
def _read_only(file: Path) -> Iterator[None]:
    file.chmod(0o400)
    yield


@contextmanager
def _damaged(file: Path) -> Iterator[None]:
    file.write_bytes(b"\0" * 4096 + file.read_bytes()[4096:])
    yield


@contextmanager
def _held(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file)) as holder:
        holder.execute("begin immediate")
        yield


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(_read_only, "chmod u+rw"), (_damaged, "备份恢复"), (_held, "被别的程序占用")],
)
def test_it_is_said_before_anything_large_is_loaded(
    made: Path, tmp_path: Path, spoil: type[_read_only], said: str
) -> None:
    """A busy machine takes a minute to load all of the bot; the word comes first."""
    shutil.copytree(made / "data", tmp_path / "data")
    with spoil(tmp_path / "data" / "xinkao.db"):
        for words in EVERY if spoil is _read_only else ("run", "setup"):
            start = [*ordinary(), sys.executable, "-c", _MAIN, *words.split()]
            told = environment(NO_COLOR="1", XINKAO_WEB__PORT="0")
            done = subprocess.run(
                start,
                cwd=tmp_path,
                env=told,
                capture_output=True,
                text=True,
                check=False,
                timeout=LONG,
            )
            assert done.returncode == 1, words
            assert said in done.stderr, words
            assert done.stdout.rstrip().endswith("[]"), f"{words} loaded {done.stdout}"


def test_another_that_writes_is_waited_for_a_moment_only(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the trial nor the opening goes on to the migrations and waits once more there."""
    file = tmp_path / "xinkao.db"
    shutil.copy(made / "data" / "xinkao.db", file)
    schema.try_out(file)
    schema.migrate(file)
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    monkeypatch.setitem(sys.modules, "storage.sqlite.migrating", None)  # loading it is a fault
    with _held(file):
        with pytest.raises(Busy):
            schema.try_out(file)
        schema.try_out(file, only_reads=True)
        schema.migrate(file)  # whoever writes waits in each transaction
    with _damaged(file), pytest.raises(NoDatabase):
        schema.try_out(file)
    schema.try_out(tmp_path / "none.db")  # none yet: the first start makes it
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("words", ["backup one.tar", "verify", "sweep", "check --data"])
def test_what_only_reads_is_done_beside_another_that_writes(
    made: Path, tmp_path: Path, words: str
) -> None:
    """However long that takes: a backup is wanted most on the day when much is written."""
    shutil.copytree(made / "data", tmp_path / "data")
    with _held(tmp_path / "data" / "xinkao.db"):
        done = command(tmp_path, *words.split())
    assert (done.status, "占用" in done.said) == (0, False), done.said


@contextmanager
def _limit(number: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_too_few_descriptors_are_no_matter_of_rights(tmp_path: Path) -> None:
    """While the bot works, too: SQLite says of both that it cannot open the file."""
    assert "权限" in machine.words(Unopened("unable to open database file"), tmp_path)
    with _limit(len(list(Path("/proc/self/fd").iterdir())) + 2):
        said = machine.words(Unopened("unable to open database file"), tmp_path)
    assert "LimitNOFILE" in said
    assert "权限" not in said


def test_as_many_files_as_may_be_are_asked_for() -> None:
    """A low soft limit is raised; only the hard one is a fault."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with _limit(machine.FEWEST - 1):
        if hard != resource.RLIM_INFINITY and hard < machine.FEWEST:
            with pytest.raises(MachineFault):
                beginning.enough_files()
        else:
            beginning.enough_files()
            assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= machine.FEWEST


def test_a_place_on_a_server_is_not_looked_for_as_a_file(tmp_path: Path) -> None:
    """What lies in the folder from before is not opened."""
    (tmp_path / "xinkao.db").write_bytes(b"no database" * 1000)
    told = {"data": {"folder": tmp_path}, "web": {"port": 0}}
    beginning.look(
        Settings.model_validate({**told, "storage": {"database": "postgresql://a:b@c/d"}})
    )
    with pytest.raises(NoDatabase):
        beginning.look(Settings.model_validate(told))


def test_a_long_start_is_not_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so until it has started, and not after."""
    monkeypatch.setattr(beginning, "EVERY", 0.01)
    said = ""
    with beginning.patiently() as started:
        while said.count("还在启动") < 2:
            said += capsys.readouterr().err
        started.set()


def test_a_fault_ends_it_though_the_disk_answers_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    """What hangs is a thread of the work, and then what looks for the reason."""
    script = """
import asyncio, threading
from bot.running import ending
ending.PATIENCE = 0.1
async def work():
    asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)
    await asyncio.sleep(0)
    raise OSError
ending.run(work(), lambda fault: threading.Event().wait())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), check=False, timeout=LONG
    )
    assert done.returncode == 1
    assert ending.SILENT in capfd.readouterr().err
