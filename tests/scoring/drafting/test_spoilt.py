"""Nothing of a clause is lost without a word: whatever mistake a draft might make, it shows.

The grammar is hardly asked: each rule that was read without a doubt is spoilt on purpose (a term
left out, a figure changed, a sign turned, a condition dropped), and each clause is lengthened by
words that change what counts. Every one of them must become a row to look at. All of the restated
documents are read for it, twice over: what was lost of a fresh one is tried by its name in
`test_accounts`, and not here.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
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


@cache
def _sure() -> tuple[tuple[str, Decimal, str, str, Understood], ...]:
    """Read when it is first asked for, not by whoever only looks for tests: it takes long."""
    return tuple(_clauses())


def _left(text: str, points: Decimal, found: Understood, keys: Keys) -> tuple[str, ...]:
    one = found.readings[0]
    return overlooked(text, keys, (*one.said, *one.notes), points)


def _terms(keys: Keys) -> Iterator[tuple[str, int]]:
    for side in ("add", "deduct"):
        yield from ((side, at) for at in range(len(keys.get(side, ()))))


def test_there_are_many_sure_drafts_to_spoil() -> None:
    assert len(_sure()) > 150


def test_a_term_left_out_shows() -> None:
    lost = []
    for text, points, _, _, found in _sure():
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
    for text, points, _, _, found in _sure():
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
    for text, points, _, _, found in _sure():
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
    for text, points, _, _, found in _sure():
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
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        for key in ("effects", "zero_if", "only_if"):
            if key in keys and not _left(text, points, found, {**keys, key: []}):
                lost.append((text, key, keys[key]))
    assert not lost, lost


def _longer(text: str, words: str) -> str:
    return text.rstrip("。") + words + "。"


@pytest.mark.parametrize("words", _STRANGE)
def test_words_that_change_what_counts_are_missed_in_the_rule_without_them(words: str) -> None:
    """Behind every clause: should the grammar pass over them, the account does not."""
    lost = [
        text
        for text, points, _, _, found in _sure()
        if not _left(_longer(text, words), points, found, dict(found.readings[0].keys))
    ]
    assert not lost, lost


def test_words_that_change_what_counts_show() -> None:
    """However the grammar reads them: behind each clause one of them, in turn."""
    tried: Counter[str] = Counter()
    lost = []
    for (text, points, name, content, _), words in zip(_sure(), itertools.cycle(_STRANGE)):
        tried[words] += 1
        if understand(_longer(text, words), points, name, content, beyond=not points).sure:
            lost.append(_longer(text, words))
    assert min(tried[one] for one in _STRANGE) > 100
    assert not lost, lost


def _instead(keys: Keys) -> Iterator[tuple[str, Keys]]:
    """The same rule with one thing of it the other way about, and what that is called."""
    for side, at in _terms(keys):
        term = keys[side][at]
        for one, other in (("over", "under"), ("under", "over")):
            if one in term:
                yield one, _with(keys, side, at, {other: term[one]}, one)
                yield "line", _with(keys, side, at, {}, one)
        if "per" in term:
            yield "per", _with(keys, side, at, {"per": term["per"] * 10})
        if "each" in term and "points" in term:
            yield "once", _with(keys, side, at, {"if": term["each"]}, "each", "unit")
        if "max" in term and term["max"] not in (term.get("points"), keys.get("points")):
            yield "max", _with(keys, side, at, {}, "max")
    yield from _as_a_whole(keys)


def _as_a_whole(keys: Keys) -> Iterator[tuple[str, Keys]]:
    for side, at in _terms(keys):
        if len(keys[side][at].get("band", ())) > 1:
            (first, low), (second, high), *rest = keys[side][at]["band"]
            swapped = [[first, high], [second, low], *rest]
            yield "band", _with(keys, side, at, {"band": swapped})
    for one, other in (("only_if", "zero_if"), ("zero_if", "only_if")):
        if one in keys and other not in keys:
            yield "condition", {**{k: v for k, v in keys.items() if k != one}, other: keys[one]}
    if not keys.get("highest") and len(list(_terms(keys))) > 1:
        yield "highest", {**keys, "highest": True}


def _with(keys: Keys, side: str, at: int, new: Keys, *gone: str) -> Keys:
    spoilt = deepcopy(keys)
    spoilt[side][at] = {k: v for k, v in spoilt[side][at].items() if k not in gone} | new
    return spoilt


_MAY_BE_LOST = {"once": 0.06, "highest": 0.04, "max": 0.1, "line": 0.05}
"""How many of a hundred such mistakes stay unseen at most; of the others: none."""


def test_what_goes_the_other_way_shows() -> None:
    tried: Counter[str] = Counter()
    lost: dict[str, list[object]] = {}
    for text, points, _, _, found in _sure():
        for kind, spoilt in _instead(dict(found.readings[0].keys)):
            tried[kind] += 1
            if not _left(text, points, found, spoilt):
                lost.setdefault(kind, []).append((text, spoilt))
    assert min(tried.values()) > 5
    assert not [
        (kind, len(those), tried[kind], those[:5])
        for kind, those in lost.items()
        if len(those) > _MAY_BE_LOST.get(kind, 0) * tried[kind]
    ]


def test_a_lost_denial_shows() -> None:
    """无消毒池 that became 消毒池: the opposite of what is printed."""
    tried, lost = 0, []
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        for side, at in _terms(keys):
            verb = next((one for one in ("each", "if") if one in keys[side][at]), "")
            name = str(keys[side][at].get(verb, ""))
            bare = re.sub("未|没有|无|不(?![少低高超])", "", name, count=1)
            if bare == name or len(bare) < 2:
                continue
            tried += 1
            spoilt = _with(keys, side, at, {verb: bare})
            asked = {k: v for k, v in dict(spoilt.get("ask", {})).items() if k != name}
            if not _left(text, points, found, {**spoilt, "ask": asked}):
                lost.append((text, name))
    assert tried > 200
    assert len(lost) < tried * 0.15, lost


_NAMED_BY = ("each", "if", "rate", "amount")
_LONG = 6


def test_half_a_name_lost_shows_but_for_one_in_eight() -> None:
    """程序请假而旷课 of 没按照请假程序请假而旷课: what is asked then is another thing."""
    tried, lost = 0, []
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        for side, at in _terms(keys):
            verb = next((one for one in _NAMED_BY if one in keys[side][at]), "")
            name = str(keys[side][at].get(verb, ""))
            half = len(name) // 2
            asked = {k: v for k, v in dict(keys.get("ask", {})).items() if k != name}
            for spoilt in (name[:half], name[half:]) if len(name) >= _LONG else ():
                tried += 1
                if not _left(
                    text, points, found, {**_with(keys, side, at, {verb: spoilt}), "ask": asked}
                ):
                    lost.append((text, name, spoilt))
    assert tried > 1500
    assert len(lost) * 8 < tried, lost[:20]


def test_another_start_shows_where_the_row_adds_and_takes() -> None:
    tried, lost = 0, []
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        if "start" not in keys:
            continue
        tried += 1
        if not _left(text, points, found, {**keys, "start": Decimal("7.7")}):
            lost.append((text, keys["start"]))
    assert tried > 5
    assert not lost, lost


def test_one_of_several_that_is_dropped_shows() -> None:
    """就高一项 that became all of them, and named things that became plain yes or no."""
    tried, lost = 0, []
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        named = [one for one in keys.get("add", ()) if "named" in one]
        spoilt: list[Keys] = []
        if keys.get("highest"):
            spoilt.append({k: v for k, v in keys.items() if k != "highest"})
        for one in named:
            flags = [{"if": word, "points": worth} for word, worth in one["levels"]]
            spoilt.append({**keys, "add": flags})
        tried += len(spoilt)
        lost += [(text, one) for one in spoilt if not _left(text, points, found, one)]
    assert tried > 15
    assert len(lost) * 10 < tried, lost


def test_bounds_that_are_lost_show() -> None:
    """扣1-3分 of what did not happen; 倒扣 that would end at nothing."""
    tried, lost = 0, []
    for text, points, _, _, found in _sure():
        keys: Keys = dict(found.readings[0].keys)
        spoilt = [{k: v for k, v in keys.items() if k != "floor"}] if "floor" in keys else []
        for at, term in enumerate(keys.get("deduct", ())):
            if "or_none" in term:
                spoilt.append(_with(keys, "deduct", at, {}, "or_none"))
        tried += len(spoilt)
        lost += [(text, one) for one in spoilt if not _left(text, points, found, one)]
    assert tried > 15
    assert not lost, lost
