"""``verify --papers`` reads every file again and names those whose text is kept otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.extraction.pages import Extract, Line, Page
from bot.extraction.reader import version
from bot.running.reread import again, differs
from tests.reading.county import read_all
from tests.running.test_anchors import settings_of
from tests.sample_papers import NOTICE, REPORT, document, picture
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """Two papers of text and a photo nobody has had eyes for, read by today's reader."""
    async with stage(tmp_path) as found:
        await found.send("李敏", route="proof/1/1/四.1")
        papers = [("通知.docx", document(*NOTICE)), ("报道.docx", document(*REPORT))]
        await found.send("李敏", files=[*papers, ("现场.jpg", picture((90, 120, 60)))])
        await read_all(found)
        _change(found, f"update readings set reader = '{version()[0]}'")
        yield found


def _change(play: Stage, sql: str) -> None:
    with closing(sqlite3.connect(settings_of(play).database)) as db, db:
        db.execute(sql)


async def _again(play: Stage) -> tuple[list[str], bool]:
    return await again(settings_of(play), lambda _: None)


async def test_papers_read_again_say_what_was_kept(play: Stage) -> None:
    lines, sound = await _again(play)
    assert sound
    assert lines == [
        "重读材料：2 份，文字全部与记下的一致",
        "另有 1 份是别的版本读的，或要用这里没装的识字部件，没有对照",
    ]


async def test_a_line_that_was_changed_by_hand_is_named_with_its_place(play: Stage) -> None:
    _change(
        play, "update reading_lines set text = text || '改' where line = 2 and text like '%2026%'"
    )
    _change(play, "delete from reading_lines where line = 3")
    lines, sound = await _again(play)
    assert not sound
    assert any("通知.docx" in one and "重读出来的文字与记下的不同" in one for one in lines)
    assert lines[-2].startswith("重读材料：0 份的文字与记下的一致，2 份不同")


async def test_a_file_that_is_gone_is_named(play: Stage) -> None:
    digest = (await play.query("select digest from blobs where kind = 'docx' limit 1"))[0][0]
    play.store.path(digest).unlink()
    lines, sound = await _again(play)
    assert not sound
    assert any(digest[:12] in one and "文件不在了，不能重读" in one for one in lines)


async def test_what_another_reader_read_is_counted_and_no_fault(play: Stage) -> None:
    _change(play, "update readings set reader = 't0'")
    lines, sound = await _again(play)
    assert sound
    assert lines[1] == "另有 3 份是别的版本读的，或要用这里没装的识字部件，没有对照"


def test_the_place_of_the_first_difference_is_told() -> None:
    def paper(*pages: tuple[str, ...]) -> Extract:
        return Extract(
            tuple(Page(n, lines=tuple(map(Line, one))) for n, one in enumerate(pages, 1)), "pdf"
        )

    kept = paper(("一", "二"), ("三",))
    assert differs(kept, kept) is None
    assert differs(kept, paper(("一", "二"), ("四",))) == "第 2 页第 1 行重读出来的文字与记下的不同"
    assert differs(kept, paper(("一", "二"))) == "第 2 页第 1 行重读出来的文字与记下的不同"
    assert differs(kept, paper(("一",), ("三",))) == "第 1 页第 2 行重读出来的文字与记下的不同"
