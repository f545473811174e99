"""Average, highest, lowest, middle and sum of a figure: of a table, a class, of a list of units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.inquiry.asked import Asked
from bot.inquiry.averages import counted
from bot.inquiry.facts import Snapshot, has_row, of_part
from bot.inquiry.figures import figures
from bot.inquiry.finding import chosen_units, pairs, quarters_of
from bot.inquiry.listed import Figures
from bot.inquiry.words import found as words
from bot.inquiry.words.said import heading, measured
from bot.questions.combined.query import Query, Stat
from bot.speech.calendar import in_china
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.ranking import show

_WORDS: Final[Mapping[str, str]] = {
    "papers": "份", "reports": "篇", "count": "", "done": "%",
}  # fmt: skip
"""The measure word behind a figure; points where none stands here."""


async def stats(asked: Asked) -> Message:
    """What was asked of the figures, table by table, of each quarter."""
    query, notes, lines = asked.query, list[str](), list[str]()
    keys = quarters_of(query, asked.county, notes)
    shaky = False
    for at, earlier in await pairs(replace(query, quarters=tuple(keys), recent=0), asked.county):
        chosen = await chosen_units(query, at, earlier, asked.county)
        found = await _of_units(query, at)
        said = await _of_each(asked, at, [unit for unit in chosen if unit in found], found)
        silent = sum(unit not in found for unit in await _asked(query, at, chosen))
        if silent:
            notes.append(f"{name(*at.key)}有 {silent} 个单位还没有数，没有算在里面。")
        if len(keys) > 1:
            lines.append(name(*at.key) + ("" if at.graded else "（填报中，暂定）"))
        shaky = shaky or not at.graded
        lines += said or ["没有这样的单位，或者还没有数。"]
    when = name(*keys[-1]) if len(keys) == 1 else ""
    bare = replace(query, measure="", descending=None, first=0, row="", kind="")
    whom = heading(bare, asked.units, in_china(asked.turn.now).date())
    title = "，".join(one for one in (when, whom, measured(query)) if one)
    title += "（填报中，暂定）" if shaky and len(keys) == 1 else ""
    if query.form == "xlsx":
        return words.told_book(title, lines)
    newest = asked.county.of(keys[-1])
    more = (to("排名", "ranking", newest.id),) if newest else ()
    return Message(
        title=title,
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((*more, HOME),),
    )


async def _of_units(query: Query, at: Snapshot) -> Figures:
    """The figure of each unit. Totals are of every unit, as in the average that is told alone."""
    found = await figures(replace(query, measure=query.measure or "total"), at, None)
    if query.row or query.measure not in ("", "total"):
        return found
    every = {unit: line.total for unit, (_, line) in (await at.lines()).items()}
    return Figures(every, found.text)


async def _asked(query: Query, at: Snapshot, units: Sequence[int]) -> Sequence[int]:
    """Those of the units whose table has the row that is asked about."""
    if not query.row:
        return units
    lines = await at.lines()
    return [unit for unit in units if has_row(lines, unit, query.row)]


async def _of_each(asked: Asked, at: Snapshot, units: Sequence[int], found: Figures) -> list[str]:
    """A line for each table, class or part that is meant; of all of them together, a sum."""
    query, live = asked.query, await at.members()
    parts: dict[str, list[int]] = {}
    placed = await at.lines() if query.by == "class" or query.klass else {}
    for unit in units:
        called = live[unit].group
        if query.by == "class" or query.klass:
            called += (placed[unit][1].classification or "") if unit in placed else ""
        elif query.endings:
            called = next((one for one in query.endings if of_part(live[unit].name, one)), "")
        elif query.ending:
            called = query.ending
        if called:
            parts.setdefault(called, []).append(unit)
    lines = []
    for called, every in parts.items():
        lines.append(f"{called}　{_line(asked, every, found, await _silent(query, at, every))}")
    if "sum" in query.stats and len(parts) > 1:
        whole = sum((found.values[unit] for unit in units), Decimal(0))
        lines.append(f"合计　{_figure(query, whole)}")
    return lines


async def _silent(query: Query, at: Snapshot, units: Sequence[int]) -> str:
    """Whom an average of totals counts though they have said nothing."""
    if query.row or query.measure not in ("", "total"):
        return ""
    lines = await at.lines()
    return counted(lines[unit][1] for unit in units if unit in lines)


def _line(asked: Asked, units: Sequence[int], found: Figures, silent: str = "") -> str:
    said = [_one(asked, stat, units, found) for stat in asked.query.stats]
    return f"{'，'.join(said)}（{len(units)} 个单位{silent}）"


def _one(asked: Asked, stat: Stat, units: Sequence[int], found: Figures) -> str:
    values = sorted(found.values[unit] for unit in units)
    if stat in ("max", "min"):
        edge = values[-1 if stat == "max" else 0]
        who = [asked.named(unit) for unit in units if found.values[unit] == edge]
        named = "、".join(who[:_FEW]) + (f"等 {len(who)} 个单位" if len(who) > _FEW else "")
        return f"{'最高' if stat == 'max' else '最低'} {_figure(asked.query, edge)}（{named}）"
    if stat == "sum":
        return f"一共 {_figure(asked.query, sum(values, Decimal(0)))}"
    half, odd = divmod(len(values), 2)
    middle = values[half] if odd else quotient(values[half - 1] + values[half], Decimal(2))
    if stat == "median":
        return f"中位数 {_figure(asked.query, middle)}"
    mean = quotient(sum(values, Decimal(0)), Decimal(len(values)))
    return f"平均 {_figure(asked.query, mean)}"


_FEW: Final = 3


def _figure(query: Query, value: Decimal) -> str:
    word = _WORDS.get(query.measure, "分")
    shown = show(100 * value if word == "%" else value)
    return f"{shown}{word}" if word == "%" else f"{shown} {word}".rstrip()
