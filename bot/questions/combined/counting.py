"""Effects of words that count: how often, what share, average and highest, log-ins, reasons.

Also units side by side. Rows of the table of ``rules_told`` say which words have which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, cast

from bot.questions.combined import marks
from bot.questions.combined.draft import Clause, Draft, Effect, Unclear, number_of, one_of
from bot.questions.combined.query import EVER, Sign, Stat
from bot.questions.combined.reading import Word
from bot.speech.calendar import Quarter
from bot.speech.numbers import figure


def ever(draft: Draft, _: Sequence[Word]) -> None:
    """今年优秀过的: in one quarter at least."""
    often(draft, ">=", 1)


def often(draft: Draft, sign: Sign, count: int) -> None:
    """In how many of the quarters it must have been so; an 过 beside a number says no more."""
    if (sign, count) == (">=", 1) and draft.often:
        return
    if draft.often and (draft.often, draft.often_count) not in ((sign, count), (">=", 1)):
        raise Unclear("how often")
    draft.often, draft.often_count = sign, count


def never_once(draft: Draft, words: Sequence[Word]) -> None:
    """一次优秀都没拿过."""
    said = words[0].said
    draft.running = EVER
    if "第一" in said:
        draft.test("top", not_=True)
    elif "满分" in said:
        draft.test("full", not_=True)
    else:
        named = next(one for one in ("不合格", "合格", "优秀", "良好") if one in said)
        draft.test("grade", value=named, not_=True)


def fell_from(draft: Draft, words: Sequence[Word]) -> None:
    """上季度优秀的掉出前十的: of these those who are no longer among the first ten."""
    named, grade, end = (one_of(words, kind) for kind in ("quarter", "gradename", "firstn"))
    draft.in_quarter(cast("Quarter", named.value if named else None))
    draft.test("grade", value=marks.grade_of(grade.said if grade else ""))
    draft.clauses.append(Clause())
    draft.test("left", amount=Decimal(number_of([end] if end else [])))


def then_not_handed(draft: Draft, words: Sequence[Word]) -> None:
    """上季度不合格这季度还没交: of that grade then, and now not handed in, of whatever grade."""
    then, now = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    grade = one_of(words, "gradename")
    draft.in_quarter(then)
    draft.test("grade", value=marks.grade_of(grade.said if grade else ""))
    draft.clauses.append(Clause())
    draft.in_quarter(now)
    draft.test("waiting")


def no_longer(draft: Draft, words: Sequence[Word]) -> None:
    """三季度是优秀这次不是的: of that grade then, and not now."""
    then, now = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    grade = one_of(words, "gradename")
    value = marks.grade_of(grade.said if grade else "")
    draft.in_quarter(then)
    draft.test("grade", value=value)
    draft.clauses.append(Clause())
    draft.in_quarter(now)
    draft.test("grade", value=value, not_=True)


def how_often(draft: Draft, _: Sequence[Word]) -> None:
    """优秀次数: asked for, and not how many of something a row counts."""
    draft.times = True


def so_often(draft: Draft, words: Sequence[Word]) -> None:
    """两次优秀, 优秀两次以上."""
    sign: Sign = ">=" if one_of(words, "upward") else "<=" if one_of(words, "downward") else "="
    often(draft, sign, number_of(words))


def share(draft: Draft, _: Sequence[Word]) -> None:
    """占多少: of all who might be among them."""
    draft.share = True


_STATS: Final[dict[str, Stat]] = {
    "average": "mean", "most": "max", "least": "min", "median": "median",
}  # fmt: skip


def stats(draft: Draft, words: Sequence[Word]) -> None:
    """平均分、最高分和最低分."""
    found = tuple(_STATS[one.kind] for one in words if one.kind in _STATS)
    draft.say("stats", found)


def best_average(draft: Draft, _: Sequence[Word]) -> None:
    """平均分最高的: of several tables or classes."""
    draft.averaged = draft.highest = True


def percent(draft: Draft, words: Sequence[Word]) -> None:
    """不到一半, 得分率80%以上: of the full mark."""
    number = one_of(words, "percent")
    draft.test("rate", sign=marks.sign_of(words), amount=_percent(number.said if number else ""))


def _percent(said: str) -> Decimal:
    bare = said.removesuffix("的分").removeprefix("百分之").removesuffix("%")
    if bare == "一半":
        return Decimal(50)
    tenths = bare.removesuffix("成")
    value = figure(tenths)
    if value is None:
        raise Unclear(said)
    return value * 10 if tenths != bare else value


def away(draft: Draft, words: Sequence[Word]) -> None:
    """三十天没登录的, 这季度没登录过的."""
    span = one_of(words, "ndays")
    draft.test("away", amount=_days(span.said) if span else Decimal(0))


_LENGTH: Final = re.compile(
    r"(?P<n>[0-9]+|[一二两三四五六七八九十]+|半)(?:多)?个?(?P<unit>天|星期|周|月)"
)
_UNITS: Final = {"天": 1, "星期": 7, "周": 7, "月": 30}


def _days(said: str) -> Decimal:
    match = _LENGTH.search(said)
    if match is None:
        raise Unclear(said)
    number = Decimal("0.5") if match["n"] == "半" else figure(match["n"])
    return Decimal(int((number or Decimal(0)) * _UNITS[match["unit"]]))


def used(draft: Draft, words: Sequence[Word]) -> None:
    """最近一次登录; 谁最久没登录: whoever was there longest ago comes first."""
    draft.say("measure", "used")
    if one_of(words, "most") or one_of(words, "longwhile") or one_of(words, "slow"):
        draft.descending = False
    if one_of(words, "most") or one_of(words, "slow"):
        draft.first = draft.first or 1


def lying(draft: Draft, words: Sequence[Word]) -> None:
    """退回最久还没补的, 退回几天了."""
    draft.test("returned")
    draft.say("measure", "lying")
    draft.descending = True
    if "最" in words[-1].said:
        draft.first = draft.first or 1


def reasons(draft: Draft, words: Sequence[Word]) -> None:
    """扣分主要因为什么, 核减的原因有哪几类, 退回最多的原因."""
    said = "".join(one.said for one in words)
    if len(words) == _PAIR and one_of(words, "lost") and not _MAIN.search(said):
        raise Unclear(said)  # 扣分原因 is of a unit, and has a page of its own
    draft.say("topic", "reasons")
    kinds = {one.kind for one in words} & {"returned", "cut"}
    kind = {"returned": "return", "cut": "cut"}[kinds.pop()] if len(kinds) == 1 else ""
    draft.say("kind", kind)


_PAIR: Final = 2
_MAIN: Final = re.compile(r"主要|常见|大多|多半|一般|最|哪|什么|几")


def side_by_side(draft: Draft, words: Sequence[Word]) -> None:
    """比一比, 逐项对比, 差在哪几项."""
    draft.say("topic", "beside")
    if one_of(words, "rowbyrow"):
        draft.by = "row"
    if one_of(words, "differs"):
        draft.by = "row"


def over_quarters(effect: Effect) -> Effect:
    """四个季度对比: the quarters of it, and beside each other."""

    def both(draft: Draft, words: Sequence[Word]) -> None:
        effect(draft, words)
        draft.say("topic", "beside")

    return both


_GAP: Final = re.compile(r"(?P<n>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十半]+)分")


def gap(draft: Draft, words: Sequence[Word]) -> None:
    """只看差两分以上的."""
    said = words[-1].said
    match = _GAP.search(said)
    draft.say("topic", "beside")
    draft.apart = marks.amount_of(f"{match['n']}分" if match else said)
    draft.by = "row"


def pair(draft: Draft, words: Sequence[Word]) -> None:
    """三季度跟一季度比: the one that is asked about, and the one it is held against."""
    first, second = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    if first == second:
        raise Unclear("the same quarter")
    draft.in_quarter(first)
    draft.say("against", second)
    draft.compared = True


def from_to(draft: Draft, words: Sequence[Word]) -> None:
    """一季度到三季度."""
    first, last = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    if first >= last:
        raise Unclear("from later to earlier")
    draft.say("ends", (first, last))


def got_and_not(draft: Draft, words: Sequence[Word]) -> None:
    """三.4得了分但六.3没得分, 三.4没得分但六.3得了: a condition for each row."""
    for at, one in enumerate(words):
        if one.kind not in ("row", "rowname"):
            continue
        after = list(words[at + 1 :])
        end = next((n for n, it in enumerate(after) if it.kind in ("row", "rowname")), len(after))
        said = after[:end]
        denied, full = one_of(said, "not") is not None, one_of(said, "full") is not None
        draft.rows.append(one.value)
        if full:
            draft.test("full", not_=denied)
        else:
            draft.test("points", sign="=" if denied else ">", amount=Decimal(0))


def same_points(draft: Draft, words: Sequence[Word]) -> None:
    """跟上季度分数一样的, 三季度跟二季度分数一样的."""
    if sum(one.kind == "quarter" for one in words) > 1:
        pair(draft, words)
    else:
        marks.versus(draft, words)
    draft.test("still")


def rows_most(draft: Draft, words: Sequence[Word]) -> None:
    """哪一项得零分的单位最多: rows, by how many units a condition holds for there.

    Raises:
        Unclear: no condition of a row.
    """
    denied = one_of(words, "not") is not None
    draft.say("topic", "rowmost")
    draft.by = "row"
    if one_of(words, "full"):
        draft.test("full", not_=denied)
    elif one_of(words, "blank") and not denied:
        draft.test("blank")
    elif points := one_of(words, "points") or one_of(words, "zero"):
        amount = marks.amount_of(points.said) if points.kind == "points" else Decimal(0)
        if denied or amount:
            raise Unclear("which points of a row")
        draft.test("points", sign="=", amount=Decimal(0))
    else:
        raise Unclear("most of what")


def rows_behind_the_first(draft: Draft, words: Sequence[Word]) -> None:
    """教育局离第一名差在哪几项, 教育局离第一名差几分."""
    marks.behind_the_first(draft, [one for one in words if one.kind != "quarter"])
    if at := one_of(words, "quarter"):
        draft.in_quarter(cast("Quarter", at.value))
    if one_of(words, "differs"):
        draft.by = "row"
