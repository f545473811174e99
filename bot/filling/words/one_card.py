"""What a row as one card says: every question with its value, and the taps that change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.corridor.buttons import in_rows, to
from bot.corridor.events import Button
from bot.filling.words import card
from bot.filling.words.answered import Values, say_values, topic
from bot.forms.form import Question, Raw, UnitForm
from bot.forms.words.figures import short
from scoring.exact import show
from scoring.scheme import Row

At = tuple[int, int, str]
_TOPIC = 12
_BETWEEN = 21
"""Half signs that stay on one line of a phone (390 pixels) between －1 and ＋1: topic and value."""
_SAID = 8
"""Signs of a topic that say enough, where there is room."""
_WIDE = 8


def lines(
    form: UnitForm, row: Row, questions: Sequence[Question], now: Mapping[str, Raw | None]
) -> list[str]:
    """What counts, every question with its value, what it comes to."""
    said = [card.position(form, row, named=False), card.counts(row), ""]
    said += [f"{one.number + 1}. {topic(one)}：{_value(one, now)}" for one in questions]
    found = form.result(row.id)
    if not found.missing:
        said += [f"这一项得 {show(found.points)} 分。都对就按“好了”。"]
    else:
        said += ["点一下就存好，可以反复改，都点过了按“好了”。"]
    return said


def _value(question: Question, now: Values) -> str:
    if question.kind == "checklist" and any(now.get(name) for name in question.names):
        have = [name for name in question.names if now.get(name)]
        return f"已勾 {len(have)} 项"
    return say_values(question, now)


def buttons(
    questions: Sequence[Question],
    at: At,
    now: Mapping[str, Raw | None],
    marks: Mapping[str, str],
    every: str,
) -> list[tuple[Button, ...]]:
    """The taps of every question in their order, then 好了."""
    found: list[tuple[Button, ...]] = []
    for one in questions:
        name = one.names[0]
        if one.kind == "flag":
            found.append(_flag(one, at, now[name], marks[name]))
        elif one.kind == "count":
            found.append(_count(one, at, now[name], marks[name]))
        else:
            found += _list(one, at, now, marks)
    open_ = any(now[name] is None for one in questions for name in one.names)
    if open_:
        found.append((to("没点的都记为没有", "card", "none", *at, every),))
    found.append((to("好了", "card", "done", *at),))
    return found


def _flag(question: Question, at: At, now: Raw | None, mark: str) -> tuple[Button, ...]:
    put = ("card", "set", *at, question.number)
    about = _about(question)
    yes = to(f"{about}：是{' ✓' if now is True else ''}", *put, "yes", mark)
    return (yes, to(f"{about}：否{' ✓' if now is False else ''}", *put, "no", mark))


def _about(question: Question, most: int = _TOPIC) -> str:
    """3. 典型案例: the number keeps labels apart, so that each can be typed."""
    return f"{question.number + 1}. {short(topic(question), most)}"


def _count(question: Question, at: At, now: Raw | None, mark: str) -> tuple[Button, ...]:
    """One less, the figure (typed on its own page), one more."""
    one = question.inputs[0]
    put = ("card", "set", *at, question.number)
    value = now if type(now) is int else None
    number = question.number + 1
    said = "未填" if value is None else f"{value} {one.unit}".rstrip()
    less = max(one.least, 0 if value is None else value - 1)
    more = max(one.least, 1 if value is None else value + 1)
    return (
        to(f"{number}. {'0' if value is None and not less else '－1'}", *put, less, mark),
        to(f"{_about(question, _room(said))}：{said}", "ask", *at, question.number),
        to(f"{number}. ＋1", *put, more, mark),
    )


def _room(said: str) -> int:
    """Signs that are left for a topic beside its value: 320 家 takes more of the line than 3 家."""
    taken = sum(1 if sign.isascii() else 2 for sign in said)
    return min(_SAID, max(_SAID // 2, (_BETWEEN - taken) // 2))


def _list(
    question: Question, at: At, now: Mapping[str, Raw | None], marks: Mapping[str, str]
) -> list[tuple[Button, ...]]:
    tick = ("card", "tick", *at, question.number)
    items = []
    for place, name in enumerate(question.names):
        have = now[name] is True
        label = f"{'☑' if have else '☐'} {name}"
        items.append(to(label, *tick, place, "no" if have else "yes", marks[name]))
    wide = any(len(name) > _WIDE for name in question.names)
    return list(in_rows(items, 1 if wide else 2))


def named(question: Question, item: str) -> tuple[str, ...]:
    """The item of a list that a button carries, by its place."""
    if question.kind != "checklist" or not (item.isascii() and item.isdigit()):
        return ()
    return question.names[int(item[:3]) :][:1]


def none_of(form: UnitForm, row: Row, questions: Sequence[Question]) -> dict[str, Raw | None]:
    """What nobody has touched, as none: no, not there, 0."""
    return {
        name: max(one.inputs[0].least, 0) if one.kind == "count" else False
        for one in questions
        for name in one.names
        if form.claimed(row.id, name) is None
    }


def overtaken(who: str, at: str, question: Question) -> str:
    """Somebody else has answered meanwhile."""
    return f"{who} 在 {at} 改过“{topic(question)}”。您刚才这一下没有存，请看一下再点。"


def still_open(left: Sequence[Question]) -> str:
    """好了 while something is open."""
    named_ = "、".join(f"“{topic(one)}”" for one in left)
    return f"{named_}还没有点全。没有的，按“没点的都记为没有”。"


def kept(form: UnitForm, row: Row) -> str:
    """The whole row as it stands."""
    said = [
        f"{topic(one)} {say_values(one, {n: form.claimed(row.id, n) for n in one.names})}"
        for one in form.questions(row)
        if form.answered(row, one)
    ]
    return f"记下了：{'；'.join(said)}。"
