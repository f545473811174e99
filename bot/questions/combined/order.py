"""Words that say the order, and how many of it: 最多, 前三名, 从低到高, 最早交的."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.questions.combined import handing
from bot.questions.combined.draft import Draft, Effect, Unclear, number_of, one_of
from bot.questions.combined.query import Column, Measure
from bot.questions.combined.reading import Word


def ordered(measure: Measure, *, most: bool) -> Effect:
    """最多, 得分最低: by what, and that one is meant unless a number is said."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        if measure:
            draft.say("measure", measure)
        elif words[-1].said.endswith(("高", "低")) and not draft.measure and not draft.averaged:
            draft.measure = "total"
        if measure == "reports" and (named := one_of(words, "kind")):
            draft.say("kind", handing.kind_of(named.said))
        draft.by_figure = not measure and any(sign in words[-1].said for sign in "多少大小")
        if draft.descending is (not most):
            raise Unclear("order")  # 谁最多谁最少 are two questions
        draft.descending = most
        draft.first = draft.first or 1

    return effect


def by_row(*, most: bool) -> Effect:
    """三.4谁报的数最大: by the figure of the row; without a row nothing is said."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        if not draft.rows:
            raise Unclear(words[-1].said)
        ordered("", most=most)(draft, words)
        draft.by_figure = True

    return effect


def row_end(draft: Draft, words: Sequence[Word]) -> None:
    """四.1次数前五名: the first so many by the figure of the row."""
    by_row(most=words[-1].kind == "firstn")(draft, words)
    draft.first = number_of(words[-1:])


def row_listed(draft: Draft, words: Sequence[Word]) -> None:
    """三.4数量从高到低."""
    if not draft.rows:
        raise Unclear(words[0].said)
    draft.by_figure, draft.descending = True, words[-1].kind == "descend"


def ranked(measure: Measure) -> Effect:
    """简报数量排个名: all of them in order."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        draft.say("measure", measure)
        if measure == "reports" and (named := one_of(words, "kind")):
            draft.say("kind", handing.kind_of(named.said))
        draft.descending = True

    return effect


def listed(*, descending: bool) -> Effect:
    """从高到低, 从低到高."""

    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.descending = descending

    return effect


def end(draft: Draft, words: Sequence[Word]) -> None:
    """前五名, 后三名: places of the ranking, unless an order was said."""
    top = words[-1].kind == "firstn"
    if draft.running or (draft.clauses[-1].quarter and not draft.measure):
        draft.test("top" if top else "bottom", amount=Decimal(number_of(words)))
        return
    if draft.first and draft.first != 1:
        raise Unclear("first")
    draft.first = number_of(words)
    draft.descending = top
    if not draft.measure:
        draft.measure = "rank"


def some(draft: Draft, words: Sequence[Word]) -> None:
    """三个单位: so many of an order."""
    draft.first = number_of(words)


def running(draft: Draft, words: Sequence[Word]) -> None:
    """连续三个季度: as many as one remembers; 四个季度一直: all of them."""
    draft.running = number_of(words)
    if not draft.running and 1 < draft.recent <= _LONGEST_RUN:
        draft.running, draft.recent = draft.recent, 0
    draft.running = draft.running or 2
    if draft.running == 1:
        raise Unclear("running")  # 连一次优秀都没有 is no row of quarters
    if draft.running > _LONGEST_RUN:
        raise Unclear("running")


_LONGEST_RUN: Final = 12


def handed_end(*, first: bool) -> Effect:
    """最早交的, 最近交的."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        draft.test("submitted")
        draft.say("measure", "at")
        draft.descending = not first
        ends = [one for one in words if one.kind in ("early", "lately")]
        few = _SOME if any("几" in one.said for one in ends) else 1
        draft.first = draft.first or number_of(ends) or few

    return effect


_SOME: Final = 5
"""最后几个: so many, as the answer says back."""


def ranking(*, descending: bool) -> Effect:
    """靠后的, 靠前的: all of them in that order, for how far back is not said."""

    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.say("measure", "rank")
        draft.descending = descending

    return effect


def by(measure: Measure) -> Effect:
    """按时间排, 按得分排."""

    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.say("measure", measure)
        if draft.descending is None:
            draft.descending = measure != "at"

    return effect


def better(draft: Draft, words: Sequence[Word]) -> None:
    """县直和乡镇哪边整体好: by the averages; of units by their points."""
    if len(set(draft.groups)) > 1 or len({one for one in draft.parts if one}) > 1:
        draft.averaged = True
    elif len(draft.units) > 1:
        draft.measure, draft.descending = draft.measure or "total", True
    else:
        raise Unclear(words[-1].said)


def overdue(draft: Draft, words: Sequence[Word]) -> None:
    """迟了几个小时, 拖得最久: who missed the deadline, and by how much."""
    draft.test("overdue")
    draft.say("measure", "overdue")
    if "最" in words[-1].said:
        draft.descending, draft.first = True, draft.first or 1


def just(draft: Draft, _: Sequence[Word]) -> None:
    """谁刚交: whoever has handed in, the newest first."""
    draft.test("submitted")
    draft.say("measure", "at")
    draft.descending = True


def also_when(draft: Draft, _: Sequence[Word]) -> None:
    """哪天报的，几点: the time is shown anyway."""
    if draft.measure != "at":
        raise Unclear("when of what")


def running_end(draft: Draft, words: Sequence[Word]) -> None:
    """连续两次排最后."""
    running(draft, words)
    draft.test("bottom" if words[-1].kind == "rear" else "top")


def by_score(*, descending: bool) -> Effect:
    """分高的: all of them in order, for how high is high is not said."""

    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.say("measure", "total")
        draft.descending = descending

    return effect


def when_handed(draft: Draft, _: Sequence[Word]) -> None:
    """什么时候交的."""
    draft.say("measure", "at")


def doubts(draft: Draft, words: Sequence[Word]) -> None:
    """疑点最多的单位."""
    draft.test("doubtful")
    if words[-1].kind in ("most", "descend"):
        draft.say("measure", "doubts")
        draft.descending = True
        draft.first = (draft.first or 1) if words[-1].kind == "most" else draft.first


_COLUMNS: Final[dict[str, Measure]] = {
    "total": "total", "rank": "rank", "lost": "lost", "done": "done", "gradeword": "grade",
}  # fmt: skip


def columns(draft: Draft, words: Sequence[Word]) -> None:
    """得分和名次, 得分、名次、等次: of a list several columns; of one unit two questions."""
    found = [_COLUMNS[one.kind] for one in words if one.kind in _COLUMNS]
    if draft.units:
        raise Unclear("of one unit")
    draft.say("measure", found[0])
    draft.also = tuple(Column(one) for one in found[1:] if one != found[0])


def also(draft: Draft, words: Sequence[Word]) -> None:
    """前十名单和得分: a further column; beside a place the score is shown anyway."""
    measure = _COLUMNS.get(words[-1].kind, "")
    placed = any(one.kind in ("top", "bottom") for one in draft.clauses[-1].tests)
    if placed and measure and not draft.measure:
        draft.say("measure", measure)
        return
    if draft.units or not (draft.measure or draft.first):
        raise Unclear("beside what")
    if not measure or {measure, draft.measure} == {"rank", "total"}:
        return
    draft.also = (*draft.also, Column(measure))


def least_done(draft: Draft, _: Sequence[Word]) -> None:
    """缺得多的排前头: who has filled in least comes first."""
    draft.say("measure", "done")
    draft.descending = False
