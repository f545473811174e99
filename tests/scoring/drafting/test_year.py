"""How a document speaks of its year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting.year import period_of, year_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("年度考核得分为四个季度考核得分的平均值。", {"compose": "mean"}),
        ("年终成绩取各季度得分的平均分。", {"compose": "mean"}),
        ("四个季度得分之和为年度得分。", {"compose": "sum"}),
        (
            "年度得分按第一季度占20%、第二季度占20%、第三季度占20%、第四季度占40%计算。",
            {"compose": "weighted", "weights": [Decimal(20)] * 3 + [Decimal(40)]},
        ),
        ("考核每季度进行一次。", None),
    ],
)
def test_read(text: str, keys: dict[str, object] | None) -> None:
    assert year_of(text) == (keys, "")


@pytest.mark.parametrize(
    "text",
    [
        "年度考核得分由各季度得分加权计算。",
        "年度总分中，季度考核占60%，年终考核占40%。",
        "第一季度占20%、第二季度占20%、第三季度占20%、第四季度占20%，计入年度得分。",
    ],
)
def test_what_is_not_understood_is_said(text: str) -> None:
    keys, why = year_of(text)
    assert keys is None
    assert "没有读懂" in why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对各乡镇实行每月考核，按月通报。", "month"),
        ("采取每半年考核一次的办法。", "half"),
        ("对学校每学期考核评估一次。", "term"),
        ("考核每年进行一次：每年考核一次。", "year"),
        ("每季度考核一次，每月通报进度。", ""),
        ("本办法用于年度考核。", ""),
    ],
)
def test_how_often_is_read_where_it_is_said(text: str, kind: str) -> None:
    assert period_of(text) == kind
