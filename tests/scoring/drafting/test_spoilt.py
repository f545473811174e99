"""Nothing of a clause is lost without a word: whatever mistake a draft might make, it shows.

The grammar is not asked: each rule that was read without a doubt is spoilt on purpose (a term left
out, a figure changed, a sign turned, a condition dropped), and each clause is lengthened by words
that change what counts. Every one of them must become a row to look at. All of the restated
documents are read for it, eight times over: what was lost of a fresh one is tried by its name in
`test_accounts`, and not here.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from scoring.drafting import understand
from scoring.drafting.accounts import overlooked
from scoring.drafting.clause import Understood
from tests.scoring.drafting.measure import DOCUMENTS

pytestmark = pytest.mark.slow

Keys = dict[str, Any]
_STRANGE = (
    "，其中省级的加倍计分",
    "，但因不可抗力造成的除外",
    "，连续两年的按0.7折计算",
    "；自第三次起每次扣分减半",
    "（由乡镇和部门各承担一半）",
    "，一篇抵两篇",
    "；上年度已得过奖的不再计",
)


def _clauses() -> Iterator[tuple[str, Decimal, str, str, Understood]]:
    for path in sorted(DOCUMENTS.glob("*/*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["row"]:
            text, name, content = row["text"], row["name"], row.get("content", "")
            points = Decimal(str(row["points"]))
            found = understand(text, points, name, content, beyond=not points)
            if found.sure:
                yield text, points, name, content, found


SURE = tuple(_clauses())


def _left(text: str, points: Decimal, found: Understood, keys: Keys) -> tuple[str, ...]:
    one = found.readings[0]
    return overlooked(text, keys, (*one.said, *one.notes), points)


def _terms(keys: Keys) -> Iterator[tuple[str, int]]:
    for side in ("add", "deduct"):
        yield from ((side, at) for at in range(len(keys.get(side, ()))))


def test_there_are_many_sure_drafts_to_spoil() -> None:
    assert len(SURE) > 150


def test_a_term_left_out_shows() -> None:
    lost = []
    for text, points, _, _, found in SURE:
        keys: Keys = dict(found.readings[0].keys)
        places = list(_terms(keys))
        for side, at in places if len(places) > 1 else ():
            spoilt = deepcopy(keys)
            gone = spoilt[side].pop(at)
            if gone.get("points") == points:
                continue  # what is worth the row itself may be the full mark said
            asked = dict(spoilt.pop("ask", {}))
            spoilt["ask"] = {
                name: said for name, said in asked.items() if name not in gone.values()
            }
            if not _left(text, points, found, spoilt):
                lost.append((text, keys[side][at]))
    assert not lost, lost


def test_another_figure_shows() -> None:
    lost = []
    for text, points, _, _, found in SURE:
        keys: Keys = dict(found.readings[0].keys)
        for side, at in _terms(keys):
            own = keys[side][at].get("points")
            if own is None or own == points:
                continue
            spoilt = deepcopy(keys)
            spoilt[side][at]["points"] = Decimal("7.77")
            if not _left(text, points, found, spoilt):
                lost.append((text, keys[side][at]))
    assert not lost, lost


def test_a_turned_sign_shows() -> None:
    lost = []
    for text, points, _, _, found in SURE:
        keys: Keys = dict(found.readings[0].keys)
        for side, at in _terms(keys):
            other = "deduct" if side == "add" else "add"
            if keys[side][at].get("points", points) == points:
                continue  # the full mark said may be what a row begins with
            spoilt = deepcopy(keys)
            spoilt.setdefault(other, []).append(spoilt[side].pop(at))
            if not _left(text, points, found, spoilt):
                lost.append((text, keys[side][at]))
    assert not lost, lost


def test_two_figures_swapped_show_but_for_a_few_of_two_lists() -> None:
    lost, tried = [], 0
    for text, points, _, _, found in SURE:
        keys: Keys = dict(found.readings[0].keys)
        counted = [(s, at) for s, at in _terms(keys) if "points" in keys[s][at]]
        for (side, first), (other, second) in itertools.combinations(counted, 2):
            one, two = keys[side][first]["points"], keys[other][second]["points"]
            if side != other or one == two or points in (one, two):
                continue
            tried += 1
            spoilt = deepcopy(keys)
            spoilt[side][first]["points"], spoilt[other][second]["points"] = two, one
            if not _left(text, points, found, spoilt):
                lost.append((text, keys[side][first], keys[other][second]))
    assert tried > 300
    assert len(lost) * 20 < tried, lost


def test_a_dropped_effect_or_condition_shows() -> None:
    lost = []
    for text, points, _, _, found in SURE:
        keys: Keys = dict(found.readings[0].keys)
        for key in ("effects", "zero_if", "only_if"):
            if key in keys and not _left(text, points, found, {**keys, key: []}):
                lost.append((text, key, keys[key]))
    assert not lost, lost


@pytest.mark.parametrize("words", _STRANGE)
def test_words_that_change_what_counts_show(words: str) -> None:
    lost = []
    for text, points, name, content, _ in SURE:
        longer = text.rstrip("。") + words + "。"
        if understand(longer, points, name, content, beyond=not points).sure:
            lost.append(longer)
    assert not lost, lost
