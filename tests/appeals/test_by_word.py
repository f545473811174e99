"""那个申诉驳回，理由是…: which appeal is meant, and nothing is answered before the tap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.appeals.test_second import ADMIN, LIAISON, OTHER, REVIEWER, appealed
from tests.review.test_review import own
from tests.stage import Stage

REFUSED = "教育局的申诉驳回，理由是附件看不出成效"


async def _state(play: Stage) -> list[tuple[str, str | None]]:
    return [
        (one["state"], one["answer"])
        for one in await play.query("select state, answer from appeals order by id")
    ]


async def test_it_is_answered_by_the_tap_below_it_and_not_by_the_sentence(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        shown = own(await play.send(ADMIN, REFUSED), ADMIN)
        assert "维持，还没有答复" in (shown.title or "")
        assert "理由：附件看不出成效" in shown.text
        assert (await _state(play))[0][0] == "open"
        letters = await play.send(ADMIN, press="维持，就这样答复")
        assert await _state(play) == [("upheld", "附件看不出成效")]
        assert "附件看不出成效" in own(letters, LIAISON).text


async def test_the_reason_is_the_one_below_which_the_tap_stands(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        await play.send(ADMIN, REFUSED)
        held = play.button(ADMIN, "维持，就这样答复")
        await play.send(ADMIN, "材料不是本季度的，不能算")
        assert "材料不是本季度的" in play.shown[ADMIN][-1][1].text
        await play.send(ADMIN, route=held)
        assert (await _state(play))[0][0] == "open"


async def test_the_reason_of_another_appeal_is_none_of_this_one(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        await play.send(LIAISON, route="appeal/1/1/四.1")
        await play.send(LIAISON, "宣传活动有照片和签到表为证。")
        await play.send(LIAISON, press="提交申诉")
        assert len(await _state(play)) == len(("三.4", "四.1"))
        await play.send(ADMIN, route="appeals/keep/2")
        await play.send(ADMIN, "签到表不是本季度的")
        await play.send(ADMIN, route="appeals/keep/1/99")
        assert [state for state, _ in await _state(play)] == ["open", "open"]


@pytest.mark.parametrize("text", ["教育局的申诉驳回，理由是无", "教育局的申诉驳回"])
async def test_without_a_reason_it_is_asked_for_one(tmp_path: Path, text: str) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        shown = own(await play.send(ADMIN, text), ADMIN)
        assert "维持，就这样答复" not in [one.label for row in shown.buttons for one in row]
        assert (await _state(play))[0][0] == "open"


@pytest.mark.parametrize(
    "text", ["教育局的申诉驳回了吗", "听说教育局的申诉驳回了", "没说教育局的申诉驳回"]
)
async def test_asked_told_or_denied_it_is_no_answer(tmp_path: Path, text: str) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        for _, shown in await play.send(ADMIN, text):
            assert "还没有答复" not in (shown.title or ""), shown
        assert (await _state(play))[0][0] == "open"


async def test_who_decided_before_and_the_unit_itself_answer_nothing(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        for who in (REVIEWER, LIAISON):
            for _, shown in await play.send(who, REFUSED):
                assert "维持，就这样答复" not in [b.label for row in shown.buttons for b in row]
        assert (await _state(play))[0][0] == "open"


async def test_what_is_answered_is_not_meant_any_more(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        await play.send(ADMIN, REFUSED)
        await play.send(ADMIN, press="维持，就这样答复")
        for _, shown in await play.send(OTHER, REFUSED):
            assert "还没有答复" not in (shown.title or ""), shown
        assert await _state(play) == [("upheld", "附件看不出成效")]
