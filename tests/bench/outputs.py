"""What is drawn of 2,000 units: the workbook of an edition, its ranking pictures, the 通报.

Processor time and bytes; each is made from its recipe, as when a letter leaves. Beside each the
least that the library under it needs for as much: cells written, lines of text drawn, rows of a
Word table.
"""

from __future__ import annotations

import asyncio
import io
import json
import random
import time
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime

import docx
import xlsxwriter
from PIL import Image, ImageDraw

from bot.corridor.events import File
from bot.corridor.recipes import make
from bot.paper import fonts
from bot.release.words import circular, released
from scoring.scheme import load
from tests.bench.scoring import _facts
from tests.editions.test_edition import _edition, _table

UNITS, ROUNDS = 2_000, 2
NOW = datetime(2026, 10, 20, 2, tzinfo=UTC)


async def run() -> list[str]:
    """The lines of the report."""
    return await asyncio.to_thread(_measure)


def _measure() -> list[str]:
    scheme, chance = load("郏县2022-县直单位"), random.Random(2026)
    drawn = {f"县第{number}中心": _facts(scheme, chance) for number in range(1, UNITS + 1)}
    facts = json.loads(json.dumps(drawn, default=str))  # as they are kept: rates are texts
    edition = _edition(_table(scheme, facts))
    book = released.book(edition, None)
    pictures = released.released_table(edition, edition.tables[0], None, NOW).files
    best, last = edition.tables[0].results[0].unit, edition.tables[0].results[-1].unit
    paper = circular.document(edition, "郏县", (best,), (last,), date(2026, 10, 25))
    rows, inputs = len(scheme.rows), sum(len(row.inputs) for row in scheme.rows)
    cells = UNITS * (rows + 8 + 7 * (rows + 1) + 6 * inputs)  # ranking, matrix, reasons, figures
    return [
        _told("workbook", [book], lambda: _cells(cells)),
        _told(f"{len(pictures)} pictures", list(pictures), lambda: _lines(UNITS)),
        _told("通报", [paper], lambda: _rows(UNITS)),
    ]


def _told(name: str, files: list[File], floor: Callable[[], object]) -> str:
    spent, size = _spent(lambda: sum(len(_made(one)) for one in files))
    least, _ = _spent(floor)
    return (
        f"{name}: {spent * 1000:.0f} ms ({spent / len(files) * 1000:.0f} each), {size / 1e6:.1f}"
        f" MB; the library alone {least * 1000:.0f} ms"
    )


def _made(file: File) -> bytes:
    assert file.recipe is not None
    told = json.loads(json.dumps(file.recipe.data))
    return make(file.recipe.model_copy(update={"data": told}))


def _spent(work: Callable[[], object]) -> tuple[float, int]:
    """The least of some rounds, and what it came to."""
    least, made = float("inf"), 0
    for _ in range(ROUNDS):
        started = time.process_time()
        found = work()
        least, made = (
            min(least, time.process_time() - started),
            found if isinstance(found, int) else 0,
        )
    return least, made


def _cells(count: int) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number in range(count):
        sheet.write_string(number // 60, number % 60, f"{number % 100}.50")
    book.close()


def _lines(count: int) -> None:
    font, left = fonts.sans(34), count
    grey = Image.new("P", (1, 1))
    grey.putpalette([part for level in range(128) for part in [level * 2] * 3])
    while left > 0:
        image = Image.new("RGB", (1080, 45 * 90), "white")
        pen = ImageDraw.Draw(image)
        for number in range(min(45, left)):
            for at, text in ((20, str(number)), (120, "县第1042中心"), (800, "97.50 优秀")):
                pen.text((at, number * 90), text, font=font, fill="black")
        few = image.quantize(palette=grey, dither=Image.Dither.NONE)
        few.save(io.BytesIO(), "PNG", compress_type=zlib.Z_RLE)
        left -= 45


def _rows(count: int) -> None:
    paper = docx.Document()
    table = paper.add_table(count, 6)
    for cell in table._cells:  # asked for once: row by row it would count them all anew
        cell.text = "97.50"
    paper.save(io.BytesIO())
