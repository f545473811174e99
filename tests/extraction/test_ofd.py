"""OFD: what is seen on the page, of the first document, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.extraction.pages import Unread
from bot.extraction.reading import read
from tests.extraction.making_office import ofd, text
from tests.sample_papers import picture

SAID = text(30, 40, "关于开展诚信活动的通知") + text(30, 60, "信用办〔2026〕5号")


def texts(tmp_path: Path, data: bytes) -> list[str]:
    file = tmp_path / "paper"
    file.write_bytes(data)
    return [line.text for line in read(file, "ofd", None).lines]


@pytest.mark.parametrize("slash", [False, True])
def test_paths_with_and_without_a_slash(tmp_path: Path, slash: bool) -> None:
    assert texts(tmp_path, ofd(SAID, slash=slash)) == [
        "关于开展诚信活动的通知",
        "信用办〔2026〕5号",
    ]


def test_lines_have_their_places(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(ofd(SAID))
    page = read(file, "ofd", None).pages[0]
    assert (page.width, page.height) == (210, 297)
    assert page.lines[0].box == (1429, 1347, 4048, 1515)


def test_the_order_is_the_page_s_not_the_file_s(tmp_path: Path) -> None:
    late = text(30, 200, "2026年10月30日") + text(120, 60, "第二列") + SAID
    assert texts(tmp_path, ofd(late)) == [
        "关于开展诚信活动的通知", "信用办〔2026〕5号 第二列", "2026年10月30日",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "unseen",
    [
        text(30, 100, "看不见", 'Visible="false"'),
        text(30, 100, "看不见", 'Alpha="0"'),
        text(30, 100, "看不见", 'Fill="false"'),
        text(30, 100, "看不见", inside='<ofd:FillColor Value="255 255 255"/>'),
        text(30, 100, "看不见", inside='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        text(400, 100, "页外"),
        text(30, -50, "页上"),
    ],
)
def test_what_nobody_sees_is_not_read(tmp_path: Path, unseen: str) -> None:
    assert texts(tmp_path, ofd(SAID + unseen)) == ["关于开展诚信活动的通知", "信用办〔2026〕5号"]


def test_templates_and_notes_belong_to_the_page(tmp_path: Path) -> None:
    data = ofd(SAID, template=text(30, 20, "示例县教育局文件"), note=text(100, 250, "已阅"))
    assert texts(tmp_path, data) == [
        "示例县教育局文件", "关于开展诚信活动的通知", "信用办〔2026〕5号", "已阅",
    ]  # fmt: skip


def test_only_the_first_document_is_read(tmp_path: Path) -> None:
    assert texts(tmp_path, ofd(SAID, second=text(30, 40, "旧版本")))[-1] == "信用办〔2026〕5号"


def test_a_matrix_moves_and_makes_larger(tmp_path: Path) -> None:
    """Text drawn at 1 and made five times larger stands where it is seen."""
    drawn = text(30, 100, "放大的字", 'CTM="5 0 0 5 0 0"', size=1)
    file = tmp_path / "paper"
    file.write_bytes(ofd(drawn))
    line = read(file, "ofd", None).lines[0]
    assert line.text == "放大的字"
    assert line.box is not None
    assert line.box[2] - line.box[0] == pytest.approx(4 * 5 / 210 * 10_000, abs=5)


def test_glyphs_without_text_are_owned_up_to(tmp_path: Path) -> None:
    bare = (
        '<ofd:TextObject ID="7" Boundary="30 100 100 10" Font="1" Size="5"><ofd:CGTransform '
        'CodePosition="0" CodeCount="1" GlyphCount="3"><ofd:Glyphs>12 13 14</ofd:Glyphs>'
        '</ofd:CGTransform><ofd:TextCode X="0" Y="4"> </ofd:TextCode></ofd:TextObject>'
    )
    file = tmp_path / "paper"
    file.write_bytes(ofd(SAID + bare))
    found = read(file, "ofd", None)
    assert (found.unread, found.partly) == (Unread.GLYPHS, True)


def test_a_page_that_is_a_picture_needs_eyes(tmp_path: Path) -> None:
    image = '<ofd:ImageObject ID="8" Boundary="0 0 210 297" ResourceID="3"/>'
    file = tmp_path / "paper"
    file.write_bytes(ofd(image, pictures={"3": picture((3, 60, 9))}))
    found = read(file, "ofd", None)
    assert (found.unread, found.pages[0].pictures) == (Unread.NO_OCR, 1)
