"""找 … by message: what the office, a liaison and an observer find, and what is asked back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.corridor.events import Message
from bot.desk.finding import looked_for
from bot.invariants import broken_invariants
from tests.desk.desk_stage import SAID, Served, pdf, photo, served


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as made:
        await made.outbox.stop()  # letters are read before they go out
        await made.file("县教育局", "三.4", "应用证明.jpg", photo(SAID), [SAID])
        await made.file(
            "县财政局", "三.2", "财政办法.pdf", pdf(), [("诚信班会办法",), ("第 2 页",)]
        )
        yield made


async def said(county: Served, who: str, text: str) -> Message:
    return (await county.play.send(who, text))[-1][1]


async def test_the_office_reads_unit_row_page_and_line(county: Served) -> None:
    for text in ("找 诚信班会", "搜 诚信班会", "找诚信班会", "哪些材料里提到诚信班会"):
        found = await said(county, "赵主任", text)
        assert "共 2 处" in found.text, text
    assert "教育局 三.4 信用+应用场景（2026年四季度）应用证明.jpg 第 1 页" in found.text
    assert SAID[1] + SAID[2] in found.text
    assert "财政局 三.2" in found.text
    assert found.buttons[0][0].route == "proof/see/1/1/1"


async def test_words_that_stand_apart_are_found_on_one_page(county: Served) -> None:
    """With a blank between them, or cut in two where the whole stands nowhere, which is said."""
    found = await said(county, "赵主任", "找 诚信 办法")
    assert found.title == "找“诚信 办法”"
    assert found.text.startswith("下面这些，同一页上有“诚信”和“办法”。\n共 1 处：\n1. 财政局 三.2")
    assert "诚信班会办法" in found.text
    cut = await said(county, "赵主任", "找 诚信办法")
    none = "没有一处连着写“诚信办法”。下面这些，同一页上有“诚信”和“办法”。\n共 1 处："
    assert cut.text.startswith(none)
    nothing = await said(county, "赵主任", "找 诚信 页")
    assert "没有找到“诚信 页”" in nothing.text, "a word of one letter is on every page"
    for text in ("找 诚信 第2页", "找 诚信第2页"):  # each on a page of its own
        assert "没有找到" in (await said(county, "赵主任", text)).text
    theirs = await said(county, "李敏", "找 诚信 办法")
    assert "没有找到" in theirs.text


async def test_more_of_what_stands_apart_is_one_tap_away(county: Served) -> None:
    lines = tuple(f"诚信第{n}期的办法" for n in range(1, 9))
    await county.file("县教育局", "三.2", "各期.jpg", photo(lines), [lines])
    found = await said(county, "赵主任", "找 诚信 办法")
    turning = [one for row in found.buttons for one in row if one.label == "下一页"]
    assert [one.route for one in turning] == ["find/2/诚信+办法"]
    following = (await county.play.send("赵主任", route="find/2/诚信+办法"))[-1][1]
    assert "共 9 处" in following.text


async def test_a_liaison_finds_in_the_own_units_papers_only(county: Served) -> None:
    found = await said(county, "李敏", "找 诚信班会")
    assert "共 1 处" in found.text
    assert "财政局" not in found.text
    nothing = await said(county, "李敏", "找 班会办法")
    assert "没有找到" in nothing.text
    assert "财政" not in nothing.text


async def test_a_paper_with_several_places_opens_by_one_button(county: Served) -> None:
    lines = ("诚信集市开张", "诚信集市收摊")
    await county.file("县教育局", "三.2", "集市.jpg", photo(lines), [lines])
    found = await said(county, "赵主任", "找 诚信集市")
    assert "共 2 处" in found.text
    routes = [row[0].route for row in found.buttons]
    assert len(routes) == len({*routes}) == 2, "the paper, and the way home"


async def test_what_is_not_found_is_told_with_what_was_not_looked_through(county: Served) -> None:
    """Only where something waits, or a photo could not be read, is that said to be the reason."""
    async with county.play.database.transaction() as db:
        await db.execute("update readings set state = 'done', unread = ''")
    assert (await said(county, "赵主任", "找 没有的字")).text == "材料里没有找到“没有的字”。"
    async with county.play.database.transaction() as db:
        await db.execute("update readings set state = 'waiting', read_at = null")
    assert (
        "还有 2 份材料没读完，读完才找得到。" in (await said(county, "赵主任", "找 没有的字")).text
    )
    own = (await said(county, "李敏", "找 没有的字")).text
    assert "刚交的材料要等读完才找得到" in own
    assert "2" not in own, "how many others' papers wait is nothing to a liaison"
    async with county.play.database.transaction() as db:
        await db.execute("update readings set state = 'done', unread = 'no_ocr'")
    assert "要装了识别" in (await said(county, "李敏", "找 没有的字")).text


async def test_work_reports_and_papers_of_appeals_are_one_tap_away(county: Served) -> None:
    await county.report("县教育局", "总结.pdf", pdf(3), [("信用惠企小结",)])
    number = await county.appeal(
        "县教育局", "三.4", "说明.jpg", photo(SAID[:2]), [("信用惠企说明",)]
    )
    found = await said(county, "赵主任", "找 信用惠企")
    routes = [row[0].route for row in found.buttons]
    assert {"reports/see/1/1/1", f"appeals/see/{number}"} <= set(routes)
    assert "教育局 工作报送（2026年四季度）总结.pdf 第 1 页" in found.text
    assert "教育局 三.4 信用+应用场景 的申诉" in found.text
    (report,) = [row[0] for row in found.buttons if row[0].route == "reports/see/1/1/1"]
    opened = (await county.play.send("赵主任", route=report.route))[-1][1]
    assert [one.label for one in opened.files] == ["总结.pdf"]
    liaison = await said(county, "李敏", "找 信用惠企")
    assert "appeal/1/1/三.4" in [row[0].route for row in liaison.buttons]


async def test_a_search_breaks_nothing_that_must_hold(county: Served) -> None:
    before = await broken_invariants(county.play.database, county.play.store)
    await said(county, "赵主任", "找 诚信班会")
    await said(county, "李敏", "找 诚信班会")
    assert await broken_invariants(county.play.database, county.play.store) == before


async def test_an_observer_sees_no_papers(county: Served) -> None:
    found = await said(county, "吴观", "找 诚信班会")
    assert "只给信用办和本单位看" in found.text


async def test_what_is_looked_for_is_asked_and_short_texts_are_told(county: Served) -> None:
    assert "要在材料里找什么" in (await said(county, "赵主任", "找材料")).text
    assert "共 2 处" in (await said(county, "赵主任", "诚信班会")).text
    assert "至少写两个字" in (await said(county, "赵主任", "找 会")).text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("找诚信班会", "诚信班会"),
        ("帮我找一下诚信班会", "诚信班会"),
        ("哪些单位的材料里写了诚信班会", "诚信班会"),
        ("教育局得了多少分", ""),
        ("找", ""),
    ],
)
def test_sentences_that_ask_for_a_text(text: str, wanted: str) -> None:
    assert looked_for(text) == wanted


async def test_where_the_desk_is_can_be_asked_in_the_chat(county: Served) -> None:
    """审核台 is a sheet of the web chat: a reviewer is told the way, a liaison has none."""
    for text in ("审核台", "打开审核台", "审核台在哪"):
        told = await said(county, "赵主任", text)
        assert "点右上角“打开审核台”" in told.text, text
        assert told.buttons[0][0].route == "review"
    assert "打开审核台" not in (await said(county, "李敏", "审核台")).text
