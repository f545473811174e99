"""What is made of a paper before any row is looked at: its facts, its samples, its searched text.

Pure and the dear part of understanding, so that it is done where the paper is read, in the reader's
own process (``reading.process``), and comes over the wire beside the lines. What needs the tables
is ``understanding``'s.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from bot.extraction.pages import Extract
from bot.extraction.plain import searchable
from bot.reading.bodies import is_body, is_mast
from bot.reading.facts import Fact, facts
from bot.reading.formulae import without_formulae
from bot.reading.shingles import samples


@dataclass(frozen=True, slots=True)
class Meaning:
    """``plain``: every line as it is searched, in the order of the extract's lines."""

    facts: tuple[Fact, ...]
    samples: tuple[int, ...]
    plain: tuple[str, ...]


def meaning(extract: Extract) -> Meaning:
    """What a paper says of itself."""
    plain = tuple(searchable(line.text) for line in extract.lines)
    return Meaning(facts(extract), tuple(sorted(samples(_told(extract)))), plain)


def packed(extract: Extract) -> dict[str, Any]:
    """The meaning of an extract as the wire carries it."""
    made = meaning(extract)
    return {
        "facts": [astuple(one) for one in made.facts],
        "samples": made.samples,
        "plain": made.plain,
    }


def unpacked(told: dict[str, Any] | None) -> Meaning | None:
    """A meaning as it was packed; None where there came none."""
    if told is None:
        return None
    return Meaning(
        tuple(Fact(*one) for one in told["facts"]), tuple(told["samples"]), tuple(told["plain"])
    )


def _told(extract: Extract) -> str:
    """What a paper says of its own: no line that only names its office, no formula."""
    told = (line.text for line in extract.lines if not (is_body(line.text) or is_mast(line.text)))
    return without_formulae("".join(told))
