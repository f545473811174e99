"""A sentence that goes on from the last question: 那财政局呢, 换成乡镇的, 再详细点, 上面第二个单位.

It names what is to be another; everything else stays as it was asked. Where the last question has
no place for what is named there is no answer: a guess would be about something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from bot.questions.combined.draft import Draft
from bot.questions.combined.handing import kind_of
from bot.questions.combined.looks import Look, look, looked
from bot.questions.combined.placed import placed
from bot.questions.combined.query import Condition, Form, Query, Topic
from bot.questions.combined.reading import Known, Word, read
from bot.questions.combined.rules import understand
from bot.questions.combined.settling import MOVES
from bot.questions.operations import added
from bot.speech.calendar import Quarter
from bot.speech.names import Named
from bot.speech.numbers import plain


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be another than in the last question."""

    units: tuple[Named, ...] = ()
    group: str = ""
    quarters: tuple[Quarter, ...] = ()
    recent: int = 0
    row: str = ""
    kind: str = ""
    grade: str = ""
    form: Form | None = None
    detail: bool = False
    days: tuple[date, date] | None = None
    first: int = 0
    descending: bool | None = None
    again: bool = False
    """有几家: the same once more, for its number."""
    person: str = ""
    """陈立呢, behind 王芳今天审了多少."""
    place: int = 0
    """The unit at this place of the last answer, from its end where negative; ``rest`` is asked
    about it.
    """
    rest: str = ""
    ranked: bool = False
    """第二名: whoever has that place, and not the second one of the list."""
    but: tuple[Named, ...] = ()
    but_group: str = ""
    but_ending: str = ""
    """除了公安局: who is left out of the last list."""
    against: Quarter | None = None
    """跟二季度比呢: what the last question is held against instead."""
    apart: Decimal = Decimal(0)
    """只看差两分以上的, of units side by side."""
    pronoun: bool = False
    """它: the one unit that the last answer was about."""
    more: tuple[Named, ...] = ()
    """把发改委也加上: who is to stand beside those that were named."""
    look: Look | None = None
    """带上电话, 只要单位名, 反过来: how the list is to look."""


_LEAD: Final = re.compile(
    r"^(?:那么|那|换成|换作|换个|换|改成|改为|再看一?下|再看看|再看|再查|只看|只要|只留|只列|就看|就要|就列|先看|先列"
    r"|光看|光要|取|其中|这里面|里面|里头|要是|如果是|如果|还有)+"
)
_TAIL: Final = re.compile(r"(?:的)?(?:呢|怎么样|咋样|如何)[?？]*$")
_LOOSE: Final = re.compile(
    r"(?:(?:[念报说读列讲]|告诉)(?:给?我|给?咱|出来|一下|一遍|听听|听|看看)+|就(?:行|好|够|可以)了?|即可|够了|的?那[种张份]|单独(?:来|弄|做|出|给|要)?一?[张份个](?:表)?|的|吧|吗|啊|呀|[?？。.!！,，])+$"
)
_DETAIL: Final = re.compile(
    r"(?:请|能不能|可以|能)?(?:再|更|说|讲|写|列)*(?:详细|具体|细致|细)(?:一?点|一?些|一下|说明|情况|的)*(?:儿)?"
    r"(?:说说|列出来|吗|吧|啊)*|展开(?:说说|看看|一下)?|详情|详细(?:情况|说说)|全部列出来|都列出来"
)
_HOW_MANY: Final = re.compile(r"(?:一共|总共|共)?(?:有)?(?:几|多少)[家个](?:单位)?")
_PRONOUN: Final = re.compile(
    r"(?:它们?|他们?|她|这家|那家|该单位|这个单位|那个单位|人家|他们单位)(?:的|家)?(?P<rest>.{2,})"
)
_ALONE: Final = frozenset({"xlsx", "picture", "send"})
_NAMES: Final = frozenset(
    {"unit", "group", "quarter", "span", "recent", "row", "rowname", "kind", "gradename", "join",
     "xlsx", "picture", "send", "who", "howmany", "days", "firstn",
     "lastn"}
)  # fmt: skip


_IS: Final = re.compile(r"(?<=季度)(?:的)?是(?=多少|几)")
"""二季度是多少."""
_RANKED: Final = re.compile(
    r"(?:上面|刚才|前面|上边|那个?)*(?:的)?第[0-9一二两三四五六七八九十]{1,3}名"
)
_THAT_QUARTER: Final = (["quarter", "howmany"], ["quarter", "whole"])
"""三季度是几家, 三季度多少: the same of that quarter."""


def change(text: str, known: Known, *, alone_too: bool = False) -> Change | None:
    """What a sentence changes of the last question; None where it is a question of its own.

    ``alone_too``: a name by itself goes on, too; so soon after the last question it does.
    """
    said = _LOOSE.sub("", plain(text).strip())
    if _DETAIL.fullmatch(said):
        return Change(detail=True)
    if place := placed(said):
        return Change(place=place[0], rest=place[1], ranked=_RANKED.match(said) is not None)
    if match := _PRONOUN.fullmatch(said):
        return Change(place=1, rest=match["rest"], pronoun=True)
    if _HOW_MANY.fullmatch(said):
        return Change(again=True)
    if as_ := _looks(said, known):
        return as_
    lead, tail = _LEAD.match(said), _TAIL.search(said)
    bare = _LOOSE.sub("", _TAIL.sub("", said[lead.end() :] if lead else said))
    bare = _IS.sub("", bare)
    words = _handed_over(read(bare, known)) if bare else None
    if words and (held := _held_against(words) or (_another_person(words) if tail else None)):
        return held
    if words and {"except", "except_end"} & {one.kind for one in words}:
        return _left_out(words)
    if words and tail and {one.kind for one in words} <= {"most", "least"}:
        return _named(words)  # 最少的呢
    asks_then = [one.kind for one in words or ()] in _THAT_QUARTER
    words = words[:1] if words and asks_then else words
    if not words or not all(one.kind in _NAMES for one in words):
        return None
    kinds = [one.kind for one in words]
    alone = set(kinds) <= _ALONE or kinds in (["howmany"], ["howmany", "group"])
    alone = alone or asks_then
    whose = said != plain(text).strip() and len(words) == 1  # 上个季度的, 乡镇的
    whose = whose or (alone_too and kinds in (["unit"], ["quarter"], ["group"]))  # 民政局
    return _named(words) if lead or tail or alone or whose else None


def _looks(said: str, known: Known) -> Change | None:
    """How the last answer is to look, or whom it is to show besides."""
    if as_ := look(said, lambda what: read(what, known)):
        return Change(look=as_)
    more = _besides(said, known)
    return Change(more=more) if more else None


def _besides(said: str, known: Known) -> tuple[Named, ...]:
    """Whom a sentence wants beside those that stand there; nobody where it says more than names."""
    who = added(said)
    words = read(who, known) if who else None
    if not words or not all(one.kind in ("unit", "join", "and") for one in words):
        return ()
    each = (cast("tuple[Named, ...]", one.value) for one in words if one.kind == "unit")
    return tuple(one for several in each for one in several)


def _handed_over(words: list[Word] | None) -> list[Word] | None:
    """Without the 发 of 发表格: the last list is to come so, nobody sent anything."""
    if words and len(words) > 1 and words[0].said == "发" and words[1].kind == "xlsx":
        return words[1:]
    return words


def _another_person(words: list[Word]) -> Change | None:
    """陈立呢."""
    return Change(person=words[0].said) if [one.kind for one in words] == ["person"] else None


def _held_against(words: list[Word]) -> Change | None:
    """跟二季度比呢, 只看差两分以上的."""
    kinds = [one.kind for one in words]
    if kinds in (["join", "quarter", "versus"], ["versus", "quarter"]):
        draft = understand(words)
        return Change(against=draft.against) if draft else None
    if kinds == ["gapof"]:
        draft = understand(words)
        return Change(apart=draft.apart) if draft and draft.apart else None
    return None


def _left_out(words: list[Word]) -> Change | None:
    """除了公安局, 街道除外."""
    if not all(one.kind in _LEAVING_OUT for one in words):
        return None
    draft = understand(words)
    if draft is None or draft.units or draft.groups:
        return None
    return Change(but=tuple(draft.but), but_group=draft.but_group, but_ending=draft.but_ending)


_LEAVING_OUT: Final = frozenset(
    {"except", "except_end", "rest", "unit", "group", "join", "and", "others_"}
)


def _named(words: list[Word]) -> Change | None:
    draft = understand(
        [one for one in words if one.kind not in ("kind", "gradename", "who", "howmany")] or []
    )
    if draft is None:
        return None
    kind = next((kind_of(one.said) for one in words if one.kind == "kind"), "")
    grade = next((one.said for one in words if one.kind == "gradename"), "")
    found = Change(
        units=tuple(draft.units),
        group=draft.groups[0] if draft.groups else "",
        quarters=draft.span or _quarters(draft),
        recent=draft.recent,
        row=str(draft.rows[0]) if draft.rows and isinstance(draft.rows[0], str) else "",
        kind=kind,
        grade=grade,
        form=draft.form,
        days=draft.days,
        first=draft.first,
        descending=draft.descending,
    )
    return found if found != Change() else None


def _quarters(draft: Draft) -> tuple[Quarter, ...]:
    return tuple(one.quarter for one in draft.clauses if one.quarter)


def changed(last: Query, to: Change) -> Query | None:
    """The last query with what was named in place; None where it has no place for it."""
    query = last
    if to.again:
        return replace(last, counted=True, result=0) if last.topic in _COUNTED else None
    if to.look or to.person:
        return looked(last, to.look) if to.look else _of_person(last, to.person)
    if to.more or to.but or to.but_group or to.but_ending:
        return _beside_them(last, to.more) if to.more else _without(last, to)
    if not all(last.topic in _PLACES[one] for one in _PLACES if getattr(to, one)):
        return None
    if to.units:
        query = _about(query, tuple(one.id for one in to.units))
    if to.group:
        query = replace(query, group=to.group, units=())
    if to.apart:
        query = replace(query, apart=to.apart, by="row")
    held = _against_another(query, to)
    moved = _at_another_time(held, to) if held else None
    moved = _of_another_end(moved, to) if moved else None
    tests = _tests(moved.tests, to) if moved else None
    if moved is None or tests is None or (to.row and not query.row):
        return None
    if to.form and not _comes_as(to.form, moved):
        return None
    query = moved
    row = to.row or query.row
    tests = tuple(replace(one, row=to.row) if to.row and one.row else one for one in tests)
    grade = to.grade if to.grade and query.topic == "threshold" else query.grade
    form = to.form or ("xlsx" if last.form == "xlsx" and to.group else "text")
    return replace(query, tests=tests, row=row, grade=grade, form=form, result=0)


def _of_person(last: Query, person: str) -> Query | None:
    """What one person did, of another; 天气呢 behind a list is no person's name."""
    return replace(last, person=person, result=0) if last.person else None


def _beside_them(last: Query, more: tuple[Named, ...]) -> Query | None:
    """Units that were named, with one more of them."""
    named = last.topic in ("beside", "quarters") or (last.topic == "units" and not last.tests)
    if not last.units or not named:
        return None
    units = tuple(dict.fromkeys((*last.units, *(one.id for one in more))))
    return replace(last, units=units, result=0) if units != last.units else None


def _without(last: Query, to: Change) -> Query | None:
    """除了公安局: who is left out of a list, besides whoever is already."""
    if last.topic != "units":
        return None
    return replace(
        last,
        but=(*last.but, *(one.id for one in to.but)),
        but_group=to.but_group or last.but_group,
        but_ending=to.but_ending or last.but_ending,
        result=0,
    )


def _comes_as(form: Form, query: Query) -> bool:
    """Whether it can be a file or a picture; one unit's course over the quarters is drawn, too."""
    if query.topic == "quarters":
        return form == "picture" and len(query.units) == 1 and not query.row
    return form != "picture" or query.topic in ("units", "appeals")


def _against_another(query: Query, to: Change) -> Query | None:
    """跟二季度比呢."""
    if not to.against:
        return query
    moves = any(one.kind in MOVES for one in query.tests) or query.against is not None
    if not moves or to.against in query.quarters:
        return None
    return replace(query, against=to.against)


def _at_another_time(query: Query, to: Change) -> Query | None:
    """上季度呢, 前天呢."""
    if to.days:
        if query.since is None and query.topic != "reviewers":
            return None
        query = replace(query, since=to.days[0], until=to.days[1], hours=(0, 24))
    if not to.quarters and not to.recent:
        return query
    if any(one.quarter for one in query.tests):
        return None
    query = replace(query, quarters=to.quarters, recent=to.recent)
    if query.topic in ("unit", "units") and query.units and not query.tests:
        query = replace(query, topic="quarters")
    return query


def _of_another_end(query: Query, to: Change) -> Query | None:
    """后三名呢."""
    if not to.first:
        return query
    if query.descending is None:
        return None
    first = (query.first or to.first) if to.first == 1 else to.first
    if to.group and to.descending and query.measure in ("", "total", "rank"):
        return replace(query, first=first, descending=True)  # 县直的前三, behind the last three
    if not to.descending and query.measure in ("", "total", "rank", "done"):
        return replace(query, first=first, descending=False)
    same = query.descending if to.descending else not query.descending
    return replace(query, first=first, descending=same)


_UNITS: Final[tuple[Topic, ...]] = ("units", "unit", "quarters", "contact")
_ALL: Final[tuple[Topic, ...]] = (
    "units", "average", "overall", "sum", "appeals", "stats", "reasons",
)  # fmt: skip
_COUNTED: Final[tuple[Topic, ...]] = ("units", "average", "overall", "sum", "appeals")
_PLACES: Final[dict[str, tuple[Topic, ...]]] = {
    "units": (*_UNITS, "gap", "moved"),
    "group": _ALL,
    "quarters": (
        *_ALL,
        "unit",
        "quarters",
        "beside",
        "reviewers",
        "corrections",
        "alike",
        "grades",
        "spread",
        "rates",
        "gap",
        "cuts",
        "rowmost",
    ),
    "recent": ("units", "unit", "quarters"),
    "row": ("units", "unit", "quarters", "sum", "criteria", "stats", "reasons"),
    "kind": ("units", "unit"),
    "grade": ("units", "unit", "threshold"),
    "form": ("units", "appeals", "stats", "beside", "reasons", "quarters"),
    "against": ("units", "unit", "overall", "average"),
    "apart": ("beside",),
}
"""Which questions have a place for what is named anew."""


def _about(query: Query, units: tuple[int, ...]) -> Query:
    """那财政局呢: what was asked of another unit, or of all, is asked of this one."""
    if query.topic == "units" and len(units) == 1 and query.tests:
        return replace(query, topic="unit", units=units, group="", descending=None, first=0)
    return replace(query, units=units, group="")


def _tests(tests: tuple[Condition, ...], to: Change) -> tuple[Condition, ...] | None:
    """The conditions with another grade or kind of report in place."""
    if to.grade and tests and not any(one.kind in ("grade", "near") for one in tests):
        return None
    if to.kind and not any(one.kind in ("sent", "missing", "sent_late") for one in tests):
        return None
    return tuple(_test(one, to) for one in tests)


def _test(one: Condition, to: Change) -> Condition:
    if to.grade and one.kind in ("grade", "near"):
        return replace(one, value=to.grade, not_=False)  # 良好的呢, behind 不是优秀的
    if to.kind and one.kind in ("sent", "missing", "sent_late"):
        return replace(one, value=to.kind)
    return one
