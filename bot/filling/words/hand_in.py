"""Sentences around handing in, taking back and supplementing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.forms.words.figures import short
from bot.speech.calendar import days_left, say_moment


def title(unit: str, quarter: str) -> str:
    """Head of the page before handing in."""
    return f"{unit} {quarter} 提交"


def gaps(names: Sequence[str]) -> str:
    """Unanswered rows count as not reported: asked explicitly."""
    shown = "、".join(names[:12]) + ("等" if len(names) > 12 else "")
    return f"没填完的 {len(names)} 项现在提交就按“未报”，不得分：{shown}。"


def unproved(names: Sequence[str]) -> str:
    """Claims without papers."""
    return f"填了数但没有佐证材料的 {len(names)} 项，审核时可能不认：{'、'.join(names[:12])}。"


def all_there() -> str:
    """Nothing is missing."""
    return "自己填的项目都填好了，佐证材料也齐。"


def until(deadline: datetime, now: datetime) -> str:
    """What handing in means."""
    left = days_left(deadline, now)
    return f"提交以后要改，先撤回；{say_moment(deadline, now)} 以前（{left}）都可以。"


def changed() -> str:
    """Somebody changed the form between looking and pressing."""
    return "刚才又有内容改动，请再看一眼，没有问题再提交。"


def submitted(receipt: str) -> str:
    """Handed in."""
    return f"已提交。\n{receipt}\n审核结果、退回补正都会在这里通知您。"


def submitted_already(by: str, at: datetime, now: datetime, receipt: str) -> str:
    """Handed in before."""
    who = f"由{by}" if by else ""
    number = f"（回执 {receipt}）" if receipt else ""
    return f"这张表{who}在 {say_moment(at, now)} 提交过了{number}，不用再交。"


def handed_in_beside(
    before: str, at: datetime, other: str, deadline: datetime, now: datetime
) -> str:
    """One of two open quarters is handed in; the other was not begun."""
    return (
        f"{before}的表 {say_moment(at, now)} 已经提交，不用再交。\n"
        f"{other}还没有开始填，{say_moment(deadline, now)} 截止（{days_left(deadline, now)}）。"
    )


def file_them(count: int) -> str:
    """The button to papers that have no row yet."""
    return f"归类这 {count} 份材料"


def told_others(by: str, unit: str, quarter: str, receipt: str) -> str:
    """To the unit's other liaisons."""
    return f"{by}提交了{unit}{quarter}的填报，回执 {receipt}。"


def told_office(unit: str, quarter: str, answered: int, own: int, papers: int, receipt: str) -> str:
    """To the office's group, one line."""
    return (
        f"{unit}已提交{quarter}填报：填 {answered}/{own} 项，佐证材料 {papers} 份，回执 {receipt}。"
    )


def really_withdraw(deadline: datetime, now: datetime) -> str:
    """Before taking back."""
    return (
        "确定撤回吗？撤回后就是“没有提交”，"
        f"请在 {say_moment(deadline, now)} 以前（{days_left(deadline, now)}）改好重新提交。"
    )


def not_submitted() -> str:
    """Nothing to take back."""
    return "这张表现在没有提交，不用撤回，可以直接改。"


def withdraw_too_late(deadline: datetime, now: datetime) -> str:
    """After the deadline."""
    return (
        f"已经过了截止时间（{say_moment(deadline, now)}），不能撤回了。"
        "需要更正请联系县信用办，由审核员退回那一项。"
    )


def withdrawn(receipt: str) -> str:
    """Taken back."""
    return f"已撤回，可以改了。\n{receipt}\n改好别忘了重新提交。"


def told_others_withdrawn(by: str, unit: str, quarter: str) -> str:
    """To the unit's other liaisons."""
    return f"{by}撤回了{unit}{quarter}的填报，改好以后需要重新提交。"


def told_office_withdrawn(unit: str, quarter: str) -> str:
    """To the office's group."""
    return f"{unit}撤回了{quarter}填报。"


# -- supplement -------------------------------------------------------------------------------


def not_returned(row: str) -> str:
    """The row was not sent back."""
    return f"{row} 现在不需要补正。"


def resubmit(*, reason: str, due: datetime | None, now: datetime, claim: str, changed: bool) -> str:
    """Before a supplement is handed in."""
    lines = [f"退回原因：{reason}"] if reason else []
    if due is not None:
        lines.append(f"请在 {say_moment(due, now)} 以前补正（{days_left(due, now)}）。")
    lines.append(f"现在是：{claim}")
    if not changed:
        lines.append("退回以后这一项还没有改动，也没有新的材料。")
    lines.append("补正提交后等审核员复核，不能再改。")
    return "\n".join(lines)


def resubmit_title(row: str) -> str:
    """Head of the supplement."""
    return f"补正 {row}"


def resubmitted(row: str, receipt: str, left: int) -> str:
    """A supplement is handed in."""
    more = f"\n还有 {left} 项待补正。" if left else ""
    return f"{row} 已补正，等待复核。\n{receipt}{more}"


def told_office_resubmitted(unit: str, row: str, receipt: str) -> str:
    """To the office's group."""
    return f"{unit}已补正 {short(row)}，回执 {receipt}，请复核。"


def told_others_resubmitted(by: str, unit: str, row: str) -> str:
    """To the unit's other liaisons."""
    return f"{by}提交了{unit} {short(row)} 的补正。"
