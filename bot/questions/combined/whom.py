"""Words that say whom, what and when: units, tables, rows, persons, quarters, days and hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, cast

from bot.questions.combined import order
from bot.questions.combined.draft import Draft, Effect, Unclear, one_of
from bot.questions.combined.query import Share, Topic
from bot.questions.combined.reading import Word
from bot.questions.combined.times import part_named
from bot.speech.calendar import Quarter
from bot.speech.names import Named
from bot.speech.numbers import figure


def unit(draft: Draft, words: Sequence[Word]) -> None:
    """教育局和财政局; a name that may be two units is not guessed at."""
    for word in words:
        if word.kind == "unit":
            meant = cast("tuple[Named, ...]", word.value)
            if len(meant) != 1:
                raise Unclear(word.said)
            draft.units.append(meant[0])


def _group(draft: Draft, words: Sequence[Word]) -> None:
    for one in words:
        if one.kind == "group":
            draft.groups.append(str(one.value))
            draft.parts.append(part_of(one.said))


def part_of(said: str) -> str:
    """街道, 镇, 乡 or 乡镇, as far as a word for a table names a part of it."""
    if said.startswith(("街", "办事处", "各街")) and "镇" not in said:
        return "街道"
    bare = said.removeprefix("各")
    return bare if bare in ("镇", "乡") else "乡镇" if bare in ("乡镇", "乡里") else ""


def group_n(draft: Draft, words: Sequence[Word]) -> None:
    """三个乡镇 is a table and how many."""
    if words[0].kind == "some":
        order.some(draft, words)
    _group(draft, words)


def row(draft: Draft, words: Sequence[Word]) -> None:
    """三.4, or what the row is called."""
    named = [one.value for one in words if one.kind in ("row", "rowname")]
    draft.rows += named
    draft.joined = tuple(named) if len(named) > 1 else draft.joined


def quarter(draft: Draft, words: Sequence[Word]) -> None:
    """上季度."""
    draft.in_quarter(cast("Quarter", words[0].value))


def span(draft: Draft, words: Sequence[Word]) -> None:
    """今年前三个季度."""
    draft.say("span", words[0].value)


def months(draft: Draft, words: Sequence[Word]) -> None:
    """9月和10月教育局得分: points are given quarter by quarter, so the quarters they lie in."""
    draft.say("span", words[0].value)
    draft.by_month = True


def recent(draft: Draft, words: Sequence[Word]) -> None:
    """最近四个季度."""
    draft.say("recent", words[0].n)


def days(draft: Draft, words: Sequence[Word]) -> None:
    """昨天, 这周; 昨晚 and 今早 are a part of a day, 昨晚到今早 of two."""
    draft.say("days", words[0].value)
    hours = part_named(words[0].said)
    if hours is not None:
        draft.hours = hours


def criteria(draft: Draft, words: Sequence[Word]) -> None:
    """三.4怎么算分."""
    draft.say("topic", "criteria")
    draft.rows += [one.value for one in words if one.kind in ("row", "rowname")]


def person(topic: Topic) -> Effect:
    """谁的电话, 谁管, 谁做了什么."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        draft.say("topic", topic)
        if named := one_of(words, "person"):
            draft.say("person", named.said)
        if span := one_of(words, "days"):
            draft.say("days", span.value)

    return effect


def lowered_on(draft: Draft, words: Sequence[Word]) -> None:
    """昨天核减了几项: cuts, or returns, of these days and of whoever made them."""
    person("cuts")(draft, words)
    draft.say("kind", "cut" if one_of(words, "cut") else "return")


def did(draft: Draft, words: Sequence[Word]) -> None:
    """王芳今天做了什么; 审了哪些 asks for the review alone."""
    reviewed = any(one.kind == "did" and one.said.startswith("审") for one in words)
    person("reviewers" if reviewed else "did")(draft, words)


def reviewed_in(draft: Draft, words: Sequence[Word]) -> None:
    """昨天到现在审了哪些单位.

    Raises:
        Unclear: what was done on those days, and nobody is named.
    """
    if not any(one.said.startswith("审") for one in words):
        raise Unclear("done by whom")
    draft.say("topic", "reviewers")
    days(draft, [one for one in words if one.kind == "days"])


def left_out(draft: Draft, words: Sequence[Word]) -> None:
    """除了教育局和财政局, 除了乡镇: who is not meant."""
    for word in words:
        if word.kind == "unit":
            meant = cast("tuple[Named, ...]", word.value)
            if len(meant) != 1:
                raise Unclear(word.said)
            draft.but.append(meant[0])
        if word.kind == "group" and (part := part_of(word.said)) in ("街道", "镇", "乡"):
            draft.say("but_ending", part)
        elif word.kind == "group":
            draft.say("but_group", word.value)


def the_rest(draft: Draft, words: Sequence[Word]) -> None:
    """别的, 其他单位: than who was left out; by themselves they say nothing that is known here."""
    if not (draft.but or draft.but_group or draft.but_ending):
        raise Unclear(words[0].said)


def two_quarters(draft: Draft, words: Sequence[Word]) -> None:
    """上季度和本季度: both, beside each other."""
    named = [cast("Quarter", one.value) for one in words if one.kind == "quarter"]
    draft.say("span", tuple(sorted(set(named))))


def from_to(draft: Draft, words: Sequence[Word]) -> None:
    """1号到10号."""
    spans = [cast("tuple[date, date]", one.value) for one in words if one.kind == "days"]
    first, last = spans[-2][0], spans[-1][1]
    draft.say("days", (min(first, last), max(first, last)))


_HOUR: Final = re.compile(r"(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})点")
_PARTS: Final[dict[str, tuple[int, int]]] = {
    "上午": (0, 12), "早上": (0, 12), "一早": (0, 12), "一大早": (0, 12), "清早": (0, 12),
    "下午": (12, 24), "中午": (11, 14), "晚上": (18, 24), "夜里": (18, 24),
    "下班": (18, 24),
}  # fmt: skip


def part_of_day(draft: Draft, words: Sequence[Word]) -> None:
    """昨天下午, 今天八点以前."""
    day, part = one_of(words, "days"), words[-1].said
    if day is None:
        raise Unclear(part)  # 上午 of which day is not said
    draft.say("days", day.value)
    named = _HOUR.search(part)
    if named is None:
        draft.hours = next(hours for said, hours in _PARTS.items() if part.startswith(said))
        return
    hour = int(figure(named["hour"]) or 0)
    late = part.startswith(("下午", "晚上", "夜里")) or day.said.startswith("昨晚")
    hour += 12 if late and hour < _NOON else 0
    draft.onward = part.endswith("后") and not day.said.startswith(("昨晚", "昨夜"))
    draft.hours = (0, hour) if part.endswith(("前", "以前", "之前")) else (hour, 24)


_NOON: Final = 12


def by_phone(draft: Draft, words: Sequence[Word]) -> None:
    """尾号0007的电话是谁的: whose number it is."""
    draft.say("topic", "contact")
    draft.say("person", re.sub(r"[^0-9]", "", words[0].said))


def class_(draft: Draft, words: Sequence[Word]) -> None:
    """一类单位, 一类和二类."""
    draft.classes += [one.said[:2] for one in words if one.kind == "class"]


def by(share: Share) -> Effect:
    """各类, 各部分, 中位数."""
    return lambda draft, _: draft.say("by", share)


def rates(draft: Draft, words: Sequence[Word]) -> None:
    """哪一项得分率最低: rows in the order of the share of their points that was got."""
    draft.say("topic", "rates")
    if one_of(words, "whichrow"):
        draft.say("by", "row")
    most, least = one_of(words, "most"), one_of(words, "least")
    if most or least:
        draft.descending, draft.first = most is not None, draft.first or _FEW


_FEW: Final = 3
"""哪一项最低 is shown with the two next to it."""


def notices(draft: Draft, words: Sequence[Word]) -> None:
    """昨天的通知谁没看."""
    draft.say("topic", "notices")
    if day := one_of(words, "days"):
        draft.say("days", day.value)


def side_by_side(draft: Draft, words: Sequence[Word]) -> None:
    """县直平均减乡镇平均, 一类比二类平均高几分: averages beside each other, and the difference."""
    _group(draft, [one for one in words if one.kind == "group"])
    class_(draft, words)
    draft.averaged = True
