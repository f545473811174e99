"""A made paper as each kind of reader brings it: paragraphs, printed lines with places, seen lines.

With the faults that readers were met with: blanks within days, radicals for signs, broken lines,
a vanished 〇, half-width brackets, a stamp's letters, a phone's own lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Literal

from bot.extraction.pages import Extract, Line, Page
from tests.reading.made import Block, Made

Way = Literal["docx", "pdf", "worn", "flat", "ocr"]
WAYS: tuple[Way, ...] = ("docx", "pdf", "worn", "flat")
_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 80.0
_RADICALS = str.maketrans("工见户青车贝门页风长", "⼯⻅⼾⻘⻋⻉⻔⻚⻛⻓")


def extract(made: Made, way: Way, seed: int = 0) -> Extract:
    """The paper as it was read."""
    chance = Random(f"{way} {seed} {made.name}")
    if way == "docx":
        lines = tuple(
            Line(_worn(one.text.replace("\t", "    "), chance, 0.2)) for one in made.blocks
        )
        kind = "photo" if made.name in ("photo", "chat") else "docx"
        return Extract((Page(1, lines=lines, pictures=made.pictures),), kind)
    pages = tuple(_page(n, blocks, made, way, chance) for n, blocks in enumerate(placed(made), 1))
    return Extract(
        pages or (Page(1, pictures=made.pictures),),
        "photo" if made.name in ("photo", "chat") or way == "ocr" else "pdf",
    )


def placed(made: Made) -> list[list[tuple[Block, str, float, float]]]:
    """Lines with left and top in points, page by page."""
    pages: list[list[tuple[Block, str, float, float]]] = []
    top = _HEIGHT
    for block in made.blocks:
        for text, left in _wrapped(block):
            if top + block.size > _HEIGHT - 70 or (
                block.page and text is not None and pages and not _same(pages[-1], block)
            ):
                pages.append([])
                top = 90.0
            pages[-1].append((block, text, left, top))
            top += block.size * 1.75
    return pages


def _same(page: list[tuple[Block, str, float, float]], block: Block) -> bool:
    return any(one[0] is block for one in page)


def _wrapped(block: Block) -> Iterator[tuple[str, float]]:
    room = int((_WIDTH - 2 * _MARGIN) / block.size)
    if block.align in ("both", "row") or block.size < 13:
        yield block.text, _MARGIN
        return
    text = ("　　" + block.text) if block.align == "indent" else block.text
    parts = [text[at : at + room] for at in range(0, len(text), room)]
    if block.align == "centre" and len(parts) > 1:  # titles are broken at their middle
        half = -(-len(text) // len(parts))
        parts = [text[at : at + half] for at in range(0, len(text), half)]
    for part in parts:
        wide = len(part) * block.size
        left = {"centre": (_WIDTH - wide) / 2, "right": _WIDTH - _MARGIN - wide - 40}.get(
            block.align, _MARGIN
        )
        yield part, left


def _page(
    number: int, blocks: list[tuple[Block, str, float, float]], made: Made, way: Way, chance: Random
) -> Page:
    lines = []
    for block, text, left, top in blocks:
        said = text.replace("\t", "     ").strip("　")
        wide = _WIDTH - 2 * _MARGIN if block.align in ("both", "row") else len(said) * block.size
        start = left + (2 * block.size if text.startswith("　") else 0)
        box = (
            _part(start, _WIDTH),
            _part(top, _HEIGHT),
            _part(start + wide, _WIDTH),
            _part(top + block.size, _HEIGHT),
        )
        if way == "worn":
            said = _worn(said, chance, 0.7).translate(_RADICALS)
        if way == "ocr":
            lines.append(
                Line(_seen(said, chance), _shaken(box, chance), "ocr", chance.randint(880, 1000))
            )
        else:
            lines.append(Line(said, None if way == "flat" else box))
    if way == "ocr" and chance.random() < 0.3:
        lines.append(
            Line(
                chance.choice(["会设领导", "育体", "★", "建体系"]),
                (6500, 8000, 7600, 8300),
                "ocr",
                620,
            )
        )
    return Page(number, 595, 842, tuple(lines), pictures=made.pictures if number == 1 else 0)


def _part(value: float, whole: float) -> int:
    return max(0, min(10_000, round(value / whole * 10_000)))


def _shaken(box: tuple[int, int, int, int], chance: Random) -> tuple[int, int, int, int]:
    a, b, c, d = (one + chance.randint(-15, 15) for one in box)
    return a, b, c, d


def _worn(text: str, chance: Random, often: float) -> str:
    """Blanks that a word processor writes into days."""
    if chance.random() > often:
        return text
    for sign in "年月日":
        text = text.replace(sign, f" {sign} ") if any(one.isdigit() for one in text) else text
    return text


def _seen(text: str, chance: Random) -> str:
    """What eyes do to a line."""
    found = text.replace("（", "(").replace("）", ")") if chance.random() < 0.5 else text
    if "〇" in found:
        found = found.replace("〇", chance.choice(["〇", "O", "○", "", "0"]))
    if "〔" in found:
        pair = chance.choice(["〔〕", "[]", "()", "【】", "〔]"])
        found = found.replace("〔", pair[0]).replace("〕", pair[1])
    return found.replace("  ", " ") if chance.random() < 0.5 else found.replace(" ", "")
