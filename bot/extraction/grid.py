"""From letters and ruled lines to the cells of tables: pure geometry.

Here: which rules make a table, which of its fields are one cell. Not here: where letters and rules
come from (`pdf`, `ofd`, `rules`, `grounds`), tables without upright rules (`columns`), what a table
is about.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bot.extraction.columns import columns_of
from bot.extraction.fields import Field, Row, Rule, paragraphs, sign_width, white, written
from bot.extraction.layout import Piece, in_lines

_FEW = 2
_MOST_LINES = 400
_COVERED = 0.6
"""So much of the side of a field must be ruled."""
_HIGHEST = 2.5
"""So many letters high an upright run may be and still be a stroke of one."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, one: Piece) -> bool:
        x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom


def ruling(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Rule]:
    """The rules without what only looks like one: an upright stroke of a letter in a low row."""
    if not pieces:
        return list(rules)
    unit = median(one.height for one in pieces)
    near: dict[int, list[Piece]] = {}
    for one in pieces:
        for band in range(int(one.top // unit), int(one.bottom // unit) + 1):
            near.setdefault(band, []).append(one)
    return [r for r in rules if r.flat or not _stroke(r, near, unit)]


def _stroke(rule: Rule, near: dict[int, list[Piece]], unit: float) -> bool:
    """Whether an upright rule is no longer than a letter is high, and stands within one."""
    if rule.end - rule.begin > _HIGHEST * unit:
        return False
    middle = (rule.begin + rule.end) / 2
    return any(
        one.left + unit * 0.05 < rule.at < one.right - unit * 0.05 and one.top < middle < one.bottom
        for one in near.get(int(middle // unit), ())
    )


def rows_of(
    pieces: Sequence[Piece], rules: Sequence[Rule], known: Sequence[float] = ()
) -> tuple[list[Row], list[float]]:
    """The page as rows: one field for a line of text, many for a row of a table, from above.

    `known` are the columns of the last table of the page before, which may go on; those of this
    page's last table come back.
    """
    unit = median(one.height for one in pieces) if pieces else 10.0
    found: list[tuple[float, list[Row]]] = []
    columns: list[tuple[float, list[float]]] = []
    left = list(pieces)
    for group in _banded(_together(rules, unit * 0.3), unit):
        table = _table(group, unit * 0.3)
        if table is None:
            continue
        box, xs, ys, upright, flat = table
        xs = _going_on(xs, known, unit)
        goes_on = not columns and len(known) == len(xs) and _alike(xs, known, unit)
        ys = _open_ends(left, xs, ys, unit, goes_on=goes_on)
        box = _Box(xs[0], ys[0], xs[-1], ys[-1])
        own = [one for one in left if box.holds(one)]
        left = [one for one in left if not box.holds(one)]
        if len(xs) <= _FEW and len(ys) > _FEW:
            found.append((box.top, columns_of(own, flat)[0]))
            continue
        found.append((box.top, _fields(own, xs, ys, upright, flat, unit, rest=goes_on)))
        columns.append((box.top, xs))
    found += [(top, [(Field(text),)]) for top, text in paragraphs(left, unit)]
    found.sort(key=lambda one: one[0])
    last = max(columns, default=(0.0, []))[1]
    return [row for _, rows in found for row in rows], last


def _going_on(xs: list[float], known: Sequence[float], unit: float) -> list[float]:
    """The columns of the table before, where this one has its edges and none of its own."""
    if len(known) <= len(xs) or not xs:
        return xs
    ends = abs(xs[0] - known[0]) <= unit and abs(xs[-1] - known[-1]) <= unit
    inside = all(any(abs(x - one) <= unit * 0.5 for one in known) for x in xs)
    return list(known) if ends and inside else xs


def _alike(xs: Sequence[float], known: Sequence[float], unit: float) -> bool:
    return all(abs(x - one) <= unit * 0.5 for x, one in zip(xs, known, strict=True))


def _open_ends(
    pieces: Sequence[Piece], xs: Sequence[float], ys: list[float], unit: float, *, goes_on: bool
) -> list[float]:
    """The rows with one more above or below, which no rule closes: the page ends there."""
    if len(xs) <= _FEW:
        return ys
    wide = sign_width(pieces, unit)
    lines = in_lines([one for one in pieces if xs[0] <= one.left and one.right <= xs[-1]])
    below = _reached([one for one in lines if _top(one) > ys[-1]], ys[-1], xs, unit, wide)
    ahead = [one for one in reversed(lines) if max(p.bottom for p in one) < ys[0]]
    above = _reached(ahead, ys[0], xs, unit, wide, rest=goes_on)
    return [*([above] if above is not None else []), *ys, *([below] if below is not None else [])]


def _top(line: Sequence[Piece]) -> float:
    return min(one.top for one in line)


def _reached(
    lines: Sequence[Sequence[Piece]],
    edge: float,
    xs: Sequence[float],
    unit: float,
    wide: float,
    *,
    rest: bool = False,
) -> float | None:
    """How far the lines next to a table's edge go on in its columns; None: they do not.

    ``rest``: they may be the rest of a row of the page before, which names nothing itself.
    """
    own: list[Piece] = []
    end = edge
    for line in lines:
        top, bottom = _top(line), max(one.bottom for one in line)
        away = top - end if top >= end else end - bottom
        if away > unit * 0.9 or not all(white(line, x, wide) for x in xs[1:-1]):
            break
        own += line
        end = bottom if top >= edge else top
    columns = {sum(one.left > x for x in xs[1:-1]) for one in own}
    least = 1 if rest and 0 not in columns else max(_FEW + 1, len(xs) - _FEW)
    if len(columns) < least:
        return None
    return end + unit * 0.2 if end > edge else end - unit * 0.2


def _together(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """Rules that touch one another: the tables of a page."""
    groups: list[list[Rule]] = []
    for one in rules[: _MOST_LINES * 10]:
        touching = [group for group in groups if any(_touch(one, other, near) for other in group)]
        merged = [one, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def _banded(groups: list[list[Rule]], unit: float) -> list[list[Rule]]:
    """Tables of which only every other row has upright rules are one, not one a row."""
    found: list[list[Rule]] = []
    for group in sorted(groups, key=lambda one: min(r.at if r.flat else r.begin for r in one)):
        ends = _ends(group)
        if found and ends and (before := _ends(found[-1])):
            alike = all(abs(a - b) <= unit * 0.3 for a, b in zip(ends, before, strict=True))
            inner = any(not r.flat for r in (*group, *found[-1]))
            if alike and inner:
                found[-1] = [*found[-1], *group]
                continue
        found.append(group)
    return found


def _ends(group: Sequence[Rule]) -> tuple[float, float] | None:
    """Where the flat rules of a group begin and end."""
    flat = [r for r in group if r.flat]
    return (min(r.begin for r in flat), max(r.end for r in flat)) if flat else None


def _touch(one: Rule, other: Rule, near: float) -> bool:
    if one.flat == other.flat:
        apart = max(one.begin, other.begin) - min(one.end, other.end)
        return abs(one.at - other.at) <= near and apart <= near
    flat, upright = (one, other) if one.flat else (other, one)
    across = flat.begin - near <= upright.at <= flat.end + near
    return across and upright.begin - near <= flat.at <= upright.end + near


def _places(values: Iterable[float], near: float) -> list[float]:
    """Places closer than `near` as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


_Table = tuple[_Box, list[float], list[float], list[Rule], list[Rule]]


def _table(group: Sequence[Rule], near: float) -> _Table | None:
    """The box, columns and rows of rules that make a table, or None."""
    upright, flat = [r for r in group if not r.flat], [r for r in group if r.flat]
    xs, ys = _places((r.at for r in upright), near), _places((r.at for r in flat), near)
    if len(flat) < _FEW or len(ys) < _FEW or len(upright) < _FEW:
        return None
    # a table may be open at its sides: what its flat rules reach is a column, too
    begin, end = min(r.begin for r in flat), max(r.end for r in flat)
    xs = [*([begin] if begin < xs[0] - 3 * near else []), *xs]
    xs = [*xs, *([end] if end > xs[-1] + 3 * near else [])]
    box = _Box(xs[0], ys[0], xs[-1], ys[-1])
    return box, xs, ys, upright, flat


def _ruled(rules: Sequence[Rule], at: float, begin: float, end: float, near: float) -> bool:
    """Whether most of a side of a field is ruled."""
    covered = sum(
        max(0.0, min(one.end, end) - max(one.begin, begin))
        for one in rules
        if abs(one.at - at) <= near
    )
    return covered >= _COVERED * (end - begin)


def _fields(
    pieces: Sequence[Piece],
    xs: Sequence[float],
    ys: Sequence[float],
    upright: Sequence[Rule],
    flat: Sequence[Rule],
    unit: float,
    *,
    rest: bool,
) -> list[Row]:
    """Every field of a table, those that no rule divides joined to one cell."""
    near = unit * 0.4
    upright = [*upright, *_bare_rows(pieces, xs, ys, upright, near, rest=rest)]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            owner[i, j] = (i, j)
            inner = not _ruled(upright, xs[j], ys[i], ys[i + 1], near)
            over = not _ruled(flat, ys[i], xs[j], xs[j + 1], near)
            if j and inner:
                owner[i, j] = owner[i, j - 1]
            elif i and over:
                owner[i, j] = owner[i - 1, j]
    texts = _texts(pieces, owner, xs, ys)

    def field(i: int, j: int) -> Field:
        own = owner[i, j]
        place = (0, xs[j], ys[i], xs[j + 1], ys[i + 1])
        copied = own != (i, j)
        across = copied and own[0] == i
        return Field(texts.get(own, ""), copied=copied, across=across, places=(place,))

    return [tuple(field(i, j) for j in range(len(xs) - 1)) for i in range(len(ys) - 1)]


def _bare_rows(
    pieces: Sequence[Piece],
    xs: Sequence[float],
    ys: Sequence[float],
    upright: Sequence[Rule],
    near: float,
    *,
    rest: bool,
) -> list[Rule]:
    """Upright rules of rows that have none, where white runs through them at every column.

    Styles with bands rule every other row only; a heading across the table has text at the edges.
    The first rows may hold the ``rest`` of one that another page began: it names nothing.
    """
    wide = sign_width(pieces, near)
    added: list[Rule] = []
    for top, bottom in itertools.pairwise(ys):
        own = [one for one in pieces if top <= (one.top + one.bottom) / 2 < bottom]
        ruled = [x for x in xs[1:-1] if _ruled(upright, x, top, bottom, near)]
        for left, right in itertools.pairwise([xs[0], *ruled, xs[-1]]):
            inner = [x for x in xs if left < x < right]
            inside = [one for one in own if left <= (one.left + one.right) / 2 < right]
            sides = {sum(one.left > x for x in inner) for one in inside}
            least = len(inner) if ruled else _FEW
            begun = rest and top in ys[:2] and sides and 0 not in sides and inside == own
            enough = begun or len(sides) >= max(_FEW, least)
            if enough and all(white(inside, x, wide) for x in inner):
                added += [Rule(flat=False, at=x, begin=top, end=bottom) for x in inner]
    return added


def _texts(
    pieces: Sequence[Piece],
    owner: dict[tuple[int, int], tuple[int, int]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> dict[tuple[int, int], str]:
    """What is written in each cell."""
    inside: dict[tuple[int, int], list[Piece]] = {}
    right: dict[tuple[int, int], float] = {}
    for (i, j), own in owner.items():
        right[own] = max(right.get(own, xs[j + 1]), xs[j + 1])
        box = _Box(xs[j], ys[i], xs[j + 1], ys[i + 1])
        inside.setdefault(own, []).extend(one for one in pieces if box.holds(one))
    return {own: written(found, xs[own[1]], right[own]) for own, found in inside.items() if found}
