"""Whether a sentence asks after a rule or how a thing is done, or after this county's figures.

Learnt from the phrasings of what has an answer beside the sentences that meant a command (``make
topics``). No topic is chosen here: that is ``bot.questions.guess``'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

from bot.questions import learnt
from bot.questions.guess import NOTHING, Weights, digest as digest_of_topics, likeliest, unpacked
from bot.questions.topic import phrased

WEIGHTS: Final = resources.files("bot.questions") / "about_rules.gz"
RULE, FIGURES, FOREIGN = "rule", "figures", "foreign"


def phrasings() -> dict[str, Iterable[str]]:
    """The sentences of each of the three, as they are learnt from."""
    told = [one for one in phrased().values() if one.answer and one.fits(True)]
    labels = {one.called(True) for one in told}
    said: dict[str, list[str]] = {RULE: [], FIGURES: [], FOREIGN: []}
    for one in told:
        said[FOREIGN if one.name == NOTHING else RULE] += one.phrasings
    for command, sentence in learnt.phrasings():
        foreign = command == learnt.NONE
        said[FOREIGN if foreign else RULE if command in labels else FIGURES].append(sentence)
    return dict(said)


def digest() -> str:
    """The mark of all that it is learnt from: weights with another one are to be learnt anew."""
    return hashlib.sha256(f"{digest_of_topics(phrased())}{learnt.digest()}".encode()).hexdigest()


@cache
def weights() -> Weights:
    """What was learnt, read once."""
    return unpacked(WEIGHTS.read_bytes())


def about_a_rule(tidy: str) -> float:
    """How likely a tidied sentence of the office asks after a rule, 0 to 1."""
    found = likeliest(tidy, weights(), lambda _: True)
    return next((one.likely for one in found if one.topic == RULE), 0.0)
