"""What a sentence says of what was just shown or done: 改成三天, 再加上医保局, 除了水利局, 撤了.

Only reading; what was shown, and what the words come to on it, is the front's to know
(``bot.front.onto``). A question, a denial or a report says nothing of the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from bot.questions.way_sent import HOW_OFTEN
from bot.speech.calendar import DayFault, day
from bot.speech.hours import hour_of
from bot.speech.numbers import FIGURE, figure, plain

LONGEST: Final = 30
ASKS: Final = re.compile(
    r"[?？]|[吗呢嘛]$|谁|哪|怎|咋|为[什啥何]|什么|多少|几(?![天家个]都)|是不是|是否|能不能"
    r"|可不可以|行不行?$"
    r"|(?P<either>[一-鿿])不(?P=either)|有没有|了没有?$|(?:^|[,，])能.*不$|如果|要是|万一"
)
TELLS: Final = re.compile(
    r"说|听|告诉|反映|汇报|以为|好像|已经|过了$|(?:^|[,，])(?:没|未|并没|从没)|(?:改|延|催|发|撤)过"
)
"""水利局说改成周五, 没说改成三天: told of somebody, or denied."""
_ENDS: Final = re.compile(
    r"(?:吧|啊|哈|呗|啦|得了|好了|就行|就好|就是了|即可|行了|[,，。.!！~\s])+$"
)
_OPENS: Final = re.compile(
    r"^(?:那就|那|就|嗯|哎|唉|好|行|对了?|哦|请|麻烦你?|帮我|给我|要不|还是|不对|不是(?=[,，\s])"
    r"|不行?(?=[,，\s])|(?:别|不要|先别)(?:再)?(?:说|写|用|按|定|提|到|给到?)?[^,，。;；！!错]{1,8}了[,，\s]+|(?:我|刚才|刚)?[说搞弄写打记看选]?错了|(?:时间|日子|日期|钟点|单位|人"
    r"|对象|名字|名单|地方)(?:不对|错了|[写搞弄说]错了)|算了|顺便|另外|然后|[,，\s])+"
)


def bare_of(text: str) -> str:
    """The words without what only opens and ends them; empty: too long, asked, or told."""
    said = SLIPPED.sub("", _MISSPOKEN.sub("", plain(text).strip()))
    if not said or len(said) > LONGEST or ASKS.search(said) or TELLS.search(said):
        return ""
    return _ENDS.sub("", _OPENS.sub("", said))


SLIPPED: Final = re.compile(
    r"[,，\s]*(?:我|刚才|刚)*[说写打弄讲念看记搞]错(?:了|名字|单位|人|家)+[。.!！\s]*$"
)
"""水利的 我念错了: what was said before it is right."""
_MISSPOKEN: Final = re.compile(r"^(?:不对|哎|我|刚才|刚|[,，\s])*[说写打弄讲念看记搞]错了[,，\s]+")
"""说错了，四天: what I said a moment ago, and nobody told it."""


# -- another day, another hour ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moved:
    """So many days more, or a day, or an hour of a day; what is not said is empty."""

    days: int = 0
    day: date | None = None
    hour: int = -1
    minute: int = 0


_MOVES: Final = (
    r"(?:(?:再|多|还|也|都|就|给|他们?|它|时间|日期|截止|期限|提醒|催|延期?|宽限?|推迟?|顺延|挪"
    r"|放|搁|容|撑|让|拖|缓|留|改|换|应该|应当|推后"
    r"|调|定|弄|到|成|在|为|是|往后|向后|提前)+)?"
)
_FOR: Final = re.compile(
    rf"{_MOVES}(?P<n>{FIGURE})个?(?P<unit>天|日(?!号)|周|星期|礼拜)(?:的?时间)?(?:后|以后)?"
    r"(?:给(?:它|他们?|人家|这家|那家))?"
)
_CLOCK: Final = re.compile(
    rf"{_MOVES}(?P<day>.*?)(?P<part>早上|上午|中午|下午|晚上|一早)?"
    r"(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|时|:)(?P<minute>半|[0-9]{2}分?)?"
    r"(?:再)?(?:发|催|提醒)?"
)
_ON: Final = re.compile(rf"{_MOVES}(?P<day>.{{2,10}}?)(?:再)?(?:发|催|提醒|截止|之前|以前)?")
_PARTS: Final = {"早上": 9, "上午": 9, "一早": 9, "中午": 12, "下午": 15, "下班": 18, "晚上": 19}
_ON_PART: Final = re.compile(
    rf"{_MOVES}(?P<day>.{{2,10}}?)(?:的)?(?P<part>{'|'.join(_PARTS)})(?:再)?(?:发|催|提醒|截止"
    rf"|之前|以前|前)?"
)
"""An hour that is only called by its part of the day: the usual one of that part."""
_EARLY_AS: Final = {
    "今早": "今天早上", "今晚": "今天晚上", "明早": "明天早上", "明晚": "明天晚上",
    "后早": "后天早上",
}  # fmt: skip
_EARLY: Final = re.compile("|".join(_EARLY_AS))
_SO_MANY_DAYS: Final = re.compile(r"^(?!.*[到成在为是改换定调]).*[再多推延顺宽缓后给晚]")
"""推迟8日: eight days; 8日 and 改到8日 are the eighth."""
_VERB: Final = re.compile(r"改|换|挪|推|延|宽|调|放|提前|到|成|再|是|给|多|还|定")
_MOST: Final = 90


def moved(text: str, today: date) -> Moved | None:
    """改成三天, 还是周五吧, 改十点; None: no day and no hour, or a word is left over."""
    said = _EARLY.sub(lambda one: _EARLY_AS[one[0]], bare_of(text))
    if not said:
        return None
    match = _FOR.fullmatch(said)
    if match and (match["unit"] != "日" or _SO_MANY_DAYS.search(said)):
        number = figure(match["n"])
        count = int(number or 0) * (1 if match["unit"] in ("天", "日") else 7)
        whole = number is not None and number == int(number) and 0 < count <= _MOST
        return Moved(days=count) if whole else None
    if match := _CLOCK.fullmatch(said):
        on = _day(match["day"].strip("的 "), today) if match["day"] else None
        if match["day"] and on is None:
            return None
        clock = hour_of(match["hour"], match["minute"] or "", match["part"] or "")
        return Moved(day=on, hour=clock[0], minute=clock[1]) if clock else None
    match = _ON.fullmatch(said)
    on = _day(match["day"], today) if match else None
    if on is None and (match := _ON_PART.fullmatch(said)):  # 到周五中午
        on = _day(match["day"], today)
        return Moved(day=on, hour=_PARTS[match["part"]]) if on else None
    return Moved(day=on) if on else None


def _day(said: str, today: date) -> date | None:
    try:
        return day(said, today)
    except DayFault:
        return None


def day_after(deadline: date, to: Moved) -> date | None:
    """The day a deadline is moved to; None: only an hour was said."""
    return to.day or (deadline + timedelta(days=to.days) if to.days else None)


# -- back ------------------------------------------------------------------------------------------

_JUST: Final = (
    r"(?:刚才|刚刚|刚|才|方才|上一[个条次步]|[这那]?一?[个条次下]|我|把|将|的|给|都|先|那家)*"
)
_WHAT: Final = r"(?:提醒|延期?的?|催报|通知|消息|计划|延|发|定|排|设|催)*"
_BACK: Final = re.compile(
    rf"{_JUST}{_WHAT}{_JUST}(?:也|就|给我)*(?:撤回来?|撤销|撤掉|撤了?|收回来?|收了|取消|作废"
    rf"|不算数?|不要了|删了|收掉)(?:掉|了|回来|一下)*{_JUST}{_WHAT}"
)
_DROPS: Final = re.compile(
    r"(?:先|就|还是|暂时|那)*(?:(?:搁着|搁一搁|放着|放一放|缓缓|缓一缓|等等|等一等)(?:吧|了"
    r"|再说)*[,，\s]*)?"
    r"(?:先|就|还是|暂时)*(?:不用|不要|不|别|甭)(?:再)?(?:延期?|宽限?|催|提醒|发|通知|弄|办|挪"
    r"|改|动|定|设)"
    r"(?:他们?|它们?|了|大家)*|拉倒"
)


Thing = Literal["", "notice", "time", "reminder"]


def thing_of(text: str) -> Thing:
    """What is named of what was done: 撤回刚才的通知; empty: nothing."""
    if "通知" in text or "消息" in text:
        return "notice"
    if re.search(r"延|宽", text):
        return "time"
    return "reminder" if re.search(r"提醒|催", text) else ""


def asks_for_time(text: str) -> bool:
    """能给我们延两天吗: whether a question to the office asks for more time."""
    return re.search(r"延|宽限|缓|推迟|晚(?:几|一|两|点|交|报)|多给", text) is not None


def takes_back_question(text: str) -> bool:
    """不用延了, 不用问了, 刚才的问题撤回吧: a question to the office needs no answer any more."""
    said = plain(text).strip()
    if thing_of(said) == "time":
        return drops_plainly(said) or takes_back(said)
    return len(said) <= LONGEST and _NO_ANSWER.fullmatch(said) is not None


_NO_ANSWER: Final = re.compile(
    r"(?:算了|那|我)*[,，。\s]*(?:(?:刚才|刚刚|上面|我)?(?:问|提)?的?(?:那个|这个)?(?:问题"
    r"|申请)(?:先|就|给我|我|都|也)*"
    r"(?:撤回来?|撤了?|撤销|取消|收回|不用(?:答|回|管)|别(?:答|回)|不要了)(?:复|掉|了|吧|啊)*"
    r"|(?:就|先)?(?:不用|不要|甭)(?:问|答复?|回复?)(?:信用办|他们)?了?)"
    r"(?:[,，。\s]*(?:不用(?:问|答复?|回复?|管)|(?:我们?)?(?:已经)?(?:知道|弄好|解决"
    r"|清楚))了?)?[吧啊哈]?[。.!！]?"
)


def is_wholly(wordings: re.Pattern[str], text: str) -> bool:
    """Whether a short text says this and nothing else, but for how it opens and ends."""
    said = plain(text).strip()
    return len(said) <= LONGEST and bool(wordings.fullmatch(_ENDS.sub("", _OPENS.sub("", said))))


def takes_back(text: str) -> bool:
    """撤了, 撤回刚才那个, 刚延的收回来: what was just done is to be undone."""
    return is_wholly(_BACK, text)


def drops_plainly(text: str) -> bool:
    """算了不延了, 先不催了: nothing else is said; what is wider is ``gives_up``'s."""
    return is_wholly(_DROPS, text)


_RESENDS: Final = re.compile(
    r"(?:把|给|那|就|让)*(?:还)?(?:没|未)(?:有)?(?:看|读|点开|打开)(?:过|到)?的(?:人|单位|联络员"
    r"|几家|那些|那几[个家])*"
    r"(?:都|再|重新|也|给|又|单独)*(?:发|推送|推|通知|提醒|催)(?:一次|一遍|一回|一下|个|他们|给他们)*"
    r"|(?:再|重新)(?:发|推送|推|通知|提醒)(?:一遍|一次|一下|给)*(?:还)?(?:没|未)(?:看|读"
    r"|点开)(?:过)?的(?:人|单位)?"
)


_AGAIN: Final = re.compile(
    r"(?:那|就|把|给|向|对|都|也|让)*(?:他们|它们|她们|这些人|那些人|这几[个家位]|那几[个家位])?(?:都|也|全)*"
    rf"(?:再|重新|又)(?:给)?(?:他们|它们|她们)?(?:发|推送?|通知|提醒)(?:{HOW_OFTEN}|给(?:他们|它们|她们))*"
)


def says_again(text: str) -> bool:
    """给他们再发一回, 再发一遍: once more what was sent, and nothing else is said."""
    return is_wholly(_AGAIN, text)


def resends(text: str) -> bool:
    """没看的再发一遍: a notice once more to those who have not read it."""
    return is_wholly(_RESENDS, text)


_AT_THEM: Final = re.compile(
    r"(?:把|给|跟|向|对|那|就|再|都|去|让|帮我|挨个|单独|重新|全)*"
    r"(?:(?:发|推送?|通知|提醒|催|戳|喊|敲打|督促|说|吱)(?:一遍|一次|一回|一声|一?下|个|提醒|消息"
    r"|短信)*(?:给)?)?"
    r"(?:他们|它们|她们|(?:这|那)(?:些|几|[0-9一二两三四五六七八九十]+)(?:个|家|位)?(?:人|联络员"
    r"|单位)?)"
    r"(?:都|也|再|挨个|单独|重新)*(?:发|推送?|通知|提醒|催|戳|喊|敲打|督促|说"
    r"|吱)?(?:提醒)?(?:一遍|一次|一回|一声|一?下|个|提醒|消息|短信)*"
)


def points_at_them(text: str) -> bool:
    """提醒下他们, 给他们再推一遍: those of the page are to hear of it again."""
    said = plain(text).strip()
    return bool(re.search(r"发|推|通知|提醒|催|戳|喊|敲打|督促|吱", said)) and is_wholly(
        _AT_THEM, text
    )


# -- asked, denied ---------------------------------------------------------------------------------

_ASKED_OF: Final = re.compile(
    r"(?:那|要是|如果)*(?:能不能|能否|可不可以|可以|能|是不是|要不要"
    r"|还?用不用)?(?P<rest>.+?)了?(?:可以|行|好|成|中|能|对|要)?"
    r"(?:不行|行不行|好不好|成不成|了没有?|没有|没|不|吗|么|嘛|呢|啊)*[?？]*"
)
_ENDS_ASKING: Final = re.compile(r"(?:[?？吗么嘛呢不没]|没有)[。\s]*$")
_DENIED_OF: Final = re.compile(
    r"(?:我|我们|可|又|并|也)*(?:没有?|未|别|不要|不用|不是|甭|先别)(?:说|让你?|叫你?|要|要求"
    r"|打算|想)*(?:要|再|去|给)*(?P<rest>.+)"
)


def asked_of(text: str) -> str:
    """改成三天行吗, 附上名单了吗: what is asked about; empty: nothing is asked so."""
    said = plain(text).strip()
    if len(said) > LONGEST or not _ENDS_ASKING.search(said):
        return ""
    match = _ASKED_OF.fullmatch(said)
    return match["rest"] if match else ""


def denied_of(text: str) -> str:
    """没说改成三天, 别改成五天: what is not wanted; empty: nothing is denied so."""
    said = plain(text).strip()
    if len(said) > LONGEST or ASKS.search(said):
        return ""
    match = _DENIED_OF.fullmatch(_ENDS.sub("", _OPENS.sub("", said)))
    return match["rest"] if match else ""


# -- all of a list ---------------------------------------------------------------------------------

_EVERY_ONE: Final = re.compile(
    r"(?:给|把|让)?(?:这|那)?(?:几家|些|几个|一批)?(?:单位)?(?:他们|它们)?(?:统统|通通|都|全都?"
    r"|一律|一起|全部|每家)+(?P<rest>.+)"
    r"|(?:给|把|让)(?:这|那)(?:几家|些|几个|一批)(?:单位)?(?P<rest2>.+)|(?:给|让)(?:他们"
    r"|它们)(?P<rest3>.+)"
)
_PUTS_OFF: Final = re.compile(r"延|宽|顺延|推迟|往后|缓")


def of_all_put_off(text: str, today: date) -> Moved | None:
    """都延两天, 这几家都延到周五: to everybody of the list just shown, so much more time."""
    said = bare_of(text)
    match = _EVERY_ONE.fullmatch(said) if said and _PUTS_OFF.search(said) else None
    if match is None:
        return None
    to = moved(next(one for one in match.groups() if one), today)
    return to if to and to.hour < 0 else None
