"""Rules that come as photos or a scan: gathered, read behind the turns, marked, shown beside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.corridor import recipes
from bot.extraction.pages import Unread
from bot.extraction.reader import Lost
from bot.extraction.seen import Seen, packed
from bot.extraction.tabled import MANY
from bot.schemes.desk import SchemeDesk
from bot.schemes.reading import Unusable
from bot.schemes.scanning import Scanning
from bot.schemes.scans import FROM_A_SCAN, from_scan
from scoring.scheme import load
from storage.queries import papers
from storage.queries.scheme_scans import ScanPage
from tests.extraction.making_office import docx, said as paragraph
from tests.extraction.making_pdf import jpeg
from tests.extraction.scanned_pages import seen_table
from tests.schemes.documents import in_ofd, scanned
from tests.stage import Stage, render, stage

HEAD = ("序号", "考核指标", "分值", "评分标准")
ONE = seen_table(
    (HEAD, ("1", "信息报送", "40", "每报送一篇得2分，最高得40分。")),
    "县直单位信用工作考核指标",
)
TWO = seen_table((HEAD, ("2", "按时办结", "60", "逾期每件扣5分，扣完为止。")))
PHOTO = replace(ONE, pieces=ONE.pieces[:5], rules=())
DIM = replace(ONE, pieces=tuple(replace(one, score=400) for one in ONE.pieces))
ASKEW = replace(ONE, skew=6.0)


def photo(number: int) -> tuple[str, bytes]:
    return f"{number}.jpg", jpeg(Image.new("RGB", (60 + number, 80), "white"))


class Eyes:
    """What is seen on each page, by the width of its photo or its number; or why nothing is."""

    def __init__(self, *pages: Seen | Unread) -> None:
        self.pages = pages
        self.looked: list[int] = []

    async def look(self, path: Path, kind: str, page: int, out: Path) -> dict[str, Any]:
        with Image.open(path) if kind == "jpg" else Image.new("L", (60 + page, 9)) as image:
            number = image.width - 60
        self.looked.append(number)
        seen = self.pages[number - 1]
        if isinstance(seen, Unread):
            raise Lost(seen)
        out.write_bytes(jpeg(Image.new("RGB", (595, 842), (0, 200, 0))))
        return packed(replace(seen, count=len(self.pages) if kind in MANY else 1))


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        found.world = replace(found.world, reads_pictures=True)
        yield found


async def read_on(play: Stage, eyes: Eyes, pages: int = 99) -> str:
    """What is told while pages are read, each by a process of its own as after a restart."""
    told = []
    for _ in range(pages):
        work = Scanning(
            play.database, play.store, eyes.look, play.world, lambda: play.now, lambda: None
        )
        if not await work.one():
            break
        told.append(render(await play.letters(), "赵主任"))
    return "".join(told)


async def say(play: Stage, *args: Any, **more: Any) -> str:
    return render(await play.send("赵主任", *args, **more), "赵主任")


async def test_photos_one_after_the_other_become_one_draft(play: Stage) -> None:
    await say(play, "办法")
    assert "收到第 1 页" in await say(play, files=[photo(1)])
    again = await say(play, files=[photo(1), photo(2)])
    assert "有 1 张前面发过" in again
    assert "第 1 到 2 页" in again
    assert "正在识别" in await say(play, press="发完了")
    eyes = Eyes(ONE, TWO)
    await read_on(play, eyes, 1)
    assert "已读完 1 页，共 2 页" in await say(play, "办法")
    assert "2 行指标" in await read_on(play, eyes)
    assert eyes.looked == [1, 2]  # what was read before a restart is not read again
    await say(play, press="核对")
    row = await say(play, press="逐行核对")
    assert f"⚠ {FROM_A_SCAN}" in row
    assert "每篇得 2 分" in row
    shown = await play.send("赵主任", press="看原件")
    (file,) = shown[-1][1].files
    assert file.recipe is not None
    made = recipes.produce(file.recipe, play.store.open)
    assert isinstance(made, bytes)
    assert made.startswith(b"\xff\xd8")


async def test_the_desk_shows_the_place_beside_the_clause(play: Stage) -> None:
    await say(play, "办法")
    await say(play, files=[photo(1)])
    await say(play, press="发完了")
    await read_on(play, Eyes(ONE))
    desk = SchemeDesk(play.database, lambda: play.now, play.store)
    table = await desk.table("赵主任", 1)
    assert table is not None
    assert table["rows"][0]["originals"] == ["schemes/original/1/1/1"]
    picture = await desk.original("赵主任", 1, 1, 1)
    assert picture is not None
    assert picture.startswith(b"\xff\xd8")
    assert await desk.original("赵主任", 1, 1, 2) is None
    assert await desk.original("李敏", 1, 1, 1) is None
    async with play.database.reading() as db:  # a sweep keeps what is shown
        known = await papers.digests(db)
    pages = await play.query("select digest, picture from scheme_scan_pages")
    assert {one for row in pages for one in row} <= known


async def test_a_scan_tells_how_far_it_is_and_ends_as_a_draft(play: Stage) -> None:
    await say(play, "办法")
    said = await say(play, files=[("扫描件.pdf", scanned())])
    assert "是扫描件" in said
    blank = replace(PHOTO, pieces=())
    told = await read_on(play, Eyes(ONE, TWO, blank, blank, blank, blank))
    assert "已读完 3 页，共 6 页" in told
    assert "2 行指标" in told
    assert "第 3、4、5、6 页没有认出文字，没有用" in told


def in_word(*, large: bool = True) -> bytes:
    """A letter whose table is two pictures."""
    side = 700 if large else 40
    noise = Image.effect_noise((side, side), 90).convert("RGB")
    body = paragraph("2027年考核指标见附图。")  # which picture stands where the eyes tell
    return docx(body, pictures=[jpeg(noise), jpeg(noise.rotate(90))])


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("办法.docx", in_word(), "“办法.docx”里没有文字的表，有图片，当扫描件读"),
        ("办法.ofd", in_ofd(), "“办法.ofd”是扫描件（照片）"),
    ],
)
async def test_pictures_in_a_file_are_read_as_a_scan(
    play: Stage, name: str, data: bytes, told: str
) -> None:
    await say(play, "办法")
    assert told in await say(play, files=[(name, data)])
    assert "2 行指标" in await read_on(play, Eyes(ONE, TWO))
    pages = await play.query("select kind, page from scheme_scan_pages order by place")
    kind = name.rpartition(".")[2]
    assert [tuple(one) for one in pages] == [(kind, 1), (kind, 2)]


async def test_pictures_in_a_file_that_nobody_can_read_say_what_to_send(play: Stage) -> None:
    play.world = replace(play.world, reads_pictures=False)
    await say(play, "办法")
    answer = await say(play, files=[("办法.docx", in_word())])
    assert "表是一张图片" in answer
    assert "make ocr" not in answer


async def test_a_letter_with_nothing_but_a_mark_is_no_scan(play: Stage) -> None:
    await say(play, "办法")
    assert "没有找到考核指标表" in await say(play, files=[("通知.docx", in_word(large=False))])


async def test_the_same_scan_sent_while_it_is_read_is_not_read_twice(play: Stage) -> None:
    await say(play, "办法")
    await say(play, files=[("扫描件.pdf", scanned())])
    await say(play, "办法")
    assert "正在识别" in await say(play, files=[("又一次.pdf", scanned())])
    assert len(await play.query("select id from scheme_scans")) == 1


async def test_a_page_that_nothing_outlives_ends_the_whole_with_a_sentence(play: Stage) -> None:
    await say(play, "办法")
    await say(play, files=[photo(1), photo(2)])
    await say(play, press="发完了")
    eyes = Eyes(ONE, Unread.MEMORY)
    told = await read_on(play, eyes)
    assert "第 2 页图太大，读不完" in told
    assert eyes.looked == [1, 2, 2]
    assert not await play.query("select id from scheme_drafts")


async def test_what_nobody_wants_any_more_becomes_no_draft(play: Stage) -> None:
    await say(play, "办法")
    await say(play, files=[photo(1)])
    await say(play, press="发完了")
    assert "不读了" in await say(play, press="不读了")
    assert await read_on(play, Eyes(ONE)) == ""
    assert "已经读完，或者不读了" in await say(play, press="读到哪里了")


async def test_without_eyes_it_is_said_what_to_do(play: Stage) -> None:
    play.world = replace(play.world, reads_pictures=False)
    await say(play, "办法")
    for files in ([photo(1)], [("扫描件.pdf", scanned())]):
        said = await say(play, files=files)
        assert "make ocr" in said
        assert "Word" in said


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PHOTO, "没有认出文字"),
        (DIM, "第 1 页看不清"),
        (ASKEW, "第 1 页放得太斜"),
    ],
)
def test_a_bad_scan_says_what_is_wrong_and_what_to_send(page: Seen, sentence: str) -> None:
    import json

    kept = ScanPage(1, "d", "jpg", 1, json.dumps(packed(page)), "p", "", 0)
    with pytest.raises(Unusable, match=sentence) as refused:
        from_scan([kept], "郏县", [], date(2027, 1, 1))
    assert "请" in str(refused.value)


def test_a_printed_total_that_misread_points_miss_is_asked() -> None:
    import json

    from bot.schemes.draft import faults_in
    from storage.queries.schemes import KeptDraft

    lines = (
        HEAD,
        ("1", "信息报送", "40", "每报送一篇得2分，最高得40分。"),
        ("2", "按时办结", "50", "逾期每件扣5分，扣完为止。"),
        ("合计", "", "100", ""),
    )
    kept = ScanPage(
        1, "d", "jpg", 1, json.dumps(packed(seen_table(lines, "县直单位考核细则"))), "", "", 0
    )
    known = [load("郏县2022-县直单位")]
    (found,) = from_scan([kept], "郏县", known, date(2027, 1, 1))
    head = found.read.head
    draft = KeptDraft(
        1,
        "县直单位",
        head.title,
        head.header,
        head.sections,
        head.doubts,
        "",
        "open",
        "",
        1,
        "",
        None,
        None,
    )
    faults = [one.sentence for one in faults_in(draft, found.read.rows)]
    assert any("100" in one and "90" in one for one in faults), (faults, head)
