"""Names of what is counted: whole phrases of the clause, or asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import OF_A_NAME, understand
from scoring.drafting.bounds import cut_names


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("及格率达到80%得6分", "rate", "格率"),
        ("主要领导未到会的每次扣1分", "each", "要领导未到会"),
        ("无消毒池的扣2分", "if", "消毒池"),
        ("防范、处置、控制不力的扣2分", "if", "防范"),
        ("差错率低于1%的得5分", "rate", "差错"),
        ("缺一次会议(党课)扣0.5分", "each", "会议缺少的次数"),
    ],
)
def test_a_name_that_is_cut_is_asked(text: str, verb: str, name: str) -> None:
    keys = {"add": [{verb: name, "points": Decimal(1)}]}
    assert list(cut_names(text, keys, "", "")) == [f"这一项叫“{name}”{OF_A_NAME[0]}"]


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("及格率达到80%得6分", "rate", "及格率"),
        ("主要领导未到会的每次扣1分", "each", "主要领导未到会"),
        ("未建台账的扣2分,迟报的每次扣1分", "if", "未建台账"),
        ("无乱摊派现象的得5分,发现一起扣1分", "each", "乱摊派"),
        ("得分=按期办结率×6", "rate", "按期办结率"),
        ("例会每季度一次,每少一次扣1分", "each", "例会缺少的次数"),
        ("自查率和整改率均达100%的得5分", "rate", "自查率"),
    ],
)
def test_a_whole_name_is_not_asked(text: str, verb: str, name: str) -> None:
    keys = {"add": [{verb: name, "points": Decimal(1)}, {"rate": "整改率", "points": Decimal(1)}]}
    assert f"这一项叫“{name}”{OF_A_NAME[0]}" not in list(cut_names(text, keys, "", ""))


def test_several_who_share_one_count_of_what_is_lacking_are_asked() -> None:
    found = understand(
        "镇级河长每月巡河不少于2次，村级河长每周巡河不少于1次，每少1次扣0.1分。",
        Decimal(5),
        "河道巡查",
    )
    asked = f"“镇级河长、村级河长缺少的次数”{OF_A_NAME[1]}"
    assert found.readings[0].overlooked == (asked,)
