"""Points named one after another for things named one after another: 国家级、省级的分别加5、3分.

Here: levels, prizes, grades, each with its own points. Not here: two lists that are taken apart
before any pattern is tried (`parallel`), what somebody decides (`awards`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import GET, LOSE, UNITS, Keys, N, State, clean, safe
from scoring.drafting.verbatim import fits

_NAMED: Final = 2
"""A single sign names nothing."""


def _prizes(labels: list[str]) -> list[str]:
    """国家级一等奖, 国家级二等奖, 国家级三等奖 of 国家级一、二、三等奖; empty: no such list."""
    first = re.fullmatch(r"(?P<lead>.*?)(?P<own>[一二三四特])", labels[0])
    last = re.fullmatch(r"(?P<own>[一二三四])(?P<rest>等.*|类.*|级.*)", labels[-1])
    middle = all(re.fullmatch(r"[一二三四特]", one) for one in labels[1:-1])
    if first is None or last is None or not middle:
        return []
    own = [first["own"], *labels[1:-1], last["own"]]
    return [f"{first['lead']}{one}{last['rest']}" for one in own]


def _graded(labels: list[str]) -> list[str]:
    """评为好, 评为中, 评为差 of 评为好、中、差."""
    words = r"优秀|优|良好|良|较好|一般|合格|中|较差|差|好|不合格|[ABCD](?:级|等|类)?"
    first = re.fullmatch(rf"(?P<lead>.*?)(?P<own>{words})", labels[0])
    last = re.fullmatch(rf"(?P<own>{words})(?P<rest>等次|等级|单位|档次|的)*", labels[-1])
    middle = all(re.fullmatch(words, one) for one in labels[1:-1])
    if first is None or last is None or not middle:
        return []
    return [f"{first['lead']}{one}" for one in (first["own"], *labels[1:-1], last["own"])]


_GRADES: Final = re.compile(
    "优秀|优|良好|良|较好|好|一般|中|合格|基本合格|较差|差|不合格|满意|基本满意|不满意"
)
"""What a reviewer says of a thing."""


def _adds_up(state: State, numbers: list[str]) -> bool:
    """Whether the points of a list come to those of the row: each once."""
    return state.points == sum(map(Decimal, numbers)) and not state.placed


def _once(state: State, sign: int, full: list[str], verb: str, numbers: list[str]) -> bool:
    """Whether each of a list counts once: 不健全、不完善的扣2分、1分; 各得2分、3分 of 5."""
    if sign < 0 and all(re.search("不|未|无|没", one) for one in full):
        return True
    return verb.startswith("各") and _adds_up(state, numbers)


def _ended(label: str, rest: str) -> str:
    """省安委办挂牌督办 of 省安委办, where the last of the list is 市安委办挂牌督办."""
    shared = next((at for at in range(len(rest), 1, -1) if label.endswith(rest[:at])), 0)
    return label + rest[shared:]


def apart(state: State, piece: str) -> bool:
    """国家级、省级、市级的每次分别加5、3、2分."""
    found = re.fullmatch(
        rf"(?P<labels>[^每]*?)(?:的)?(?:,)?(?:每(?P<unit>{UNITS}))?(?:的)?(?:,)?(?:(?:分别|依次)|(?=各))(?P<verb>{GET}|{LOSE})"
        rf"(?P<list>{N}分?(?:[、,/]{N}分?)+(?:和{N}分)?)(?P<per>/次)?",
        piece,
    )
    if found is None:
        return False
    numbers = re.findall(N, found["list"])
    spoken = found["labels"] or (state.context[-1] if state.context else "")
    labels = [one for one in re.split(r"(?:[、/]|和|或|以及)(?![^(]*\))", clean(spoken)) if one]
    if len(labels) != len(numbers):
        return False
    if all(_GRADES.fullmatch(one) for one in labels) and state.sign(found["verb"]) > 0:
        pairs = [[one, Decimal(worth)] for one, worth in zip(labels, numbers, strict=True)]
        state.put(1, {"award": f"{clean(state.name)}等次", "choice": pairs})
        return not (len(state.placed) > 1)
    prizes = _prizes(labels) or _graded(labels)
    labels = prizes or labels
    tail = re.fullmatch(r"(.*?(?:中央|国家|部|省|市|县|区|乡|镇)[级委]?)(.*)", labels[-1])
    lead = re.fullmatch(r"(.*?)((?:中央|国家|部|省|市|县|区|乡|镇)[级委]?(?:.*))", labels[0])
    before = lead[1] if lead is not None else ""
    rest = tail[2] if tail is not None else ""
    named = [clean(one.removeprefix(before) if before else one) for one in labels]
    full = prizes or [clean(before + _ended(one, rest)) for one in named]
    if (
        any(len(one) < _NAMED for one in full)
        or not all(safe(one) or (fits(one) and re.search("[0-9]", one)) for one in full)
        or len(set(full)) < len(full)
    ):
        return False
    if not all(safe(one) for one in full):
        state.guessed.append(piece)
    sign, unit = state.sign(found["verb"]), "次" if found["per"] else found["unit"]
    if unit is None and re.search(r"(?:优秀|良好|合格|一般|好|中|差|等奖)$", full[-1]):
        state.highest = True
    elif unit is None and not _once(state, sign, full, found["verb"], numbers):
        ways = ("每次都计分", "只看有没有，就高计一项", "只看有没有，各项相加")
        way = state.choose("apart", *ways)
        unit = "次" if way == 0 else None
        state.highest = state.highest or way == 1
    for label, number in zip(full, numbers, strict=True):
        points = Decimal(number)
        counted: Keys = {"each": label, "unit": unit, "points": points}
        state.put(sign, counted if unit else {"if": label, "points": points})
    return True
