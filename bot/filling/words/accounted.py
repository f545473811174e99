"""What is asked above one tap: how a text was understood, and what of it was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.filling.words.answered import say_values, topic
from bot.forms.form import Question, Raw
from bot.speech.numbers import short
from bot.speech.periodic import per
from scoring.facts import NIL
from scoring.scheme import Row

_TAP = "还没有存，请点一下。"


def beside(question: Question, answer: Mapping[str, Raw | None], left: str) -> str:
    """An answer was understood, and other words stand beside it."""
    said = say_values(question, answer)
    if not left:
        return f"这一题就填 {said}，对吗？{_TAP}"
    return f"这一题就填 {said}，对吗？“{short(left)}”没有记。{_TAP}"


def listed(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """Things were named where it is asked how many."""
    said = say_values(question, answer)
    return f"您列出了 {said}，那就填 {said}，对吗？{_TAP}"


def by_day(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """One day or several were told of where it is asked how often."""
    said = say_values(question, answer)
    return f"照您说的日期，一共是 {said}，对吗？还有别的，接着发就行。{_TAP}"


def shifted(
    question: Question, before: Mapping[str, Raw | None], answer: Mapping[str, Raw | None]
) -> str:
    """One more or fewer than was said before."""
    was, now = say_values(question, before), say_values(question, answer)
    return f"由 {was} 改成 {now}，对吗？{_TAP}"


def reported(
    question: Question, every: Mapping[str, Raw | None], some: Mapping[str, Raw | None]
) -> str:
    """Of so many only a part counts, as the others were not reported."""
    return (
        f"这里只数有媒体报道的：一共 {say_values(question, every)}，有报道的是 "
        f"{say_values(question, some)}，那就填 {say_values(question, some)}，对吗？{_TAP}"
    )


def not_all(
    question: Question, every: Mapping[str, Raw | None], left: Mapping[str, Raw | None]
) -> str:
    """Some of them are said not to count."""
    all_, now = say_values(question, every), say_values(question, left)
    return f"一共 {all_}，去掉您说不算的，还有 {now}，那就填 {now}，对吗？{_TAP}"


def not_that_figure(question: Question, text: str) -> str:
    """至多3次, 财政局搞了6次, 3次取消了."""
    unit = question.inputs[0].unit
    return per(
        f"“{short(text)}”说的不像是本单位本季度已经办了的，没有记。"
        f"请只回复本季度办成的数，例如 3 {unit}；没有请回复 0。"
    )


def nothing_done(text: str) -> str:
    """A description that says that nothing was done."""
    return per(f"您说“{short(text)}”，那就按“本季度没有开展”记，对吗？{_TAP}")


def summed(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """Several kinds were counted apart."""
    said = say_values(question, answer)
    return f"您说的加起来是 {said}，那就填 {said}，对吗？{_TAP}"


def items(text: str, told: Mapping[str, Raw | None], left: Sequence[str] = ()) -> list[str]:
    """What a longer telling was heard as, of a checklist."""
    lines = [f"您说“{short(text)}”，那就这样记，对吗？{_TAP}", *_each(told)]
    if left:
        lines.append(f"“{short('，'.join(left))}”没有看懂，没有记。")
    return lines


def shared(clauses: Sequence[str]) -> str:
    """打印机跟党政办伙用."""
    return f"“{short('，'.join(clauses))}”没有记：和别人合用的算不算，由信用办定，请您自己勾。"


def idle(clauses: Sequence[str]) -> str:
    """投诉没人投过."""
    return f"“{short('，'.join(clauses))}”没有记：没有人来不等于没有，有这个渠道的请自己勾上。"


def _each(told: Mapping[str, Raw | None]) -> list[str]:
    """The items that are there, and those that are not."""
    there = [name for name, raw in told.items() if raw]
    lacking = [name for name, raw in told.items() if raw is False]
    lines = [f"有：{'、'.join(there)}"] if there else []
    return [*lines, *([f"没有：{'、'.join(lacking)}"] if lacking else [])]


def aside(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """An answer stood in a message that asked something else."""
    if question.kind == "note":
        return "您说的情况还没有存；要当作情况说明，点第一个按钮。"
    if question.kind == "checklist":
        lines = ["您说的还没有存，点第一个按钮就记下："]
        return "\n".join([*lines, *_each(answer)])
    said = say_values(question, answer)
    return f"您说的“{topic(question)} {said}”还没有存，点第一个按钮就记下。"


def tap(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """The button that keeps it."""
    if question.kind == "checklist":
        return "是的，就这样"
    if question.kind == "note":
        told = answer.get(question.names[0])
        return per("按“本季度没有开展”记") if told == NIL else "写成情况说明"
    said = say_values(question, answer)
    return f"选“{said}”" if question.kind == "flag" else f"是的，{said}"


def about_the_one_before(row: Row) -> str:
    """The button that explains the row answered just before."""
    return f"问的是上一项 {row.id} {row.name}"


def kept(row: Row, question: Question, answer: Mapping[str, Raw | None]) -> str:
    """An answer was kept, and something else is shown."""
    return f"{row.id} {row.name}，记下了：{topic(question)} {say_values(question, answer)}。"


def last_time(question: Question, answer: Mapping[str, Raw | None]) -> str:
    """按上季度的数: what it was, to be filled in by one tap."""
    said = say_values(question, answer)
    return per(
        f"上季度填的是 {said}。这一项每季度按当季的情况报；本季度确实也是 {said}，请点一下。"
        "还没有存，材料要传本季度的。"
    )
