"""Which papers a unit of the sample county hands in for a row: what it wants, for what is claimed.

Most prove what was claimed; of some items one thing is wrong, on purpose, so that a reviewer meets
every kind of doubt. Pure; both follow from unit, row and quarter. Not here: the papers themselves
(``bot.demo.telling``), and putting them in the store (``bot.demo.papers``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from bot.demo import telling
from bot.demo.about import About, Paper, Picture, Proof
from bot.demo.figures import chance
from scoring.scheme import Row

Fault = Literal[
    "", "missing", "over", "outside", "blank", "no_source", "other_unit", "number_twice", "text",
    "unclear", "unproved",
]  # fmt: skip
SHARE: Final = 0.22
"""So many of the items have something wrong with them."""
CHOSEN: Final[dict[tuple[str, str], Fault]] = {
    ("县审计局", "四.1"): "",
    ("县统计局", "四.1"): "other_unit",
    ("县医疗保障局", "四.1"): "outside",
    ("县教育局", "四.1"): "missing",
}
"""What visitors are led to."""

Builder = Callable[[About], list[Proof]]
_MOST: Final = 2
"""So many reports, photos and notices are shown of things of which there are more."""
_SIGNS: Final = re.compile(r"通知|制度|办法|方案|意见|总结|承诺书|案例")


def _activities(about: About) -> list[Proof]:
    rest: list[Proof] = [telling.register(about)] if len(about.days) > _MOST else []
    return [telling.notice(about), *rest, telling.attended(about)]


def _applied(about: About) -> list[Proof]:
    many = len(about.days)
    rest: list[Proof] = [telling.applications(about, many)] if many > _MOST else []
    return [*(telling.applied(about, n) for n in range(min(many, _MOST))), *rest]


def _each(write: Callable[[About, int], Proof]) -> Builder:
    return lambda about: [write(about, n) for n in range(min(len(about.days), _MOST))]


def _cases(about: About) -> list[Proof]:
    return [telling.case(about, n) for n in range(min(len(about.days), 6))]


def _above(about: About) -> list[Proof]:
    source = telling.ABOVE if about.source else ""
    return [telling.news(replace(about, source=source), n) for n in range(len(about.days))]


def _rules(name: str, which: int) -> Builder:
    return lambda about: [telling.rules(about, name, which)]


_WRITERS: Final[tuple[tuple[str, Builder], ...]] = (
    ("推介会|实施方案或通知|承办单位|活动时间|活动内容", _activities),
    ("照片", _each(telling.photo)),
    ("文件资料|分管|牵头科室|联络员|电脑|打印机", lambda about: [telling.founding(about)]),
    ("工作制度", _rules("社会信用工作制度", 2)),
    ("评价办法", _rules("信用评价办法", 3)),
    ("实施办法", _rules("信用产品应用实施办法", 1)),
    ("通知或文件", _applied),
    ("治理文件", _rules("政务失信专项治理方案", 2)),
    ("制度文件", _rules("信用分级分类监管制度", 2)),
    ("相关文件制度|授信|信用村|阵地|载体|评比|奖惩", lambda about: [telling.village(about)]),
    ("有文件|相关文件", _rules("信用管理实施意见", 4)),
    ("承诺书|承诺文本", lambda about: [telling.pledge(about)]),
    ("上传|替代型|受理型|修复型|自律型|公示型", lambda about: [telling.uploaded(about)]),
    ("信用核查", lambda about: [telling.applications(about, len(about.days))]),
    ("清单", lambda about: [telling.services(about)]),
    ("投诉|整改", lambda about: [telling.complaints(about)]),
    ("通报", lambda about: [telling.circular(about)]),
    ("案例|做法", _cases),
    ("市级以上媒体", _above),
    ("报道", _each(telling.news)),
    ("成效|成果", lambda about: [telling.effects(about, "信用建设")]),
    ("资料", _each(telling.news)),
)  # fmt: skip
"""Words of a want, and what shows it; the first that fits."""


def papers(about: About, wants: Sequence[str], fault: Fault, peer: str) -> list[Proof]:
    """What is handed in for these wants of a row, with a fault or without; ``peer``: the unit
    whose name or words stand in it by that fault.
    """
    about = _faulty(about, fault, peer)
    found: dict[Builder, list[Proof]] = {}
    for want in wants:
        write = next((write for words, write in _WRITERS if re.search(words, want)), None)
        if write is not None and write not in found:
            found[write] = write(about)
    if fault == "unproved":
        return []
    shown = list(found.values())[: 1 if fault == "missing" else None]
    bundle = [one for some in shown for one in some]
    if fault == "unclear":
        bundle = [replace(one, dark=True) if isinstance(one, Picture) else one for one in bundle]
    return bundle


def _faulty(about: About, fault: Fault, peer: str) -> About:
    if fault == "other_unit":
        return replace(about, signs=peer)
    if fault == "text":
        return replace(about, copied=peer)
    if fault == "over":
        return replace(about, days=about.days[:1])
    if fault == "outside":
        days = tuple(one - timedelta(days=364) for one in about.days)
        return replace(about, days=days)
    if fault == "no_source":
        return replace(about, source="")
    return replace(about, blank=fault == "blank", twice=fault == "number_twice")


def fault_of(about: About, row: Row, wants: Sequence[str]) -> Fault:
    """What is wrong with an item's papers; nothing with most."""
    chosen = CHOSEN.get((about.unit, about.row))
    if chosen is not None:
        return chosen
    if not wants or chance(about.unit, about.row, "fault") >= SHARE:
        return ""
    able = _able(about, row, wants)
    return able[int(chance(about.unit, about.row, "which fault") * len(able))]


def _able(about: About, row: Row, wants: Sequence[str]) -> list[Fault]:
    """The faults that such a row's papers can have."""
    sound = papers(about, wants, "", "")
    written = [one for one in sound if isinstance(one, Paper)]
    able: list[Fault] = ["unproved"]
    if any(_SIGNS.search(one.title) for one in written):
        able += ["blank", "other_unit", "text"]
    if any(isinstance(one, Picture) for one in sound):
        able += ["unclear"]
    if any(one.label.startswith("报道") for one in written):
        able += ["no_source"]
    if any(one.label == "活动通知" for one in written):
        able += ["outside"]
    if len(about.days) > 1 and all(one.kind == "count" for one in row.inputs):
        able += ["over"]
    if sum(bool(one.head) for one in written) > 1:
        able += ["number_twice"]
    if len({one.label for one in written}) > 1:
        able += ["missing"]
    return able


def days_of(first: date, reported: date, many: int) -> tuple[date, ...]:
    """Days of what was done in a quarter before it was reported, two apart and more."""
    most = max(1, many)
    room = max(2 * most, (reported - first).days - 1)
    return tuple(first + timedelta(days=1 + n * room // most) for n in range(most))
