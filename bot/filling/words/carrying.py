"""和上季度一样: what is offered of last quarter's, what was taken over, why nothing can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import token
from bot.filling.carrying import Offer, Reason, Taken
from bot.filling.words.answered import say_values, topic
from bot.forms.form import Question, UnitForm
from bot.forms.words import figures
from bot.forms.words.receipts import named_receipt
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.exact import show

_NAMED = 3
"""Papers that are named; the rest is counted."""
_LISTED = 20

_ALL_OF_THEM: Final = (
    "这几项一般每季度都一样，下面是上季度填的。看一遍：没变的一起照用，变了的点进去改。"
    "现在还没有填进来。"
)
_WHY: Final[Mapping[Reason, str]] = {
    "not steady": "这一项每季度都要按当季的情况重新报，不能照上季度的填。",
    "no quarter": "上季度没有提交过填报，没有可以沿用的，请按本季度的情况填。",
    "other clause": "这一项的评分标准和上季度不一样了，请按现在的重新填。",
    "not accepted": "上季度这一项被核减或退回过，不能照搬，请按本季度的情况填。",
    "nothing": "上季度这一项没有填，没有可以沿用的。",
    "answered": "这一项本季度已经有内容了，没有动它。要改请按下面的按钮。",
}


def offer_lines(found: Offer, questions: Sequence[Question]) -> list[str]:
    """What last quarter's answers and papers are, as they would be taken over."""
    said = [
        f"{topic(one)}：{say_values(one, found.answers)}" for one in _answered(found, questions)
    ]
    quarter = name(found.quarter.year, found.quarter.number)
    return [f"{per('上季度')}（{quarter}）填的是：", *said, _papers(found)]


def _answered(found: Offer, questions: Sequence[Question]) -> list[Question]:
    return [one for one in questions if any(key in found.answers for key in one.names)]


def _papers(found: Offer) -> str:
    if not found.papers:
        return per("佐证材料：上季度没有传。")
    named = "、".join(figures.short(one.label, 16) for one in found.papers[:_NAMED])
    more = " 等" if len(found.papers) > _NAMED else ""
    return f"佐证材料：{named}{more}，共 {len(found.papers)} 份。"


def take_button(form: UnitForm, found: Offer) -> Button:
    """The one tap."""
    return to(
        per("和上季度一样，照用"),
        "carry/yes",
        form.quarter.id,
        form.unit.id,
        found.row.id,
        found.mark,
    )


def taken(form: UnitForm, found: Taken) -> list[str]:
    """What was taken over, as it is marked from now on."""
    offer, row = found.offer, found.offer.row
    quarter = name(offer.quarter.year, offer.quarter.number)
    count = len(offer.papers) - len(found.left_out)
    papers = f"和 {count} 份佐证材料" if count else ""
    points = show(form.result(row.id).points)
    lines = [
        f"照{quarter}的填好了：答案{papers}都注明是沿用的，审核员看得到。这一项得 {points} 分。",
        named_receipt(found.receipt),
    ]
    if found.left_out:
        names = "、".join(figures.short(one.label, 16) for one in found.left_out)
        lines.append(f"材料放不下了，没有带过来：{names}。")
    return lines


def look_first() -> str:
    """和上季度一样 was said before last quarter's answers were shown."""
    return per(
        "先看一眼上季度填的，还没有填进来：没有变就按“和上季度一样，照用”，变了就直接填新的。"
    )


def undo_button(form: UnitForm, row: str) -> Button:
    """Beside what follows."""
    return to(f"撤销 {row} 的沿用", "carry/undo", form.quarter.id, form.unit.id, row)


def with_undo(message: Message, form: UnitForm, row: str) -> Message:
    """What comes next, with the way back above its last line."""
    line = (undo_button(form, row),)
    rows = (*message.buttons[:-1], line, *message.buttons[-1:])
    return message.model_copy(update={"buttons": rows})


def undone(row: str) -> str:
    """What was taken over is gone again."""
    return f"撤销了：{row} 沿用的答案和材料都去掉了，这一项又是没有填。"


def nothing_to_undo() -> str:
    """Pressed twice, or answered anew since."""
    return "这一项现在没有沿用的内容了。"


def changed() -> str:
    """What was shown is not what would be taken over."""
    return "这一项刚刚有变化，没有照用，请看一下现在的内容。"


def why_not(reason: Reason) -> str:
    """Why a row takes nothing over."""
    return per(_WHY[reason])


# -- several rows ------------------------------------------------------------------------------


def several(form: UnitForm, offers: Sequence[Offer]) -> Message:
    """Every row that can be taken over, shown before one tap takes them all."""
    at = (form.quarter.id, form.unit.id)
    lines = [per(_ALL_OF_THEM)]
    for found in offers[:_LISTED]:
        said = [
            f"{topic(one)} {say_values(one, found.answers)}"
            for one in _answered(found, form.questions(found.row))
        ]
        count = f"，材料 {len(found.papers)} 份" if found.papers else "，没有材料"
        lines.append(f"· {figures.called(form.scheme, found.row)}：{'；'.join(said)}{count}")
    every = to(f"{len(offers)} 项都和{per('上季度')}一样", "carry/all/yes", *at, mark_of(offers))
    each = [
        to(figures.called_button(form.scheme, one.row), "row", *at, one.row.id) for one in offers
    ]
    return Message(
        title=f"和{per('上季度')}一样 · {form.unit.short}",
        text="\n".join(lines),
        buttons=((every,), *in_rows(each, 2), (to("接着填报", "fill", *at), HOME)),
    )


def with_several(message: Message, form: UnitForm, count: int) -> Message:
    """The first row of a quarter, above its buttons the way to all that can be taken over at once.

    Above: of all that can be done here it saves the most, and a phone shows the first ones.
    """
    look = to(f"{count} 项可以照{per('上季度')}，一次看完", "carry", form.quarter.id, form.unit.id)
    rows = ((look,), *message.buttons)
    return message.model_copy(update={"buttons": rows})


def mark_of(offers: Sequence[Offer]) -> str:
    """A mark of several offers, shorter than a button's route."""
    return token([one.mark for one in offers])


def all_taken(form: UnitForm, found: Sequence[Taken]) -> list[str]:
    """What was taken over, row by row."""
    named = figures.called_all(form.scheme, [one.offer.row for one in found])
    count = sum(len(one.offer.papers) - len(one.left_out) for one in found)
    receipts = "、".join(one.receipt.number for one in found)
    lines = [
        f"照{per('上季度')}的填好了 {len(found)} 项：{named}；佐证材料 {count} 份。",
        f"都注明是沿用的，审核员看得到。回执 {receipts}。",
    ]
    if any(one.left_out for one in found):
        left = [figures.short(paper.label, 16) for one in found for paper in one.left_out]
        lines.append(f"材料放不下了，没有带过来：{'、'.join(left)}。")
    return lines


def undo_all(form: UnitForm) -> Button:
    """Beside what follows after several."""
    return to("撤销沿用", "carry/undo", form.quarter.id, form.unit.id)


def all_undone(count: int) -> str:
    """Every row that was taken over is empty again."""
    return f"撤销了：{count} 项沿用的答案和材料都去掉了。"


def none_offered(form: UnitForm) -> Message:
    """Asked for, and there is nothing."""
    at = (form.quarter.id, form.unit.id)
    return Message(
        text=per(
            "现在没有可以照上季度填的：只有机构、制度文件这类各季度不变的项目才能沿用，"
            "而且上季度要提交过、没有被核减或退回，本季度还没有填。"
        ),
        buttons=((to("接着填报", "fill", *at), HOME),),
    )
