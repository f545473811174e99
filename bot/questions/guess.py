"""What a sentence is most likely about, by the weights learnt from the phrasings (``training``).

Used only where the grammar and every form have declined: it does not read conditions, so it never
answers a question about figures that names more than it understands. Plain Python; a sentence
costs less than a millisecond.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from bot.questions.features import features, tidied
from bot.questions.runs import Run, Runs
from bot.questions.topic import Topic

WEIGHTS: Final = resources.files("bot.questions") / "weights.gz"
NOTHING: Final = "nothing"
"""The topic of whatever has no business here."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic and how likely it is, 0 to 1."""

    topic: str
    likely: float


@dataclass(frozen=True)
class Weights:
    """What was learnt, and from which phrasings."""

    digest: str
    topics: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    runs: Mapping[str, Run]


def digest(known: Mapping[str, Topic]) -> str:
    """The mark of all phrasings: weights that bear another one are to be learnt anew."""
    said = {name: one.phrasings for name, one in known.items()}
    text = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def weights() -> Weights:
    """The topics' weights, read once."""
    return unpacked(WEIGHTS.read_bytes())


def unpacked(packed: bytes) -> Weights:
    """Weights as ``training`` packs them: a line of names and biases, then the runs."""
    head, _, runs = gzip.decompress(packed).partition(b"\n")
    told = json.loads(head)
    return Weights(
        told["digest"], tuple(told["topics"]), tuple(told["bias"]), told["scale"],
        Runs.unpacked(runs),
    )  # fmt: skip


def guesses(tidy: str, fits: Callable[[str], bool], most: int = 6) -> list[Guess]:
    """What a tidied sentence may be about, the likeliest first, among the topics that fit.

    Nothing at all where most of the sentence was never seen in any phrasing.
    """
    return likeliest(tidy, weights(), fits)[:most]


def likeliest(tidy: str, learnt: Weights, fits: Callable[[str], bool]) -> list[Guess]:
    """Each that fits with how likely it is, the likeliest first; none for what is strange."""
    seen = features(tidy)
    known = [one for run in seen if (one := learnt.runs.get(run))]
    if not known or len(known) < _KNOWN * len(seen):
        return []
    length = math.sqrt(sum(one.rarity**2 for one in known))
    scores = list(learnt.bias)
    for one in known:
        for at, value in one.weights:
            scores[at] += value * learnt.scale / length
    likely = {name: math.exp(scores[at]) for at, name in enumerate(learnt.topics) if fits(name)}
    whole = sum(likely.values())
    return [
        Guess(name, likely[name] / whole) for name in sorted(likely, key=lambda one: -likely[one])
    ]


_KNOWN: Final = 0.34
"""So much of a sentence must have been seen before."""


def accounts_for(topic: Topic, tidy: str) -> bool:
    """Whether a topic's own phrasings say every word of a sentence, small ones aside.

    信用承诺哪家上传最少 is most like what 信用承诺 means, and asks of it what no phrasing does.
    """
    said = _pairs(topic)
    taken = [False] * len(tidy)
    for at in range(len(tidy) - 1):
        if tidy[at : at + 2] in said:
            taken[at] = taken[at + 1] = True
    return all(one or sign in _SMALL for one, sign in zip(taken, tidy, strict=True))


_SMALL: Final = "的了吗呢不是都也就还有个点么请问"
"""Signs that change no question where its other words are known."""


_FUNCTION: Final = frozenset(
    f"{_SMALL}我们你您俺咱这那要能可以得有在和跟给把被让会该应什怎咋啥哪多少几没一次项了吧啊呀哦嘛嘞再才又很太吃帮说问看想做办搞弄0123456789"
)


def strange(topic: Topic, tidy: str) -> int:
    """How long the longest stretch of a sentence is of which nothing of a topic says anything.

    典型案例需不需要隐去姓名: it says how a case is written, and nothing of names left out.
    """
    said = _told(topic)
    known = [sign in _FUNCTION for sign in tidy]
    for at in range(len(tidy) - 1):
        if tidy[at : at + 2] in said:
            known[at] = known[at + 1] = True
    return max(map(len, "".join("·" if one else "x" for one in known).split("·")), default=0)


@cache
def _told(topic: Topic) -> frozenset[str]:
    answered = tidied(topic.answer)
    pairs = (answered[at : at + 2] for at in range(len(answered) - 1))
    return _pairs(topic) | frozenset(pairs)


@cache
def _pairs(topic: Topic) -> frozenset[str]:
    """Every two neighbouring signs of a topic's phrasings."""
    every = [tidied(one) for one in (*topic.phrasings, topic.label)]
    return frozenset(one[at : at + 2] for one in every for at in range(len(one) - 1))
