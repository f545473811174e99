"""Words that say marks: points, grades and places, how near, and how they moved since."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, cast

from bot.questions.combined import whom
from bot.questions.combined.draft import Draft, Effect, Unclear, number_of, one_of
from bot.questions.combined.handing import kind_of
from bot.questions.combined.query import COUNTED, EVER, FIRST, ConditionKind, Measure, Sign
from bot.questions.combined.reading import Word
from bot.questions.combined.times import ALL_RECENT
from bot.speech.calendar import Quarter
from bot.speech.numbers import figure


def measured(measure: Measure) -> Effect:
    """得分, 扣了几分; beside a place the score is shown anyway."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        if draft.measure == "rank" and measure == "total":
            return
        draft.say("measure", measure)
        draft.how_much = draft.how_much or any(sign in words[-1].said for sign in ("几", "多少"))

    return effect


def grade_of(said: str) -> str:
    """How the document calls a grade."""
    return {"不及格": "不合格", "及格": "合格"}.get(said, said)


def grade(draft: Draft, words: Sequence[Word]) -> None:
    """优秀, 没评上优秀, 合格以下."""
    name, denied = one_of(words, "gradename"), one_of(words, "not")
    if denied is not None and denied.said.startswith("一直"):
        raise Unclear(denied.said)  # 一直没得过优秀 is about every quarter there was
    asked = denied is not None and denied.said == "没有" and words[0] is denied
    if asked and not any(one_of(words, kind) for kind in ("get", "above")):
        if name is None or grade_of(name.said) != "不合格":
            raise Unclear("whether or which")  # 没有优秀的乡镇: is there none, or which is not
        denied = None  # 没有不合格的吧 asks whether there is one
    side = "<=" if one_of(words, "downward") else ">=" if one_of(words, "upward") else ""
    draft.test(
        "grade",
        value=grade_of(name.said) if name else "",
        not_=denied is not None,
        sign=side,
    )


def grades(draft: Draft, words: Sequence[Word]) -> None:
    """优秀良好各有几家: one or the other, for nothing is both."""
    names = [grade_of(one.said) for one in words if one.kind == "gradename"]
    draft.test("grade", value="、".join(dict.fromkeys(names)))


def threshold(draft: Draft, words: Sequence[Word]) -> None:
    """多少分算优秀."""
    draft.say("topic", "threshold")
    if name := one_of(words, "gradename"):
        draft.say("grade", grade_of(name.said))


def amount_of(said: str) -> Decimal:
    """80分, 六十分, 半分."""
    bare = said.removesuffix("分").removesuffix("名")
    value = Decimal("0.5") if bare == "半" else figure(bare)
    if value is None:
        raise Unclear(said)
    return value


_BELOW: Final[dict[str, Sign]] = {"不高于": "<=", "不超过": "<=", "以内": "<="}
_ABOVE: Final[dict[str, Sign]] = {
    "够": ">=", "至少": ">=", "不低于": ">=", "不少于": ">=", "达到": ">=", "上了": ">=",
    "过了": ">=",
}  # fmt: skip


def points(draft: Draft, words: Sequence[Word]) -> None:
    """80分以上, 低于60分, 80到90分."""
    numbers = [one for one in words if one.kind in ("points", "figure")]
    values = [amount_of(one.said) for one in numbers]
    if len(values) == 2:
        draft.test("points", sign=">=", amount=min(values))
        draft.test("points", sign="<=", amount=max(values))
        return
    if one_of(words, "within") and values[0] <= _GAP and not draft.rows:
        raise Unclear("within so many of what")  # 一分以内 of a grade's line, not 1 分 or less
    draft.test("points", sign=sign_of(words), amount=values[0])


_GAP: Final = 20
"""Points from something to something, and no unit's own."""


def sign_of(words: Sequence[Word]) -> Sign:
    """On which side of an amount: 低于, 以上, 以内.

    Raises:
        Unclear: 左右.
    """
    if before := one_of(words, "below"):
        return _BELOW.get(before.said, "<")
    if before := one_of(words, "above"):
        return _ABOVE.get(before.said, ">")
    if one_of(words, "upward"):
        return ">="
    if after := one_of(words, "downward"):
        return "<=" if after.said.startswith("及") else "<"
    if after := one_of(words, "within"):
        if after.said not in ("以内", "之内"):
            raise Unclear(after.said)  # 80分左右: how far, nobody said
        return "<="
    return "="


def lost_points(draft: Draft, words: Sequence[Word]) -> None:
    """扣分超过20分."""
    number = one_of(words, "points") or one_of(words, "figure")
    draft.test("lost", sign=sign_of(words), amount=amount_of(number.said if number else ""))
    draft.say("measure", "lost")


def counts(draft: Draft, words: Sequence[Word]) -> None:
    """六.3超过5次, 简报两篇以上, 附件不到3份."""
    number, named = one_of(words, "amount"), one_of(words, "kind")
    count = Decimal(number.n if number else 0)
    value = kind_of(named.said) if named else "佐证材料" if one_of(words, "papers") else ""
    if not value and not draft.rows:
        if number is None or not number.said.endswith(("次", "回")):
            raise Unclear("count of what")
        draft.say("often", sign_of(words))  # 优秀两次以上
        draft.often_count = number.n
        return
    draft.test("count", value=value, sign=sign_of(words), amount=count)


def near(draft: Draft, words: Sequence[Word]) -> None:
    """差两分就优秀."""
    by = one_of(words, "points") or one_of(words, "figure")
    grade = one_of(words, "gradename")
    if by is None or grade is None:
        raise Unclear("near")
    draft.test("near", value=grade_of(grade.said), sign="<=", amount=amount_of(by.said))


def almost(draft: Draft, words: Sequence[Word]) -> None:
    """差一点就优秀: so near as the answer says back."""
    grade = one_of(words, "gradename")
    draft.test("near", value=grade_of(grade.said) if grade else "", sign="<=", amount=_ALMOST)


_ALMOST: Final = Decimal(2)


def versus(draft: Draft, words: Sequence[Word]) -> None:
    """跟上季度比."""
    named = one_of(words, "quarter")
    draft.say("against", named.value if named else None)
    draft.compared = True


def course(draft: Draft, _: Sequence[Word]) -> None:
    """分数变化, 走势: the figure of each quarter that there is."""
    draft.say("measure", "total")
    if not draft.span and not draft.recent:
        draft.say("recent", ALL_RECENT)


def so_far(draft: Draft, words: Sequence[Word]) -> None:
    """跟去年同期比怎么样: all in all, table by table."""
    versus(draft, words)
    draft.say("topic", "overall")


def higher(kind: ConditionKind) -> Effect:
    """比上季度低的."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        versus(draft, words)
        draft.test(kind)

    return effect


def more_of_it(kind: ConditionKind) -> Effect:
    """四.1报得比三季度多: of what a row counts, and not of its points."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        if not draft.rows:
            raise Unclear("of what")
        versus(draft, words)
        draft.say("measure", "change")
        draft.test(kind, value=COUNTED)

    return effect


def up_or_down(draft: Draft, _: Sequence[Word]) -> None:
    """是升还是降: of a unit that was named, or of everybody."""
    draft.say("compared", value=True)
    if draft.units:
        draft.test("up")
    else:
        draft.say("topic", "overall")


def moved(kind: ConditionKind, *, most: bool = False) -> Effect:
    """进步了, 名次掉了三名, 退步最多."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        by = one_of(words, "points") or one_of(words, "places")
        if by is None:
            draft.test(kind)
        else:
            draft.test(kind, sign=sign_of(words), amount=amount_of(by.said))
        draft.compared = True
        if most:
            draft.descending = True
            draft.say("measure", "change")
            draft.first = draft.first or 1

    return effect


def crossed(kind: ConditionKind) -> Effect:
    """新进前十, 掉出优秀: compared with the quarter before."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        named = [cast("Quarter", one.value) for one in words if one.kind == "quarter"]
        if len(named) > 1 or (named and words[0].kind != "quarter"):
            draft.in_quarter(named[-1])
        grade, end = one_of(words, "gradename"), one_of(words, "firstn")
        if grade is not None:
            draft.test(kind, value=grade_of(grade.said))
        else:
            draft.test(kind, amount=Decimal(number_of([end] if end else [])))

    return effect


def gotten(draft: Draft, words: Sequence[Word]) -> None:
    """附加分拿到的."""
    draft.rows.append(words[0].value)
    draft.test("points", sign=">", amount=Decimal(0))


def zero(draft: Draft, words: Sequence[Word]) -> None:
    """得零分的."""
    if any(one.said.startswith("一直") for one in words):
        raise Unclear("zero all along")
    draft.test("points", sign="=", amount=Decimal(0))


def not_up_to(draft: Draft, words: Sequence[Word]) -> None:
    """没到80分; 没得零分 has more than that."""
    amount = amount_of(words[-1].said)
    draft.test("points", sign="<" if amount else ">", amount=amount)


def not_of_grade(draft: Draft, words: Sequence[Word]) -> None:
    """除了优秀的."""
    name = one_of(words, "gradename")
    draft.test("grade", value=grade_of(name.said) if name else "", not_=True)


def nth(draft: Draft, words: Sequence[Word]) -> None:
    """第三名, 倒数第二, 第10名以后, 第五到第十名."""
    word = words[-1]
    if word.kind == "nthrange":
        first, last = (figure(one) for one in _PLACES_NAMED.findall(word.said))
        if not first or not last or first >= last:
            raise Unclear(word.said)
        draft.test("place", sign=">=", amount=first)
        draft.test("place", sign="<=", amount=last)
        return
    kind: ConditionKind = "last_place" if word.kind == "last_nth" else "place"
    after = word.kind == "nth_after"
    draft.test(kind, sign=">=" if after else "=", amount=Decimal(word.n + after))


_PLACES_NAMED: Final = re.compile(r"[0-9]{1,3}|[一二两三四五六七八九十]{1,3}")


def beside_mean(draft: Draft, words: Sequence[Word]) -> None:
    """低于平均分."""
    low = any(one_of(words, kind) for kind in ("below", "downward", "down"))
    draft.test("mean", sign="<" if low else ">")


def full(draft: Draft, words: Sequence[Word]) -> None:
    """满分, 没拿满分."""
    draft.test("full", not_=one_of(words, "not") is not None)


def never(kind: ConditionKind, *, denied: bool = False) -> Effect:
    """从来没交过, 从来没得过优秀: in every quarter there was."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        named, end = one_of(words, "gradename"), one_of(words, "firstn")
        report = one_of(words, "kind")
        value = grade_of(named.said) if named else kind_of(report.said) if report else ""
        amount = Decimal(number_of([end] if end else []))
        draft.running = EVER
        draft.test(kind, value=value, amount=amount, not_=denied)

    return effect


def gap(draft: Draft, words: Sequence[Word]) -> None:
    """离优秀还差几分: by how much the total is below a grade's line."""
    name = one_of(words, "gradename")
    draft.say("topic", "gap")
    draft.say("grade", grade_of(name.said) if name else "")


def doubtful(draft: Draft, words: Sequence[Word]) -> None:
    """有疑点的材料, 日期不对的材料."""
    named = one_of(words, "doubtkind")
    said = named.said if named else ""
    kind = next((kind for sign, kind in _DOUBTS if sign in said), "")
    draft.test("doubtful", value=kind, not_=one_of(words, "not") is not None)


_DOUBTS: Final = (
    ("日期", "outside"), ("时间", "outside"), ("季度", "outside"), ("文号", "number_twice"),
    ("雷同", "text"), ("看不清", "unclear"), ("模糊", "unclear"), ("出处", "no_source"),
)  # fmt: skip


def grades_beside(draft: Draft, words: Sequence[Word]) -> None:
    """优秀比上季度多了还是少了."""
    named = one_of(words, "quarter")
    draft.say("topic", "grades")
    draft.say("against", named.value if named else None)


def behind_the_first(draft: Draft, words: Sequence[Word]) -> None:
    """教育局和第一名差几分."""
    whom.unit(draft, words)
    draft.say("topic", "gap")
    draft.say("grade", FIRST)


def means_beside(draft: Draft, words: Sequence[Word]) -> None:
    """三季度比二季度平均高多少."""
    first, second = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    draft.in_quarter(first)
    draft.say("against", second)
    draft.say("topic", "overall")


def places_apart(draft: Draft, words: Sequence[Word]) -> None:
    """第三名和第五名差几分: two places of each table."""
    draft.say("topic", "spread")
    for one in words:
        if one.kind in ("nth", "top"):
            draft.test("place", sign="=", amount=Decimal(one.n or 1))
        elif one.kind in ("last_nth", "bottom"):
            draft.test("last_place", sign="=", amount=Decimal(one.n or 1))
