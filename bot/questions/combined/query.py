"""A question as data: what is asked of whom, when, compared with what, in which order, as what.

Nothing here reads a sentence or looks anything up. A query is kept as JSON, so that a button or the
next sentence can go on from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, cast

from pydantic import BeforeValidator, TypeAdapter

from bot.speech.calendar import Quarter

Topic = Literal[
    "units",  # which units, with a figure each
    "unit",  # how one unit stands: handed in, when, how far
    "quarters",  # units side by side over several quarters
    "average",  # of each table
    "overall",  # is it better than before, table by table
    "sum",  # one figure of all
    "contact",  # whose telephone
    "duty",  # which unit a person looks after
    "did",  # what a person did
    "cuts",  # what a reviewer cut and sent back, one by one
    "stage",  # where the quarter stands
    "release",  # when results are published
    "objections",  # how long the public notice lasts
    "threshold",  # what a grade takes
    "criteria",  # how a row is scored
    "vetoes",  # what costs everything
    "appeals",  # how many, of whom
    "reviewers",  # how far the review is, by reviewer
    "corrections",  # how often a result was corrected
    "alike",  # papers that two units share
    "grades",  # how many of each grade
    "about",  # one unit at a glance
    "progress",  # how many have handed in and how many not
    "figure",  # what one unit says on one row
    "why",  # where one unit lost points
    "whyhigh",  # where it has them
    "spread",  # how far the best and the last are apart
    "rates",  # what share of the points was got, row by row or section by section
    "gap",  # how far a unit is from a grade
    "staff",  # who reviews
    "notices",  # who has read a notice
    "stats",  # average, highest, lowest, middle, sum of a figure
    "beside",  # three and more units side by side, row by row
    "reasons",  # why points were cut and rows sent back, reason by reason
    "moved",  # why one unit has other points than in another quarter
    "rowmost",  # on which rows a condition holds for most units
    "news",  # what came in since a moment
    "pace",  # how far it is, beside the same moment of another quarter
]
Measure = Literal[
    "", "total", "rank", "lost", "papers", "reports", "cut", "returned", "done", "at", "change",
    "contact", "count", "overdue", "grade", "doubts", "times", "used", "lying",
    "queued", "until", "due", "mended", "answers", "lacking", "where",
]  # fmt: skip
ConditionKind = Literal[
    "waiting", "submitted", "idle", "filling", "late", "returned", "extended", "unbound",
    "unreviewed", "reviewed", "sent", "missing", "sent_late", "papers", "no_papers", "unproved",
    "blank", "silent", "grade", "points", "full", "top", "bottom",
    "up", "down", "rank_up", "rank_down",
    "appealed", "won", "refused", "cut", "vetoed", "near", "place", "last_place", "tied",
    "mean", "handed_late", "ready", "count", "overdue", "entered", "left", "lost",
    "still", "rank_still", "doubtful", "rate", "away", "seen", "unseen", "queued", "back",
    "untouched", "underway", "mended", "mend_late", "grade_up", "grade_down", "grade_still",
    "answer", "nothing", "lacking",
]  # fmt: skip
Share = Literal["", "class", "section", "row", "median"]
Sign = Literal["", "<", "<=", ">", ">=", "="]
Form = Literal["text", "xlsx", "picture"]
Stat = Literal["mean", "max", "min", "median", "sum"]


FIRST: Final = "第一名"
"""In a grade's place: how far from the first of the table."""
COUNTED: Final = "count"
"""The value of ``up`` and ``down`` that are of what a row counts, and not of points."""
EVER: Final = -1
"""从来没: in every quarter there was, and not in so many running."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition a unit must meet. What a field means depends on the kind.

    ``value``: a grade, a kind of report, or the names of what a row asks, ``|`` between those of
    two tables. ``sign`` and ``amount``: 80分以下. ``quarter``: the one
    it is about, where that is not the query's. ``not_``: 不是优秀. ``running``: so many quarters
    one after another; ``EVER``: in every one there was.
    """

    kind: ConditionKind
    value: str = ""
    row: str = ""
    sign: Sign = ""
    amount: Decimal = Decimal(0)
    quarter: Quarter | None = None
    not_: bool = False
    running: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A further column of a list: a figure, of a quarter and a row where these are named."""

    measure: Measure
    quarter: Quarter | None = None
    row: str = ""


def _columns(kept: object) -> object:
    """Columns as they were kept before they could be of a quarter or a row."""
    every = cast("list[object]", kept) if isinstance(kept, (list, tuple)) else []
    return [{"measure": one} if isinstance(one, str) else one for one in every]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. An empty field says that the sentence did not name it."""

    topic: Topic = "units"
    units: tuple[int, ...] = ()
    person: str = ""
    group: str = ""
    tests: tuple[Condition, ...] = ()
    measure: Measure = ""
    also: Annotated[tuple[Column, ...], BeforeValidator(_columns)] = ()
    """得分、名次和等次, 带上联系人电话: further columns beside the measure."""
    bare: bool = False
    """只要单位名: the names, and only such columns as ``also`` names."""
    split: bool = False
    """县直归县直: each table's list by itself."""
    row: str = ""
    kind: str = ""
    grade: str = ""
    quarters: tuple[Quarter, ...] = ()
    recent: int = 0
    """So many of the latest quarters."""
    since: date | None = None
    until: date | None = None
    against: Quarter | None = None
    descending: bool | None = None
    first: int = 0
    but: tuple[int, ...] = ()
    but_group: str = ""
    """除了教育局, 除了乡镇: who is left out."""
    ending: str = ""
    """街道: of a table only the units whose name ends so; 乡镇 beside it are 乡 and 镇."""
    endings: tuple[str, ...] = ()
    """街道和乡镇: parts of a table side by side."""
    but_ending: str = ""
    """除了街道: the part that is left out."""
    sounded: bool = False
    """In the order of how the names are read."""
    hours: tuple[int, int] = (0, 24)
    """上午 is from 0 to 12."""
    past: int = 0
    """近一小时: so many minutes up to now."""
    counted: bool = False
    """多少家 is asked rather than which."""
    form: Form = "text"
    detail: bool = False
    klass: str = ""
    """一类: of a table only the units of this class."""
    by: Share = ""
    """各类, 各部分: one figure for each of these; or the middle instead of the average."""
    share: bool = False
    """占多少: what part of all of them they are."""
    stats: tuple[Stat, ...] = ()
    """平均分、最高分: what is told of a figure of many."""
    often: Sign = ""
    """优秀两次以上: how many of the quarters the conditions hold in, beside ``often_count``."""
    often_count: int = 0
    apart: Decimal = Decimal(0)
    """只看差两分以上的: rows on which units side by side differ at least by so much."""
    result: int = 0
    """The place in the last answer that is meant: 上面第二个单位."""


_ADAPTER: Final = TypeAdapter(Query)


def dumps(query: Query) -> str:
    """A query as JSON."""
    return _ADAPTER.dump_json(query, exclude_defaults=True).decode()


def loads(text: str) -> Query:
    """The query that JSON stands for."""
    return _ADAPTER.validate_json(text)
