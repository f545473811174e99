"""Runs of signs are kept in arrays: each says of itself what it said when it was learnt."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.questions.runs import Run, Runs

_SIGNS = st.characters(min_codepoint=1, exclude_categories=["Cs"])
_RUNS = st.builds(
    Run,
    st.integers(0, 5000).map(lambda hundredths: hundredths / 100),
    st.lists(st.tuples(st.integers(0, 900), st.integers(-127, 127)), max_size=5).map(tuple),
)
_LEARNT = st.dictionaries(st.text(_SIGNS, min_size=1, max_size=3), _RUNS, max_size=30)


@given(_LEARNT, st.text(_SIGNS, max_size=4))
def test_what_was_packed_is_what_was_learnt(learnt: dict[str, Run], other: str) -> None:
    runs = Runs.unpacked(Runs.of(learnt.items()).packed())
    assert dict(runs) == learnt
    assert list(runs) == sorted(learnt)
    assert (other in runs, runs.get(other)) == (other in learnt, learnt.get(other))


def test_a_longer_run_is_not_the_one_it_begins_with() -> None:
    runs = Runs.of([("怎么扣", Run(1.0, ()))])
    others = ("怎么扣分", "\0怎么扣", "怎么", "")
    assert "怎么扣" in runs
    assert [one for one in others if one in runs] == []
    with pytest.raises(OverflowError):
        Runs.of([("怎么扣分", Run(1.0, ()))])


def test_a_file_is_read_the_same_on_every_machine() -> None:
    """The low byte first, whatever the machine's own order."""
    packed = Runs.of([("分", Run(2.5, ((3, -1),)))]).packed()
    assert packed[:20] == b"".join(size.to_bytes(4, "little") for size in (8, 2, 4, 2, 1))
    assert packed[20:] == (
        (ord("分") << 42).to_bytes(8, "little")
        + b"\xfa\x00"
        + b"\x01\x00\x00\x00"
        + b"\x03\x00\xff"
    )
