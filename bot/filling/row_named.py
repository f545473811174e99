"""A row called by a part of its name: 信用村那个我点错了 应该是没有, 报送那个改成4, 七有那项错了.

Pure: which row, and what is said of it. Rows by their numbers are ``bot.filling.rows_told``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.filling.reading import read_answer
from bot.forms.form import Question, Raw, UnitForm
from bot.speech.numbers import NumberFault, plain
from scoring.scheme import Row

_THAT: Final = re.compile(
    r"(?P<lead>(?:我|刚才|刚刚|上面|前面|前头|把|交完|发现|才发现|提交完?|哦|噢|哎呀?|不对|想|要|得|麻烦|帮我?|给我?"
    r"|回去?|再|重新?|(?:修|更)?改(?:正)?(?:一?下)?|看(?:一?下)?|填(?:一?下)?|[跳转]?到|跳)*)[,，\s]*"
    r"(?P<name>[一-鿿+“”]{2,8}?)(?:的)?[那这](?:一?[个项题条道]|里|儿)的?[,，\s]*(?P<rest>.{0,24})"
)
_CHANGES: Final = re.compile(r"改|重|回|填|跳|转")
_AMISS: Final = re.compile(r"错|改|漏|不对|不是|应该|少[了填写报]|多[了填写报]|重填|补")
_HOW: Final = re.compile(
    r"(?:一共|总共|满分|最多|是|值|占|能?得|到底|要|该)*(?:几分|多少分|(?:怎么|咋|如何)(?:填|算|弄|写|报|得分)"
    r"|(?:啥|什么)意思|[要交传](?:啥|什么|哪些)(?:材料|佐证|照片)?)"
)
_MISTAKE: Final = re.compile(
    r"^(?:我)?(?:(?:填|点|选|写|报|按|打|弄)?(?:错|漏|少|多)了?|不对)?[,，。\s]*"
    r"(?:(?:应该?|应当|其实|要|得)*(?:是|改|填|选|换|写)?(?:成|为|到|是)?)[:：\s]*"
)


def row_named(form: UnitForm, text: str) -> tuple[Row, str] | None:
    """The one row that a text calls by name, as one that is to be put right, and what it says."""
    match = _THAT.fullmatch(plain(text).strip().rstrip("。.!！?？"))
    if match is None:
        return None
    changes = _CHANGES.search(match["lead"]) and _TO_BE.fullmatch(match["rest"])
    if not (changes or _AMISS.search(match["rest"]) or _HOW.fullmatch(match["rest"])):
        return None
    if "谁" in match["rest"]:
        return None  # 简报那项谁改的 asks
    row = row_of_words(form, match["name"]) or row_of_words(form, match["name"][:-2])
    if row is None:
        return None
    rest = match["rest"]
    return row, rest if asks_how(rest) else _INSTEAD.sub("", _MISTAKE.sub("", rest))


_TO_BE: Final = re.compile(r"(?:[为成到是有填写改].{1,20}|[0-9一二两三四五六七八九十].{0,12})?")
_INSTEAD: Final = re.compile(r"[,，\s]*(?:而)?不是[^,，]{1,8}$")
"""应该是6次不是5次: what it was is said, too."""


def row_of_words(form: UnitForm, name: str) -> Row | None:
    """The one row that is called so: by its name first, then by what it counts and asks."""
    found = rows_of_words(form, name)
    return found[0] if len(found) == 1 else None


def rows_of_words(form: UnitForm, name: str) -> list[Row]:
    """Every row that may be called so: 案例 is asked for in two."""
    said = plain(name)
    every = [(row, _calls(form, row)) for row in form.rows]
    ways: tuple[Callable[[_Calls], bool], ...] = (
        lambda one: one.name == said,
        lambda one: said in one.inputs,
        lambda one: said in one.name,
        lambda one: said in one.asks,
        lambda one: said in one.text,
    )
    for called in ways:
        if found := [row for row, one in every if called(one)]:
            return found
    return [row for row in form.rows if in_order(said, row.name)]


@dataclass(frozen=True, slots=True)
class _Calls:
    """What a row is called by, as ``plain`` reads it."""

    name: str
    inputs: frozenset[str]
    asks: str
    text: str


def _calls(form: UnitForm, row: Row) -> _Calls:
    """Kept with the scheme, as its questions are: every part of every message asks for it."""
    kept: dict[str, tuple[Row, _Calls]]
    kept = form.scheme.__dict__.setdefault("called", {})
    found = kept.get(row.id)
    if found is None or found[0] is not row:
        asked = form.questions(row)
        asks = (plain(f"{one.name}\n{one.ask}") for q in asked for one in q.inputs)
        names = frozenset(name for one in asked for name in one.names)
        calls = _Calls(plain(row.name), names, "\n".join(asks), plain(row.text[:80]))
        found = kept[row.id] = row, calls
    return found[1]


def asks_how(said: str) -> bool:
    """Whether what is said of a row asks what it is worth or how it is filled in."""
    return _HOW.fullmatch(said) is not None


def answer_named(form: UnitForm, row: Row, said: str) -> tuple[Question, dict[str, Raw]] | None:
    """The one question of a row that what is said of it answers."""
    found: list[tuple[Question, dict[str, Raw]]] = []
    for question in form.questions(row):
        if question.kind in ("note", "named"):
            continue
        try:
            found.append((question, read_answer(row, question, said)))
        except NumberFault:
            continue
    return found[0] if len(found) == 1 else None


def in_order(name: str, whole: str) -> bool:
    """信用村 of 信用示范村创建."""
    signs = iter(whole)
    return all(sign in signs for sign in name)
