"""An edition of a quarter's results as one workbook: ranking, rows × units, reasons, the scheme.

Made from the edition alone, so the file says what was frozen and nothing newer. Points are numbers,
everything else is text that no program runs; formulas nowhere. Not here: what an edition is
(``bot.editions.edition``), and when one is handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, assert_never

from bot.corridor.recipes import makes
from bot.editions.edition import Edition, Raw, Result, Table, of_json
from bot.release.sheets.pieces import Book, Cell, Piece
from bot.speech.periodic import per
from scoring.assess import Assessment
from scoring.exact import plain, rounded, show
from scoring.periods import name
from scoring.scheme import Input, Row
from scoring.sentence import full_mark, ranking_rule, result, rule, total, total_rules
from scoring.shown import figure_in
from scoring.wording import percent

SOURCES: Final = {"accepted": "核定", "supplied": "部门数据", "claimed": "自评"}
KINDS: Final = {"announced": "公示", "published": "公布"}


@dataclass(frozen=True, slots=True)
class Moves:
    """How a table compares with the quarter before: ↑2, ↓1, —, 新 by unit, and what that means."""

    units: Mapping[str, str]
    note: str


def recipe_data(
    title: str, edition: Edition, moves: Mapping[str, Moves], anchor: str = ""
) -> dict[str, Any]:
    """What is drawn, as plain JSON; ``moves`` by group, none where there is no quarter before.

    ``anchor``: the end of the audit chain when the edition was entered.
    """
    compared = {group: {"units": dict(one.units), "note": one.note} for group, one in moves.items()}
    data = {"title": title, "edition": edition.as_json(), "moves": compared}
    return {**data, "anchor": anchor} if anchor else data


@makes("results")
def make(data: Mapping[str, Any]) -> bytes:
    """The xlsx of a recipe."""
    edition = of_json(data["edition"])
    book = Book(str(data["title"]))
    _cover(book, edition, str(data.get("anchor", "")))
    moves = {group: Moves(**one) for group, one in data.get("moves", {}).items()}
    for table in edition.tables:
        assessed = {one.unit: table.assessment(one) for one in table.results}
        _ranking(book, table, moves.get(table.group))
        _matrix(book, table)
        _reasons(book, table, assessed)
        _facts(book, table)
        _scheme(book, table)
    return book.bytes()


def _cover(book: Book, edition: Edition, anchor: str) -> None:
    year, number = edition.quarter
    lines = [
        (per("考核季度"), name(year, number)),
        ("版本", f"{KINDS[edition.kind]}第 {edition.version} 版"),
        ("生成时间（UTC）", edition.at),
        ("本版 SHA-256", edition.hash),
        ("替代的版本 SHA-256", edition.supersedes or "（第一版）"),
    ]
    lines += [
        (f"{table.group} 考核表", f"{table.scheme.title}；SHA-256 {table.digest}")
        for table in edition.tables
    ]
    if anchor:
        lines.append(("留痕锚", anchor))
    lines.append(("怎样复算", "把这个文件和同一版方案交给 python -m scoring score，结果相同。"))
    book.sheet("", "说明", (("项目", 22), ("内容", 100)), [(line,) for line in lines])


def _notes(table: Table) -> list[str]:
    scheme = table.scheme
    rules = ranking_rule(scheme, apart=table.apart)
    return [full_mark(scheme), rules, *total_rules(scheme), *scheme.defects]


def _ranking(book: Book, table: Table, moves: Moves | None) -> None:
    classed = any(one.classification for one in table.results)
    compared = moves is not None and any(moves.units.values())
    heads = [("名次", 8), ("单位", 36), ("得分", 12), ("等次", 12)]
    heads += [(per("较上季度"), 12)] if compared else []
    heads += [("备注", 34)]
    if classed:
        heads.insert(1, ("类别", 12))
    lines: list[tuple[Piece]] = []
    for one in table.results:
        line: list[Cell] = [Decimal(one.rank), one.name, _shown(table, one), one.grade]
        if moves is not None and compared:
            line.append(moves.units.get(str(one.unit), ""))
        line.append("暂定：还有未报的项目" if one.provisional else "")
        if classed:
            line.insert(1, one.classification or "未分类")
        lines.append((tuple(line),))
    notes = [*_notes(table), *([moves.note] if moves is not None and moves.note else [])]
    fixed = 3 if classed else 2
    book.sheet(table.group, "排名", heads, lines, notes, fixed=fixed)


def _shown(table: Table, one: Result) -> Decimal:
    return figure_in(table.scheme, table.results, one)


def _matrix(book: Book, table: Table) -> None:
    rows = table.scheme.rows
    heads = [("名次", 8), ("单位", 24), ("得分", 10)]
    heads += [(_head(row), 9) for row in rows]
    lines: list[tuple[Piece]] = []
    for one in table.results:
        line: list[Cell] = [Decimal(one.rank), one.name, _shown(table, one)]
        line += [_points(one.points[row.id]) if row.id in one.points else "不适用" for row in rows]
        lines.append((tuple(line),))
    book.sheet(table.group, "各项得分", heads, lines, fixed=2)


@lru_cache(maxsize=4096)
def _points(exact: Decimal) -> Decimal:
    return rounded(exact, 4, "half_up")


def _head(row: Row) -> str:
    most = f"（{show(row.points)}分）" if row.points.is_finite() else ""
    return f"{row.id} {row.name}{most}"


def _reasons(book: Book, table: Table, assessed: Mapping[int, Assessment]) -> None:
    heads = (
        ("单位", 18),
        ("指标", 24),
        ("得分", 8),
        ("分值", 8),
        ("数据", 36),
        ("怎样得出", 48),
        ("审核意见", 22),
    )
    book.sheet(table.group, "得分理由", heads, _why(table, assessed), fixed=1)


def _why(table: Table, assessed: Mapping[int, Assessment]) -> Iterator[tuple[Piece, ...]]:
    known: dict[object, tuple[Decimal, Piece]] = {}
    judged: dict[str, Piece] = {}
    for one in table.results:
        found, name = assessed[one.unit], (one.name,)
        for row in table.scheme.rows:
            points = one.points.get(row.id)
            if points is None:
                continue
            # The row's result is one object for all units with the same figures.
            key = (*_given(one, row), id(found.rows[row.id]))
            reason = known.get(key)
            if reason is None or reason[0] != points:
                reason = known[key] = (points, _reason(one, row, found))
            said = one.reasons.get(row.id, "")
            yield name, reason[1], judged.setdefault(said, (said,))
        yield ((one.name, "总分", _shown(table, one), "", "", total(table.scheme, found), ""),)


def _given(one: Result, row: Row) -> tuple[object, ...]:
    """All that a unit's figures of a row are told from, to be told once for units that share it."""
    given, sources = one.facts.get(row.id, {}), one.sources.get(row.id, {})
    return (row.id, *given, *given.values(), None, *sources, *sources.values())


def _reason(one: Result, row: Row, found: Assessment) -> Piece:
    most: Cell = row.points if row.points.is_finite() else "不限"
    return (
        f"{row.id} {row.name}",
        _points(one.points[row.id]),
        most,
        _figures(one, row),
        result(row, found.rows[row.id]),
    )


def _figures(one: Result, row: Row) -> str:
    given, sources = one.facts.get(row.id, {}), one.sources.get(row.id, {})
    parts = [
        f"{name.name} {_value(name, given[name.name])}（{SOURCES[sources[name.name]]}）"
        if name.name in given
        else f"{name.name} 未报"
        for name in row.inputs
    ]
    return "；".join(parts)


def _facts(book: Book, table: Table) -> None:
    """Every figure in a line of its own: the form in which ``python -m scoring score`` reads it."""
    back = any(one.returned for one in table.results)
    heads = [("单位", 30), ("类别", 12), ("指标", 8), ("输入项", 44), ("值", 14), ("来源", 10)]
    heads += [("退回", 10), ("上次核定", 14)] if back else []
    notes = ["这一张可以直接复算：python -m scoring score --scheme 方案 这个文件。空着的是未报。"]
    if back:
        notes.append("“退回”写着“是”的，退回以后没有补正，按方案的规定计。")
    book.sheet(table.group, "数据", heads, _figures_of(table, back=back), notes, fixed=1)


def _figures_of(table: Table, *, back: bool) -> Iterator[tuple[Piece, ...]]:
    known: dict[object, list[Piece]] = {}
    for one in table.results:
        head = (one.name, one.classification)
        for row in table.scheme.rows:
            if row.id not in one.points:
                continue
            key = (*_given(one, row), *_before(one, row))
            told = known.get(key)
            if told is None:
                told = known[key] = [
                    (row.id, name.name, *_figure(one, row, name, back=back)) for name in row.inputs
                ]
            for piece in told:
                yield head, piece


def _before(one: Result, row: Row) -> tuple[object, ...]:
    """What was accepted of a row that was sent back and did not come back."""
    if row.id not in one.returned:
        return ()
    accepted = one.returned[row.id] or {}
    return (True, *accepted, *accepted.values())


def _figure(one: Result, row: Row, name: Input, *, back: bool) -> list[str]:
    """A figure exact to the last digit, whose it is, and what was accepted before a return."""
    raw = one.facts.get(row.id, {}).get(name.name)
    found = [_exact(name, raw), "" if raw is None else SOURCES[one.sources[row.id][name.name]]]
    if not back:
        return found
    accepted = (one.returned.get(row.id) or {}).get(name.name)
    return [*found, "是" if row.id in one.returned else "", _exact(name, accepted)]


def _exact(name: Input, raw: Raw | None) -> str:
    if raw is None:
        return ""
    match name.kind:
        case "flag":
            return "是" if raw else "否"
        case "rate":
            return percent(Decimal(raw))
        case "count" | "amount" | "award":
            return plain(Decimal(raw))
        case "named":
            return str(raw)
        case _:
            assert_never(name.kind)


def _value(one: Input, raw: Raw) -> str:
    if one.kind == "flag":
        return "是" if raw else "否"
    if one.kind == "rate":
        return percent(Decimal(raw))
    if one.kind == "award":
        return f"{show(Decimal(raw))} 分"
    if one.kind == "named":
        return str(raw)
    return f"{raw} {one.unit}".rstrip()


def _scheme(book: Book, table: Table) -> None:
    heads = (
        ("编号", 8),
        ("指标", 24),
        ("分值", 8),
        ("考核内容", 40),
        ("评分标准（原文）", 50),
        ("计分规则", 50),
        ("说明", 40),
    )
    lines: list[tuple[Piece]] = [
        (
            (
                row.id,
                row.name,
                row.points if row.points.is_finite() else "不限",
                row.content,
                row.text,
                rule(row),
                "；".join(part for part in (row.reading, row.defect, row.printed) if part),
            ),
        )
        for row in table.scheme.rows
    ]
    book.sheet(table.group, "考核表", heads, lines, [table.scheme.title], fixed=2)
