"""PDF: the text a person sees on each page, in the order a person reads it, with its places.

pdfium gives letters; lines are made from where they stand, because its own order goes wrong on
turned pages and its line ends come after nearly every letter of some fonts. Values of forms are
flattened into the page first. What cannot be seen (white, covered, outside the page, the invisible
layer of a scan) is left out: the picture wins. Reading pictures is ``eyes``'.
"""

from __future__ import annotations

import contextlib
import ctypes
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bot.extraction.fields import Rule
from bot.extraction.grounds import Ground, with_grounds
from bot.extraction.layout import Piece, as_lines
from bot.extraction.pages import WHOLE, Closed, Line, Unread
from bot.extraction.rules import DARK, rules_of
from bot.extraction.structure import marks_of
from bot.extraction.tags import TaggedPage
from bot.extraction.underlined import room

MOST_LETTERS = 40_000
"""Letters of one page that are looked at; a page of a newspaper has some ten thousand."""
_LOOK = 1100
"""Pixels of the longer side when a page is looked at for what cannot be seen."""
_CONTRAST = 24
_WHITE = 250
_MOST_GROUNDS = 4000
_SHARP = 2
"""Pixels a point when ruled lines are looked for."""
_UNSEEN = (3, 7)
"""Text render modes that put no ink on the page."""
_COVERS = 0.35
"""A picture that covers so much of a page may be the page."""
SCANNED = 0.8
"""One that covers so much is the page: letters beside it are what a scanner believed to see."""
MOST_PIXELS = 12_000_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a PDF; ``scan``: letters may be in a picture, so that it needs eyes."""

    number: int
    width: int
    height: int
    lines: tuple[Line, ...]
    turned: int
    pictures: int
    scan: bool
    covered: float
    """How much of the page the largest picture covers."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The letters of a page that stands upright, and its rules, in the same measure."""

    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    scan: bool = False


class Pdf:
    """An open document; pages are read and drawn one at a time."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises Closed."""
        import pypdfium2

        self._lib: Any = pypdfium2
        self._raw: Any = pypdfium2.raw
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as fault:
            locked = getattr(fault, "err_code", None) in (
                self._raw.FPDF_ERR_PASSWORD,
                self._raw.FPDF_ERR_SECURITY,
            )
            raise Closed(Unread.PASSWORD if locked else Unread.DAMAGED) from fault
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._document.init_forms()  # a form that is none is no form

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    @contextlib.contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        """A page with its forms' values drawn into it. Raises Closed."""
        try:
            page = self._document[number - 1]
            self._raw.FPDFPage_Flatten(page, self._raw.FLAT_NORMALDISPLAY)
            page.close()  # what was flattened is seen by who opens the page anew
            page = self._document[number - 1]
        except self._lib.PdfiumError as fault:
            raise Closed(Unread.DAMAGED) from fault
        try:
            yield page
        finally:
            page.close()

    def leaf(self, number: int) -> Leaf:
        """A page, counted from 1. Raises Closed."""
        with self._page(number) as page:
            width, height = page.get_size()
            pictures, covered = self._pictures(page, width * height)
            letters, hidden = self._letters(page, width, height)
            turned, upright = _upright(letters, width, height)
            across, down = (height, width) if turned in (90, 270) else (width, height)
            blanks = [] if turned or not letters else room(upright, self._paths(page))
            lines = as_lines([*upright, *blanks], across, down, "text", turned)
            seen = self._seen(page, lines) if lines else []
            scan = covered >= _COVERS or (pictures > 0 and (hidden or not seen))
            size = (round(width), round(height))
            return Leaf(number, *size, tuple(seen), turned, pictures, bool(scan), covered)

    def placed(self, number: int) -> Placed:
        """A page as letters and ruled lines. Raises Closed."""
        with self._page(number) as page:
            width, height = page.get_size()
            letters, hidden = self._letters(page, width, height)
            _, covered = self._pictures(page, width * height)
            turned, upright = _upright(letters, width, height)
            grey = self._drawn(page, round(max(width, height) * _SHARP), grey=True)
            grounds = [_lying(one, turned, width, height) for one in self._grounds(page)]
        if turned:
            grey = grey.rotate(-turned, expand=True)
        across, down = (height, width) if turned in (90, 270) else (width, height)
        rules = with_grounds(rules_of(grey, across / grey.width), grounds, across, down)
        return Placed(
            tuple(upright), tuple(rules), scan=covered >= _COVERS and (hidden or not letters)
        )

    def tagged(self, number: int) -> TaggedPage:
        """A page as the file's own tags tell it: the runs of its tree, their letters. May raise."""
        with self._page(number) as page:
            marks = marks_of(self._raw, page)
            if not marks:
                return (), {}
            width, height = page.get_size()
            of: list[int] = []
            letters, _ = self._letters(page, width, height, of)
            _, upright = _upright(letters, width, height)
        runs: dict[int, list[Piece]] = {}
        for run, one in zip(of, upright, strict=True):
            runs.setdefault(run, []).append(one)
        return marks, runs

    def picture(self, number: int, longest: int) -> Image.Image:
        """A page as it is shown, its longer side of so many pixels at most. Raises Closed."""
        with self._page(number) as page:
            return self._drawn(page, longest)

    def _drawn(self, page: Any, longest: int, *, grey: bool = False) -> Image.Image:
        width, height = page.get_size()
        if not (0 < width < 1e5 and 0 < height < 1e5):
            raise Closed(Unread.TOO_LARGE)
        scale = min(longest / max(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=grey, may_draw_forms=True)
        try:
            image: Image.Image = bitmap.to_pil()
            return image.convert("L" if grey else "RGB")
        finally:
            bitmap.close()

    def _pictures(self, page: Any, area: float) -> tuple[int, float]:
        """How many pictures a page has, and how much of it the largest covers."""
        count, largest = 0, 0.0
        for one in page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = one.get_bounds()
            count += 1
            largest = max(largest, max(0.0, right - left) * max(0.0, top - bottom))
            if count >= 1000:
                break
        return count, largest / area if area > 0 else 0.0

    def _grounds(self, page: Any) -> list[Ground]:
        """The filled areas of a page where they are shown."""
        raw, found = self._raw, []
        width, height = page.get_size()
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        parts = [ctypes.c_uint() for _ in range(4)]
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
            raw.FPDFPath_GetDrawMode(one.raw, mode, stroked)
            raw.FPDFPageObj_GetFillColor(one.raw, *parts)
            red, green, blue, seen = (part.value for part in parts)
            if not mode.value or not seen:
                continue
            left, bottom, right, top = one.get_bounds()
            box = self._shown(page, (left, top), (right, bottom), width, height)
            dark = red * 0.3 + green * 0.59 + blue * 0.11 < DARK
            found.append(Ground(*box, dark=dark, white=min(red, green, blue) >= _WHITE))
            if len(found) >= _MOST_GROUNDS:
                break
        return found

    def _letters(
        self, page: Any, width: float, height: float, runs: list[int] | None = None
    ) -> tuple[list[tuple[Piece, int]], bool]:
        """Letters on the page as it is shown, each with its angle; whether some put no ink.

        ``runs`` takes which marked run each letter is of.
        """
        raw, text = self._raw, page.get_textpage()
        try:
            count = min(text.count_chars(), MOST_LETTERS)
            found: list[tuple[Piece, int]] = []
            modes: dict[int, int] = {}
            hidden, half = False, ""
            for index in range(count):
                code = raw.FPDFText_GetUnicode(text, index)
                sign, half = _sign(code, half)
                if not sign or sign in "\r\n" or raw.FPDFText_IsGenerated(text, index) == 1:
                    continue
                owner = raw.FPDFText_GetTextObject(text, index)
                if self._mode(owner, modes) in _UNSEEN:
                    hidden = True
                    continue
                box = self._box(page, text, index, width, height)
                if box is not None and -0.5 * width < box[0] < 1.5 * width:
                    found.append((Piece(sign, *box), _angle(raw, text, index, page)))
                    if runs is not None:
                        runs.append(raw.FPDFPageObj_GetMarkedContentID(owner) if owner else -1)
            return found, hidden
        finally:
            text.close()

    def _mode(self, owner: Any, modes: dict[int, int]) -> int:
        if not owner:
            return 0
        key = ctypes.addressof(owner.contents)
        if key not in modes:
            modes[key] = int(self._raw.FPDFTextObj_GetTextRenderMode(owner))
        return modes[key]

    def _box(
        self, page: Any, text: Any, index: int, width: float, height: float
    ) -> tuple[float, float, float, float] | None:
        """Where a letter stands on the page as it is shown; None where it has no place."""
        raw = self._raw
        rect = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text, index, rect):
            return None
        one, other = (rect.left, rect.top), (rect.right, rect.bottom)
        return self._shown(page, one, other, width, height)

    def _shown(
        self,
        page: Any,
        one: tuple[float, float],
        other: tuple[float, float],
        width: float,
        height: float,
    ) -> tuple[float, float, float, float]:
        """The area between two corners on the page as it is shown."""
        across, down = ctypes.c_int(), ctypes.c_int()
        corners = []
        for x, y in (one, other):
            self._raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
            corners.append((across.value * width / WHOLE, down.value * height / WHOLE))
        (x0, y0), (x1, y1) = corners
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _seen(self, page: Any, lines: Sequence[Line]) -> list[Line]:
        """The lines that put ink on the page a person looks at."""
        image = self._drawn(page, _LOOK, grey=True)
        return [line for line in lines if _has_ink(image, line)]

    def _paths(self, page: Any) -> list[tuple[float, float, float, float]]:
        """Where something is drawn on a page."""
        width, height = page.get_size()
        found = []
        for one in page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_PATH], max_depth=3):
            left, bottom, right, top = one.get_bounds()
            found.append(self._shown(page, (left, top), (right, bottom), width, height))
            if len(found) >= _MOST_GROUNDS:
                break
        return found


def _has_ink(image: Image.Image, line: Line) -> bool:
    assert line.box is not None  # noqa: S101 -- lines of a page with places
    left, top, right, bottom = line.box
    across, down = image.width / WHOLE, image.height / WHOLE
    box = (
        max(0, int(left * across)),
        max(0, int(top * down)),
        min(image.width, int(right * across) + 1),
        min(image.height, int(bottom * down) + 1),
    )
    if box[2] - box[0] < 1 or box[3] - box[1] < 1 or right <= left or bottom <= top:
        return False
    low, high = image.crop(box).getextrema()
    return float(high) - float(low) >= _CONTRAST  # type: ignore[arg-type]


def _sign(code: int, half: str) -> tuple[str, str]:
    """The character of a code, and the first half of a pair that waits for its second."""
    if 0xD800 <= code < 0xDC00:
        return "", chr(code)
    if 0xDC00 <= code < 0xE000:
        pair = half + chr(code)
        return pair.encode("utf-16", "surrogatepass").decode("utf-16", "ignore"), ""
    return (chr(code) if 0 < code <= 0x10FFFF and code not in (0xFFFE, 0xFFFF) else ""), ""


def _angle(raw: Any, text: Any, index: int, page: Any) -> int:
    """How far a letter is turned clockwise on the page as it is shown, in quarters."""
    turned = raw.FPDFText_GetCharAngle(text, index)
    quarters = round(turned / 1.5707963) if turned >= 0 else 0
    return (quarters * 90 + int(page.get_rotation())) % 360


def _upright(
    letters: Sequence[tuple[Piece, int]], width: float, height: float
) -> tuple[int, list[Piece]]:
    """How far most letters are turned, and all of them on the page turned back."""
    count = dict.fromkeys((0, 90, 180, 270), 0)
    for one, angle in letters:
        count[angle] += not one.text.isspace()
    most = max(count, key=lambda angle: count[angle])
    turned = (360 - most) % 360
    if turned == 0:
        return 0, [one for one, _ in letters]
    return turned, [_turned(one, turned, width, height) for one, _ in letters]


def _lying(one: Ground, turned: int, width: float, height: float) -> Ground:
    """A filled area on the page turned as its letters were."""
    if not turned:
        return one
    box = _turned(Piece("", one.left, one.top, one.right, one.bottom), turned, width, height)
    return Ground(box.left, box.top, box.right, box.bottom, one.dark, one.white)


def _turned(one: Piece, turned: int, right: float, bottom: float) -> Piece:
    if turned == 90:
        return Piece(one.text, bottom - one.bottom, one.left, bottom - one.top, one.right)
    if turned == 180:
        return Piece(
            one.text, right - one.right, bottom - one.bottom, right - one.left, bottom - one.top
        )
    return Piece(one.text, one.top, right - one.right, one.bottom, right - one.left)
