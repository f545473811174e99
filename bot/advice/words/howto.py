"""不会填: a row explained from its scheme, in the order a liaison asks.

What counts, how each question is answered, an example, which papers, whose business it is, and
what to do where it is none of ours. No sentence knows a county: what the scheme does not say is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.caps import enough
from bot.forms.form import Question, UnitForm
from bot.speech.periodic import per
from scoring import sentence
from scoring.exact import UNLIMITED, show
from scoring.scheme import Example, Row

_LONG = 120


def explained(
    form: UnitForm,
    row: Row,
    example: str,
    nil: str,
    contact: str,
    *,
    open_: bool,
    none: Question | None = None,
) -> Message:
    """The whole help of a row. ``nil``: what the row brings where a unit has nothing to report.

    ``none``: the open question of one who said that it is none of theirs; that is a tap away.
    """
    worth = "" if row.points == UNLIMITED else f"（{show(row.points)} 分）"
    lines = [f"怎样得分：{row.short or sentence.rule(row)}"]
    lines += [f"办法要的：{_cut(row.content)}"] if row.content and row.by is None else []
    lines += _answering(form, row)
    lines += [f"例如：{one}" for one in (example or _worked(row),) if one and row.by is None]
    lines += _papers(row)
    lines += _whose(row, nil)
    lines.append(f"还不明白：点“问信用办”{f'，或打电话 {contact}' if contact else ''}。")
    return Message(
        title=f"{row.id} {row.name}{worth} · 怎么填",
        text="\n".join(lines),
        detail="\n".join(_cells(row)),
        detail_label="原文",
        buttons=(*_nothing(form, row, none if open_ else None), *_buttons(form, row, open_)),
    )


def which_row(rows: Sequence[Row], quarter: int, unit: int) -> Message:
    """不会填, typed where no row stands open."""
    buttons = [to(f"{row.id} {row.name}", "howto", quarter, unit, row.id) for row in rows]
    return Message(
        text="哪一项不会填？点一下就讲。",
        buttons=(
            *((one,) for one in buttons),
            (
                to("全部指标", "rows", quarter, unit),
                Button(label="问信用办", route="consult"),
                HOME,
            ),
        ),
    )


def _answering(form: UnitForm, row: Row) -> list[str]:
    if row.by is not None:
        return [f"怎么填：不用您填，由{row.by}提供数据。"]
    if row.ledger:
        return ["怎么填：不用填数，把总结、简报、稿件直接发来，收到就自动计数。"]
    how = [_how(question) + _capped(row, question) for question in form.questions(row)]
    if len(how) == 1:
        return [f"怎么填：{how[0]}"]
    return ["怎么填："] + [f"  {number}. {one}" for number, one in enumerate(how, 1)]


def _how(question: Question) -> str:
    if question.kind == "note":
        return per("用一两句话写这个季度做了什么：什么时间、什么活动、谁办的；没有做就写“无”。")
    first = question.inputs[0]
    if question.kind == "checklist":
        return f"{first.checklist}里有哪几样就点哪几样，点完按“好了”；一样都没有也行。"
    said = first.ask.rstrip("。")
    if question.kind == "flag":
        return f"{said}有就选“是”，没有选“否”。"
    if question.kind == "rate":
        return f"{said}发一个百分数，例如 12.5%" + ("；下降就写 -3%。" if first.signed else "。")
    if question.kind == "named":
        return f"{said}。"
    if question.kind == "amount":
        return f"{said}发一个数，可以带小数，例如 3.5；没有就发 0。"
    return f"{said}发一个数，例如 3；没有就发 0。"


def _capped(row: Row, question: Question) -> str:
    """How many are as good as any more."""
    one = question.inputs[0] if question.kind == "count" else None
    most = None if one is None else enough(row, one.name)
    if one is None or most is None or most <= 1 or most != most.to_integral_value():
        return ""
    return f"到 {most:f} {one.unit}就封顶，再多不加分。" if _adds(row, one.name) else ""


def _adds(row: Row, name: str) -> bool:
    """Whether the input alone makes up the row: beside another one less would do."""
    return [term.inputs for term in row.terms if term.sign > 0] == [(name,)]


def _worked(row: Row) -> str:
    """The scheme's own worked example, said in words."""
    for one in row.examples:
        if said := _said(row, one):
            return said
    return ""


def _said(row: Row, one: Example) -> str:
    parts = []
    for name, value in one.given:
        found = next((i for i in row.inputs if i.name == name), None)
        if found is None or found.kind == "award":
            return ""
        if isinstance(value, bool):
            parts += [name] if value else []
        else:
            parts.append(
                f"{name} {value} {found.unit}"
                if found.kind in ("count", "amount")
                else f"{name} {value}"
            )
    if not parts:
        return ""
    return f"{'、'.join(parts)}，得 {show(one.score)} 分。"


def _papers(row: Row) -> list[str]:
    if row.by is not None:
        return []
    wanted = row.proof or row.basis
    return [f"要交的材料：{wanted}"] if wanted else ["要交的材料：能证明做了的文件、照片、报道。"]


def _whose(row: Row, nil: str) -> list[str]:
    if row.by is not None:
        return [f"数据谁给：{row.by}。觉得不对，问信用办核对。"]
    if row.ledger:
        return []
    lines = ["材料找谁要：单位里承办这件事的同事；活动照片找管宣传的，文件找办公室或者牵头的人。"]
    if nil:
        lines.append(f"不归我们管、没有做：{nil}")
    return lines


def nothing_to_report(question: Question, points: str, full: str) -> str:
    """What to do where a unit has none of it, and what the row then brings."""
    how = {
        "count": "填 0 ",
        "flag": "选“否”",
        "checklist": "一样都不点，按“好了”",
        "rate": "发 0 ",
        "amount": "发 0 ",
        "named": "发“无”",
        "note": "写“无”",
    }[question.kind]
    brings = f"这一项得 {points} 分" if points else "得分由审核员评定"
    ends = f"（满分 {full} 分）" if full else ""
    return f"照实{how}就行，不用编材料，{brings}{ends}；拿不准先按“跳过”。"


def _cells(row: Row) -> list[str]:
    cells = (("考核内容", row.content), ("评分标准", row.text), ("考核依据", row.basis))
    found = [f"{name}：{text}" for name, text in (*cells, ("考核方式", row.method)) if text]
    return found + ([f"采用的理解：{row.reading}"] if row.reading else [])


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _nothing(form: UnitForm, row: Row, none: Question | None) -> tuple[tuple[Button, ...], ...]:
    if none is None:
        return ()
    label, value = ("选“否”", "no") if none.kind == "flag" else ("填 0", "0")
    at = (form.quarter.id, form.unit.id, row.id, none.number)
    return ((to(f"不归我们管，{label}", "put", *at, value),),)


def _buttons(form: UnitForm, row: Row, open_: bool) -> tuple[tuple[Button, ...], ...]:
    at = (form.quarter.id, form.unit.id, row.id)
    own = row.papers
    way = [to("回到这一项", "row", *at)]
    if own and open_:
        way.append(to("跳过", "skip", *at))
    return (tuple(way), (to("问信用办", "consult", *at), HOME))
