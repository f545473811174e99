"""Tables of old Word documents: rows by their marks, columns by the edges that are written."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from docx import Document

from bot.extraction.cells import read_rows
from bot.extraction.drawable import office
from bot.extraction.old_looks import Spans, place, size, unseen
from bot.extraction.old_tables import Drawn, End, rows_drawn
from tests.patience import LONG

EDGES = (0, 600, 2000, 2600, 8000)


def test_rows_of_one_table_stand_in_one_grid() -> None:
    """A title across, a cell that goes on from above, and one that takes two columns."""
    wide = End((0, 8000), (0,))
    plain = End(EDGES, (3, 0, 0, 0))
    under = End(EDGES, (1, 0, 0, 0))
    half = End((0, 600, 2600, 8000), (0, 0, 0))
    found = rows_drawn(
        [
            Drawn(("一、信用宣传",), wide),
            Drawn(("1", "宣传", "5", "每次1分"), plain),
            Drawn(("", "报道", "3", "每篇1分"), under),
            Drawn(("2", "两样", "每次2分"), half),
        ]
    )
    assert [[(one.text, one.copied, one.across) for one in row] for row in found] == [
        [("一、信用宣传", False, False)] + [("一、信用宣传", True, True)] * 3,
        [(one, False, False) for one in ("1", "宣传", "5", "每次1分")],
        [("1", True, False), *((one, False, False) for one in ("报道", "3", "每篇1分"))],
        [
            ("2", False, False),
            ("两样", False, False),
            ("两样", True, True),
            ("每次2分", False, False),
        ],
    ]


def test_row_whose_edges_nobody_wrote_has_its_cells() -> None:
    (row,) = rows_drawn([Drawn(("1", "宣传"), End())])
    assert [one.text for one in row] == ["1", "宣传"]


def test_what_old_word_says_of_letters_and_paragraphs() -> None:
    bold, sized, hidden = b"\x35\x08\x01", b"\x43\x4a\x2c\x00", b"\x3c\x08\x01"
    assert [size(bold + sized), size(bold), unseen(bold + sized), unseen(sized + hidden)] == [
        220, 0, False, True,
    ]  # fmt: skip
    assert [place(b"\x61\x24\x01"), place(b"\x03\x24\x02"), place(b"\x61\x24\x03")] == [
        "centre", "right", "",
    ]  # fmt: skip
    told = Spans([(10, 20, "a"), (0, 5, "b")])
    assert [told.at(one) for one in (0, 5, 10, 19, 20)] == ["b", None, "a", "a", None]


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="LibreOffice makes the file")
def test_file_of_old_word_has_its_rows_and_merged_cells(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("考核指标")
    table = document.add_table(rows=4, cols=4)
    lines = (
        ("一级指标", "考核指标", "分值", "评分标准"),
        ("宣传", "活动", "5", "每次得1分。\n最高5分。"),
        ("", "报道", "", "每篇得1分。"),
        ("三、其他", "", "", ""),
    )
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "宣传"
    table.cell(3, 0).merge(table.cell(3, 3)).text = "三、其他"
    data = io.BytesIO()
    document.save(data)
    (tmp_path / "rules.docx").write_bytes(data.getvalue())
    subprocess.run(
        [
            str(office()), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "rules.docx"),
        ],
        check=True, capture_output=True, timeout=LONG,
    )  # fmt: skip
    found = read_rows(tmp_path / "rules.doc", "doc")
    assert [[one.text for one in row] for row in found] == [
        ["考核指标"],
        list(lines[0]),
        list(lines[1]),
        ["宣传", "报道", "", "每篇得1分。"],
        ["三、其他"] * 4,
    ]
    assert [one.copied for one in found[3]] == [True, False, False, False]
