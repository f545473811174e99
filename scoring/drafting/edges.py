"""Whose a figure is that two steps claim: 逾期10日以内扣2分, 10日以上扣4分; 80%-90%, 60%-80%.

Written apart from the grammar, as `accounts` is: it knows the printed words that put a figure in a
step or leave it out, and what was said to the person. Not here: how steps become a band (`spans`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scoring.drafting.wordings import terms_of, words_of

_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_UNIT: Final = r"%|个百分点|个?[\u4e00-\u9fff]{1,2}?"
_IN: Final = re.compile(
    rf"(?P<n>{_FIGURE})(?P<u>{_UNIT})(?:\(含\))?(?:及|或)?(?P<way>以内|以上|以下\(含\)|及以下)(?!\(不含\))"
)
_RANGE: Final = re.compile(
    rf"(?P<a>{_FIGURE})%?(?P<ain>\(不?含\))?-(?P<b>{_FIGURE})(?P<u>%|个百分点|万元|亿元|元|亩|天|日|次|分)(?P<bin>\(不?含\))?"
)
_WHOLE: Final = frozenset({"天", "日", "次"})
"""What is counted one by one: there the last of a step is often the first of what is above it."""
_SAID: Final = re.compile("恰好|不足一|一档|含本数")


def claimed_twice(text: str, keys: Mapping[str, object], said: str) -> Iterator[str]:
    """The figures that two steps both have in them, where nobody was asked whose they are."""
    if _SAID.search(said) or not any(
        {"band", "upto"} & set(one) or "if" in one for one in terms_of(keys)
    ):
        return
    ends, begins = _claims(text)
    for number, unit in sorted(ends & begins):
        yield f"恰好{number}{'个' if unit == '百分点' else ''}{unit}算哪一档？"


def _claims(text: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The figures steps end on and begin on, each with its unit, where both seem to be theirs."""
    ends: set[tuple[str, str]] = set()
    begins: set[tuple[str, str]] = set()
    for one in _IN.finditer(text):
        (begins if one["way"] == "以上" else ends).add((one["n"], one["u"].removeprefix("个")))
    ranges = [one for one in _RANGE.finditer(text) if not (one["ain"] or one["bin"])]
    lows = {(one["a"], one["u"].removeprefix("个")) for one in ranges}
    highs = {(one["b"], one["u"].removeprefix("个")) for one in ranges}
    between = lows & (highs | ends)  # 10个百分点以内, 10-20个百分点
    between |= {one for one in highs & begins if one[1] in _WHOLE}  # 4-7日, 7日以上
    return ends | between, begins | between


def at_most(text: str, line: str) -> bool:
    """Whether a line is one not to be exceeded: 感染率不超过1.5%, 控制在10%以内."""
    line = rf"(?<![0-9.]){re.escape(line)}"
    most = rf"(?:不超过|不高于|不大于|控制在){line}|在{line}以下|{line}以内"
    return re.search(most, text) is not None


def lines_turned(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """A line not to be exceeded that the rule wants reached: 不超过1.5% as 达到1.5%."""
    for one in words_of(keys.get("only_if")):
        found = re.fullmatch("(?P<what>.+) >= (?P<line>[0-9.]+%)", one)
        if found is None or not at_most(text, found["line"]):
            continue
        line = re.escape(found["line"])
        if not re.search(
            rf"(?:不低于|不少于|达到?|低于|不足|不到){line}|{line}(?:以上|以下)", text
        ):
            yield f"“{found['what']}”是到了{found['line']}才得分吗？"


_NOT_ABOVE: Final = re.compile(
    rf"(?:超过|超出|高于|超){_FIGURE}%[^,。;]{{0,6}}(?:不得分|不计分|不给分)"
)


def stops_turned(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """A line above which there is nothing, that the rule wants exceeded: 超过5%的不得分."""
    found = _NOT_ABOVE.search(text)
    if found and any(re.search("> [0-9.]+%$", one) for one in words_of(keys.get("only_if"))):
        yield found[0]


_BOTH: Final = re.compile(
    r"偏离|偏出|±|(?:高于|超过|超出)(?:上限)?(?:或者?|、|和)(?:低于|不足)|低于(?:下限)?(?:或者?|、|和)(?:高于|超)"
)


def one_sided(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """每偏离1个百分点扣1分, ±5%以内: a rule that looks at one side of the span alone."""
    found = _BOTH.search(text)
    lined = [one for one in terms_of(keys) if {"under", "over", "upto", "band"} & set(one)]
    if found is None or any(one.get("absolute") for one in lined):
        return
    names = {side: {_figure(one) for one in lined if side in one} for side in ("under", "over")}
    gated = any(" >= " in one for one in words_of(keys.get("only_if")))
    if not names["under"] & names["over"] and not (gated and any("upto" in one for one in lined)):
        yield found[0]


def _figure(term: Mapping[str, object]) -> str:
    return next((str(term[one]) for one in ("rate", "amount", "each") if one in term), "")
