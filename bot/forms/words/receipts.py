"""Sentences of receipts: how one is named, listed and proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.forms.words.carried import quarter_of, says
from bot.forms.words.figures import short, size
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from storage.queries.papers import Receipt

WHAT: Final = {
    "evidence": "佐证材料",
    "report": "工作报送",
    "submission": "填报提交",
    "withdrawal": "撤回填报",
    "resubmission": "补正提交",
    "carry": "沿用上季度",
}
"""What a receipt was given for."""

PAPER_STATES: Final = {
    "kept": "在库，内容一致",
    "noted": "在库",
    "removed": "本人已删除",
    "lost": "文件有异常，请联系信用办",
}
"""What became of a file on a receipt."""


def named(number: str, hash: str) -> str:
    """回执 R261123-0007（校验 3f2a9c01）."""
    return f"回执 {number}（校验 {hash[:8]}）"


def title(number: str) -> str:
    """The head of a proof."""
    return f"回执 {number}"


def proof(
    *,
    kind: str,
    unit: str,
    quarter: str,
    at: datetime,
    by: str,
    hash: str,
    intact: bool,
    papers: Sequence[tuple[str, int, str]],
    summary: str,
) -> str:
    """What a receipt stands for and whether it still holds."""
    verdict = (
        "✓ 与当时登记的内容一致。" if intact else "✗ 与登记时的内容不一致，请立即联系县信用办。"
    )
    lines = [
        verdict,
        f"{unit}，{quarter}，{per(WHAT.get(kind, kind))}",
        f"{say_moment(at)}，{by}经手",
        f"校验码 {hash[:8]}",
    ]
    if summary:
        lines.append(summary)
    lines += [
        f"{number}. {short(label)}（{size(length)}）{PAPER_STATES[state]}"
        for number, (label, length, state) in enumerate(papers[:8], 1)
    ]
    if len(papers) > 8:
        lines.append(f"等共 {len(papers)} 份文件")
    return "\n".join(lines)


def full_hash(hash: str, anchor: str = "") -> str:
    """For those who compare it with a paper kept elsewhere; ``anchor``: the audit chain's end."""
    return f"SHA-256 {hash}" + (f"\n留痕锚 {anchor}" if anchor else "")


def unknown(number: str) -> str:
    """No such receipt, or not for this person: the two are not told apart."""
    return (
        f"没有找到您可以查看的回执“{short(number, 20)}”。\n"
        "编号写在每次收件的回复里，例如 R261123-0001。"
    )


def how_to_ask() -> str:
    """To somebody from the office who names none."""
    return "请写上回执编号，例如：回执 R261123-0001。"


def none_yet() -> str:
    """Nothing was handed in yet."""
    return per("本季度还没有回执。交了材料、报送或提交以后，每次都有一张。")


def line(kind: str, number: str, at: datetime, now: datetime) -> str:
    """One receipt in the list."""
    return f"{number} {per(WHAT.get(kind, kind))} {say_moment(at, now)}"


def list_title(unit: str, quarter: str) -> str:
    """Head of the list."""
    return f"{unit} {quarter} 回执"


def submission_summary(answered: int, papers: int, reports: int, carried: Mapping[str, str]) -> str:
    """What was handed in, in one line; ``carried``: row and quarter of what was taken over."""
    said = f"交了 {answered} 项指标的数、{papers} 份佐证材料、{reports} 篇工作报送"
    if not carried:
        return f"{said}。"
    return f"{said}；其中 {'、'.join(carried)} 沿用{quarter_of(max(carried.values()))}。"


def carry_summary(row: str, carried: str, papers: int) -> str:
    """What was taken over for a row."""
    papers_too = f"和 {papers} 份佐证材料" if papers else ""
    return f"{row} {says(carried)}的答案{papers_too}。"


def named_receipt(receipt: Receipt | None) -> str:
    """How a receipt is named in an answer; nothing where there is none."""
    return named(receipt.number, receipt.hash) if receipt else ""
