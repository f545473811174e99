"""No test knows today's date: who may ask the machine for the time, and who is found to do so."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.corridor import clock
from tests import clocks, steady


def test_the_product_asks_for_the_time_in_one_place() -> None:
    """What replaces the time there replaces it everywhere."""
    asking = {
        str(path.relative_to(clocks.ROOT)): found
        for room in ("bot", "scoring", "storage")
        for path in (clocks.ROOT / room).rglob("*.py")
        if (found := clocks.asked(ast.parse(path.read_text("utf-8"))))
    }
    assert list(asking) == ["bot/corridor/clock.py"], asking


def test_a_test_lives_on_one_monday() -> None:
    """Unmarked, here: the product's time is the tests', and runs."""
    first = clock.now()
    assert (first - steady.BEGAN).total_seconds() < 600
    assert first <= clock.now() <= steady.now()


READS = (
    "from datetime import datetime, UTC\nx = datetime.now(UTC)",
    "import datetime as d\nx = d.datetime.now(d.UTC)",
    "from datetime import date\nx = date.today()",
    "import time\nx = time.time()",
    "from time import time\nx = time()",
    "x = start(python, '-m', 'bot', 'serve')",
    "import sys\nx = [sys.executable, '-m', 'bot', 'run']",
    "def x():\n    from tests.channels.wecom.certificates import authority",
)
READS_NOT = (
    "import time\nx = time.monotonic()",
    "import datetime\nx = datetime.datetime(2026, 11, 23)",
    "from tests import steady\nx = steady.now()",
    "x = heartbeat.now()",
)


@pytest.mark.parametrize("text", READS)
def test_what_reads_the_machines_clock_is_found(tmp_path: Path, text: str) -> None:
    """By whatever form, and through a module of the tests."""
    (tmp_path / "one.py").write_text(text)
    assert clocks.reads(tmp_path / "one.py")


@pytest.mark.parametrize("text", READS_NOT)
def test_what_does_not_is_left_alone(tmp_path: Path, text: str) -> None:
    """Time that passes, a date that is written down, and the tests' own clock."""
    (tmp_path / "one.py").write_text(text)
    assert not clocks.reads(tmp_path / "one.py")


def test_fixtures_of_the_folder_make_a_module_worth_a_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only what reads the clock is asked for, nothing that may is left unread."""
    monkeypatch.setattr(clocks, "ROOT", tmp_path)
    room = tmp_path / "tests" / "room"
    (room / "below").mkdir(parents=True)
    for path in (one := room / "below" / "test_one.py", another := tmp_path / "tests/test_two.py"):
        path.write_text("x = 1")
    assert not clocks.may_read(one)
    clocks.reads.cache_clear()
    (room / "conftest.py").write_text("import time\nx = time.time()")
    assert clocks.may_read(one)
    assert not clocks.may_read(another)
