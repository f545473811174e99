"""What may be written of a row, as the README pairs it with the keys of a file."""

from __future__ import annotations

from pathlib import Path

import scoring
from bot.schemes.figures import EXAMPLES
from bot.schemes.lines import LINES

_PARTS = (Path(scoring.__file__).parent / "README.md").read_text().split("\n## ")
SHOWN = next(one for one in _PARTS if one.startswith("聊天、电脑和 Excel 里怎么写"))


def test_every_line_stands_in_the_table_with_its_example() -> None:
    for one in LINES:
        assert f"| {one.label} | {one.example} |" in SHOWN
        assert f"`{one.key}`" in SHOWN or one.key == "whom"


def test_every_part_of_a_summand_stands_in_the_table() -> None:
    for key, example in EXAMPLES:
        assert f"`{key}`" in SHOWN
        assert example in SHOWN
