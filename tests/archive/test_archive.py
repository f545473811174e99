"""The evidence archive: whole, readable anywhere, honest about what is missing, and never large."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import openpyxl

from bot.archive.sheets.stream import Contents, Piece, Slip, of_json, stream, volumes

MADE = (2026, 11, 23, 10, 0, 0)
FILES = {hashlib.sha256(data).hexdigest(): data for data in (b"one" * 1000, b"two" * 2000)}
ONE, TWO = FILES


def opened(digest: str) -> BinaryIO:
    if digest not in FILES:
        raise FileNotFoundError(digest)
    return io.BytesIO(FILES[digest])


def line(path: str, digest: str = ONE, *, unit: str = "县教育局", size: int | None = None) -> Piece:
    return Piece(
        unit=unit,
        row="三.4 信用+应用场景",
        path=path,
        label="现场=SUM(A1)<b>.jpg",
        caption="=1+1",
        kind="图片",
        size=len(FILES.get(digest, b"")) if size is None else size,
        digest=digest,
        url="",
        receipt="R261123-0001",
        at="2026-11-23 10:00",
        by="李敏",
    )


LINES = (line("01 教育局/三.4/01 甲.jpg"), line("01 教育局/三.4/02 乙.jpg", TWO))
SLIP = Slip(
    "县教育局", "01 教育局/回执/R1.json", "R1", "佐证材料", "2026", "李敏", "ab", '{"n":"中"}'
)
CONTENTS = Contents("材料包", "按今天整理。", MADE, LINES, (SLIP,))


def unpacked(contents: Contents) -> zipfile.ZipFile:
    data = b"".join(stream(contents, opened))
    found = zipfile.ZipFile(io.BytesIO(data))
    assert found.testzip() is None
    assert len(data) <= contents.size
    return found


def test_every_file_is_there_byte_for_byte_under_its_name() -> None:
    """Folders by unit and row, the receipts' own text, Chinese names marked as UTF-8."""
    found = unpacked(CONTENTS)
    assert found.read("01 教育局/三.4/01 甲.jpg") == FILES[ONE]
    assert found.read("01 教育局/三.4/02 乙.jpg") == FILES[TWO]
    assert found.read("01 教育局/回执/R1.json").decode() == SLIP.body
    assert all(one.flag_bits & 0x800 for one in found.infolist())
    assert [one.filename for one in found.infolist()][-2:] == ["00 目录.xlsx", "00 目录.html"]


def test_what_the_store_lost_is_named_in_the_index_and_stops_nothing() -> None:
    """Missing, changed on the disk, and broken off in the middle: each said, the rest packed."""
    lost = line("01 教育局/三.4/03 丙.jpg", "f" * 64, size=5)
    wrong = replace(LINES[0], path="01 教育局/三.4/04 丁.jpg", digest=TWO)
    turned = {TWO: b"rotten", ONE: FILES[ONE]}

    def rotten(digest: str) -> BinaryIO:
        if digest not in turned:
            raise FileNotFoundError(digest)
        return io.BytesIO(turned[digest])

    contents = replace(CONTENTS, lines=(LINES[0], lost, wrong))
    found = zipfile.ZipFile(io.BytesIO(b"".join(stream(contents, rotten))))
    assert lost.path not in found.namelist()
    page = found.read("00 目录.html").decode()
    assert "缺：库里没有这个文件" in page
    assert "有异常：内容和登记的校验值不一致" in page
    assert "其中 2 个有问题" in page


def test_a_disk_that_fails_in_the_middle_of_a_file_spoils_that_file_only() -> None:
    """The zip is still whole, and the index says which file is not."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("input/output error")

    data = b"".join(stream(CONTENTS, lambda digest: Failing() if digest == ONE else opened(digest)))
    found = zipfile.ZipFile(io.BytesIO(data))
    assert found.testzip() is None
    assert found.read(LINES[1].path) == FILES[TWO]
    assert "其中 1 个有问题" in found.read("00 目录.html").decode()


def test_nothing_in_the_index_runs() -> None:
    """Cells that look like formulas are text; a label cannot bring its own markup."""
    found = unpacked(CONTENTS)
    page = found.read("00 目录.html").decode()
    assert "<b>" not in page.replace("<body>", "")
    assert "&lt;b&gt;" in page
    book = openpyxl.load_workbook(io.BytesIO(found.read("00 目录.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert ONE in {cell.value for cell in cells}


def test_a_link_of_the_page_leads_to_the_file() -> None:
    """Blanks and Chinese signs are quoted, so that a click finds it."""
    page = unpacked(CONTENTS).read("00 目录.html").decode()
    assert 'href="01%20%E6%95%99' in page


def test_a_dangerous_link_is_shown_and_not_linked() -> None:
    """javascript: is text."""
    bad = replace(LINES[0], path="", digest="", url="javascript:alert(1)", size=0)
    page = unpacked(replace(CONTENTS, lines=(bad,))).read("00 目录.html").decode()
    assert "javascript:" not in page


def test_the_same_contents_are_the_same_bytes_and_survive_a_recipe() -> None:
    """Asked again after a restart, nothing differs."""
    again = of_json(json.loads(json.dumps(CONTENTS.as_json())))
    assert again == CONTENTS
    assert b"".join(stream(again, opened)) == b"".join(stream(CONTENTS, opened))


def test_a_large_archive_is_never_whole_in_memory() -> None:
    """200 MB pass through; at no moment is more than a few of them held."""
    big = b"\x5a" * (4 * 1024 * 1024)
    digest = hashlib.sha256(big).hexdigest()
    lines = tuple(line(f"01/{n}.bin", digest, size=len(big)) for n in range(50))

    def pieces() -> Iterator[bytes]:
        return stream(replace(CONTENTS, lines=lines), lambda _: io.BytesIO(big))

    tracemalloc.start()
    total = sum(len(piece) for piece in pieces())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 200 * 1024 * 1024
    assert peak < 30 * 1024 * 1024


def test_volumes_keep_units_together_and_lose_nothing() -> None:
    """A unit is split only when it alone is too large; every line is in exactly one volume."""
    units = [
        line(f"{unit}/{n}.jpg", unit=unit, size=1_000_000)
        for unit, count in (("甲", 3), ("乙", 2), ("丙", 12))
        for n in range(count)
    ]
    whole = replace(CONTENTS, lines=tuple(units), slips=(replace(SLIP, unit="丙"),))
    parts = volumes(whole, 6_000_000)
    assert [one for part in parts for one in part.lines] == units
    assert all(part.size <= 6_000_000 for part in parts)
    assert parts[0].title == f"材料包（1-{len(parts)}）"
    assert {one.unit for one in parts[0].lines} == {"甲", "乙"}
    assert sum(len(part.slips) for part in parts) == 1


def test_a_file_larger_than_a_volume_still_gets_one() -> None:
    """Rather one zip that is too large than a paper that is nowhere."""
    whole = replace(CONTENTS, lines=(replace(LINES[0], size=9_000_000), LINES[1]))
    assert [len(part.lines) for part in volumes(whole, 1_000_000)] == [1, 1]


def test_without_papers_there_is_still_an_archive() -> None:
    """An empty index, not a fault."""
    found = unpacked(Contents("材料包", "", MADE, ()))
    assert "共 0 个文件" in found.read("00 目录.html").decode()
    assert volumes(Contents("材料包", "", MADE, ()), 1000)
