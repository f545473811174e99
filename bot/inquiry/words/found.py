"""Sentences of an answer: the list, what was understood, how many, and what could not be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.paging import ROW, leaf
from bot.inquiry.listed import Found, Line, Section
from bot.inquiry.sheets.picture import pages
from bot.inquiry.words.said import heading, named_quarters
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from scoring.exact import quotient

PER_PAGE = 10


def listed(
    found: Found,
    number: int,
    page: int,
    units: Mapping[int, str],
    today: date,
    *,
    xlsx: bool = True,
) -> Message:
    """The list, or one page of it."""
    rows = [(section, at) for section in found.sections for at in range(len(section.lines))]
    shown = leaf(rows, page, PER_PAGE)
    seen = [(section, section.lines[at]) for section, at in shown.items]
    title = f"{heading(found.query, units, today)}{shown.mark}"
    buttons: tuple[ROW, ...] = shown.turning(lambda one: f"found/{number}/{one}")
    if rows and xlsx:
        as_ = (to("发表格", "found", number, "xlsx"), to("发图", "found", number, "picture"))
        buttons = (*buttons, (*(as_ if len(rows) <= MOST_DRAWN else as_[:1]), HOME))
    else:
        buttons = (*buttons, (HOME,))
    text = _text(found, seen, shown.first)
    return Message(title=title, text=text, buttons=buttons, replace=shown.pages > 1 and page > 1)


def _text(found: Found, rows: Sequence[tuple[Section, Line]], first: int) -> str:
    lines: list[str] = []
    several = len(found.sections) > 1
    if several and found.query.counted:
        lines.append(_so_many(found.sections))
    told: Section | None = None
    place = _place(found, rows, first)
    for section, line in rows:
        if section is not told:
            lines.append(_head(section))
            place = 1 if told is not None and several else place
            told = section
        cells = "　".join(_cells(found, section, line))
        lines.append(f"{place}. {line.short}　{cells}".rstrip())
        place += 1
    bare = bool(found.query.first and not found.query.tests)
    empty = [_head(section, bare=bare) for section in found.sections if not section.lines]
    return "\n".join([*lines, *empty, *(f"（{note}）" for note in found.notes)])


def _so_many(sections: Sequence[Section]) -> str:
    """2026年二季度 11 个，2026年三季度 12 个: how many there were, before who they are."""
    each = [f"{name(*one.quarter)} {len(one.lines)} 个" for one in sections]
    first, last = len(sections[0].lines), len(sections[-1].lines)
    way = (
        "一样多" if first == last else f"{'多' if last > first else '少'}了 {abs(last - first)} 个"
    )
    return f"{'，'.join(each)}：{way}。"


def _cells(found: Found, section: Section, line: Line) -> list[str]:
    """What stands beside a name; a column of another quarter or of a row says what it is."""
    own = len(section.heads) - len(found.query.also) * (not section.beside)
    return [
        f"{head} {cell}" if place >= own and " " in head and not section.beside else cell
        for place, (head, cell) in enumerate(zip(section.heads, line.cells, strict=True))
        if cell
    ]


def _place(found: Found, rows: Sequence[tuple[Section, Line]], first: int) -> int:
    """The number of the first line within its own section."""
    if not rows:
        return 1
    for section in found.sections:
        if section is rows[0][0]:
            return first
        first -= len(section.lines)
    return 1


def _head(section: Section, *, bare: bool = False) -> str:
    """``bare``: an order was asked for, and nobody has a figure to be ordered by."""
    count = len(section.lines)
    none = f"还没有哪个单位有{section.heads[0]}" if bare and section.heads else "没有这样的单位"
    with_ = f"，和{name(*section.against)}比" if section.against else ""
    shaky = "，填报中、暂定" if section.provisional else ""
    many = f"{count} 个单位（共 {section.of} 个）" if count else none
    if section.tables and count:
        many = _shares(section)
    table = f" {section.table}" if section.table else ""
    every = (*section.beside, section.quarter)
    at = named_quarters(every) if section.over else "、".join(name(*one) for one in every)
    in_turn = "（依次）" if section.beside and not section.over else ""
    return f"{at}{in_turn}{table}{with_}{shaky}：{many}"


def _shares(section: Section) -> str:
    """12 个单位，占 57 个的 21.1%；其中县直单位 9/42，占 21.4%…"""
    count = len(section.lines)
    said = f"{count} 个单位，占 {section.of} 个的 {percent(count, section.of)}"
    if len(section.tables) < _TWO:
        table = next((name_ for name_, _ in section.tables if name_ and not section.table), "")
        return (
            f"{count} 个单位，都是{table}的，占 {section.of} 个的 {percent(count, section.of)}"
            if table
            else said
        )
    counts = section.lines.tables()
    each = [
        f"{table} {counts[table]}/{size}，占 {percent(counts[table], size)}"
        for table, size in section.tables
    ]
    return f"{said}（{'；'.join(each)}）"


_TWO: Final = 2


def percent(part: int, whole: int) -> str:
    """21.4%."""
    return f"{quotient(Decimal(100 * part), Decimal(whole)):.1f}%"


def workbook(found: Found, units: Mapping[int, str], today: date) -> Message:
    """The list as a file."""
    said = heading(found.query, units, today)
    return Message(
        title=said,
        text=_summary(found),
        files=(sheet(said, found),) if found.units else (),
        buttons=((HOME,),),
    )


def pictures(found: Found, units: Mapping[int, str], today: date, now: datetime) -> Message:
    """The list as pictures, to be forwarded; a file where it would be too many of them."""
    said = heading(found.query, units, today)
    count = sum(len(one.lines) for one in found.sections)
    if not count or count > MOST_DRAWN:
        told = workbook(found, units, today)
        why = f"{count} 个单位画成图太长了，发您表格。\n" if count else ""
        return told.model_copy(update={"text": f"{why}{told.text}".replace("表格可发", "图可发")})
    tables = [
        {
            "head": _head(section),
            "lines": [[line.short, _cells(found, section, line)] for line in section.lines],
        }
        for section in found.sections
    ]
    below = [*found.notes, f"{say_moment(now, now)} 的数据"]
    files = tuple(
        File(label=label, picture=True, recipe=Recipe(name="found picture", data=data))
        for label, data in pages(said, tables, below)
    )
    return Message(title=said, text=_summary(found), files=files, buttons=((HOME,),))


MOST_DRAWN = 225
"""So many units are drawn; a longer list is a file."""


def _summary(found: Found) -> str:
    lines = [_head(section) for section in found.sections]
    lines += [] if found.units else ["名单是空的，没有表格可发。"]
    return "\n".join([*lines, *(f"（{note}）" for note in found.notes)])


def sheet(said: str, found: Found) -> File:
    """The workbook of a list."""
    tables = [
        {
            "name": f"{name(*section.quarter)}{section.table}",
            "heads": ["序号", "单位", "考核表", *section.heads],
            "lines": [
                [place, line.short, line.group, *line.cells]
                for place, line in enumerate(section.lines, 1)
            ],
        }
        for section in found.sections
    ]
    label = "".join(one for one in said if one not in '\\/:*?"<>|')[:40]
    recipe = Recipe(name="found", data={"title": said, "tables": tables, "notes": found.notes})
    return File(label=f"{label}.xlsx", recipe=recipe)


def told_book(said: str, lines: Sequence[str]) -> Message:
    """What was told, as a file: whom or what each line is about, and what it says."""
    cells = [_NUMBERED.sub("", one).partition("　") for one in lines]
    rows = [[place, *_apart(one)] for place, one in enumerate(cells, 1)]
    table = {"name": said, "heads": ["序号", "哪一个", "情况"], "lines": rows}
    label = "".join(one for one in said if one not in '\\/:*?"<>|')[:40]
    data = {"title": said, "tables": [table], "notes": ()}
    file = File(label=f"{label}.xlsx", recipe=Recipe(name="found", data=data))
    return Message(title=said, text=f"表格里有 {len(rows)} 行。", files=(file,), buttons=((HOME,),))


def table_book(
    said: str, name: str, heads: Sequence[str], lines: Sequence[Sequence[str]], notes: Sequence[str]
) -> Message:
    """A table that is no list of units, as a file."""
    table = {"name": name, "heads": [*heads], "lines": [[*one] for one in lines]}
    label = "".join(one for one in said if one not in '\\/:*?"<>|')[:40]
    data = {"title": said, "tables": [table], "notes": [*notes]}
    file = File(label=f"{label}.xlsx", recipe=Recipe(name="found", data=data))
    text = "\n".join([*notes, f"表格里有 {len(lines)} 行。"])
    return Message(title=said, text=text, files=(file,), buttons=((HOME,),))


_NUMBERED: Final = re.compile(r"^[0-9]+\. ")


def _apart(line: tuple[str, str, str]) -> tuple[str, str]:
    return (line[0], line[2]) if line[1] else ("", line[0])


def of_another(number: int, quarter: int, name: str) -> Button:
    """To the same of another quarter."""
    return to(f"看{name}", "found", number, "of", quarter)


def cannot_tell(why: str, *buttons: Button) -> Message:
    """What is asked is not known."""
    return Message(text=why, buttons=(*((one,) for one in buttons), (HOME,)))


def too_old() -> str:
    """A button of an answer that is no longer kept."""
    return "这个结果已经过去太久，请再问一次。"
