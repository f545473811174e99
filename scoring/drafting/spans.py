"""Steps of a figure as clauses print them: 95%以上得5分, 90%-95%得3分, 3次以上不得分.

Here: pieces to one band with its label, or nothing where they do not join without a gap. Not here:
what else a piece may be (`recognise`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.units import MEASURED, UNITS
from scoring.exact import ONE, ZERO

_PERCENT: Final = Decimal("0.01")
"""80%-89%, 90%以上: what lies between belongs to the lower step."""
_N: Final = r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+"
_UNIT: Final = rf"%|个百分点|{MEASURED}|分(?!钟)|{UNITS}"
_ABOVE: Final = r"(?:\(含\))?(?:及|或|含)?以上(?:\(含\))?"
_BELOW: Final = r"以下|以内"
_WORTH: Final = (
    r"(?:的|者)?(?:(?P<verb>得|计|加|记|给|扣除|扣|减)?(?P<points>[0-9]+(?:\.[0-9]+)?)分"
    r"|(?P<none>(?:本项|该项|此项)?(?:不得分|不计分|不给分)))"
)
_PIECE: Final = re.compile(
    rf"(?P<label>.*?)(?P<span>(?:达到|达|为|在|低于|不足|不到|小于|少于|超过|高于|大于)?(?:{_N})(?:{_UNIT})?"
    rf"(?:\(含\)|\(不含\))?(?:-(?:{_N}))?(?:{_UNIT})?(?:{_ABOVE}|{_BELOW})?(?:\(含\)|\(不含\))?"
    rf"(?:(?:,)?(?:不足|不满|不到|低于|且低于)?(?:{_N})(?:{_UNIT})(?:{_BELOW})?(?:\(不含\))?)?)"
    rf"{_WORTH}"
)
_NOT_BEYOND: Final = re.compile(
    rf"(?:不得?|未)(?:超过|高于|大于|多于|超)((?:{_N})(?:{_UNIT}))(?:以内)?(?=(?:的|者)?(?:得|计|加|记|给|扣|不))"
)
_FROM_TO: Final = re.compile(
    rf"(?:超过|高于|大于)((?:{_N})(?:%|{MEASURED}))(?:且|并|但)?不(?:超过|高于|大于)((?:{_N})(?:%|{MEASURED}))"
)
_LONG: Final = re.compile("[0-9]{13}")
"""No line of a step has so many digits; a longer run can be divided in endless ways."""
_UP: Final = re.compile(rf"(?:达到|达|为|在)?({_N})({_UNIT})(?:{_ABOVE})")
_FINE: Final = frozenset({"%", "分", "个百分点", *MEASURED.split("|")})
"""Units whose figures have decimals: beyond 3 is not 4."""
_OVER: Final = re.compile(rf"(?:超过|高于|大于)({_N})({_UNIT})(?:以上)?")
_REACH: Final = re.compile(rf"(?:达到|达)({_N})({_UNIT})")
_EXACT: Final = re.compile(rf"(?:为)?({_N})({_UNIT})")
_RANGE: Final = re.compile(
    rf"(?:达到|达|为|在)?({_N})(?:{_UNIT})?(?:\(不?含\))?-({_N})({_UNIT})(?:以内|以下|之间)?(?:\(不?含\))?"
)
_BETWEEN: Final = re.compile(
    rf"(?:达到|达|为|在)?({_N})({_UNIT})(?:{_ABOVE})?,?(?:不足|不满|不到|低于|且低于)?({_N})(?:{_UNIT})"
    rf"(?:{_BELOW})?(?:\(不含\))?"
)
_DOWN: Final = re.compile(
    rf"(?:低于|不足|不到|小于|少于)({_N})({_UNIT})(?:以下)?"
    rf"|(?:在|为|控制在)?({_N})({_UNIT})(?:以下|以内)(?:\(不?含\))?"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One printed step: from `low`, up to `high` where it says so, in `unit`."""

    label: str
    low: Decimal
    high: Decimal | None
    unit: str
    sign: int
    points: Decimal
    closed: bool = False
    """Exactly this figure: 1次扣1分."""
    nothing: bool = False
    """不得分: nothing of an addition, all of the row of a deduction."""
    within: bool = False
    """30%以内: its own figure is in it."""
    over: bool = False
    """超过35%: its own figure is not in it."""
    ends: bool = False
    """8-9天(含): the figure it ends on is in it."""
    begins: bool = False
    """1%(含)-3%: the figure it begins on is in it."""
    past: bool = False
    """超过7天: said of the figure before the one it begins on."""


@dataclass(frozen=True, slots=True)
class Band:
    """Steps that join."""

    label: str
    unit: str
    sign: int
    steps: tuple[tuple[Decimal, Decimal], ...]
    used: int
    upto: tuple[tuple[Decimal, Decimal], ...] = ()
    """The same, each step with the most it reaches, where its words put that figure in it."""
    otherwise: Decimal = ZERO
    """What lies beyond the last of `upto`."""
    beyond: bool = False
    """Whether a step leaves out the figure it is said to begin on: 超过90%."""
    open: tuple[Decimal, ...] = ()
    """Edges of `steps` whose own figure is said to be of the step before: 60%(不含)以上."""
    both: bool = False
    """Whether two steps claim one figure, so that it has to be asked whose it is."""


@dataclass(frozen=True, slots=True)
class Slope:
    """What grows between two lines: its name as said, both lines (None: printed elsewhere)."""

    what: str
    low: Decimal | None
    high: Decimal | None
    straight: bool
    """Said to be interpolated; else 按比例, which may be meant of the upper line."""
    piece: str


def reached(label: str, one: Step) -> dict[str, object]:
    """A share with one line: 达到80%得10分 from 80 % on, 超过80%得10分 only above it."""
    if one.over:
        return {"rate": label, "upto": [[one.low, ZERO]], "otherwise": one.points}
    return {"rate": label, "band": [[one.low, one.points]]}


def step_of(piece: str) -> Step | None:
    """Return the step a piece prints, or None."""
    piece = re.sub(r"不(?:低于|少于|小于)(?=[0-9])", "达到", piece)
    piece = re.sub(r"(?:控制|保持|稳定)在(?=[0-9])", "在", piece)
    piece = re.sub(r"\((不?)含本数\)", r"(\1含)", piece)
    piece = _BOTH_ENDS.sub(_low_first, piece)
    piece = re.sub(rf"({_N})({_UNIT})(?:\(不含\)以上|以上\(不含\))", r"超过\1\2", piece)
    piece = re.sub(r"(\(不?含\))(以内|以下)", r"\2\1", piece)
    piece = _FROM_TO.sub(r"\1-\2", piece)
    piece = _NOT_BEYOND.sub(r"\1以内", piece)
    found = _PIECE.fullmatch(piece) if _LONG.search(piece) is None else None
    if found is None or found["label"].endswith("不"):  # 不超过9天 is not 超过9天
        return None
    span = _span(found["span"])
    if span is None:
        return None
    low, high, unit, closed = span
    sign = -1 if (found["verb"] or "").startswith(("扣", "减")) else 1
    points = ZERO if found["none"] else Decimal(found["points"])
    within = re.search(r"以内|以下\(含\)", found["span"]) is not None and not low
    over = unit in _FINE and _OVER.fullmatch(found["span"]) is not None
    over = over or "(不含)-" in found["span"]
    begins = re.search(r"\(含\)(?:-|及|或|以上)|以上\(含\)", found["span"]) is not None
    ends = bool(low) and re.search(r"-[^(]*\(含\)$", found["span"]) is not None
    past = _OVER.fullmatch(found["span"]) is not None
    edges = {"within": within or ends, "over": over, "begins": begins, "ends": ends, "past": past}
    return Step(found["label"], low, high, unit, sign, points, closed, bool(found["none"]), **edges)


_IN: Final = r"(?:\(不?含\))?"
_BOTH_ENDS: Final = re.compile(
    rf"(?P<a>{_N})(?P<u>{_UNIT})(?P<ain>{_IN})以(?P<aw>[上下])(?P<ain2>{_IN}),?"
    rf"(?P<b>{_N})(?:{_UNIT})(?P<bin>{_IN})以(?P<bw>[上下])(?P<bin2>{_IN})"
)
"""3%(不含)以上5%(含)以下, 85%以下(不含)75%以上(含): each end with what is in it."""


def _low_first(found: re.Match[str]) -> str:
    if found["aw"] == found["bw"]:
        return found[0]
    ends = [
        (found["a"], found["ain"] or found["ain2"]),
        (found["b"], found["bin"] or found["bin2"]),
    ]
    if not any(marked for _, marked in ends):
        return found[0]
    (low, low_in), (high, high_in) = ends if found["aw"] == "上" else reversed(ends)
    return f"{low}{found['u']}{low_in}-{high}{found['u']}{high_in}"


def _span(text: str) -> tuple[Decimal, Decimal | None, str, bool] | None:
    for pattern in (_UP, _REACH):
        if found := pattern.fullmatch(text):
            return _scaled(found[1], None, found[2], closed=False)
    if found := _OVER.fullmatch(text):
        scaled = _scaled(found[1], None, found[2], closed=False)
        counted = scaled is not None and found[2] not in _FINE and scaled[0] % 1 == 0
        return (scaled[0] + 1, *scaled[1:]) if scaled is not None and counted else scaled
    for pattern, last in ((_RANGE, 3), (_BETWEEN, 2)):
        if found := pattern.fullmatch(text):
            high = found[2] if pattern is _RANGE else found[3]
            return _scaled(found[1], high, found[last], closed=False)
    if found := _DOWN.fullmatch(text):
        return _scaled("0", found[1] or found[3], found[2] or found[4], closed=False)
    if found := _EXACT.fullmatch(text):
        return _scaled(found[1], None, found[2], closed=True)
    return None


def _scaled(
    low: str, high: str | None, unit: str, *, closed: bool
) -> tuple[Decimal, Decimal | None, str, bool] | None:
    first, last = number_of(low), number_of(high) if high else None
    if first is None or (high and last is None):
        return None
    by = Decimal("0.01") if unit == "%" else ONE
    return first * by, last * by if last is not None else None, unit, closed


_RUNG: Final = re.compile(
    rf"(?P<before>.*?)(?P<num>{_N})(?P<unit>{_UNIT})(?P<rest>[^0-9,]*?)(?:的|者)?"
    rf"(?P<worth>(?:得|计|加|记|给|扣除|扣|减)[0-9.]+分)"
)


def ladder(pieces: list[str]) -> list[str]:
    """发生1起命案扣2分, 发生2起扣4分: the noun goes before its count, where a next rung follows."""
    found = _RUNG.fullmatch(pieces[0])
    if found is None or number_of(found["num"]) != ONE or not found["rest"]:
        return pieces
    if re.search("每|第|类|级|以上|以下|以内", found["before"] + found["unit"] + found["rest"]):
        return pieces
    verb, unit, noun = (re.escape(found[one]) for one in ("before", "unit", "rest"))
    rung = rf"(?:{verb})?(?P<count>{_N}){unit}(?:{noun})?"
    second = (
        re.match(rf"{rung}(?:的|者)?(?:得|计|加|记|给|扣|减)", pieces[1]) if pieces[1:] else None
    )
    if second is None or number_of(second["count"]) != ONE + ONE:
        return pieces
    bare = [re.sub(rf"^{rung}", rf"\g<count>{found['unit']}", one) for one in pieces[1:]]
    return [f"{found['before']}{found['rest']}1{found['unit']}{found['worth']}", *bare]


def band_of(pieces: Sequence[str], whole: Decimal | None) -> Band | None:
    """Return the band the next pieces print together: at least two steps without a gap.

    `whole` are the points of the row, which 不得分 takes where the other steps take points.
    """
    steps: list[Step] = []
    for piece in pieces:
        one = step_of(piece)
        if one is None or (steps and not _belongs(steps[0], one)):
            break
        steps.append(one)
    many = len(steps)
    if many < 2:
        return None
    steps = _falling(_free_of_loss(steps, whole))
    ordered = sorted(steps, key=lambda one: one.low)
    if len({one.low for one in ordered}) < len(ordered) or not _joined(ordered):
        return None
    signs = {one.sign for one in steps if one.points}
    if len(signs) != 1:
        return None
    if signs == {-1} and any(one.nothing for one in ordered):
        if whole is None:
            return None
        ordered = [replace(one, points=whole) if one.nothing else one for one in ordered]
    edges = [(one.low, one.points) for one in ordered]
    if ordered[0].closed and ordered[0].low == 0:
        edges[0] = (ZERO, ordered[0].points)
    while edges and not edges[0][1]:
        edges = edges[1:]
    label = next((one.label for one in steps if one.label), "")
    label = re.sub(r"(?<=[比率例重量度])控制$", "", label)
    beyond = any(one.over or one.ends for one in steps)
    band = Band(label, steps[0].unit, signs.pop(), tuple(edges), many, beyond=beyond)
    return _open_in(_upper_in(band, ordered), ordered)


def _open_in(band: Band, ordered: list[Step]) -> Band:
    """80%以上得5分, 60%(不含)-80%得3分: of 60 % the step above it is said not to be."""
    if band.upto or not band.beyond or band.unit not in _FINE:
        return band
    said = [one.low for one in ordered if one.over and one.low]
    pairs = list(itertools.pairwise(ordered))
    both = any(one.ends and after.high is None and not after.over for one, after in pairs)
    said += [after.low for one, after in pairs if one.ends and not after.begins]
    open_ = tuple(sorted({one for one in said if one in dict(band.steps)}))
    return replace(band, open=open_, beyond=both) if open_ else band  # both: 90%(含), 90%以上


def _upper_in(band: Band, ordered: list[Step]) -> Band:
    """30%以内得5分, 30%-35%得3分, 超过35%得0分: each figure is of the step it ends."""
    first, last = ordered[0], ordered[-1]
    highs = [one.high for one in ordered[:-1]]
    lows = [one.low for one in ordered[1:]]
    counted = last.past and band.unit not in _FINE and lows[-1] == (highs[-1] or ZERO) + 1
    lows = [*lows[:-1], lows[-1] - 1] if counted else lows  # 超过7天 begins at 8
    if first.low or first.closed or last.closed or last.high is not None or highs != lows:
        return band
    late = first.within and band.unit not in ("%", "分", "个百分点")
    if band.sign < 0 and first.points and not late:
        return band  # what did not happen would be taken for
    pairs = list(itertools.pairwise(ordered))
    ended = [
        after.over or one.ends or (one.within and after.high is not None) for one, after in pairs
    ]
    ended = [*ended[:-1], ended[-1] or counted]
    if not (first.within or any(ended)) or any(one.begins for one in ordered[1:]):
        return band
    upto = tuple((one.high or ZERO, one.points) for one in ordered[:-1])
    if band.sign < 0 and first.points:
        upto = ((ZERO, ZERO), *upto)  # 逾期1天以内扣1分: who is not late loses nothing
    return replace(band, upto=upto, otherwise=last.points, both=not all(ended))


def _free_of_loss(steps: list[Step], whole: Decimal | None) -> list[Step]:
    """90分以上不扣分 (which was folded to the full mark) beside steps that take."""
    if {one.sign for one in steps} != {1, -1} or whole is None:
        return steps
    kept = [one for one in steps if one.sign > 0]
    if any(one.points not in (whole, ZERO) for one in kept):
        return steps
    return [replace(one, sign=-1, points=ZERO) if one.sign > 0 else one for one in steps]


def _falling(steps: list[Step]) -> list[Step]:
    """低于80%的扣1分, 低于60%的扣2分, 低于50%的扣4分: each up to where the next begins."""
    highs = [one.high for one in steps]
    if any(one.low or one.closed or one.nothing for one in steps) or None in highs:
        return steps
    edges = [one for one in highs if one is not None]
    if any(one.sign > 0 for one in steps) or sorted(edges, reverse=True) != edges:
        return steps
    if len(set(edges)) < len(edges):
        return steps
    lows = [*edges[1:], ZERO]
    found = [replace(one, low=low) for one, low in zip(steps, lows, strict=True)]
    return [replace(found[0], low=edges[0], high=None, points=ZERO), *found]


_DOES: Final = re.compile("组织|开展|举办|召开|报送|上报|完成|参加|承办|制作|发布|培训")
"""组织1次的得3分 behind 组织活动2次以上的得5分: of the same."""


_PERIOD: Final = re.compile("全年|年内|每年|年度内|(?:每|本)?季度(?:内)?|每半年|半年内|每月")
"""全年不少于2次得4分, 召开1次得2分: of one thing, said before both."""


def _belongs(first: Step, one: Step) -> bool:
    bare = re.sub(r"^(?:仅仅?|只有?|仅有)", "", one.label)
    tail = bool(one.label) and (first.label.endswith(one.label) or bare == "" or (
        bare != one.label and bare in first.label))  # fmt: skip
    return one.unit == first.unit and (
        tail
        or (_DOES.fullmatch(one.label) and first.label.startswith(one.label))
        or bool(_DOES.fullmatch(one.label) and _PERIOD.fullmatch(first.label))
        or one.label in ("", first.label, "完成", "在", "其他")
        or (one.label == "完成率" and not re.search("[^成]率$", first.label))
    )


def _adjoin(high: Decimal, low: Decimal, whole: bool) -> bool:
    """80%-89%, 85%-89.9%: what lies between them belongs to the lower step."""
    return low - high in (ZERO, ONE if whole else _PERCENT) or (
        not whole and ZERO < low - high < _PERCENT
    )


def _joined(ordered: Sequence[Step]) -> bool:
    """Whether no figure falls between two steps, and only the last is open above."""
    whole = ordered[0].unit != "%"
    for one, after in itertools.pairwise(ordered):
        if one.closed:
            if not whole or after.low != one.low + 1:
                return False
        elif one.high is None:
            # 80%以上得8分, 90%以上得10分: the higher one begins where the lower one ends.
            if after.low <= one.low:
                return False
        elif not _adjoin(one.high, after.low, whole):
            return False
    last = ordered[-1]
    if last.closed and whole:
        best = max(one.points for one in ordered)
        return (last.sign > 0 or last.nothing) and (last.points == best or last.nothing)
    return last.high is None or (last.unit == "%" and last.high >= 1)
