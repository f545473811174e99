"""Learning from the phrasings what a sentence is about: run by ``make topics``, never by the bot.

A linear model over runs of signs (``features``), weighted by how rare they are, fitted as softmax
regression with gradient steps; every step is the same on every run. What it learnt goes to
``weights.gz`` (topics), ``commands.gz`` (commands of the office) and ``about_rules.gz`` beside
this file, with the digest of the phrasings it was learnt from. Needs numpy and scipy, which are in
the ``dev`` extra only.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.questions import about_rules, learnt
from bot.questions.features import features, tidied
from bot.questions.guess import WEIGHTS, digest
from bot.questions.runs import Run, Runs
from bot.questions.topic import Topic, phrased

Matrix = NDArray[Any]
_RARE: Final = 2
"""A run of signs that stands in fewer phrasings teaches nothing."""
_STEPS, _RATE, _MOMENTUM, _SHRINK = 120, 120.0, 0.9, 0.2
_LEAST: Final = 0.012
"""Weights below this share of the greatest change no answer; they are left out."""


@dataclass(frozen=True)
class _Samples:
    """What the phrasings are, as far as it is learnt from."""

    names: tuple[str, ...]
    runs: tuple[str, ...]
    rarity: Matrix
    values: csr_matrix
    """Phrasings by runs; each row has the length one."""
    meant: NDArray[np.int64]
    share: Matrix
    """How much each phrasing weighs: a topic with many does not drown one with few."""


def learn(known: dict[str, Topic]) -> bytes:
    """The packed weights learnt from the topics' phrasings."""
    return fitted({name: one.phrasings for name, one in known.items()}, digest(known))


def learn_commands(pairs: Iterable[tuple[str, str]]) -> bytes:
    """The packed weights learnt from commands and the sentences that meant them."""
    said: dict[str, list[str]] = {}
    for command, one in pairs:
        said.setdefault(command, []).append(one)
    return fitted(said, learnt.digest())


def learn_about_rules() -> bytes:
    """The packed weights by which a question about rules is told from one about figures."""
    return fitted(about_rules.phrasings(), about_rules.digest())


def fitted(phrasings: Mapping[str, Iterable[str]], learnt_from: str) -> bytes:
    """Packed weights by which a sentence is likened to whatever has phrasings."""
    samples = _samples(phrasings)
    return _packed(samples, *_fitted(samples), learnt_from)


def _samples(phrasings: Mapping[str, Iterable[str]]) -> _Samples:
    pairs = sorted(
        {
            (number, tidied(said))
            for number, every in enumerate(phrasings.values())
            for said in every
        }
    )
    seen = [features(text) for _, text in pairs]
    often = Counter(run for one in seen for run in one)
    runs = tuple(sorted(run for run, times in often.items() if times >= _RARE))
    place = {run: number for number, run in enumerate(runs)}
    rarity = np.array([np.log((1 + len(seen)) / (1 + often[run])) + 1 for run in runs], np.float32)
    columns: list[int] = []
    starts = [0]
    for one in seen:
        columns += [place[run] for run in one if run in place]
        starts.append(len(columns))
    column = np.array(columns)
    values = rarity[column]
    for start, end in pairwise(starts):
        values[start:end] /= np.sqrt((values[start:end] ** 2).sum())
    meant = np.array([number for number, _ in pairs])
    share = 1 / np.sqrt(np.bincount(meant))[meant]
    return _Samples(
        tuple(phrasings), runs, rarity,
        csr_matrix((values, column, np.array(starts)), shape=(len(seen), len(runs))), meant,
        (share / share.mean()).astype(np.float32),
    )  # fmt: skip


def _fitted(samples: _Samples) -> tuple[Matrix, Matrix]:
    """Weights (run by topic) and biases, by gradient steps with momentum."""
    count, size = len(samples.meant), (len(samples.runs), len(samples.names))
    weights: Matrix = np.zeros(size, np.float32)
    bias: Matrix = np.zeros(size[1], np.float32)
    pace, bias_pace = np.zeros_like(weights), np.zeros_like(bias)
    by_run = samples.values.T.tocsr()
    for step in range(_STEPS):
        wrong = _likely(samples, weights, bias)
        right = wrong[np.arange(count), samples.meant]
        if step % 20 == 0:
            loss = -float((samples.share * np.log(right + 1e-9)).mean())
            sys.stderr.write(f"step {step}: loss {loss:.3f}\n")
        wrong[np.arange(count), samples.meant] -= 1
        wrong *= samples.share[:, None] / count
        pace *= _MOMENTUM
        pace -= (_RATE * _SHRINK / count) * weights
        pace -= _times(_RATE, by_run @ wrong)
        weights += pace
        bias_pace = _MOMENTUM * bias_pace - _RATE * wrong.sum(0) / 10
        bias = bias + bias_pace
    return weights, bias


def _times(factor: float, matrix: Matrix) -> Matrix:
    """So many times a matrix, in its own place: half of the time would go into fetching memory."""
    matrix *= factor
    return matrix


def _likely(samples: _Samples, weights: Matrix, bias: Matrix) -> Matrix:
    """How likely each phrasing is each topic."""
    scores: Matrix = samples.values @ weights
    scores += bias
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    return scores


def _packed(samples: _Samples, weights: Matrix, bias: Matrix, learnt_from: str) -> bytes:
    """A line of names and biases, then the runs with what each weighs."""
    rare = weights * samples.rarity[:, None]
    scale = float(np.abs(rare).max()) / 127
    head = {
        "digest": learnt_from,
        "topics": samples.names,
        "bias": [round(float(one), 3) for one in bias],
        "scale": scale,
    }
    least = max(1, round(_LEAST * 127))
    runs = Runs.of(
        (
            run,
            Run(
                float(rarity),
                tuple((at, int(value)) for at, value in enumerate(row) if abs(value) >= least),
            ),
        )
        for run, rarity, row in zip(
            samples.runs, samples.rarity, np.rint(rare / scale), strict=True
        )
    )
    told = json.dumps(head, ensure_ascii=False).encode()
    return gzip.compress(told + b"\n" + runs.packed(), 9, mtime=0)


if __name__ == "__main__":
    Path(str(WEIGHTS)).write_bytes(learn(phrased()))
    Path(str(learnt.WEIGHTS)).write_bytes(learn_commands(learnt.phrasings()))
    Path(str(about_rules.WEIGHTS)).write_bytes(learn_about_rules())
