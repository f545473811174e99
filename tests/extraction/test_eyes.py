"""Photos and scans, read by the real engine; skipped where ``make ocr`` was never run."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.extraction.pages import Extract, Unread
from bot.extraction.reader import Reader, has_eyes
from bot.extraction.reading import Eyes, read
from bot.paper.fonts import serif
from tests.extraction.making_office import docx, said
from tests.extraction.making_pdf import Sheet, jpeg, pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_eyes(), reason="OCR is not installed (make ocr)"),
]
LINES = [
    "关于开展诚信进校园活动的通知",
    "信教发〔2026〕15号",
    "各中小学、幼儿园：",
    "一、活动时间：2026年10月20日",
    "二、参加人员：全体师生共1289人",
    "示例县教育局",
    "2026年10月15日",
]
RED = (214, 30, 34)


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    from bot.extraction.eyes import Rapid

    return Rapid()


def page(*, stamp: bool = False) -> Image.Image:
    """An A4 page of 110 dots an inch, if need be with a round red stamp over its end."""
    image = Image.new("RGB", (910, 1287), "white")
    pen = ImageDraw.Draw(image)
    for at, line in enumerate(LINES):
        font = serif(30 if at == 0 else 24)
        left = 90 if 2 <= at <= 4 else (910 - pen.textlength(line, font)) / 2
        left = 560 if at >= 5 else left
        pen.text((left, 120 + at * 70), line, "black", font)
    return _stamped(image) if stamp else image


def _stamped(image: Image.Image) -> Image.Image:
    """With a round red stamp over its end: ink on ink, what was black stays black."""
    ink = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(ink)
    pen.ellipse((540, 400, 800, 660), outline=RED, width=7)
    pen.text((622, 462), "★", RED, serif(96))
    pen.text((575, 440), "示例县教育局专用章", RED, serif(21))
    pen.text((575, 600), "示例县信用办公室章", RED, serif(21))
    return ImageChops.multiply(image, ink)


def looked(tmp_path: Path, eyes: Eyes, image: Image.Image) -> Extract:
    file = tmp_path / "photo"
    file.write_bytes(jpeg(image))
    return read(file, "jpg", eyes)


def texts(found: Extract) -> list[str]:
    return [line.text.replace("：", ":").replace(" ", "") for line in found.lines]


EXPECTED = [line.replace("：", ":") for line in LINES]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_lies_as_it_likes(tmp_path: Path, eyes: Eyes, turned: int) -> None:
    found = looked(tmp_path, eyes, page().rotate(turned, expand=True))
    assert texts(found) == EXPECTED
    assert found.pages[0].turned == turned
    line = found.lines[0]
    assert (line.source, line.score > 900) == ("ocr", True)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_cutting_of_few_long_lines_lies_as_it_likes(
    tmp_path: Path, eyes: Eyes, turned: int
) -> None:
    """On its head every line is read as nothing: that lines stand there tells how it lies."""
    said = [
        "夕阳红里话诚信",
        "县文化馆橱窗2026年11月9日",
        "11月6日,县老干部局组织离退休干部开展“诚信家风”宣",
        "讲,50余名老同志参加。",
    ]
    image = Image.new("RGB", (1224, 1584), (180, 180, 180))
    pen = ImageDraw.Draw(image)
    for at, line in enumerate(said):
        pen.text((170, 160 + at * 46), line, "black", serif(48 if at == 0 else 32))
    found = looked(tmp_path, eyes, image.rotate(turned, expand=True))
    assert (texts(found)[0], len(found.lines)) == (said[0], len(said))
    assert found.pages[0].turned == turned


def test_places_are_those_of_the_photo(tmp_path: Path, eyes: Eyes) -> None:
    box = looked(tmp_path, eyes, page().rotate(90, expand=True)).lines[0].box
    assert box is not None
    assert box[0] == pytest.approx(120 / 1287 * 10_000, abs=120)
    assert box[2] - box[0] < 500 < 2000 < box[3] - box[1]


def test_a_slanted_photo_is_read_in_order(tmp_path: Path, eyes: Eyes) -> None:
    image = page().rotate(7, expand=True, fillcolor=(96, 84, 70))
    found = looked(tmp_path, eyes, image.filter(ImageFilter.GaussianBlur(0.8)))
    assert texts(found)[3:] == EXPECTED[3:]
    assert texts(found)[0] == EXPECTED[0]


def test_the_camera_s_turn_comes_first(tmp_path: Path, eyes: Eyes) -> None:
    image = page().rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:10:20 09:30:00"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif.tobytes())
    file = tmp_path / "photo"
    file.write_bytes(out.getvalue())
    found = read(file, "jpg", eyes)
    assert texts(found) == EXPECTED
    assert found.pages[0].turned == 0
    assert (found.pages[0].width, found.pages[0].height) == (910, 1287)
    assert str(found.taken_at) == "2026-10-20 09:30:00"


def test_what_a_stamp_covers_is_read(tmp_path: Path, eyes: Eyes) -> None:
    """And nothing of the seal's own letters is glued to it."""
    assert texts(looked(tmp_path, eyes, page(stamp=True))) == EXPECTED


def test_a_seal_is_taken_out_and_nothing_else_that_is_red() -> None:
    from bot.extraction.seals import red, without_seals

    head = Image.new("RGB", (910, 1287), "white")
    pen = ImageDraw.Draw(head)
    pen.text((120, 80), "示例县教育局文件", RED, serif(84))
    pen.rectangle((90, 200, 820, 208), fill=RED)
    pen.rectangle((100, 900, 400, 1150), fill=RED)
    for ends in ((500, 900, 780, 1150), (500, 1150, 780, 900)):
        pen.line(ends, RED, 24)
    assert without_seals(head) is head
    stamped = ImageChops.multiply(head, page(stamp=True))
    clean = without_seals(stamped)
    assert not red(clean.crop((520, 390, 820, 680))).any()
    assert red(clean).sum() == red(ImageChops.multiply(head, page())).sum()
    black = [one.convert("L").point(lambda v: 255 * (v < 60)).getbbox() for one in (page(), clean)]
    assert black[0] == black[1]


def test_a_lone_nine_is_no_six(tmp_path: Path, eyes: Eyes) -> None:
    image = Image.new("RGB", (700, 420), "white")
    pen = ImageDraw.Draw(image)
    for row in range(5):
        pen.line((40, 40 + row * 80, 660, 40 + row * 80), "black", 2)
    for column in range(4):
        pen.line((40 + column * 206, 40, 40 + column * 206, 360), "black", 2)
    for at, word in enumerate(["乡镇", "次数", "得分", "冢头", "9", "6", "龙山", "9", "9"]):
        pen.text((80 + at % 3 * 206, 62 + at // 3 * 80), word, "black", serif(32))
    found = looked(tmp_path, eyes, image)
    assert texts(found) == ["乡镇次数得分", "冢头96", "龙山99"]


def test_a_long_picture_of_a_screen_is_read_to_its_end(tmp_path: Path, eyes: Eyes) -> None:
    image = Image.new("RGB", (540, 5600), "white")
    pen = ImageDraw.Draw(image)
    for at in range(62):
        pen.text((40, 30 + at * 88), f"第{at + 1:03}条 县教育局诚信活动记录", "black", serif(26))
    found = texts(looked(tmp_path, eyes, image))
    assert found == [f"第{at + 1:03}条县教育局诚信活动记录" for at in range(62)]


def test_scans_in_documents_are_read(tmp_path: Path, eyes: Eyes) -> None:
    file = tmp_path / "scan"
    file.write_bytes(pdf([Sheet().picture(jpeg(page()), 0, 0, 595, 842)]))
    found = read(file, "pdf", eyes)
    assert texts(found) == EXPECTED
    assert found.unread is Unread.NOTHING
    file.write_bytes(docx(said("见附图"), pictures=[jpeg(page())]))
    found = read(file, "docx", eyes)
    assert texts(found) == ["见附图", *EXPECTED]


def test_pictures_without_text_have_none(tmp_path: Path, eyes: Eyes) -> None:
    for image in (Image.new("RGB", (900, 600), (12, 12, 12)), Image.new("RGB", (3, 900), "red")):
        found = looked(tmp_path, eyes, image)
        assert (found.unread, found.lines) == (Unread.NOTHING, ())


async def test_memory_stays_within_its_limit(tmp_path: Path) -> None:
    """A large page of long lines, read beside its red channel, in the reader's own process."""
    image = Image.new("RGB", (3000, 4200), "white")
    pen = ImageDraw.Draw(image)
    for row in range(20):
        pen.text((120, 60 + row * 204), "县信用办诚信活动台账第" * 5, "black", serif(48))
    image.paste(RED, (200, 400, 420, 3900))
    file = tmp_path / "photo"
    file.write_bytes(jpeg(image))
    reader = Reader()
    try:
        found, _ = await reader.read(file, "jpg")
        assert len(found.lines) == 20
        assert reader.pid is not None
        told = Path(f"/proc/{reader.pid}/status").read_text()
        peak = int(told.split("VmHWM:")[1].split()[0]) * 1024
        assert peak < 700 * 1024 * 1024
    finally:
        await reader.close()
