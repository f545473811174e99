"""What a clause leaves open is looked at: one of several, a line for each of something, an edge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand


@pytest.mark.parametrize(
    ("points", "clause", "looked_at"),
    [
        (
            12,
            "公示率、更新率、准确率均达到100%的各得4分，有一项未达到100%的，该项不得分。",
            "有一项",
        ),
        (6, "每公里巡查少于2次的，每少1次扣0.5分，扣完为止。", "每公里"),
        (
            5,
            "在时限内办结得5分，超期1至3日得3分，超期4至7日得1分，超期7日以上不得分。",
            "恰好7日",
        ),
        (5, "迟报1—3次扣1分，3次以上扣5分。", "恰好3次"),
    ],
)
def test_it_is_never_sure(points: int, clause: str, looked_at: str) -> None:
    found = understand(clause, Decimal(points), "某项工作", "")
    assert not found.sure
    said = [*found.unread, *(one for each in found.readings for one in each.overlooked)]
    assert any(looked_at in one for one in said), said


@pytest.mark.parametrize(
    ("points", "clause"),
    [
        (6, "每万人接种不足3次的，每少1次扣1分。"),
        (5, "在时限内办结得5分，超期3日以内得3分，超期3日以上不得分。"),
    ],
)
def test_what_is_said_is_not_asked_for_each(points: int, clause: str) -> None:
    found = understand(clause, Decimal(points), "某项工作", "")
    assert not any("每万人" in one for each in found.readings for one in each.overlooked)
