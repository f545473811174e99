"""A message cut where it calls rows by their names: 信用村出了文件还没成效；七有都有；简报6篇.

Pure: which row each part is about, and what is said of it. Not here: what that answers
(``rows_told``), one row that is to be put right (``row_named``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.filling.of_row import question_of_words
from bot.filling.row_named import in_order, row_of_words, rows_of_words
from bot.forms.form import UnitForm
from bot.speech.numbers import FIGURE, MEASURES, plain
from scoring.scheme import Row

_APART: Final = re.compile(r"[,，。;；!！\s]+")
_LEADS: Final = re.compile(
    r"^(?:另外|还有|以及|和|再就是|然后|对了|我们?|俺们?|本季度|这个?季度?|今年|一共|总共|统共|总数|合计)+"
)
_NAME: Final = re.compile(r"[一-鿿+]{2,10}")
_THAT: Final = re.compile(
    r"^(?:的)?[那这](?:一?[个项题条块])?(?:的|里头?|里面)?|^[里中](?:头|面|边)?"
)
_SHORTEST: Final = 2
CALLED: Final = re.compile(r"[一-鿿]{2}")
"""Without two such signs no row is called by its name."""
_MADE: Final = "出台?|印发?|发|定|建|编|签|弄|做|搞|办|写|报|填|用"
PLAINLY: Final = re.compile(
    rf"(?:[是填报写共]|一共|(?:{_MADE})了)*{FIGURE}(?:{MEASURES}|回|趟|样)?(?:都|全)?(?:有|做到?|齐)?了?"
    r"|(?:五|六|七|[0-9])?[条项样个]?(?:都|全|也|已经)*(?:有|齐|做到?)(?:全|到|齐)?了?"
    rf"|(?:已经?|都|也)*(?:{_MADE})(?:好|完)?了|(?:也|都|还|暂时)*(?:没有?|未|无)(?:{_MADE})?(?:好|完)?(?:过|呢)?"
)
"""What is said of a row, and nothing else: 没弄, 都有, 3次, 已经出台了."""
_ONLY_DONE: Final = re.compile(
    rf"(?:我们?|俺们?|又|也|都|才|只|就|已经?)*(?:{_MADE}|举办|组织|开展|开|进行|完成|参加|制定|召开)(?:了|过|成|完)?"
)
"""办了5次: what was done names no row."""
_HOW_MANY: Final = re.compile(r"[一二两三四五六七八九十几每半][个次项种条份家场篇样]")
"""一个也没有: how many names no row, though its clause may have the words."""
_OF_ITS_PAPER: Final = re.compile(r"的?(?:相关|具体)?(?:文件|制度|办法|方案|案例|成效)(?P<said>.+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A row with what is said of it."""

    row: Row
    said: str
    """With the name, where that is only what one of its questions asks."""
    that: bool = False
    """It was spoken of as a row: 服务承诺那项."""
    sure: bool = False
    """It was called by its name, and not only by a word that it asks."""
    bare: str = ""
    """What stands behind the name in the clause that calls it."""

    @property
    def plainly(self) -> bool:
        """Whether its clause says something of it and nothing else: 报2个, 的文件发了."""
        of_it = _OF_ITS_PAPER.fullmatch(self.bare) if self.sure else None
        return PLAINLY.fullmatch(of_it["said"] if of_it else self.bare) is not None

    @property
    def counted(self) -> bool:
        """Whether it says how many, and nothing else."""
        return self.plainly and re.search(FIGURE, self.bare) is not None


def rows_called(form: UnitForm, said: str, here: Row | None) -> tuple[list[Part], list[str]]:
    """Each row that a message calls by name with what is said of it, and what came before any.

    A clause that calls none goes on with the row before it, at first with the one that is open.
    """
    parts: list[Part] = []
    before: list[str] = []
    for clause in (one for one in _APART.split(said) if one):
        called = _called(form, clause, parts[-1].row if parts else here)
        same = called and any(one.row == called.row for one in parts)
        if called is not None and not same:
            parts.append(called)
        elif parts:
            last = parts[-1]
            more = called.said if called and called.row == last.row else clause
            joined = "，".join(one for one in (last.said, more) if one)
            parts[-1] = replace(last, said=joined)
        else:
            before.append(clause)
    return parts, before


def _called(form: UnitForm, clause: str, current: Row | None) -> Part | None:
    """The row whose name a clause begins with, unless the row at hand asks for it, too."""
    bare = _LEADS.sub("", clause)
    match = _NAME.match(bare)
    if match is None or match[0][:_SHORTEST] not in _signs(form):
        return None
    for length in range(len(match[0]), _SHORTEST - 1, -1):
        name, rest = bare[:length], bare[length:]
        if _ONLY_DONE.fullmatch(name) or _HOW_MANY.fullmatch(name):
            continue
        row = row_of_words(form, name)
        if row is None:
            continue
        asked = form.questions(row)
        own = any(name in one.names for one in asked) or (
            len(name) > _SHORTEST and name in row.name
        )
        if not own and current != row and _asks_so(form, current, name):
            return None
        that = _THAT.match(rest)
        rest = rest[that.end() :] if that else rest
        lists = any(name in item for one in asked if one.kind == "checklist" for item in one.names)
        of_all = in_order(name, row.name) or (len(asked) == 1 and not lists)
        pointed = that is not None and that[0][0] in "那这"
        of_it = rest if of_all or pointed else name + rest
        return Part(row, of_it, pointed, own or in_order(name, row.name), rest)
    return None


def may_be_called(form: UnitForm, said: str) -> list[Row]:
    """The few rows of which one is meant: 案例2个, 媒体报道1次; none: it says more, or is plain."""
    match = _NAME.match(_LEADS.sub("", said))
    if match is None:
        return []
    for length in range(len(match[0]), _SHORTEST - 1, -1):
        rest = match.string[length:]
        if (
            _HOW_MANY.fullmatch(match.string[:length])
            or PLAINLY.fullmatch(rest) is None
            or re.search(FIGURE, rest) is None
        ):
            continue
        if found := rows_of_words(form, match.string[:length]):
            return found if 1 < len(found) <= _FEW else []
    return []


_FEW: Final = 4


def _asks_so(form: UnitForm, row: Row | None, name: str) -> bool:
    return row is not None and question_of_words(row, form.questions(row), name) is not None


def _signs(form: UnitForm) -> str:
    """Every word by which a row of the form may be called."""
    digest = form.scheme.digest
    if digest not in _SIGNS:
        asked = (f"{one.name}\n{one.ask}" for row in form.rows for one in row.inputs)
        named = (f"{row.name}\n{row.text[:80]}" for row in form.rows)
        _SIGNS[digest] = plain("\n".join((*named, *asked)))
    return _SIGNS[digest]


_SIGNS: Final[dict[str, str]] = {}
