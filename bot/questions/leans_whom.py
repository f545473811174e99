"""Whom something shown is to be for instead: 再加上医保局, 林业不缓 水利缓. Only reading.

Others that come to those of before, leave them, or take their place; what else a sentence may say
of what was shown is ``leans``'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.questions.leans import SLIPPED, bare_of
from bot.speech.names import Roster

Way = Literal["also", "without", "only", "instead"]


@dataclass(frozen=True, slots=True)
class Others:
    """Units or a table that come to those of before, leave them, or take their place."""

    way: Way
    units: tuple[int, ...] = ()
    group: str = ""
    described: bool = False
    """They were described and not named: 光发给没交总结的. Those alone are of those of before."""
    gone: tuple[int, ...] = ()
    """林业不缓 水利缓: whose place they take; empty: everybody's."""


_DO: Final = r"(?:发|催|延|宽|给|通知|提醒|告诉)"
_A_COPY: Final = r"(?:来|发|送|抄|要|带|捎|去|给)?(?:上)?一?[份个条封遍张](?:通知|消息|提醒)?"
_ALIKE: Final = r"(?:也|同样|一样|照样|一起|一块|一并|都|同步|跟着|全)"
_SO: Final = (
    r"(?:(?:按|照|依|跟|比着?)(?:着)?(?:这|那|刚才|上面|同一|一样|它|他)*(?:个|一|样|的)*(?:日期|日子|时间|天数|期限|理由|原因|办法"
    r"|标准|样子)?(?:的|来|也)*)"
)
_DONE: Final = r"(?:办理?|处理|延期?|来|弄|缓|走|执行|算|宽限)"
"""照这个日期办: as those of before."""
_MORE: Final = re.compile(
    rf"(?:再|还|也|把|将|顺便)*(?:加上?|带上?|算上|添上?|捎上|补上?|加进)(?P<a>.+?)(?:也|那边"
    rf"|那儿|一起|一块)*"
    rf"|(?:再|还|也|{_ALIKE})*(?:的)?(?:给|发给?|{_DO})(?P<b>.+?)(?:也|再|那边|那儿|一起"
    rf"|都)*(?:{_A_COPY}|{_DO}(?:一下|一遍|上)?)"
    rf"|(?:再|还)?(?:也|{_ALIKE})+(?:给|发给?|{_DO}(?:一下)?)(?P<c>.+?)"
    rf"|(?:把|将|给)?(?P<d>.+?)(?:那边|那儿|那家)?(?:再|还)?{_ALIKE}+(?:{_A_COPY}|算上|带上?"
    rf"|加上|捎上|在内|这样|要|办|处理|来"
    rf"|给?{_DO}(?:一下|一遍|一声|上)?(?:{_A_COPY})?|{_SO}{_DONE}?)?"
    rf"|(?:把|将|给)?(?P<f>.+?)(?:那边|那儿|那家)?(?:再|还|就)?{_SO}{_DONE}"
    rf"|(?:把|将|给)(?P<e>.+?)(?:再|还|也|都|一起)*(?:加上|带上|算上|添上|捎上|加进来|算进来"
    rf"|放进来)"
)
_NO: Final = r"(?:先|就|那)*(?:不用|不要|别|甭|不)(?:给|再|用)*"
_LESS: Final = re.compile(
    r"(?:就)?(?:除了?|除开|除去|去掉|去除|剔除|排除|删掉|刨去|刨开|不含|不包括|扣掉"
    r"|拿掉)(?P<a>.+?)(?:以外|之外|外|除外)?"
    r"|(?:把|将)(?P<b>.+?)(?:那家)?(?:去掉|除外|剔除|剔出去?|排除|排除在外|删掉|刨去|刨开|刨出去"
    r"|拿掉|划掉)"
    r"|(?P<c>.+?)(?:那边|那家)?(?:先|就|那)*(?:除外|不算(?:在?内)?|不在内|不包括|去掉|不要了?"
    r"|拿掉|划掉)"
    rf"|(?P<d>.+?)(?:那边|那家|那儿)?{_NO}{_DO}(?:了|一下)*"
    rf"|{_NO}{_DO}(?P<e>.+?)(?:那边|那家)?(?:了)?"
)
_ONLY: Final = re.compile(
    rf"(?:就|光|仅|先|暂时)*(?:只|就|光|仅)(?:用|要|需)?(?:给|发给?|{_DO})?(?P<a>.+?)(?:发|催|延"
    rf"|的)?(?:就行|就够)?"
    rf"|(?:换成|改成|改为)(?:发给?|只发给?|给)?(?P<b>.+?)"
)
_WAYS: Final[tuple[tuple[Way, re.Pattern[str]], ...]] = (
    ("without", _LESS), ("only", _ONLY), ("also", _MORE),
)  # fmt: skip
_JOINS: Final = re.compile(
    r"[、,，和与及跟同\s]|还有|以及|都|各|所有|全部|单位|们|的|联络员|那边|那儿|家|这|那|俩|两"
)


def others(text: str, roster: Roster) -> Others | None:
    """再加上医保局, 除了水利局, 只发给乡镇，县直的不发: which units; None: it names none, or
    something else.
    """
    return _named(text, roster) or _by_clauses(text, roster)


def _by_clauses(text: str, roster: Roster) -> Others | None:
    """只发给乡镇，县直的不发: who is left out in one clause is never who is meant by the other."""
    clauses = _clauses(text)
    every = [_named(one, roster) for one in clauses]
    named = [one for one in every if one is not None and one.way in ("only", "without")]
    only = [one for one in named if one.way == "only"]
    if len(clauses) < _TWO or len(named) < len(clauses) or len(only) > 1:
        return None
    gone = {unit for one in named if one.way == "without" for unit in _each(one, roster)}
    if not only:
        return Others("without", tuple(gone))
    kept = tuple(unit for unit in _each(only[0], roster) if unit not in gone)
    return only[0] if kept == _each(only[0], roster) else Others("only", kept, described=True)


def without_denied(text: str, roster: Roster) -> tuple[str, tuple[int, ...]]:
    """What a sentence says of whom something is for without whom it denies, and these units.

    先只发给乡镇，县直的不发 is 先只发给乡镇, and so is 县直的不发 alone where there are two tables.
    """
    clauses = _clauses(text)
    every = [(one, _named(one, roster)) for one in clauses]
    gone = [to for _, to in every if to is not None and to.way == "without"]
    if not gone:
        return text, ()
    units = tuple(dict.fromkeys(unit for one in gone for unit in _each(one, roster)))
    kept = [one for one, to in every if to is None or to.way != "without"]
    left = [one for one in roster.groups if one not in {to.group for to in gone}]
    if not kept and len(left) == 1 and len(roster.groups) == _TWO:
        kept = [f"只{'催' if '催' in text else '发给'}{left[0]}"]
    return "，".join(kept) or text, units


def _clauses(text: str) -> list[str]:
    return [one for one in re.split(r"[,，;；。\s]+", text.strip()) if one]


def _each(named: Others, roster: Roster) -> tuple[int, ...]:
    """The units that are named, or those of the table."""
    if not named.group:
        return named.units
    return tuple(one.id for one in roster.units if one.group == named.group)


_TWO: Final = 2


def _named(text: str, roster: Roster) -> Others | None:
    """Which units one clause names."""
    for way, named in whom_said(text):
        units, group = units_or_table(named, roster)
        if units or group:
            return Others(way, units, group)
    return _instead(text, roster)


def whom_said(text: str) -> tuple[tuple[Way, str], ...]:
    """Each way a sentence may change whom something is for, with the words that say whom."""
    said = bare_of(text)
    if said and _NOTHING_BUT.match(text.strip()) and _SENDS.match(said):
        said = f"只{said}"
    matches = ((way, pattern.fullmatch(said)) for way, pattern in _WAYS) if said else ()
    return tuple(
        (way, next((one for one in match.groups() if one), "")) for way, match in matches if match
    )


_NOTHING_BUT: Final = re.compile(r"(?:那|哎|好|行|[,，\s])*就(?:是)?(?=发|给|通知|催|提醒)")
_SENDS: Final = re.compile(r"(?:发给?|通知|催|提醒)(?!.*[也再还])")
"""就发县直的: these and no others; the 就 that opens a sentence says nothing else."""


def applied(named: Others, before: Sequence[int], roster: Roster) -> tuple[int, ...]:
    """Whom it is for then: those of before and the others, without them, or these alone.

    只发给乡镇 means those of the table that it was for already.
    """
    units = _each(named, roster)
    if named.way == "also":
        return tuple(dict.fromkeys((*before, *units)))
    if named.way == "instead":
        kept = [one for one in before if named.gone and one not in named.gone]
        return tuple(dict.fromkeys((*kept, *units)))
    if named.way == "without":
        return tuple(one for one in before if one not in units)
    among = (named.group or named.described) and before
    return tuple(one for one in before if one in units) if among else units


def units_or_table(said: str, roster: Roster) -> tuple[tuple[int, ...], str]:
    """The units, or the table, that the words name and nothing else."""
    mentions, left = roster.find_in(said), said
    for one in reversed(mentions):
        left = left[: one.start] + left[one.end :]
    found = [one.found.unit for one in mentions]
    if mentions:
        sure = all(one.found.sure for one in mentions) and not _JOINS.sub("", left)
        every = tuple(dict.fromkeys(one.id for one in found if one)) if sure else ()
        return every, ""
    bare = _JOINS.sub("", said)
    sign = "乡镇" if bare in ("乡镇", "乡镇街道", "街道", "乡") else ""
    sign = sign or ("县直" if bare in ("县直", "局委", "部门", "县直部门", "县里局委") else "")
    return (), next((one for one in roster.groups if sign and sign in one), "")


_NOW: Final = (
    rf"(?:把|给|让)?(?P<a>[^,，\s]+?)(?:那边|那家|的)?{_NO}(?:{_DO}|缓|办|要|弄|动|算)(?:了|他们"
    rf"|它)*[,，\s]*"
    r"(?:要|该|得|只|就)*(?:把|给|让|是|换成?)?"
    rf"(?P<b>[^,，\s]+?)(?:那边|那家)?(?:才|要|该|得|也|再|就|来)*(?:{_DO}|缓|办|要|弄|算"
    rf"|的)*(?:一下|才对)?"
)
_NOT_BUT: Final = (
    r"不是(?P<a>[^,，\s]+?)[,，\s]*(?:而|应该|应当)?(?:是|要|换成?|给"
    r"|发给?)(?P<b>[^,，]+?)(?:才对)?"
    r"|(?:应该|应当)?是(?P<b2>[^,，不]+?)[,，\s]*不是(?P<a2>[^,，]+)"
    r"|(?:把|将)?(?P<a3>[^,，\s]+?)(?:那家)?(?:换成?|改成?)(?:成|为)?(?P<b3>[^,，]+)"
)
_IT_IS: Final = (
    r"(?:应该|应当|其实|要|说的)*(?:是|换成?|改成?|换做|成)(?:给|发给)?"
    r"(?P<b>[^,，]+?)(?:的)?(?:才对)?"
)
_PUT_RIGHT: Final = (
    re.compile(_NOT_BUT), re.compile(_NOW), re.compile(_IT_IS),
)  # fmt: skip


def _instead(text: str, roster: Roster) -> Others | None:
    """林业不缓 水利缓, 不是水利局是审计局, 弄错了 是审计局: who takes whose place."""
    said = bare_of(text)
    if said and SLIPPED.search(text):  # 水利的 我念错了
        units, _ = units_or_table(said, roster)
        if units:
            return Others("instead", units)
    for pattern in _PUT_RIGHT if said else ():
        match = pattern.fullmatch(said)
        if match is None:
            continue
        parts = match.groupdict()
        named = {
            one: units_or_table(next(v for k, v in parts.items() if k[0] == one and v), roster)[0]
            for one in "ab"
            if any(k[0] == one and v for k, v in parts.items())
        }
        if named.get("b") and ("a" not in named or named["a"]):
            return Others("instead", named["b"], gone=named.get("a", ()))
    return None
