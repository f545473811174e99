"""Pages as pictures, for people who check on a desk what was read.

PDF is drawn by pdfium; photos are turned upright and made smaller; Office files go through
LibreOffice where the machine has it, else there is no picture and the desk shows the text; OFD is
drawn as letters and pictures at their places. Runs in the reader's own process. The converted PDF
of an Office file is kept beside the pages, so that its second page costs no second conversion.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.extraction import ofd
from bot.extraction.drawable import MOST_PAGES, OFFICE, PICTURES, office
from bot.extraction.package import Package
from bot.extraction.pages import Closed, Unread
from bot.extraction.pdf import Pdf
from bot.extraction.reading import flat
from storage.likeness import NotAPicture, drawn

SIDE = 1800
"""Pixels of the longer side: small print of an A4 page can be read at twice its size."""
_CPU_SECONDS = 90
"""Of LibreOffice's processor for one call: a busy machine costs no paper its picture."""
_SECONDS = 300
"""By the clock: who has not worked so much by then waits for something that never comes."""
_TOO_LONG = (-signal.SIGXCPU, 128 + signal.SIGXCPU)
"""How it ends at its bound, by itself or through the shell that started it."""


class NoPicture(Exception):
    """There is no picture of this page; the text is what there is."""


def render(
    path: Path, kind: str, page: int, kept: Path, profile: Path, font: str = ""
) -> tuple[bytes, int]:
    """A page, counted from 1, as JPEG, and how many pages there are.

    ``kept`` is where a converted file may lie for the next page, ``profile`` as in ``convert``.
    Raises NoPicture.
    """
    try:
        if kind in PICTURES:
            return _photo(path), 1
        if kind == "pdf":
            return _pdf(path, page)
        if kind == "ofd":
            return _ofd(path, page, font)
        if kind in OFFICE:
            if not kept.exists():
                convert([(path, kind, kept)], profile)
            if not kept.exists():
                raise NoPicture(Unread.DAMAGED.value)
            return _pdf(kept, page)
    except Closed as fault:
        raise NoPicture(fault.why.value) from fault
    raise NoPicture(Unread.NOT_TEXT.value)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.info.clear()  # place, time and owner of the phone are nobody's business here
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _photo(path: Path) -> bytes:
    try:
        with drawn(path, "RGB", (SIDE, SIDE)) as image:
            small = flat(image)
            # A long picture of a screen keeps its width: it is read from top to bottom.
            small.thumbnail((SIDE, 6 * SIDE), Image.Resampling.LANCZOS)
    except NotAPicture as fault:
        raise NoPicture(Unread.DAMAGED.value) from fault
    return _jpeg(small)


def _pdf(path: Path, page: int) -> tuple[bytes, int]:
    document = Pdf(path)
    try:
        if not 1 <= page <= min(len(document), MOST_PAGES):
            raise NoPicture(Unread.TOO_LARGE.value)
        return _jpeg(document.picture(page, SIDE)), len(document)
    finally:
        document.close()


def convert(papers: Sequence[tuple[Path, str, Path]], profile: Path) -> None:
    """Have LibreOffice make PDFs of Office files: the file, its kind, where the PDF is to lie.

    Many at once cost little more than one, because starting is what takes long. ``profile`` is its
    own folder, kept between two times for the same reason. What it cannot open makes no PDF.
    Raises NoPicture: it is not there, or takes too long.
    """
    program = office()
    if program is None:
        raise NoPicture(Unread.OLD_FORMAT.value)
    with tempfile.TemporaryDirectory(prefix="xinkao-office-") as name:
        folder = Path(name)
        sources = []
        for number, (path, kind, _) in enumerate(papers):
            sources.append(folder / f"paper{number}{OFFICE[kind]}")
            shutil.copyfile(path, sources[-1])
        _run(_command(program, profile, folder, sources), folder)
        for number, (_, _, kept) in enumerate(papers):
            made = folder / f"paper{number}.pdf"
            if made.exists():
                half = kept.with_suffix(".part")
                shutil.copyfile(made, half)
                half.replace(kept)


def _command(program: str, profile: Path, folder: Path, sources: Sequence[Path]) -> list[str]:
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    own = f"-env:UserInstallation=file://{profile.absolute()}"
    names = [str(one) for one in sources]
    return [program, *quiet, own, "--convert-to", "pdf", "--outdir", str(folder), *names]


def _run(command: list[str], folder: Path) -> None:
    """In a folder of its own, with bounds, with nothing of the bot's surroundings."""
    surroundings = {"HOME": str(folder), "LANG": "zh_CN.UTF-8"}
    run = subprocess.Popen(  # noqa: S603 -- a program of the machine, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_bounds,
        process_group=0,
        cwd=folder,
        env={**surroundings, "PATH": os.environ.get("PATH", "")},
    )
    try:
        run.wait(_SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise NoPicture(Unread.TIME.value) from fault
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    if run.returncode in _TOO_LONG:
        raise NoPicture(Unread.TIME.value)


def _bounds() -> None:
    """In the converter, before it begins: it ends by itself even when nobody waits any more."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ofd(path: Path, page: int, font: str) -> tuple[bytes, int]:
    with Package(path) as package:
        found = list(ofd.sheets(package))
        if not 1 <= page <= len(found):
            raise NoPicture(Unread.TOO_LARGE.value)
        return _jpeg(_draw(found[page - 1], package, font)), len(found)


def _draw(sheet: ofd.Sheet, package: Package, font: str) -> Image.Image:
    """Letters and pictures where they stand; lines, shapes and colours are left out."""
    scale = SIDE / max(sheet.width, sheet.height, 1.0)
    size = (max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale)))
    image = Image.new("RGB", size, "white")
    for name, (left, top, wide, high) in sheet.pictures:
        box = (max(1, round(wide * scale)), max(1, round(high * scale)))
        if package.has(name) and max(box) <= 2 * SIDE:
            _paste(image, package.read(name), (round(left * scale), round(top * scale)), box)
    fonts = _fonts(font)
    pen = ImageDraw.Draw(image)
    for one in sheet.pieces:
        height = max(6, round(one.height * scale))
        pen.text((one.left * scale, one.top * scale), one.text, "black", fonts(height))
    return image


def _paste(image: Image.Image, data: bytes, at: tuple[int, int], box: tuple[int, int]) -> None:
    try:
        with drawn(io.BytesIO(data), "RGB", box) as picture:
            small = flat(picture).resize(box)
    except NotAPicture:
        return
    image.paste(small, at)


def _fonts(path: str) -> Callable[[int], ImageFont.FreeTypeFont | ImageFont.ImageFont]:
    kept: dict[int, ImageFont.FreeTypeFont | ImageFont.ImageFont] = {}

    def font(height: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        size = min(height, 200)
        if size not in kept:
            kept[size] = ImageFont.truetype(path, size) if path else ImageFont.load_default(size)
        return kept[size]

    return font
