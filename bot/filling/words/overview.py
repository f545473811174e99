"""Sentences of the whole form on one page: what is missing, what is claimed, what it brings."""

from __future__ import annotations

from typing import Final

MARKS: Final = {
    "returned": "↩",
    "gap": "○",
    "unproved": "△",
    "done": "✓",
    "waiting": "·",
}
"""Signs of a row's state, in the order they are shown."""


def title(unit: str, quarter: str, mark: str) -> str:
    """Head of the page."""
    return f"{unit} {quarter} 核对{mark}"


def standing(
    *, own: int, gaps: int, unproved: int, returned: int, others: str, unfiled: int
) -> str:
    """The whole form in one or two lines."""
    parts = [f"要填 {own} 项，已填 {own - gaps} 项"]
    if gaps:
        parts.append(f"没填完 {gaps} 项")
    if unproved:
        parts.append(f"缺佐证材料 {unproved} 项")
    if returned:
        parts.append(f"退回补正 {returned} 项")
    lines = ["，".join(parts) + "。"]
    if others:
        lines[-1] = lines[-1].rstrip("。") + f"{others}。"
    if unfiled:
        lines.append(f"有 {unfiled} 份材料还没有归类，审核时不算数。")
    return "\n".join(lines)


def handed_in(state: str) -> str:
    """交了没: the first thing a form that is checked says of itself."""
    return "已经提交。" if state == "submitted" else "还没有提交。"


def owes_no_papers() -> str:
    """我还欠哪些材料, of a form that nothing is filled in of yet."""
    return "还没有填的项不欠材料，填了再传。"


def total(points: str, full: str, provisional: bool) -> str:
    """What it comes to so far."""
    return f"{'现在暂计' if provisional else '合计'} {points} 分（{full}）。"


def row(mark: str, name: str, points: str, more: str) -> str:
    """One row: sign, name and points; below it the claim."""
    return f"{MARKS[mark]} {name}　{points}" + (f"\n　{more}" if more else "")


def claim(answers: str, papers: int, wants: bool) -> str:
    """The claim of an own row with its papers."""
    if papers:
        return f"{answers}；材料 {papers} 份"
    return f"{answers}；还没有材料" if wants else answers


def not_filled(papers: int) -> str:
    """An own row without a single figure."""
    return f"还没填；材料 {papers} 份" if papers else "还没填"


def note(text: str, papers: int) -> str:
    """A row that a reviewer marks."""
    if not text:
        return "还没有写说明" + (f"；材料 {papers} 份" if papers else "")
    return f"已写说明（{len(text)} 字）；材料 {papers} 份，等审核员评定"


def waits_for(body: str, *, settled: bool) -> str:
    """A row that others supply and have not; ``settled``: nothing is waited for any more."""
    return f"{body}没有提供" if settled else f"等{body}提供"


def supplied(answers: str, body: str) -> str:
    """A row that others supplied."""
    return f"{answers}（{body}提供）"


def returned(reason: str) -> str:
    """Why a row was sent back."""
    return f"退回原因：{reason}" if reason else "已退回补正"


def legend() -> str:
    """What the signs mean."""
    return "○ 没填完　△ 缺佐证材料　↩ 退回补正　✓ 已填　· 等别人提供"


# -- as a workbook -----------------------------------------------------------------------------

HEADS = ["编号", "指标", "填的内容", "得分", "材料（件）"]


def sheet_title(unit: str, quarter: str) -> str:
    """The workbook of a unit's form."""
    return f"{unit} {quarter} 填报表"


def as_of(moment: str) -> str:
    """Below the lines: of when they are."""
    return f"截至 {moment}，得分是暂计的，以审核和公布为准。"


def here_it_is(title: str) -> str:
    """With the file."""
    return f"{title}，Excel 表在下面。材料原件用“材料包”下载。"
