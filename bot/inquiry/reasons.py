"""Why points were cut and rows sent back: the office's reasons, taken together by what they say.

What a unit does not get because it did not do it has no reason given; where that is most, is the
page of the rows that lose most (``losses``). Reasons are counted as they were written, under the
kind their words belong to.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import row_in, under
from bot.inquiry.finding import quarters_of, snapshot
from bot.inquiry.words import found as words
from bot.inquiry.words.conditions import row_name
from bot.inquiry.words.said import named_quarters
from bot.speech.quarters import name
from storage.queries import review
from storage.queries.review import Reason

_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (called, re.compile(signs))
    for called, signs in (
        ("材料看不清", r"看不清|模糊|不清[晰楚]|太小|打不开|损坏|反光"),
        ("不在本季度、日期不符", r"本季度|季度|日期|时间不|过期|去年|上年|以前的"),
        ("和别人或以前的重复", r"重复|雷同|相同|一样|用过|抄"),
        ("没盖章、没签字", r"盖章|公章|签字|签名|落款"),
        ("没有出处或链接", r"出处|链接|截图没|来源|媒体"),
        ("数和材料对不上", r"对不上|不符|不一致|多报|虚报|数量|个数|次数|人数"),
        ("逾期报送", r"逾期|迟|超期|超过期限|过了"),
        ("内容不符合要求", r"不符合|不属于|不算|无关|不是|内容|不达|不满足"),
        ("缺材料、材料不全", r"缺|没有|未提供|没提供|不全|不够|不足|未上传|没传|未见|补"),
    )
)
"""The first that fits is a reason's kind."""
_OTHER: Final = "其他"
_NONE: Final = "没有写原因"
_SAID: Final = {"cut": "核减", "return": "退回"}
_EXAMPLES: Final = 2
_ROWS: Final = 3


async def reasons(asked: Asked) -> Message:
    """Kind by kind, the most frequent first: how often, on which rows, in whose words."""
    query, notes = asked.query, list[str]()
    keys = quarters_of(query, asked.county, notes)
    every = [one for key in keys for one in await _of_quarter(asked, key)]
    decisions = [query.kind] if query.kind else ["cut", "return"]
    lines = list[str]()
    for decision in decisions:
        lines += _grouped(_SAID[decision], [one for one in every if one.decision == decision])
    at = snapshot(asked.county, keys[-1]).quarter.id
    title = _title(asked, keys, decisions)
    if query.form == "xlsx":
        return words.told_book(title, lines)
    if not query.kind:
        notes.append("没有做、没有报而没拿到的分不用写原因，在“失分最多的项”里看。")
    ways = (to("失分最多的项", "losses", at, 0), to("每一次", "told", "lowered", at, 0))
    return Message(
        title=title,
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=(ways, (HOME,)),
    )


def _title(asked: Asked, keys: list[tuple[int, int]], decisions: list[str]) -> str:
    query = asked.query
    whose = "、".join(asked.named(one) for one in query.units) or query.group
    when = named_quarters(keys)
    about = row_name(query.row) if query.row else ""
    said = f"{'和'.join(_SAID[one] for one in decisions)}的原因"
    return "　".join(one for one in (when, whose, about, said) if one)


async def _of_quarter(asked: Asked, key: tuple[int, int]) -> list[Reason]:
    query = asked.query
    at = snapshot(asked.county, key)
    found = await review.reasons(asked.turn.db, at.quarter.id)
    if not (query.units or query.group or query.row):
        return found
    live = await at.members()
    if query.units and not any(one in live for one in query.units):
        raise CannotTellError(f"{asked.named(query.units[0])}没有参加{name(*key)}的考核。")
    return [
        one
        for one in found
        if one.unit_id in live
        and (not query.units or one.unit_id in query.units)
        and query.group in ("", live[one.unit_id].group)
        and (not query.row or under(row_in(query.row, live[one.unit_id].group), [one.row]))
    ]


def _grouped(called: str, every: list[Reason]) -> list[str]:
    if not every:
        return [f"没有{called}。"]
    whole = sum(one.times for one in every)
    by_kind: dict[str, list[Reason]] = defaultdict(list)
    for one in every:
        by_kind[kind(one.reason)].append(one)
    lines = [f"{called}一共 {whole} 次，{len({one.unit_id for one in every})} 个单位："]
    order = sorted(by_kind.items(), key=lambda one: -sum(it.times for it in one[1]))
    for place, (named, of_it) in enumerate(order, 1):
        times = sum(one.times for one in of_it)
        rows = _most(of_it, lambda one: one.row, _ROWS)
        said = _most(of_it, lambda one: one.reason.strip(), _EXAMPLES)
        share = f"{100 * times / whole:.0f}%"
        example = f"，例如“{'”“'.join(said)}”" if named != _NONE else ""
        lines.append(f"{place}. {named}　{times} 次（{share}），多在 {'、'.join(rows)}{example}")
    return lines


def _most(every: Iterable[Reason], of: Callable[[Reason], str], count: int) -> list[str]:
    found: Counter[str] = Counter()
    for one in every:
        found[of(one)] += one.times
    return [said for said, _ in found.most_common(count)]


def kind(reason: str) -> str:
    """What a reason is about, by the signs in it."""
    if not reason.strip():
        return _NONE
    return next((called for called, signs in _KINDS if signs.search(reason)), _OTHER)
