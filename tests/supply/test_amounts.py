"""Quantities with decimals that another body supplies: in a cell, and in the form to be filled."""

from __future__ import annotations

import pytest

from bot.review.typed_figure import read
from bot.supply.cell import CellFault, read_text
from bot.supply.table import Column
from tests.scoring.small import only

ROW = only('by = "县发改委"\nadd = [{ amount = "到位资金", unit = "万元", per = 100, points = 1 }]')
COLUMN = Column(ROW, ROW.inputs[0])


@pytest.mark.parametrize(
    ("written", "kept"),
    [("340.5", "340.5"), ("3,405,000元", "340.5"), ("无", "0"), ("1.2亿元", "12000")],
)
def test_a_cell_holds_an_amount(written: str, kept: str) -> None:
    assert read_text(written, COLUMN) == kept


@pytest.mark.parametrize("written", ["12%", "-3", "三四百", "暂无统计"])
def test_a_cell_that_holds_none_says_why(written: str) -> None:
    with pytest.raises(CellFault):
        read_text(written, COLUMN)


def test_its_heading_says_the_unit_and_a_reviewer_writes_it_alike() -> None:
    assert COLUMN.heading.endswith("到位资金（万元）")
    assert read(ROW.inputs[0], "300.5万元") == "300.5"
