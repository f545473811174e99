"""A page of a scan, looked at by the real eyes; skipped where ``make ocr`` was never run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.extraction.reader import has_eyes
from bot.extraction.seen import Seen, rows_of_pages
from tests.extraction.making_pdf import jpeg
from tests.extraction.scanned_pages import drawn_table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_eyes(), reason="OCR is not installed (make ocr)"),
]
TABLE = (
    ("序号", "考核指标", "分值", "评分标准"),
    ("一", "基础工作", "60", ""),
    ("1", "信息报送", "40", "每报送一篇得2分，最高得40分。"),
    ("2", "会议出席", "20", "每缺席一次扣5分，扣完为止。"),
)


def look(folder: Path, *, skew: float = 0.0, turned: int = 0, blur: float = 0.4) -> Seen:
    from bot.extraction.eyes import Rapid
    from bot.extraction.scanned import look as looked

    path = folder / "page.jpg"
    path.write_bytes(jpeg(drawn_table(TABLE, skew=skew, turned=turned, blur=blur)))
    return looked(path, "jpg", 1, Rapid(), folder / "flat.jpg")


@pytest.mark.parametrize(("skew", "turned"), [(0.0, 0), (1.7, 0), (-2.0, 0), (0.8, 90)])
def test_a_photographed_table_is_read_cell_by_cell(
    tmp_path: Path, skew: float, turned: int
) -> None:
    page = look(tmp_path, skew=skew, turned=turned)
    rows = [[one.text for one in row] for row in rows_of_pages([page])]
    assert rows == [list(line) for line in TABLE]
    assert (tmp_path / "flat.jpg").exists()
    assert abs(page.skew + skew) < 0.3  # it was turned back
