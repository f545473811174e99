"""A button confirms what stood above it: an earlier letter's never confirms what came later."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.draft_marks import bare, marked, outdated
from bot.corridor.events import Button, Message
from bot.corridor.pages import open_all
from tests.stage import Stage, stage

ADMIN, LIAISON = "赵主任", "李敏"
REPLACED = "这个按钮是前面那一条的，后来内容换过了，没有按它办"


def test_only_buttons_that_draw_on_the_draft_are_marked() -> None:
    open_all()
    rows = ((Button(label="发出", route="notice/0/send"), Button(label="首页", route="home")),)
    first = marked(Message(text="A", buttons=rows), {"text": "A"})
    second = marked(Message(text="B", buttons=rows), {"text": "B"})
    assert first.buttons[0][1].route == "home"
    one, other = first.buttons[0][0].route, second.buttons[0][0].route
    assert one != other
    assert bare(one) == bare(other) == "notice/0/send"
    assert outdated(one, ("text",), {"text": "B"})
    assert not outdated(one, ("text",), {"text": "A", "held": {}})
    assert not outdated(one, ("text",), {})  # what is gone, its page says itself
    assert not outdated("notice/0/send", ("text",), {"text": "B"})
    assert marked(first, {"text": "B"}) == first  # marked once


async def _press(play: Stage, who: str, route: str) -> str:
    play.since(5)
    sent = await play.send(who, route=route)
    return sent[-1][1].text


async def test_a_text_confirmed_for_the_form_is_the_one_that_was_shown(tmp_path: Path) -> None:
    """Two texts in a row were asked about; the first one's 是的 writes neither."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/三.1b/0")
        await play.send(ADMIN, "催报 教育局", group=True)
        await play.send(ADMIN, press="催 教育局", group=True)
        await play.send(ADMIN, press="催", group=True)
        await play.send(LIAISON, "3")
        first = play.button(LIAISON, "是的，就这样")
        await play.send(LIAISON, "5")
        second = play.button(LIAISON, "是的，就这样")
        assert (await _press(play, LIAISON, first)).startswith(REPLACED)
        assert await play.query("select value from claims") == []
        assert "5" in await _press(play, LIAISON, second)
        assert [row["value"] for row in await play.query("select value from claims")] == ["5"]


async def test_a_notice_goes_out_as_it_stands_above_its_button(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        for text in ("明天上午开会，请准时参加。", "会议改到后天上午。"):
            await play.send(ADMIN, route="notice/0")
            await play.send(ADMIN, text)
        shown = [
            button.route
            for _, message in play.shown[ADMIN]
            for row in message.buttons
            for button in row
            if button.label == "发出"
        ]
        assert len(shown) == 2
        assert (await _press(play, ADMIN, shown[0])).startswith(REPLACED)
        assert await play.query("select id from notices") == []
        await _press(play, ADMIN, shown[1])
        (row,) = await play.query("select text from notices")
        assert row["text"] == "会议改到后天上午。"


async def test_a_list_is_written_as_its_preview_showed_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        for name in ("县数据局", "县审计局"):
            await play.send(ADMIN, route="units/import")
            data = f"单位名称,考核表\r\n{name},县直".encode("gb18030")
            await play.send(ADMIN, files=[("名单.csv", data)])
        shown = [
            button.route
            for _, message in play.shown[ADMIN]
            for row in message.buttons
            for button in row
            if button.label.startswith("确认写入")
        ]
        assert (await _press(play, ADMIN, shown[0])).startswith(REPLACED)
        assert "新增 1 个" in await _press(play, ADMIN, shown[1])
        names = {row["name"] for row in await play.query("select name from units")}
        assert "县审计局" in names
        assert "县数据局" not in names


async def test_a_doubted_figure_is_confirmed_as_it_was_doubted(tmp_path: Path) -> None:
    """Two odd figures typed one after the other: the first one's button writes neither."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="supply/unit/1/1/二.1/1")
        await play.send(ADMIN, "2")
        for text in ("40", "50"):
            await play.send(ADMIN, route="supply/unit/1/1/二.1/1")
            await play.send(ADMIN, text)
        shown = [
            button.route
            for _, message in play.shown[ADMIN]
            for row in message.buttons
            for button in row
            if button.label.startswith("确认")
        ]
        assert len(shown) == 2
        assert (await _press(play, ADMIN, shown[0])).startswith(REPLACED)
        kept = await play.query("select value from supplied")
        assert "40" not in {str(row["value"]) for row in kept}
        await _press(play, ADMIN, shown[1])
        assert "50" in {str(row["value"]) for row in await play.query("select value from supplied")}
