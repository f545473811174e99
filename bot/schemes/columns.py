"""The columns of a draft's workbook: headings, which are read back, what is written there."""

from __future__ import annotations

from typing import Final

HEADS: Final = (
    "编号", "考核指标", "分值", "原文", "怎么算分", "逐项", "系统的理解", "提醒",
    "由谁提供", "由谁审核", "佐证", "确认",
)  # fmt: skip
KEEPS: Final = "出表时"
"""The heading of the hidden column."""
FIXED: Final = frozenset({"编号", "原文", "系统的理解", "提醒"})
"""What is shown only: whoever writes there is told where it is changed."""
KEYS: Final = {
    "考核指标": "name", "分值": "points", "怎么算分": "own",
    "由谁提供": "by", "由谁审核": "reviewer", "佐证": "proof",
}  # fmt: skip
"""Columns that are one cell of the row (``bot.schemes.cells``)."""
SURE: Final = "对"
NOTHING: Final = "没有"
HEAD_HEADS: Final = ("项目", "内容")
"""The sheet of what stands above the rows."""
HOW_HEADS: Final = ("可以另起一行写的", "写法的例子")
"""The sheet of what a line of 逐项 may be, besides those that a row has."""
