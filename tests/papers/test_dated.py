"""Of which quarter a paper is: by its name, its caption, or the day the camera wrote into it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bot.corridor.events import Attachment
from bot.papers import dated
from tests.sample_papers import PAPERS
from tests.stage import stage

LAST, NEW = (2026, 4), (2027, 1)
TODAY = date(2027, 1, 4)


def photo(taken: str = "", size: int = 40) -> bytes:
    """A photo with the camera's own date."""
    picture, out = Image.new("RGB", (size, size), (size, 90, 120)), io.BytesIO()
    exif = picture.getexif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("said", "label", "kind", "found"),
    [
        ("", "2026年四季度工作总结.docx", "docx", {LAST}),
        ("12月工作简报", "文件.docx", "docx", {LAST}),
        ("", "1月份简报.docx", "docx", {NEW}),
        ("", "工作总结20261228.docx", "docx", {LAST}),
        ("", "工作总结20270104.docx", "docx", set()),
        ("", "IMG_20270103_101500.jpg", "jpg", {NEW}),
        ("12月20日开展宣传", "1.jpg", "jpg", {LAST}),
        ("1月3日开展宣传", "1.jpg", "jpg", {NEW}),
        ("", "文件12月3.4版.docx", "docx", set()),
        ("", "2026年13月45日.jpg", "jpg", set()),
        ("", "照片.jpg", "jpg", set()),
        ("2027年一季度", "12月照片.jpg", "jpg", {NEW}),
    ],
)
async def test_what_is_written(
    said: str, label: str, kind: str, found: set[tuple[int, int]]
) -> None:
    """A document's day in January may be of either: it says nothing."""

    async def none(_: str) -> bytes:
        raise LookupError

    one = Attachment(label=label, size=1, kind=kind)
    assert await dated.quarters(said, [one], TODAY, [LAST, NEW], none) == found


@pytest.mark.parametrize(
    ("taken", "quarter"),
    [("2026:12:20 09:00:00", "2026年四季度"), ("2027:01:03 09:00:00", "2027年一季度"), ("", "")],
)
async def test_a_photo_goes_where_the_camera_says_and_is_asked_about_without_a_date(
    tmp_path: Path, taken: str, quarter: str
) -> None:
    async with stage(tmp_path) as play:
        play.now = play.now.replace(year=2027, month=1, day=4)
        await play.send("赵主任", "开期 2027年一季度")
        await play.send("赵主任", press="确认开期")
        said = (await play.send("李敏", files=[("照片.jpg", photo(taken))]))[-1][1]
        if not quarter:
            assert "这是哪个季度的" in said.text
            return
        assert "这是哪个季度的" not in said.text
        kept = await play.query(
            "select q.year, q.number from evidence e join forms f on f.id = e.form_id"
            " join quarters q on q.id = f.quarter_id"
        )
        assert [f"{one[0]}年{'一二三四'[one[1] - 1]}季度" for one in kept] == [quarter]


async def test_photos_of_two_quarters_at_once_are_asked_about(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        play.now = play.now.replace(year=2027, month=1, day=4)
        await play.send("赵主任", "开期 2027年一季度")
        await play.send("赵主任", press="确认开期")
        last, new = photo("2026:12:20 09:00:00"), photo("2027:01:03 09:00:00", 50)
        both = [("1.jpg", last), ("2.jpg", new)]
        said = (await play.send("李敏", files=both))[-1][1]
        assert "这是哪个季度的" in said.text


async def test_a_report_that_names_another_quarter_than_its_ledger_is_asked_about(
    tmp_path: Path,
) -> None:
    """Nothing is lost meanwhile; where it says nothing it goes where it was sent."""
    paper = PAPERS["四季度工作总结.docx"]()
    async with stage(tmp_path) as play:
        play.now = play.now.replace(year=2027, month=1, day=4)
        await play.send("赵主任", "开期 2027年一季度")
        await play.send("赵主任", press="确认开期")
        await play.send("李敏", route="reports/add/1/1/0")
        said = (await play.send("李敏", files=[("2027年一季度工作计划.docx", paper)]))[-1][1]
        assert "看上去是2027年一季度的" in said.text
        await play.send("李敏", press="登记到2027年一季度")
        kept = await play.query(
            "select f.quarter_id, w.title from work_reports w join forms f on f.id = w.form_id"
        )
        assert [tuple(one) for one in kept] == [(2, "2027年一季度工作计划")]
        await play.send("李敏", route="reports/add/1/1/0")
        said = (await play.send("李敏", files=[("总结.jpg", PAPERS["活动照片1.jpg"]())]))[-1][1]
        assert "登记到哪个季度" not in said.text


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("冢头镇二季度工作总结", "2026年二季度"),
        ("2026年四季度工作总结", ""),
        ("2025年四季度工作总结", "2025年四季度"),
        ("五月份工作简报", "2026年二季度"),
        ("5月份简报", "2026年二季度"),
        ("十一月份工作简报", ""),
        ("十二月信用动态", ""),
        ("上半年工作小结", "上半年"),
        ("下半年工作小结", ""),
        ("2026年工作总结", ""),
        ("诚信宣传活动简报", ""),
        ("三月三庙会诚信宣传", ""),
    ],
)
def test_a_title_that_names_another_quarter_is_noticed(title: str, named: str) -> None:
    """Beside the fourth quarter of 2026, in its last weeks and in January."""
    for today in (date(2026, 12, 20), date(2027, 1, 4)):
        assert dated.names_another(title, (2026, 4), today) == named
