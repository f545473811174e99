"""A clause to its readings: every “N 分” is ticked off by a term, or named as not understood.

Here: pieces one after the other, what the whole then means (base points, gates, caps, sums), and
all ways in which its doubts may be decided. Not here: single pieces (`walking`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from scoring.drafting.accounts import overlooked
from scoring.drafting.asking import asks_of
from scoring.drafting.bare_figures import left_bare
from scoring.drafting.beside import beside_another
from scoring.drafting.bounds import OF_A_NAME, cut_names
from scoring.drafting.classes import without_lines_of_classes
from scoring.drafting.composed import parts_of, put_together, vague_names, ways_of
from scoring.drafting.marked import marked_at_discretion, marked_by_hand
from scoring.drafting.of_several import of_several, take_the_mean
from scoring.drafting.own_points import of_the_mark
from scoring.drafting.pieces import as_printed, folded, sentences
from scoring.drafting.settling import settle
from scoring.drafting.signs import AT_YEARS_END
from scoring.drafting.state import Keys, State
from scoring.drafting.walking import walk
from scoring.drafting.wordings import called, terms_of
from scoring.exact import ZERO
from scoring.row_reading import read_row
from scoring.table import Faults, Table

_MOST: Final = 6
"""So many readings of a row are offered; a clause with more doubts is decided in the form."""


@dataclass(frozen=True)
class Reading:
    """One way to read a clause: the keys of the row, and what was decided to come to it."""

    keys: Keys
    said: tuple[str, ...]
    notes: tuple[str, ...] = ()
    overlooked: tuple[str, ...] = ()
    """Pieces of the clause with a figure or a word that went nowhere: to be looked at."""
    worded: tuple[str, ...] = ()
    """Those of them that are in the rule, in their own words: nothing of them is lost."""
    remarks: tuple[str, ...] = ()
    """Those of them that are no pieces, and say what was taken for granted."""


@dataclass(frozen=True)
class Understood:
    """All readings of a clause, the likeliest first; `unread` are the pieces nobody understood."""

    readings: tuple[Reading, ...]
    unread: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether there is one reading, and nothing of the clause is left over."""
        return len(self.readings) == 1 and not self.unread and not self.readings[0].overlooked


def understand(
    clause: str, points: Decimal | None, name: str = "", content: str = "", *, beyond: bool = False
) -> Understood:
    """Return the readings of a clause; `beyond`: a row of bonus or penalty beside the full mark."""
    whole = _as_a_whole(clause, points, name, content, beyond=beyond)
    if not whole.sure and points is not None and not beyond:
        whole = _by_parts(clause, points, name, whole) or whole
    readings = tuple(
        Reading(
            {key: _printed(value) for key, value in one.keys.items()},
            said=_words(one.said),
            notes=_words(one.notes),
            overlooked=_words(one.overlooked),
            worded=_words(one.worded),
            remarks=_words(one.remarks),
        )
        for one in whole.readings
    )
    return Understood(readings, _words(whole.unread))


def _words(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(as_printed(one) for one in said)


def _printed(value: object) -> object:
    """A value with every name in it as it is printed."""
    if isinstance(value, str):
        return as_printed(value)
    if isinstance(value, dict):
        return {_printed(key): _printed(one) for key, one in value.items()}
    return [_printed(one) for one in value] if isinstance(value, (list, tuple)) else value


def _by_parts(clause: str, points: Decimal, name: str, whole: Understood) -> Understood | None:
    """The readings of a clause printed in parts; None: it is not, or a part was not understood.

    Where it can be read as a `whole` with other terms too, those readings are offered beside them.
    """
    parts = parts_of(clause, points)
    read = [_as_a_whole(one.text, one.points, name, "", beyond=False) for one in parts]
    asked = [[each.said for each in one.readings] for one in read]
    ways = ways_of(asked) if parts and all(asked) else None
    found: list[Reading] = []
    for way in ways or ():
        own = [one.readings[at] for one, at in zip(read, way, strict=True)]
        made = put_together(parts, [one.keys for one in own], points)
        if made is None or not _makes_sense(Reading(made.keys, ()), name, points):
            return None
        found.append(
            Reading(
                made.keys,
                tuple(dict.fromkeys(said for one in own for said in one.said)),
                (*made.notes, *(said for one in own for said in one.notes)),
                (
                    *(said for one in own for said in one.overlooked),
                    *(f"这一项叫“{said}”{OF_A_NAME[0]}" for said in vague_names(made.keys)),
                ),
                tuple(said for one in own for said in one.worded),
                tuple(said for one in own for said in one.remarks),
            )
        )
    found = _beside(found, whole, [one.text for one in parts if one.left])
    return Understood(tuple(found[:_MOST]), ()) if found else None


def _beside(found: list[Reading], whole: Understood, left: list[str]) -> list[Reading]:
    """The readings by parts, and those of the whole where its terms are others.

    `left`: parts that print no points, and have what the others leave.
    """
    if found and left:
        told = f"“{left[0][:20]}”没有写分值"
        found = [replace(one, overlooked=(*one.overlooked, told)) for one in found]
    if not found or not whole.readings:
        return found
    own, other = (_terms(one.keys) for one in (found[0], whole.readings[0]))
    if not left and own == other:
        return found
    both = [found, list(whole.readings)]
    return [one for some in (both if len(own) >= len(other) else both[::-1]) for one in some]


def _terms(keys: Keys) -> set[tuple[str, str]]:
    """What brings or takes how much, whatever bounds it."""
    return {(called(one), str(one.get("points"))) for one in terms_of(keys)}


def _as_a_whole(
    clause: str, points: Decimal | None, name: str, content: str, *, beyond: bool
) -> Understood:
    first = _run(clause, points, name, content, {}, beyond=beyond)
    if first.unread:
        return Understood((), tuple(first.unread))

    def run(decided: dict[str, int]) -> State:
        return _run(clause, points, name, content, decided, beyond=beyond)

    found = _ways(first, run)
    if len(found) > _MOST and "whole" in first.forks:  # asked of the rest; this is named
        found = _ways(first, run, settled="whole")
        found = {key: _with_its_steps(one) for key, one in found.items()}
    if len(found) > _MOST:
        return Understood((), ("这一条有太多种读法",))
    sound = tuple(
        _accounted(clause, one, points, name, content)
        for one in found.values()
        if _makes_sense(one, name, points)
    )
    return Understood(sound, () if sound else ("读出来的规则前后不合",))


def _ways(
    first: State, run: Callable[[dict[str, int]], State], settled: str = ""
) -> dict[str, Reading]:
    """All readings, the likeliest first, until too many; `settled`: a doubt left as it is."""
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
            if key not in seen and settled not in decided:
                seen.add(key)
                pending.append(run(decided))
    return found


def _with_its_steps(one: Reading) -> Reading:
    """The reading with what was not asked, as there would be too many ways: parts of a step."""
    told = "不足一档的怎么算没有写，先按比例算"
    said = tuple(each for each in one.said if not each.startswith("不足一档的"))
    return replace(one, said=said, overlooked=(*one.overlooked, told))


def _accounted(
    clause: str, one: Reading, points: Decimal | None, name: str, content: str
) -> Reading:
    """The reading with what is to be looked at: lost, named by halves, or in its own words."""
    lost = (
        *overlooked(clause, one.keys, (*one.said, *one.notes), points),
        *cut_names(clause, one.keys, name, content, "；".join(one.said)),
    )
    told = [piece for piece in one.overlooked if piece not in lost and not piece.endswith("？")]
    text = folded(clause)
    return replace(
        one,
        overlooked=tuple(dict.fromkeys((*lost, *one.overlooked))),
        worded=tuple(piece for piece in told if piece in text),
        remarks=tuple(piece for piece in told if piece not in text),
    )


def _makes_sense(reading: Reading, name: str, points: Decimal | None) -> bool:
    """Whether a row can be read from the keys: what could never be confirmed is not offered."""
    faults = Faults("")
    keys = {"name": name or "某项", "points": points or ZERO, **reading.keys}
    read_row(Table(faults, '["一.1"]', keys), "一.1")
    return not faults.found


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
    text = state.text = folded(clause)
    if points is not None:
        text = of_the_mark(text, points)
    if _SINCE.search(text):
        state.cumulative = True
        text = _SINCE.sub("", text)
    text = without_lines_of_classes(state, text)
    text = _as_another_row(state, _once_a_year(state, _less_than_a_step(state, text)))
    text = beside_another(state, of_several(state, text))
    pieces = [(number, one) for number, group in enumerate(sentences(text)) for one in group]
    walk(state, pieces)
    if state.beside:  # nothing of it counts, and it is looked at where anything does
        (state.guessed if state.placed else state.unread).extend(state.beside)
    if state.unread and not beyond and marked_by_hand(state, text):
        return state
    if state.unread and not beyond and marked_at_discretion(state, text):
        return state
    if not state.unread:
        settle(state, beyond=beyond)
        take_the_mean(state)
    return state


_SINCE: Final = re.compile(
    r"自[^,。;]{0,14}之日起(?![^,。;]{0,4}(?:[0-9一二三四五六七八九十]|个月|之?内)),?"
)
"""自本办法印发之日起: counted from then on; 自印发之日起20个工作日内 is a term for each of them."""
_PIECE_OF_IT: Final = re.compile(rf"(?<![^,;。\n:(])\(?{AT_YEARS_END.pattern}\)?(?:[,;。\n:]|$)")


def _once_a_year(state: State, text: str) -> str:
    """年终一次性考核: out of the clause, and said; where the row then stands the table decides."""
    found = _PIECE_OF_IT.search(text)
    if found is None:
        return text
    state.notes.append(found[0].strip("(),;。\n:"))
    return text[: found.start()] + text[found.end() :]


_SAME_AS: Final = re.compile(
    r"(?<![^,;。\n:(])\(?(?:(?:数据|场次|次数|数量|完成情况|情况|得分)(?:来源)?)?"
    r"(?:同|与|见|按|以|引用|取自|参照|沿用)(?:本表|上表|表中|前述)?"
    r"(?:[一二三四五六七八九十]{1,3}[.、-][0-9]{1,2}|(?:序号|编号|第)[0-9]{1,2}(?:项|行|条|号|款)?(?:指标)?|上一?[行项条](?:指标)?)"
    r"(?:的)?[^,;。\n:0-9分]{0,12}(?:[,;。\n:)]|$)"
)


def _as_another_row(state: State, text: str) -> str:
    """场次同二.3: out of the clause, and said; which figure it is the table decides."""
    found = _SAME_AS.search(text)
    if found is None:
        return text
    said = found[0].strip("(),;。\n:")
    state.notes.append(said)
    state.guessed.append(said)
    return text[: found.start()] + text[found.end() :]


_LESS: Final = re.compile(
    r"[,;(]?(?:不足|不满)(?:1|一)(?:个)?(?:百分点|%|档|次|天|个|户|分|条|亩)?(?:的)?(?:部分)?,?(?P<how>不计算|不计分|不计|不扣分|不扣|不加分|不算|舍去|按比例[^,。;()]{0,6}|按(?:1|一)[^,。;()]{0,6}|进位|四舍五入)\)?"
)


_LESS_THAN: Final = re.compile(
    r"[,;(]?(?:不足|不满)(?P<num>[0-9]+)(?P<unit>[^0-9,;。的按不]{1,4})(?:的)?(?:部分)?,?(?P<how>不计算|不计分|不计|不扣分|不扣|不算|舍去|按(?P=num)(?P=unit)(?:计算|计)?|按比例[^,。;()]{0,6})\)?(?=[,;。)]|$)"
)


def _less_than_a_step(state: State, text: str) -> str:
    """不足一个百分点的按一个计: out of the clause, and known of its steps."""
    found = _LESS.search(text) or _LESS_THAN.search(text)
    if found is None or found["how"] == "四舍五入" or _no_step(found, text):
        return text
    how = found["how"]
    state.step_said = 0 if "比例" in how else 2 if how.startswith(("按", "进")) else 1
    state.notes.append(found[0].strip(",;()"))
    return text[: found.start()] + text[found.end() :]


def _no_step(found: re.Match[str], text: str) -> bool:
    """不足10篇的按比例得分 behind 10篇以上得3分: short of a line, and no part of a step of 10."""
    said = found.groupdict()
    if "num" not in said:
        return False
    step = rf"每(?!个?月|季|半?年|周|学)[^,。;]{{0,14}}{said['num']}个?{re.escape(said['unit'])}"
    return re.search(step, text) is None


def _reading(state: State) -> Reading:
    guessed = tuple(dict.fromkeys(state.guessed))
    return Reading(_keys(state), _said(state), tuple(dict.fromkeys(state.notes)), guessed)


def _said(state: State) -> tuple[str, ...]:
    return tuple(options[state.decided.get(key, 0)] for key, options in state.forks.items())


def _keys(state: State) -> Keys:  # noqa: C901 - one line a key
    keys: Keys = {}
    if state.points is not None:
        keys["points"] = state.points
    elif state.add and state.beyond:
        keys["points"] = "不限"
        keys |= {"floor": "不限"} if state.deduct else {}
    if state.top is not None:
        keys["points"] = state.top
    if state.add:
        keys["add"] = [left_bare(one) for one in state.add]
    if state.deduct:
        keys["deduct"] = [left_bare(one) for one in state.deduct]
    if state.start is not None and state.add:
        keys["start"] = state.start
    elif state.start is not None and state.points == ZERO:
        keys["floor"] = -state.start if state.start else "不限"
    if state.least is not None and state.deduct:
        keys["floor"] = state.least
    if state.bottomless and state.deduct:
        keys["floor"] = "不限"
    if state.gates:
        keys["only_if"] = list(state.gates)
    if state.stops:
        keys["zero_if"] = list(dict.fromkeys(state.stops))
    if state.effects:
        keys["effects"] = [{"when": label, "effect": kind} for label, kind in state.effects]
    for key, stakes in (("most_if", state.most_if), ("total_off", state.total_off)):
        if stakes:
            keys[key] = [{"when": when, "points": points} for when, points in stakes]
    if state.groups:
        keys["grouped"] = [
            {"of": list(dict.fromkeys(map(called, terms))), side: most}
            for terms, side, most in state.groups
        ]
    if state.factors:
        keys["factors"] = [dict(one) for one in state.factors]
    if state.highest and len(state.placed) > 1:
        keys["highest"] = True
    if state.full_where_not and state.placed:
        keys["absent"] = "full"
    if state.cumulative and state.placed:
        keys["cumulative"] = True
    if ask := asks_of(state):
        keys["ask"] = ask
    if state.by:
        keys["by"] = state.by
    return keys
