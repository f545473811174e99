"""Sentences of the audit chain as people read it: when, who, from what to what, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.forms.words import figures
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES
from scoring.scheme import Input, Row

NOBODY: Final = "系统"
THE_OFFICE: Final = "信用办"
OTHERS: Final = "数据提供部门"
ACTIONS: Final[Mapping[str, str]] = {
    "claim.change": "自报",
    "supply": "部门数据",
    "review.accept": "审核通过",
    "review.cut": "审核核减",
    "review.return": "退回补正",
    "review.end": "结束补正",
    "review.reopen": "重新审核",
    "review.opinion": "双审，独立意见",
    "review.differ": "双审，两人意见不一样",
    "review.second": "双审结束",
    "review.remark": "讨论",
    "review.doubt": "存疑，交另一位审核",
    "review.no-doubt": "说不是疑点",
    "review.doubt-again": "撤回“不是疑点”",
    "review.waive": "一类疑点本季度不提",
    "review.restore": "一类疑点恢复提",
    "row.resubmit": "补正提交",
    "evidence.add": "交材料",
    "evidence.remove": "删材料",
    "evidence.move": "材料换到别的指标",
    "evidence.file": "材料归到指标",
    "evidence.caption": "写材料说明",
    "evidence.report": "材料转为工作报送",
    "report.add": "工作报送",
    "report.title": "改报送标题",
    "report.withdraw": "撤回工作报送",
    "form.submit": "提交填报",
    "form.withdraw": "撤回填报",
    "form.open": "加入考核",
    "deadline.extend": "延期",
    "deadline.unextend": "收回延期",
    "remind.rhythm": "改自动提醒的日子",
    "appeal.add": "提出申诉",
    "appeal.upheld": "申诉维持",
    "appeal.changed": "申诉改判",
    "unit.add": "新增单位",
    "unit.change": "改单位信息",
    "role.give": "绑定",
    "role.end": "收回角色",
    "logins.end": "结束登录",
    "quarter.open": "开期",
    "quarter.dates": "截止、审核、申诉日期变动",
    "holidays.keep": "记入放假安排",
    "quarter.close": "截止填报",
    "quarter.reopen": "重新开放填报",
    "clock.right": "确认服务器时间没错",
    "quarter.announced": "公示",
    "quarter.published": "公布",
    "quarter.archived": "归档",
    "publication.add": "形成版本",
    "release.propose": "提议公示或公布",
    "release.confirm": "确认公示或公布",
    "release.decline": "不同意公示或公布",
    "province.look": "省级总览查看",
}
"""What is shown, and how it is called; receipts, reminders and invitations are no changes."""
BY_UNITS: Final = frozenset(
    one
    for one in ACTIONS
    if one.startswith(("evidence.", "report."))
    or one in ("claim.change", "row.resubmit", "appeal.add", "form.submit", "form.withdraw")
)
"""What a unit's own people do."""
SHOWN: Final = tuple(ACTIONS)
SHOWN_TO_UNITS: Final = tuple(
    one
    for one in ACTIONS
    if one in BY_UNITS
    or one.startswith(("appeal.", "deadline."))
    or one in ("supply", "review.accept", "review.cut", "review.return", "review.reopen")
)
"""What a unit reads of its own chain: not to whom a doubt was handed, nor who holds which role."""
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: a unit, a row by its number, and one of the row's inputs."""

    unit: str
    row: str
    input: str
    found: Row | None = None
    measured: Input | None = None


def change(
    who: str,
    at: datetime,
    now: datetime,
    action: str,
    about: Subject,
    before: Any,
    after: Any,
    why: str,
) -> str:
    """11月23日 10:05 李敏 自报 三.4 取得成效的应用：2 项 → 3 项, and the reason below."""
    what = " ".join(
        part for part in (about.unit, per(ACTIONS[action]), about.row, about.input) if part
    )
    sides = _sides(action, about, before, after)
    line = f"{say_moment(at, now)} {who} {what}" + (f"：{sides}" if sides else "")
    return f"{line}\n　理由：{figures.short(why, 60)}" if why and action != "form.submit" else line


def _sides(action: str, about: Subject, before: Any, after: Any) -> str:
    if action in ("claim.change", "supply"):
        return f"{_figure(about, before)} → {_figure(about, after)}"
    if action in ("review.accept", "review.cut"):
        return _accepted(about, after)
    if action in ("evidence.add", "report.add", "evidence.remove", "report.withdraw"):
        thing = after if isinstance(after, dict) else before
        return _label(thing)
    if action in ("evidence.move", "evidence.file"):
        return f"{before} → {after}" if before else str(after or "")
    if action.startswith("quarter."):
        return STATES.get(str(after), "") if isinstance(after, str) else ""
    if action == "province.look":
        return str(after.get("who", "")) if isinstance(after, dict) else ""
    if action == "report.title":
        return f"“{figures.short(str(before), 20)}” → “{figures.short(str(after), 20)}”"
    return ""


def _figure(about: Subject, raw: Any) -> str:
    if raw is None:
        return "未报"
    if about.measured is not None:
        return figures.value(about.measured, raw)
    if isinstance(raw, bool):
        return "是" if raw else "否"
    return figures.short(str(raw), _LONGEST)


def _accepted(about: Subject, after: Any) -> str:
    given = after if isinstance(after, dict) else {}
    given = given.get("accepted", {} if "decision" in given else given)
    inputs = {one.name: one for one in about.found.inputs} if about.found else {}
    parts = [
        f"{figures.short(name, 16)} {_figure(Subject('', '', '', None, inputs.get(name)), raw)}"
        for name, raw in given.items()
    ]
    return figures.short("，".join(parts), 60)


def _label(thing: Any) -> str:
    if not isinstance(thing, dict):
        return ""
    row = f"{thing['row']} " if thing.get("row") else ""
    return row + figures.short(str(thing.get("label") or thing.get("title") or ""), 24)


def title(short: str, row: str, rows: Mapping[str, Row]) -> str:
    """教育局 三.4 信用+应用场景 的改动."""
    if not row:
        return f"{short} 的改动"
    return f"{short} {figures.row_title(rows[row]) if row in rows else row} 的改动"


def listed(
    head: str,
    unit: int,
    row: str,
    lines: Sequence[str],
    number: int,
    total: int,
    size: int,
    *,
    counted: bool,
) -> Message:
    """A unit's or a row's changes, newest first; ``counted``: ``total`` is all there is."""
    pages = max(1, -(-total // size))
    if not total:
        return Message(text=f"{head}：还没有人改过。", buttons=((HOME,),))
    base = f"trail/row/{unit}/{row}" if row else f"trail/{unit}"
    turning = [to("上一页", base, number - 1)] if number > 1 else []
    turning += [to("下一页", base, number + 1)] if number < pages else []
    mark = f"（第 {number} 页）"
    if counted:
        mark = f"（{number}/{pages} 页）" if pages > 1 else ""
    often = f"共 {total} 次" if counted else f"{total - 1} 次以上"
    lead = [f"{often}，最近的在前。"] if number == 1 else []
    whole = (to("本单位全部改动", "trail", unit),) if row else ()
    return Message(
        title=head + mark,
        text="\n".join([*lead, *(lines or ["没有更多了。"])]),
        buttons=(*((tuple(turning),) if turning else ()), (*whole, HOME)),
        replace=number > 1,
    )


def newest(lines: Sequence[str], number: int, *, more: bool) -> Message:
    """The newest changes of all units."""
    turning = [to("上一页", "trail/all", number - 1)] if number > 1 else []
    turning += [to("下一页", "trail/all", number + 1)] if more else []
    return Message(
        title="最近的改动" + (f"（第 {number} 页）" if number > 1 else ""),
        text="\n".join(lines) or "还没有改动。",
        buttons=(*((tuple(turning),) if turning else ()), (HOME,)),
        replace=number > 1,
    )


def no_such_row(row: str, short: str) -> str:
    """A row the unit never had."""
    return f"{short}的考核表里没有“{row}”这一项，请核对编号。"
