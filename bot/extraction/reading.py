"""One file becomes an extract: which reader for which kind, and what of it needs eyes.

What lives here: the choice, and what is said where nothing or only a part could be read. Formats
have their own modules; eyes (OCR) are handed in, or are absent. Runs in the reader's own process.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PIL import Image

from bot.extraction import ofd, old_slides, old_word, slides, tables, word
from bot.extraction.drawable import PICTURES
from bot.extraction.package import Package
from bot.extraction.pages import CHANGING, Closed, Extract, Line, Page, Unread
from bot.extraction.pdf import SCANNED, Leaf, Pdf
from storage.likeness import NotAPicture, drawn

TEXT = "t9"
"""Changes with every change of how text is read: what another one read is read again."""
_TABLES = frozenset({"xlsx", "xlsb", "xls", "ods", "page", "html", "xmls", "et"})
_MOVING = frozenset({"mp4", "mov", "zip", "rar", "7z", "gz"})
MOST_PAGES = 400
MOST_SEEN = 60
"""Pages of one paper that eyes look at."""
FEW_LETTERS = 40
"""A document with fewer letters than this whose pages are pictures was photographed."""
_SCAN_SIDE = 2200
MOST_PIXELS = 24_000_000
"""Of one picture that eyes look at; a screen of a telephone ten times as long as high has these."""
_DARK = 36
_LIGHT = 20
"""Of 32 × 32 fields so many may be lighter than nearly black."""
_TAKEN = (0x9003, 0x9004)
"""When a picture was taken, or made digital; when it was changed last says nothing."""


class Eyes(Protocol):
    """What reads pictures."""

    def see(self, image: Image.Image, beat: Callable[[], None]) -> tuple[Sequence[Line], int]:
        """The lines of an upright picture, and by how much it had to be turned.

        ``beat`` is called before each part of a long one.
        """
        ...


Tick = Callable[[int], None]
"""Called before each page, so that whoever waits sees that something happens."""


def read(path: Path, kind: str, eyes: Eyes | None, tick: Tick = lambda _: None) -> Extract:
    """What the file says, as far as it can be read; never raises over what a file holds."""
    try:
        return _read(path, kind, eyes, tick)
    except Closed as fault:
        return Extract(kind=kind, unread=fault.why)
    except MemoryError:
        return Extract(kind=kind, unread=Unread.MEMORY)
    except Exception:  # noqa: BLE001 -- a hostile file makes a library stumble over anything
        return Extract(kind=kind, unread=Unread.DAMAGED)


def _read(path: Path, kind: str, eyes: Eyes | None, tick: Tick) -> Extract:
    if kind in PICTURES:
        return _picture(path, kind, eyes, tick)
    if kind == "pdf":
        return _pdf(path, eyes, tick)
    if kind in ("docx", "pptx"):
        return _office(path, kind, eyes, tick)
    if kind == "ofd":
        return _ofd(path, eyes, tick)
    if kind in _TABLES:
        return _table(path, kind)
    if kind == "txt":
        pages, cut = tables.read_text(path)
        return _whole(pages, kind, Unread.TOO_LARGE if cut else Unread.NOTHING)
    if kind in ("doc", "wps"):
        return _whole(old_word.read_doc(path), kind)
    if kind in ("ppt", "dps"):
        return _whole(old_slides.read_ppt(path), kind)
    return Extract(kind=kind, unread=Unread.NOT_TEXT if kind in _MOVING else Unread.OLD_FORMAT)


def _whole(pages: list[Page], kind: str, unread: Unread = Unread.NOTHING) -> Extract:
    return Extract(tuple(pages), kind, unread=unread, partly=bool(unread), count=len(pages))


def _table(path: Path, kind: str) -> Extract:
    try:
        pages, unread = tables.read_tables(path, kind)
    except Closed as fault:
        if kind == "et" and fault.why is Unread.DAMAGED:
            raise Closed(Unread.OLD_FORMAT) from fault
        raise
    return _whole(pages, kind, unread)


def _picture(path: Path, kind: str, eyes: Eyes | None, tick: Tick) -> Extract:
    tick(1)
    try:
        with drawn(path, "RGB", (_SCAN_SIDE, _SCAN_SIDE)) as image:
            taken = _taken_at(image)
            page = Page(1, image.width, image.height, pictures=1)
            shown = bounded(flat(image))
    except NotAPicture:
        return Extract(kind=kind, unread=Unread.DAMAGED)
    dark = is_dark(shown)
    if eyes is None:
        return Extract((page,), kind, taken, Unread.NO_OCR, dark=dark)
    lines, turned = eyes.see(shown, lambda: tick(1))
    page = Page(1, page.width, page.height, tuple(lines), turned, 1)
    return Extract((page,), kind, taken, dark=dark and not lines)


def bounded(image: Image.Image) -> Image.Image:
    """No more pixels than eyes are given: a long picture of a screen keeps what it can."""
    pixels = image.width * image.height
    if pixels <= MOST_PIXELS:
        return image
    part = (MOST_PIXELS / pixels) ** 0.5
    size = (max(1, int(image.width * part)), max(1, int(image.height * part)))
    return image.resize(size, Image.Resampling.LANCZOS)


def is_dark(image: Image.Image) -> bool:
    """Whether nearly everything is black: a lens that was covered, a picture taken in the dark."""
    small = image.convert("L").resize((32, 32), Image.Resampling.BOX)
    return sum(small.histogram()[_DARK:]) <= _LIGHT


def flat(image: Image.Image) -> Image.Image:
    """On white paper, in three colours, sixteen bits as eight."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return image.convert("RGB")


def _taken_at(image: Image.Image) -> datetime | None:
    told = image.getexif().get_ifd(0x8769)
    for tag in _TAKEN:
        try:
            return datetime.strptime(str(told[tag]).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        except (KeyError, ValueError):
            continue
    return None


def _pdf(path: Path, eyes: Eyes | None, tick: Tick) -> Extract:
    pdf = Pdf(path)
    try:
        pages: list[Page] = []
        unread, seen, count = Unread.NOTHING, 0, len(pdf)
        for number in range(1, min(count, MOST_PAGES) + 1):
            tick(number)
            leaf = pdf.leaf(number)
            if not _needs_eyes(leaf):
                pages.append(_page(leaf))
            elif eyes is None or seen >= MOST_SEEN:
                unread = Unread.NO_OCR if eyes is None else Unread.TOO_LARGE
                pages.append(_page(leaf, doubtful=True))
            else:
                seen += 1
                picture = pdf.picture(number, _SCAN_SIDE)
                pages.append(_seen(leaf, *eyes.see(picture, lambda: tick(0))))
        if count > MOST_PAGES:
            unread = Unread.TOO_LARGE
        return _partly(pages, "pdf", unread, count)
    finally:
        pdf.close()


def _needs_eyes(leaf: Leaf) -> bool:
    """A scan, whether it brings a text layer of its own or not; a photo with a caption is none."""
    letters = sum(len(line.text) for line in leaf.lines)
    return leaf.scan and (letters < FEW_LETTERS or leaf.covered >= SCANNED)


def _page(leaf: Leaf, *, doubtful: bool = False) -> Page:
    lines = leaf.lines
    if doubtful:
        lines = tuple(Line(one.text, one.box, one.source, CHANGING) for one in lines)
    return Page(leaf.number, leaf.width, leaf.height, lines, leaf.turned, leaf.pictures)


def _seen(leaf: Leaf, lines: Sequence[Line], turned: int) -> Page:
    return Page(leaf.number, leaf.width, leaf.height, tuple(lines), turned, leaf.pictures)


def _partly(pages: list[Page], kind: str, unread: Unread, count: int) -> Extract:
    some = any(page.lines for page in pages)
    return Extract(tuple(pages), kind, unread=unread, partly=bool(unread) and some, count=count)


def _office(path: Path, kind: str, eyes: Eyes | None, tick: Tick) -> Extract:
    with Package(path) as package:
        tick(1)
        pages, pictures = (word.read_docx if kind == "docx" else slides.read_pptx)(package)
        if sum(len(line.text) for page in pages for line in page.lines) >= FEW_LETTERS:
            return _whole(pages, kind)
        return _photographed(package, pages, pictures, kind, eyes, tick)


def _photographed(
    package: Package,
    pages: list[Page],
    pictures: list[str],
    kind: str,
    eyes: Eyes | None,
    tick: Tick,
) -> Extract:
    """A document that is little but pictures: each of them is read as a page behind the rest."""
    if not pictures or eyes is None:
        return _partly(pages, kind, Unread.NO_OCR if pictures else Unread.NOTHING, len(pages))
    count = len(pages)
    for image in _images(package, pictures[:MOST_SEEN]):
        tick(len(pages) + 1)
        lines, turned = eyes.see(image, lambda: tick(0))
        pages.append(Page(len(pages) + 1, *image.size, tuple(lines), turned, 1))
    cut = Unread.TOO_LARGE if len(pictures) > MOST_SEEN else Unread.NOTHING
    return _partly(pages, kind, cut, max(count, len(pages)))


def _images(package: Package, names: Sequence[str]) -> Iterator[Image.Image]:
    for name in names:
        try:
            with drawn(io.BytesIO(package.read(name)), "RGB", (_SCAN_SIDE, _SCAN_SIDE)) as image:
                small = bounded(flat(image))
        except (NotAPicture, Closed):
            continue
        yield small


def _ofd(path: Path, eyes: Eyes | None, tick: Tick) -> Extract:
    pages: list[Page] = []
    unread = Unread.NOTHING
    with Package(path) as package:
        for number, sheet in enumerate(ofd.sheets(package), 1):
            tick(number)
            page = ofd.read_sheet(number, sheet)
            if sheet.bare:
                unread = Unread.GLYPHS
            elif not page.lines and sheet.pictures:
                names = [name for name, _ in sheet.pictures if package.has(name)]
                if eyes is None:
                    unread = Unread.NO_OCR
                else:
                    image = next(_images(package, names), None)
                    if image is not None:
                        lines, turned = eyes.see(image, lambda: tick(0))
                        page = Page(
                            number, page.width, page.height, tuple(lines), turned, page.pictures
                        )
            pages.append(page)
    return _partly(pages, "ofd", unread, len(pages))
