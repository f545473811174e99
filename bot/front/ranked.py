"""In which order the office is offered what is near a sentence, and what of it is not offered.

Every road to an offer (its words, its names, its signs, what was learnt) gives what it found with
how much it is believed; what several found is believed more, what passes over a unit or a row that
is named less. What contradicts a name is not offered, nor an act under a question, nor what was
typed under its own words, nor one page under two names. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.questions.wishes import Named
from storage.queries import people

Offer = tuple[str, str]
"""A label, and the route behind it."""
Weighed = list[tuple[Offer, float]]
"""Offers with how much they are believed, the most first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one road found."""

    label: str
    route: str
    believed: float
    """How much it is believed by itself, 0 to 1."""


def found(offers: Iterable[Offer], believed: Sequence[float], share: float = 1) -> list[Found]:
    """Offers in the order of a road, each believed as its place says; the last says the rest.

    ``share``: how much of that is left, because the sentence hardly asks for such things.
    """
    last = len(believed) - 1
    return [
        Found(label, route, believed[min(at, last)] * share)
        for at, (label, route) in enumerate(offers)
    ]


def ordered(every: Weighed, text: str) -> list[Offer]:
    """The offers as they are shown, the likeliest first."""
    return _echo_later([one for one, _ in every], text)


def weighed(
    every: Iterable[Found],
    text: str,
    named: Named,
    *,
    own: bool,
    own_row: bool,
    carried: bool = False,
) -> Weighed:
    """Each page once, the likeliest first; ``own``, ``own_row``: the unit, the row stand in the
    sentence itself, and are not gathered from its words; ``carried``: the unit was asked about
    before, and the sentence leans on that.
    """
    names = [*((named.unit, named.other) if own else ()), *((named.row,) if own_row else ())]
    doubted: dict[str, float] = {}
    shown: dict[str, Offer] = {}
    for one in every:
        key = core(one.label)
        if not _fits(one.label, text, named, own_row=own_row):
            continue
        shown.setdefault(key, (one.label, one.route))
        gathered = bool(rows_in(one.label)) and not own_row
        believed = one.believed * (_GATHERED if gathered else 1)
        doubted[key] = doubted.get(key, 1.0) * (1 - min(believed, _SURE))
    worth = {
        key: (1 - doubt)
        * _PASSED_OVER ** sum(bool(one) and one not in shown[key][0] for one in names)
        * (_LEFT if carried and named.unit and named.unit not in shown[key][0] else 1)
        for key, doubt in doubted.items()
    }
    best = sorted(shown, key=lambda key: -worth[key])
    routes: dict[str, tuple[Offer, float]] = {}
    for key in best:
        routes.setdefault(shown[key][1], (shown[key], worth[key]))
    return list(routes.values())


def with_room(heard: Sequence[Offer], best: Sequence[Offer], most: int) -> list[Offer]:
    """So many of the best; the last places are for what was heard, if it is among the best at all.

    What the signs of a sentence find comes in kinds: five of a row crowd out what was meant.
    """
    shown = list(best[:most])
    wanted = [one for one in best[most:] if one in heard]
    for place, one in enumerate(wanted, most - len(wanted)):
        if 1 < place < len(shown):
            shown[place] = one
    return shown


_SURE: Final = 0.97
_GATHERED: Final = 0.8
"""What an offer about a row is worth whose row nobody named by its number."""
_PASSED_OVER: Final = 0.45
"""What an offer is worth for a name of the sentence that it does not say."""
_LEFT: Final = 0.55
"""What an offer is worth that leaves the unit which the sentence leans on."""


def core(label: str) -> str:
    """What two labels that say the same have in common: 教育局和公安局比较, 比较教育局和公安局."""
    return "".join(sorted(re.sub(r"[\s，、的]|单位$", "", _BARE_WHO.sub("", label))))


_BARE_WHO: Final = re.compile(r"^谁(?=被|的)|了$")


def _fits(label: str, text: str, named: Named, *, own_row: bool) -> bool:
    """Whether an offer contradicts nothing that is named and does nothing a question asked."""
    if (asks(text) and _DOES.search(label)) or (label == _MAKES and not _LOGS_IN.search(text)):
        return False
    if any(does.search(label) and not said.search(text) for does, said in _NOT_UNSAID):
        return False
    other_tables = [one for one in _TABLES if one in label and named.group and one != named.group]
    if named.group in _TABLES and other_tables and named.group not in label:
        return False
    rows = rows_in(label)
    return not (own_row and rows and not any(_same_row(one, named.row) for one in rows))


def does_to(label: str, spared: Iterable[str]) -> bool:
    """Whether an offer does something to one of those who are to be spared: 县直的不发."""
    return _TO_SOMEBODY.search(label) is not None and any(one in label for one in spared)


_TO_SOMEBODY: Final = re.compile(r"催|通知|提醒|发给|延期")


def rows_in(label: str) -> list[str]:
    """The rows that a label names."""
    return _ROW.findall(label)


def _same_row(one: str, row: str) -> bool:
    """三.1 and 三.1b are asked about together."""
    return one.startswith(row) or row.startswith(one) or one in row


_MAKES: Final = "另一个手机"
"""Its page makes a code at once."""
_LOGS_IN: Final = re.compile(
    r"登录|登陆|换了?(?:个)?(?:手机|电脑)|[新另].{0,3}手机|电脑上|平板|扫码"
)
_TABLES: Final = ("县直单位", "乡镇街道")
_ROW: Final = re.compile(r"[一二三四五六七八九]\.[0-9]+[a-d]?")
_DOES: Final = re.compile(
    r"^催(?!报(?:次数)?$)|发个通知$|^撤回|的延期撤了$|[0-9一二三四五]通过$|退回$(?<!怎样退回)"
    r"|给[0-9.]+分$|^退出|^合并$"
)
"""What orders something: its page shows first, and a question still asks for none of it."""
_NOT_UNSAID: Final = (
    (
        re.compile(r"^除了.+催一下$"),
        re.compile(r"除|不算|不包括|[别不甭](?:用|要|再|去)*(?:催|提醒|惊动)|其[他它余]|剩下|别的"),
    ),
    (
        re.compile(r"^催一下.+(?:单位|的|的催一下)$"),
        re.compile(
            r"催|提醒|督促|敲打|招呼|提个?醒|[戳喊盯]|说一?声|问一?[问声下]|赶紧|抓紧|尽快|快点|打电话"
        ),
    ),
    (
        re.compile(r"^催报(?: (?:乡镇街道|县直单位))?$"),
        re.compile(
            r"^(?!.*(?:[这那]|上面|刚才)(?:几|些|[0-9一二三四五六七八九十]+)[家个]?|.*[他它]们)"
        ),
    ),
    (
        re.compile(r"发个通知$"),
        re.compile(r"通知|[发说讲告捎带]|提醒|招呼|转告|知会|喊|叫|催|让|请"),
    ),
)
"""What an offered act does to many, and what must be said for it: 这三家 is nobody left out."""
_ASKS: Final = re.compile(
    r"[?？吗么呢没]$|[了过到]没(?:有)?|谁|哪|(?<![这那])几[家个项次回天]|多少|什么|啥|怎么|咋|为何|是不是|有没有"
    r"|[^能行可以]不$"
)
_BEGS: Final = re.compile(
    r"^(?:能不能|可不可以|能否|可以|麻烦|帮|请)|[催退撤延通](?:一?下|报|回|醒)"
)


def asks(text: str) -> bool:
    """Whether a sentence asks and begs for nothing to be done: 催过几回了, not 能不能催一下."""
    return bool(_ASKS.search(text)) and not _BEGS.search(text)


def _echo_later(offers: list[Offer], text: str) -> list[Offer]:
    """What was typed is not offered first under its own words."""
    bare = core(text)
    if len(offers) > 1 and core(offers[0][0]) == bare:
        return [offers[1], offers[0], *offers[2:]]
    return offers


async def of_reviewers(turn: Turn, text: str) -> list[Offer]:
    """What may be asked of whoever reviews and is named: 陈立这两天干活勤快不勤快."""
    every = [
        one.person_name
        for role in ("reviewer", "admin")
        for one in await people.with_role(turn.db, role)
    ]
    named = [one for one in dict.fromkeys(every) if len(one) > 1 and one in text]
    if not named:
        return []
    if len(named) > 1:
        return [(said, link("asked", "said", said)) for said in ("审核进度", "审核分工")]
    (who,) = named
    asked = [f"{who}审了多少项", f"{who}核减和退回了哪些", "审核分工"]
    if _STRICT.search(text):
        asked = [asked[1], asked[0], asked[2]]
    if _WAITS.search(text):
        asked = [*asked[2:], "审核进度", asked[0]]
    return [(said, link("asked", "said", said)) for said in asked]


_STRICT: Final = re.compile(r"狠|严|松|宽(?!限)|靠谱|公道|下手|批的|扣|减|退|砍|尺度|手[软重紧]")
_WAITS: Final = re.compile(r"手[上里头]|压着|堆|剩|还有|没[审弄看]|分给|转给|交给|接")
