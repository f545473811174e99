"""What a liaison is told of papers that were read, what a reviewer sees, and what nobody sees."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.archive import read_out
from bot.extraction.pages import Extract, Line, Page, Unread
from bot.forms.loading import load_quarter
from bot.reading.keeping import JUST_SENT
from bot.reading.told import tell
from bot.reading.words import doubts as doubt_words, told as words
from storage.queries import papers, people, quarters, readings
from storage.queries.papers import Blob
from tests.reading.county import delivered, read_all
from tests.sample_papers import NOTICE, REPORT, document, picture
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        await found.send("李敏", route="row/1/1/四.1")
        await found.send("李敏", "4")
        await found.send("李敏", route="proof/1/1/四.1")
        yield found


async def hand_in(play: Stage, *papers: tuple[str, tuple[str, ...]]) -> None:
    """Send papers, let the receipt arrive, and read them."""
    await play.send("李敏", files=[(label, document(*lines)) for label, lines in papers])
    await delivered(play)
    await read_all(play)


async def said(play: Stage) -> list[str]:
    return [message.text for chat, message in await play.letters() if chat == "李敏"]


async def test_one_message_says_what_was_read_and_what_is_not_there(play: Stage) -> None:
    await hand_in(play, ("通知.docx", NOTICE))
    (text,) = await said(play)
    assert (
        "《关于开展诚信宣传进校园活动的通知》（方案或通知，郏教〔2026〕31号，2026年11月12日）"
        in text
    )
    assert "还没看到：活动照片、媒体报道。" in text
    assert "您报了 4 次，材料里最多对得上 1 次（11月12日）。" in text
    assert text.startswith("收到，通知.docx 已存好。")
    replaced = await play.query("select replaces from outbox order by id desc limit 1")
    assert replaced[0][0] is not None


async def test_nothing_is_said_twice(play: Stage) -> None:
    await hand_in(play, ("通知.docx", NOTICE))
    await said(play)
    await hand_in(play, ("报道.docx", REPORT))
    (text,) = await said(play)
    assert "补上了：媒体报道。" in text
    assert "还没看到" not in text
    assert "您报了" not in text
    assert "通知" not in text.split("读到：")[1].split("。")[0]
    async with play.database.transaction() as db:
        assert await tell(db, play.now) == 0
    assert await said(play) == []


async def test_nothing_is_said_while_another_question_is_answered(play: Stage) -> None:
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await play.send("李敏", route="row/1/1/六.3")
    await delivered(play)
    await read_all(play)
    assert await said(play) == []
    play.now += timedelta(minutes=31)
    async with play.database.transaction() as db:
        assert await tell(db, play.now) == 1
    (text,) = await said(play)
    assert "还没看到" in text
    replaced = await play.query("select replaces from outbox order by id desc limit 1")
    assert replaced[0][0] is None


async def test_a_batch_is_spoken_of_once_all_of_it_is_read(play: Stage) -> None:
    await play.send(
        "李敏", files=[("通知.docx", document(*NOTICE)), ("报道.docx", document(*REPORT))]
    )
    await delivered(play)
    await read_all(play)
    (text,) = await said(play)
    assert "报道，2026年11月12日" in text
    assert "方案或通知" in text


async def test_a_unit_hears_nothing_of_anothers_text(play: Stage) -> None:
    await play.send("王强", route="proof/1/4/四.1")
    await play.send("王强", files=[("方案.docx", document(*NOTICE, "只有冢头知道的一句话。"))])
    await delivered(play)
    await read_all(play)
    await said(play)
    await hand_in(play, ("通知.docx", NOTICE))
    (text,) = await said(play)
    assert "冢头" not in text
    kinds = await play.query("select distinct kind from paper_doubts")
    assert "other_unit" in {row[0] for row in kinds}
    for row in await play.query("select value, shown from reading_facts"):
        assert "只有冢头知道" not in f"{row[0]}{row[1]}"


async def to_review(play: Stage) -> None:
    async with play.database.transaction() as db:
        await db.execute("update forms set state = 'submitted' where unit_id = 1")
        await db.execute("update quarters set state = 'review'")


async def test_a_reviewer_says_once_that_a_kind_is_no_doubt(play: Stage) -> None:
    await hand_in(play, ("通知.docx", NOTICE))
    await to_review(play)
    await play.letters()
    ((_, item),) = await play.send("赵主任", route="review/see/1/1/四.1")
    assert "⚠ 材料里还没看到：活动照片、媒体报道" in item.text
    assert "⚠ 报 4 次，材料里对得上的最多 1 次（11月12日）" in item.text
    await play.send("赵主任", press="不是疑点")
    ((_, item),) = await play.send("赵主任", press="材料不全：本季度都不是")
    assert "材料里还没看到" not in item.text
    await play.send("赵主任", press="不是疑点")
    ((_, item),) = await play.send("赵主任", press="次数对不上：这一项不是")
    assert "⚠" not in item.text
    ((_, told),) = await play.send("赵主任", "疑点准不准")
    assert "次数对不上 1 处：属实 0，没采纳 0，说不是疑点 1，准 0%。" in told.text
    await play.send("赵主任", press="恢复提“材料不全”")
    ((_, item),) = await play.send("赵主任", route="review/see/1/1/四.1")
    assert "材料里还没看到" in item.text


async def test_who_said_that_a_doubt_is_none_takes_it_back_with_one_tap(play: Stage) -> None:
    """For the row and for the quarter; what a colleague said for the quarter is the colleague's."""
    await hand_in(play, ("通知.docx", NOTICE))
    await to_review(play)
    await play.send("赵主任", route="review/see/1/1/四.1")
    await play.send("赵主任", press="不是疑点")
    await play.send("赵主任", press="次数对不上：这一项不是")
    ((_, item),) = await play.send("赵主任", press="撤回")
    assert item.text.startswith("✓ 教育局 四.1 的“次数对不上”又算疑点了。")
    assert {row[0] for row in await play.query("select state from paper_doubts")} == {"open"}
    ((_, again),) = await play.send("赵主任", route="review/doubtagain/one/1/1/四.1/over")
    assert again.text == "这一类已经照常提疑点，没有要撤回的。"
    await play.send("赵主任", route="review/see/1/1/四.1")
    await play.send("赵主任", press="不是疑点")
    await play.send("赵主任", press="材料不全：本季度都不是")
    await play.send("李敏", route="review/doubtagain/all/1/1/四.1/missing")
    ((own,),) = await play.query("select by_person from doubt_waivers")
    for by, said in (
        (own % 2 + 1, "撤回，或者请管理员在“疑点准不准”里恢复"),
        (own, "又会提“材料不全”"),
    ):
        async with play.database.transaction() as db:
            await db.execute("update doubt_waivers set by_person = ?", (by,))
        ((_, told),) = await play.send("赵主任", route="review/doubtagain/all/1/1/四.1/missing")
        assert said in told.text
    assert await play.query("select 1 from doubt_waivers") == []
    ((_, item),) = await play.send("赵主任", route="review/see/1/1/四.1")
    assert "材料里还没看到" in item.text
    said = [row[0] for row in await play.query("select action from audit order by id")]
    assert said[-4:] == [
        "review.no-doubt", "review.doubt-again", "review.waive", "review.restore",
    ]  # fmt: skip


async def test_what_was_decided_tells_how_right_the_doubts_were(play: Stage) -> None:
    await hand_in(play, ("通知.docx", NOTICE))
    await to_review(play)
    await play.send("赵主任", route="review/see/1/1/四.1")
    await play.send("赵主任", press="通过")
    states = await play.query("select kind, state from paper_doubts order by kind")
    assert [tuple(row) for row in states] == [("missing", "passed"), ("over", "passed")]


@pytest.mark.parametrize(
    "route",
    [
        "review/nodoubt/1/1/四.1",
        "review/nodoubt/all/1/1/四.1/missing",
        "review/restore/1/missing",
    ],
)
async def test_a_liaison_has_no_say_in_doubts(play: Stage, route: str) -> None:
    await hand_in(play, ("通知.docx", NOTICE))
    await to_review(play)
    await play.send("李敏", route=route)
    assert await play.query("select 1 from doubt_waivers") == []
    assert {row[0] for row in await play.query("select state from paper_doubts")} == {"open"}


async def test_the_quarters_archive_says_what_was_read_and_what_became_of_doubts(
    play: Stage,
) -> None:
    async with play.database.reading() as db:
        quarter = await quarters.by_id(db, 1)
        assert quarter is not None
        assert await read_out.tables(db, await load_quarter(db, quarter)) == {}
    await hand_in(play, ("通知.docx", NOTICE))
    async with play.database.reading() as db:
        found = await read_out.tables(db, await load_quarter(db, quarter))
    (_, facts), (_, doubts) = found.values()
    assert facts[0][:9] == (
        "县教育局", "四.1", "通知.docx", "方案或通知", "关于开展诚信宣传进校园活动的通知",
        "郏教〔2026〕31号", "县教育局", "2026-11-02", "2026-11-12",
    )  # fmt: skip
    assert {(line[3], line[5]) for line in doubts} == {
        ("材料不全", "没有审"), ("次数对不上", "没有审"),
    }  # fmt: skip


async def test_a_paper_that_was_read_without_a_row_is_doubted_once_it_has_one(
    play: Stage,
) -> None:
    await play.send("李敏", route="home")
    await play.send("李敏", files=[("通知.docx", document(*NOTICE, "××单位请于月底前报送。"))])
    await delivered(play)
    await read_all(play)
    assert await play.query("select 1 from paper_doubts") == []
    play.now += timedelta(seconds=5)
    await play.send("李敏", press="四.1 宣传活动")
    kinds = {row[0] for row in await play.query("select kind from paper_doubts")}
    assert {"blank", "missing", "over"} <= kinds


async def test_who_reports_for_the_unit_no_longer_hears_nothing_of_its_papers(play: Stage) -> None:
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await delivered(play)
    async with play.database.transaction() as db:
        person = await people.by_identity(db, "web", "李敏")
        assert person is not None
        for grant in await people.roles_of(db, person.id):
            await people.end_role(db, grant.id, play.now)
    await read_all(play)
    assert await said(play) == []


async def test_one_thing_about_several_papers_is_said_once_and_beside_that_all_is_there(
    play: Stage,
) -> None:
    plan = ["县教育局诚信宣传方案", "一、活动时间：2026年8月12日", "二、承办单位：办公室"]
    plan += ["三、活动内容：宣讲、签名。", "县教育局", "2026年8月1日"]
    await play.send("李敏", route="row/1/1/四.1")
    await play.send("李敏", "1")
    await play.send("李敏", route="proof/1/1/四.1")
    report = ["诚信宣传 走进课堂", "来源：郏县融媒　2026-08-13", "8月12日，县教育局开展诚信宣传。"]
    files = [("方案.docx", document(*plan)), ("报道.docx", document(*report))]
    await play.send("李敏", files=[*files, ("现场.jpg", picture((9, 90, 200)))])
    await delivered(play)
    scene = Extract((Page(1, 900, 600, pictures=1),), "jpg")
    await read_all(play, {"现场.jpg": scene})
    (text,) = await said(play)
    lines = text.splitlines()
    at = lines.index("这一项要的几样都有，另外：")
    assert lines[at + 1] == "请核对：方案.docx、报道.docx 上的日期是2026年8月12日，不在本季度。"
    assert "《诚信宣传 走进课堂》" in text
    assert "要的都看到了" not in text
    assert text.count("请核对") == 1


async def test_what_could_not_be_read_is_said_once_with_what_to_do(play: Stage) -> None:
    names = ["扫描.pdf", "旧文件.docx", "台账.xlsx"]
    await play.send("李敏", files=[(one, document(one, *NOTICE)) for one in names])
    await delivered(play)
    page = Page(1, lines=(Line("信用报告应用台账"), Line("序号\t事项"), Line("1\t招标")))
    read = {
        "扫描.pdf": Extract(kind="pdf", unread=Unread.DAMAGED),
        "旧文件.docx": Extract(kind="docx", unread=Unread.PASSWORD),
        "台账.xlsx": Extract((page,), "xlsx", unread=Unread.HIDDEN, partly=True),
    }
    await read_all(play, read)
    (text,) = await said(play)
    assert (
        "没能读出文字：扫描.pdf（文件不完整或已损坏，机器读不出来）。请打开看看，必要时重发。"
        in text
    )
    assert "没能读出文字：旧文件.docx（文件设了打开密码，机器打不开）。请去掉密码后重发。" in text
    assert "台账.xlsx：表格里有隐藏的行、列或工作表，隐藏的内容没有读。" in text
    assert "读到：《信用报告应用台账》（清单或台账）。" in text
    assert "请核对" not in text
    assert all(text.count(one) == 1 for one in ("扫描.pdf", "旧文件.docx"))


async def test_what_a_person_has_sent_is_read_before_an_older_backlog(play: Stage) -> None:
    """Photos of a sample or of years ago keep nobody waiting who has just sent one."""
    await play.send("李敏", route="proof/1/1/六.3")
    await play.send("李敏", files=[("上月的.jpg", picture((120, 20, 60)))])
    play.now += timedelta(hours=1)
    old = [(await play.store.put_bytes(picture((20, 40 + one, 60)))).digest for one in range(3)]
    async with play.database.transaction() as db:
        for digest in old:
            await papers.keep_blob(db, Blob(digest, 1000, "jpg", None), play.now)
            await readings.ask(db, digest, play.now - timedelta(days=1))
    await play.send("李敏", route="proof/1/1/四.1")
    await play.send("李敏", files=[("现场.jpg", picture((90, 200, 30)))])
    async with play.database.transaction() as db:
        first, *_ = await readings.following(db, 1, play.now - JUST_SENT)
        longest, *_ = await readings.longest(db, 1)
    ((sent,),) = await play.query("select digest from evidence where label = '现场.jpg'")
    assert first.sha256 == sent
    assert longest.sha256 in old


async def test_units_are_read_in_turn(play: Stage) -> None:
    """Who sends one photo does not wait for another unit's hundred."""
    many = [(f"{one}.jpg", picture((60 * one, 200, 30))) for one in range(4)]
    await play.send("李敏", files=many)
    await play.send("王强", route="proof/1/4/四.1")
    await play.send("王强", files=[("现场.jpg", picture((90, 20, 230)))])
    units = await play.query(
        "select e.digest, f.unit_id from evidence e join forms f on f.id = e.form_id"
    )
    unit_of = dict(units)
    async with play.database.transaction() as db:
        order = [
            unit_of[one.sha256] for one in await readings.following(db, 9, play.now - JUST_SENT)
        ]
    assert sorted(order[:2]) == [1, 4]
    assert order[2:] == [1, 1, 1]


async def test_an_answer_waits_for_no_other_row_s_papers(play: Stage) -> None:
    """What was filed elsewhere long ago and is read at last holds up nothing that was just sent."""
    await play.send("李敏", route="proof/1/1/六.3")
    await play.send("李敏", files=[("旧照片.jpg", picture((20, 40, 60)))])
    play.now += timedelta(days=1)
    await play.send("李敏", route="proof/1/1/四.1")
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await delivered(play)
    await read_all(play, most=1)
    (text,) = await said(play)
    assert "还没看到" in text


@pytest.mark.parametrize("banner", [(), (Line("信用产品应用实施办法", None, "ocr", 980),)])
async def test_a_scene_that_is_called_a_rule_shows_none(
    play: Stage, banner: tuple[Line, ...]
) -> None:
    """What a phone calls a picture is its sender's word; the row asks for the printed rule."""
    await play.send("李敏", route="row/1/1/三.2")
    await play.send("李敏", "有")
    await play.send("李敏", route="proof/1/1/三.2")
    label = "制定信用产品应用实施办法佐证材料.jpg"
    await play.send("李敏", files=[(label, picture((120, 200, 30)))])
    await delivered(play)
    scene = Extract((Page(1, 1200, 900, banner, pictures=1),), "jpg")
    await read_all(play, {label: scene})
    (text,) = await said(play)
    assert "照片 1 张。" in text
    assert "还没看到：实施办法。" in text


def test_days_are_said_from_the_first_to_the_last() -> None:
    assert words.dated("2026-10-12") == "2026年10月12日"
    assert words.dated("2026-10") == "2026年10月"
    assert words.dated("2026-10-12/2026-10-16") == "2026年10月12日至16日"
    assert words.dated("2026-10-01/2026-12-31") == "2026年10月1日至12月31日"
    assert words.dated("2026-12-30/2027-01-03") == "2026年12月30日至2027年1月3日"


async def test_the_day_that_is_said_to_be_uncertain_is_the_day_that_is_said(play: Stage) -> None:
    """A paper whose own day was misread tells of a day that is certain all the same."""
    told = ("关于开展诚信宣传活动的通知", "各学校：", "活动时间：2026年11月12日", "请认真组织。")
    await hand_in(play, ("通知.docx", (*told, "县教育局", "2O26年11月6日")))
    (text,) = await said(play)
    assert "（方案或通知，2026年11月12日）" in text


def test_a_paper_of_nobody_known_and_one_of_another_time_are_said_in_words() -> None:
    stranger = doubt_words.said("other_unit", "方案.docx", {"unknown": "县渔政站"}, "", "", "")
    assert stranger == "⚠ 别的单位：方案.docx 的抬头或落款是县渔政站，里面没有本单位的名字"
    told = words.doubt("outside", ["通报.docx"], {"day": "2026年一季度"}, "")
    assert told == "请核对：通报.docx 说的是2026年一季度，不在本季度。"
    day = words.doubt("outside", ["通报.docx"], {"day": "2026-04-08"}, "")
    assert day == "请核对：通报.docx 上的日期是2026年4月8日，不在本季度。"


async def test_nothing_is_complete_before_the_row_is_answered(play: Stage) -> None:
    """At 一.1 the reviewer saw four parts missing of what the liaison read was all there."""
    await play.send("李敏", route="row/1/1/一.1")
    await play.send("李敏", "是")
    await play.send("李敏", route="proof/1/1/一.1")
    await hand_in(play, ("通知.docx", NOTICE))
    (text,) = await said(play)
    assert "郏教〔2026〕31号" in text
    assert words.complete() not in text
