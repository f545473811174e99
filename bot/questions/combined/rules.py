"""How words go together: each rule a row of kinds, and what it says of the question.

A rule is tried at every place of the row of words; the longest that fits is taken, and every word
must be taken by one. ``x?`` may be missing, ``x|y`` is either, ``x*`` any number. What a rule says
is put into a ``Draft``; saying two things that exclude each other ends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from bot.questions.combined.query import Condition, ConditionKind, Form, Measure, Sign, Topic
from bot.questions.combined.reading import ALL_RECENT, Word
from bot.questions.sentence import KINDS
from bot.speech.calendar import Quarter
from bot.speech.names import Named
from bot.speech.numbers import figure


class Unclear(Exception):
    """The words say two things that exclude each other, or something no query says."""


@dataclass
class Clause:
    """Conditions that share a quarter."""

    quarter: Quarter | None = None
    tests: list[Condition] = field(default_factory=list)


@dataclass
class Draft:
    """What the words have said so far."""

    topic: Topic | None = None
    units: list[Named] = field(default_factory=list)
    person: str = ""
    groups: list[str] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=lambda: [Clause()])
    measure: Measure = ""
    rows: list[object] = field(default_factory=list)
    kind: str = ""
    grade: str = ""
    span: tuple[Quarter, ...] = ()
    recent: int = 0
    days: tuple[date, date] | None = None
    against: Quarter | None = None
    compared: bool = False
    descending: bool | None = None
    first: int = 0
    total: bool = False
    running: int = 0
    averaged: bool = False
    summed: bool = False
    form: Form | None = None
    but: list[Named] = field(default_factory=list)
    but_group: str = ""
    hours: tuple[int, int] = (0, 24)
    sounded: bool = False

    def say(self, field_: str, value: object) -> None:
        """Set a field once: another value for it is a contradiction."""
        before = getattr(self, field_)
        if before and before != value:
            raise Unclear(field_)
        setattr(self, field_, value)

    def test(self, kind: ConditionKind, **more: object) -> None:
        """A condition of the clause at hand."""
        running = self.running
        self.running = 0
        self.clauses[-1].tests.append(Condition(kind, running=running, **more))  # type: ignore[arg-type] # fields of Condition

    def in_quarter(self, quarter: Quarter) -> None:
        """A quarter begins a clause of its own where one has conditions already."""
        clause = self.clauses[-1]
        if clause.quarter is not None or clause.tests:
            self.clauses.append(Clause(quarter))
        else:
            clause.quarter = quarter


Effect = Callable[[Draft, Sequence[Word]], None]


@dataclass(frozen=True)
class Rule:
    """A row of kinds and what it says."""

    pattern: re.Pattern[str]
    effect: Effect


def _rule(kinds: str, effect: Effect) -> list[Rule]:
    """A rule for each wording; wordings are apart by commas."""
    found = []
    for wording in kinds.split(","):
        parts = []
        for part in wording.split():
            mark = part[-1] if part[-1] in "?*" else ""
            names = "|".join(f"{name} " for name in part.rstrip("?*").split("|"))
            parts.append(f"(?:{names}){mark}")
        found.append(Rule(re.compile("".join(parts)), effect))
    return found


# -- effects -------------------------------------------------------------------------------------


def _tests(kind: ConditionKind) -> Effect:
    return lambda draft, _: draft.test(kind)


def _says(**fields: object) -> Effect:
    def effect(draft: Draft, _: Sequence[Word]) -> None:
        for name, value in fields.items():
            draft.say(name, value)

    return effect


def _nothing(_: Draft, __: Sequence[Word]) -> None:
    """Words that say nothing more here."""


def _one(words: Sequence[Word], kind: str) -> Word | None:
    return next((one for one in words if one.kind == kind), None)


def kind_of(said: str) -> str:
    """How the ledger calls a kind of work report."""
    return KINDS.get(said, said)


def _not_handed(draft: Draft, words: Sequence[Word]) -> None:
    """没交 is the form; 一篇都没报 is a report, and which kind was not said."""
    if any(one.kind == "not" and ("篇" in one.said or "份" in one.said) for one in words):
        raise Unclear("which kind of report")
    draft.test("waiting")


def _unclear(_: Draft, words: Sequence[Word]) -> None:
    """总结还没审: of a report nobody asks here whether it was looked at."""
    raise Unclear(words[0].said)


def _report(kind: ConditionKind) -> Effect:
    def effect(draft: Draft, words: Sequence[Word]) -> None:
        named = _one(words, "kind")
        draft.test(kind, value=kind_of(named.said) if named else "")

    return effect


def _no_papers(draft: Draft, words: Sequence[Word]) -> None:
    """没交材料 says that nothing was handed in; 没传佐证 that a row is not proved."""
    noun = _one(words, "papers")
    vague = noun is not None and noun.said == "材料" and not _one(words, "upload")
    draft.test("waiting" if vague and not draft.rows else "no_papers")


def _has_papers(draft: Draft, words: Sequence[Word]) -> None:
    noun = _one(words, "papers")
    vague = noun is not None and noun.said == "材料" and not _one(words, "upload")
    if vague and not draft.rows and _one(words, "whole") is None:
        draft.test("submitted")
        return
    draft.test("papers")


def _counts_papers(draft: Draft, _: Sequence[Word]) -> None:
    draft.say("measure", "papers")
    draft.summed = True


def _counts_reports(draft: Draft, words: Sequence[Word]) -> None:
    named = _one(words, "kind")
    draft.say("measure", "reports")
    draft.say("kind", kind_of(named.said) if named else "")
    draft.summed = True


def _ordered(measure: Measure, *, most: bool) -> Effect:
    def effect(draft: Draft, words: Sequence[Word]) -> None:
        if measure:
            draft.say("measure", measure)
        elif words[-1].said.endswith(("高", "低")) and not draft.measure and not draft.averaged:
            draft.measure = "total"
        if measure == "reports" and (named := _one(words, "kind")):
            draft.say("kind", kind_of(named.said))
        draft.descending = most
        draft.first = draft.first or 1

    return effect


def _ranked(measure: Measure) -> Effect:
    """简报数量排个名: all of them in order."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        draft.say("measure", measure)
        if measure == "reports" and (named := _one(words, "kind")):
            draft.say("kind", kind_of(named.said))
        draft.descending = True

    return effect


def _listed(*, descending: bool) -> Effect:
    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.descending = descending

    return effect


def _number(words: Sequence[Word]) -> int:
    return next((one.n for one in words if one.n), 0)


def _end(draft: Draft, words: Sequence[Word]) -> None:
    """前五名, 后三名: places of the ranking, unless an order was said."""
    top = words[-1].kind == "firstn"
    if draft.running:
        draft.test("top" if top else "bottom", amount=Decimal(_number(words)))
        return
    if draft.first and draft.first != 1:
        raise Unclear("first")
    draft.first = _number(words)
    draft.descending = top
    if not draft.measure:
        draft.measure = "rank"


def _some(draft: Draft, words: Sequence[Word]) -> None:
    """三个单位: so many of an order."""
    draft.first = _number(words)


def _running(draft: Draft, words: Sequence[Word]) -> None:
    draft.running = _number(words) or 2
    if draft.running > _LONGEST_RUN:
        raise Unclear("running")


_LONGEST_RUN: Final = 12


def _grade(draft: Draft, words: Sequence[Word]) -> None:
    name = _one(words, "gradename")
    side = "<=" if _one(words, "downward") else ">=" if _one(words, "upward") else ""
    grade = {"不及格": "不合格"}.get(name.said, name.said) if name else ""
    draft.test("grade", value=grade, not_=_one(words, "not") is not None, sign=side)


def _grades(draft: Draft, words: Sequence[Word]) -> None:
    """优秀良好各有几家: one or the other, for nothing is both."""
    names = [
        {"不及格": "不合格"}.get(one.said, one.said) for one in words if one.kind == "gradename"
    ]
    draft.test("grade", value="、".join(dict.fromkeys(names)))


def _threshold(draft: Draft, words: Sequence[Word]) -> None:
    draft.say("topic", "threshold")
    if name := _one(words, "gradename"):
        draft.say("grade", {"不及格": "不合格"}.get(name.said, name.said))


def amount_of(said: str) -> Decimal:
    """80分, 六十分, 半分."""
    bare = said.removesuffix("分").removesuffix("名")
    value = Decimal("0.5") if bare == "半" else figure(bare)
    if value is None:
        raise Unclear(said)
    return value


_BELOW: Final[dict[str, Sign]] = {"不高于": "<=", "不超过": "<=", "以内": "<="}
_ABOVE: Final[dict[str, Sign]] = {"至少": ">=", "不低于": ">=", "不少于": ">=", "达到": ">=",
                                  "上了": ">=", "过了": ">="}  # fmt: skip


def _points(draft: Draft, words: Sequence[Word]) -> None:
    numbers = [one for one in words if one.kind in ("points", "figure")]
    values = [amount_of(one.said) for one in numbers]
    if len(values) == 2:
        draft.test("points", sign=">=", amount=min(values))
        draft.test("points", sign="<=", amount=max(values))
        return
    draft.test("points", sign=_sign(words), amount=values[0])


def _sign(words: Sequence[Word]) -> Sign:
    if before := _one(words, "below"):
        return _BELOW.get(before.said, "<")
    if before := _one(words, "above"):
        return _ABOVE.get(before.said, ">")
    if _one(words, "upward"):
        return ">="
    if after := _one(words, "downward"):
        return "<=" if after.said.startswith("及") else "<"
    return "="


def _near(draft: Draft, words: Sequence[Word]) -> None:
    by = _one(words, "points") or _one(words, "figure")
    grade = _one(words, "gradename")
    if by is None or grade is None:
        raise Unclear("near")
    draft.test("near", value=grade.said, sign="<=", amount=amount_of(by.said))


def _almost(draft: Draft, words: Sequence[Word]) -> None:
    """差一点就优秀: so near as the answer says back."""
    grade = _one(words, "gradename")
    draft.test("near", value=grade.said if grade else "", sign="<=", amount=_ALMOST)


_ALMOST: Final = Decimal(2)


def _unit(draft: Draft, words: Sequence[Word]) -> None:
    for word in words:
        if word.kind == "unit":
            meant = cast("tuple[Named, ...]", word.value)
            if len(meant) != 1:
                raise Unclear(word.said)
            draft.units.append(meant[0])


def _group(draft: Draft, words: Sequence[Word]) -> None:
    draft.groups += [str(one.value) for one in words if one.kind == "group"]


def _group_n(draft: Draft, words: Sequence[Word]) -> None:
    """三个乡镇 is a table and how many."""
    if words[0].kind == "some":
        _some(draft, words)
    _group(draft, words)


def _row(draft: Draft, words: Sequence[Word]) -> None:
    draft.rows.append(words[0].value)


def _quarter(draft: Draft, words: Sequence[Word]) -> None:
    draft.in_quarter(cast("Quarter", words[0].value))


def _span(draft: Draft, words: Sequence[Word]) -> None:
    draft.say("span", words[0].value)


def _recent(draft: Draft, words: Sequence[Word]) -> None:
    draft.say("recent", words[0].n)


def _days(draft: Draft, words: Sequence[Word]) -> None:
    draft.say("days", words[0].value)


def _versus(draft: Draft, words: Sequence[Word]) -> None:
    named = _one(words, "quarter")
    draft.say("against", named.value if named else None)
    draft.compared = True


def _course(draft: Draft, _: Sequence[Word]) -> None:
    """分数变化, 走势: the figure of each quarter that there is."""
    draft.say("measure", "total")
    if not draft.span and not draft.recent:
        draft.say("recent", ALL_RECENT)


def _so_far(draft: Draft, words: Sequence[Word]) -> None:
    """跟去年同期比怎么样: all in all, table by table."""
    _versus(draft, words)
    draft.say("topic", "overall")


def _higher(kind: ConditionKind) -> Effect:
    """比上季度低的."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        _versus(draft, words)
        draft.test(kind)

    return effect


def _up_or_down(draft: Draft, _: Sequence[Word]) -> None:
    """是升还是降: of a unit that was named, or of everybody."""
    draft.say("compared", value=True)
    if draft.units:
        draft.test("up")
    else:
        draft.say("topic", "overall")


def _moved(kind: ConditionKind, *, most: bool = False) -> Effect:
    def effect(draft: Draft, words: Sequence[Word]) -> None:
        by = _one(words, "points") or _one(words, "places")
        if by is None:
            draft.test(kind)
        else:
            draft.test(kind, sign=_sign(words), amount=amount_of(by.said))
        draft.compared = True
        if most:
            draft.descending = True
            draft.say("measure", "change")
            draft.first = draft.first or 1

    return effect


def _criteria(draft: Draft, words: Sequence[Word]) -> None:
    draft.say("topic", "criteria")
    draft.rows += [one.value for one in words if one.kind in ("row", "rowname")]


def _person(topic: Topic) -> Effect:
    def effect(draft: Draft, words: Sequence[Word]) -> None:
        draft.say("topic", topic)
        if named := _one(words, "person"):
            draft.say("person", named.said)
        if span := _one(words, "days"):
            draft.say("days", span.value)

    return effect


def _handed_end(*, first: bool) -> Effect:
    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.test("submitted")
        draft.say("measure", "at")
        draft.descending = not first
        draft.first = draft.first or 1

    return effect


def _appeals(kind: ConditionKind) -> Effect:
    def effect(draft: Draft, _: Sequence[Word]) -> None:
        draft.test(kind)

    return effect


def _when_handed(draft: Draft, _: Sequence[Word]) -> None:
    draft.say("measure", "at")


def _zero(draft: Draft, _: Sequence[Word]) -> None:
    draft.test("points", sign="=", amount=Decimal(0))


def _counts_cuts(draft: Draft, _: Sequence[Word]) -> None:
    draft.say("measure", "cut")
    draft.summed = True


def _not_up_to(draft: Draft, words: Sequence[Word]) -> None:
    draft.test("points", sign="<", amount=amount_of(words[-1].said))


def _left_out(draft: Draft, words: Sequence[Word]) -> None:
    """除了教育局和财政局, 除了乡镇: who is not meant."""
    for word in words:
        if word.kind == "unit":
            meant = cast("tuple[Named, ...]", word.value)
            if len(meant) != 1:
                raise Unclear(word.said)
            draft.but.append(meant[0])
        if word.kind == "group":
            draft.say("but_group", word.value)


def _not_of_grade(draft: Draft, words: Sequence[Word]) -> None:
    name = _one(words, "gradename")
    draft.test("grade", value=name.said if name else "", not_=True)


def _nth(draft: Draft, words: Sequence[Word]) -> None:
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


def _beside_mean(draft: Draft, words: Sequence[Word]) -> None:
    low = _one(words, "below") or _one(words, "downward")
    draft.test("mean", sign="<" if low else ">")


def _from_to(draft: Draft, words: Sequence[Word]) -> None:
    """1号到10号."""
    spans = [cast("tuple[date, date]", one.value) for one in words if one.kind == "days"]
    first, last = spans[-2][0], spans[-1][1]
    draft.say("days", (min(first, last), max(first, last)))


_HOUR: Final = re.compile(r"(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})点")
_PARTS: Final[dict[str, tuple[int, int]]] = {
    "上午": (0, 12), "早上": (0, 12), "一早": (0, 12), "一大早": (0, 12), "清早": (0, 12),
    "下午": (12, 24), "中午": (11, 14), "晚上": (18, 24), "夜里": (18, 24),
}  # fmt: skip


def _part_of_day(draft: Draft, words: Sequence[Word]) -> None:
    """昨天下午, 今天八点以前."""
    day, part = _one(words, "days"), words[-1].said
    if day is None:
        raise Unclear(part)  # 上午 of which day is not said
    draft.say("days", day.value)
    named = _HOUR.search(part)
    if named is None:
        draft.hours = _PARTS[part]
        return
    hour = int(figure(named["hour"]) or 0)
    late = part.startswith(("下午", "晚上", "夜里")) or day.said.startswith("昨晚")
    hour += 12 if late and hour < _NOON else 0
    draft.hours = (0, hour) if part.endswith(("前", "以前", "之前")) else (hour, 24)


_NOON: Final = 12


def _by_phone(draft: Draft, words: Sequence[Word]) -> None:
    """尾号0007的电话是谁的: whose number it is."""
    draft.say("topic", "contact")
    draft.say("person", re.sub(r"[^0-9]", "", words[0].said))


def _full(draft: Draft, words: Sequence[Word]) -> None:
    draft.test("full", not_=_one(words, "not") is not None)


RULES: Final[tuple[Rule, ...]] = tuple(
    rule
    for kinds, effect in (
        # what has been handed in
        (
            (
                "not hand|handed,unhanded,hand not not,lacks,lacks not hand|handed,others_,"
                "others_ not hand|handed,handed|hand lacks"
            ),
            _not_handed,
        ),
        (
            (
                "except unit|group except_end? and? rest|others_?,"
                "except unit join? unit except_end? and? rest|others_?,"
                "except unit join? unit join? unit except_end? and? rest|others_?,"
                "except unit|group except_end? and? rest|others_? and?,unit except_end and? rest?,"
                "and? unit except"
            ),
            _left_out,
        ),
        ("except gradename except_end? and? rest?", _not_of_grade),
        ("rest", _nothing),
        ("late only_then hand,late hand only_then hand", _tests("handed_late")),
        ("only_then", _nothing),
        ("nth,nthrange,nth_after,last_nth", _nth),
        ("tied", _tests("tied")),
        ("above average total?,average total? upward", _beside_mean),
        ("below average total?,average total? downward", _beside_mean),
        ("spread differ? total?", _says(topic="spread")),
        ("join|versus quarter versus_up", _higher("up")),
        ("join|versus quarter versus_down", _higher("down")),
        ("days? days until days", _from_to),
        ("days daypart,daypart", _part_of_day),
        ("order? sounded order?", _says(sounded=True)),
        ("digits phone?", _by_phone),
        ("unmanned", _tests("unbound")),
        ("fill figures? and? not papers,only fill figures? and? not papers", _tests("unproved")),
        ("join papers same,papers join same", _says(topic="alike")),
        ("lacks whole not review whole_form?", _says(topic="reviewers")),
        ("appealed not", _appeals("appealed")),
        ("vetoed not", _tests("vetoed")),
        ("kind not review whole_form?,kind review not?,not review kind", _unclear),
        ("lacks kind,kind lacks,lacks not hand kind,kind none_", _report("missing")),
        ("lacks not review|hand papers,papers none_", _no_papers),
        ("lacks not review whole_form?", _tests("unreviewed")),
        ("hand,handed,hand not hand?,handed not,not hand not", _tests("submitted")),
        (
            "not hand|upload|received? kind,kind not hand|upload?,unhanded kind,kind unhanded",
            _report("missing"),
        ),
        ("hand|handed|upload|received kind,kind hand|handed", _report("sent")),
        (
            (
                "kind hand|upload? late,late only_then? hand? kind,kind late only_then? hand,"
                "kind not ontime hand"
            ),
            _report("sent_late"),
        ),
        ("not upload|hand papers,not papers,papers not upload|hand", _no_papers),
        ("upload|hand|handed papers,papers upload|hand|handed", _has_papers),
        ("only fill|hand figures? and? not upload|hand papers?", _tests("unproved")),
        ("fill figures? and? not upload|hand papers,only fill|hand figures", _tests("unproved")),
        ("not fill whole_form,filling,not fill hand", _tests("filling")),
        ("not begin,not fill,begin not", _tests("idle")),
        ("blank,none_", _tests("blank")),
        ("liaison? phone? book,liaison phone", _person("contact")),
        ("not bind,not liaison bind?,liaison not bind", _tests("unbound")),
        ("late hand?,late not hand?", _tests("late")),
        ("returned and? not mend|hand,returned not,not mend,returned,mend", _tests("returned")),
        ("extended", _tests("extended")),
        ("not review,not review whole_form", _tests("unreviewed")),
        ("review not?,review whole_form not?", _tests("reviewed")),
        ("hand|review? early hand?,early", _handed_end(first=True)),
        ("hand lately,lately hand?", _handed_end(first=False)),
        ("when hand|handed,hand|handed when", _when_handed),
        # points, grades, places
        ("not? get? gradename gradeword? upward|downward?", _grade),
        (
            (
                "get? gradename join|and? gradename gradeword?,"
                "get? gradename join|and? gradename join|and? gradename gradeword?"
            ),
            _grades,
        ),
        ("below|above points|figure,points|figure upward|downward|within", _points),
        ("not get|above points", _not_up_to),
        (
            (
                "points|figure until points|figure until?,"
                "until points|figure until points|figure until?"
            ),
            _points,
        ),
        ("points", _points),
        (
            (
                "near below? points|figure within? gradename,"
                "near gradename near? below? points|figure within?"
            ),
            _near,
        ),
        ("gradename near below? points|figure within?", _near),
        ("almost gradename,gradename almost", _almost),
        ("not? get? full", _full),
        ("not? get? zero,not get? total", _zero),
        ("total", _says(measure="total")),
        ("total? course", _course),
        ("total rank,rank", _says(measure="rank")),
        ("lost", _says(measure="lost")),
        ("done", _says(measure="done")),
        ("get", _nothing),
        ("get whole|howmuch", _says(measure="total")),
        ("rear", _ordered("rank", most=False)),
        ("head", _ordered("rank", most=True)),
        ("first_", _ordered("total", most=True)),
        ("worst_", _ordered("total", most=False)),
        ("upload|hand? kind figures? order|rank", _ranked("reports")),
        ("upload|hand? papers figures? order|rank", _ranked("papers")),
        ("most,doing most", _ordered("", most=True)),
        ("least,doing least", _ordered("", most=False)),
        ("total most", _ordered("total", most=True)),
        ("total least", _ordered("total", most=False)),
        ("lost most", _ordered("lost", most=True)),
        ("lost least", _ordered("lost", most=False)),
        ("rank most", _ordered("rank", most=True)),
        ("rank least", _ordered("rank", most=False)),
        ("done most", _ordered("done", most=True)),
        ("done least", _ordered("done", most=False)),
        ("cut most", _ordered("cut", most=True)),
        ("returned most", _ordered("returned", most=True)),
        ("upload|hand? papers upload|hand? most,upload most", _ordered("papers", most=True)),
        ("upload|hand? papers upload|hand? least,upload least", _ordered("papers", most=False)),
        ("upload|hand? kind upload|hand? most", _ordered("reports", most=True)),
        ("upload|hand? kind upload|hand? least", _ordered("reports", most=False)),
        ("descend", _listed(descending=True)),
        ("ascend", _listed(descending=False)),
        ("order", _nothing),
        ("rank? firstn,rank? lastn", _end),
        ("some", _some),
        ("get|rank? top", _tests("top")),
        ("rank? bottom", _tests("bottom")),
        ("running", _running),
        ("vetoed", _tests("vetoed")),
        ("cut", _tests("cut")),
        ("cut total|whole|items", _counts_cuts),
        # compared with another time
        ("join|versus quarter versus,versus quarter", _versus),
        ("join|versus quarter versus how,versus quarter how", _so_far),
        ("total? up not?", _moved("up")),
        ("total? down not?", _moved("down")),
        ("rank up not?,rank? up places upward|downward?", _moved("rank_up")),
        ("rank down not?,rank? down places upward|downward?", _moved("rank_down")),
        ("total? up points upward|downward?", _moved("up")),
        ("total? down points upward|downward?", _moved("down")),
        ("total? up swing? most", _moved("up", most=True)),
        ("total? down swing? most", _moved("down", most=True)),
        ("rank up swing? most", _moved("rank_up", most=True)),
        ("rank down swing? most", _moved("rank_down", most=True)),
        (
            "overall? up orelse down,overall down orelse up",
            _up_or_down,
        ),
        ("average total?,average total? differ,average get? total", _says(averaged=True)),
        (
            "average total? most,average total? least,group average join group average",
            _says(averaged=True),
        ),
        ("average total? up|down orelse? down|up? whole?", _says(averaged=True, compared=True)),
        # sums
        (
            "received? hand|upload? whole papers,whole received papers,papers received? whole",
            _counts_papers,
        ),
        ("received? hand|upload? whole kind,kind received? whole", _counts_reports),
        ("whole items?,whole whole,items,whole total", _says(summed=True)),
        # who and when
        ("unit,unit join unit,unit join unit join unit,unit unit,unit unit unit", _unit),
        ("group,group join group,some group", _group_n),
        ("row,rowname", _row),
        ("quarter", _quarter),
        ("span", _span),
        ("recent", _recent),
        ("days", _days),
        # single facts
        (
            (
                "liaison name? phone? howmuch|whole?,liaison name? phone howmuch|whole,"
                "phone howmuch?,whoisit,liaison phone when?"
            ),
            _person("contact"),
        ),
        ("person liaison? phone howmuch|whole?", _person("contact")),
        ("person duty,duty person", _person("duty")),
        ("person days? did,days person did", _person("did")),
        ("stage", _says(topic="stage")),
        (
            (
                "when publish total|rank|outcome?,total|rank|outcome? when publish,publish when,"
                "total|rank|outcome publish when"
            ),
            _says(topic="release"),
        ),
        (
            "notice remain end?,notice until? when end?,notice end when,notice until",
            _says(topic="objections"),
        ),
        (
            (
                "gradename gradeword? need|get? total need|get?,"
                "get? total need|get* gradename gradeword?"
            ),
            _threshold,
        ),
        (
            (
                "gradename gradeword? line howmuch|total?,line howmuch|total?,"
                "gradename gradeword? need total upward"
            ),
            _threshold,
        ),
        ("row|rowname criteria howmuch?,criteria row|rowname", _criteria),
        ("vetoed cases,cases will? vetoed,cases will need? vetoed", _says(topic="vetoes")),
        (
            (
                "review done how?,reviewers done?,review slow|least|most,"
                "each reviewers? review whole|items?"
            ),
            _says(topic="reviewers"),
        ),
        (
            ("items|whole not review whole_form?,review whole|items,reviewers review whole|items?"),
            _says(topic="reviewers"),
        ),
        ("corrected times?,times corrected,corrected whole", _says(topic="corrections")),
        (
            "papers join others same,same papers,papers same,papers others same",
            _says(topic="alike"),
        ),
        (
            "appealed and? handled?,hand appealed and? handled?,not? hand appealed",
            _appeals("appealed"),
        ),
        ("appealed succeed", _appeals("won")),
        ("appealed not succeed,appealed fail", _appeals("refused")),
        # as what
        ("upload? xlsx send?,send xlsx", _says(form="xlsx")),
        ("picture send?,send picture", _says(form="picture")),
        ("send,how", _nothing),
        ("and", _nothing),
    )
    for rule in _rule(kinds, effect)
)


def understand(words: Sequence[Word]) -> Draft | None:
    """What a row of words says; None where a word is taken by no rule."""
    row = "".join(f"{one.kind} " for one in words)
    starts = [0]
    for one in words:
        starts.append(starts[-1] + len(one.kind) + 1)
    draft, place = Draft(), 0
    while place < len(words):
        matches = [
            (match.end(), rule)
            for rule in RULES
            if (match := rule.pattern.match(row, starts[place])) and match.end() > starts[place]
        ]
        if not matches:
            return None
        end, rule = max(matches, key=lambda found: found[0])
        after = starts.index(end)
        try:
            rule.effect(draft, words[place:after])
        except Unclear:
            return None
        place = after
    return replace(draft)
