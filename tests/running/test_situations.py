"""What is written of a fault: a line where the machine is at fault, the whole way where we are."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import structlog

from bot.running import logs, situations
from bot.running.config_parts import Log
from storage import faults
from storage.disk import FaultCode, StoreFault

OF_THE_MACHINE = [
    faults.Lost("connection was closed\nDETAIL: in the middle of operation"),
    faults.Taken("another process holds jiaxian"),
    faults.Undone("the shared transaction was rolled back"),
    faults.CommitUnknown("the server closed the connection"),
    StoreFault(FaultCode.UNREACHABLE, "no answer"),
]
OURS = [ValueError("ours"), faults.Clash("it is there already"), faults.StorageFault("syntax")]


@pytest.fixture
def _as_before() -> Iterator[None]:
    root, config = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)
    structlog.contextvars.clear_contextvars()


pytestmark = pytest.mark.usefixtures("_as_before")


def _raised(fault: Exception, *, by_library: bool = False) -> None:
    """Log it where it is met: as our rooms do, or as a library does for us."""
    try:
        try:
            raise ConnectionResetError(104, "what the driver met")
        except OSError as below:
            raise fault from below
    except Exception:
        if by_library:
            logging.getLogger("apscheduler.executors.default").exception("Job raised an exception")
        else:
            structlog.get_logger().exception("letter not settled", letter=7)


def _begin(form: Literal["json", "text"] = "json") -> None:
    logs.begin(Log(form=form))
    structlog.contextvars.bind_contextvars(county="jiaxian")


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("by_library", [False, True])
@pytest.mark.parametrize("fault", OF_THE_MACHINE, ids=lambda one: type(one).__name__)
def test_a_fault_of_the_machine_is_one_line_with_county_and_cause(
    fault: Exception, by_library: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever met it, in data and for the eye; of several lines of the server's, the first."""
    _begin()
    _raised(fault, by_library=by_library)
    [line] = _lines(capsys)
    assert "exception" not in line
    assert (line["county"], line["level"], line["fault"], line["why"]) == (
        "jiaxian", "warning", type(fault).__name__, str(fault).splitlines()[0],
    )  # fmt: skip
    _begin("text")
    _raised(fault, by_library=by_library)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert "jiaxian" in said


@pytest.mark.parametrize("by_library", [False, True])
@pytest.mark.parametrize("fault", OURS, ids=lambda one: type(one).__name__)
def test_a_fault_of_ours_is_told_with_its_whole_way_each_time(
    fault: Exception, by_library: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that was met while the machine failed."""
    _begin()
    for _ in range(2):
        _raised(fault, by_library=by_library)
    lines = _lines(capsys)
    assert len(lines) == 2
    for line in lines:
        assert line["level"] == "error"
        assert "_raised" in line["exception"]


def test_a_fault_of_ours_that_follows_a_lost_line_is_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What it came of does not excuse it."""
    _begin()
    fault = KeyError("ours")
    fault.__cause__ = faults.Lost("closed")
    structlog.get_logger().error("turn failed", reference="AB12", exc_info=fault)
    [line] = _lines(capsys)
    assert line["reference"] == "AB12"
    assert "KeyError" in line["exception"]


def test_what_names_its_fault_without_a_way_is_left_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Rooms that tell a situation themselves say it as often as they mean to."""
    _begin()
    for _ in range(2):
        structlog.get_logger().error("county not started", fault="Lost")
    assert [(line["level"], line["fault"]) for line in _lines(capsys)] == [("error", "Lost")] * 2


def test_the_same_of_a_county_is_said_once_a_minute() -> None:
    """Another county, another cause, another place: each is said."""
    now = [1000.0]
    once = situations.Once(lambda: now[0])

    def said(event: str, county: str, fault: Exception) -> bool:
        try:
            once(None, "error", {"event": event, "county": county, "exc_info": fault})
        except structlog.DropEvent:
            return False
        return True

    assert said("updates not kept", "jiaxian", faults.Lost("closed"))
    assert not said("updates not kept", "jiaxian", faults.Lost("not yet accepting"))
    assert said("updates not kept", "ruzhou", faults.Lost("closed"))
    assert said("updates not kept", "jiaxian", faults.Taken("another"))
    assert said("anchor not written", "jiaxian", faults.Lost("closed"))
    assert all(said("updates not kept", "jiaxian", ValueError()) for _ in range(3))
    now[0] += situations.EVERY
    assert said("updates not kept", "jiaxian", faults.Lost("closed"))


def test_what_is_remembered_does_not_grow() -> None:
    """Events are few; what makes them many is a fault, and costs no memory."""
    once = situations.Once(lambda: 0.0)
    for number in range(3 * situations._MOST):
        once(None, "error", {"event": str(number), "exc_info": faults.Lost("closed")})
    assert len(once._said) <= situations._MOST
