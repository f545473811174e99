"""What the office orders by a sentence: 催一下…, 延期两天, 发个通知, 明天提醒一下没交的, 换联络员.

Only reading: an order names what is to be done, for whom and when. Nothing is done before it was
shown; that is for the pages it leads to. A sentence with a word too many is no order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from bot.questions.combined import Known, Query, compose
from bot.questions.combined.query import Condition
from bot.questions.combined.reading import read
from bot.questions.combined.rules import understand
from bot.questions.leans_whom import others, without_denied
from bot.questions.nudged import CALL as _CALL, NO, plainer
from bot.questions.order_notice import noticed
from bot.questions.wished import OFTEN, person_goes, recalls
from bot.speech.calendar import DayFault, day
from bot.speech.hours import hour_of
from bot.speech.numbers import figure, plain

Kind = Literal[
    "nudge", "spare", "unplan", "plan", "often", "extend", "notice", "recall", "swap", "person",
    "reviewers",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """An order. ``whom``: the units as a query; None: everybody."""

    kind: Kind
    whom: Query | None = None
    day: date | None = None
    days: int = 0
    hour: int = 0
    minute: int = 0
    text: str = ""
    gone: str = ""
    """The liaison who goes, where the person is named and not the unit."""
    loose: bool = False
    """The day was named without its month: 延到十号."""


_POLITE: Final = re.compile(
    r"^(?:请|只(?=催|提醒)|麻烦你?|帮我|帮忙|你|给我|替我)+|[,，]?(?:让|叫|"
    r"请)?(?:他们|大家)(?:抓紧|"
    r"尽快|赶紧|快点?)"
    r"(?:报|交|填|弄)?(?:上来|一下|点)?$|(?<=[的位家局镇乡])(?:抓紧|尽快|赶紧|赶快)(?:时间)?"
    r"(?:报|交|填|弄|提交)?(?:上来|一下|点)?$|(?:可以吗|行吗|[,，])?[帮给]?[他她](?:们)?(?:延|批|办"
    r"|弄|宽限)(?:一下)?$|(?:处理|办理|执行|即可)$|(?<=[位家局镇乡的])一[次遍]$|(?<=.)(?:统一|都|一律)*按(?=顺延|延期|推迟)|(?:一下|吧|啊|好吗|可以吗|行吗|[。.!?~])+$"
)
_WHAT: Final = (
    r"(?:(?:抓紧|赶紧|尽快|按时)?(?:填报|上报|提交|报送|交材料|交|报)(?:一下|材料|数据)?)?"
)
_NUDGE: Final = re.compile(
    rf"(?:{_CALL})(?P<whom>.+?){_WHAT}(?:一下)?|(?:给|向)(?P<whom3>.+?)(?:都|再|也)*"
    r"发(?:个|一个|一下|条|一条)?(?:提醒|催报|催办)+(?:消息|短信|通知)?"
    rf"|(?:给|对|把)?(?P<whom2>.+?)(?:都|全)?(?:都)?{_CALL}"
    r"|(?:给|跟|向|和)(?P<whom4>.+?)(?:都|再|也)*(?:打个?招呼|提个?醒|带个?话)"
    r"|(?:让|叫|请)(?P<whom6>.+?)(?:都)?(?:赶紧|抓紧|尽快|赶快|快点?|"
    r"马上)(?:时间)?(?:交|报|填|弄|提交|上报|补)+(?:上来|上|齐|了)*"
)
_DAY: Final = (
    r"(?:今天|明天|后天|大后天|(?:下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{1,2}[日号]|[0-9一二两三四五六七八九十]{1,2}天后)"
)
_CLOCK: Final = (
    r"(?P<part>早上|上午|中午|下午|晚上|一早)?"
    r"(?:(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|时|"
    r":)(?P<minute>半|[0-9]{2}分?)?)?"
)
_PLAN: Final = re.compile(
    rf"(?:到|等)?(?:(?P<day>{_DAY})(?:的)?|(?=(?:早上|上午|中午|下午|"
    rf"晚上)?[0-9一二两三四五六七八九十]{{1,3}}(?:点|时|:)))"
    rf"{_CLOCK}(?:的时候)?(?:再)?(?P<rest>.+)"
)
_NUMBER: Final = r"(?P<n>[0-9]{1,2}|[一二两三四五六七八九十半]{1,3})"
_EXTEND: Final = re.compile(
    rf"(?:给|让|帮|把|批准?|同意|准许?)?(?P<whom>.*?)(?:的)?(?:填报)?(?:截止(?:时间|日期)?|时间|期限)?"
    rf"(?:想|要求|申请|请求|希望|说|要)*(?:能不能|可不可以)?(?:往后|向后|晚)?"
    rf"(?:延期|延长|推迟|宽限|[多再](?:宽限?|延期?|推迟?|缓)|再多给|多留|多给|再给|再多|多|顺延|放宽|缓|延|推|宽|拖|放|留|挪)(?:了|"
    rf"到)?(?:{_NUMBER}个?(?P<unit>天|日|周|星期)(?:的?时间)?|到?(?P<day>.{{2,12}}?))"
)
_GIVEN: Final = re.compile(
    r"(?:再|多|还){1,2}给(?P<whom2>.{2,}?)(?:多|再|都)*(?:延长?期?|宽限?|推迟?|缓|放宽)到(?P<day>.{2,12}?)"
    rf"|(?:再|多|还){{1,2}}(?:给|宽限?|延期?|缓|让)(?P<whom>.{{2,}}?)(?:多|再|都|延|宽限?)*{_NUMBER}个?(?P<unit>天|日|周|星期)(?:的?时间)?"
)
"""再给水利局三天, 再给它宽限到下周一: whom stands between."""
_TOLD: Final = re.compile(
    r"已经?|早就|(?:昨天|前天|上午|刚才|刚刚|上次|当时).*[延宽推拖]|说|听|是不是|要不要"
    r"|没(?![交报填提完开])|别(?!的)|(?<![能可])不(?![够在能可])"
    r"|如果|要是|万一|[延宽推拖缓](?:期|限|迟)?了[^,，]{1,6}[天日周](?!吧)$"
)
"""水利局已经延了三天 tells what was done, 别再给水利局三天 denies."""
_MOVED: Final = re.compile(
    r"(?:把)?(?P<whom>.*?)(?:的)?(?:填报|上报)?(?:截止(?:时间|日期)?|期限|最后时间)(?:统一|都|就)*"
    r"(?:改|调整?|挪|定|放|换)(?:到|成|为|在)(?P<n>(?!))?(?P<day>.{2,12}?)"
)
"""截止改到28号: the day is said, and no verb of putting off."""
_NEW: Final = (
    r"(?:(?:新来?的?(?:联络员|人|同志)?|现在|以后)(?:是|叫|为|由)?|叫|是)(?P<who2>[一-鿿·]{2,4}?)"
    r"(?:负责|接手|接替)?[, ]*(?:电话|手机)?[:,]?(?P<phone>1[0-9]{10})?"
)
_SWAP: Final = re.compile(
    r"(?P<whom4>.+?)(?:的)?(?:以后|今后|往后|现在)*(?:改)?由(?P<who4>[一-鿿·]{2,4}?)(?:来)?"
    r"(?:对接|负责|接手|接替|填报|当联络员)[, ]*(?:电话|手机)?[:,]?(?P<phone4>1[0-9]{10})?|"
    r"(?P<whom5>.+?)(?:的)?(?:换联络员|联络员换人?|换人)(?:了)?[, ]+(?P<who5>[一-鿿·]{2,4}?)"
    r"[, ]*(?:电话|手机)?[:,]?(?P<phone5>1[0-9]{10})|"
    r"(?P<whom2>.+?)(?:的)?(?:联络员)?换(?:了)?(?:人|联络员)(?:了)?(?:怎么办)?"
    r"|(?:把)?(?P<whom>.+?)(?:的)?(?:联络员|联系人|经办人)(?:要)?(?:换成|换为|改成|"
    r"改为|变更为|换)(?:了)?(?P<who>[一-鿿·]{2,8})?"
    r"[, ]*(?:电话|手机)?[:,]?(?P<phone2>1[0-9]{10})?"
    rf"|(?P<whom3>.+?)(?:的)?(?:联络员换人|换了?联络员|换了?人|(?:联络员|联系人|人)(?:"
    rf"已经)?换(?=了))(?:了)?[, ]*{_NEW}"
)
_EVERYBODY: Final = re.compile(
    r"(?:全体|全部|所有|各|每个)?(?:的)?(?:单位)?(?:的)?(?:联络员|单位|人|大家)?(?:们)?|大家|全县"
)


def order(text: str, known: Known) -> Order | None:
    """What a sentence orders; None where it orders nothing or a word is left over."""
    said = plain(text).strip()
    if len(said) > _LONGEST:
        return _notice(said, known)
    bare = _SPOKEN.sub(lambda found: _DAYS[found[0]], _PLAINER_ORDER.sub("", said))
    while (shorter := _POLITE.sub("", bare)) != bare:
        bare = shorter
    if _UNPLAN.fullmatch(bare):
        return Order("unplan")
    if recalls(bare):
        return Order("recall")
    for reads in (_notice, _swap, _person, _often, _plan, _extend, _nudge, _spare):
        if found := reads(bare, known):
            return found
    return _narrowed(said, known)


_APART: Final = re.compile(r"[,，;；]")
_OVER_A_LIST: Final = ("nudge", "plan", "extend")


def _narrowed(said: str, known: Known) -> Order | None:
    """催一下没交的，只催乡镇，县直先别催: an order, and in clauses of its own whom it is for."""
    first, *rest = [one for one in _APART.split(said) if one.strip()]
    given = order(first, known) if rest else None
    if given is None or given.kind not in _OVER_A_LIST:
        return _not_to(said, known) if rest else None
    named = others("，".join(rest), known.roster)
    whom = given.whom or (_waiting(Query()) if given.kind != "extend" else Query())
    if named is None or named.way not in ("only", "without") or whom.units:
        return None
    if named.way == "without":
        if named.group:
            return replace(given, whom=replace(whom, but_group=named.group))
        return replace(given, whom=replace(whom, but=(*whom.but, *named.units)))
    among = replace(whom, group=named.group, units=() if named.group else named.units)
    return replace(given, whom=among)


def _not_to(said: str, known: Known) -> Order | None:
    """县直的不催，乡镇的催一遍: whom it denies first is left out of the rest."""
    kept, gone = without_denied(said, known.roster)
    given = order(kept, known) if gone and _APART.search(kept) is None else None
    if given is None or given.kind not in _OVER_A_LIST:
        return None
    whom = given.whom or (_waiting(Query()) if given.kind != "extend" else Query())
    if any(one in gone for one in whom.units):
        return None
    return replace(given, whom=replace(whom, but=(*whom.but, *_of_it(whom, gone, known))))


def _of_it(whom: Query, gone: Sequence[int], known: Known) -> tuple[int, ...]:
    """Those of them whom it would be for otherwise."""
    if whom.units:
        return ()
    of = {one.id: one.group for one in known.roster.units}
    return tuple(one for one in gone if whom.group in ("", of.get(one)))


_LONGEST: Final = 60
_UNPLAN: Final = re.compile(
    r"(?:把|刚才|刚刚|那个|那条|定的|设的|计划的?|的)*(?:提醒|催报)(?:先|都|给我)*(?:取消"
    r"|撤销?|停|删)(?:掉|了|一下)*"
    r"|(?:取消|撤销?|停|停掉|删掉?)(?:掉|了)*(?:刚才|刚刚|那个|那条|定的|设的|计划|的)*(?:提醒"
    r"|催报)"
)
"""刚才那个提醒取消掉."""
_DAYS: Final = {
    "一哈": "一下", "天早八": "天早上八", "天早七": "天早上七", "天早九": "天早上九",
    "天早8": "天早上8", "天早9": "天早上9", "戳一下": "催一下", "戳一戳": "催一下",
    "戳他们": "催他们", "再催一遍": "催一下", "自动催": "催", "自动再催": "催",
    "明早": "明天早上", "明晚": "明天晚上", "今晚": "今天晚上", "后早": "后天早上",
}  # fmt: skip
_SPOKEN: Final = re.compile("|".join(_DAYS))
_PLAINER_ORDER: Final = re.compile(
    r"^那个(?=没)|你?给我(?=催|提醒)|^(?:把)?(?:这个?|本)季度?(?:的)?(?=.{0,4}(?:截止|期限|填报))"
    r"|(?<=[期限间])给(?=(?:再)?(?:往后|向后|延|推))"
    r"|(?<=[期限间])(?:整体|统一|全部|一律|都)+(?=(?:再)?(?:往后|向后|顺延|延|推))"
)
"""那个没交总结的你给我催一下."""


def _whom(said: str, known: Known) -> Query | None:
    """The units that are named or described; None where words are left over."""
    said = re.sub(r"(?:的)?(?:联络员|联系人)(?:们)?$", "", said.strip())
    words = read(said, known) if said else None
    if words and all(one.kind in ("unit", "group", "join", "who") for one in words):
        draft = understand([one for one in words if one.kind != "who"])
        if draft is None:
            return None
        group = draft.groups[0] if len(draft.groups) == 1 else ""
        if draft.units and draft.groups:
            return None
        return Query(units=tuple(one.id for one in draft.units), group=group)
    query = compose(said, known)
    if query is None or query.topic != "units":
        return None
    if (query.but or query.but_group or query.but_ending) and not query.tests:
        return replace(query, tests=(Condition("waiting"),))
    return query if query.tests else None


def _nudge(said: str, known: Known) -> Order | None:
    match = _NUDGE.fullmatch(plainer(_AT_ONCE.sub("", said)))
    whom = _whom(next((one for one in match.groups() if one), ""), known) if match else None
    if whom is None or not may_be_urged(whom):
        return None
    return Order("nudge", whom if whom.units or whom.tests else _waiting(whom))


def may_be_urged(whom: Query) -> bool:
    """Whether anybody of a list may still owe something: not those who have handed in."""
    return all(one.kind not in _NOT_URGED for one in whom.tests)


_NOT_URGED: Final = ("submitted", "unreviewed", "reviewed")
"""Those have done their part; what is not reviewed is for who reviews (``urging``)."""
_AT_ONCE: Final = re.compile(
    r"今天(?=.*催)(?!.*今天[交报])|现在|马上|立即|立刻|全部|全都|统一|挨个|逐个|一个一个|给我"
    r"|(?<=的)都(?=催)"
)
"""How an order is wanted: at once, all of them."""
_SPARE: Final = re.compile(
    rf"{NO}(?:给|发|推送?)?(?:催报|催|提醒)(?P<whom>.*?)(?:了|吧|啊|他们|它们)*"
    rf"|(?P<whom2>.+?)(?:那边|那儿|这边)?{NO}(?:催报|催|提醒)(?:了|吧|啊|他们)*"
)


def _spare(said: str, known: Known) -> Order | None:
    """法院不用催, 别催医保局了: whom a nudge of the others would leave out."""
    match = _SPARE.fullmatch(_AT_ONCE.sub("", said))
    if match is None:
        return None
    named = match["whom"] or match["whom2"] or ""
    if not named or _EVERYBODY.fullmatch(named):
        return Order("spare")
    words = read(f"除了{named}", known)
    draft = understand(words) if words else None
    if draft is None or draft.clauses[0].tests or draft.rows or draft.units:
        return None
    if not (draft.but or draft.but_group or draft.but_ending):
        return None
    return Order(
        "spare",
        Query(
            but=tuple(one.id for one in draft.but),
            but_group=draft.but_group,
            but_ending=draft.but_ending,
            tests=(Condition("waiting"),),
        ),
    )


def _waiting(whom: Query) -> Query:
    return Query(group=whom.group, tests=(Condition("waiting"),))


def _plan(said: str, known: Known) -> Order | None:
    match = _PLAN.fullmatch(said)
    if match is None:
        return None
    everybody = Order("nudge", _waiting(Query()))
    inner = everybody if _BARE.fullmatch(match["rest"]) else _nudge(match["rest"], known)
    if inner is None:
        return None
    named = day(match["day"], known.today) if match["day"] else known.today
    clock = _clock(match)
    if clock is None:
        return None
    hour, minute = clock
    return Order("plan", inner.whom, day=named, hour=hour, minute=minute)


def _often(said: str, known: Known) -> Order | None:
    """每天九点提醒没交的: whom, and the first time it would be."""
    match = OFTEN.fullmatch(said)
    once = _plan(_first(match), known) if match else None
    return replace(once, kind="often") if once else None


def _first(match: re.Match[str]) -> str:
    """The first of many, as a plan for once: 每周一 begins 下周一."""
    return f"下周{match['on']}{match['said']}" if match["on"] else f"明天{match['said']}"


_BARE: Final = re.compile(rf"(?:自动|统一|再|群发)*{_CALL}(?:大家|各单位|所有单位)?")


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """九点, 下午三点半; without an hour the usual beginning of the day or of the afternoon."""
    part = match["part"] or ""
    if not match["hour"]:
        return {"中午": 12, "下午": 15, "晚上": 19}.get(part, 9), 0
    return hour_of(match["hour"], match["minute"] or "", part)


def _extend(said: str, known: Known) -> Order | None:
    match = _GIVEN.fullmatch(said) or _EXTEND.fullmatch(said) or _MOVED.fullmatch(said)
    if match is None or _TOLD.search(said):
        return None
    whose = match["whom"] or match.groupdict().get("whom2") or ""
    named = re.sub(r"(?:都|全部?|统一|一律|各)+$", "", whose)
    everybody = not named or _EVERYBODY.fullmatch(named) is not None
    whom = None if everybody else _whom(named, known)
    if whom is not None and whom == _waiting(Query()):
        everybody, whom = True, None  # who has handed in needs no more time
    if not everybody and (whom is None or whom.tests or not (whom.units or whom.group)):
        return None
    if match["n"]:
        count = int(figure(match["n"]) or 0) * (1 if match["unit"] in ("天", "日") else 7)
        return Order("extend", whom, days=count) if 0 < count <= _MOST_DAYS else None
    try:
        loose = _NO_MONTH.fullmatch(match["day"]) is not None
        return Order("extend", whom, day=day(match["day"], known.today), loose=loose)
    except DayFault:
        return None


_MOST_DAYS: Final = 90
_NO_MONTH: Final = re.compile(r"[0-9一二三十]{1,3}[日号]")


def _notice(said: str, known: Known) -> Order | None:
    for whom, text in noticed(said):
        if _EVERYBODY.fullmatch(whom):
            return Order("notice", text=text)
        if (query := _whom(whom, known)) is not None:
            return Order("notice", query, text=text)
    return None


def _swap(said: str, known: Known) -> Order | None:
    match = _SWAP.fullmatch(said)
    if match is None:
        return None
    named_as = match.groupdict()
    whom = _whom(next((named_as[one] for one in _SWAPPED if named_as[one]), ""), known)
    if whom is None or len(whom.units) != 1 or whom.tests:
        return None
    who = next((named_as[one] for one in ("who", "who2", "who4", "who5") if named_as[one]), "")
    phones = ("phone", "phone2", "phone4", "phone5")
    phone = next((named_as[one] for one in phones if named_as[one]), "")
    return Order("swap", whom, text=f"{who.removesuffix('了')} {phone}".strip())


_SWAPPED: Final = ("whom", "whom2", "whom3", "whom4", "whom5")


def _person(said: str, known: Known) -> Order | None:
    named = person_goes(said)
    if named is None or any(known.roster.find(one).sure for one in named if one):
        return None
    return Order("person", gone=named[0], text=named[1])


def last_day(deadline: date, ordered: Order) -> date:
    """The day a deadline is moved to; 十号 is the next one behind the deadline."""
    if ordered.loose and ordered.day is not None and ordered.day <= deadline:
        behind = (deadline + timedelta(days=one) for one in range(1, _MOST_DAYS))
        return next((one for one in behind if one.day == ordered.day.day), ordered.day)
    return ordered.day or deadline + timedelta(days=ordered.days)
