"""The README lists the grammar's questions, line by line. ``pytest --update`` rewrites it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.questions import Role
from bot.questions.offered import offered

README = Path(__file__).parents[1] / "README.zh-CN.md"
START, END = "<!-- 问题表 开始 -->\n", "<!-- 问题表 结束 -->"
HEADS: tuple[tuple[Role, str], ...] = (
    ("admin", "信用办（管理员；审核员、观察员能用其中查看的部分）"),
    ("liaison", "联络员（只问本单位，以及公布了的排名）"),
    ("supplier", "数据报送员（只有本部门的数据）"),
)


def _table(role: Role, head: str) -> str:
    rows = [
        f"| {'、'.join(f'`{example}`' for example in examples)} | {tells} |"
        for examples, tells in offered(role)
    ]
    return "\n".join([f"**{head}**", "", "| 您发 | 信考做 |", "|---|---|", *rows, ""])


def test_the_readme_lists_what_can_be_asked(request: pytest.FixtureRequest) -> None:
    """Examples and what they bring, for every role, from the very table that understands them."""
    text = README.read_text("utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    whole = before + START + "\n".join(_table(*one) for one in HEADS) + END + after
    if request.config.getoption("--update"):
        README.write_text(whole, "utf-8")
    else:
        assert text == whole, "pytest tests/test_readme_questions.py --update"
