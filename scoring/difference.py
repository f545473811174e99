"""What changed between two schemes, in words an official can check.

Here: header, grades, sections, rows. Not here: what it means for units' totals (`__main__`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.exact import plain
from scoring.model import Row, Scheme
from scoring.periods import KINDS
from scoring.sentence import full_mark, ranking_rule, returned_rule, rule, total_rules
from scoring.year import said as said_of_year

_ROW_WORDS = {
    "name": "指标名称",
    "points": "分值",
    "text": "评分标准",
    "content": "考核内容",
    "basis": "考核依据",
    "method": "考核方式",
    "by": "提供单位",
    "reviewer": "审核单位",
    "reading": "理解",
    "defect": "错漏",
    "short": "一句话说明",
    "proof": "佐证",
    "wants": "材料要求",
    "steady": "沿用上季度",
    "asks": "提问",
    "examples": "算例",
    "printed": "原文",
}


COUNTING = frozenset(
    (
        "考核周期",
        "满分",
        "等次",
        "定级排名",
        "总分规则",
        "退回未补正",
        "单位分类",
        "指标",
        "分值",
        "评分标准",
        "计分规则",
    )
)
"""Kinds of change after which two results no longer measure the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where (a row's id, or 抬头), what, and both sides (empty: not there)."""

    place: str
    what: str
    before: str
    after: str

    @property
    def counts(self) -> bool:
        """Whether it bears on points, grades or ranks; a reworded explanation does not."""
        return self.what in COUNTING or (self.place.startswith("第") and self.what == "标题")

    def __str__(self) -> str:
        if not self.before:
            return f"{self.place} {self.what}：新增 {self.after}"
        if not self.after:
            return f"{self.place} {self.what}：删去 {self.before}"
        return f"{self.place} {self.what}：{self.before} → {self.after}"


def difference(old: Scheme, new: Scheme) -> tuple[Change, ...]:
    """Return every change of substance or text from one scheme to the other."""
    return (*_header(old, new), *_sections(old, new), *_rows(old, new))


def comparable(old: Scheme, new: Scheme) -> bool:
    """Whether results under the two schemes may be set side by side: what counts is the same."""
    return old.digest == new.digest or not any(one.counts for one in difference(old, new))


def _header(old: Scheme, new: Scheme) -> Iterator[Change]:
    words = {"group": "考核对象", "title": "标题", "document": "考核办法", "number": "文号"}
    words |= {"issued": "印发日期", "in_force": "执行日期"}
    for key, word in words.items():
        yield from _one("抬头", word, str(getattr(old, key)), str(getattr(new, key)))
    yield from _one("抬头", "考核周期", KINDS[old.period], KINDS[new.period])
    yield from _one("抬头", "满分", full_mark(old), full_mark(new))
    yield from _one("抬头", "等次", _grades(old), _grades(new))
    yield from _one("抬头", "定级排名", ranking_rule(old), ranking_rule(new))
    yield from _one("抬头", "总分规则", "".join(total_rules(old)), "".join(total_rules(new)))
    yield from _one("抬头", "全年", said_of_year(old), said_of_year(new))
    yield from _one("抬头", "退回未补正", returned_rule(old), returned_rule(new))
    yield from _one("抬头", "错漏", "".join(old.defects), "".join(new.defects))
    yield from _one("抬头", "理解", "".join(old.readings), "".join(new.readings))
    yield from _one("抬头", "单位分类", _classes(old), _classes(new))


def _sections(old: Scheme, new: Scheme) -> Iterator[Change]:
    before = {one.number: f"{one.name}，{plain(one.points)} 分" for one in old.sections}
    after = {one.number: f"{one.name}，{plain(one.points)} 分" for one in new.sections}
    for number in dict.fromkeys((*before, *after)):
        yield from _one(f"第{number}节", "标题", before.get(number, ""), after.get(number, ""))


def _rows(old: Scheme, new: Scheme) -> Iterator[Change]:
    for id in dict.fromkeys((*old.by_id, *new.by_id)):
        before, after = old.by_id.get(id), new.by_id.get(id)
        if before and after:
            yield from _row(before, after)
        else:
            yield from _one(id, "指标", _whole(before), _whole(after))


def _row(before: Row, after: Row) -> Iterator[Change]:
    for key, word in _ROW_WORDS.items():
        yield from _one(before.id, word, _said(before, key), _said(after, key))
    yield from _one(before.id, "计分规则", rule(before), rule(after))


def _said(row: Row, key: str) -> str:
    value = getattr(row, key)
    if key == "points":
        return f"{plain(row.points)} 分"
    if key == "asks":
        return "；".join(f"{name}：{text}" for name, text in row.asks)
    if key == "examples":
        return "；".join(
            f"{'，'.join(f'{k} {_plainly(v)}' for k, v in one.given)} 得 {plain(one.score)} 分"
            for one in row.examples
        )
    if key == "wants":
        return "、".join(f"{one.text}（{one.of}）" if one.of else one.text for one in row.wants)
    if isinstance(value, bool):
        return "可以" if value else ""
    return str(value or "")


def _plainly(value: object) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _one(place: str, what: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(place, what, before, after)


def _whole(row: Row | None) -> str:
    return f"{row.name}，{plain(row.points)} 分，{rule(row)}" if row else ""


def _grades(scheme: Scheme) -> str:
    return "、".join(f"{one.name} {plain(one.at_least)}" for one in scheme.grades)


def _classes(scheme: Scheme) -> str:
    return "；".join(f"{name}：{'、'.join(units)}" for name, units in scheme.classes)
