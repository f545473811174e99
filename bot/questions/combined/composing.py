"""From what the words of a sentence say to a query, or to nothing where they do not make one.

What is left open by the words is closed here by plain rules: which topic it is, which clause a
quarter belongs to, what the units are ordered by.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.questions.combined import of_rows
from bot.questions.combined.accounted import unheard
from bot.questions.combined.draft import Clause, Draft
from bot.questions.combined.query import (
    Condition,
    ConditionKind,
    Measure,
    Query,
    Share,
    Stat,
    Topic,
)
from bot.questions.combined.reading import Known, Word, read
from bot.questions.combined.rules import understand
from bot.questions.combined.sensible import PLAIN, makes_sense
from bot.questions.combined.settling import MOVES, exclude, parts, settle
from bot.questions.combined.signs import passed_over
from bot.speech import periodic
from bot.speech.calendar import Quarter
from bot.speech.numbers import plain
from scoring.periods import beside


def compose(text: str, known: Known) -> Query | None:
    """The query that all of a sentence asks; None where a word of it would be left over."""
    query = composed(read(text, known), known)
    return None if query is None or passed_over(plain(text), query) else query


def composed(words: list[Word] | None, known: Known) -> Query | None:
    """The query that a row of words asks."""
    if not words or _two_subjects(words):
        return None
    asked = _asked(words)
    draft = understand(asked) if asked else None
    if draft is None or draft.running:
        return None
    asks = {one.kind for one in words}
    if "now" in asks and any(one.quarter for one in draft.clauses):
        return None  # 上季度第一现在第几 asks of two times at once
    settle(draft, asked, words, known.today)
    if exclude(draft):
        return None
    query = _query(draft, asks, max(known.quarters, default=periodic.of_day(known.today)))
    query = of_rows.of_the_named_table(query) if query is not None else None
    if query is None or unheard(query) or _only_how_much(draft, query, asks):
        return None
    if len(set(draft.groups)) > 1 and query.topic == "units" and query.descending is not None:
        return None  # 六.3县直和乡镇谁完成得好 asks of the tables beside each other
    if draft.by_month and (query.tests or query.measure not in ("total", "rank")):
        return None  # 9月和10月谁交的 asks for days
    return of_rows.of_its_table(query, draft) if makes_sense(query, draft, asked) else None


def _two_subjects(words: list[Word]) -> bool:
    """教育局交了吗，财政局多少分: each part asks something of a unit of its own."""
    parts: list[set[str]] = [set()]
    for one in words:
        if one.kind == "and":
            parts.append(set())
        else:
            parts[-1].add(one.kind)
    return sum("unit" in part and bool(part - _NAMES_ONLY) for part in parts) > 1


_NAMES_ONLY: Final = frozenset(("unit", "join", "stop", "who", "group"))


def _only_how_much(draft: Draft, query: Query, asks: set[str]) -> bool:
    """总结迟交扣几分 asks what a rule says, 满分多少 what a row is worth: no list of units."""
    whose = query.units or query.group or asks & {"who", "howmany"} or query.form != "text"
    dated = query.since or query.sounded
    return draft.how_much and not whose and not dated and query.topic == "units"


def _asked(words: list[Word]) -> list[Word]:
    """Without the words that only say what is wanted; 几家报了几家没报 stays two clauses."""
    found: list[Word] = []
    kinds = {one.kind for one in words}
    if "unit" in kinds and kinds & {"row", "rowname"}:  # 教育局信用+填了几个
        words = [replace(one, kind="whole") if one.kind == "howmany" else one for one in words]
    if "unit" not in kinds and kinds & {"row", "rowname"}:  # 五.2怎么扣分 asks for the rule
        words = [
            replace(one, kind="criteria") if _HOW_DEDUCTED.fullmatch(one.said) else one
            for one in words
        ]
    if "never" in kinds:  # 从来没得过优秀: the 过 of it
        words = [one for one in words if one.kind != "ever"]
    if "person" in kinds:  # 张三是哪个单位
        words = [
            replace(one, kind="duty") if one.kind == "who" and _OFFICES.search(one.said) else one
            for one in words
        ]
    for place, one in enumerate(words):
        if one.kind not in _ASIDE:
            found += _apart(found, one, words[place + 1 : place + 2])
            found.append(one)
        elif found and found[-1].kind == "hand" and words[place + 1 : place + 2]:
            found += [Word("and", one.said)] if words[place + 1].kind == "not" else []
    return found


def _apart(before: list[Word], one: Word, after: list[Word]) -> list[Word]:
    """提交了没传附件 is no 提交了没: what is denied stands behind."""
    if one.kind != "not" or not before or before[-1].kind not in ("hand", "handed", "fill"):
        return []
    return [Word("and", "")] if after and after[0].kind in _DENIED else []


_HOW_DEDUCTED: Final = re.compile(r"(?:怎么|如何)(?:扣|减)分?")
_DENIED: Final = ("upload", "papers", "review", "mend", "kind", "get", "begin", "fill")
_OFFICES: Final = re.compile(r"哪.*(?:单位|部门|家)|是谁")


_ASIDE: Final = ("who", "howmany", "yet", "above_", "now", "everytime")
"""Words that say what kind of answer is wanted, wherever they stand."""
_PLACED: Final = ("top", "bottom", "place", "last_place", "tied")
_OF_SCORE: Final = ("points", "full", "near", "top", "bottom")


def _query(draft: Draft, asks: set[str], now: Quarter) -> Query | None:
    tested, part = _tested(draft, now), parts(draft)
    if tested is None or part is None or (draft.but_group and draft.but_group in draft.groups):
        return None
    quarters, tests, row = tested
    query = Query(
        units=tuple(dict.fromkeys(one.id for one in draft.units)),
        person=draft.person,
        group=_group(draft),
        tests=tests,
        measure=_measure(draft, tests, row),
        also=draft.also,
        bare=draft.bare,
        split=draft.split,
        row=row,
        kind=draft.kind,
        grade=draft.grade,
        quarters=draft.span or quarters,
        recent=draft.recent,
        since=draft.days[0] if draft.days else None,
        until=draft.days[1] if draft.days else None,
        against=draft.against,
        descending=draft.descending,
        first=draft.first,
        counted="howmany" in asks or (draft.summed and ("who" in asks or _of_state(tests))),
        share=draft.share,
        stats=draft.stats,
        often=draft.often,
        often_count=draft.often_count,
        apart=draft.apart,
        form=draft.form or "text",
        but=tuple(dict.fromkeys(one.id for one in draft.but)),
        but_group=draft.but_group,
        sounded=draft.sounded,
        hours=draft.hours,
        past=draft.past,
        ending=part[0],
        endings=part[1],
        but_ending=draft.but_ending,
        klass=draft.classes[0] if len(set(draft.classes)) == 1 else "",
        by=_share(draft),
    )
    if draft.moved_why:
        return _why_moved(query, draft, now)
    return _about(_topic(draft, query, asks), query, draft, asks)


def _why_moved(query: Query, draft: Draft, now: Quarter) -> Query | None:
    """怎么比上季度掉了三名: one unit's rows of both quarters."""
    at = query.quarters[0] if len(query.quarters) == 1 else now
    everybody = draft.moved_all and not query.units
    if (len(query.units) != 1 and not everybody) or len(query.quarters) > 1:
        return None
    if query.tests or draft.against == at:
        return None
    both = tuple(sorted((draft.against or beside(at, -1), at)))
    return replace(query, topic="moved", quarters=both, against=None, measure="")


def _tested(
    draft: Draft, now: Quarter
) -> tuple[tuple[Quarter, ...], tuple[Condition, ...], str] | None:
    """The quarters, the conditions and the row they are about; None: rows that do not fit."""
    clauses = [one for one in draft.clauses if one.tests or one.quarter]
    quarters, tests = _times(clauses, now)
    row = of_rows.named(draft)
    if row is None:
        each = of_rows.each(draft, tests)
        if each is None:
            return None
        tests, row = each, ""
    tests = of_rows.beside(draft, tests, row)
    if draft.measure == "rank":  # 排名上升了吗 asks of places, wherever 排名 stands
        tests = _moved(draft, tests, {"up": "rank_up", "down": "rank_down"})
    if draft.measure == "grade":  # 等次掉了 is another grade, and not only fewer points
        tests = _moved(
            draft, tests, {"up": "grade_up", "down": "grade_down", "still": "grade_still"}
        )
    return quarters, tests, row


def _moved(
    draft: Draft, tests: tuple[Condition, ...], kinds: dict[ConditionKind, ConditionKind]
) -> tuple[Condition, ...]:
    """What rose or fell is what was named: the place, the grade; by how much is shown then."""
    tests = tuple(replace(one, kind=kinds.get(one.kind, one.kind)) for one in tests)
    if any(one.kind in kinds.values() for one in tests):
        draft.measure = ""
    return tests


def _group(draft: Draft) -> str:
    """The one table that was named."""
    groups = list(dict.fromkeys(draft.groups))
    if draft.units and {one.group for one in draft.units} == set(groups):
        return ""  # 统计局在县直排第几: its own table, where it is counted anyway
    return groups[0] if len(groups) == 1 else ""


def _share(draft: Draft) -> Share:
    """各类, 各部分; 一类和二类 side by side are each a figure of its own."""
    return "class" if len(set(draft.classes)) > 1 else draft.by


def _about(topic: Topic, query: Query, draft: Draft, asks: set[str]) -> Query:
    """The query of this topic, with what the topic has no use for left out."""
    if topic == "contact" and query.tests and not query.person:
        return replace(query, topic="units", measure="contact")
    if (
        topic == "contact"
        and not query.units
        and not query.person
        and "phone" in asks | _book(asks)
    ):
        topic, query = "units", replace(query, measure="contact")  # of everybody: a list
    if draft.by_figure and query.row and query.measure == "total" and draft.measure == "":
        query = replace(query, measure="count")
    if topic in ("figure", "reviewers", "news"):
        query = replace(query, tests=())
    if topic == "stats":
        query = replace(query, stats=query.stats or _stats(draft), by=_each_class(query))
    if topic in ("rates", "rowmost"):
        query = replace(query, measure="")
    return replace(query, topic=topic, measure="" if topic in PLAIN else query.measure)


def _stats(draft: Draft) -> tuple[Stat, ...]:
    """What is told of the figures: their sum, the middle one, else the average."""
    if draft.summed and not draft.averaged:
        return ("sum", "mean")
    return ("median",) if draft.by == "median" else ("mean",)


def _each_class(query: Query) -> Share:
    return "class" if query.by == "class" else ""


def _of_state(tests: tuple[Condition, ...]) -> bool:
    """交了多少, 上周交上来多少: how many units."""
    return bool(tests) and all(one.kind in _STATES and not one.row for one in tests)


_REVIEWING: Final = frozenset(("review", "pending", "done", "each", "slow", "items"))
_STATES: Final = ("waiting", "submitted", "idle", "filling", "late", "handed_late", "returned")


def _book(asks: set[str]) -> set[str]:
    return {"phone"} if "book" in asks else set()


def _times(
    clauses: list[Clause], now: Quarter
) -> tuple[tuple[Quarter, ...], tuple[Condition, ...]]:
    """The quarters of the whole question, and the tests with their own where they have one."""
    named = [one.quarter for one in clauses if one.quarter]
    tests = [test for one in clauses for test in one.tests]
    if len(clauses) <= 1 or not tests:
        return tuple(named), tuple(tests)
    alone = tuple(one.quarter for one in clauses if one.quarter and not one.tests)
    own = tuple(
        replace(test, quarter=one.quarter or (now if alone else None))
        for one in clauses
        for test in one.tests
    )
    return (
        alone,
        own,
    )  # 没交的单位上季度得分: the figure is of that quarter, who owes is of this one


def _measure(draft: Draft, tests: tuple[Condition, ...], row: str) -> Measure:
    if draft.measure == "total" and any(one.kind in MOVES and one.sign for one in tests):
        return "change"  # 分数掉了5分以上: by how much is shown
    if draft.measure:
        return draft.measure
    if any(one.kind == "submitted" for one in tests) and (draft.days or draft.past):
        return "at"
    if any(one.kind in ("entered", "left") for one in tests):
        return "change"
    if any(one.kind in MOVES for one in tests):
        return "change" if draft.descending is not None else ""
    if any(one.kind in _PLACED and not one.running for one in tests) and not draft.averaged:
        return "rank"
    if any(one.kind in _OF_SCORE and not one.running for one in tests):
        return "total"
    return "total" if row and draft.descending is not None else ""


def _topic(draft: Draft, query: Query, asks: set[str]) -> Topic:
    kinds = {one.kind for one in query.tests}
    if told := _told(draft, query, asks, kinds):
        return told
    if query.measure == "times":
        return "units"  # 教育局今年得过几次优秀 is a list, too
    if figured := _of_figures(draft, query):
        return figured
    if _one_figure(draft, query):
        return "figure"
    if kinds and kinds <= {"appealed", "won", "refused"} and not query.units:
        return "appeals"
    if draft.summed and not (asks & {"who"}) and not query.units and not query.tests:
        return "sum"
    if kinds & {"reviewed", "unreviewed"} and query.units and "who" in asks:
        return "reviewers"  # 财政局谁审的: which this topic has no place for
    many = len(query.quarters) > 1 or query.recent or len(query.units) > 1
    if query.units and not query.tests and query.measure in ("total", "rank", "lost", "done"):
        return "quarters" if len(query.quarters) > 1 or query.recent or _past(query) else "units"
    if len(query.units) == 1 and not many and not (asks & {"howmany"}) and not query.group:
        return "unit"
    return "units"


def _of_figures(draft: Draft, query: Query) -> Topic | None:
    """Averages and the like: of whole tables, of more than that, or beside another quarter."""
    if draft.averaged and draft.compared and draft.against is None and not query.row:
        return "overall"  # 平均分是涨了还是跌了
    if draft.stats or _of_more(draft, query):
        return "stats"
    return "average" if draft.averaged else None


def _of_more(draft: Draft, query: Query) -> bool:
    """Whether they are asked of more than whole tables' totals."""
    if not draft.averaged:
        return draft.summed and query.measure == "lost" and not query.units
    if draft.compared or draft.against is not None:
        return False
    several = len(query.quarters) > 1 or bool(query.recent)
    part = bool(query.klass or query.ending or query.endings or query.by)
    named = bool(query.klass or query.ending or query.endings or query.row or several)
    whose = bool(query.tests or query.but or query.but_group or query.but_ending or query.units)
    return (
        whose
        or query.measure not in ("", "total")
        or bool(query.row and (part or several))
        or (query.by == "median" and named)
    )


def _told(draft: Draft, query: Query, asks: set[str], kinds: set[ConditionKind]) -> Topic | None:
    """The topic that the words name, or that two of them name together."""
    if draft.topic == "reviewers" and asks & {"howmany", "people"} and not asks & _REVIEWING:
        return "staff"  # 有几个审核员
    if draft.topic:
        return draft.topic
    if draft.by == "section" and draft.measure in ("", "total"):
        return "rates"
    if kinds == {"papers"} and (query.since or query.past) and not query.row:
        return "news"  # 昨天下午以后又传了哪些材料
    if kinds == {"reviewed"} and not query.units and (query.since or asks >= {"who", "howmany"}):
        return "reviewers"  # 今天审完几家, 谁审了多少家
    return None


def _one_figure(draft: Draft, query: Query) -> bool:
    """团县委报了几场宣传活动: one row of one unit, as it stands."""
    said = {one.kind for one in query.tests} <= {"submitted", "blank"}
    plain = not query.measure and not any(one.not_ or one.running for one in query.tests)
    only = len(query.units) == 1 and bool(query.row) and (draft.summed or query.counted)
    return only and said and plain


def _past(query: Query) -> bool:
    return len(query.units) == 1 and len(query.quarters) == 1
