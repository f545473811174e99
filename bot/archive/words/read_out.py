"""Heads and cells of what was read, as the archive lists it."""

from __future__ import annotations

from typing import Final

from bot.reading.words.kinds import DOUBTS, SORTS
from bot.speech.periodic import per

KINDS: Final = ("sort", "title", "number", "issuer", "date", "event_date")
FACT_HEADS: Final = (
    "单位", "指标", "文件", "种类", "标题", "文号", "发文单位", "成文日期", "活动日期", "SHA-256",
)  # fmt: skip
DOUBT_HEADS: Final = ("单位", "指标", "文件", "疑点", "理由和原句", "结果")
STATES: Final = {"open": "没有审", "upheld": "属实", "passed": "没采纳", "waived": "不是疑点"}
ANOTHER: Final = "另一份材料"


def fact(kind: str, value: str, *, sure: bool) -> str:
    """A fact's cell; what was not read for certain says so."""
    said = SORTS.get(value, value) if kind == "sort" else value
    return said if sure else f"{said}（拿不准）"


def kind(code: str) -> str:
    """A doubt's kind."""
    return per(DOUBTS.get(code, code))
