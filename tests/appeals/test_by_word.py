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


async def test_the_office_hears_what_is_new_about_an_appeal(tmp_path: Path) -> None:
    """That it came, what the row brings now, what is attached, who answers."""
    async with appealed(tmp_path) as play:
        (told,) = [one for chat, one in play.shown["信用办群"] if "收到申诉" in (one.title or "")]
        assert told.title == "收到申诉第 1 号　教育局 三.4 信用+应用场景"
        assert "现在得 4/10 分，没有附材料。由没有审过这一项的人答复" in told.text


async def test_who_may_not_answer_reads_who_may(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=ADMIN) as play:
        shown = own(await play.send(ADMIN, route="appeals/see/1"), ADMIN)
        assert f"可以由{REVIEWER}、{OTHER}答复" in shown.text


async def test_a_row_that_was_appealed_is_no_button_and_tells_its_answer(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        waits = own(await play.send(LIAISON, "申诉"), LIAISON)
        assert "第 1 号 三.4：等答复" in waits.text
        assert not [one for row in waits.buttons for one in row if one.label.startswith("三.4")]
        await play.send(ADMIN, route="appeals/keep/1/3")
        answered = own(await play.send(LIAISON, "申诉"), LIAISON)
        assert "第 1 号 三.4：维持。理由：截止前没有填，公示期不补报" in answered.text
