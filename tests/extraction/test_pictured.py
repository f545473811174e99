"""Pages that are pictures in a Word or OFD file: which, how many, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bot.extraction.pages import Closed, Unread
from bot.extraction.pictured import picture
from bot.extraction.tabled import holds_pictures
from tests.extraction.making_office import docx, ofd, said
from tests.extraction.making_pdf import jpeg

LOGO, FIRST, SECOND = (
    jpeg(Image.effect_noise((wide, high), 90).convert("RGB"))
    for wide, high in ((120, 60), (700, 990), (1400, 990))
)


def drawing(*numbers: str) -> str:
    shown = "".join(
        f'<w:drawing><a:blip xmlns:a="urn:a" xmlns:r="urn:r" r:embed="{one}"/></w:drawing>'
        for one in numbers
    )
    return f"<w:p><w:r>{shown}</w:r></w:p>"


def paper(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "paper"
    path.write_bytes(data)
    return path


def test_word_shows_its_pictures_as_they_stand_and_not_as_they_are_named(tmp_path: Path) -> None:
    body = said("附图") + drawing("p0") + drawing("p2", "p1") + drawing("p2")
    path = paper(tmp_path, docx(body, pictures=[LOGO, SECOND, FIRST]))
    assert picture(path, "docx", 1) == (FIRST, 2)
    assert picture(path, "docx", 2) == (SECOND, 2)


def test_where_there_is_nothing_large_a_small_picture_is_a_page(tmp_path: Path) -> None:
    path = paper(tmp_path, docx(drawing("p0"), pictures=[LOGO]))
    assert picture(path, "docx", 1) == (LOGO, 1)


def test_ofd_shows_the_pictures_of_its_pages(tmp_path: Path) -> None:
    image = '<ofd:ImageObject ID="8" Boundary="0 0 210 297" ResourceID="3"/>'
    path = paper(tmp_path, ofd(image, pictures={"3": FIRST}))
    assert picture(path, "ofd", 1) == (FIRST, 1)


@pytest.mark.parametrize("page", [0, 2])
def test_a_page_that_is_not_there_says_so(tmp_path: Path, page: int) -> None:
    path = paper(tmp_path, docx(drawing("p0"), pictures=[FIRST]))
    with pytest.raises(Closed) as closed:
        picture(path, "docx", page)
    assert closed.value.why is Unread.NOTHING


def test_a_broken_picture_is_no_page(tmp_path: Path) -> None:
    path = paper(tmp_path, docx(drawing("p0", "p1"), pictures=[b"no picture", FIRST]))
    assert picture(path, "docx", 1) == (FIRST, 1)


def test_only_a_word_file_with_a_picture_as_large_as_a_page_may_be_a_scan() -> None:
    assert holds_pictures(docx(drawing("p0"), pictures=[FIRST]))
    assert not holds_pictures(docx(drawing("p0"), pictures=[LOGO]))
    assert not holds_pictures(docx(said("通知")))
    assert not holds_pictures(b"PK no zip")
