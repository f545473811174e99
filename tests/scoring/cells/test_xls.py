"""Old Excel files are read like new ones: formulas, merged cells and percentages included.

``sample.xls`` was written by xlwt: a title across, three units, a formula, a merged area, a hidden
sheet.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bot.supply.reading import read
from scoring.cells import Book, Limits, Unreadable, open_book
from tests.storage.test_kinds import compound
from tests.supply.test_supply_reading import KNOWN

pytestmark = pytest.mark.slow


LIMITS = Limits("部门数据表")
SAMPLE = Path(__file__).with_name("sample.xls").read_bytes()


def test_its_cells_are_read_as_they_are_shown() -> None:
    book = open_book(SAMPLE, LIMITS)
    [sheet] = book.sheets
    assert book.hidden == ("隐藏",)
    rows = {number: [cell.text for cell in cells] for number, cells in sheet.rows}
    assert rows[4] == ["教育局", "3", "130.0%", "FALSE"]
    assert rows[3][:2] == ["单位名称", "二.1 迟报、错报"]


def test_a_formula_and_a_merged_area_are_refused_with_their_address() -> None:
    """What xlrd does not tell, formulas, is found in the records."""
    found = {one.cell: one.sentence for one in read(SAMPLE, "xls", KNOWN).faults}
    assert list(found) == ["B5"]
    assert "公式" in found["B5"]
    cells = dict(open_book(SAMPLE, LIMITS).sheets[0].rows)
    assert (cells[7][1].text, cells[7][1].copied) == ("7", True)


def test_an_old_word_file_is_not_a_table() -> None:
    with pytest.raises(Unreadable, match="不是表格"):
        open_book(compound("WordDocument"), LIMITS)


def test_a_sheet_of_millions_of_cells_is_refused_before_it_is_built() -> None:
    """A few bytes per row can claim 256 columns each."""
    bounds = struct.pack("<IBB", 0, 0, 0) + b"\x01\x00A"
    stream = _record(0x0809, bytes(16)) + _record(0x0085, bounds) + _record(0x000A, b"")
    start = len(stream)
    stream = stream.replace(bounds, struct.pack("<I", start) + bounds[4:])
    stream += _record(0x0809, bytes(16))
    stream += b"".join(_record(0x0201, struct.pack("<HHH", row, 255, 0)) for row in range(2000))
    stream += _record(0x000A, b"")
    with pytest.raises(Unreadable, match="太大"):
        open_book(compound(streams={"Workbook": stream}), LIMITS)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


@pytest.mark.parametrize("size", [10, 600, 2000, 4000, len(SAMPLE) - 700])
def test_half_a_file_is_refused_in_a_sentence(size: int) -> None:
    with pytest.raises(Unreadable):
        open_book(SAMPLE[:size], LIMITS)


@settings(max_examples=60, deadline=None)
@given(st.integers(8, len(SAMPLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, noise: bytes) -> None:
    """Whatever bytes change, a person reads a sentence or a preview, never a fault of ours."""
    try:
        book = open_book(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :], LIMITS)
    except Unreadable as reason:
        assert str(reason).endswith("。")  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(book, Book)
