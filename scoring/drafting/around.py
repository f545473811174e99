"""A figure beside one that is not printed: 高于平均得满分、每低1个百分点扣0.5分, 较上年每高1点得1分

Here: pieces that say by how much a figure lies above or below a mean, or what it was last year. Not
here: on which side alone it lies (`means`), lines that are figures (`shares`, `quantities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.signs import DANGER, NOTHING, WORTH, N, clean
from scoring.drafting.state import Keys, State
from scoring.drafting.units import MEASURED, UNITS
from scoring.exact import ONE, ZERO, plain

_MEAN: Final = (
    r"(?:(?:全[国省市州县区旗镇乡街校院厂公司]{1,2}|各[^,。;0-9平]{1,6}|同类[^,。;0-9平]{0,6}|[省市县区镇乡]级?|所有[^,。;0-9平]{1,6})(?:的)?)?"
    r"平均(?:数|值|水平|线|进度|分|增幅|增速|[^,。;0-9平]{0,4}率)?"
)
_BEFORE: Final = (
    r"(?:(?:前|近)[三3两2五5]年(?:的)?平均|上年度?同期|去年同期|上一?年度?(?:末|底)?|去年|上一?季度?|上一?个?月|上一?期|同期)"
    r"(?:水平|数据|数)?"
)
_OF: Final = rf"(?:{_MEAN}|{_BEFORE})"
_UP: Final = "高于|高出|高|超过|超出|超|提高|提升|上升|增加|增长|多|增"
_DOWN: Final = "低于|低|下降|降低|减少|落后|少|降|差|压降"
_WAY: Final = f"{_UP}|{_DOWN}"
_LEVEL: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?:以)?(?P<side>达到或高于|达到或超过|达到|不低于|不高于|不超过|高于|低于|优于"
    rf"|好于|超过|等于|持平于|较|比|与|和|同)?(?P<of>{_OF})?"
    rf"(?P<even>持平|相当)?(?:及以上|以上)?(?:为基准|为基础)?(?:的)?(?:得|计)(?P<points>{N})分"
)
_STEP: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?:(?P<rel>低于|高于|超过|较|比|同比|环比|与)?(?P<of>{_OF})?(?:相比|增减)?(?P<before>{_WAY})?(?:的|者)?(?:部分)?,?)"
    rf"(?P<each>每)?(?P<way>{_WAY})?(?:于)?(?P<then>{_OF})?(?P<num>{N}|一)?(?P<unit>个百分点|%|个?(?:{MEASURED})|分(?!钟)|个?(?:{UNITS}))(?:的)?{WORTH}"
)
_ON: Final = re.compile(
    rf"[^0-9,每]*?(?:低于|高于|超过|较|比|与)(?:{_OF})(?:相比)?(?:{_WAY})?(?:的|者)?"
)
"""低于全县平均水平的: by how much is said next."""
_NONE: Final = re.compile(
    rf"(?:(?:较|比)?(?:{_OF}))?(?P<way>下降|降低|低于|减少|上升|增加|增长|提高)(?P<of>{_OF})?(?:的|者)?{NOTHING}"
)
_SHARE: Final = re.compile(r"率|比例|比重|占比|度|面|增速|增幅")
_COUNTED: Final = re.compile("(?:案件|事故|起数|件数|人数|总数|总量|数量|总额|金额|次数)$")
"""A number of things: a percent of it is meant of what it was, whatever it is called."""
_LONG: Final = 24


@dataclass(frozen=True, slots=True)
class _Level:
    """What lying level with the other figure brings."""

    points: Decimal
    even: bool
    piece: str
    less: bool
    """低于平均得满分: the less of it the better."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Points for every so much above or below."""

    up: bool
    way: str
    step: Decimal
    unit: str
    sign: int
    points: Decimal
    once: str
    """The words of a step without a 每: it may be meant once."""


def around(state: State, pieces: list[str]) -> int:
    """How many pieces say how far a figure lies from a mean or from last year; 0: none does."""
    said = _Said(state)
    used = at = 0
    while at < len(pieces):
        took = said.take(pieces[at:])
        if not took:
            break
        at += took
        used = at
    if not said.steps or not said.of or not 2 <= len(said.what) <= _LONG or DANGER.search(
        re.sub("增速|增幅|增长|下降|比例|得分|平均", "", said.what)
    ):  # fmt: skip
        return 0
    return used if said.put() else 0


def _alike(one: str, other: str) -> bool:
    """平均值 of 全县平均水平, 上年 of 上年同期: the same figure said shortly."""
    return one in other or other in one or one in _ANY_MEAN or other in _ANY_MEAN


_ANY_MEAN: Final = ("平均", "平均值", "平均数", "平均水平", "平均分")


class _Said:
    """What the pieces have said so far."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.what = self.of = ""
        self.level: _Level | None = None
        self.steps: list[_Step] = []
        self.none: list[str] = []

    def take(self, pieces: list[str]) -> int:
        """How many of the next pieces were taken."""
        if len(pieces) > 1 and _ON.fullmatch(pieces[0]) and pieces[1].startswith("每"):
            return 2 if self._step(f"{pieces[0]},{pieces[1]}") else 0
        return int(self._step(pieces[0]) or self._level(pieces[0]) or self._nothing(pieces[0]))

    def _name(self, own: str, of: str) -> bool:
        """Whether a piece speaks of the same figure, beside the same one."""
        own = re.sub(r"(?:在|为|应)$", "", clean(own))
        own = "" if re.fullmatch("(?:按|且|并|以|同比|环比)?", own) else own
        if not self.what:
            self.what = own or clean(self.state.name)
        elif own and own not in self.what and self.what not in own:
            return False
        if of and self.of and not _alike(of, self.of):
            return False
        self.of = self.of or of
        return True

    def _level(self, piece: str) -> bool:
        found = _LEVEL.fullmatch(piece)
        if found is None or self.level is not None or self.steps:
            return False
        if not found["of"] or not self._name(found["what"], found["of"]):
            return False
        even = found["even"] is not None or "为基" in piece
        less = found["side"] in ("低于", "不高于", "不超过")
        self.level = _Level(Decimal(found["points"]), even, piece, less)
        return True

    def _step(self, piece: str) -> bool:
        found = _STEP.fullmatch(piece)
        if found is None or not found["verb"]:
            return False
        way = found["way"] or found["before"] or found["rel"] or ""
        of = found["of"] or found["then"] or ("上年同期" if found["rel"] == "同比" else "")
        of = of or ("上期" if found["rel"] == "环比" else "")
        step = number_of(found["num"] or "1")
        if not re.fullmatch(_WAY, way) or not step or not (of or self.of):
            return False
        bare = found["before"] and found["num"] and of and found["unit"] in ("个百分点", "%")
        if not found["each"] and not bare:
            return False
        if not self._name(found["what"], of):
            return False
        up = re.fullmatch(_UP, way) is not None
        sign = self.state.sign(found["verb"])
        unit = found["unit"].removeprefix("个") if found["unit"] != "个百分点" else "个百分点"
        once = "" if found["each"] else piece[: found.start("verb")].removesuffix("的")
        self.steps.append(_Step(up, way, step, unit, sign, Decimal(found["points"]), once))
        return True

    def _nothing(self, piece: str) -> bool:
        found = _NONE.fullmatch(piece)
        if found is None or not self.steps:
            return False
        self.none.append(piece)
        return True

    def put(self) -> bool:
        """Take the terms; False: they do not fit together, and nothing is taken."""
        rise = [one for one in self.steps if one.sign > 0]
        fall = [one for one in self.steps if one.sign < 0]
        if len(rise) > 1 or len(fall) > 1 or (rise and fall and rise[0].up == fall[0].up):
            return False
        if self.none and (fall or len(rise) != 1):
            return False
        state = self.state
        if self.level is not None and not self._begin(self.level, rise, fall):
            return False
        for one in self.steps:
            state.put(one.sign, self._term(one))
        if rise and self.none:
            state.notes.append(f"“{self.none[0]}”：只在{rise[0].way}的时候得分")
        if "平均" in self.of:
            state.notes.append(f"{self.of}是多少由考核办公室公布，单位照着报")
        return True

    def _begin(self, level: _Level, rise: list[_Step], fall: list[_Step]) -> bool:
        """Where the row begins: in full, from a part of it, or with that part when reached."""
        state = self.state
        if state.points is None or state.placed or any(one.up != level.less for one in fall):
            return False
        if level.points == state.points:
            if not fall:
                return False
            state.notes.append(f"“{level.piece}”：从满分起算")
            if rise:
                state.start = level.points
                state.guessed.append(f"加分能不能超过{plain(level.points)}分？")
            return True
        if not rise:
            return False
        if fall or level.even:
            state.start = level.points
            state.notes.append(f"“{level.piece}”：从 {plain(level.points)} 分起算")
        else:
            label = re.sub(rf"(?:的)?(?:得|计){N}分$", "", level.piece)
            own = label if self.what in label else f"{self.what}{label}"
            state.put(1, {"if": own, "points": level.points})
        return True

    def _term(self, one: _Step) -> Keys:
        """The amount by which it lies above or below; of a quantity 1% is of what it was."""
        if one.once and self.state.choose(
            f"so far {one.once}", f"每{one.once}都计一次", f"{one.once}的只计一次"
        ):
            label = one.once if self.what in one.once else f"{self.what}{one.once}"
            return {"if": label, "points": one.points}
        way = one.way if len(one.way) > 1 else ("高于" if one.up else "低于")
        compared = way in ("高于", "低于", "高出", "超过", "超出", "落后")
        name = f"{self.what}{way}{self.of}" if compared else f"{self.what}较{self.of}{way}"
        state = self.state
        counted = one.unit == "个百分点" and _COUNTED.search(self.what) is not None
        if (one.unit == "%" or counted) and not _SHARE.search(self.what):
            term: Keys = {"rate": f"{name}的比例", "over": ZERO, "per": one.step / 100}
            kept = state.parts_of_a_step(one.step)
            term |= {"whole": ("down", "up")[kept - 1]} if kept else {}
            return {**term, "points": one.points}
        unit = "个百分点" if one.unit == "%" else one.unit
        if one.unit == "%":
            state.notes.append(f"“{plain(one.step)}%”按 {plain(one.step)} 个百分点算")
        bare = unit.removeprefix("个")
        if re.fullmatch(UNITS, unit) and unit not in ("天", "日") and one.step == ONE:
            return {"each": f"{name}的{bare}数", "unit": unit, "points": one.points}
        term = {"amount": f"{name}的{bare}数", "unit": unit}
        kept = state.parts_of_a_step(one.step)
        if one.step != ONE or kept:
            term["per"] = one.step
        term |= {"whole": ("down", "up")[kept - 1]} if kept else {}
        return {**term, "points": one.points}


_RISEN: Final = re.compile("较.+(?:上升|增长|增加|提高|提升)的")
_FALLEN: Final = re.compile("较.+(?:下降|降低|减少)的")


def turned(placed: tuple[int, int, Keys], what: str) -> bool:
    """Whether what was said moves the other way from the only amount that brings points."""
    _, sign, term = placed
    name = str(term.get("amount", term.get("rate", "")))
    if sign < 0 or re.search("持平", what) or {"band", "upto"} & set(term):
        return False  # 下降不足0.5个百分点得2分, 上升不得分: a step of nothing brings points
    other = _FALLEN if re.search("上升|增长|增加", what) else _RISEN
    return other.search(name) is not None
