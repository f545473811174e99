"""Of thousands of composed answers none would be kept wrongly, at once or by one tap."""

from __future__ import annotations

from collections import Counter

from tests.filling.composed import Verdict, everything, judged, share_of, shares

_LEAST = {"count": 1.0, "yes": 1.0, "no": 1.0, "count, none": 1.0, "description": 1.0}
"""Of these kinds so many are understood."""


def test_nothing_composed_is_kept_wrongly() -> None:
    """More than forty thousand sentences: counts, yes or no, lists, descriptions."""
    found: dict[str, Counter[Verdict]] = {}
    wrong = []
    for one in everything():
        verdict = judged(one)
        found.setdefault(one.kind, Counter())[verdict] += 1
        if verdict.startswith("wrong"):
            wrong.append((verdict, one.row, one.text))
    assert wrong == []
    assert sum(sum(each.values()) for each in found.values()) > 40_000
    for kind, least in _LEAST.items():
        missed = found[kind]["not understood"]
        assert missed <= (1 - least) * sum(found[kind].values()), (kind, missed)


def test_no_share_is_read_otherwise_than_it_was_said() -> None:
    """95%吧 is one, 大概90% none."""
    read = [(said, share_of(said), right) for said, right in shares()]
    assert [one for one in read if one[1] not in (one[2], None)] == []
    assert [one for one in read if one[1] is None and one[2] is not None] == []
