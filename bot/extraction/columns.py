"""A table without upright rules: columns by the white between them, rows by what stands still.

Rows are divided by flat rules where there are enough, else by wider white between lines, else by
the figures (number, points) that stand in the first line of every row. Where none of these agrees
with the figures, the rows are `unsure`: nobody may count on them. Not here: ruled tables (`grid`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bot.extraction.fields import (
    Field,
    Place,
    Row,
    Rule,
    is_figure,
    is_heading,
    paragraphs,
    parts_of,
    sign_width,
    written,
)
from bot.extraction.layout import Piece, in_lines, joined

_FEW = 2
Line = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where columns divide, how wide a sign is; ``edges`` has one fewer than columns."""

    edges: tuple[float, ...]
    wide: float

    def texts(self, line: Line) -> list[str]:
        """What a line says in each column."""
        return [joined(own) for own in self.cut(line)]

    def cut(self, line: Line) -> list[list[Piece]]:
        """The pieces of a line by column."""
        found: list[list[Piece]] = [[] for _ in range(len(self.edges) + 1)]
        for one in line:
            middle = (one.left + one.right) / 2
            found[sum(middle >= edge for edge in self.edges)].append(one)
        return found

    def cuts(self, line: Line) -> bool:
        """Whether an edge runs through what is one run of text."""
        parts = parts_of(line, self.wide)
        return any(_crosses(part, edge) for part in parts for edge in self.edges)

    def across(self, line: Line) -> bool:
        """Whether a line is a heading over the columns: one run that begins left and crosses."""
        parts = parts_of(line, self.wide)
        if any(_crosses(parts[0], edge) for edge in self.edges):
            return parts[0][0].left < self.edges[0]
        return len(parts) == 1 and is_heading(joined(line))


def _crosses(part: Line, edge: float) -> bool:
    return part[0].left < edge < part[-1].right


def columns_of(
    pieces: Sequence[Piece], rules: Sequence[Rule], known: Sequence[float] = ()
) -> tuple[list[Row], Sequence[float]]:
    """A page whose table has no upright rules, and where its columns divide.

    ``known`` are the columns of the page before, which go on where this page has no heading.
    """
    unit = median(one.height for one in pieces) if pieces else 10.0
    lines = in_lines(pieces)
    wide = sign_width(pieces, unit)
    cut = [parts_of(line, wide) for line in lines]
    head = next((n for n, parts in enumerate(cut) if len(parts) > _FEW), None)
    if head is None:
        return [(Field(text),) for _, text in paragraphs(pieces, unit)], ()
    edges: Sequence[float] = ()
    if not any(is_figure(joined(part)) for part in cut[head]):
        edges = _edges([part for parts in cut[head:] for part in parts], cut[head])
    elif known:
        edges = known
        head = _reached_up(lines, head, _Columns(tuple(known), wide))
    else:
        edges = _edges([part for parts in cut[head:] for part in parts], cut[head])
    before = [one for line in lines[:head] for one in line]
    above = [(Field(text),) for _, text in paragraphs(before, unit)]
    ys = _places((r.at for r in rules if r.flat), unit * 0.5)
    return above + _divided(lines[head:], _Columns(tuple(edges), wide), ys, unit), edges


def _reached_up(lines: Sequence[Line], head: int, columns: _Columns) -> int:
    """The first line of a page that belongs to the table of the page before."""
    at = head
    while at and not any(
        _crosses(part, edge)
        for part in parts_of(lines[at - 1], columns.wide)
        for edge in columns.edges
    ):
        at -= 1
    return at


def _places(values: Iterable[float], near: float) -> list[float]:
    """Places closer than ``near`` as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _edges(body: Sequence[Line], head: Sequence[Line]) -> list[float]:
    """Where columns divide: the white between them that nothing crosses, else between headings."""
    edges = []
    for one, after in itertools.pairwise(head):
        left, right = one[-1].right, after[0].left
        ends = [part[-1].right for part in body if part[0].left < left and part[-1].right < right]
        begins = [part[0].left for part in body if left < part[0].left <= right]
        low, high = max([left, *ends]), min([right, *begins])
        edges.append((low + high) / 2 if low < high else (left + right) / 2)
    return edges


def _divided(
    lines: Sequence[Line], columns: _Columns, ys: Sequence[float], unit: float
) -> list[Row]:
    """The lines as rows, by the first way of dividing them that agrees with their figures."""
    figures = _figure_columns(lines[1:], columns)
    ways = [_by_white(lines, unit), _by_figures(lines, columns, figures)]
    if len(ys) > _FEW:
        ways.insert(0, _by_rules(lines, ys, unit))
    for number, bands in enumerate(ways, 1):
        cut = _headings_apart(bands, columns)
        whole = number < len(ways) or all(_begins_whole(band, columns) for band in cut[1:])
        if whole and _agrees(cut[1:], columns, figures):
            return [_row(band, columns) for band in cut]
    unsure = _headings_apart(ways[0], columns)
    return [tuple(replace(one, unsure=True) for one in _row(band, columns)) for band in unsure]


def _figure_columns(lines: Sequence[Line], columns: _Columns) -> set[int]:
    """The columns in which nothing but figures stands."""
    seen: dict[int, list[bool]] = {}
    for line in lines:
        if columns.across(line):
            continue
        for at, text in enumerate(columns.texts(line)):
            if text:
                seen.setdefault(at, []).append(is_figure(text))
    return {at for at, found in seen.items() if len(found) > 1 and sum(found) > 0.8 * len(found)}


def _by_rules(lines: Sequence[Line], ys: Sequence[float], unit: float) -> list[list[Line]]:
    bands: list[list[Line]] = []
    last = 0.0
    for line in lines:
        top, bottom = min(one.top for one in line), max(one.bottom for one in line)
        if not bands or any(last - unit * 0.3 <= y <= top + unit * 0.5 for y in ys):
            bands.append([])
        bands[-1].append(line)
        last = bottom
    return bands


def _by_white(lines: Sequence[Line], unit: float) -> list[list[Line]]:
    bands: list[list[Line]] = []
    last = 0.0
    for line in lines:
        if not bands or min(one.top for one in line) - last > unit * 0.9:
            bands.append([])
        bands[-1].append(line)
        last = max(one.bottom for one in line)
    return bands


def _by_figures(lines: Sequence[Line], columns: _Columns, figures: set[int]) -> list[list[Line]]:
    """A row begins where all its figures stand, with nothing of it above."""
    bands: list[list[Line]] = []
    for line in lines:
        texts = columns.texts(line)
        begins = bool(figures) and all(texts[at] for at in figures)
        if not bands or len(bands) == 1 or begins or columns.across(line):
            bands.append([])
        bands[-1].append(line)
    return bands


def _headings_apart(bands: Sequence[Sequence[Line]], columns: _Columns) -> list[list[Line]]:
    """A heading over the columns is a row of its own."""
    found: list[list[Line]] = []
    for band in bands:
        fresh = True
        for line in band:
            own = columns.across(line) and not _figured(line, columns)
            if own or fresh:
                found.append([])
            found[-1].append(line)
            fresh = own
    return found


def _figured(line: Line, columns: _Columns) -> bool:
    return any(is_figure(text) for text in columns.texts(line))


def _agrees(bands: Sequence[Sequence[Line]], columns: _Columns, figures: set[int]) -> bool:
    """Whether every row has each of its figures once, in its first line or its middle."""
    if any(columns.cuts(line) and not columns.across(line) for band in bands for line in band):
        return False
    if not figures:
        return all(_begins_whole(band, columns) for band in bands)
    points = max(figures)
    for number, band in enumerate(bands):
        if len(band) == 1 and columns.across(band[0]):
            continue
        cut = [columns.cut(line) for line in band]
        if number == 0 and not any(line[at] for line in cut for at in figures):
            continue  # what the page before began
        said = {at: _written([line[at] for line in cut]) for at in figures}
        if not said[points] or not all(is_figure(one) for one in said.values() if one):
            return False
        high = [sum(bool(line[at]) for line in cut) for at in figures if said[at]]
        if max(high) > _FEW or (min(high) > 1 and len(bands) > _FEW):
            return False  # several numbers in one row; one alone may be broken by a narrow column
        lines = [n for n, line in enumerate(cut) if line[points]]
        if lines[0] and lines[0] + lines[-1] not in range(len(cut) - 2, len(cut) + 1):
            return False
    return len(bands) > 1


def _written(lines: Sequence[Sequence[Piece]]) -> str:
    """The text of one column of a row."""
    own = [one for line in lines for one in line]
    left = min((one.left for one in own), default=0.0)
    return written(own, left, max(one.right for one in own)) if own else ""


def _begins_whole(band: Sequence[Line], columns: _Columns) -> bool:
    """Whether the first line of a row has something in every column that the row uses."""
    cut = [columns.texts(line) for line in band]
    used = {at for line in cut for at, text in enumerate(line) if text}
    return all(cut[0][at] for at in used)


def _row(band: Sequence[Line], columns: _Columns) -> Row:
    count = len(columns.edges) + 1
    if len(band) == 1 and columns.across(band[0]) and not _figured(band[0], columns):
        first = Field(joined(band[0]))
        return (first, *(Field(first.text, copied=True, across=True) for _ in range(count - 1)))
    cut = [columns.cut(line) for line in band]
    place = _place([one for line in band for one in line])
    return tuple(
        Field(_written([line[at] for line in cut]), places=(place,)) for at in range(count)
    )


def _place(pieces: Sequence[Piece]) -> Place:
    return (
        0,
        min(one.left for one in pieces),
        min(one.top for one in pieces),
        max(one.right for one in pieces),
        max(one.bottom for one in pieces),
    )
