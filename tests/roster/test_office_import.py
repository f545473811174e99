"""Importing the list of units: shown first, then all or nothing, every change written down."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.events import Message
from bot.corridor.recipes import make
from bot.roster.reading import read
from tests.stage import Stage, stage

ADMIN = "赵主任"


def sheet(*lines: str, heads: str = "单位名称,简称,别名,考核表,是否考核") -> bytes:
    """A csv as a spreadsheet program of the office writes it."""
    return "\r\n".join([heads, *lines]).encode("gb18030")


async def _send(play: Stage, data: bytes, name: str = "名单.csv") -> Message:
    await play.send(ADMIN, "导入名单")
    letters = await play.send(ADMIN, files=[(name, data)])
    return letters[-1][1]


async def _names(play: Stage) -> set[str]:
    return {row["name"] for row in await play.query("select name from units")}


async def test_the_form_that_is_handed_out_can_be_filled_in_and_sent_back(tmp_path: Path) -> None:
    """The template is a real xlsx whose two examples are passed over."""
    async with stage(tmp_path) as play:
        (_, message), *_ = await play.send(ADMIN, "导入")
        recipe = message.files[0].recipe
        assert recipe is not None
        form = make(recipe)
        assert read(form, "xlsx").lines == ()
        answer = await _send(play, form, "单位名单模板.xlsx")
        assert "要改" in answer.title
        assert "没有单位" in answer.text


async def test_nothing_is_written_before_the_preview_is_confirmed(tmp_path: Path) -> None:
    """New, changed and untouched units are told apart; then all is written at once."""
    data = sheet(
        "县数据局,,,县直,",
        "县教育局,教体局,教育体育局,县直单位,",
        "冢头镇,冢头,,乡镇,否",
        "县财政局,财政局,,县直,",
    )
    async with stage(tmp_path) as play:
        preview = await _send(play, data)
        assert preview.text.splitlines() == [
            "新增 1 个：数据局",
            "修改 2 个：",
            "· 县教育局：简称 教育局 → 教体局；别名 教体局 → 教育体育局",
            "· 冢头镇：停用",
            "不变 1 个。",
            "表里没写的 2 个单位保持原样。",
            "换考核表、停用的：已经开期的季度照原来的表考核，以后开期的季度才按新的。",
        ]
        assert "县数据局" not in await _names(play)
        assert await play.query("select id from audit") == []
        done = (await play.send(ADMIN, press="确认写入"))[-1][1]
        assert done.text == "新增 1 个，修改 2 个。\n新单位已加入2026年四季度的填报。"
        assert "县数据局" in await _names(play)
        rows = await play.query("select action, subject, after from audit order by id")
        assert [row["action"] for row in rows] == [
            "unit.add", "unit.change", "unit.change", "form.open",
        ]  # fmt: skip
        forms = await play.query(
            "select u.name from forms f join units u on u.id = f.unit_id where u.name = '县数据局'"
        )
        assert len(forms) == 1
        stopped = await play.query("select active from units where name = '冢头镇'")
        assert stopped[0]["active"] == 0


async def test_one_bad_cell_keeps_everything_out_and_is_named(tmp_path: Path) -> None:
    """The fault has its cell; the good line beside it is not written either."""
    data = sheet("县数据局,,,县直,", "县审计局,审计,,不知道的表,", "县财政局,教育局,,县直,")
    async with stage(tmp_path) as play:
        before = await _names(play)
        answer = await _send(play, data)
        assert "D3" in answer.text
        assert "还没有写入" in answer.text
        (_, message), *_ = await play.send(ADMIN, route="units/import/yes")
        assert "过期" in message.text
        assert await _names(play) == before


async def test_a_name_that_another_unit_has_is_refused(tmp_path: Path) -> None:
    """Two units with one name could not be told apart in a chat."""
    async with stage(tmp_path) as play:
        answer = await _send(play, sheet("县财政局,教育局,,县直,"))
        assert "“教育局”已经是县教育局的名称" in answer.text


async def test_names_may_change_places_in_one_list(tmp_path: Path) -> None:
    """What counts is how the names are after the import, not before."""
    async with stage(tmp_path) as play:
        answer = await _send(play, sheet("县财政局,教育局,,县直,", "县教育局,教体局,,县直,"))
        assert answer.title == "请核对，还没有写入"


async def test_a_roster_that_changed_meanwhile_is_shown_again(tmp_path: Path) -> None:
    """What is written is what was shown."""
    async with stage(tmp_path) as play:
        await _send(play, sheet("县数据局,数据局,,县直,"))
        async with play.database.transaction() as db:
            await db.execute(
                "insert into units (name, short, grp, created_at) values"
                " ('县数据局', '大数据', '县直单位', '2026-11-23T02:00:00.000000Z')"
            )
        letters = await play.send(ADMIN, press="确认写入")
        assert "别的改动" in letters[0][1].text
        assert "简称 大数据 → 数据局" in letters[1][1].text
        await play.send(ADMIN, press="确认写入")
        rows = await play.query("select short from units where name = '县数据局'")
        assert [row["short"] for row in rows] == ["数据局"]


async def test_a_mended_list_may_follow_the_preview_at_once(tmp_path: Path) -> None:
    """The form goes on waiting below the preview; what was shown last is what is written."""
    async with stage(tmp_path) as play:
        await _send(play, sheet("县数局,,,县直,"))
        letters = await play.send(ADMIN, files=[("改好.csv", sheet("县数据局,,,县直,"))])
        assert letters[-1][1].title == "请核对，还没有写入"
        await play.send(ADMIN, press="确认写入")
        assert "县数据局" in await _names(play)
        assert "县数局" not in await _names(play)


async def test_a_unit_that_is_not_assessed_gets_no_form(tmp_path: Path) -> None:
    """是否考核：否 puts it on the list and keeps it out of the open quarter."""
    async with stage(tmp_path) as play:
        await _send(play, sheet("县数据局,,,县直,否"))
        done = (await play.send(ADMIN, press="确认写入"))[-1][1]
        assert done.text == "新增 1 个。"
        assert len(await play.query("select id from forms")) == 5


async def test_a_second_press_finds_the_preview_gone(tmp_path: Path) -> None:
    """Confirming twice is confirming once."""
    async with stage(tmp_path) as play:
        await _send(play, sheet("县数据局,,,县直,"))
        route = play.button(ADMIN, "确认写入")
        await play.send(ADMIN, route=route)
        (_, message), *_ = await play.send(ADMIN, route=route)
        assert "过期" in message.text
        assert len(await play.query("select id from units where name = '县数据局'")) == 1


async def test_files_that_are_no_list_get_a_sentence(tmp_path: Path) -> None:
    """A photo, two files, an empty file, a file without headings, and words instead of a file."""
    from tests.sample_papers import PAPERS

    async with stage(tmp_path) as play:
        for label, sentence in (
            ("活动照片1.jpg", "要改"),
            ("空文件.pdf", "空的"),
            ("程序.exe", "不是表格"),
            ("带宏的文件.docm", "宏"),
        ):
            answer = await _send(play, PAPERS[label](), label)
            assert sentence in answer.title + answer.text, label
        await play.send(ADMIN, "导入名单")
        two = [("a.csv", sheet("县数据局,,,县直,")), ("b.csv", sheet("县审计局,,,县直,"))]
        assert "2 个文件" in (await play.send(ADMIN, files=two))[-1][1].text
        assert "正在等您的表格" in (await play.send(ADMIN, "县数据局"))[-1][1].text


async def test_the_export_comes_back_as_no_change(tmp_path: Path) -> None:
    """What goes out can come in again."""
    async with stage(tmp_path) as play:
        (_, message), *_ = await play.send(ADMIN, route="units/export")
        recipe = message.files[0].recipe
        assert recipe is not None
        answer = await _send(play, make(recipe), "考核单位名单.xlsx")
        assert answer.text == "表里的 5 个单位和现在的名单一样，没有要改的。"
