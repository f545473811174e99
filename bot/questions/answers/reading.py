"""Which row a sentence speaks of, which answers of it, and what is wished of them.

One row is meant, or the rows of two tables that ask the same; where several are as near, none is.
What is said of an answer stands before it (有文件没成效) or behind it (文件成效都没有).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.questions.answers.cutting import Piece, cut
from bot.questions.answers.printed import Answer, AskedRow, Key, Printed
from bot.questions.combined.query import Condition, Query, Sign
from bot.questions.combined.times import quarters as quarters_in
from bot.questions.sentence import find_row
from bot.speech.calendar import Quarter
from bot.speech.names import Roster
from bot.speech.numbers import plain


def read(
    text: str, printed: Printed, roster: Roster, today: date, known: tuple[Quarter, ...]
) -> Query | None:
    """The list that a sentence about answers asks for; None where it is none, or not wholly."""
    said = plain(text).strip().lower().replace("信用加", "信用+")
    if not said or len(said) > _MOST:
        return None
    said, named, when = _without_names(said, today, known)
    table = _table(said, roster)
    pieces = cut(said, printed)
    words = [one.said for one in pieces if one.kind == "word"]
    if not pieces or not (named or any(one not in _EVERYWHERE for one in words)):
        return None
    rows = _rows(printed, pieces, named, table)
    if not rows:
        return None
    meant = _Meant(rows, pieces, bool(named))
    query = meant.query()
    if query is None:
        return None
    group = table if table or len(rows) > 1 else rows[0].table
    return replace(query, group=group, quarters=when)


_MOST: Final = 40
_EVERYWHERE: Final = frozenset(
    ("文件", "制度", "材料", "企业", "单位", "信息", "信用", "工作", "情况", "公示", "报送", "上报",
     "活动", "成效", "项目", "指标", "时间", "内容", "相关", "要求", "规定", "开展", "服务", "管理",
     "领域", "办法", "方案", "通知", "分管", "领导", "负责", "监管", "部门", "行业")
)  # fmt: skip
"""What so many clauses say that by themselves these name no row."""


def _without_names(
    said: str, today: date, known: tuple[Quarter, ...]
) -> tuple[str, str, tuple[Quarter, ...]]:
    """The sentence without the row's number and the quarter, and these."""
    when: list[Quarter] = []
    for start, end, kind, value, _ in sorted(quarters_in(said, today, known), reverse=True):
        if kind == "quarter":
            when.append(value)  # type: ignore[arg-type] # a quarter, by its kind
            said = said[:start] + said[end:]
    found = find_row(said)
    if found is None:
        return said, "", tuple(when)
    return said[: found.start] + said[found.end :], found.row, tuple(when)


_TABLES: Final = (
    (re.compile(r"乡镇|镇街|街道|[个些家的哪]镇|[个些家的哪]乡|镇[都有里]?$"), "乡镇"),
    (re.compile(r"县直|部门|[个些家的哪]局|局[都有里]?$|局是谁$|局扣"), "县直"),
)


def _table(said: str, roster: Roster) -> str:
    """The table that is named, of those there are."""
    for pattern, sign in _TABLES:
        if pattern.search(said):
            return next((one for one in roster.groups if sign in one), "")
    return ""


def _rows(
    printed: Printed, pieces: Sequence[Piece], named: str, table: str
) -> tuple[AskedRow, ...]:
    """The row that is printed with all the words; of two tables those that ask the same."""
    worth: dict[Key, float] = {}
    words = [one.said for one in pieces if one.kind == "word"]
    verbs = {one.said for one in pieces if one.kind == "small" and len(one.said) == 1}
    counts = any(one.kind in _COUNTING for one in pieces) and not words
    for key, row in printed.rows.items():
        if (table and row.table != table) or (named and row.id != named):
            continue
        if counts and not any(one.kind == "count" for one in row.answers):
            continue  # 三.4报了3次以上的 is not the other table's row of this number
        if not row.answers or (len(words) == 1 and not named and not printed.tells(words[0], key)):
            continue
        each = [printed.worth(word, key) for word in words]
        if all(each):
            worth[key] = sum(of * len(word) for of, word in zip(each, words, strict=True))
            worth[key] += _done(row, words, verbs)
    return _nearest(printed, worth, words)


_COUNTING: Final = frozenset(("number", "most", "least", "howmuch", "whole"))


def _done(row: AskedRow, words: Sequence[str], verbs: set[str]) -> float:
    """承诺书还没编: of rows that speak of it as much, the one that asks whether it was 编制."""
    asked = [one for word in words for one in row.holding(word)]
    return 0.5 * any(verb in f"{one.name}{one.ask}" for one in asked for verb in verbs & _VERBS)


_VERBS: Final = frozenset("搞做办开报填印定编写建配用发")


def _nearest(
    printed: Printed, worth: dict[Key, float], words: Sequence[str]
) -> tuple[AskedRow, ...]:
    """The one row that is nearest; of two tables both where they ask the same."""
    of_table: dict[str, list[AskedRow]] = defaultdict(list)
    for key, value in worth.items():
        best = max(other for (where, _), other in worth.items() if where == key[0])
        if value == best:
            of_table[key[0]].append(printed.rows[key])
    found = [one[0] for one in of_table.values() if len(one) == 1]
    if len(found) < len(of_table):
        return ()
    if len(found) > 1 and not _alike(found, words):
        most = max(worth.values())
        found = [one for one in found if worth[one.key] == most]
        others = [value for (table, _), value in worth.items() if table != found[0].table]
        return tuple(found) if len(found) == 1 and most >= _MUCH_NEARER * max(others) else ()
    return tuple(found)


_MUCH_NEARER: Final = 2


def _alike(rows: Sequence[AskedRow], words: Sequence[str]) -> bool:
    """Whether rows of two tables ask the same things, and the words speak of the same of them."""
    kinds = {tuple(one.kind for one in row.answers) for row in rows}
    places = {
        tuple(
            tuple(place for place, one in enumerate(row.answers) if one in row.holding(word))
            for word in words
        )
        for row in rows
    }
    same = {tuple(one.name for word in words for one in row.holding(word)) for row in rows}
    return bool(words) and (
        (len(kinds) == 1 and len(places) == 1) or (len(same) == 1 and same != {()})
    )


@dataclass
class _Chunk:
    """Words that stand together, and what is said before and behind them."""

    words: list[str]
    before: list[Piece]
    behind: list[Piece]


_SAYS: Final = frozenset(("yes", "no", "number", "nothing", "full"))


class _Meant:
    """What the pieces say of the rows that are meant."""

    def __init__(self, rows: Sequence[AskedRow], pieces: Sequence[Piece], numbered: bool) -> None:
        self.rows, self.pieces, self.numbered = rows, pieces, numbered
        self.kinds = {one.kind for one in pieces}
        if first := self._first():
            of_units = next(one for one in pieces if one.kind == "number")
            self.pieces = [one for one in pieces if one is not of_units]
        self.first = first

    def query(self) -> Query | None:
        """The list, or nothing where what is said makes none."""
        row = ";".join(f"{one.table}={one.id}" for one in self.rows)
        if self.kinds & {"whole"}:
            return Query(topic="sum", row=row) if self._counts() else None
        asked = Query(row=row, counted="howmany" in self.kinds)
        if "lost" in self.kinds:
            short = Condition("full", row=row, not_=True)
            return replace(asked, tests=(short,), measure="lost", descending=True)
        tests = self._lacking(row) or self._tests(row)
        if tests is None:
            return None
        asked = replace(asked, first=self.first)
        ordered = True if "most" in self.kinds else False if "least" in self.kinds else None
        return self._shown(asked, tests, ordered)

    def _first(self) -> int:
        """报得最多的三家: so many of them."""
        number = next((one for one in self.pieces if one.kind == "number"), None)
        of_units = number is not None and number.sign == "=" and number.said[-1] in "家个"
        return int(number.amount) if number and of_units and self._in_order() else 0

    def _in_order(self) -> bool:
        return bool(self.kinds & {"most", "least"})

    def _shown(
        self, asked: Query, tests: tuple[Condition, ...], ordered: bool | None
    ) -> Query | None:
        kinds = {one.kind for one in tests}
        if "lacking" in kinds:
            if tests[0].sign == "=" and not tests[0].amount:
                return replace(asked, tests=tests)
            return replace(asked, tests=tests, measure="lacking", descending=ordered is not False)
        counted = kinds == {"count"} or self._of_counts(tests)
        if ordered is not None and not counted:
            return None
        if counted and not all(one.sign == "=" for one in tests):
            way = True if ordered is None else ordered
            return replace(asked, tests=tests, measure="answers", descending=way)
        return replace(asked, tests=tests)

    def _of_counts(self, tests: Iterable[Condition]) -> bool:
        """Whether what is told of is a number of something."""
        names = {name for one in tests for name in one.value.split("|")}
        of = [one for row in self.rows for one in row.answers if one.name in names]
        return bool(of) and all(one.kind == "count" for one in of)

    def _counts(self) -> bool:
        return all(any(one.kind == "count" for one in row.answers) for row in self.rows)

    def _lacking(self, row: str) -> tuple[Condition, ...] | None:
        """七有缺的最多, 七有全齐: how many of a checklist's items are not met."""
        if not all(one.items for one in self.rows):
            return None
        words = [one.said for one in self.pieces if one.kind == "word"]
        if any(self._selects(word) for word in words):
            return None
        number = next((one for one in self.pieces if one.kind == "number"), None)
        lacks = any(one.kind == "no" and one.said[-1] in "缺差少" for one in self.pieces)
        asks = any(one.kind == "howmuch" and one.said.startswith("缺") for one in self.pieces)
        partly = any(one.kind == "no" for one in self.pieces) and "full" in self.kinds
        if "full" in self.kinds and not (lacks or partly):
            return (Condition("lacking", row=row, sign="=", amount=Decimal(0)),)
        if lacks and number is not None:
            return (Condition("lacking", row=row, sign=number.sign, amount=number.amount),)
        if lacks or asks or partly:
            return (Condition("lacking", row=row, sign=">", amount=Decimal(0)),)
        return None

    def _tests(self, row: str) -> tuple[Condition, ...] | None:
        """What each of the named answers must be."""
        chunks = [one for one in _chunks(self.pieces) if self._selected(one.words)]
        if not chunks:
            return self._of_the_row(row)
        prefixed = bool(chunks[0].before)
        tests: list[Condition] = []
        for chunk in chunks:
            say = chunk.before[-1:] if prefixed else chunk.behind[:1]
            say = say or chunk.behind[:1] or chunk.before[-1:]
            if len(chunk.behind) > 1 and not prefixed and chunk is chunks[-1]:
                return None
            for name in self._selected(chunk.words):
                more = chunk.behind[:1] if prefixed and chunk is chunks[-1] else []
                test = self._test(row, name, [*say[:1], *more], chunk.words)
                if test is None:
                    return None
                tests.append(test)
        said = {id(one) for chunk in chunks for one in (*chunk.before, *chunk.behind)}
        unheard = [one for one in self.pieces if one.kind in _SAYS and id(one) not in said]
        return None if unheard else tuple(dict.fromkeys(tests))

    def _test(
        self, row: str, names: str, says: Sequence[Piece], words: Sequence[str]
    ) -> Condition | None:
        """What an answer must be; ``says``: what stands before its words, and behind the last."""
        of = [one for each in self.rows for one in each.answers if one.name in names.split("|")]
        count = all(one.kind == "count" for one in of)
        denied = {self.rows[0].denies(one.name, words) for one in of}
        if None in denied or len(denied) != 1:
            return None
        inverted = denied == {True}
        say = says[0] if says else None
        if say is not None and say.kind == "no" and says[-1].kind == "number":
            if not inverted:
                return None  # 没报备2起以上 is no number, unless what is counted is 未报备
            say = says[-1]
        if say is not None and say.kind == "number":
            return Condition("answer", names, row, say.sign, say.amount) if count else None
        if inverted and say is not None and say.kind == "nothing":
            return None
        no = (say is not None and say.kind in ("no", "nothing")) != inverted
        if count:
            sign: Sign = "=" if no else ">"
            return Condition("answer", names, row, sign, Decimal(0))
        return Condition("answer", names, row, not_=no)

    def _of_the_row(self, row: str) -> tuple[Condition, ...] | None:
        """What is said of the row as a whole: by its one answer, its counts, or of all of them."""
        says = [one for one in self.pieces if one.kind in _SAYS]
        if len(says) > 1:
            return None
        say = says[0] if says else None
        if say is not None and say.kind == "full":
            return self._all(row)
        one_each = [row_.answers for row_ in self.rows]
        single = all(len(one) == 1 for one in one_each)
        if single:
            if say is None and not self.kinds & {"most", "least", "howmuch"} and self.numbered:
                return None
            names = "|".join(dict.fromkeys(one[0].name for one in one_each))
            words = [one.said for one in self.pieces if one.kind == "word"]
            test = self._test(row, names, says, words)
            return (test,) if test else None
        if say is not None and say.kind == "number":
            return (Condition("count", "", row, say.sign, say.amount),) if self._counts() else None
        if self.kinds & {"most", "least", "howmuch"} and say is None and self._counts():
            return (Condition("count", "", row, ">", Decimal(0)),)
        words = [one.said for one in self.pieces if one.kind == "word"]
        called = all(one.is_called(word) for one in self.rows for word in words)
        if say is not None and (say.kind == "nothing" or (say.kind == "no" and called)):
            return (Condition("nothing", row=row),)
        return None

    def _all(self, row: str) -> tuple[Condition, ...] | None:
        """信用村两样都占的: every yes or no of the row is a yes."""
        if len(self.rows) > 1 or not all(one.kind == "flag" for one in self.rows[0].answers):
            return None
        return tuple(Condition("answer", one.name, row) for one in self.rows[0].answers)

    def _selects(self, word: str) -> list[str]:
        """The answers a word tells from the others of their rows, rows of two tables together."""
        found = [row.holding(word) for row in self.rows]
        if not all(found):
            return []
        if all(len(of) == len(row.answers) for of, row in zip(found, self.rows, strict=True)):
            return [] if any(len(row.answers) > 1 for row in self.rows) else _joined(found)
        return _joined(found)

    def _selected(self, words: Sequence[str]) -> list[str]:
        """The answers that words standing together speak of."""
        each = [found for word in words if (found := self._selects(word))]
        if not each:
            return []
        both = [name for name in each[0] if all(name in one for one in each)]
        return both or list(dict.fromkeys(name for one in each for name in one))


def _joined(found: Sequence[tuple[Answer, ...]]) -> list[str]:
    """Names of one table's answers, with those of the other at the same place."""
    first, *others = found
    if any(len(one) != len(first) for one in others):
        return []
    return [
        "|".join(dict.fromkeys(one.name for one in same))
        for same in zip(first, *others, strict=True)
    ]


def _chunks(pieces: Sequence[Piece]) -> list[_Chunk]:
    """Words with nothing said between them, and what is said on either side of each."""
    found: list[_Chunk] = []
    between: list[Piece] = []
    open_ = False
    for one in pieces:
        if one.kind == "word":
            if not open_:
                found.append(_Chunk([], list(between), []))
                between = []
            found[-1].words.append(one.said)
            open_ = True
        elif one.kind in _SAYS:
            between.append(one)
            if found:
                found[-1].behind.append(one)
            open_ = False
    return found
