"""The strict door for facts: what a value of an input may be, and the refusals.

Here: the three states of an input and the machine check of one value. Not here: reading what a
person types in a chat, and files (`units`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import Enum
from typing import Final, assert_never, get_args

from scoring import named
from scoring.averaged import mean
from scoring.exact import EXACT, UNLIMITED, plain
from scoring.model import Row
from scoring.parts import Events, Input, InputKind

Value = Decimal | int | bool | str
"""A list of named things is text, written in its one way (`named.written`)."""
LIMIT: Final = 10**9
_DIGITS: Final = 30  # more digits than any figure of a county; keeps every product exact
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?(%?)")


class State(Enum):
    """The two states of an input that are not a value."""

    UNREPORTED = "未报"
    NOT_APPLICABLE = "不适用"

    def __str__(self) -> str:
        return self.value


Values = Mapping[str, Value | State]
"""What is known of a row: every input, checked or unreported."""

UNREPORTED: Final = State.UNREPORTED
NOT_APPLICABLE: Final = State.NOT_APPLICABLE
NIL: Final = "无"  # 零报送: an explicit nil return is an answer, 未报 is not


@dataclass(frozen=True, slots=True)
class Unusable:
    """A raw fact that its source could not make anything of; `sentence` says why and where."""

    sentence: str


@dataclass
class FactFault(Exception):
    """One refused fact: unit, row, input and one Chinese sentence."""

    row: str
    input: str
    sentence: str
    unit: str = ""

    def __str__(self) -> str:
        place = " ".join(part for part in (self.unit, self.row) if part)
        named = f"{place}“{self.input}”" if self.input else place
        return f"{named}：{self.sentence}" if named else self.sentence

    def __hash__(self) -> int:
        return hash((self.row, self.input, self.sentence, self.unit))


class FactsError(Exception):
    """Facts that cannot be assessed; `faults` holds every one of them."""

    def __init__(self, faults: Iterable[FactFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def check(row: Row, one: Input, raw: object) -> Value:
    """Return the value of an input, or raise FactFault saying what is wrong with it.

    Nothing is guessed: no float, no text for a count, no 1 for yes. 无 is the nil return of a
    count. Rates are fractions (1 is 100 %): Decimal, int, "12.5%" or "0.125".
    """
    if isinstance(raw, Unusable):
        raise FactFault(row.id, one.name, raw.sentence)
    return _CHECKS[one.kind](row, one, raw)


def state(raw: object) -> State | None:
    """Return the state a raw fact stands for (None and 未报, 不适用), or None for a value."""
    if raw is None or raw is UNREPORTED or raw == "未报":
        return UNREPORTED
    if raw is NOT_APPLICABLE or raw == "不适用":
        return NOT_APPLICABLE
    return None


def _refuse(row: Row, one: Input, raw: object, sentence: str) -> FactFault:
    received = "是" if raw is True else "否" if raw is False else _brief(raw)
    return FactFault(row.id, one.name, f"{sentence}（收到 {received}）")


def _brief(raw: object) -> str:
    if isinstance(raw, int) and abs(raw) >= 10**30:
        return "一个超过三十位的数"
    text = f"“{raw}”" if isinstance(raw, str) else str(raw)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _count(row: Row, one: Input, raw: object) -> int:
    if raw == NIL and one.least == 0:
        return 0
    sentence = ""
    if isinstance(raw, bool):
        sentence = "要填个数，不能填是或否"
    elif isinstance(raw, float):
        sentence = "要填整数，不接受浮点数"
    elif isinstance(raw, Decimal):
        sentence = "要填整数，不能带小数" if raw.is_finite() else "这不是一个数"
    elif not isinstance(raw, int):
        sentence = "要填整数，不接受文字或其他内容"
    elif raw < 0:
        sentence = "不能是负数"
    elif raw < one.least:
        sentence = f"最小是 {one.least}"
    elif raw >= LIMIT:
        sentence = "数太大了，要小于十亿，请核对"
    if sentence or not isinstance(raw, int):
        raise _refuse(row, one, raw, sentence)
    return raw


def _flag(row: Row, one: Input, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise _refuse(row, one, raw, "只能填是或否（true 或 false）")
    return raw


def _number(row: Row, one: Input, raw: object, percent: bool) -> Decimal:
    if isinstance(raw, bool):
        raise _refuse(row, one, raw, "要填数，不能填是或否")
    if isinstance(raw, float):
        raise _refuse(row, one, raw, "不接受浮点数，会有二进制误差，请写成文字或十进制小数")
    if isinstance(raw, str):
        found = _NUMBER.fullmatch(raw)
        if not found or (found[2] and not percent):
            example = "写成 12.5% 或 0.125" if percent else "写成 7.5 这样的数"
            raise _refuse(row, one, raw, f"看不懂这个数，请{example}")
        number = Decimal(raw.rstrip("%"))
        number = number.scaleb(-2, EXACT) if found[2] else number
    elif isinstance(raw, (int, Decimal)):
        number = Decimal(raw)
    else:
        raise _refuse(row, one, raw, "要填数，不接受其他内容")
    if not number.is_finite():
        raise _refuse(row, one, raw, "这不是一个数")
    if number.copy_abs() >= LIMIT:
        raise _refuse(row, one, raw, "数太大了，要小于十亿，请核对")
    _, digits, exponent = number.as_tuple()
    if len(digits) > _DIGITS or int(exponent) < -_DIGITS:
        raise _refuse(row, one, raw, f"位数太多了，最多 {_DIGITS} 位")
    return number


def _each(row: Row, one: Input, raw: list[object]) -> Decimal:
    """The mean of what each of several has: ["95%", "88%"]."""
    check_one = _CHECKS[one.kind]
    if not raw:
        raise _refuse(row, one, raw, f"要写明各{one.averaged}的数")
    return mean([Decimal(check_one(row, one, figure)) for figure in raw], one.kind)


def _rate(row: Row, one: Input, raw: object) -> Decimal:
    if isinstance(raw, list) and one.averaged:
        return _each(row, one, raw)
    number = _number(row, one, raw, percent=True)
    if number < 0 and not one.signed:
        raise _refuse(row, one, raw, "不能是负数")
    return number


def _amount(row: Row, one: Input, raw: object) -> Decimal:
    if isinstance(raw, list) and one.averaged:
        return _each(row, one, raw)
    if raw == NIL:
        return Decimal(0)
    number = _number(row, one, raw, percent=False)
    if number < 0 and not one.signed:
        raise _refuse(row, one, raw, "不能是负数")
    if not one.minimum <= number <= one.maximum and not one.signed:
        span = f"{plain(one.minimum)} 到 {plain(one.maximum)}"
        raise _refuse(row, one, raw, f"要在 {span} 之间")
    return number


def _award(row: Row, one: Input, raw: object) -> Decimal:
    if one.choice:
        return _chosen(row, one, raw)
    if one.events is not None:
        return _of_events(row, one, one.events, raw)
    number = _number(row, one, raw, percent=False)
    if number < 0:
        raise _refuse(row, one, raw, "不能是负数")
    if not one.minimum <= number <= one.maximum and not (one.or_none and not number):
        limit = f"{plain(one.minimum)} 到 {plain(one.maximum)} 分之间"
        if one.maximum == UNLIMITED:
            limit = f"{plain(one.minimum)} 分以上"
        none = "，不给分的填 0" if one.or_none else ""
        raise _refuse(row, one, raw, f"要在 {limit}{none}")
    return number


def _of_events(row: Row, one: Input, each: Events, raw: object) -> Decimal:
    """The marks of several events, [2, 1.5], or what they come to together."""
    span = f"每{each.unit}在 {plain(each.least)} 到 {plain(each.most)} 分之间"
    if raw == NIL:
        return Decimal(0)
    if isinstance(raw, list):
        marks = [_number(row, one, mark, percent=False) for mark in raw]
        if any(not each.least <= mark <= each.most for mark in marks):
            raise _refuse(row, one, raw, f"要{span}")
        return sum(marks, Decimal(0))
    number = _number(row, one, raw, percent=False)
    if number < 0:
        raise _refuse(row, one, raw, "不能是负数")
    events = (number / each.most).to_integral_value(ROUND_CEILING)
    if events * each.least > number:
        raise _refuse(row, one, raw, f"几{each.unit}合起来也到不了这个数，要{span}")
    return number


def _chosen(row: Row, one: Input, raw: object) -> Decimal:
    """One of the grades, by its word or by its points."""
    known = dict(one.choice)
    if isinstance(raw, str) and raw.strip() in known:
        return known[raw.strip()]
    said = "、".join(f"{word}（{plain(points)} 分）" for word, points in one.choice)
    numeric = isinstance(raw, str) and _NUMBER.fullmatch(raw)
    if isinstance(raw, str) and not numeric:
        raise _refuse(row, one, raw, f"只能是{said}")
    number = _number(row, one, raw, percent=False)
    if number not in known.values():
        raise _refuse(row, one, raw, f"只能是{said}")
    return number


def _named(row: Row, one: Input, raw: object) -> str:
    """Names with their levels, [["甲", "省级"]] or 甲：省级；乙：市级, in one way of writing."""
    try:
        if isinstance(raw, str):
            return named.written(named.parted(raw), one.choice)
        if isinstance(raw, list) and all(_is_pair(pair) for pair in raw):
            return named.written([(name.strip(), level) for name, level in raw], one.choice)
    except named.Misnamed as fault:
        raise _refuse(row, one, raw, fault.sentence) from fault
    raise _refuse(row, one, raw, '要写成 [["名称", "级别"], …] 或“名称：级别；名称：级别”')


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, str) for x in pair)


def as_fact(raw: Value) -> Value:
    """Return a figure as JSON keeps it, as its check takes it: decimal text is a number."""
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        return Decimal(raw)
    return raw


def _checker(kind: InputKind) -> Callable[[Row, Input, object], Value]:
    match kind:
        case "count":
            return _count
        case "flag":
            return _flag
        case "rate":
            return _rate
        case "amount":
            return _amount
        case "award":
            return _award
        case "named":
            return _named
        case _:
            assert_never(kind)


_KINDS: Final[tuple[InputKind, ...]] = get_args(InputKind)
_CHECKS: Final = {kind: _checker(kind) for kind in _KINDS}
