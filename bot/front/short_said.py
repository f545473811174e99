"""A short sentence of the office behind a page, in the words its readers know. No page of its own.

Only where something was shown just now: out of the blue 占几成 leans on nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.lately import Lately, lately
from bot.front.shown import SHOWN
from bot.questions.short_said import of_subject, plainer
from bot.speech.calendar import Quarter
from bot.speech.quarters import name as quarter_name
from scoring.periods import beside
from storage.database import moment
from storage.queries import inquiries

_DID: Final = re.compile(r"^(?:那|他|她)*(?:退|核减|扣|减|打回)(?:回|了|过|掉)*(?:几|多少|哪|谁)")


async def in_known_words(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence as the page before it has it heard; the text itself where none stands there."""
    if not asking.office or turn.incoming.route is not None:
        return text
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return text
    person = str(json.loads(last.said).get("person") or "")
    if person and _DID.search(text) and not asking.roster.find_in(text):
        return f"{person}核减和退回了哪些"  # 退了几个, behind 王芳审了多少
    if person and _ITS_PHONE.fullmatch(text.strip()):
        return f"{person}电话多少"
    said = json.loads(last.said)
    if whose := _of_those(asking, text, said) or _each_time(text, said):
        return whose
    of = await lately(turn, asking)
    if named := _with_its_names(text.strip(), of):
        return named
    if (held := await _against(turn, text, json.loads(last.said), of)) is not None:
        return held
    said = of_subject(text, of.subject or of.offer or _offered(of), of.kind)
    if said == text and of.unit is None and await of_a_list.listed(turn) is None:
        return text  # nothing stands there that it could be of
    return said if said != text else plainer(text)


def _of_those(asking: Asking, text: str, said: dict[str, Any]) -> str:
    """三季度谁高, behind two units that were named: which of these; empty: it asks of others."""
    short = [asking.roster.short.get(one, "") for one in said.get("units") or ()]
    if not _TWO <= len(short) <= _FEW:
        return ""
    if match := _EACH_QUARTER.fullmatch(text.strip()):
        return f"{'、'.join(short)}{match['year']}各季度得分"
    if not _WHO_IS.fullmatch(text.strip()):
        return ""
    return f"{'、'.join(short)}{text.strip().removeprefix('那')}"


def _each_time(text: str, said: dict[str, Any]) -> str:
    """每次都有的是谁, 一次都没评上的, behind who had a grade in several quarters."""
    grades = [one for one in said.get("tests") or () if one.get("kind") == "grade"]
    running = int(grades[0].get("running") or 0) if grades else 0
    several = max(len(said.get("quarters") or ()), running)
    if len(grades) != 1 or several < _TWO or len(text) > _BRIEF:
        return ""
    grade, bare = grades[0].get("value") or "", text.strip()
    if _EVERY_TIME.fullmatch(bare):
        return f"连续{several}个季度{grade}的单位"
    return f"今年一次都没评上{grade}的单位" if _NOT_ONCE.fullmatch(bare) else ""


_BRIEF: Final = 14
_ENDING: Final = (
    r"(?:的)?(?:单位)?(?:是|有|都有|都是)*(?:谁|哪[些几]?[个家]?|几[个家])?(?:单位)?"
    r"(?:呢|啊|[?？。])*"
)
_EVERY_TIME: Final = re.compile(
    r"(?:那|其中|里头|里面)*(?:每次|次次|每一?个?季度?|各个?季度?|回回|每回|[四三两几]个季度)(?:都|全|一直)+(?:是|有|评上|评到|得|拿|在|上)*"
    r"(?:优秀|良好|合格|不合格)?" + _ENDING
)
_NOT_ONCE: Final = re.compile(
    r"(?:那|其中)*(?:一次|一回|一个季度|从来|从)(?:都|也)?没(?:有)?(?:评上|评到|得|拿|进|上|是|轮到)*(?:优秀|良好|合格|不合格)?(?:过)?"
    + _ENDING
)
_ITS_PHONE: Final = re.compile(
    r"(?:那|他|她)+(?:的)?(?:电话|手机号?|号码|联系方式)(?:号码?)?(?:是)?(?:多少|几号|呢|给我|发我)*[?？]*"
)
"""他电话多少, behind 王芳审了多少."""
_EACH_QUARTER: Final = re.compile(
    r"(?:那|就|把)*(?P<year>今年|去年)(?:的)?(?:这|那|各|每|前)*(?:[几两三四]?个?)季度?(?:的)?(?:都|也|分别|挨个)*"
    r"(?:比一?比|比较|对比|对照|列(?:出来|一下)?|看看?)(?:一下|看看)*(?:吧|呗|[。.])*"
)
"""今年这几季都比比, behind two units."""


_TWO_CLASSES: Final = re.compile(
    r"(?:那)?(?P<a>[一二三四]类)(?:单位)?(?:和|跟|与|、|还有)(?P<b>[一二三四]类)(?:单位)?(?:的|里)*(?:各自|分别|各)?(?:的|是)*(?P<rest>[^,，]{2,8}?)"
    r"(?:是)?(?:谁|哪[家个])?(?:呢|啊|[?？])*"
)
"""一类和三类的第一名呢: of either."""
_ITEMS_LEFT: Final = re.compile(
    r"(?:那|它|他们|现在|还)*(?:差|缺|剩|欠|有)(?:着|下|了)?(?:几|多少|哪[几些]?)(?:项|个指标)(?:没(?:有)?(?:填|报|弄|交|做)完?)?(?:的|呢|了|啊|[?？])*"
)
"""还差几项没填, behind 水利局交了没有."""
_IN_TIME: Final = re.compile(
    r"(?P<of>.{0,12}?)(?:交|报)得?(?:及时不及时|及不及时|及时[吗么不]|按时不按时|按时[吗么不]|准时不准时|准时[吗么不]|早不早)(?:呢|啊|[?？])*"
    r"|(?P<of2>.{0,12}?)(?:是)?(?:按时|准时|及时)(?:交|报)(?:了|的)?(?:没有?|吗|么)(?:呢|啊|[?？])*"
)
"""它上个季度交得及时不及时: when that was, beside the day it was due."""
_PAPERS: Final = re.compile(
    r"(?:那|它|他们|把)*(?:的)?(?:(?:交|传|报)(?:上来|来)?的)?(?:附件|(?:佐证)?材料|佐证|照片)(?:都|到底)*"
    r"(?:够不够|够吗|齐不齐|齐全不?齐?全?吗?|全不全|全吗|传了没有?|传了吗|有没有|有吗"
    r"|呢|(?:给我|发我|发来|发过来|拿来|调出来|打开|我|咱)*(?:看看|看一下|看)|发我|发来|打开|调出来)(?:呢|啊|吧|[?？])*"
)


_SWAPPED: Final = re.compile(
    r"(?:他|她|已经|现在|早就|那边)*(?:换|改)(?:成|为|了)*(?P<name>[一-鿿]{2,4}?)(?:了)?[,，:： ]*"
    r"(?:电话|手机|号码)?(?:是)?(?P<phone>1[0-9]{10})(?:了|的|吧|[ 。])*"
)
"""换成李明 13700001234 了, behind who the liaison is."""
_DRAGS: Final = re.compile(
    r"(?:那|它|他们|主要|都|到底|究竟|是|被|让|叫)*哪(?:一|几|些)?(?:项|个指标|个|块|方面)?(?:指标)?(?:把.{0,6})?"
    r"(?:给)?(?:拉|拖|扯|拽)(?:了)?(?:它|他|他们)?(?:的)?(?:下来|下去|低|后腿|垮|累)(?:了|的|分)*(?:呢|啊|[?？])*"
)
"""主要是哪项拉下来的, behind one unit's points or place: where it lost."""
_PAPERS_OF_RULE: Final = re.compile(
    r"(?:那|这|该)(?:一?(?:个)?(?:项|条)(?:指标)?|个指标)(?:的|都|具体|应该|到底|要求|单位|需要|得|要)*"
    r"(?:交|传|提供|准备|提交|报)(?:的)?(?:是|些)?(?:什么|哪些|啥|哪几[样种])(?:样的)?(?:佐证|证明)?(?:材料|资料|东西|佐证|证明)?(?:呢|啊|[?？])*"
)
_LOST_MOST: Final = re.compile(
    r"(?:那|里头|其中|就|都|是)*(?:被)?(?:扣|丢|失)(?:掉|去)?(?:分|得|的)*最(?:多|狠|厉害)的?(?:是|有)*(?:谁|哪(?:一?[个家]|几[个家]|些))?"
    r"(?:单位)?(?:呢|啊|[?？])*"
)


def _with_its_names(text: str, of: Lately) -> str:
    """What is asked of two quarters, of two classes, of a row's papers that were spoken of."""
    if in_time := _IN_TIME.fullmatch(text):
        return f"{in_time['of'] or in_time['of2'] or ''}什么时候交的"
    if moved := _of_those_quarters(text, of):
        return moved
    if (two := _TWO_CLASSES.fullmatch(text)) is not None:
        then = quarter_name(*of.quarter) if of.quarter else ""
        return "，".join(f"{then}{two[one]}{two['rest']}" for one in ("a", "b"))
    if of.unit and of.subject == "联络员电话" and (swap := _SWAPPED.fullmatch(text)):
        return f"{of.unit.short or of.unit.name}联络员换成{swap['name']} {swap['phone']}"
    if of.unit and _DRAGS.fullmatch(text):
        then = quarter_name(*of.quarter) if of.quarter else ""
        return f"{then}{of.unit.short or of.unit.name}扣分原因"
    if of.unit and _ITEMS_LEFT.fullmatch(text):
        return f"{of.unit.short or of.unit.name}还差什么"
    if of.row and _PAPERS_OF_RULE.fullmatch(text):
        return f"{of.row}评分标准"  # which names the papers, of each row of that name
    if of.row and of.unit is None and _LOST_MOST.fullmatch(text):
        then = quarter_name(*of.quarter) if of.quarter else ""
        return f"{then}{of.group}{of.row}失分最多的单位"
    if of.unit and _PAPERS.fullmatch(text):
        return f"{of.unit.short or of.unit.name}{of.row}佐证材料"  # 附件够不够, behind 税务局四.1
    return ""


def _of_those_quarters(text: str, of: Lately) -> str:
    """涨得最多的是哪个乡镇, behind 三季度比二季度高了多少: between those two quarters."""
    match = _MOST.fullmatch(text.strip()) or _ON_WHICH.fullmatch(text.strip())
    if match is None or not of.quarter or not of.against:
        return ""
    now, then = quarter_name(*of.quarter), quarter_name(*of.against)
    up = bool(match["up"] or match.groupdict().get("up2"))
    if "n" not in match.groupdict():
        unit = of.unit and (of.unit.short or of.unit.name)
        return f"{unit}{now}为什么比{then}{'高' if up else '低'}" if unit else ""
    whom = match["whom"] or of.group or "单位"
    return f"{now}比{then}{'进步' if up else '退步'}最多的{match['n'] or ''}{whom}"


_MOST: Final = re.compile(
    r"(?:那|里头|其中|就)*(?:(?P<up>涨|升|进步|提高|上升)|退步?|掉|降|跌|下降|下滑)(?:步|分|幅)?(?:得)?最(?:多|快|大|狠|厉害)的?(?:是|有)*"
    r"(?P<n>[0-9一二两三四五六七八九十]{1,2}个)?(?:哪[一个家几]*|谁)?(?P<whom>乡镇|县直单位|单位)?(?:呢|啊|[?？])*"
)
_ON_WHICH: Final = re.compile(
    r"(?:那|它|他|该单位|主要|都|到底|是|这个?)*(?:是)?(?:在)?哪(?:些|几|一)?(?:项|个指标|方面|块|里|儿)(?:上)?(?:是|都)*"
    r"(?:(?P<up>涨|升|高|进步|提高)|退步?|掉|降|跌|低|丢)(?:上去|下来|下去|起来|了|的|分|得|步)*(?:呢|啊|[?？])*"
    r"|(?:那|它|他|主要|都|到底|是)*(?:(?P<up2>涨|升|高|进步)|退步?|掉|降|跌|低)(?:步|分|得|了)*在(?:了)?哪(?:些|几|一)?(?:项|个指标|方面|块|里|儿)(?:上)?(?:了|的)*(?:呢|啊|[?？])*"
)
_TWO, _FEW = 2, 5
_WHO_IS: Final = re.compile(
    r"那?(?:(?:去年|今年)?(?:[一二三四]|上个?|这个?|本)季度?)?(?:的)?(?:是)?谁(?:的)?(?:得分|分数?|名次)?(?:更|最)?"
    r"(?:高|低|好|差|靠前|靠后)(?:一?[点些])?(?:呢|啊|[?？])*"
)


def _offered(of: Lately) -> str:
    """What was offered of a unit's papers is about these, too."""
    return "佐证材料" if any("材料" in one or "疑点" in one for one in of.wishes) else ""


_AHEAD: Final = re.compile(
    r"(?:那|都|各)*(?:比|跟|和)第二(?:名|的)?(?:相?差|高|多|领先|强)(?:出|了)?(?:多少|几)分?(?:呢|啊)?"
)
_FIRST_TWO: Final = re.compile(
    r"(?:那|这)*(?:头名|第一)(?:名|的)?(?:比|跟|和|与)第二(?:名|的)?(?:之间|相|就)*(?:差|高|多|领先)(?:了|出|着|的)*"
    r"(?:多少|几)分?(?:呢|啊|[?？])*"
)
_AGAINST: Final = re.compile(
    r"(?:那|再|也|名次|排名|的|都)*(?:跟|和|与|同|拿)"
    r"(?P<quarter>(?:去年)?(?:[一二三四]季度?|(?P<last>上个?季度?|上一?个?季度?)))(?:的)?"
    r"(?P<rank>名次|排名)?(?:来|再|做个?|也|有|有啥|有什么|怎么|咋)*(?:对照|对比|比较|比对|变化?|升降|比)"
    r"(?:一?[对比]|一下|看看|看|了)*(?P<rank2>名次|排名)?(?:怎么变的?|有什么变化|有啥变化|变化|升降|变了多少|咋样|如何)?(?:吧|呢|了|的)*"
)


async def _against(turn: Turn, text: str, said: dict[str, Any], of: Lately) -> str | None:
    """跟二季度对照一下, behind a ranking: of both quarters, of that table; 名次对比: the places."""
    if of.unit:
        return None
    ahead = _AHEAD.fullmatch(text.strip()) and any("第一" in one for one in of.wishes)
    if (ahead and of.quarter) or (_FIRST_TWO.fullmatch(text.strip()) and _is_ranking(said)):
        then = quarter_name(*of.quarter) if of.quarter else ""
        return f"{then}{of.group}第一名和第二名差多少分"
    return await held_against(turn, text, of.group, of.quarter) if _is_ranking(said) else None


def leans_on_a_ranking(text: str) -> re.Match[str] | None:
    """跟上季度名次对比一下: what is said of a ranking."""
    return _AGAINST.fullmatch(text.strip())


async def held_against(turn: Turn, text: str, group: str, quarter: Quarter | None) -> str | None:
    """跟上季度名次对比一下, of the ranking of a table and a quarter; None: it says no such."""
    match = leans_on_a_ranking(text)
    living = None if quarter or not match else await current_quarter(turn.db, turn.now)
    key = quarter or ((living.year, living.number) if living else None)
    if match is None or key is None:
        return None
    other = quarter_name(*beside(key, -1)) if match["last"] else match["quarter"]
    places = match["rank"] or match["rank2"] or text.strip().startswith(("名次", "排名"))
    return f"{group}{quarter_name(*key)}和{other}{'名次' if places else '得分'}"


def _is_ranking(said: dict[str, Any]) -> bool:
    """Whether units stood there in the order of their points or places."""
    if said.get("meaning") == "ranking":
        return True
    ordered = said.get("measure") in ("total", "rank") and not said.get("tests")
    return "meaning" not in said and said.get("topic", "units") == "units" and ordered
