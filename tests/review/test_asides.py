"""这项先放着, and what several are decided by at once: what may not be decided is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.review.pages import clean
from bot.review.words.item import no_such_item
from tests.review.test_review import decisions, own
from tests.stage import Stage, stage

ADMIN = "赵主任"
BEFORE = (
    "colleague 周平 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 0",
    "claim 县财政局 四.1 宣传活动 0",
    "claim 县财政局 三.2 已出台实施办法 true",
    "submitted 县教育局",
    "submitted 县财政局",
    "state review",
)


async def _asides(play: Stage) -> list[str]:
    rows = await play.query('select "row" from review_asides where ended_at is null order by id')
    return [one["row"] for one in rows]


async def test_nobody_sets_aside_an_item_of_the_own_unit(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        said = own(await play.send("钱进", "财政局三.2先放着"), "钱进").text
        assert "由别的审核员审" in said, said
        assert await _asides(play) == []


async def test_nor_one_that_others_review(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send(ADMIN, "审核 周平 县直 第四节", group=True)
        await play.send(ADMIN, press="就这样分", group=True)
        said = own(await play.send("周平", "教育局三.2先放着"), "周平").text
        assert "分工" in said, said
        assert await _asides(play) == []
        await play.send("周平", "教育局四.1先放着")
        assert await _asides(play) == ["四.1"]


async def test_what_does_not_wait_is_not_set_aside(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send("周平", "教育局四.1先放着")
        await play.send("周平", "教育局四.1通过")
        await play.send("周平", press="通过")
        assert [row for row, *_ in await decisions(play)] == ["四.1"]
        shown = own(await play.send("周平", "我放着的有哪些"), "周平").text
        assert "四.1" not in shown, shown
        said = own(await play.send("周平", route="review/aside/1/1/四.1"), "周平").text
        assert "已经审过：通过" in said, said
        assert await _asides(play) == []


@pytest.mark.parametrize("scope", ["u2", "2"])
async def test_nobody_accepts_all_of_the_own_unit(tmp_path: Path, scope: str) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        said = own(await play.send("钱进", route=f"review/clean/1/{scope}"), "钱进").text
        assert "由别的审核员审" in said, said
        await play.send("钱进", route=f"review/clean/yes/1/{scope}/abcdef")
        assert await decisions(play) == []


async def test_nor_with_those_of_all_units(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        shown = own(await play.send("钱进", "把没疑点的都通过了"), "钱进").text
        assert "教育局：四.1" in shown, shown
        assert "财政局" not in shown, shown


async def test_a_unit_that_is_none_has_nothing_to_accept(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        shown = own(await play.send("周平", route="review/clean/1/u99"), "周平").text
        assert shown == no_such_item()


async def test_no_more_are_accepted_than_were_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clean, "MOST", 1)
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send("周平", "把没疑点的都通过了")
        await play.send("周平", press="确认通过这 1 项")
        assert len(await decisions(play)) == 1


async def test_what_lies_before_a_colleague_is_not_accepted_with_the_others(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send(ADMIN, route="review/see/1/1/四.1")
        shown = own(await play.send("周平", "把没疑点的都通过了"), "周平").text
        assert "教育局" not in shown, shown
        assert "财政局" in shown, shown


async def test_what_has_changed_since_it_was_shown_is_shown_again(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send("周平", "把没疑点的都通过了")
        route = play.button("周平", "确认通过")
        await play.send(ADMIN, "教育局四.1通过")
        await play.send(ADMIN, press="通过")
        before = await decisions(play)
        said = own(await play.send("周平", route=route), "周平").text
        assert await decisions(play) == before
        assert "财政局：四.1" in said, said
        assert "教育局" not in said, said


async def test_what_several_took_back_is_only_ones_own_and_still_stands(tmp_path: Path) -> None:
    """今天审的都撤回: neither a colleague's, nor what was taken up again, nor another unit's."""
    async with stage(tmp_path, before=BEFORE) as play:
        await play.send("周平", "教育局三.2通过")
        await play.send("周平", press="通过")
        await play.send(ADMIN, "财政局三.2通过")
        await play.send(ADMIN, press="通过")
        shown = own(await play.send("周平", "刚才通过的都撤回"), "周平").text
        assert "教育局 三.2" in shown, shown
        assert "财政局" not in shown, shown
        await play.send("周平", press="审核时看错了")
        again = own(await play.send("周平", "今天通过的都撤回来"), "周平").text
        assert "教育局 三.2" not in again, again
