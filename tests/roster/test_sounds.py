"""读音: set by the office in one line, by a button, by a form; lists and typed names go by it."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.events import Message
from bot.corridor.recipes import make
from bot.roster.reading import read
from tests.stage import stage

ADMIN = "赵主任"


async def _long_bridge(play: object) -> int:
    async with play.database.transaction() as db:  # type: ignore[attr-defined]
        (row,) = await db.execute_fetchall(
            "insert into units (name, short, grp, classification, active, created_at)"
            " values ('长桥镇', '长桥镇', '乡镇街道', '', 1, '2026-01-01T00:00:00Z') returning id"
        )
    return int(row[0])


async def test_a_reading_in_one_line(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        unit = await _long_bridge(play)
        sent = await play.send(ADMIN, "读音 长桥镇 chang qiao")
        assert "改成：chang qiao zhen" in sent[-1][1].text
        assert await play.query("select unit_id from unit_sounds") == []
        sent = await play.send(ADMIN, press="就这样读")
        assert sent[-1][1].text == "长桥镇读作 chang qiao zhen。"
        (row,) = await play.query("select unit_id, sign, sound from unit_sounds")
        assert tuple(row) == (unit, "长", "chang")
        sent = await play.send(ADMIN, "changqiaozhen得分")
        assert "长桥镇" in sent[-1][1].text
        sent = await play.send(ADMIN, "zhangqiaozhen得分")
        assert not any("长桥" in b.label for m in sent for row in m[1].buttons for b in row)


async def test_a_reading_by_a_button_and_by_a_form(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        unit = await _long_bridge(play)
        sent = await play.send(ADMIN, "读音")
        assert "长桥镇 zhang qiao zhen ？" in [b.label for row in sent[-1][1].buttons for b in row]
        await play.send(ADMIN, route=f"units/{unit}/sound")
        await play.send(ADMIN, press="长读 chang")
        assert [tuple(r) for r in await play.query("select sign, sound from unit_sounds")] == [
            ("长", "chang")
        ]
        await play.send(ADMIN, route=f"units/{unit}/sound")
        sent = await play.send(ADMIN, "nan jing")
        assert "没有改" in sent[-1][1].text
        sent = await play.send(ADMIN, "zhang qiao")
        assert sent[-1][1].text == "长桥镇读作 zhang qiao zhen。"
        await play.send(ADMIN, route=f"units/{unit}/sound/drop")
        assert not await play.query("select sign from unit_sounds")


async def test_the_list_by_sound(tmp_path: Path) -> None:
    """长桥镇 before 冢头 as chang, and before it stands under z."""
    async with stage(tmp_path) as play:
        await _long_bridge(play)

        async def names() -> list[str]:
            sent = await play.send(ADMIN, route="units/list/2/1/sound")
            routes = [b for row in sent[-1][1].buttons for b in row if b.route.count("/") == 1]
            return [b.label.removesuffix(" ○") for b in routes if b.route != "units"]

        assert (await names())[0] != "长桥镇"
        await play.send(ADMIN, "读音 长桥镇 chang qiao")
        await play.send(ADMIN, press="就这样读")
        assert (await names())[0] == "长桥镇"


async def test_only_admins_say_readings(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        unit = await _long_bridge(play)
        await play.send("李敏", "读音 长桥镇 chang qiao")
        await play.send("李敏", route=f"units/{unit}/sound/set/长/chang")
        assert not await play.query("select sign from unit_sounds")


async def test_the_roster_sheet_has_a_column_of_readings(tmp_path: Path) -> None:
    """Exported where it was told, imported after it was shown; an empty cell keeps it."""
    heads = "单位名称,简称,考核表,读音"
    async with stage(tmp_path) as play:
        unit = await _long_bridge(play)

        async def bring(*lines: str) -> Message:
            await play.send(ADMIN, route="units/import")
            data = "\r\n".join([heads, *lines]).encode("gb18030")
            return (await play.send(ADMIN, files=[("名单.csv", data)]))[-1][1]

        async def told() -> list[tuple[object, ...]]:
            return [
                tuple(r) for r in await play.query("select unit_id, sign, sound from unit_sounds")
            ]

        shown = await bring("长桥镇,,乡镇,Cháng qiáo", "浚河乡,浚河,乡镇,xunhe", "冢头镇,,乡镇,ZTZ")
        assert shown.text.splitlines()[:3] == [
            "新增 1 个：浚河",
            "修改 1 个：",
            "· 长桥镇：读音 zhang qiao zhen → chang qiao zhen",
        ]
        assert "读作 xun he xiang" in shown.detail
        assert "D4：“ZTZ”和“冢头镇”对不上，读音没有记，单位照常导入。" in shown.detail
        assert await told() == []
        await play.send(ADMIN, press="确认写入")
        assert (unit, "长", "chang") in await told()
        assert {r[1:] for r in await told()} >= {("长", "chang"), ("浚", "xun")}
        for same in ("长桥镇,,乡镇,", "长桥镇,,乡镇,chang qiao zhen"):
            assert (await bring(same)).text == "表里的 1 个单位和现在的名单一样，没有要改的。"
        sent = await play.send(ADMIN, route="units/export")
        book = sent[-1][1].files[0].recipe
        assert book is not None
        lines = {one.name: one.sounds for one in read(make(book), "xlsx").lines}
        assert lines["长桥镇"] == "chang qiao zhen"
        assert lines["浚河乡"] == "xun he xiang"
        assert lines["冢头镇"] == ""
        await play.send(ADMIN, route="units/import")
        again = await play.send(ADMIN, files=[("单位名单.xlsx", make(book))])
        assert "没有要改的" in again[-1][1].text
