"""Which presses count: pages that stood, thumbs that touch twice, lists that are drawn again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor import presses
from storage.queries.corridor import Conversation
from tests.stage import stage

SHOWN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LIST = [["☐ 分管领导", "tick/0/yes"], ["☐ 打印机", "tick/1/yes"], ["好了", "tick/done"]]
AGAIN = [["☑ 分管领导", "tick/0/no"], ["☐ 打印机", "tick/1/yes"], ["好了", "tick/done"]]


def _at(seconds: float) -> datetime:
    return SHOWN + timedelta(seconds=seconds)


def _conversation(choices: list[list[str]]) -> Conversation:
    return Conversation(1, "web", "李敏", "李敏", choices=json.dumps(choices))


@pytest.mark.parametrize(("after", "counts"), [(0.12, False), (0.7, False), (0.8, True), (5, True)])
def test_a_page_is_pressed_when_it_stood_long_enough(after: float, counts: bool) -> None:
    """The second touch of a thumb comes 0.12 to 0.7 seconds after the first."""
    press = presses.read_press(_conversation(LIST), "tick/done", "m1", _at(after))
    assert presses.counts(press, None, SHOWN) is counts


def test_an_older_page_may_be_pressed_at_once() -> None:
    """Nobody's thumb lies there by accident: it was scrolled to."""
    press = presses.read_press(_conversation(LIST), "row/1/1/三.4", "m0", _at(0.2))
    assert presses.counts(press, None, SHOWN)


def test_the_same_button_twice_is_one_press() -> None:
    """Also when the answer has come in between, and when it was slow to come."""
    first = presses.read_press(_conversation(LIST), "tick/0/yes", "m1", _at(2))
    quick = presses.read_press(_conversation(AGAIN), "tick/0/yes", "m1", _at(2.3))
    assert not presses.counts(quick, first, _at(2.1))
    slow = presses.read_press(_conversation(AGAIN), "tick/0/yes", "m1", _at(4))
    assert not presses.counts(slow, first, _at(5))


def test_a_clock_that_was_set_back_makes_no_page_dead() -> None:
    """The page was drawn in a year that has not come; it is pressed today, twice by one shake."""
    shown = SHOWN + timedelta(days=365)
    first = presses.read_press(_conversation(LIST), "tick/0/yes", "m1", _at(3))
    assert presses.counts(first, None, shown)
    again = presses.read_press(_conversation(LIST), "tick/0/yes", "m1", _at(9))
    assert presses.counts(again, first, shown)
    shaken = presses.read_press(_conversation(LIST), "tick/0/yes", "m1", _at(3.3))
    assert not presses.counts(shaken, first, shown)


def test_another_line_of_a_list_drawn_again_may_be_pressed_at_once() -> None:
    """Who ticks quickly has read the list; the line just ticked is not taken back by a shake."""
    first = presses.read_press(_conversation(LIST), "tick/0/yes", "m1", _at(2))
    other = presses.read_press(_conversation(AGAIN), "tick/1/yes", "m1", _at(2.4))
    assert presses.counts(other, first, _at(2.2))
    same = presses.read_press(_conversation(AGAIN), "tick/0/no", "m1", _at(2.4))
    assert not presses.counts(same, first, _at(2.2))
    assert not presses.counts(other, presses.forget_lines(first), _at(2.2))


async def test_what_was_not_meant_changes_and_says_nothing(tmp_path: Path) -> None:
    """The whole road: the question that has just come stays unanswered and goes on waiting."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="row/1/1/六.3")
        await play.send("李敏", press="是")
        play.since(0.3)
        assert await play.send("李敏", press="1") == []
        assert len(await play.query("select * from claims")) == 1
        [(_, answer)] = await play.send("李敏", "2")
        assert "典型案例 2 个" in answer.text
