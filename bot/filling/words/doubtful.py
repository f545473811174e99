"""What is said to an answer that is not simply kept: doubts, refusals, what somebody else wrote.

Not here: the question itself and its buttons (``bot.filling.words.answer``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.filling.words.answer import NOTE_LONGEST, NOTE_SHORTEST
from bot.filling.words.answered import Values, at_question, say, say_values, topic
from bot.forms.form import Question, Raw
from bot.speech.numbers import short
from bot.speech.periodic import per
from scoring.exact import plain
from scoring.facts import NIL
from scoring.scheme import Input, Row
from scoring.wording import percent


def rewrites(question: Question, before: Values, now: Values) -> bool:
    """Whether a description that stands would be lost."""
    if question.kind != "note":
        return False
    old, new = (values.get(question.names[0]) for values in (before, now))
    return old is not None and old != NIL and new != old


def joined(before: Values, now: Values) -> dict[str, Raw | None]:
    """Both descriptions, the new one below."""
    return {name: f"{str(before[name]).rstrip()}\n{raw}" for name, raw in now.items()}


def rewrite(question: Question, before: Values, now: Values, sure: tuple[object, ...]) -> Message:
    """A description stands already: both are shown, and nothing is changed before a tap."""
    old, new = (values.get(question.names[0]) for values in (before, now))
    both = to("两段都留", "both", *sure[1:])
    fits = new not in (None, NIL) and len(f"{old}\n{new}") <= NOTE_LONGEST
    wanted = "（清空）" if new is None else per("本季度没有开展") if new == NIL else str(new)
    change = to("换成新的" if new is not None else "清空", *sure)
    return Message(
        title="这一题已经写过说明",
        text=f"现在是：{old}\n\n您刚发的：{wanted}\n\n还没有改，请选一个。",
        buttons=(
            ((both, change) if fits else (change,)),
            (to("保留原来的", "row", *sure[1:4]), HOME),
        ),
    )


def doubt(question: Question, value: Raw, why: str) -> str:
    """An odd number is asked about once."""
    return f"确认是 {say(question.inputs[0], value)}吗？{why}"


def ten_times(question: Question, last: Raw) -> str:
    """Why a number is odd: last quarter's is far smaller."""
    return f"{per('上季度')}是 {say(question.inputs[0], last)}，这次多了很多。"


def beyond_cap(input: Input, enough: Decimal) -> str:
    """Why a number is odd: much less reaches the cap."""
    shown = percent(enough) if input.kind == "rate" else f"{plain(enough)} {input.unit}".strip()
    return f"这一题到 {shown}就封顶了，再多也不加分。"


def going_back() -> str:
    """Back at a question that was answered."""
    return "好的，回到这一题："


def this_row() -> str:
    """A row was called by its name, and what is to be changed was not plain."""
    return "您说的是这一项吧？要改的请在这里改。"


def nothing_before() -> str:
    """上一题 with nothing answered yet."""
    return "前面还没有填过，从这一题开始。"


def no_such_question(count: int) -> str:
    """第三题 of a row that asks two."""
    return f"这一项只有 {count} 题。"


def no_hurry(
    at: tuple[int, int],
    row: Row,
    question: Question,
    last: tuple[Row, Question] | None,
    stands: Values,
) -> Message:
    """等一下我再想想: nothing was changed; the answer before and this question are a tap away."""
    here = (
        to("接着填这一题", "ask", *at, row.id, question.number),
        to("跳过", "skip", *at, row.id),
    )
    if last is None or last == (row, question):
        return Message(
            text="不急，什么都没有动。想好了再填，也可以先跳过。", buttons=(here, (HOME,))
        )
    before, asked = last
    said = f"{before.id} {before.name}，“{topic(asked)}”记的是 {say_values(asked, stands)}"
    return Message(
        text=f"不急，什么都没有动。上一题：{said}。要改上一题，或者接着填这一题，点一下。",
        buttons=((to("改上一题", "ask", *at, before.id, asked.number),), here, (HOME,)),
    )


def of_which(
    at: tuple[int, int],
    row: Row,
    question: Question,
    last: tuple[Row, Question],
    stands: Values,
    text: str,
) -> Message:
    """Nothing was understood right behind an answer: which of the two rows is talked of?"""
    before, asked = last
    said = f"{before.id} {before.name}，“{topic(asked)}”记的是 {say_values(asked, stands)}"
    return Message(
        text=f"没有看懂“{short(text)}”，什么都没有改。\n刚填的是 {said}；"
        f"接下来问的是 {row.id} {row.name}。说的是哪一项，点一下。",
        buttons=(
            (to(f"改 {before.id}", "ask", *at, before.id, asked.number),),
            (to(f"接着填 {row.id}", "ask", *at, row.id, question.number),),
            (HOME,),
        ),
    )


def which_was_wrong(
    at: tuple[int, int], row: Row, question: Question, last: tuple[Row, Question], stands: Values
) -> Message:
    """点错了, and not what it should be: nothing was changed; the answer before is a tap away."""
    before, asked = last
    said = f"{before.id} {before.name}，“{topic(asked)}”记的是 {say_values(asked, stands)}"
    return Message(
        text=f"是上一题填错了吗？{said}，还没有改。点“改上一题”重填；说的是这一题，就接着填。",
        buttons=(
            (
                to("改上一题", "ask", *at, before.id, asked.number),
                to("接着填这一题", "ask", *at, row.id, question.number),
            ),
            (HOME,),
        ),
    )


def correction(
    row: Row,
    question: Question,
    now: Values,
    sure: tuple[object, ...],
    before: Values,
    back: tuple[object, ...] | None = None,
) -> Message:
    """不是3次是5次: which answer is meant is shown, old and new, and one tap changes it."""
    stands = say_values(question, before)
    otherwise = to("不是", *(back or ("ask", *sure[1:5])))
    emptied = all(raw is None for raw in now.values())
    wish = "把这一题清空" if emptied else at_question(row, question, now)
    return Message(
        text=f"您是要{wish}吗？\n{row.id} {row.name}，现在填的是 {stands}。还没有改，请点一下。",
        buttons=((to("删掉" if emptied else "是的，改", *sure), otherwise), (HOME,)),
    )


def doubt_message(text: str, question: Question, value: Raw, sure: tuple[object, ...]) -> Message:
    """The doubt with its two buttons."""
    yes = f"是的，{say(question.inputs[0], value)}"
    return Message(
        text=text,
        buttons=((to(yes, *sure), to("重填", "ask", *sure[1:5])), (HOME,)),
    )


def meant(suggested: str, sentence_: str, sure: tuple[object, ...]) -> Message:
    """A number that was probably meant, offered as a button."""
    return Message(
        text=sentence_,
        buttons=((to(suggested, *sure), to("重填", "ask", *sure[1:5])), (HOME,)),
    )


def overtaken(
    who: str, at: str, question: Question, stands: Values, mine: Values, sure: tuple[object, ...]
) -> Message:
    """Somebody else has answered meanwhile: nothing is overwritten unseen."""
    theirs = (
        "清空了这一题"
        if all(stands.get(name) is None for name in question.names)
        else f"把“{topic(question)}”填成了 {say_values(question, stands)}"
    )
    emptying = all(mine.get(name) is None for name in question.names)
    yours = (
        "您要清空这一题，现在还没有清。"
        if emptying
        else f"您填的 {say_values(question, mine)}，现在还没有存。"
    )
    return Message(
        title="这一题刚刚有人改过",
        text=f"{who} 在 {at} {theirs}。\n{yours}",
        buttons=(
            (to("照样清空" if emptying else "改成我的", *sure),),
            (to("保留现在的", "row", *sure[1:4]), HOME),
        ),
    )


def leans(text: str, likely: bool) -> str:
    """A yes-or-no question answered in other words."""
    return f"您说“{short(text)}”，那就选“{'是' if likely else '否'}”，对吗？还没有存，请点一下。"


def yes_or_no() -> str:
    """To an answer that is neither."""
    return "没有看懂。请回复“是”或者“否”，也可以直接按按钮。"


def yes_and_no(question: Question, text: str) -> str:
    """文件有 章没盖; 激励的有，惩戒的没有: neither is taken for the other; what each would mean."""
    said = f"您说“{short(text)}”，有的有、有的没有，没有存。"
    both = _TWO_THINGS.search(question.inputs[0].ask)
    if both is None:
        return f"{said}按题目的要求办成了的，请按“是”；还差一步的，请按“否”。"
    return (
        f"{said}这一题问的是{both['one']}、{both['other']}两样：两样都有，请按“是”；"
        "只有一样的，请先按“否”，算不算可以问信用办，问清楚了再改。"
    )


_TWO_THINGS: Final = re.compile(
    r"(?:^|有|对)(?P<one>[一-鿿]{2,8})[和、](?P<other>[一-鿿]{2,8}?)(?:的文件)?(?:制定|出台|印发|有)?了?吗"
)
"""守信联合激励和失信联合惩戒的文件制定了吗: two things are asked for in one."""


def only_polite(text: str) -> str:
    """嗯, 好的, 可以, to a question of yes or no."""
    return f"光说“{text.strip()[:8]}”，我拿不准是不是“是”，没有存。请按“是”或者“否”。"


def yes_or_no_alone(text: str) -> str:
    """是, after 那就选“否”，对吗: a yes to that, or the other answer?"""
    return f"“{text.strip()[:8]}”可能有两个意思，没有存。请直接按“是”或者“否”。"


def which_of_them(question: Question, count: int) -> str:
    """A bare number where items are ticked: how many there are does not say which."""
    most = len(question.names)
    if count > most:
        return f"一共只有 {most} 项。请点是哪几项；全都有回复“全选”，一项都没有回复“都没有”。"
    return f"“{count}”没有勾上：是说做到了 {count} 项吗？请点是哪几项，或者回复名称。"


def how_far(part: str) -> str:
    """没有打印机，电脑: is the second one there?"""
    return f"“{part[:12]}”是有还是没有？前面说了没有的，怕弄错，先没有存。请直接点选。"


def dash(text: str) -> str:
    """报道-: a dash may take off or begin a line of a list."""
    return f"“{short(text)}”是有还是没有？没有存。请直接点选，或者说“有”“没有”。"


def more_than_what(question: Question) -> str:
    """加一次, where no figure stands that it could be reckoned from."""
    unit = question.inputs[0].unit
    return f"这里还没有填过数，不知道是在几{unit}上加减，没有存。请直接回复一共几{unit}。"


def unknown_items(question: Question) -> str:
    """To a text that names no item of the checklist."""
    return (
        "没有看懂。请直接点选，或者回复项目名称，例如“"
        f"{question.names[0]}”；全都有回复“全选”，一项都没有回复“都没有”。"
    )


def noted_as_lacking(names: tuple[str, ...]) -> str:
    """没有报道和成果: nothing on the list changes its look."""
    return f"记下了，没有的是：{'、'.join(names)}。其余的请接着点。"


def nothing_ticked() -> str:
    """好了 with nothing ticked."""
    return "还没有勾任何一项。确实一项都没有，请按“都没有”。"


_PARTS: Final[Mapping[str, str]] = {
    "when": "什么时间",
    "who": "在哪里、谁办的",
    "many": "办了几场、多少人参加",
    "media": "有没有媒体报道",
}


def parts(lacking: Sequence[str]) -> str:
    """What a description does not say: 什么时间、有没有媒体报道."""
    return "、".join(_PARTS[one] for one in lacking)


def note_too_short(text: str, length: int, *, tells: bool) -> str:
    """So short that it is hardly a description; ``tells``: it says something of what was done."""
    none = per("本季度没有开展")
    if not tells:
        return f"“{short(text)}”不像情况说明，没有存。{per('本季度')}确实没有开展，请按“{none}”。"
    return (
        f"说明太短了（{length} 字），请写清楚做了什么、什么时间、有什么成效，"
        f"至少 {NOTE_SHORTEST} 个字。{per('本季度')}确实没有开展，请按“{none}”。"
    )


def note_too_long(length: int) -> str:
    """A description that belongs in a document."""
    return (
        f"说明太长了（{length} 字），请压缩到 {NOTE_LONGEST} 字以内；"
        "详细内容可以存成文档，作为佐证材料发来。"
    )


def out_of_date() -> str:
    """A confirmation that belongs to another number."""
    return "刚才要确认的数已经变了，请再答一次。"


def not_an_answer() -> str:
    """A forged or stale value."""
    return "这个按钮已经失效了，请再答一次。"


def items_overtaken(who: str, at: str, stands: Values) -> str:
    """Somebody else has answered these items the other way meanwhile."""
    named = "，".join(f"“{name}”记成了“{'有' if raw else '没有'}”" for name, raw in stands.items())
    return f"{who} 在 {at} 把{named}。您刚才这一下没有存，要改请再点一次。"


def moved_meanwhile() -> str:
    """Somebody else has answered since the row was shown."""
    return "这一项刚刚有别的联络员改过，请看一下再点。"
