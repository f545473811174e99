"""The sample papers are the same files for everybody who asks for them in one run."""

from __future__ import annotations

from tests.sample_papers import PAPERS


def test_a_paper_asked_for_twice_is_the_very_same_file() -> None:
    """A replay hands it to both sides; a digest that differed there would be the clock's doing."""
    for name, make in PAPERS.items():
        assert make() is make(), name
