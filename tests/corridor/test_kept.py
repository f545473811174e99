"""What is kept in memory has a bound, whatever each value weighs."""

from __future__ import annotations

from bot.corridor.kept import Kept


def test_what_was_used_longest_ago_goes_first() -> None:
    """Heavy values make room for themselves; one that is put again weighs once."""
    kept: Kept[str, str] = Kept(10, len)
    kept.put("a", "aaaa")
    kept.put("b", "bbbb")
    assert kept.get("a") == "aaaa"
    kept.put("c", "cccc")
    assert (kept.get("b"), kept.get("a"), kept.get("c")) == (None, "aaaa", "cccc")
    for _ in range(5):
        kept.put("c", "cc")
    assert kept.get("a") == "aaaa"
    kept.put("d", "d" * 50)
    assert [kept.get(one) for one in "acd"] == [None, None, "d" * 50]
    kept.clear()
    kept.put("a", "a" * 10)
    kept.put("b", "")
    assert kept.get("a") == "a" * 10
