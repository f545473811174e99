"""Why points are missing, as a unit reads it with an edition: true, and a reviewer's only if so."""

from __future__ import annotations

from pathlib import Path

from bot.editions.edition import read
from tests.appeals.test_second import LIAISON as APPEALING, OTHER as CONFIRMING, REVIEWER, appealed
from tests.release.test_unfinished import released

TOWN, ADMIN = "王芳", "赵主任"
GIVEN = (f"liaison {TOWN} 冢头镇", "submitted 冢头镇", "state review")


async def test_what_was_never_written_waits_for_nobody(tmp_path: Path) -> None:
    """A row a reviewer would mark, without description and papers: 没有填, the unit's own gap."""
    async with released(tmp_path, *GIVEN) as play:
        (row,) = await play.query("select snapshot from publications")
        one = read(str(row[0])).of_unit(4)
        assert one is not None
        assert "四.1" in one[1].open["missing"]
        assert "unreviewed" not in one[1].open
        for page in ("得分", "扣分原因", "四.1为什么没分"):
            said = "\n".join(letter.text for _, letter in await play.send(TOWN, page))
            assert "等审核员评定" not in said, page
        lost = (await play.send(TOWN, "扣分原因"))[-1][1].text
        assert "四.1 诚信宣传教育　0/10 分，少 10 分\n　没有填" in lost
        score = (await play.send(TOWN, "得分"))[-1][1].text
        assert "本单位 9 项到截止没有填完" in score


async def test_what_was_written_waits_for_the_reviewer(tmp_path: Path) -> None:
    """Beside it the row that was described: that one somebody will mark."""
    given = (GIVEN[0], 'claim 冢头镇 四.1 说明 "集市上宣传一次"', *GIVEN[1:])
    async with released(tmp_path, *given) as play:
        (row,) = await play.query("select snapshot from publications")
        one = read(str(row[0])).of_unit(4)
        assert one is not None
        assert one[1].open["unreviewed"] == ("四.1",)
        lost = (await play.send(TOWN, "扣分原因"))[-1][1].text
        assert "四.1 诚信宣传教育　0/10 分，少 10 分\n　等审核员评定" in lost


async def test_the_reason_of_a_change_is_none_of_a_loss(tmp_path: Path) -> None:
    """After a 改判 the loss is told by its sum; the reason stands where the row moved."""
    async with appealed(tmp_path) as play:
        await play.send(REVIEWER, route="appeals/change/1/put/1/1")
        await play.send(REVIEWER, "第三项有通知，按一项计")
        await play.send(REVIEWER, press="提议改判")
        letters = await play.send(CONFIRMING, route=play.button("信用办群", "确认改判"))
        (told,) = [m.text for chat, m in letters if chat == APPEALING and "主要失分" in m.text]
        moved, lost = told.split("主要失分：")
        assert "第三项有通知，按一项计" in moved
        assert "按一项计" not in lost
        assert "取得成效的应用 2 项 × 2 分 = 4 分；仅有通知或文件的应用 1 项" in lost
