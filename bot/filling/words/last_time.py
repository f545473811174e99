"""A row's answer of the quarter before, as it is read."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.filling.words.answered import say_values, topic
from bot.forms.form import UnitForm
from bot.forms.words.figures import short
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.scheme import Row

_MOST = 8
"""So many papers are named."""


def of_row(form: UnitForm, row: Row, earlier: UnitForm | None) -> Message:
    """What was answered, what proved it; or that nothing is kept. ``earlier``: that form."""
    at = (form.quarter.id, form.unit.id, row.id)
    lines = _lines(row, earlier)
    return Message(
        title=f"{row.id} {row.name} · {per('上季度')}",
        text="\n".join(lines),
        buttons=((to("填这一项", "row", *at), to("历次得分", "history"), HOME),),
    )


def _lines(row: Row, earlier: UnitForm | None) -> list[str]:
    old = next((one for one in earlier.rows if one.id == row.id), None) if earlier else None
    if earlier is None or old is None:
        return [per("上季度本单位没有填报记录，查不到。")]
    answered = [one for one in earlier.questions(old) if earlier.answered(old, one)]
    when = name(earlier.quarter.year, earlier.quarter.number)
    if not answered:
        return [f"{when}这一项没有填。"]
    lines = [f"{when}填的是："]
    for question in answered:
        values = {one: earlier.claimed(old.id, one) for one in question.names}
        lines.append(f"· {topic(question)}：{say_values(question, values)}")
    papers = earlier.proofs(old.id)
    named = "、".join(short(one.label, 20) for one in papers[:_MOST])
    more = f"等 {len(papers)} 份" if len(papers) > _MOST else ""
    lines.append(f"佐证材料：{named}{more}。" if papers else "没有留下佐证材料。")
    return lines
