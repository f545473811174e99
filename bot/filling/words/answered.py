"""An answer as people read it: 3 项, 有 4 项, 未报, and as it was kept.

Not here: what is asked and tapped (``bot.filling.words.answer``), and what is said to an answer
that is not simply kept (``bot.filling.words.doubtful``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.forms.form import Question, Raw
from bot.speech.periodic import per
from scoring import sentence
from scoring.exact import UNLIMITED, plain, show
from scoring.facts import NIL
from scoring.result import RowResult
from scoring.scheme import Input, Row
from scoring.wording import percent, step_words

Values = Mapping[str, Raw | None]
"""Input → figure; None where nothing is reported."""
_QUOTED_NOTE = 40


def say(input: Input, raw: Raw) -> str:
    """One figure as people read it: 3 项, 是, 12.5%."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if input.averaged:
        return f"各{input.averaged}平均 {_measured(input, raw)}"
    return _measured(input, raw)


def _measured(input: Input, raw: Raw) -> str:
    if input.kind == "rate":
        return percent(Decimal(raw))
    if input.kind == "award":
        return f"{show(Decimal(raw))} 分"
    if input.kind == "named":
        return str(raw)
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
        return per("本季度没有开展")
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


def say_last(question: Question, last: Values) -> str:
    """Last quarter's answer; of a checklist only what there was."""
    if question.kind != "checklist":
        return say_values(question, last)
    have = [name for name in question.names if last.get(name) is True]
    return f"有 {len(have)} 项（{'、'.join(have)}）" if have else "都没有"


def read_back(question: Question, now: Values, before: Values, last: Values) -> str:
    """The answer as it was kept, with what stood before and last quarter's beside it."""
    had = any(before.get(name) is not None for name in question.names)
    listed = question.kind == "checklist"
    changed = had and not (listed and any(before.get(one) is None for one in question.names))
    beside = []
    if changed and not listed and say_values(question, before) != say_values(question, now):
        beside.append(f"原来{_chosen(question, before)}")
    # A description is long, and the question has just shown last quarter's.
    if question.kind != "note" and any(last.get(name) is not None for name in question.names):
        beside.append(f"{per('上季度')}{_so_many(last) if listed else _chosen(question, last)}")
    noted = f"（{'，'.join(beside)}）" if beside else ""
    about = f"“{topic(question)}”" if listed else topic(question)
    same = had and not listed and all(before.get(name) == now.get(name) for name in question.names)
    done = "没有变，还是" if same else "改好了" if changed else "记下了"
    return f"{done}：{about}{_chosen(question, now)}{noted}。"


def _so_many(last: Values) -> str:
    have = sum(raw is True for raw in last.values())
    return f"有 {have} 项" if have else "都没有"


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
        return per("按本季度没有开展记下，由审核员核定。")
    if row.award:
        most = "" if row.points == UNLIMITED else f"在 {plain(row.points)} 分以内"
        return f"这一项由审核员{most}评定，说明和材料越清楚越好。"
    if not found.missing:
        waits = any(step.kind == "after" for step in found.steps)
        if waits or question.kind in ("rate", "amount", "named"):
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


def whole_row(asked: Sequence[Question], yes: bool) -> str:
    """Every question of a row answered by one tap."""
    return f"记下了：{'、'.join(topic(one) for one in asked)}，{'都有' if yes else '都没有'}。"


def as_paper(row: Row) -> str:
    """A link that was typed at a row, inside a sentence."""
    return f"把这条链接作为 {row.id} 的佐证材料"


def so_far_line(found: RowResult) -> str:
    """What a row brings by now."""
    return f"这一项得 {show(found.points)} 分。" if not found.missing else ""


def so_far(found: RowResult) -> list[str]:
    """What a checklist brings with the items ticked so far."""
    return [f"勾到现在，本项得 {show(found.points)} 分。"] if found.points > 0 else []
