"""Options every test shares, and the date they all live on."""

import gc
import inspect
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.corridor import clock
from tests import clocks, databases, postgres, steady

_ON_A_REAL_CLOCK = {"channels", "e2e", "bench", "running", "whole", "test_secrets_at_rest.py"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` rewrites the stories with what was really said."""
    parser.addoption("--update", action="store_true", help="rewrite the stories")
    parser.addoption("--postgres", action="store_true", help="every county on PostgreSQL")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Modules that are slow as a whole are not imported where only fast tests are asked for."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None


def pytest_collection() -> None:
    """What is imported stays: nothing of it is garbage that would have to be looked for."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor while tests run: a tenth of the fast ones' time went into looking through it again."""
    gc.freeze()
    gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what lives on the machine's clock, and what draws at random: nobody has to remember."""
    if getattr(getattr(item, "obj", None), "hypothesis", None) is not None:
        item.add_marker("slow")
    if any(clocks.reads(path) for path in _written_in(item)):
        item.add_marker("clock")


def _written_in(item: pytest.Item) -> set[Path]:
    """The files in which a test and the fixtures it takes are written."""
    found = {item.path}
    known = getattr(item, "_fixtureinfo", None)
    for definitions in known.name2fixturedefs.values() if known else ():
        for one in definitions:
            path = Path(inspect.unwrap(one.func).__code__.co_filename)
            if path.is_relative_to(clocks.ROOT / "tests"):
                found.add(path)
    return found


@pytest.fixture(autouse=True)
def _date(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's clock is the tests' own, unless the machine's is read beside it."""
    if request.node.get_closest_marker("clock") is not None:
        steady.follow_the_machine()
        return
    steady.begin()
    monkeypatch.setattr(clock, "now", steady.now)


@pytest.fixture(autouse=True)
def _thumbs_of_machines(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock is real a test presses at once: it need not have read the page first."""
    if _ON_A_REAL_CLOCK & set(request.path.parts):
        monkeypatch.setattr("bot.corridor.presses.READ", timedelta(0))


@pytest.fixture(autouse=True, scope="session")
def _new_databases() -> Iterator[None]:
    """New files are copies of one that was migrated."""
    with pytest.MonkeyPatch.context() as patch, databases.copied(patch):
        yield


@pytest.fixture(autouse=True)
def _engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test marked so, or every one where it is asked for, has its counties on PostgreSQL."""
    marked = request.node.get_closest_marker("postgres") is not None
    if request.node.get_closest_marker("sqlite") and request.config.getoption("--postgres"):
        pytest.skip("是 SQLite 自己的")
    if not marked and not request.config.getoption("--postgres"):
        yield
        return
    with postgres.instead():
        yield
