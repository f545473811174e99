"""The table of the departments written out by hand: what scoring is measured against.

No checks, no steps, no words, nothing that a change of the document could reach: the least that
exact points of these nineteen rows cost in Python. It agrees with ``scoring`` on complete facts,
which the bench asserts before it measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

Facts = Mapping[str, Mapping[str, object]]

_SIX = ("分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度")
_THREE = ("公开服务承诺事项清单", "签署并向社会公布《诚信服务承诺书》", "接受投诉及整改")
_TYPES = ("审批替代型", "容缺受理型", "证明替代型", "信易修复型", "行业自律型", "主动公示型")
_ZERO, _HALF, _TWO, _FIVE = Decimal(0), Decimal("0.5"), Decimal(2), Decimal(5)
_SIX_POINTS, _SEVEN, _SEVEN_HALF, _TEN = Decimal(6), Decimal(7), Decimal("7.5"), Decimal(10)


def total(facts: Facts) -> Decimal:
    """The total of one unit with complete facts."""
    return _sections_one_to_three(facts) + _sections_four_to_seven(facts)


def _sections_one_to_three(facts: Facts) -> Decimal:
    row = facts["一.1"]
    found = _ZERO
    if row["已成立"]:
        found += max(_ZERO, _FIVE - sum(not row[name] for name in _SIX))
    row = facts["二.1"]
    if row["已报送"]:
        found += max(_ZERO, _SEVEN_HALF - _HALF * row["迟报、错报"])
    row = facts["二.2"]
    if row["已上报"]:
        found += max(_ZERO, _SEVEN_HALF - _HALF * row["漏报、错报"])
    found += max(_ZERO, min(_SEVEN, _SEVEN * facts["三.1a"]["信用贷款规模年增速"]))
    found += min(5, facts["三.1b"]["宣传活动"])
    found += min(_FIVE, _HALF * facts["三.1c"]["上报并通过审验的企业"])
    found += 2 if facts["三.2"]["已出台实施办法"] else 0
    row = facts["三.3"]
    if row["应用项数"] >= 1:
        found += min(_SIX_POINTS, _HALF * row["应用项数"] + (_HALF if row["已编制承诺书"] else 0))
    row = facts["三.4"]
    return found + min(10, 2 * row["取得成效的应用"] + row["仅有通知或文件的应用"])


def _sections_four_to_seven(facts: Facts) -> Decimal:
    found = min(_FIVE, _HALF * facts["四.1"]["宣传活动"])
    found += min(_FIVE, _HALF * facts["四.2"]["按时报送的材料"])
    found += 0 if facts["五.1"]["被列入失信被执行人或联合惩戒对象"] else 2
    found += 0 if facts["五.2"]["违约拖欠中小微企业款项"] else 2
    row = facts["五.3"]
    found += sum(row[name] for name in _THREE)
    row = facts["五.4"]
    found += (1 if row["制定相关治理文件"] else 0) + (2 if row["有工作通报、治理成效"] else 0)
    row = facts["六.1"]
    found += _HALF * sum(row[name] for name in _TYPES)
    row = facts["六.2"]
    found += (2 if row["出台制度文件"] else 0) + (2 if row["出台评价办法"] else 0)
    found += min(8, 4 * row["分级分类监管案例"])
    row = facts["六.3"]
    found += min(5, (2 if row["制定相关文件"] else 0) + row["典型案例"])
    return found + min(5, facts["七.1"]["推广或报道"])
