"""How far a review is, in a sentence: the same wherever it is told."""

from __future__ import annotations

from bot.review.standing import Standing


def said(one: Standing, lowered: int = 0) -> str:
    """审定 315 项（占 58%），还有 223 项待审（其中退回到期没补正的 2 项），退回等补正 2 项.

    ``lowered``: how many of the settled were cut, where that is told.
    """
    share = f"（占 {one.share}%）" if one.share is not None else ""
    cut = f"，其中核减 {lowered} 项；" if lowered else "，"
    lapsed = f"（其中退回到期没补正的 {one.lapsed} 项）" if one.lapsed else ""
    away = f"，退回等补正 {one.returned} 项" if one.returned else ""
    return f"审定 {one.settled} 项{share}{cut}还有 {one.waiting} 项待审{lapsed}{away}。"


def beside_unreviewed(one: Standing, unreviewed: int, seconded: int) -> str:
    """What waits, where lines of other names hold a part of it; empty where none do."""
    more = [f"退回到期没补正的 {one.lapsed} 项"] if one.lapsed else []
    more += [f"单位没写也没传材料、等打分的 {one.unwritten} 项"] if one.unwritten else []
    if not more:
        return ""
    every = [f"没审核的 {unreviewed} 项"] if unreviewed else []
    every += [f"双审还没定的 {seconded} 项"] if seconded else []
    return f"审核里待审的一共 {one.waiting} 项：{'、'.join([*every, *more])}。"
