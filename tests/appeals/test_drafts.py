"""Nothing that is being written for an appeal, or as a reason, is replaced or lost in silence."""

from __future__ import annotations

from pathlib import Path

from tests.appeals.test_second import ADMIN, LIAISON, REVIEWER, appealed
from tests.review.test_review import own
from tests.sample_papers import PAPERS
from tests.stage import Stage

FIRST, SECOND = "俺单位十月份在集上办过宣传。", "还有一次是在学校办的，有照片。"


async def _begun(play: Stage) -> None:
    await play.send(LIAISON, route="appeal/1/1/四.1")
    await play.send(LIAISON, FIRST)


async def _sent(play: Stage) -> str:
    await play.send(LIAISON, press="提交申诉")
    (row,) = await play.query("select text from appeals where \"row\" = '四.1'")
    return str(row[0])


async def test_a_second_text_is_shown_beside_the_first_and_one_tap_keeps_both(
    tmp_path: Path,
) -> None:
    async with appealed(tmp_path) as play:
        await _begun(play)
        held = play.button(LIAISON, "提交申诉")
        shown = own(await play.send(LIAISON, SECOND), LIAISON)
        assert FIRST in shown.text
        assert SECOND in shown.text
        assert "还没有改" in shown.text
        # Neither is handed in alone by the button of before.
        await play.send(LIAISON, route=held)
        assert not await play.query("select 1 from appeals where \"row\" = '四.1'")
        await _begun_again(play)
        assert await _sent(play) == f"{FIRST}\n{SECOND}"


async def _begun_again(play: Stage) -> None:
    await play.send(LIAISON, route="appeal/1/1/四.1")
    await play.send(LIAISON, FIRST)
    await play.send(LIAISON, SECOND)
    await play.send(LIAISON, press="两段都留")


async def test_a_paper_that_comes_while_two_texts_wait_is_said_to_have_come(
    tmp_path: Path,
) -> None:
    """It is kept, and goes in with whichever text is chosen."""
    async with appealed(tmp_path) as play:
        await _begun(play)
        await play.send(LIAISON, SECOND)
        shown = own(
            await play.send(LIAISON, files=[("总结.docx", PAPERS["四季度工作总结.docx"]())]),
            LIAISON,
        )
        assert "收到了，附的材料现在有 1 份：总结.docx。" in shown.text
        assert SECOND in shown.text
        await play.send(LIAISON, press="两段都留")
        assert await _sent(play) == f"{FIRST}\n{SECOND}"
        assert await play.query("select 1 from appeal_papers")


async def test_the_new_or_the_old_alone_and_a_third_joins_the_second(tmp_path: Path) -> None:
    async with appealed(tmp_path) as play:
        await _begun(play)
        await play.send(LIAISON, SECOND)
        await play.send(LIAISON, press="换成新的")
        assert SECOND in play.shown[LIAISON][-1][1].text
        assert FIRST not in play.shown[LIAISON][-1][1].text
        await play.send(LIAISON, FIRST)
        await play.send(LIAISON, "签到表也有一份，一并交。")
        assert "签到表" in play.shown[LIAISON][-1][1].text
        await play.send(LIAISON, press="保留原来的")
        assert await _sent(play) == SECOND


async def test_the_command_sent_again_shows_what_was_written(tmp_path: Path) -> None:
    """Of this row and, after another row's, of the first one too."""
    async with appealed(tmp_path) as play:
        await _begun(play)
        again = own(await play.send(LIAISON, "申诉 四.1"), LIAISON)
        assert FIRST in again.text
        await play.send(LIAISON, "申诉 三.3")
        back = own(await play.send(LIAISON, "申诉 四.1"), LIAISON)
        assert FIRST in back.text
        assert await _sent(play) == FIRST


async def test_a_reason_that_was_typed_is_not_replaced_either(tmp_path: Path) -> None:
    """维持, 改判 by their reasons."""
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        await play.send(ADMIN, route="appeals/keep/1")
        await play.send(ADMIN, "附件看不出成效")
        shown = own(await play.send(ADMIN, "签到表不是本季度的"), ADMIN)
        assert "前面写的：附件看不出成效" in shown.text
        await play.send(ADMIN, press="两段都留")
        await play.send(ADMIN, press="维持，就这样答复")
        (row,) = await play.query("select answer from appeals")
        assert row[0] == "附件看不出成效；签到表不是本季度的"


async def test_the_reason_of_a_change_is_not_replaced_either(tmp_path: Path) -> None:
    async with appealed(tmp_path, reviewer=ADMIN) as play:
        await play.send(REVIEWER, route="appeals/change/1/put/0/3")
        await play.send(REVIEWER, "材料齐全")
        held = play.button(REVIEWER, "提议改判")
        await play.send(REVIEWER, "电视台也报道了")
        await play.send(REVIEWER, route=held)
        assert not await play.query("select 1 from release_proposals where kind = 'appeal'")
        await play.send(REVIEWER, route="appeals/change/1/put/0/3")
        await play.send(REVIEWER, "材料齐全")
        await play.send(REVIEWER, "电视台也报道了")
        await play.send(REVIEWER, press="两段都留")
        assert "理由：材料齐全；电视台也报道了" in play.shown[REVIEWER][-1][1].text
