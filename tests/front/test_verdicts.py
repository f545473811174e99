"""那个准了, 那个不准: only the office, and of it only who may, is led to what would be done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
