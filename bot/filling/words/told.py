"""Sentences around rows told of in one message."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.filling.rows_told import Told
from bot.filling.words.answered import say_values, topic
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech.numbers import short


def shown(form: UnitForm, told: tuple[Told, ...], sure: tuple[object, ...]) -> Message:
    """Old and new of every answer, for one tap; what could not be read is said."""
    if not any(one.answers for one in told):
        return _not_kept(form, told)
    lines = ["这样记，对吗？还没有存，请点一下。"]
    for one in told:
        for question, answer in one.answers:
            before = {name: form.claimed(one.row.id, name) for name in question.names}
            stands = any(raw is not None and raw != answer.get(n) for n, raw in before.items())
            was = f"（原来 {say_values(question, before)}）" if stands else ""
            lines.append(f"· {one.row.id} {topic(question)}：{say_values(question, answer)}{was}")
    lines += [f"· {_left(form, one)}" for one in told if not one.answers]
    if left := [clause for one in told for clause in one.left]:
        lines.append(f"“{short('，'.join(left))}”没有记。")
    buttons = ((to("是的，都这样记", *sure), to("不是", "told/no", *sure[1:])), (HOME,))
    return Message(text="\n".join(lines), buttons=buttons)


def not_kept() -> Message:
    """What was shown was not meant."""
    return Message(text="好的，没有记，什么都没有改。要填的请再说一遍。", buttons=((HOME,),))


def _not_kept(form: UnitForm, told: tuple[Told, ...]) -> Message:
    """Of the one row, why nothing is kept; of several, which of them is meant."""
    at = (form.quarter.id, form.unit.id)
    if len(told) == 1:
        lines = [f"说的是这一项吧？还没有存。\n{_left(form, told[0])}"]
    else:
        lines = ["说的是哪一项？还没有存，请点一下，再填数。"]
    rows = tuple((to(figures.row_title(one.row), "row", *at, one.row.id),) for one in told)
    return Message(text="\n".join(lines), buttons=(*rows, (HOME,)))


def _left(form: UnitForm, one: Told) -> str:
    title = figures.row_title(one.row)
    if one.row.by is not None:
        return f"{title}：由{one.row.by}提供，不用您填。"
    if not form.questions(one.row):
        return f"{title}：收到几篇自动计几篇，不用填数；文件发过来就行。"
    if any(question.kind in ("note", "named") for question in form.questions(one.row)):
        return f"{title}：这一项要写一段话，请打开这一项再写。"
    return f"{title}：这句没有听清，请打开这一项再填。"


def kept(told: tuple[Told, ...]) -> str:
    """What was kept, read back."""
    parts = [
        f"{one.row.id} {topic(question)} {say_values(question, answer)}"
        for one in told
        for question, answer in one.answers
    ]
    return f"记下了：{'；'.join(parts)}。"


def gone() -> str:
    """The message is no longer there."""
    return "这条消息已经过时，没有存。请重新发一次。"
