"""What is said of the row just answered, where 这题 may be that one or the one that stands open."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.filling.which_row import Asked
from bot.filling.words.answered import say_values
from bot.forms.form import Question, UnitForm
from scoring.scheme import Row


def of_the_one_before(
    form: UnitForm, row: Row, open_row: str, lines: Sequence[str], asked: Asked
) -> Message:
    """What was kept of it, what it brings or which papers it wants; and the way to the other one.

    ``lines``: what was kept, and its points where those are asked for.
    """
    at = (form.quarter.id, form.unit.id)
    said = list(lines)
    if asked.about == "papers":
        said.append(f"要交的材料：{row.proof or row.basis or '能证明做了的文件、照片、报道。'}")
    if asked.about == "kept":
        said.append("还没有提交，截止以前随时能改。" if form.form.state != "submitted" else "")
    there = next((one for one in form.rows if one.id == open_row), None)
    other = there is not None and there.id != row.id and not asked.before
    if other and there is not None:
        said.append(f"要是问现在这一题，点“{there.id} 怎么填”。")
    first = [to(f"{row.id} 怎么填", "howto", *at, row.id)]
    if other and there is not None:
        first.append(to(f"{there.id} 怎么填", "howto", *at, there.id))
    if asked.about == "papers":
        first.insert(0, to(f"现在传 {row.id} 的材料", "proof", *at, row.id))
    elif asked.about == "kept":
        first = [to(f"改 {row.id}", "row", *at, row.id)]
    return Message(
        text="\n".join(one for one in said if one),
        buttons=(tuple(first), (to("接着填", "row", *at, open_row), HOME)),
    )


def would_bring(
    form: UnitForm, row: Row, question: Question, many: int, worth: str, open_row: str
) -> Message:
    """What so many would bring, and that nothing was written."""
    at = (form.quarter.id, form.unit.id)
    said = say_values(question, {question.names[0]: many})
    lines = [f"要是 {row.id} {row.name}填 {said}：{worth}", "只是算给您看，没有记，也没有改。"]
    return Message(
        text="\n".join(lines),
        buttons=(
            (to(f"{row.id} 怎么填", "howto", *at, row.id),),
            (to("接着填", "row", *at, open_row), HOME),
        ),
    )


def heard() -> str:
    """好嘞, while a question stands open."""
    return "好的。这一题还没有答："
