"""Made papers as files: docx, OFD, PDFs of LibreOffice and of a browser, read as any file is."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.extraction.pages import Extract
from bot.extraction.reading import read
from tests.reading import printed
from tests.reading.filed import filed
from tests.reading.made import Made
from tests.reading.made_fifth import fifth
from tests.reading.made_first import seen
from tests.reading.made_fourth import fourth
from tests.reading.made_second import second
from tests.reading.made_sixth import WRITTEN, seventh, sixth, written
from tests.reading.made_third import third
from tests.reading.measuring import measure
from tests.reading.photos import on_one_page

_MAKERS = (seen, second, third, fourth, fifth, sixth, seventh)
_EACH = 60
_WRITERS = {"docx": printed.docx, "xlsx": printed.xlsx, "ofd": printed.ofd}


def _filed(folder: Path, kind: str, made: Made, name: str) -> tuple[Made, Extract]:
    file = folder / f"{name}.{kind}"
    file.write_bytes(_WRITERS[kind](made))
    return made, read(file, kind, None)


def _papers(make: Callable[[int], Made], count: int) -> Iterator[Made]:
    """Those with text: a scene is a photo."""
    return (made for made in map(make, range(count)) if made.name not in ("photo", "chat"))


def _promised(read_so: list[tuple[Made, Extract]]) -> None:
    for name, score in measure(read_so).items():
        told = name, score.counted
        asked = 0.97 if name in ("title", "number", "issuer", "date") else 0.95
        assert score.share("right") >= asked, told
        assert score.share("wrong") <= 0.01, told


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "ofd"])
@pytest.mark.parametrize("make", _MAKERS)
def test_files_of_each_set_are_read_as_often_as_is_promised(
    tmp_path: Path, make: Callable[[int], Made], kind: str
) -> None:
    papers = list(_papers(make, _EACH))
    if kind == "ofd":
        papers = [on_one_page(made) for made in papers]
    _promised([_filed(tmp_path, kind, made, str(n)) for n, made in enumerate(papers)])


@pytest.mark.slow
def test_lists_that_come_as_workbooks_are_read_as_often_as_is_promised(tmp_path: Path) -> None:
    """Of every set those that are registers and tables: nobody writes a notice in a workbook."""
    papers = [
        made
        for make in _MAKERS
        for made in _papers(make, _EACH)
        if made.truth.get("sort") in ("table", "sign_in")
    ]
    assert len(papers) >= 40
    _promised([_filed(tmp_path, "xlsx", made, str(n)) for n, made in enumerate(papers)])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_what_libreoffice_prints_is_read_as_often_as_is_promised(tmp_path: Path) -> None:
    papers = [*_papers(fourth, 20), *_papers(fifth, 15)]
    files = []
    for n, made in enumerate(papers):
        files.append(tmp_path / f"{n}.docx")
        files[-1].write_bytes(printed.docx(made))
    made_pdfs = printed.pdfs(tmp_path, files)
    assert made_pdfs is not None
    _promised(
        [(made, read(file, "pdf", None)) for made, file in zip(papers, made_pdfs, strict=True)]
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_papers_written_out_are_read_as_files_of_every_program(tmp_path: Path) -> None:
    """docx, OFD, pages of the web, .doc, .ppt and .pptx of LibreOffice, prints of a browser."""
    papers = [paper for name in WRITTEN for paper in written(name)]
    ways = list(filed(tmp_path, papers, printed_each=12))
    assert {"docx", "ofd", "html", "pdf of LibreOffice", "doc of LibreOffice"} <= {
        way for way, _ in ways
    }
    _promised([one for _, reads in ways for one in reads])
