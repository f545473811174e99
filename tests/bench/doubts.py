"""Every kind of doubt over many bundles of papers: how often it is right, how often it is missed.

Bundles made by rule (`doubtful`: all kinds, and fifteen that a careless reader would doubt), every
paper of the written sets as an ordinary one (`doubtful_papers.ordinary`: nothing is to be doubted),
and each of them with one thing wrong in turn (`wronged`); and those that are sent as files
(`doubtful_files`), where LibreOffice, a browser and the eyes (`make ocr`) are here. Each bundle is
another unit's. ``BENCH_DOUBTS=files``: those alone.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.reading.doubts import KINDS
from tests.reading.doubtful import Bundle, bundles
from tests.reading.doubtful_files import FILES, as_files, batches
from tests.reading.doubtful_papers import ordinary, wronged
from tests.reading.judging import Judged, judge

_ROUNDS: Final = 10
_SEED: Final = 29


async def run() -> list[str]:
    """A table of every kind, over each series and over all."""
    made_up = {} if os.environ.get("BENCH_DOUBTS") == "files" else _made_up()
    series = {**made_up, **_files()}
    every = Judged()
    lines: list[str] = []
    for name, made in series.items():
        with tempfile.TemporaryDirectory() as folder:
            judged = await judge(Path(folder), made)
        lines += _said(name, made, judged)
        for one, other in zip(_of(every), _of(judged), strict=True):
            one.update(other)
        lines += [f"    {one}" for one in judged.said]
    return [*lines, *_said("all", [one for some in series.values() for one in some], every)]


def _files() -> dict[str, list[Bundle]]:
    """The bundles that are sent as files of every program and as photos."""
    try:
        from bot.extraction.eyes import Rapid
    except ImportError:
        return {}
    if shutil.which("soffice") is None or shutil.which("chromium") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        eyes = Rapid()
        return {
            f"files of {name}": list(as_files(Path(folder), batches(name), eyes)) for name in FILES
        }


def _made_up() -> dict[str, list[Bundle]]:
    return {
        "made by rule": list(bundles(_SEED, _ROUNDS)),
        "ordinary papers": list(ordinary(_SEED)),
        **{f"with one thing wrong, {n}": list(wronged(n)) for n in range(4)},
    }


def _of(judged: Judged) -> tuple[Counter[str], Counter[str], Counter[str]]:
    return judged.right, judged.wrong, judged.missed


def _said(name: str, made: Sequence[Bundle], judged: Judged) -> list[str]:
    clean = sum(not one.doubts for one in made)
    papers = sum(len(one.papers) for one in made)
    lines = [f"{name}: {len(made)} bundles ({clean} of them clean), {papers} papers"]
    for kind in KINDS:
        right, wrong, missed = (one[kind] for one in _of(judged))
        if right or wrong or missed:
            share = f"precision {judged.precision(kind):.1%}  recall {judged.recall(kind):.1%}"
            lines.append(f"  {kind:<13} {share}  ({right} right, {wrong} wrong, {missed} missed)")
    return lines
