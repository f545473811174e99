"""What is doubtful about work reports: the office reads all of it, a unit what it can mend."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reading.told import tell
from tests.reading.county import delivered, read_all
from tests.sample_papers import document
from tests.stage import Stage, stage

OWN = (
    "县教育局四季度信用工作总结",
    "本季度，我局把信用教育放进每周的班会课，编写校园诚信读本，组织学生走访老字号店铺，听店主讲守信的故事。",
    "我们还为校外培训机构建立信用档案，按月更新预收费监管情况，对承诺不到位的机构逐家约谈并督促整改到位。",
    "县教育局",
    "2026年11月20日",
)
COPIED = ("县财政局四季度信用工作总结", *OWN[1:3], "县财政局", "2026年11月21日")
OLD = ("县财政局信用工作简报", "开展政府采购供应商信用评价，发布结果。", "县财政局", "2026年5月6日")
CLEAN = (
    "县财政局“信易贷”工作总结",
    "十月以来，我局会同银行走访四十家小微企业，宣讲信用贷款贴息办法。",
    "县财政局",
    "2026年11月22日",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=("liaison 钱进 县财政局",)) as found:
        yield found


async def reported(play: Stage, who: str, unit: int, *papers: tuple[str, tuple[str, ...]]) -> None:
    await play.send(who, route=f"reports/add/1/{unit}/0")
    await play.send(who, files=[(label, document(*lines)) for label, lines in papers])
    await delivered(play)


async def both(play: Stage) -> None:
    """县教育局 reports first; 县财政局 a copy of it, an old one, and one as it should be."""
    await reported(play, "李敏", 1, ("总结.docx", OWN))
    await reported(
        play, "钱进", 2, ("财政总结.docx", COPIED), ("旧简报.docx", OLD), ("信易贷.docx", CLEAN)
    )
    await read_all(play)


async def text(play: Stage, who: str, route: str) -> str:
    return (await play.send(who, route=route))[-1][1].text


async def test_the_office_reads_which_reports_to_look_at_and_why(play: Stage) -> None:
    await both(play)
    said = await text(play, "赵主任", "reported/doubts/1/0")
    assert "读过的 4 份里，3 份请看一眼，由您判断：" in said
    assert "雷同：财政总结.docx 与教育局的工作报送文字几乎一样" in said
    assert "雷同：总结.docx 与财政局的工作报送文字几乎一样" in said
    assert "日期：旧简报.docx 的成文日期是 2026年5月6日，不在本季度" in said
    assert "信易贷" not in said
    shown = (await play.send("赵主任", route="reported/1/0"))[-1][1]
    assert any(one.route == "reported/doubts/1/0" for row in shown.buttons for one in row)


async def test_a_unit_hears_what_it_can_mend_and_nothing_of_others(play: Stage) -> None:
    await both(play)
    assert "请核对：旧简报.docx 上的日期是2026年5月6日，不在本季度。" in await text(
        play, "钱进", "reports/see/1/2/3"
    )
    copied = await text(play, "钱进", "reports/see/1/2/2")
    assert "雷同" not in copied
    assert "教育局" not in copied
    assert "雷同：财政总结.docx" in await text(play, "赵主任", "reports/see/1/2/2")
    refused = await text(play, "钱进", "reported/doubts/1/0")
    assert "雷同" not in refused


async def test_the_same_bytes_of_two_units_and_nothing_where_nothing_is(play: Stage) -> None:
    await reported(play, "李敏", 1, ("信易贷.docx", CLEAN))
    await read_all(play)
    said = await text(play, "赵主任", "reported/doubts/1/0")
    assert "别的单位：信易贷.docx 的抬头或落款是财政局" in said
    await reported(play, "钱进", 2, ("信易贷.docx", CLEAN))
    said = await text(play, "赵主任", "reported/doubts/1/0")
    assert said.count("文字几乎一样（约 100%）") == 2


async def test_what_proves_a_row_of_the_same_unit_is_no_copy(play: Stage) -> None:
    await play.send("李敏", route="proof/1/1/四.1")
    await play.send("李敏", files=[("总结.docx", document(*OWN))])
    await reported(play, "李敏", 1, ("总结报送.docx", OWN))
    await read_all(play)
    assert "没有疑点" in await text(play, "赵主任", "reported/doubts/1/0")


async def test_who_sent_a_report_is_told_once_what_to_look_at(play: Stage) -> None:
    await both(play)
    letters = [message for chat, message in await play.letters() if chat == "钱进"]
    (said,) = [one for one in letters if "材料读完了" in one.title]
    assert said.text == (
        "请核对：旧简报.docx 上的日期是2026年5月6日，不在本季度。\n以上由机器读出，供您核对。"
    )
    assert said.buttons[0][0].route == "reports/1/2"
    assert not [chat for chat, _ in await play.letters() if chat == "李敏"]
    async with play.database.transaction() as db:
        assert await tell(db, play.now) == 0


async def test_a_clean_report_is_no_message(play: Stage) -> None:
    await reported(play, "钱进", 2, ("信易贷.docx", CLEAN))
    await read_all(play)
    assert not [one for _, one in await play.letters() if "读完" in one.title]
