"""What a row may say in a line of its own, beside its summands: one entry for each, in one place.

The phone's form, the whole table and the workbook show and read what stands here; an entry added
is in all three. Not here: what a line says (its own module), summands (`fields`, `figures`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.schemes import among, factors, marks, named, row_lines, sharing, stakes

Body = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line: its key in a route, what it is called, how it is said and read, and an example."""

    key: str
    label: str
    said: Callable[[Body], str]
    read: Callable[[Body, str], Body | None]
    how: str
    example: str


LINES: Final = (
    Line(
        factors.FACTORS,
        "加倍、减半、难度系数",
        factors.factors_said,
        factors.with_factors,
        factors.HOW,
        "屡查屡犯：扣分加倍",
    ),
    Line(
        named.NAMED,
        "逐件报名称和级别，同一事项只计最高",
        named.named_said,
        named.with_named,
        named.HOW,
        "表彰：国家级 5，省级 3",
    ),
    Line(
        among.AMONG,
        "单位自己报的数，和其他单位比",
        among.among_said,
        among.with_among,
        among.HOW,
        "引资额（万元）：前 3 名 5 分",
    ),
    Line(
        marks.MARKS,
        "几方各打各的分，按权重合成",
        marks.marks_said,
        marks.with_marks,
        marks.HOW,
        "民主测评：领导 40%，群众 60%",
    ),
    Line(
        sharing.SHARED,
        "和别的行用同一个数，只问一次",
        sharing.shared_said,
        sharing.with_shared,
        sharing.HOW,
        "宣传活动：取自 四.1",
    ),
    Line(
        row_lines.AFTER,
        "别的行得到几分，这一行才计分",
        row_lines.after_said,
        row_lines.with_after,
        row_lines.HOW_AFTER,
        "一.1：6 分",
    ),
    Line(
        row_lines.JOINT,
        "和前面的行合并计分，合计最多（最少）几分",
        row_lines.joint_said,
        row_lines.with_joint,
        row_lines.HOW_JOINT,
        "一.1：合计最多 5 分",
    ),
    Line(
        row_lines.GROUPED,
        "本行几项合在一起，合计最多得（扣）几分",
        row_lines.grouped_said,
        row_lines.with_grouped,
        row_lines.HOW_GROUPED,
        "宣传活动、培训：合计最多得 6 分",
    ),
    Line(
        row_lines.HIGHEST,
        "几项都有的，只计最高的还是都计",
        row_lines.highest_said,
        row_lines.with_highest,
        row_lines.HOW_HIGHEST,
        "只计最高的",
    ),
    Line(
        row_lines.EFFECTS,
        "影响等次的事（一票否决、降等次……）",
        row_lines.effects_said,
        row_lines.with_effects,
        row_lines.HOW_EFFECTS,
        "重大失信事件：一票否决",
    ),
    Line(
        row_lines.WHOM,
        "只考核哪些类别、单位",
        row_lines.whom_said,
        row_lines.with_whom,
        row_lines.HOW_WHOM,
        "类别：一类；其他：折算",
    ),
    Line(
        stakes.MOST_IF,
        "有某个情形时本行最高几分",
        stakes.most_said,
        stakes.with_most,
        stakes.HOW_MOST,
        "未完成年度计划：最高 50 分",
    ),
    Line(
        stakes.TOTAL_OFF,
        "有某个情形时另从总分中扣分",
        stakes.off_said,
        stakes.with_off,
        stakes.HOW_OFF,
        "被追究刑事责任：扣 5 分",
    ),
)
BY_KEY: Final = {one.key: one for one in LINES}
