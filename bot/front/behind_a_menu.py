"""A sentence that leans on what stands there and is no question of it: it is offered whole.

Behind a menu nothing was shown yet, so nothing is certain: what was offered first is completed with
what is said now (还没提交的单位占多少), and where every word of that is understood it is offered,
not answered. A page that no list and no unit carries on (改动记录, 失分最多) is called by its own
name, and so completed; where it takes nothing of the kind, it is offered itself, before any other
matter. No page of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.advice.words import answers as words
from bot.corridor.draft_marks import bare
from bot.corridor.events import ROUTE_BYTES, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import orders
from bot.front.asking import Asking
from bot.front.both import reads
from bot.front.going_on import last_said
from bot.front.operated import named_list, of_named
from bot.front.short_said import leans_on_a_ranking
from bot.front.shown import OFFERED, buttons
from bot.inquiry.words.said import shortly
from bot.questions import GRAMMAR, Ask, Meaning, parse
from bot.questions.behind import behind, urges
from bot.questions.combined import Query, loads
from bot.questions.leans_whom import others
from bot.questions.operations import operation
from bot.questions.short_said import plainer
from bot.speech.calendar import in_china
from bot.speech.colloquial import plainly
from bot.speech.quarters import name as quarter_name

Offer = tuple[str, str]
"""A label, and the route behind it."""

_SAID: Final = "asked/said/"
_LONGEST: Final = 18
"""A longer sentence says by itself what it is about."""
_FEW: Final = 2
"""So many of the buttons may be what is leant on, and so many completed ones are offered."""
_BARE_END: Final = re.compile(
    r"(?:那|就)?最(?:差|好|高|低|多|少|快|慢|强|弱)的?(?:一?个|一?家)?(?:呢|是谁|是哪[个家]|谁"
    r"|哪[个家])?[?？]?"
)


async def stands(turn: Turn) -> list[str]:
    """The questions that were offered just now, as they were shown; empty: a page stands there."""
    routes = [bare(route) for _, route in await buttons(turn)]
    if not any(one.startswith(OFFERED) for one in routes):
        return []
    if not routes[0].startswith(OFFERED) and "wishes" not in await last_said(turn):
        return []  # a page with such a button below it
    return [one.removeprefix(_SAID) for one in routes if one.startswith(_SAID)]


_OPENS: Final = re.compile(
    r"(?:那就?|就|给我|帮我|把它|快|先|我)*(?:打开|点开|点进去|进去|调出来|翻开)(?:看看|瞅瞅"
    r"|看一下|一下|它|第一个|头一个)*"
    r"(?:吧|了|啊|呗|[。.!！\s])*"
)


def opens(text: str, offered: Sequence[str]) -> str:
    """打开, 第二个打开: which of what stands there is to be seen; empty: none of it."""
    if _OPENS.fullmatch(text.strip()):
        return offered[0]
    wanted = operation(text)
    place = wanted.place if wanted is not None else 0
    return offered[place - 1] if 0 < place <= len(offered) else ""


def may_lean(asking: Asking, text: str) -> bool:
    """发表格, 这季度呢: what by its own form is of something else; 堂街呢 is of a unit."""
    if operation(text) is not None:
        return True
    leans = _ANOTHER.search(text.strip()) or leans_on_a_ranking(text)
    return leans is not None and not asking.roster.find_in(text)


def _another(asking: Asking, text: str) -> int:
    """不是白庙 是王集, 财政的, 堂街呢: the one unit that is meant instead; 0: none is."""
    named = others(text, asking.roster)
    if named is not None and named.way == "instead" and len(named.units) == 1:
        return named.units[0]
    said = plainly(text).strip("?？。！! ").removesuffix("呢").removesuffix("的").removeprefix("那")
    found = asking.roster.find(said) if 1 < len(said) <= _LONGEST else None
    return found.unit.id if found is not None and found.sure and found.unit is not None else 0


def names_a_unit(asking: Asking, text: str) -> bool:
    """财政的, 堂街呢: a unit and nothing besides."""
    return bool(_another(asking, text))


_THE_REVIEWERS: Final = "催一下审核员"
_ANOTHER: Final = re.compile(r"^.{1,8}呢[?？]?$")


async def only_leans(turn: Turn, text: str) -> bool:
    """最差的呢, behind a menu: of what, nobody has chosen yet; never of the whole ranking."""
    said = plainer(text)
    part = behind(said)
    leans = part is not None and (said != text or part.whole)
    return (leans or _BARE_END.fullmatch(text.strip()) is not None) and bool(await stands(turn))


async def who_it_is(turn: Turn, text: str) -> str | None:
    """哪些单位的, behind [通知谁看了]: where that button leads; None: none asks who."""
    part = behind(plainer(text))
    if part is None or not part.whole:
        return None
    first = (await buttons(turn))[:_FEW]
    asks = [bare(route) for label, route in first if "谁" in label]
    return next((one for one in asks if one.startswith(OFFERED)), None)


async def completed(turn: Turn, asking: Asking, text: str) -> list[Offer]:
    """What was offered first, with what is said now; nothing where a word is left over."""
    if not asking.office or len(text) > _LONGEST:
        return []
    found: list[Offer] = []
    text = plainly(text)
    stems = (await stands(turn))[:_FEW]
    if not stems and leans(text):
        stems = [one for one in [await page_in_words(turn, asking)] if one]
        found = [(one, link("asked", "said", one)) for one in stems]
        more = await _each_completed(turn, asking, stems, text)
        glued = [f"{one}{text.strip('?？。呢吧啊 ')}" for one in stems]
        return [*(one for one in more if one[0] not in glued), *found][:_FEW]
    wanted, part = operation(text), behind(plainer(text))
    if part is not None and part.whole:
        return await _the_list_itself(turn, asking)
    if wanted is not None and wanted.wanted == "nudge":
        reviews = any("审" in one for one in await stands(turn))
        return [(_THE_REVIEWERS, link("asked", "said", _THE_REVIEWERS))] if reviews else []
    return await _each_completed(turn, asking, stems, text)


_LEANS: Final = re.compile(
    r"(?:那|就|一共|总共|共|都|分别|具体|到底|还|又|有|是|现在)*(?:几|多少|哪)(?:些|几)?"
    r"(?:个|家|项|条|次|份|篇|件|人|位)?(?:单位)?"
    r"|(?:那|都|到底|是|这是|这个)*(?:为什么|为啥|因为啥|因为什么|咋回事|怎么回事|什么原因|啥原因|原因)"
    r"|(?:把|那|就|剩下|其余|余下|没[一-鿿]{0,2})*(?:的)?(?:几?[个家])?(?:都|也|再|全)*"
    r"(?:催催|催一催|催|提醒)(?:一?下|一遍|一声)?"
    r"|(?:那|再|看看|看)*(?:第[0-9一二三四五六七八九十]+|最后(?:一)?|最上面)(?:那)?"
    r"(?:个|条|项|份|家|次)(?:的)?(?:打开|看看|看|给我|一下|是|谁|什么)*"
)


def leans(text: str) -> bool:
    """一共几个, 有哪些, 乡镇的呢, 第二个打开, 剩下的催一下, 发我Excel, 为什么: by its own form of
    something else.
    """
    said = _SMALL.sub("", text.strip())
    part = behind(plainer(said))
    pointing = part is not None and (part.whole or part.share or part.others or not part.rest)
    of_a_part = part is not None and bool(part.table or part.klass)
    form = operation(said) is not None or _LEANS.fullmatch(said) is not None
    return form or pointing or of_a_part or _ANOTHER.fullmatch(text.strip()) is not None


_SMALL: Final = re.compile(r"(?:呢|啊|吧|呀|了|[?？。.!！\s])+$")


async def of_the_page(turn: Turn, asking: Asking, text: str, ask: Ask) -> Message | None:
    """乡镇的呢, behind 改动记录: that page before what else a table may be asked for."""
    if not asking.office or not leans(text) or await stands(turn):
        return None
    of_it = await completed(turn, asking, text)
    labels = dict.fromkeys((*(one for one, _ in of_it), *(one.label for one in ask.candidates)))
    choices = [(one, link("asked", "said", one)) for one in labels]
    return words.offers(choices, None, foreign=False) if of_it else None


async def page_in_words(turn: Turn, asking: Asking) -> str:
    """The page that stands there, as it is asked for: 三季度申诉情况; empty: nobody asks so."""
    said = await last_said(turn)
    if said.get("wishes"):
        return ""
    if "meaning" not in said:
        stem = (
            shortly(loads(json.dumps(said)), asking.roster.short, in_china(turn.now).date())
            if said
            else ""
        )
    else:
        page = said if said["meaning"] else said.get("page") or {}
        line = next((one for one in GRAMMAR if one.name == page.get("meaning")), None)
        named = page.get("named") or {}
        when = quarter_name(*named["quarter"]) if named.get("quarter") else ""
        whom = asking.roster.short.get(page.get("unit") or 0, "") or named.get("group") or ""
        stem = f"{when}{whom}{named.get('row') or ''}{line.label}" if line else ""
    of_row = str(said.get("row") or "")
    for one in (stem, f"{of_row}得分从高到低" if of_row and "=" not in of_row else ""):
        if one and await _asks(turn, asking, one):
            return one
    return ""


async def _asks(turn: Turn, asking: Asking, said: str) -> bool:
    today = in_china(turn.now).date()
    known = [(one.year, one.number) for one in asking.quarters]
    meant = parse(said, asking.roster, today, role=asking.role, known=known, guess=False)
    return isinstance(meant, Meaning) or await reads(asking, said) is not None


async def _each_completed(
    turn: Turn, asking: Asking, stems: Sequence[str], text: str
) -> list[Offer]:
    """Each of what stands there with what is said now, where all of that is understood."""
    found: list[Offer] = []
    for stem in stems:
        for said in _corrected(asking, stem, text) or _with(asking, stem, text):
            route = link("asked", "said", said)
            if len(route.encode()) <= ROUTE_BYTES and await _is_more(turn, asking, said, stem):
                found.append((said, route))
                break
        else:
            found += await _by_its_name(turn, asking, stem, text)
    return list(dict.fromkeys(found))[:_FEW]


async def _the_list_itself(turn: Turn, asking: Asking) -> list[Offer]:
    """名儿都念念, behind [还没提交的单位]: that list."""
    found: list[Offer] = []
    for label, route in (await buttons(turn))[:_FEW]:
        said = bare(route).removeprefix(_SAID)
        if bare(route) != said and isinstance(await reads(asking, said), Query):
            found.append((label, bare(route)))
    return found


async def _by_its_name(turn: Turn, asking: Asking, stem: str, text: str) -> list[Offer]:
    """核减和退回记录，按核减的分排: what no grammar says of that list in one sentence."""
    if _IS_A_NAME.search(stem) is None or _IS_SAID.search(stem):
        return []
    label, said = named_list(stem, text)
    route = link("asked", "said", said)
    if len(route.encode()) > ROUTE_BYTES:
        return []
    found = await of_named(turn, asking, *said.split("：", 1))
    return [] if found is None else [(label, route)]


def _corrected(asking: Asking, stem: str, text: str) -> list[str]:
    """不是白庙 是王集, behind [白庙乡缓三天]: the same of the other."""
    unit = _another(asking, text)
    if not unit:
        return []
    short = asking.roster.short
    there = [one for one in asking.roster.find_in(stem) if one.found.sure and one.found.unit]
    if len(there) != 1:
        return []
    (one,) = there
    return [f"{stem[: one.start]}{short[unit]}{stem[one.end :]}"]


def _with(asking: Asking, stem: str, text: str) -> Iterator[str]:
    """What a list that was offered may be called, with what is said of it."""
    of = stem
    while (shorter := _COMPLETED.sub("", of)) != of:
        of = shorter
    said = plainer(text)
    part = behind(said)
    if not _IS_A_LIST.search(of):
        return  # 谁还没把交上来 is no name for those it asks for
    wanted = operation(text)
    if wanted is not None and wanted.table:
        yield f"{next((one for one in asking.roster.groups if wanted.table in one), '')}{of}"
    if urges(said) == "list":
        yield f"催一下{of}"
    if part is not None and part.whole:
        yield of
    elif part is not None and part.share:
        yield f"{of}占多少"
    elif part is not None and part.table == "each":
        yield f"{of}占多少"  # which tells of either table, too
    elif part is not None and (part.table or part.klass):
        yield f"{part.klass or part.table}{of}"
    elif part is not None:
        yield f"{of}的{part.rest}"
        yield f"{of}{part.rest}"
    bare_ = said.strip("?？。呢吧啊 ")
    yield from (f"{of}{bare_}", f"{of}里{bare_}", f"{bare_}的{of}")


_IS_A_NAME: Final = re.compile(
    r"(?:单位|的|名单|得分|名次|排名|情况|高到低|低到高|记录|原因|次数|汇总|结果|[名个家]|前十)$"
)
_IS_SAID: Final = re.compile(r"谁|什么|啥|怎|咋|吗|给我|把|多少|几")
"""一个字没填的给我单子 is what somebody says, and no name of a list."""
_IS_A_LIST: Final = re.compile(r"(?:单位|的|名单|得分|名次|排名|情况|高到低|低到高)$")
_COMPLETED: Final = re.compile(
    r"(?<=.)(?:有几家|占多少|填了多少|按进度从低到高|的?联络员电话|表格|[前后倒数的]+.{1,2}个)$"
    r"|^催一下(?=.)"
)
"""What was added to a list that was offered before: the next sentence is of that list, too."""


async def _is_more(turn: Turn, asking: Asking, said: str, stem: str) -> bool:
    """Whether all of it is understood, and says more than what was offered by itself."""
    read, alone = await reads(asking, said), await reads(asking, stem)
    if isinstance(read, Query):
        kept = alone.tests if isinstance(alone, Query) else ()
        return read != alone and all(one in read.tests for one in kept)
    if isinstance(read, Meaning):
        return read != alone
    return await orders.read(turn, asking, said) is not None
