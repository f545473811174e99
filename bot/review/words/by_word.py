"""Sentences around a decision by one sentence: what it would be, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.form import Raw
from bot.forms.words import figures
from scoring.exact import show
from scoring.scheme import Row

_VERBS: Final = {
    "accept": "通过",
    "cut": "核减",
    "award": "评分",
    "return": "退回补正",
    "reopen": "重新审",
}
YES: Final = "review/by-word/yes"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what would be decided."""

    unit: str
    row: Row
    what: str
    """accept, cut, award, return or reopen."""
    figures: str
    """What would count, where figures change."""
    before: Decimal
    after: Decimal
    reason: str
    until: str = ""
    """Until when a row that goes back is supplemented."""
    decided: str = ""
    """What stands already and would be taken up again."""


def _said(one: Line) -> list[str]:
    lines = [f"{one.unit} {figures.row_title(one.row)}：{_VERBS[one.what]}"]
    if one.decided:
        lines.append(f"　{one.decided}")
    if one.figures:
        lines.append(f"　改成：{one.figures}")
    if one.what == "return":
        lines.append(f"　补正期限：{one.until}")
    elif one.before == one.after:
        lines.append(f"　得分不变，仍是 {show(one.after)} 分")
    else:
        lines.append(f"　得分从 {show(one.before)} 分变为 {show(one.after)} 分")
    if one.reason:
        lines.append(f"　理由：{one.reason}")
    return lines


def shown(lines: Sequence[Line], reasons: Sequence[str], see: Sequence[Button]) -> Message:
    """What would be decided; ``reasons``: of these one is still to be given."""
    text = "\n".join(said for one in lines for said in _said(one))
    lacking = any(not one.reason and one.what != "accept" for one in lines)
    if not lacking:
        last = "还没有定，点一下才定。"
        rows = [(to(yes(lines), YES),)]
    elif reasons:
        last = "还没有定。理由单位会看到：点一个就定，也可以发“理由：……”，发了再给您看一遍。"
        rows = [(to(said, YES, n),) for n, said in enumerate(reasons)]
    else:
        last = "还没有定。还差理由，请发“理由：……”。"
        rows = []
    return Message(
        title=f"要定 {len(lines)} 项，还没有定" if len(lines) > 1 else "还没有定",
        text=f"{text}\n{last}",
        buttons=(*rows, *((one,) for one in see[:_SEEN]), (HOME,)),
        placeholder="理由：" if lacking else "",
    )


_SEEN: Final = 3


def yes(lines: Sequence[Line]) -> str:
    """The button that decides."""
    if len(lines) > 1:
        return f"这 {len(lines)} 项就这样定"
    (one,) = lines
    return f"{_VERBS[one.what]} {one.unit} {one.row.id}"


def again(decided: str) -> str:
    """A decision stands already: it would be taken up again first."""
    return f"{decided.rstrip('。')}。现在重新定，原来的意见留在历史里。"


def nothing_to_take_back() -> str:
    """No such decision stands any more."""
    return "没有找到这样的审核意见：也许已经撤回，或者不是您定的。"


WAYS: Final = (to("审核", "review"), HOME)


def some_of(count: int, most: int) -> str:
    """More than are shown at once."""
    return f"一共 {count} 项，先列最近的 {most} 项；这些撤回了再说一遍，接着列。"


def say_reason() -> str:
    """Typed where the button decides."""
    return "这句话没有改动它，还没有定：要定请点按钮；要改理由，请发“理由：……”。"


def over() -> str:
    """Pressed when nothing waits any more."""
    return "刚才说的已经定了，或者换了别的事，没有再定。"


def changed() -> str:
    """It is not what was shown any more."""
    return "刚才有变化，还没有定。请按现在的再看一遍："


def done(lines: Sequence[str], ways: Sequence[Button]) -> Message:
    """What came of it."""
    return Message(text="\n".join(lines), buttons=(*((one,) for one in ways), (HOME,)))


def reopened(unit: str, row: Row) -> str:
    """A row waits again."""
    return f"✓ {unit} {row.id} 重新待审，原来的意见留在历史里。"


def take_back() -> str:
    """The button below what was decided."""
    return "撤回刚才定的"


# -- what the words do not say ---------------------------------------------------------------------


def which_row(unit: str) -> str:
    """A decision about a unit, and no row."""
    return f"要定{unit}的哪一项？请把编号也写上，例如：{unit}三.4退回，理由照片看不清。"


def which_unit() -> str:
    """A decision about a row, and no unit."""
    return "要定哪个单位的？请把单位也写上，例如：教育局三.4核成 3 次，理由有一次没有照片。"


def which_item() -> str:
    """这一项给他通过, and no item stands before one's eyes."""
    return (
        "您说的是哪一项？眼前这一页不是某个单位的某一项，我不猜。"
        "请带上单位和编号，例如：教育局三.4通过。"
    )


def no_such_row(unit: str, row: str) -> str:
    """The unit's table has no such row."""
    return f"{unit}的考核表里没有“{row}”这一项，请核对编号。"


def nothing_of_mine() -> str:
    """撤回刚才的核减, and nothing was decided."""
    return "您还没有定过能撤回的，没有什么要撤。可以说哪一项：教育局三.4重新审。"


def several_marks(row: Row) -> str:
    """A row with several marks is marked where it is shown."""
    return f"{row.id} 有几样要分别评分，请点开这一项评。"


def say_the_points(row: Row) -> str:
    """扣1分, of a row that is marked."""
    return f"{row.id} 由审核员评分，请说给几分，例如：给 3 分。"


def which_figure(row: Row, said: str) -> str:
    """A number that several figures could be."""
    return f"还没有定：“{said[:20]}”说的是{row.id} 的哪一样？"


def another_measure(row: Row, said: str) -> str:
    """3次, of what is counted in 项."""
    return f"还没有定：“{said[:20]}”的量词和{row.id} 的不一样，是这个数吗？"


def several_ways(row: Row, points: Decimal, ways: int) -> str:
    """Points that none or several changes would bring."""
    if ways:
        return f"还没有定：{row.id} 能得 {show(points)} 分的改法有 {ways} 种，要改哪一样？"
    return f"{row.id} 的分按填的数算，改哪一样都得不出正好 {show(points)} 分；请说核成几。"


def choice(row: Row, values: Mapping[str, Raw]) -> str:
    """One way, on its button."""
    by_name = {one.name: one for one in row.inputs}
    parts = [
        f"{figures.short(name, 14)} {figures.value(by_name[name], raw)}"
        for name, raw in values.items()
    ]
    return "、".join(parts)


def not_heard(row: Row, said: str) -> str:
    """Nothing of the row was named."""
    names = "、".join(figures.short(one.name, 12) for one in row.inputs)
    return f"没看懂{row.id}要怎么改：“{said[:20]}”。这一项有：{names}。"


def less_than_there_is(name: str, now: Raw | None) -> str:
    """More is taken away than there is."""
    have = "没有填" if now is None else f"现在是 {now}"
    return f"“{name}”{have}，减不了这么多；请说核成几。"


def to_be_marked(row: Row) -> str:
    """通过, of a row that is marked."""
    return f"{row.id} 由审核员评分，不能只说通过；请说给几分，例如：给 3 分，理由材料齐全。"


def left_out(why: Sequence[str]) -> str:
    """Of several rows that were named, those that cannot be decided so, each with its reason."""
    said = "\n".join(f"· {one}" for one in dict.fromkeys(why))
    return f"有 {len(why)} 项没有算进来：\n{said}"
