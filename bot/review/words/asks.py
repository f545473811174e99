"""What a reviewer is asked on the way to a decision: figures, points, reasons, dates, a colleague.

The item itself and what is said once it is decided are in ``review``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.forms.form import Raw
from bot.forms.words import figures
from bot.speech.calendar import days_left, say_moment
from bot.speech.named import how
from bot.speech.periodic import per
from scoring.exact import show
from scoring.parts import Events
from scoring.scheme import Input, Row

LONGEST: Final = 200
"""Signs of a reason."""
CUT_REASONS: Final = (
    "材料只能证明一部分",
    "与别处的材料重复，不重复计分",
    "材料不在本季度",
    "只有通知或文件，没有成效证明",
    "不符合评分标准",
)
RETURN_REASONS: Final = (
    "缺少佐证材料，请补传",
    "材料看不清，请重新拍照上传",
    "材料与这一项对不上，请换材料",
    "填的数与材料对不上，请核对",
    "材料没有日期或落款，请补全",
    "与别处的材料相同，请说明",
)
AWARD_REASONS: Final = (
    "做法有成效，材料齐全",
    "有做法，成效证明不足",
    "材料不足以证明",
)
REOPEN_REASONS: Final = ("审核时看错了", "单位补充了新情况", "上级要求复核")


def item_short(unit: str, row: Row) -> str:
    """Head of a question about an item."""
    return f"{unit} {figures.short(figures.row_title(row), 24)}"


def cut_title(unit: str, row: Row) -> str:
    """Head of a cut."""
    return f"核减 {unit} {row.id}"


def which_figure(answers: str, points_now: str) -> str:
    """Which figure is cut."""
    return f"现在是：{answers}，计 {points_now}。\n要改哪一个？"


def which_is_meant(text: str) -> str:
    """A number came, and several figures could be meant."""
    return f"“{text[:20]}”是哪一个数？"


def figure_button(input: Input, raw: Raw | None) -> str:
    """A figure to be changed; a yes or no changes at once."""
    name = figures.short(input.name, 14)
    if input.kind == "flag":
        return f"{name} 改为{'否' if raw else '是'}"
    said = "未报" if raw is None else figures.value(input, raw)
    return f"改 {name}（现 {said}）"


def ask_figure(input: Input, raw: Raw | None, most: Decimal | None) -> str:
    """Which figure instead, or which points."""
    if input.kind == "named":
        now = "没有填" if raw is None else f"自评：{figures.value(input, raw)}"
        first = f"“{input.name}”{now}。哪一件不认？点一下；"
        return f"{first}级别要改的，把认定的全部重新发一遍。{how(input)}"
    if input.choice:
        said = "、".join(f"{word} {show(points)} 分" for word, points in input.choice)
        return f"{input.name}评为哪一等？{said}。"
    if input.events is not None:
        return f"{input.name}：{marks_of(input.events)}"
    if input.kind == "amount" and input.unit == "分" and input.maximum.is_finite():
        now = "" if raw is None else f"现在是 {figures.value(input, raw)}。"
        return f"{input.name}打多少分？{now}0 到 {show(input.maximum)} 分，可以带小数，例如 88.5。"
    if input.kind == "award":
        span = f"（0 到 {show(most)} 分）" if most is not None else ""
        return f"{input.name}给多少分？{span}可以带小数，例如 3.5。"
    now = "没有填" if raw is None else f"自评 {figures.value(input, raw)}"
    return f"“{input.name}”{now}，核定为多少？请直接发数。"


def not_this(name: str, level: str) -> str:
    """One of several named things does not count."""
    return f"不认 {figures.short(name, 20)}（{level}）"


def marks_of(each: Events) -> str:
    """How the events are to be marked."""
    span = f"{show(each.least)} 到 {show(each.most)} 分"
    return f"每{each.unit} {span}，逐{each.unit}发，用顿号隔开，例如 2、1.5、3；没有的发 0。"


def hint(input: Input) -> str:
    """For the input box."""
    if input.kind == "named":
        return "例如 诚信街区：市级"
    if input.choice:
        return "请输入等次"
    if input.events is not None:
        return "例如：2、1.5、3"
    return "请输入分数" if input.kind == "award" else "请输入核定的数"


def too_many_points(most: Decimal) -> str:
    """Beyond the row's points."""
    return f"这一项最多 {show(most)} 分，请重新发分数。"


def not_yes_or_no() -> str:
    """A flag that was not understood."""
    return "请回复“是”或“否”。"


def not_more() -> str:
    """A cut never counts for more than was claimed."""
    return "这样改比自评还多。核减只减不加；单位少报了的，请退回由单位自己改。"


def unchanged() -> str:
    """The figure stays what it was."""
    return "这和自评一样，没有核减。要按自评算请点“通过”。"


def cut_reason(answers: str, before: str, after: str) -> str:
    """Why it is cut."""
    moves = (
        f"得分从 {before} 分变为 {after} 分" if before != after else f"得分不变，仍是 {after} 分"
    )
    return f"改成：{answers}。\n{moves}。\n为什么核减？点一个，或直接发原因。"


def award_reason(points_given: str) -> str:
    """Why so many points."""
    return f"评 {points_given}。\n理由是什么？点一个，或直接发文字，单位会看到。"


def return_title(unit: str, row: Row) -> str:
    """Head of a return."""
    return f"退回 {unit} {row.id}"


def return_reason(
    due: datetime, now: datetime, beyond: bool, otherwise: str, odd: Sequence[str] = ()
) -> str:
    """Why it goes back, until when, and what it counts if nothing comes back."""
    lines = [f"补正期限：{say_moment(due, now)}（{days_left(due, now)}）。{otherwise}。"]
    if beyond:
        lines.append(per("⚠ 这已经过了本季度的审核截止日。"))
    lines += [f"⚠ {one}" for one in odd]
    lines.append("为什么退回？点一个，或直接发原因，单位会看到。")
    return "\n".join(lines)


WITHIN_OTHER = "改期限：另定"
"""Until a day that is written: on the desk the button stands behind numbered reasons."""


def within(days: int) -> str:
    """Until when, as a button that is no reason."""
    return f"改期限：{days} 个工作日"


def ask_due() -> str:
    """Another date."""
    return "补正到哪一天？请发日期，例如：11月30日、下周五。"


def due_passed() -> str:
    """A date that is over."""
    return "补正期限要在今天以后，请另发一个日期。"


def too_late_to_return() -> str:
    """After the announcement."""
    return "已经公示，不能再退回补正。可以通过、核减，单位有意见走申诉。"


def reason_too_short() -> str:
    """A reason is mandatory and is read by the unit."""
    return "原因请写 2 到 200 个字。"


def figure_first(row: Row) -> str:
    """Words where a figure is chosen."""
    flag = next((one for one in row.inputs if one.kind == "flag"), None)
    number = next((one for one in row.inputs if one.kind != "flag"), None)
    ways = []
    if number is not None:
        ways.append(f"发改后的数，例如 2 {number.unit}".rstrip())
    if flag is not None:
        ways.append(f"发不认的那一样，例如“没有{figures.short(bare_name(flag.name), 10)}”")
    return f"先说改哪一样：{'；'.join(ways)}；或者点“核减”来选。原因后面会问。"


def bare_name(name: str) -> str:
    """A yes-or-no figure as it is spoken of: 有奖惩 is 奖惩, 取得成效 is 成效."""
    return re.sub(r"^(?:有|已经?|是否|取得|出台|制定|开展)(?=..)", "", name)


def which_items(row: Row) -> str:
    """A number of items came: only the person knows which."""
    names = [figures.short(bare_name(one.name), 10) for one in row.inputs if one.kind == "flag"]
    example = f"，例如“没有{'和'.join(names[:2])}”" if len(names) > 1 else ""
    return f"是哪几样不认？请点一样，或者直接发它们的名字{example}。"


def which_for_points(points: Decimal, ways: int) -> str:
    """Points came, and none or several changes would bring them."""
    if ways:
        return f"能得 {show(points)} 分的改法有 {ways} 种，请点要改的那一样，或者发它的名字。"
    return (
        f"这一项的分是按填的内容算的，改哪一样都得不出正好 {show(points)} 分。"
        "请点要改的，改完会说得几分。"
    )


def to_or_by(text: str) -> str:
    """减2项: to two, or by two."""
    return f"“{text[:20]}”是改成这个数，还是减去这么多？"


def to_what(one: Input, raw: object) -> str:
    """Its button."""
    return f"改成 {raw} {one.unit}".rstrip()


def by_how_much(one: Input, raw: object, left: object) -> str:
    """Its button."""
    return f"减去 {raw}，剩 {left} {one.unit}".rstrip()


def for_that_reason(reason: str) -> str:
    """A reason that came with the figure."""
    return figures.short(f"原因：{reason}", 30)


def say_to_what(one: Input) -> str:
    """减2项 where the figure may go up as well: only what it comes to is taken."""
    return f"请说改成多少，例如：改成 2 {one.unit}".rstrip() + "。"


def flow_lost() -> str:
    """A half-made decision was left."""
    return "刚才的核定没有做完，请从这一项重新开始。"


# -- doubts --------------------------------------------------------------------------------------


def doubt_title(unit: str, row: Row) -> str:
    """Head of a doubt."""
    return f"存疑 {unit} {row.id}"


def ask_colleague() -> str:
    """Who shall look at it."""
    return "请哪位同事看？"


def nobody_else(unit: str) -> str:
    """There is no other reviewer who may."""
    return f"现在没有别的审核员可以审{unit}。可以先跳过，或请管理员用“邀请 审核员”加一位。"


def ask_note(who: str) -> str:
    """What the colleague should look at."""
    return f"请写一句疑点，{who}会看到。"


def doubted(unit: str, row: Row, who: str) -> str:
    """Handed on."""
    return f"✓ {unit} {row.id} 已转给{who}。"


def doubt_told(who: str, unit: str, row: Row, note: str) -> str:
    """To the colleague."""
    return f"{who}请您看 {unit} {figures.row_title(row)}：\n{note}"


def hand_on(short: str, row: Row, name: str) -> str:
    """An item to be handed to a colleague."""
    name_of = figures.row_title(row)
    return f"{short} {name_of}：要交给{name}看吗？点了再写一句请{name}看什么，写了才交过去。"


def cannot_hand_on(short: str, row: Row, name: str) -> str:
    """A colleague who may not decide on it."""
    return (
        f"{short} {row.id} 交不了{name}：不在{name}的审核分工里，或者{name}是本单位的人、已经审过。"
    )
