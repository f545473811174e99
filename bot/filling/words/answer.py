"""What is asked about a row, and what is said to an answer: read back, points, doubts, refusals.

Here: the sentences between a question and the next one. Not here: the card of a row
(``bot.filling.words.card``), the way through the rows (``bot.filling.words.walk``), and reading
what people type (``bot.speech.numbers``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.forms.form import Question, Raw
from scoring import sentence
from scoring.exact import UNLIMITED, plain, show
from scoring.facts import NIL
from scoring.result import RowResult
from scoring.scheme import Input, Row
from scoring.wording import percent, step_words

Values = Mapping[str, Raw | None]
"""Input → figure; None where nothing is reported."""

NOTE_SHORTEST = 10
NOTE_LONGEST = 1000
_QUICK = range(6)
_SEVERAL = 2
_MOST_ON_CARD = 12
"""Taps on one card beside those that lead on; more is a list that nobody looks through."""
_LONGEST_LABEL = 40
_SHORT_LABEL = 8
_QUOTED_NOTE = 40


def say(input: Input, raw: Raw) -> str:
    """One figure as people read it: 3 项, 是, 12.5%."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if input.kind == "rate":
        return percent(Decimal(raw))
    if input.kind == "award":
        return f"{show(Decimal(raw))} 分"
    return f"{raw} {input.unit}".strip()


def topic(question: Question) -> str:
    """What a question is about, in a word or two."""
    if question.kind == "note":
        return "情况说明"
    first = question.inputs[0]
    return first.checklist or first.name


def say_values(question: Question, values: Values) -> str:
    """An answer as people read it, without its topic."""
    if question.kind == "note":
        return _say_note(values.get(question.names[0]))
    if question.kind == "checklist":
        return _say_checklist(question, values)
    raw = values.get(question.names[0])
    return "未报" if raw is None else say(question.inputs[0], raw)


def at_question(row: Row, question: Question, values: Values) -> str:
    """把 三.4 的“取得成效的应用”填成 3 项: an answer with its place, inside a sentence."""
    said = say_values(question, values)
    if question.kind == "note":
        return f"把 {row.id} 的情况说明写成{said}"
    if question.kind == "checklist" and not values:
        return f"{row.id} 的“{topic(question)}”就勾到这里"
    return f"把 {row.id} 的“{topic(question)}”填成{_chosen_plain(question, said)}"


def _chosen_plain(question: Question, said: str) -> str:
    return f"“{said}”" if question.kind == "flag" else f" {said}"


def _say_note(raw: Raw | None) -> str:
    if raw is None:
        return "未报"
    text = str(raw)
    if text == NIL:
        return "本季度没有开展"
    return f"“{text if len(text) <= _QUOTED_NOTE else text[:_QUOTED_NOTE] + '…'}”"


def _say_checklist(question: Question, values: Values) -> str:
    if all(values.get(name) is None for name in question.names):
        return "未报"
    named = {True: "有", False: "没有", None: "未报"}
    parts = []
    for state, word in named.items():
        names = [name for name in question.names if values.get(name) is state]
        if len(names) == len(question.names):
            return f"{len(names)} 项都{'有' if state else '没有'}"
        if names:
            parts.append(f"{word} {len(names)} 项（{'、'.join(names)}）")
    return "，".join(parts)


def _say_last(question: Question, last: Values) -> str:
    """Last quarter's answer; of a checklist only what there was."""
    if question.kind != "checklist":
        return say_values(question, last)
    have = [name for name in question.names if last.get(name) is True]
    return f"有 {len(have)} 项（{'、'.join(have)}）" if have else "都没有"


# -- asking ------------------------------------------------------------------------------------


def ask(question: Question, of: int, now: Values, last: Values) -> list[str]:
    """The lines of a question: itself, how a checklist works, what stands, last quarter's."""
    number = f"（第 {question.number + 1} 题，共 {of} 题）" if of > 1 else ""
    lines = [f"{_wording(question)}{number}"] if question.inputs else []
    if question.kind == "note":
        lines.append(f"请用几句话写清楚（{NOTE_SHORTEST} 到 {NOTE_LONGEST} 字），然后再传材料。")
    if question.kind == "checklist":
        lines.append(_ticked(question, now))
    elif any(now.get(name) is not None for name in question.names):
        lines.append(f"现在填的是：{say_values(question, now)}。")
    if any(last.get(name) is not None for name in question.names):
        if question.kind == "count" and _running(question, last) is not None:
            lines.append(f"上季度累计到 {_say_last(question, last)}，从这个数往上加。")
        else:
            lines.append(f"上季度填的是：{_say_last(question, last)}。")
    return lines


def ask_note(row: Row) -> str:
    """The question of a row whose points a reviewer gives."""
    asked = next((one.ask for one in row.inputs if one.kind == "award"), "")
    return asked or "请说说本季度这方面做了什么，并附上佐证材料。"


def _wording(question: Question) -> str:
    if not question.inputs:
        return ""
    first = question.inputs[0]
    if first.ask:
        return first.ask
    kinds = {
        "count": f"“{first.name}”有几{first.unit or '个'}？",
        "flag": f"“{first.name}”，是还是否？",
        "rate": f"“{first.name}”是多少？（可写成 12.5% 或 0.125）",
        "amount": f"“{first.name}”是多少{first.unit}？（可以带小数）",
    }
    return "下面几项，有的都点上。" if first.checklist else kinds[first.kind]


def _ticked(question: Question, now: Values) -> str:
    have = sum(now.get(name) is True for name in question.names)
    open_ = [name for name in question.names if now.get(name) is None]
    if not have:
        return "点一项勾一项，点一下就存好。一项都没有，请按“都没有”。"
    if open_:
        return f"已勾 {have} 项，已存好。按“好了”以后，没有勾的 {len(open_)} 项记为没有。"
    return f"已勾 {have} 项，已存好。"


def placeholder(question: Question) -> str:
    """The hint in the input box."""
    if question.kind == "count":
        return f"直接回复数字，例如 3{question.inputs[0].unit}"
    return {
        "flag": "回复 是 或 否",
        "rate": "例如 12.5%，或：去年1200万 今年1500万",
        "amount": f"直接回复数字，例如 3.5{question.inputs[0].unit if question.inputs else ''}",
        "checklist": "点选，或回复项目名称",
        "note": "请用几句话说明",
    }[question.kind]


def choices(
    question: Question,
    at: tuple[int, int, str],
    now: Values,
    mark: str,
    marks: Mapping[str, str],
    last: Values,
) -> list[tuple[Button, ...]]:
    """The buttons that answer a question; ``at`` is quarter, unit and row.

    ``mark`` stands for the whole answer as shown, ``marks`` for each item of a checklist; ``last``
    is last quarter's answer, from which a running total goes on.
    """
    put = ("put", *at, question.number)
    if question.kind == "count":
        so_far = _running(question, last)
        if so_far is not None:
            more = [to(str(n), *put, n, mark) for n in range(so_far + 1, so_far + len(_QUICK))]
            return [(to(f"{so_far}（没有新增）", *put, so_far, mark),), tuple(more)]
        return [tuple(to(str(n), *put, n, mark) for n in _QUICK if n >= question.inputs[0].least)]
    if question.kind == "flag":
        return [(to("是", *put, "yes", mark), to("否", *put, "no", mark))]
    if question.kind == "note":
        return [(to("本季度没有开展", *put, "none", mark),)]
    if question.kind == "checklist":
        return _checklist_buttons(question, at, now, mark, marks)
    return []


def _running(question: Question, last: Values) -> int | None:
    """Where a count that runs on from the first day stood a quarter ago."""
    (one,) = question.inputs
    found = last.get(one.name)
    return found if one.cumulative and type(found) is int else None


def _checklist_buttons(
    question: Question, at: tuple[int, int, str], now: Values, mark: str, marks: Mapping[str, str]
) -> list[tuple[Button, ...]]:
    tick = ("tick", *at, question.number)
    items = []
    for place, name in enumerate(question.names):
        have = now.get(name) is True
        label = f"{'☑' if have else '☐'} {name}"
        items.append(to(label, *tick, place, "no" if have else "yes", marks[name]))
    wide = any(len(name) > _SHORT_LABEL for name in question.names)
    done = to("好了，就勾这些", *tick, "done")
    both = (to("全选", *tick, "all", "yes", mark), to("都没有", *tick, "all", "no", mark))
    if any(now.get(name) is True for name in question.names):
        return [*in_rows(items, 1 if wide else 2), both, (done,)]
    return [*in_rows(items, 1 if wide else 2), both]


# -- answering ---------------------------------------------------------------------------------


def read_back(question: Question, now: Values, before: Values, last: Values) -> str:
    """The answer as it was kept, with what stood before and last quarter's beside it."""
    had = any(before.get(name) is not None for name in question.names)
    changed = had and question.kind != "checklist"
    beside = []
    if changed and say_values(question, before) != say_values(question, now):
        beside.append(f"原来{_chosen(question, before)}")
    # A description is long, and the question has just shown last quarter's.
    if question.kind != "note" and any(last.get(name) is not None for name in question.names):
        short = question.kind == "checklist"
        beside.append(f"上季度{_say_last(question, last) if short else _chosen(question, last)}")
    noted = f"（{'，'.join(beside)}）" if beside else ""
    about = f"“{topic(question)}”" if question.kind == "checklist" else topic(question)
    return f"{'改好了' if changed else '记下了'}：{about}{_chosen(question, now)}{noted}。"


def _chosen(question: Question, values: Values) -> str:
    """An answer behind its topic: 选“是”, 3 次, ，有 4 项."""
    said = say_values(question, values)
    if question.kind == "note":
        return said if said.startswith("“") else f"“{said}”"
    if question.kind == "flag":
        return f"选“{said}”"
    return said if question.kind == "checklist" else f" {said}"


def cleared(question: Question, before: Values) -> str:
    """A question is back to 未报."""
    return f"清空了：{topic(question)}（原来 {say_values(question, before)}），现在是未报，不是 0。"


def worth(row: Row, found: RowResult, question: Question, now: Values) -> str:
    """What the answer brings at once, with the step."""
    if row.award and NIL in now.values():
        return "按本季度没有开展记下，由审核员核定。"
    if row.award:
        most = "" if row.points == UNLIMITED else f"在 {plain(row.points)} 分以内"
        return f"这一项由审核员{most}评定，说明和材料越清楚越好。"
    if not found.missing:
        if question.kind in ("rate", "amount"):
            return f"得分：{sentence.result(row, found)}。"
        most = "" if row.points == UNLIMITED else f"（满分 {show(row.points)} 分）"
        return f"这一项得 {show(found.points)} 分{most}。"
    steps = [
        step_words(row, step)
        for step in found.steps
        if step.term is not None and set(row.terms[step.term].inputs) & set(question.names)
    ]
    said = "；".join(one for one in steps if one)
    if said:
        return f"{said}。"
    return ""


# -- doubts and refusals -----------------------------------------------------------------------


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
    wanted = "（清空）" if new is None else "本季度没有开展" if new == NIL else str(new)
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
    return f"上季度是 {say(question.inputs[0], last)}，这次多了很多。"


def beyond_cap(input: Input, enough: Decimal) -> str:
    """Why a number is odd: much less reaches the cap."""
    shown = percent(enough) if input.kind == "rate" else f"{plain(enough)} {input.unit}".strip()
    return f"这一题到 {shown}就封顶了，再多也不加分。"


def going_back() -> str:
    """Back at a question that was answered."""
    return "好的，回到这一题："


def nothing_before() -> str:
    """上一题 with nothing answered yet."""
    return "前面还没有填过，从这一题开始。"


def no_such_question(count: int) -> str:
    """第三题 of a row that asks two."""
    return f"这一项只有 {count} 题。"


def correction(row: Row, question: Question, now: Values, sure: tuple[object, ...]) -> Message:
    """刚才那个填错了 应该是5次: which answer is meant is shown, and one tap changes it."""
    return Message(
        text=f"您是要{at_question(row, question, now)}吗？还没有改，请点一下。",
        buttons=((to("是的，改", *sure), to("不是", "ask", *sure[1:5])), (HOME,)),
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
        buttons=((to(f"是的，{suggested}", *sure), to("重填", "ask", *sure[1:5])), (HOME,)),
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


def leans(text: str) -> str:
    """A yes-or-no question answered in other words."""
    return f"您说的是“{text[:20]}”，请点一下确认。"


def yes_or_no() -> str:
    """To an answer that is neither."""
    return "没有看懂。请回复“是”或者“否”，也可以直接按按钮。"


def unknown_items(question: Question) -> str:
    """To a text that names no item of the checklist."""
    return (
        "没有看懂。请直接点选，或者回复项目名称，例如“"
        f"{question.names[0]}”；全都有回复“全选”，一项都没有回复“都没有”。"
    )


def nothing_ticked() -> str:
    """好了 with nothing ticked."""
    return "还没有勾任何一项。确实一项都没有，请按“都没有”。"


def note_too_short(length: int) -> str:
    """A description that says next to nothing."""
    return (
        f"说明太短了（{length} 字），请写清楚做了什么、什么时间、有什么成效，"
        f"至少 {NOTE_SHORTEST} 个字。本季度确实没有开展，请按“本季度没有开展”。"
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


def whole_row(asked: Sequence[Question], yes: bool) -> str:
    """Every question of a row answered by one tap."""
    return f"记下了：{'、'.join(topic(one) for one in asked)}，{'都有' if yes else '都没有'}。"


def so_far_line(found: RowResult) -> str:
    """What a row brings by now."""
    return f"这一项得 {show(found.points)} 分。" if not found.missing else ""


def moved_meanwhile() -> str:
    """Somebody else has answered since the row was shown."""
    return "这一项刚刚有别的联络员改过，请看一下再点。"


def whole_choice(
    questions: Sequence[Question], at: tuple[int, int, str], mark: str
) -> tuple[Button, ...]:
    """One tap for a row that asks several yes-or-no questions or lists, and nothing else yet."""
    asked = [one for one in questions if one.kind in ("flag", "checklist")]
    if len(asked) < _SEVERAL:
        return ()
    named = f"全都有（{'、'.join(topic(one) for one in asked)}）"
    return (to(named if len(named) <= _LONGEST_LABEL else "全都有", "whole", *at, "yes", mark),)


def fits_one_card(questions: Sequence[Question]) -> bool:
    """Whether a row is better looked at whole: several questions, all answered by taps."""
    taps = sum(len(one.names) for one in questions)
    tapped = all(one.kind in ("flag", "count", "checklist") for one in questions)
    return len(questions) >= _SEVERAL and tapped and taps <= _MOST_ON_CARD


def open_button(at: tuple[int, int, str], again: bool) -> Button:
    """From a question, or from a row that was answered, to its card."""
    return to("整项一起改" if again else "整项一起填", "card", *at)


def so_far(found: RowResult) -> list[str]:
    """What a checklist brings with the items ticked so far."""
    return [f"勾到现在，本项得 {show(found.points)} 分。"] if found.points > 0 else []
