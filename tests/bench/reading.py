"""How much of made papers is understood: every field on text layers and photos, every doubt.

Right, missing, said to be uncertain, wrong; precision and recall of each kind of doubt. The sets
`made_first` and `made_second` to those of `made_sixth` were each written before the readers ran on
them once; what that first run showed is in tests/README.md, and all are seen since. Photos need the
eyes (`make ocr`) and take some seconds each.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bot.extraction.pages import Extract, Page
from bot.reading.doubts import KINDS
from tests.reading.doubtful import bundles
from tests.reading.doubtful_fresh import fresh
from tests.reading.filed import filed
from tests.reading.judging import judge
from tests.reading.layout import WAYS, extract
from tests.reading.made import Made
from tests.reading.made_fifth import fifth
from tests.reading.made_first import seen
from tests.reading.made_fourth import fourth
from tests.reading.made_second import second
from tests.reading.made_sixth import WRITTEN, seventh, sixth, written
from tests.reading.made_third import third
from tests.reading.measuring import Score, measure, read
from tests.reading.photos import photographed

_SETS: Final[dict[str, Callable[[int], Made]]] = {
    "first set": seen, "second set": second, "third set": third,
    "fourth set": fourth, "fifth set": fifth, "sixth set": sixth,
    "seventh set": seventh,
}  # fmt: skip
_PAPERS: Final = 120
_PHOTOS: Final = 36
_ROUNDS: Final = 3


async def run() -> list[str]:
    """The lines of the report."""
    lines: list[str] = []
    for name, make in _SETS.items():
        began = time.process_time()
        scores = measure(read(make, _PAPERS, WAYS))
        cost = (time.process_time() - began) / (_PAPERS * len(WAYS)) * 1000
        lines += [f"{name}, text layers: {_PAPERS} papers in {len(WAYS)} ways, {cost:.1f} ms each"]
        lines += _scored(scores)
        lines += [f"{name}, lines as eyes bring them: {_PAPERS} papers"]
        lines += _scored(measure((made, extract(made, "ocr", n)) for n, made in _made(make)))
    lines += _files()
    lines += _photos()
    return [*lines, *await _doubts()]


def _files() -> Iterator[str]:
    """Papers written out, as files of each program that is installed here."""
    papers = [one for name in WRITTEN for one in written(name)]
    with tempfile.TemporaryDirectory() as folder:
        ways: dict[str, list[tuple[Made, Extract]]] = {}
        for way, reads in filed(Path(folder), papers):
            ways.setdefault(way, []).extend(reads)
    for way, reads in ways.items():
        yield f"eighth to twenty-third set, {way}: {len(reads)} files"
        yield from _scored(measure(reads))


def _made(make: Callable[[int], Made]) -> Iterator[tuple[int, Made]]:
    return ((seed, make(seed)) for seed in range(_PAPERS))


def _scored(scores: dict[str, Score]) -> Iterator[str]:
    for name, score in scores.items():
        shares = [
            f"{what} {score.share(what):.1%}" for what in ("right", "missing", "unsure", "wrong")
        ]
        yield f"  {name:<11} {'  '.join(shares)}"


def _photos() -> Iterator[str]:
    try:
        from bot.extraction.eyes import Rapid

        eyes = Rapid()
    except ImportError:
        yield "photos: not measured, no eyes here (make ocr)"
        return
    for name, make in _SETS.items():
        began = time.process_time()
        seen_papers = []
        for seed in range(_PHOTOS // len(_SETS)):
            made = make(seed)
            image = photographed(made, seed)
            lines, turned = eyes.see(image)
            page = Page(1, image.width, image.height, tuple(lines), turned, 1)
            seen_papers.append((made, Extract((page,), "jpg")))
        cost = (time.process_time() - began) / len(seen_papers)
        yield f"{name}, photos: {len(seen_papers)}, {cost:.1f} CPU seconds each"
        yield from _scored(measure(seen_papers))


async def _doubts() -> list[str]:
    made = list(bundles(11, _ROUNDS))
    with tempfile.TemporaryDirectory() as folder:
        judged = await judge(Path(folder), made)
    lines = [f"doubts: {len(made)} bundles, {sum(len(one.papers) for one in made)} papers"]
    for kind in KINDS:
        share = f"precision {judged.precision(kind):.0%}  recall {judged.recall(kind):.0%}"
        lines.append(f"  {kind:<13} {share}  ({judged.right[kind]} found)")
    with tempfile.TemporaryDirectory() as folder:
        written = await judge(Path(folder), fresh())
    right, wrong, missed = (
        sum(one.values()) for one in (written.right, written.wrong, written.missed)
    )
    lines.append(f"doubts, written out: {right} right, {wrong} wrong, {missed} missed")
    return [*lines, *judged.said, *written.said]
