"""What is asked about a row, and the buttons that answer it.

Not here: an answer as people read it (``bot.filling.words.answered``), what is said to one that is
doubtful (``bot.filling.words.doubtful``), the card of a row (``bot.filling.words.card``), the way
through the rows (``bot.filling.words.walk``), and reading what is typed (``bot.filling.reading``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.corridor.buttons import in_rows, to
from bot.corridor.events import Button, Message
from bot.filling.words.answered import Values, say_last, say_values, topic
from bot.filling.words.named import drops
from bot.forms.form import Question
from bot.speech.named import how
from bot.speech.periodic import per
from scoring.scheme import Row

NOTE_SHORTEST = 10
NOTE_LONGEST = 1000
_QUICK = range(6)
_SEVERAL = 2
_MOST_ON_CARD = 12
"""Taps on one card beside those that lead on; more is a list that nobody looks through."""
_LONGEST_LABEL = 40
_SHORT_LABEL = 8


def ask(question: Question, of: int, now: Values, last: Values) -> list[str]:
    """The lines of a question: itself, how a checklist works, what stands, last quarter's."""
    number = f"（第 {question.number + 1} 题，共 {of} 题）" if of > 1 else ""
    lines = [f"{_wording(question)}{number}"] if question.inputs else []
    if question.kind == "note":
        lines.append(
            f"请用几句话写清楚（{NOTE_SHORTEST} 到 {NOTE_LONGEST} 字）。照片、文件写完再传。"
        )
    if question.kind == "named":
        lines.append(how(question.inputs[0]))
    if question.kind == "checklist":
        lines.append(_ticked(question, now))
    elif any(now.get(name) is not None for name in question.names):
        lines.append(f"现在填的是：{say_values(question, now)}。")
    if any(last.get(name) is not None for name in question.names):
        if question.kind == "count" and _running(question, last) is not None:
            lines.append(f"{per('上季度')}累计到 {say_last(question, last)}，从这个数往上加。")
        else:
            lines.append(f"{per('上季度')}填的是：{say_last(question, last)}。")
    return lines


def ask_note(row: Row) -> str:
    """The question of a row whose points a reviewer gives."""
    asked = next((one.ask for one in row.inputs if one.kind == "award"), "")
    return asked or per("请说说本季度这方面做了什么，并附上佐证材料。")


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
        "named": f"“{first.name}”有哪几{first.unit}？",
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
        "rate": _sample_of_rate(question),
        "amount": f"直接回复数字，例如 3.5{question.inputs[0].unit if question.inputs else ''}",
        "named": "例如 诚信街区：省级",
        "checklist": "点选，或回复项目名称",
        "note": "请用几句话说明",
    }[question.kind]


def _sample_of_rate(question: Question) -> str:
    if question.inputs and question.inputs[0].averaged:
        return f"各{question.inputs[0].averaged}的逐个发来，如 95%、88%"
    return "例如 12.5%，或：去年1200万 今年1500万"


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
        return [(to(per("本季度没有开展"), *put, "none", mark),)]
    if question.kind == "named":
        stands = now.get(question.names[0])
        none = () if stands is not None else ((to(per("本季度没有"), *put, "none", mark),),)
        return [*drops(stands, (*at, question.number), mark), *none]
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
    if {now.get(name) for name in question.names} == {None, False}:
        rest = to("其余都有", *tick, "rest", "yes", mark)
        return [*in_rows(items, 1 if wide else 2), (rest,), both]
    return [*in_rows(items, 1 if wide else 2), both]


def without_all(message: Message) -> Message:
    """A list below words on some of its items: no tap there says all of them or none at once."""
    rows = (tuple(one for one in row if not _OF_ALL.match(one.route)) for row in message.buttons)
    return message.model_copy(update={"buttons": tuple(row for row in rows if row)})


_OF_ALL: Final = re.compile(r"tick/[^/]+/[^/]+/[^/]+/[^/]+/all/|whole/")


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
