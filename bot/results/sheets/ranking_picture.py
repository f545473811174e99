"""The ranking of one table as a picture for a phone: drawn here, and nowhere decided.

Names, ranks, grades, points and every sentence come in finished; this file only places them.
It is drawn 1080 pixels wide, three for each pixel of a phone 360 wide. Not here: who ranks where
(``scoring.ranking``), how points are rounded (``scoring.assess``), how the picture is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.corridor.recipes import makes
from bot.paper import fonts
from bot.paper.canvas import Arrow, Mark, Pill, Rule, Text, paint

WIDTH = 1080
PER_PAGE = 45
"""Lines on one picture; more would be too small to read once a phone has fitted it to its width."""

MARGIN = 54
RANK_CENTRE = 90
NAME_LEFT = 150
RIGHT = WIDTH - MARGIN
BAR_RIGHT = RIGHT - 126
BAR_HEIGHT = 16
DISC = 38
"""Radius of the disc behind the first three ranks."""

TITLE_SIZE = 58
TITLE_LEAST = 46
"""A title that does not fit on one line even at this size takes two."""
SMALL_SIZE = 38
NAME_SIZE = 45
POINTS_SIZE = 47
RANK_SIZE = 42
GRADE_SIZE = 34
TAG_SIZE = 29
NOTE_SIZE = 34
TAG_WIDTH = 84
SECTION_SIZE = 42
SECTION_ROW = 92
ROOMY_ROW = 138
CLOSE_ROW = 118
ROOMY_UP_TO = 20
"""Up to so many lines are set with more air; longer lists closer, to stay scrollable."""

PAPER = "#FFFFFF"
INK = "#1B2430"
SOFT = "#5B6775"
FAINT = "#D9DFE6"
TRACK = "#EEF1F4"
TOP_DISC = "#E4EDF5"
TOP_INK = "#0B5A8F"
NO_GRADE = "#8A94A0"
GRADE_COLOURS = {"优秀": "#0B5A8F", "良好": "#62AFD8", "合格": "#D9A441", "不合格": "#A8402A"}
"""Blue to vermilion, with differing lightness: told apart with any colour vision and in grey."""


@dataclass(frozen=True)
class RankingLine:
    """One unit's line."""

    rank: int | None
    """None: not ranked; a dash stands in its place."""
    name: str
    points_text: str
    """The points as everywhere shown, such as ``97.50``."""
    points: float
    """The same, 0 to ``full``; used for nothing but the length of the bar."""
    grade: str
    provisional: bool = False
    movement: str = ""
    """Since the last quarter: ↑2, ↓1, — for the same place, 新; empty: nothing to compare."""
    section: str = ""
    """The class whose ranking this line belongs to; a heading stands where it changes."""


@dataclass(frozen=True)
class RankingPicture:
    """What one picture shows, from top to bottom."""

    title: str
    subtitle: str
    note: str
    """The footnote: what full is, what 暂定 means."""
    lines: tuple[RankingLine, ...]
    full: float
    """Points that fill a bar."""
    grades: tuple[tuple[str, int], ...] = ()
    """Grades and how many units have each; counted from ``lines`` when left empty."""


def pages(picture: RankingPicture, per_page: int = PER_PAGE) -> tuple[RankingPicture, ...]:
    """``picture`` as pictures of at most ``per_page`` lines, evenly filled.

    Each says which one it is, and each carries the grade counts of the whole ranking.
    """
    count = max(1, -(-len(picture.lines) // per_page))
    if count == 1:
        return (picture,)
    grades = picture.grades or _count_grades(picture.lines)
    size, longer = divmod(len(picture.lines), count)
    parts: list[RankingPicture] = []
    start = 0
    for number in range(1, count + 1):
        end = start + size + (1 if number <= longer else 0)
        subtitle = f"{picture.subtitle}（第{number}张，共{count}张）"
        lines = picture.lines[start:end]
        parts.append(replace(picture, subtitle=subtitle, lines=lines, grades=grades))
        start = end
    return tuple(parts)


@dataclass(frozen=True)
class Arrangement:
    """A picture as marks, before it is painted."""

    height: int
    marks: tuple[Mark, ...]


@makes("ranking")
def make(data: Mapping[str, Any]) -> bytes:
    """A page of a ranking as a PNG; ``data`` is ``asdict`` of a ``RankingPicture``."""
    lines = tuple(RankingLine(**line) for line in data["lines"])
    grades = tuple((str(name), int(count)) for name, count in data.get("grades", ()))
    return draw(RankingPicture(**{**data, "lines": lines, "grades": grades}))


def draw(picture: RankingPicture) -> bytes:
    """``picture`` as a PNG, 1080 pixels wide and as high as it needs to be.

    Raises:
        ValueError: more than ``PER_PAGE`` lines (``pages`` splits them), or ``full`` not positive.

    """
    arranged = arrange(picture)
    return paint((WIDTH, arranged.height), PAPER, arranged.marks)


def arrange(picture: RankingPicture) -> Arrangement:
    """Where everything of ``picture`` stands. Raises as ``draw`` does."""
    if len(picture.lines) > PER_PAGE:
        raise ValueError(f"{len(picture.lines)} lines on one picture, at most {PER_PAGE}")
    if not picture.full > 0:
        raise ValueError(f"full mark {picture.full} is not positive")
    marks: list[Mark] = []
    y = _arrange_head(picture, marks)
    row = ROOMY_ROW if len(picture.lines) <= ROOMY_UP_TO else CLOSE_ROW
    section = ""
    for line in picture.lines:
        if line.section != section:
            section = line.section
            marks.extend(_arrange_section(section, y))
            y += SECTION_ROW
        marks.extend(_arrange_line(line, y, row, picture.full))
        y += row
    if not picture.lines:
        marks.append(Text(MARGIN, y + 60, "没有可排名的单位。", NAME_SIZE, SOFT))
        y += row
    y = _arrange_note(picture.note, y + 12, marks)
    return Arrangement(y + MARGIN, tuple(marks))


def _arrange_head(picture: RankingPicture, marks: list[Mark]) -> int:
    """Title, subtitle and the grades with their counts; returns where the lines begin."""
    y = MARGIN
    title = fonts.clean(picture.title)
    size = TITLE_SIZE
    while size > TITLE_LEAST and fonts.width(fonts.sans(size), title) > RIGHT - MARGIN - 8:
        size -= 2
    for text in fonts.balance(fonts.sans(size), title, RIGHT - MARGIN - 8):
        y += 72
        marks.append(Text(MARGIN, y - 10, text, size, INK, heavy=True))
    for text in fonts.wrap(fonts.sans(SMALL_SIZE), fonts.clean(picture.subtitle), RIGHT - MARGIN):
        y += 54
        marks.append(Text(MARGIN, y - 6, text, SMALL_SIZE, SOFT))
    y = _arrange_grades(picture.grades or _count_grades(picture.lines), y, marks) + 30
    marks.append(Rule(MARGIN, RIGHT, y, FAINT))
    return y + 12


def _arrange_grades(grades: tuple[tuple[str, int], ...], y: int, marks: list[Mark]) -> int:
    """The key: a dot in the grade's colour, its name and how many; wrapped where they are many."""
    if not grades:
        return y
    y += 66
    x = float(MARGIN)
    for grade, count in grades:
        label = f"{fonts.clean(grade)} {count}"
        wide = 40 + fonts.width(fonts.sans(SMALL_SIZE), label)
        if x > MARGIN and x + wide > RIGHT:
            x, y = float(MARGIN), y + 54
        marks.append(Pill((x, y - 28, x + 28, y), grade_colour(grade)))
        marks.append(Text(x + 40, y, label, SMALL_SIZE, INK))
        x += wide + 42
    return y


def _arrange_line(line: RankingLine, top: int, row: int, full: float) -> Iterator[Mark]:
    """One unit: rank, name and points above, bar and grade below."""
    baseline = top + row // 2 - 4
    bar_top = top + row - 42
    yield from _arrange_rank(line.rank, top + (row - 2 * DISC) // 2 - 3)
    points = Text(RIGHT, baseline, line.points_text, POINTS_SIZE, INK, "end", heavy=_is_top(line))
    yield points
    yield from _arrange_name(line, baseline, points.box[0] - 24)
    grade = fonts.clean(line.grade) or "未定级"
    room = RIGHT - BAR_RIGHT - 12
    label = fonts.shorten(fonts.sans(GRADE_SIZE), grade, room)
    yield Text(RIGHT, bar_top + 22, label, GRADE_SIZE, SOFT, "end")
    yield Pill((NAME_LEFT, bar_top, BAR_RIGHT, bar_top + BAR_HEIGHT), TRACK)
    share = min(1.0, max(0.0, line.points / full))
    if share > 0:
        # A bar shorter than its own round ends would be a smear: the least bar is a dot.
        length = max(BAR_HEIGHT, share * (BAR_RIGHT - NAME_LEFT))
        box = (NAME_LEFT, bar_top, NAME_LEFT + length, bar_top + BAR_HEIGHT)
        look: Literal["hatched", "filled"] = "hatched" if line.provisional else "filled"
        yield Pill(box, grade_colour(line.grade), look)


def _arrange_section(section: str, top: int) -> Iterator[Mark]:
    """The heading of a class, between hairlines."""
    text = fonts.shorten(fonts.sans(SECTION_SIZE), fonts.clean(section), RIGHT - MARGIN)
    yield Text(MARGIN, top + SECTION_ROW - 24, text, SECTION_SIZE, TOP_INK, heavy=True)
    yield Rule(MARGIN, RIGHT, top + SECTION_ROW - 4, FAINT)


def _arrange_rank(rank: int | None, top: int) -> Iterator[Mark]:
    """The rank; the first three, ties included, stand on a quiet disc."""
    baseline = top + DISC + 15
    if rank is None:
        yield Text(RANK_CENTRE, baseline, "—", RANK_SIZE, NO_GRADE, "middle")
        return
    if rank <= 3:
        yield Pill((RANK_CENTRE - DISC, top, RANK_CENTRE + DISC, top + 2 * DISC), TOP_DISC)
    colour = TOP_INK if rank <= 3 else SOFT
    yield Text(RANK_CENTRE, baseline, str(rank), RANK_SIZE, colour, "middle", heavy=rank <= 3)


def _arrange_name(line: RankingLine, baseline: int, right: float) -> Iterator[Mark]:
    """The name, shortened to leave room for what follows it: 暂定 and the movement."""
    tag = TAG_WIDTH + 18 if line.provisional else 0
    way, moved = line.movement[:1], line.movement.lstrip("↑↓")
    points = way in ("↑", "↓")
    arrow = fonts.width(fonts.sans(TAG_SIZE), moved) + (26 if points else 0) + 18 if moved else 0
    room = right - NAME_LEFT - tag - arrow
    text = fonts.shorten(fonts.sans(NAME_SIZE), fonts.clean(line.name), room)
    name = Text(NAME_LEFT, baseline, text, NAME_SIZE, INK, heavy=_is_top(line))
    yield name
    x = name.box[2] + 18
    if line.provisional:
        yield Pill((x, baseline - 36, x + TAG_WIDTH, baseline + 8), SOFT, "outlined")
        yield Text(x + TAG_WIDTH / 2, baseline - 4, "暂定", TAG_SIZE, SOFT, "middle")
        x += TAG_WIDTH + 18
    if moved:
        if points:
            yield Arrow((x, baseline - 22, x + 20, baseline - 4), SOFT, way == "↑")
            x += 26
        yield Text(x, baseline - 2, moved, TAG_SIZE, SOFT)


def _arrange_note(note: str, y: int, marks: list[Mark]) -> int:
    """The footnote under a hairline."""
    lines = fonts.wrap(fonts.sans(NOTE_SIZE), fonts.clean(note), RIGHT - MARGIN)
    if lines:
        marks.append(Rule(MARGIN, RIGHT, y, FAINT))
        y += 16
    for text in lines:
        y += 50
        marks.append(Text(MARGIN, y - 6, text, NOTE_SIZE, SOFT))
    return y


def grade_colour(grade: str) -> str:
    """The colour of a grade; one quiet grey for grades that only another scheme knows."""
    return GRADE_COLOURS.get(grade, NO_GRADE)


def _is_top(line: RankingLine) -> bool:
    return line.rank is not None and line.rank <= 3


def _count_grades(lines: tuple[RankingLine, ...]) -> tuple[tuple[str, int], ...]:
    """Known grades from best to worst, then others as they come."""
    counts = Counter(line.grade for line in lines if line.grade)
    known = [grade for grade in GRADE_COLOURS if grade in counts]
    others = [grade for grade in counts if grade not in GRADE_COLOURS]
    return tuple((grade, counts[grade]) for grade in [*known, *others])
