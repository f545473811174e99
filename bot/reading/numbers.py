"""文号: a paper's own number in its head; what the text quotes is not its own.

Pure. `own` reads the number, `same` says when two are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.reading.anatomy import Paper, is_greeting, is_prose
from bot.reading.fields import fields
from bot.reading.lines import Said

_OPEN: Final = r"〔\[［(（【﹝「{｛〈《⟨"
_CLOSE: Final = r"〕\]］)）】﹞」}｝〉》⟩"
_NUMBER: Final = re.compile(
    rf"(?:发文字号|发文号|文件编号|文号|编号)?[:：]?"
    rf"([\u4e00-\u9fff]{{2,16}}?(?:[（(][\u4e00-\u9fff]{{1,6}}[)）][\u4e00-\u9fff]{{0,4}})?)"
    rf"([{_OPEN}CLlt1I丨]?)((?:19|20)[0-9OoQ]{{2}})([{_CLOSE}JjIl1丨]?)(?:第)?([0-9OoIl]{{1,5}})号"
)
_BARE: Final = re.compile(rf"[{_OPEN}](20\d\d)[{_CLOSE}]第?(\d{{1,4}})号")
_YEARLY: Final = re.compile(r"[(（]?(20\d\d)年第(\d{1,4})号[)）]?")
_CASE: Final = re.compile(
    r"[(（](20\d\d)[)）]([\u4e00-\u9fff]{1,2}\d{0,4}[\u4e00-\u9fff]{1,4})(?:字第)?(\d{1,6})号(?:之[一二三四五六七八九十])?"
)
"""A court's: （2026）桂0921执1186号."""
_AFTER: Final = re.compile(
    r"(?:(?:签发人?[:：]?|[\u4e00-\u9fff]{2,6}[:：]).{0,12}|[(（]?.{0,4}[)）]?)?"
)
"""Who signs, whether it may be published (是否公开：是), what came of it (办理结果：A)."""
_MARK: Final = 8
"""Signs at most of what stands before a number on its line: 特急, A类, 等级 特急·明电."""
_WHOLE_NAME: Final = re.compile(r"小组|办公室|委员会|人民政府|单位")
"""A number begins with an office's sign, not with its name: cells ran together."""
_LOOKS: Final = str.maketrans("OoQIl", "00011")
_NOT_A_NAME: Final = re.compile(
    r"根据|按照|依据|关于|以下|转发|贯彻|落实|年度|第$|文件|文号|编号|决定书|通知书"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A paper's own number as it is compared, and the line it stands in."""

    value: str
    line: Said
    sure: bool


def own(paper: Paper) -> Number | None:
    """The number in the head; None where the paper has none."""
    head = paper.first
    end = _text_begins(head)
    for at in range(end):
        found = _alone(head[at].bare) or _beside(head[at].text)
        if found is not None and not _continues(head, at):
            return Number(found[0], head[at], found[1] and head[at].sure)
        if _unnamed(head[at].bare):
            return Number(_unnamed(head[at].bare), head[at], False)
    return _broken(head[:end]) or _in_cells(paper)


def _in_cells(paper: Paper) -> Number | None:
    """发文字号 | 沂政办发〔2026〕14号, as the table over a page of a government's site has it."""
    for one in fields(paper.first):
        found = _alone(one.value) if one.label in ("发文字号", "文号", "文件编号") else None
        if found is not None:
            return Number(found[0], one.line, found[1] and one.line.sure)
    return None


def _unnamed(bare: str) -> str:
    """〔2026〕3号, 2026年第4号, as minutes and announcements have it; a court's case."""
    case = _CASE.fullmatch(bare)
    if case:
        return f"（{case[1]}）{case[2]}{int(case[3])}号"
    match = _BARE.fullmatch(bare)
    if match:
        return f"〔{match[1]}〕{int(match[2])}号"
    yearly = _YEARLY.fullmatch(bare)
    return f"{yearly[1]}年第{int(yearly[2])}号" if yearly else ""


def _beside(text: str) -> tuple[str, bool] | None:
    """A number at the end of a line whose beginning says how urgent it is, or of which class."""
    first, *rest = text.split()
    if rest and len("".join(rest[:-1])) <= _MARK and len(first) <= _MARK:
        other = re.search(r"号[:：]?$|[根依]据|按照", "".join([first, *rest[:-1]]))
        found = None if other else _alone(rest[-1])
        if found is not None:
            return found
    bare = re.sub(r"\s", "", text)
    match = re.match(
        r"(?:等级|密级|紧急程度|缓急)[:：](?:特提|特急|加急|急件|平急|普通|秘密)?", bare
    )
    return _alone(bare[match.end() :]) if match else None


def _broken(head: tuple[Said, ...]) -> Number | None:
    """A number that a reader broke in two."""
    for at, (one, two) in enumerate(pairwise(head)):
        found = _alone(one.bare + two.bare) if len(one.bare) < 20 and len(two.bare) < 12 else None
        if found is not None and not _continues(head, at):
            return Number(found[0], one, False)
    return None


def quoted(text: str) -> list[str]:
    """Every number a text names, in order."""
    return [_value(one) for one in _NUMBER.finditer(re.sub(r"\s", "", text)) if one[2] and one[4]]


def same(value: str) -> str:
    """A number as two of them are compared: one form of the county's sign."""
    return value.replace("郟", "郏").replace("县", "")


def _text_begins(head: tuple[Said, ...]) -> int:
    for at, one in enumerate(head):
        if is_greeting(one.bare) or (is_prose(one.bare) and _alone(one.bare) is None):
            return at
    return len(head)


def _alone(bare: str) -> tuple[str, bool] | None:
    """The number, if it is all that a line says, and whether its brackets were clear."""
    match = _NUMBER.match(bare)
    if match is None or not _AFTER.fullmatch(bare[match.end() :]):
        return None
    if _NOT_A_NAME.search(match[1]) or not (match[2] or match[4]):
        return None
    clear = match[2] in tuple("〔[［(（【﹝「{｛〈《⟨") and match[4] in tuple(
        "〕]］)）】﹞」}｝〉》⟩"
    )
    clear = clear and _WHOLE_NAME.search(match[1]) is None
    return _value(match), clear and match[0].translate(_LOOKS) == match[0]


def _value(match: re.Match[str]) -> str:
    year, number = match[3].translate(_LOOKS), match[5].translate(_LOOKS)
    return f"{match[1]}〔{year}〕{int(number)}号"


def _continues(head: tuple[Said, ...], at: int) -> bool:
    """Whether the line before it is a sentence, which quotes the number."""
    if at == 0:
        return False
    before = head[at - 1].bare
    return before.endswith(("(", "（", "《", "、", "，", ",", "根据", "按照", "和", "及", "通知》"))
