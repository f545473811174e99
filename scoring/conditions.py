"""Conditions of a row: what `only_if`, `zero_if` and `when` may say, and whether it holds.

Here: a text to a Condition, or a sentence saying why it cannot be one; its truth and its words.
Not here: which inputs a row has (`inputs`), what follows from a condition (`rowwise`, `ranking`).
The document: “未成立的不得分”（一.1）, “未应用的不得分”（三.3）.
"""

import difflib
import operator
import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Final, assert_never

from scoring.exact import plain
from scoring.facts import UNREPORTED, Values
from scoring.figures import percent
from scoring.model import Row
from scoring.parts import Condition, Input, Sign
from scoring.table import Table

_HOLDS: Final[dict[Sign, Callable[[Decimal, Decimal], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}
_SIGNS: Final[dict[str, Sign]] = {
    **dict.fromkeys((">=", "=>", "≥", "＞＝", "≧"), ">="),
    **dict.fromkeys(("<=", "=<", "≤", "＜＝", "≦"), "<="),
    **dict.fromkeys(("==", "=", "＝"), "="),
    **dict.fromkeys((">", "＞"), ">"),
    **dict.fromkeys(("<", "＜"), "<"),
}
_WORDS: Final[dict[str, Sign]] = {
    **dict.fromkeys(("大于或等于", "大于等于", "不少于", "不低于", "不小于"), ">="),
    **dict.fromkeys(("小于或等于", "小于等于", "不超过", "不多于", "不高于", "不大于"), "<="),
    **dict.fromkeys(("达到", "至少"), ">="),
    **dict.fromkeys(("超过", "大于", "多于", "高于"), ">"),
    **dict.fromkeys(("不到", "不足", "少于", "低于", "小于"), "<"),
    **dict.fromkeys(("至多", "最多"), "<="),
    "等于": "=",
}
_LINE: Final = (
    r"\s*(?P<line>[-+]?[0-9０-９]{1,12}(?:[.．][0-9０-９]{1,12})?)\s*(?P<unit>[^\s0-9]{0,6})"
)
_COMPARED: Final = re.compile(
    rf"(?P<name>.+?)\s*(?P<sign>{'|'.join(map(re.escape, (*_SIGNS, *_WORDS)))}){_LINE}"
)
_YES: Final = re.compile(r"(?P<name>.+?)\s*(?:==?|＝)\s*(?P<said>true|false|是|否|有|无)", re.I)
_SEVERAL: Final = re.compile(r"\s(?:and|or|且|并且|和|或|或者)\s|&|[|]", re.I)
_NOT: Final = re.compile(r"(?:not\s|[!！])", re.I)
_SYMBOLS: Final = re.compile(r"[<>=≥≤＜＞＝≧≦≠]|[!！~]\s*$")
_MORE: Final = re.compile(r"[\s0-9]")
_ROW: Final = re.compile(r"[一二三四五六七八九十百0-9]+[.．][0-9]+[a-zA-Z]?")
_LIKE: Final = 0.6


def read_condition(
    table: Table, key: str, text: str, known: Mapping[str, Input], asks: Collection[str]
) -> Condition:
    """Return the condition a text says; what it cannot mean is a fault at the key.

    `known` are the inputs of the row's terms, `asks` the names that the scheme has questions for.
    """
    text = text.strip()
    if text in known or text in asks:
        return _typed(table, key, Condition(text), known, asks)
    answered = _YES.fullmatch(text)
    if answered and answered["said"].lower() in ("true", "是", "有"):
        return _typed(table, key, Condition(answered["name"]), known, asks)
    found = _COMPARED.fullmatch(text)
    wrong = "" if found and not _SYMBOLS.search(found["name"]) else _unclear(text, bool(answered))
    if wrong:
        table.fault(key, f"看不懂条件“{text}”：{wrong}")
        return Condition(text)
    if found and (found["sign"] in _SIGNS or found["name"] in known):
        return _typed(table, key, _compared(found), known, asks)
    return _typed(table, key, Condition(text), known, asks)


def _compared(found: re.Match[str]) -> Condition:
    sign = (_SIGNS | _WORDS)[found["sign"]]
    line, unit = Decimal(found["line"].replace("．", ".")), found["unit"].replace("％", "%")
    if unit == "%":
        return Condition(found["name"], sign, line.scaleb(-2), "%")
    return Condition(found["name"], sign, line, unit)


def _unclear(text: str, denied: bool) -> str:
    """Say why a text that is no comparison cannot be a name either."""
    if denied:
        return "条件只能要求“是”；要“否”的，把它写进 zero_if"
    if _NOT.match(text):
        return "不能写“不是”；写在 only_if 里的改写到 zero_if，写在 zero_if 里的改写到 only_if"
    if _SEVERAL.search(text) and _SYMBOLS.search(text):
        return '一个条件只说一件事，几个条件写成列表，如 ["已成立", "活动 >= 1"]'
    if _SYMBOLS.search(text):
        return "要写成“活动 >= 3”或“完成率 >= 90%”，右边是一个数，可以用 >=、>、<=、<、="
    return ""


def _typed(
    table: Table, key: str, one: Condition, known: Mapping[str, Input], asks: Collection[str]
) -> Condition:
    found = known.get(one.input)
    wrong = _misfit(one, found) if found else _stranger(one, known, asks)
    if wrong:
        table.fault(key, f"条件“{one}”{wrong}")
    return one


def _misfit(one: Condition, found: Input) -> str:
    """Say why an input of the row cannot be compared like this."""
    match found.kind:
        case "flag":
            return f"：“{one.input}”是一个是否项，只写名字，不能比大小" if one.sign else ""
        case "count":
            if one.sign is None:
                return f"要写成“{one.input} >= 1”"
            if one.unit == "%" or one.line != one.line.to_integral_value():
                return f"：“{one.input}”是个数，只能和整数比"
        case "rate":
            return _misfit_rate(one)
        case "amount" | "award":
            if one.sign is None:
                return f"要写成“{one.input} >= 6”"
        case "named":
            return f"：“{one.input}”是逐件报的事项，不能写在条件里"
        case _:
            assert_never(found.kind)
    if one.unit not in ("", found.unit):
        return f"：“{one.input}”的单位是“{found.unit}”，不是“{one.unit}”"
    return ""


def _misfit_rate(one: Condition) -> str:
    if one.sign is None:
        return f"要写成“{one.input} >= 90%”"
    if one.unit != "%" and one.line.copy_abs() > 1:
        number, meant = plain(one.line), percent(one.line)
        return f"：“{one.input}”是比率，{number} 就是 {meant}，是不是 {number}%？"
    if one.unit not in ("", "%"):
        return f"：“{one.input}”是比率，右边要写成 90% 这样"
    return ""


def _stranger(one: Condition, known: Mapping[str, Input], asks: Collection[str]) -> str:
    """Say why a name that no term has cannot be a question of its own."""
    if _ROW.fullmatch(one.input):
        return f"里的“{one.input}”是指标编号：条件只能看本行的输入项；要看别的行得了几分，用 after"
    if one.sign and one.unit != "%" and one.line != one.line.to_integral_value():
        return f"：“{one.input}”不是本行加扣分的输入项，只能和整数或百分数（如 90%）比"
    if one.input in asks:
        return ""
    item = next((name for name, found in known.items() if found.checklist == one.input), None)
    if item is not None:
        return f"：“{one.input}”是清单的名字，条件要写清单里的一项，如“{item}”"
    near = next((name for name in known if alike(one.input, name)), None)
    if near is None:
        return ""
    return f"：本行没有“{one.input}”，是不是“{near}”？要另问一件事的，在 ask 里写上怎么问它"


def alike(name: str, other: str) -> bool:
    """Whether one name may be a slip for another: mostly the same signs, or it with more behind."""
    if len(other) > 1 and name.startswith(other) and _MORE.match(name, len(other)):
        return True
    close = difflib.SequenceMatcher(None, name, other).ratio() >= _LIKE
    return close or (
        len(name) == len(other) and sum(map(operator.ne, name, other)) == 1 < len(name)
    )


def input_of(condition: Condition) -> Input:
    """Return the question of its own that a condition asks where no term knows its name."""
    if condition.sign is None:
        return Input(condition.input, "flag", "", "")
    if condition.unit == "%":
        return Input(condition.input, "rate", "%", "")
    return Input(condition.input, "count", condition.unit or "次", "")


def holds(condition: Condition, values: Values) -> bool | None:
    """Return whether a condition is met, or None while its input is unreported."""
    raw = values[condition.input]
    if raw is UNREPORTED:
        return None
    if condition.sign is None:
        return raw is True
    return _HOLDS[condition.sign](Decimal(raw), condition.line)  # type: ignore[arg-type] # a figure


def met(row: Row, condition: Condition) -> str:
    """Return a condition in words: “已成立”, “活动”达到 3 次, “完成率”不到 90%."""
    name = f"“{condition.input}”"
    if condition.sign is None:
        return name
    return f"{name}{_sign(condition.sign)} {_figure(row, condition, condition.line)}"


def found_instead(row: Row, condition: Condition, x: Decimal, *, short: bool) -> str:
    """Return what there really was: （只有 2 次）, （实有 5 次）."""
    little = short and condition.sign in (">=", ">")
    return f"（{'只有' if little else '实有'} {_figure(row, condition, x)}）"


def _figure(row: Row, condition: Condition, number: Decimal) -> str:
    one = row.input(condition.input)
    return percent(number) if one.kind == "rate" else f"{plain(number)} {one.unit}"


def _sign(sign: Sign) -> str:
    match sign:
        case ">=":
            return "达到"
        case ">":
            return "超过"
        case "<=":
            return "不超过"
        case "<":
            return "不到"
        case "=":
            return "正好是"
        case _:
            assert_never(sign)
