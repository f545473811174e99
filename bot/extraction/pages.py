"""What a paper is once it has been read: pages of lines, each with its place.

Pure records. Who reads which format lives in the modules beside this one; what a line means is
``bot.reading``'s; where it is kept, ``storage.queries.readings``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Source = Literal["text", "ocr"]
Place = Literal["", "centre", "right"]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in ten-thousandths of the page as it is shown."""
WHOLE = 10_000
SURE = 1000
"""The score of what needed no eyes: a text layer."""


class Unread(StrEnum):
    """Why nothing, or only a part, could be read."""

    NOTHING = ""
    PASSWORD = "password"  # noqa: S105 -- a reason, not a secret
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    OLD_FORMAT = "old_format"
    NOT_TEXT = "not_text"
    NO_OCR = "no_ocr"
    GLYPHS = "glyphs"
    """Signs are drawn whose text the file does not say."""
    HIDDEN = "hidden"
    """A workbook hides sheets, rows or columns, which a person does not see either."""
    TIME = "time"
    MEMORY = "memory"


WHOLE_AS_SEEN = frozenset({Unread.NOTHING.value, Unread.HIDDEN.value})
"""All was read that a person sees who opens the paper."""


class Closed(Exception):
    """Nothing of the file can be read; ``why`` says why."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


CHANGING = 500
"""The score of text that a program makes anew whenever it opens the file, such as today's date."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``box`` is None where a format has no places (docx, xlsx).

    Cells of a table's row stand in one line with a tab between them where the file says that it is
    a table; where only places are known, a wide gap is a blank.
    """

    text: str
    box: Box | None = None
    source: Source = "text"
    score: int = SURE
    size: int = 0
    """How large the letters are, in tenths of a point, where a format says so but has no places."""
    bold: bool = False
    place: Place = ""
    """Where a format without places puts the line: in the middle, at the right."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``turned`` degrees clockwise were needed to read it, ``pictures`` are on it."""

    number: int
    width: int = 0
    height: int = 0
    lines: tuple[Line, ...] = ()
    turned: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """A whole paper. ``partly``: something was read, and ``unread`` says why not all of it."""

    pages: tuple[Page, ...] = ()
    kind: str = ""
    taken_at: datetime | None = None
    """What the camera wrote, in the camera's own time, without a zone."""
    unread: Unread = Unread.NOTHING
    partly: bool = False
    dark: bool = False
    """A picture in which nearly everything is black."""
    count: int = 0
    """Pages the paper has; more than ``pages`` where not all were read, 0: as many."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, page after page."""
        return tuple(line for page in self.pages for line in page.lines)
