"""A cell of named things, as another body fills it in."""

import pytest

from bot.supply.cell import CellFault, read_text
from bot.supply.table import Column
from scoring.scheme import loads
from tests.scoring.small import text

BODY = (
    'by = "县委宣传部"\n'
    'add = [{ named = "表彰", levels = [["国家级", 5], ["省级", 3], ["市级", 1]] }]'
)
ROW = loads(text(BODY), "小表.toml").rows[0]
COLUMN = Column(ROW, ROW.inputs[0])


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("诚信街区：省级；典型案例:市级", "诚信街区：省级；典型案例：市级"),
        ("诚信街区（省级）\n市级 典型案例", "诚信街区：省级；典型案例：市级"),
        ("诚信街区 省级，典型案例 市级", "诚信街区：省级；典型案例：市级"),
        ("无", "无"),
    ],
)
def test_a_list_is_kept_in_one_way(cell: str, kept: str) -> None:
    assert read_text(cell, COLUMN) == kept


@pytest.mark.parametrize("cell", ["诚信街区", "诚信街区：县级", "3"])
def test_another_text_says_how(cell: str) -> None:
    with pytest.raises(CellFault) as refused:
        read_text(cell, COLUMN)
    assert "名称：级别" in str(refused.value)
