"""Invented figures: what a unit of a certain diligence would report. Pure, and the same each time.

A unit's diligence lies between 0 and 1 and follows from its name; chance follows from unit, quarter
and input, so that the sample county looks the same on every machine.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from bot.forms.form import Question, Raw
from scoring.exact import plain
from scoring.facts import NIL
from scoring.scheme import Input, Row

NOTES = (
    "本季度开展诚信主题宣传教育活动，组织干部群众参加，发放宣传资料，并在县政府网站报道。（示例）",
    "结合日常工作组织信用知识培训，参训人员签订诚信承诺书，活动照片和签到表附后。（示例）",
    "围绕守信践诺总结经验做法，形成典型案例一篇，已报送县信用办。（示例）",
)


def chance(*words: object) -> float:
    """A number from 0 to below 1 that follows from the words."""
    text = "/".join(str(word) for word in words)
    return float(int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48)


def diligence(unit: str) -> float:
    """How thorough a unit is: most are good, a few are not."""
    return float(0.5 + 0.5 * chance("diligence", unit) ** 0.7)


def answer(unit: str, quarter: str, row: Row, question: Question) -> dict[str, Raw]:
    """What the unit answers to a question, input by input."""
    if question.kind == "note":
        return {question.names[0]: NOTES[int(chance(unit, quarter, row.id) * len(NOTES))]}
    return {one.name: figure(unit, quarter, row, one) for one in question.inputs}


def figure(unit: str, quarter: str, row: Row, one: Input) -> Raw:
    """A plausible value of one input."""
    luck = chance(unit, quarter, row.id, one.name)
    effort = diligence(unit)
    if one.kind == "flag":
        return _flag(row, one, luck, effort)
    if one.kind == "count":
        return _count(row, luck, effort)
    if one.kind == "rate":
        return str(Decimal(int((luck * 0.9 + effort * 0.35) * 1000)) / 1000)
    if one.kind == "named":
        return f"诚信街区：{one.choice[-1][0]}" if luck < effort else NIL
    if one.kind == "amount":
        return plain(Decimal(int(luck * effort * 5000)) / 10)
    return str(Decimal(int((0.45 + 0.55 * (luck + effort) / 2) * float(row.points) * 2)) / 2)


def _flag(row: Row, one: Input, luck: float, effort: float) -> bool:
    bad = any(word in one.name for word in ("列入", "拖欠"))
    if bad:
        return luck > 0.97
    if row.by is not None or row.id.startswith("一."):
        return luck < 0.97
    return luck < effort


def _count(row: Row, luck: float, effort: float) -> int:
    if row.start > 0:
        return int((1 - effort) * 6 * luck)  # faults: a row that starts full and loses
    each = next((term.points for term in row.terms if term.kind == "each" and term.points), None)
    most = int(row.points / each) if each else 3
    return max(0, min(most + 1, round(most * (0.35 * luck + 0.7 * effort))))
