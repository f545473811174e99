"""Options every test shares, and the date they all live on."""

import gc
import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.corridor import clock
from tests import checked, clocks, databases, postgres, steady

_ON_A_REAL_CLOCK = {"channels", "e2e", "bench", "running", "whole", "test_secrets_at_rest.py"}

# An example is right or wrong, however long a busy machine takes over it.
# The same examples at every run, so that what was seen green stays green and no old fault refuses
# a new change. ``make fuzz`` looks for new ones.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("unhurried", settings.get_profile("exploring"), derandomize=True)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` rewrites the stories with what was really said."""
    parser.addoption("--update", action="store_true", help="rewrite the stories")
    parser.addoption("--postgres", action="store_true", help="every county on PostgreSQL")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Modules none of whose tests can be asked for are not imported: what is slow as a whole where
    only fast tests are wanted, what never reads the clock where only what does is.
    """
    wanted = config.option.markexpr.split(" and ")
    if not collection_path.match("test_*.py"):
        return None
    if "not slow" in wanted and _SLOW.search(collection_path.read_text("utf-8")):
        return True
    return ("clock" in wanted and not clocks.may_read(collection_path)) or None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """By files, where they are shared out among processes."""
    from tests.shared_out import WholeFiles

    return WholeFiles(config, log)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Iterator[None]:
    """One process more than the machine has cores: some wait for a child, a browser, a pause."""
    return (yield) + 1


_SLOW = re.compile(
    r"^pytestmark = (?:\[[^\[\]]*\b)?pytest\.mark\.slow\b[^\[\]\n]*\]?$", re.MULTILINE
)


def pytest_collection() -> None:
    """What is imported stays: nothing of it is garbage that would have to be looked for."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor while tests run: a tenth of the fast ones' time went into looking through it again."""
    gc.freeze()
    gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what lives on the machine's clock, and what draws at random: nobody has to remember.

    A test marked ``postgres``, or every one where it is asked for, has its counties there.
    """
    if getattr(getattr(item, "obj", None), "hypothesis", None) is not None:
        item.add_marker("slow")
    if any(clocks.reads(path) for path in _written_in(item)):
        item.add_marker("clock")
    everywhere = item.config.getoption("--postgres")
    if everywhere and item.get_closest_marker("sqlite"):
        item.add_marker(pytest.mark.skip("是 SQLite 自己的"))
    elif isinstance(item, pytest.Function) and (everywhere or item.get_closest_marker("postgres")):
        item.fixturenames.insert(0, on_postgres.__name__)


def _written_in(item: pytest.Item) -> set[Path]:
    """The files in which a test and the fixtures it takes are written."""
    known = getattr(item, "_fixtureinfo", None)
    fixtures = known.name2fixturedefs.values() if known else ()
    found = {_file(inspect.unwrap(one.func).__code__) for some in fixtures for one in some}
    return {item.path} | {path for path in found if path}


@cache
def _file(code: CodeType) -> Path | None:
    """Where it is written, if it is the tests' own."""
    path = Path(code.co_filename)
    return path if path.is_relative_to(clocks.ROOT / "tests") else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """The product's clock is the tests' own, unless the machine's is read beside it.

    Where the clock is real a test presses at once: it need not have read the page first. (A hook
    and no fixture: thousands of tests that are over in a moment would pay for each.)
    """
    with pytest.MonkeyPatch.context() as patch:
        if _ON_A_REAL_CLOCK & set(item.path.parts):
            patch.setattr("bot.corridor.presses.READ", timedelta(0))
        checked.always(item, patch)
        if item.get_closest_marker("clock") is not None:
            steady.follow_the_machine()
        else:
            steady.begin()
            patch.setattr(clock, "now", steady.now)
        return (yield)


@pytest.fixture(autouse=True, scope="session")
def _new_databases() -> Iterator[None]:
    """New files are copies of one that was migrated."""
    with pytest.MonkeyPatch.context() as patch, databases.copied(patch):
        yield


@pytest.fixture
def on_postgres() -> Iterator[None]:
    """Every county of the test is on PostgreSQL."""
    with postgres.instead():
        yield
