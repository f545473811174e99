"""A sentence taken apart: what it names, and what is left when names and courtesies are cut out.

Nothing here knows which meanings there are; ``parser`` compares what is left with the grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from bot.questions.meaning import Arguments, InvitedRole, Slot
from bot.speech.calendar import Quarter, find_quarter
from bot.speech.names import Found, Roster
from bot.speech.numbers import figure


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence taken apart: what was named, and what is left when names and courtesies go."""

    rest: str
    whole: str
    """The rest before courtesies inside it are cut: 主要在哪 is no courtesy because of its 要."""
    units: tuple[Found, ...]
    named: Arguments
    slots: frozenset[Slot]

    @classmethod
    def read(
        cls, said: str, roster: Roster, today: date, known: tuple[Quarter, ...], *, kinds: bool
    ) -> Sentence:
        """Cut out receipt number, row, quarter or year, units and all else that is named, in turn.

        ``kinds``: 工作总结 names a kind of report; a liaison who says it wants to hand one in.
        """
        rest, number = _cut_number(said)
        rest, row = _cut_row(rest)
        rest, quarter = _cut_quarter(rest, today, known)
        rest, half, year = (rest, "", None) if quarter else _cut_half(rest, today)
        rest, year = (rest, year) if quarter or half else _cut_year(rest, today)
        rest, units = _cut_units(rest, roster)
        rest, end, n = _cut_end(rest)
        rest, group = _cut_group(rest, roster)
        rest, picture = _cut_picture(rest)
        rest, role = _cut_role(rest)
        rest, grade = _cut_grade(rest)
        rest, kind = _cut_kind(rest) if kinds else (rest, None)
        named = Arguments(
            quarter=quarter, year=year, half=half, group=group, row=row, end=end, n=n,
            picture=picture, role=role, grade=grade, kind=kind, number=number,
        )  # fmt: skip
        slots: dict[Slot, object] = {
            "number": number, "row": row, "unit": units,
            "quarter": quarter or half, "year": None if half else year,
            "other": len(units) > 1, "end": n or None, "group": group, "picture": picture,
            "role": role, "grade": grade, "kind": kind,
        }  # fmt: skip
        present = frozenset(slot for slot, value in slots.items() if value)
        rest = _JOINED.sub("", rest).replace(_UNIT, "")
        whole = _EDGES.sub("", _SIGNS.sub("", rest))
        return cls(_COURTESY.sub("", rest), whole, units, named, present)

    @property
    def wordings(self) -> tuple[str, ...]:
        """What is compared with the grammar: as it was said, and without courtesies."""
        return tuple(dict.fromkeys((self.rest, self.whole)))

    def with_figure(self) -> Arguments:
        """What was named, and as ``n`` the whole number that stands in what is left: 差5分以上."""
        found = _WHOLE_NUMBER.search(self.rest)
        return replace(self.named, n=int(found[0])) if found else self.named


_WHOLE_NUMBER: Final = re.compile(r"(?<![0-9.])[1-9][0-9]{0,2}(?![0-9.])")


_UNIT: Final = "\x00"
"""Stands in a sentence where a unit stood, until the words that join units are cut out."""
_JOINED: Final = re.compile(r"\x00(?:\s*(?:以及|[和与跟同比及、,/])?\s*\x00)+")
_COURTESY: Final = re.compile(
    r"请问|麻烦|帮忙|帮我|帮|给我|告诉我|告诉|我想|想|我要|的是|需要|要|知道|看一下|查一下|看下|查下|看看|查看|查询|查找|看|(?<!检)查"
    r"|显示|列出|列一下|列|发一下|发(?=排)|一下|我们(?!单位)|咱们|咱|我(?!们?单位)|本单位|我单位|我们单位|各单位|给|的|了|吗|呢|呀|啊|吧|嘛|哦|现在|目前|来着"
    r"|今天|到底|究竟|都|最新|全县|画个|画|生成|做个|一张|一个|[\s,.。、:;!?~…“”\"'()《》]"
)
_SIGNS: Final = re.compile(r"[\s,.。、:;!?~…“”\"'()《》]")
_EDGES: Final = re.compile(
    r"^(?:请问|请|麻烦|帮我|帮忙|给我|告诉我|我想知道|我想|我要|看一下|查一下|看看|看下|查下)+"
    r"|(?:(?<!到了)(?<!齐了)[吗呢呀啊吧嘛哦])+$|一下$"
)
_NUMERAL: Final = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WHO: Final = r"(?:谁|哪[个家](?:单位)?)?(?:得分|分数|分|排名|排在|排|是|得)*"
_WHO_AFTER: Final = re.compile(r"的?(?:得分|名单)?的?(?:是|有)?(?:谁|哪[几个家些]*(?:单位)?)$")
_OF_ROWS: Final = re.compile(r"哪[一几些]?个?[项条]|哪[些个几]*(?:指标|项目)|什么指标|[失扣丢]分")
_YEAR: Final = re.compile(
    r"(?P<spoken>今年|本年度?|去年|上年|前年)全?年?度?"
    r"|(?P<number>(?<![0-9])20[0-9]{2})(?![0-9])年?全?年?度?|全年"
)
_HALF: Final = re.compile(
    r"(?:(?:今年|本年)|(?P<spoken>去年|上年|前年)|(?P<number>(?<![0-9])20[0-9]{2})年?)?度?的?"
    r"(?P<half>[上下])半年度?"
)
_GRADE: Final = re.compile(r"不合格|不及格|基本合格|优秀|良好|合格")
_KIND: Final = re.compile(
    r"(?:季度)?工作(?:总结|报告|汇报|小结)|季度(?:总结|报告|汇报|小结)"
    r"|工作简报|宣传稿件?|先进做法|最新动态|总结|简报|稿件"
)
_SUMMARIES: Final = tuple(
    whole
    for word in ("总结", "报告", "汇报", "小结")
    for whole in (f"工作{word}", f"季度{word}", f"季度工作{word}")
)
KINDS: Final = {
    "总结": "工作总结",
    "简报": "工作简报",
    "稿件": "宣传稿件",
    "宣传稿": "宣传稿件",
} | dict.fromkeys(_SUMMARIES, "工作总结")
"""What people say for a kind of work report, and how the ledger calls it."""
_ENDS: Final[tuple[tuple[re.Pattern[str], Literal["top", "bottom"]], ...]] = (
    (
        re.compile(
            rf"(?:排名?)?(?:后|倒数[第前后]?|最后第?|最末|末|垫底的?){_NUMERAL}(?![天日次题项步]|[周期]限?)"
            r"(?:名|位|个|家)?(?:的?单位)?"
        ),
        "bottom",
    ),
    (
        re.compile(
            rf"(?:排名?)?(?:前|头){_NUMERAL}(?![项题条天日步])(?:名|位|个|家|强)?(?:的?单位)?"
        ),
        "top",
    ),
    (re.compile(_WHO + r"(?:第一名?|第1名?|最高分?|最好|榜首)"), "top"),
    (re.compile(_WHO + r"(?:垫底|最低分?|最差|末位|最后(?=$|的|是))"), "bottom"),
)
_PICTURE: Final = re.compile(r"图片|长图|截图|图表|(?:发|出|来|要|画|做)*[一个张幅]*图(?!文册)")
_ROLES: Final[tuple[tuple[str, InvitedRole], ...]] = (
    ("管理员", "admin"),
    ("审核员", "reviewer"),
    ("联络员", "liaison"),
    ("数据报送", "supplier"),
    ("观察", "observer"),
)
_ROLE: Final = re.compile(r"管理员|审核员|联络员|数据报送(?:单位|员)?|观察员?")
_RECEIPT: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]{1,39}(?![A-Za-z0-9])")
_ROW: Final = re.compile(
    r"第?(?P<section>(?<![一二三四五六七八九十])[一二三四五六七八九]|(?<![0-9.])[1-9])\s*[.、·]\s*"
    r"(?P<row>[0-9]{1,2})(?P<letter>[a-d](?![A-Za-z]))?(?![0-9.%]|分(?![最数谁高低]))(?:这一?)?[项条]?"
)
_ROW_LOOSE: Final = re.compile(
    r"第?(?P<section>[一二三四五六七八九]|(?<![0-9])[1-9])(?:大?节|部分|大项|章)"
    r"的?第?(?P<row>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:小?[项条点])?(?P<letter>(?!))?"
    r"|(?<![一二三四五六七八九十零〇百前后第头末])(?P<section2>[一二三四五六七八九])"
    r"(?P<row2>[1-9][0-9]?)(?P<letter2>[a-d](?![A-Za-z]))?"
    r"(?![0-9.%分年月日号季个名位家次条件万千百元-])(?:这一?)?项?"
    r"|(?<![0-9.A-Za-z/-])(?P<section3>[1-9]|(?<![一二三四五六七八九十])[一二三四五六七八九])"
    r"\s*-\s*(?P<row3>[1-9][0-9]?)(?P<letter3>[a-d](?![A-Za-z]))?"
    r"(?![0-9.%分年月日号名位-])(?:这一?)?[项条]?"
    r"|(?<![午上早晚天周期0-9一二三四五六七八九十])(?P<section4>[一二三四五六七八九])点"
    r"(?P<row4>[1-9][0-9]?|[一二三四五六七八九])(?P<letter4>[a-d](?![A-Za-z]))?"
    r"(?![0-9一二三四五六七八九十.%分半点钟刻])(?:这一?)?[项条]?"
)
"""三4, 3-4, 三点四, 第三节第4项: tried after 三.4, and not where a date is told (延期, 截止)."""
_DATES: Final = re.compile(r"延期|延长|截止|推迟|前|之间")
_GROUPS: Final = (
    (re.compile(r"县直(?:各?单位|部门|机关)?|部门|局委|直属单位"), "县直"),
    (re.compile(r"(?:各)?乡镇(?:[(、和及]*街道[)]*)?|镇街|街道|乡"), "乡镇"),
)


def _cut_number(said: str) -> tuple[str, str]:
    if "回执" not in said and "凭证" not in said:
        return said, ""
    match = _RECEIPT.search(said)
    return (_without(said, match), match[0]) if match else (said, "")


def _cut_row(said: str) -> tuple[str, str | None]:
    found = find_row(said)
    return (said[: found.start] + said[found.end :], found.row) if found else (said, None)


@dataclass(frozen=True, slots=True)
class RowMention:
    """A row named by its number inside a sentence."""

    row: str
    start: int
    end: int


def find_row(said: str) -> RowMention | None:
    """The first row that a sentence names by its number: 三.4, 第三节第4项."""
    match = _ROW.search(said)
    if match is None and not _DATES.search(said):
        match = _ROW_LOOSE.search(said)
    if match is None:
        return None
    named = match.groupdict()
    if named.get("section4") and match[0] == said.strip():
        return None  # 三点四 alone may as well be an hour, or a figure
    section, row, letter = (
        next((found for end in ("", "2", "3", "4") if (found := named.get(part + end))), "")
        for part in ("section", "row", "letter")
    )
    section = "零一二三四五六七八九"[int(section)] if section.isascii() else section
    number = f"{section}.{int(figure(row) or 0)}{letter}"
    return RowMention(number, match.start(), match.end())


def _cut_quarter(said: str, today: date, known: tuple[Quarter, ...]) -> tuple[str, Quarter | None]:
    found = find_quarter(said, today, known)
    return (said[: found.start] + said[found.end :], found.quarter) if found else (said, None)


def _cut_half(said: str, today: date) -> tuple[str, Literal["", "上", "下"], int | None]:
    match = _HALF.search(said)
    if match is None:
        return said, "", None
    return _without(said, match), "上" if match["half"] == "上" else "下", _year(match, today)


def _year(match: re.Match[str], today: date) -> int:
    """今年 where nothing is said."""
    steps = {"去年": -1, "上年": -1, "前年": -2}.get(match["spoken"] or "", 0)
    number = figure(match["number"]) if match["number"] else None
    return int(number) if number else today.year + steps


def _cut_year(said: str, today: date) -> tuple[str, int | None]:
    match = _YEAR.search(said)
    if match is None:
        return said, None
    return _without(said, match), _year(match, today)


def _cut_units(said: str, roster: Roster) -> tuple[str, tuple[Found, ...]]:
    mentions = roster.find_in(said)
    for mention in reversed(mentions):
        said = said[: mention.start] + _UNIT + said[mention.end :]
    return said, tuple(dict.fromkeys(mention.found for mention in mentions))


def _cut_end(said: str) -> tuple[str, Literal["top", "bottom", "all"], int | None]:
    if _OF_ROWS.search(said):  # 哪项得分最低 asks for a row, not for the last unit
        return said, "all", None
    for pattern, end in _ENDS:
        if match := pattern.search(said):
            number = match.groupdict().get("n")
            n = 1 if number is None else int(figure(number) or 0)
            if n > 0:
                return _WHO_AFTER.sub("", _without(said, match)), end, n
    return said, "all", None


def _cut_group(said: str, roster: Roster) -> tuple[str, str | None]:
    for group in roster.groups:
        if group and group in said:
            return said.replace(group, "", 1), group
    for pattern, sign in _GROUPS:
        match = pattern.search(said)
        fitting = [group for group in roster.groups if sign in group]
        if match and fitting:
            return _without(said, match), fitting[0]
    return said, None


def _cut_picture(said: str) -> tuple[str, bool]:
    match = _PICTURE.search(said)
    return (_without(said, match), True) if match else (said, False)


def _cut_role(said: str) -> tuple[str, InvitedRole | None]:
    match = _ROLE.search(said) if "邀请" in said else None
    if match is None:
        return said, None
    role = next(role for sign, role in _ROLES if match[0].startswith(sign))
    return _without(said, match), role


def _cut_grade(said: str) -> tuple[str, str | None]:
    match = _GRADE.search(said)
    if match is None:
        return said, None
    return _without(said, match), "不合格" if match[0] == "不及格" else match[0]


def _cut_kind(said: str) -> tuple[str, str | None]:
    match = _KIND.search(said)
    return (_without(said, match), KINDS.get(match[0], match[0])) if match else (said, None)


def _without(said: str, match: re.Match[str]) -> str:
    return said[: match.start()] + said[match.end() :]
