"""那个准了, 那个不准: only the office, and of it only who may, is led to what would be done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.corridor.events import Message
from tests.review.test_review import own
from tests.stage import Stage, stage

ADMIN, REVIEWER, LIAISON, OTHER = "赵主任", "周平", "李敏", "王强"
ASKED = "想申请宽限到1月8日，经办人住院"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=("colleague 周平 reviewer",)) as set_up:
        await set_up.send(OTHER, f"问信用办 {ASKED}")
        yield set_up


@pytest.mark.parametrize("text", ["那个不准", "冢头镇那个不准", "那个准了", "冢头镇的准两天"])
async def test_what_others_asked_the_office_is_shown_to_no_liaison(play: Stage, text: str) -> None:
    for _, shown in await play.send(LIAISON, text):
        labels = " ".join(one.label for row in shown.buttons for one in row)
        assert "住院" not in shown.text + labels, shown
        assert "冢头" not in labels, shown


async def test_a_reviewer_answers_and_moves_no_deadline(play: Stage) -> None:
    shown = own(await play.send(REVIEWER, "冢头镇的准了，给两天"), REVIEWER)
    routes = [one.route for row in shown.buttons for one in row]
    assert not [one for one in routes if one.startswith("extend")], shown
    assert "住院" in shown.text, shown


async def test_where_nothing_was_asked_a_reviewer_is_led_to_no_deadline(play: Stage) -> None:
    for _, shown in await play.send(REVIEWER, "财政局那个准两天"):
        routes = [one.route for row in shown.buttons for one in row]
        assert not [one for one in routes if one.startswith("extend")], shown
        assert "延期到" not in (shown.title or ""), shown


def labels_of(shown: list[tuple[str, Message]], who: str) -> str:
    """All that somebody reads and may press."""
    mine = [letter for to, letter in shown if to == who]
    return " ".join(
        f"{one.title} {one.text} {' '.join(each.label for row in one.buttons for each in row)}"
        for one in mine
    )


async def test_a_row_that_is_refused_is_no_question_that_is(play: Stage) -> None:
    """一.1那个不准 is about a row, whatever waits for an answer."""
    assert "住院" in labels_of(await play.send(ADMIN, "冢头镇那个不准"), ADMIN)
    await play.send(ADMIN, "首页")
    assert "住院" not in labels_of(await play.send(ADMIN, "冢头镇一.1那个不准"), ADMIN)


async def test_leave_that_points_at_nothing_is_of_nothing(play: Stage) -> None:
    await play.send(ADMIN, "首页")
    assert "住院" not in labels_of(await play.send(ADMIN, "不准"), ADMIN)


async def test_the_one_that_stands_on_the_page_is_meant(play: Stage) -> None:
    """Two wait; 那个不准, behind the page of one of them, is of that one."""
    await play.send(LIAISON, "问信用办 照片能不能用去年的")
    await play.send(ADMIN, "冢头镇那个不准")
    one = labels_of(await play.send(ADMIN, "那个不准"), ADMIN)
    assert "住院" in one
    assert "去年" not in one
    await play.send(ADMIN, "首页")
    both = labels_of(await play.send(ADMIN, "那个不准"), ADMIN)
    assert "住院" in both
    assert "去年" in both


async def test_an_observer_is_shown_nothing_that_waits(tmp_path: Path) -> None:
    async with stage(tmp_path, before=("colleague 吴观 observer",)) as play:
        await play.send(OTHER, f"问信用办 {ASKED}")
        await play.send(LIAISON, "问信用办 照片能不能用去年的")
        shown = labels_of(await play.send("吴观", "那个不准"), "吴观")
        assert "住院" not in shown
        assert "去年" not in shown


async def test_what_asks_for_no_time_is_no_extension(play: Stage) -> None:
    await play.send(LIAISON, "问信用办 照片能不能用去年的")
    await play.send(ADMIN, "首页")
    shown = labels_of(await play.send(ADMIN, "延期那个不准"), ADMIN)
    assert "住院" in shown
    assert "去年" not in shown
