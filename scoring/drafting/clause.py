"""A clause to its readings: every “N 分” is ticked off by a term, or named as not understood.

Here: pieces one after the other, what the whole then means (base points, gates, caps, sums), and
all ways in which its doubts may be decided. Not here: single pieces (`recognise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.amounts import ranks
from scoring.drafting.pieces import folded, sentences
from scoring.drafting.recognise import RECOGNISERS
from scoring.drafting.settling import settle
from scoring.drafting.spans import band_of, step_of
from scoring.drafting.state import COUNTING, FULL, Keys, State, clean
from scoring.exact import ZERO, plain

_MOST: Final = 6
"""So many readings of a row are offered; a clause with more doubts is decided in the form."""


@dataclass(frozen=True)
class Reading:
    """One way to read a clause: the keys of the row, and what was decided to come to it."""

    keys: Keys
    said: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """All readings of a clause, the likeliest first; `unread` are the pieces nobody understood."""

    readings: tuple[Reading, ...]
    unread: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether there is one reading, and nothing of the clause is left over."""
        return len(self.readings) == 1 and not self.unread


def understand(
    clause: str, points: Decimal | None, name: str = "", content: str = "", *, beyond: bool = False
) -> Understood:
    """Return the readings of a clause; `beyond`: a row of bonus or penalty beside the full mark."""
    first = _run(clause, points, name, content, {}, beyond=beyond)
    if first.unread:
        return Understood((), tuple(first.unread))
    found: dict[str, Reading] = {}
    pending = [first]
    seen: set[tuple[tuple[str, int], ...]] = set()
    while pending and len(found) <= _MOST:
        state = pending.pop(0)
        reading = _reading(state)
        if state.unread:
            continue
        found.setdefault(repr(sorted(reading.keys.items())), reading)
        for decided in _others(state):
            key = tuple(sorted(decided.items()))
            if key not in seen:
                seen.add(key)
                pending.append(_run(clause, points, name, content, decided, beyond=beyond))
    if len(found) > _MOST:
        return Understood((), ("这一条有太多种读法",))
    return Understood(tuple(found.values()), ())


def _others(state: State) -> Iterator[dict[str, int]]:
    for key, options in state.forks.items():
        for number in range(len(options)):
            if number != state.decided.get(key, 0):
                yield {**state.decided, key: number}


def _run(
    clause: str,
    points: Decimal | None,
    name: str,
    content: str,
    decided: dict[str, int],
    *,
    beyond: bool,
) -> State:
    state = State(points, name, content, dict(decided), beyond=beyond)
    text = folded(clause)
    if points is not None:
        text = FULL.sub(f"得{plain(points)}分", text)
    if re.search(r"自.{0,14}之日起", text):
        state.cumulative = True
        text = re.sub(r"自[^,。;]{0,14}之日起,?", "", text)
    pieces = [(number, one) for number, group in enumerate(sentences(text)) for one in group]
    _walk(state, pieces)
    if not state.unread:
        settle(state, beyond=beyond)
    return state


def _walk(state: State, pieces: list[tuple[int, str]]) -> None:
    at = 0
    while at < len(pieces):
        number, piece = pieces[at]
        if number != state.sentence:
            state.sentence = number
        used = _band(state, pieces, at) or ranks(state, [one for _, one in pieces[at:]])
        if used:
            at += used
            continue
        at += 1
        if piece.startswith("其中") and COUNTING.search(piece):
            state.unread.append(piece)
            continue
        if any(recognise(state, piece) for recognise in RECOGNISERS):
            continue
        inner = re.fullmatch(r"(?P<first>.+?)\((?P<second>[^()]*分[^()]*)\)", piece)
        if inner is not None:
            pieces[at:at] = [(number, inner["first"]), (number, inner["second"])]
        elif piece in ("否则不得分", "否则不计分") and len(state.placed) == 1:
            continue
        elif COUNTING.search(piece) or re.search(r"[0-9]+分", piece):
            state.unread.append(piece)
        else:
            _describe(state, piece)


def _describe(state: State, piece: str) -> None:
    """Keep a piece that counts nothing: what follows may be about it."""
    state.context.append(piece)
    lines = re.findall(r"([0-9]+(?:\.[0-9]+)?)%", piece)
    if len(lines) == 1:
        label = clean(re.split(r"达到|达|不低于|为|在|[0-9]", piece)[0])
        if len(label) >= 2:
            state.line = (label, Decimal(lines[0]) / 100)


def _band(state: State, pieces: list[tuple[int, str]], at: int) -> int:
    """Take the steps that begin here; how many pieces they are, 0 where there are none."""
    rest = [piece for _, piece in pieces[at:]]
    found = band_of(rest, state.points)
    if found is None:
        one = step_of(rest[0])
        whole = one is not None and one.unit == "%" and one.sign > 0 and not one.closed
        if one is not None and whole and one.points == state.points and one.high is None:
            label = state.label(one.label)
            state.line = (label, one.low)
            nearer = next((piece for piece in rest[1:3] if "百分点" in piece or "%" in piece), "")
            if nearer:
                return 1
        counted = one is not None and one.unit != "%" and one.sign > 0 and not one.closed
        if one is not None and counted and one.high is None and one.points and one.low > 0:
            label = state.label(one.label)
            if re.search(r"[0-9]", label):
                return 0
            band = [[one.low, one.points]]
            state.put(1, {"each": label, "unit": one.unit, "band": band})
            return 1
        if _below_line(state, rest):
            return 1
        if one is not None and whole and one.high is None and one.points:
            label = state.label(one.label)
            state.put(1, {"rate": label, "band": [[one.low, one.points]]})
            return 1
        return 0
    label = state.label(found.label)
    if re.search(r"[0-9]", label) or not label:
        return 0
    steps = [list(step) for step in found.steps]
    if found.unit == "%":
        state.put(found.sign, {"rate": label, "band": steps})
    else:
        state.put(found.sign, {"each": label, "unit": found.unit, "band": steps})
    return found.used


def _below_line(state: State, rest: list[str]) -> bool:
    """不超过60%得8分, where each point beyond takes some: the line, and the full mark said."""
    found = re.fullmatch(
        r"(?P<label>.*?)(?:控制在|不超过|不得超过|不高于|不大于)(?P<line>[0-9.]+)%(?:以内|以下)?(?:的)?得(?P<points>[0-9.]+)分",
        rest[0],
    )
    if found is None or Decimal(found["points"]) != state.points:
        return False
    if not any(re.search(r"每(?:超|高|增)", piece) for piece in rest[1:3]):
        return False
    state.line = (state.label(found["label"]), Decimal(found["line"]) / 100)
    return True


def _reading(state: State) -> Reading:
    return Reading(_keys(state), _said(state), tuple(dict.fromkeys(state.notes)))


def _said(state: State) -> tuple[str, ...]:
    return tuple(options[state.decided.get(key, 0)] for key, options in state.forks.items())


def _keys(state: State) -> Keys:  # noqa: C901 - one line a key
    keys: Keys = {}
    if state.points is not None:
        keys["points"] = state.points
    elif state.add and state.beyond:
        keys["points"] = "不限"
        keys |= {"floor": "不限"} if state.deduct else {}
    if state.add:
        keys["add"] = [dict(one) for one in state.add]
    if state.deduct:
        keys["deduct"] = [dict(one) for one in state.deduct]
    if state.start is not None and state.add:
        keys["start"] = state.start
    elif state.start is not None and state.points == ZERO:
        keys["floor"] = -state.start if state.start else "不限"
    if state.gates:
        keys["only_if"] = list(state.gates)
    if state.stops:
        keys["zero_if"] = list(dict.fromkeys(state.stops))
    if state.effects:
        keys["effects"] = [{"when": label, "effect": kind} for label, kind in state.effects]
    if state.highest and len(state.placed) > 1:
        keys["highest"] = True
    if state.cumulative and state.placed:
        keys["cumulative"] = True
    if state.by:
        keys["by"] = state.by
    return keys
