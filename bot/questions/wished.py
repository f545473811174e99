"""Orders that cannot be done as they are said, and a liaison who is named instead of the unit.

每天提醒没交的 (a reminder is planned once), 撤回刚才的通知 (what went out is read already),
李敏调走了，换成王芳. Only reading, like ``orders``, which asks here.
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.people_names import is_name

OFTEN: Final = re.compile(
    r"(?:以后|今后|从现在起|从今天起|从明天起)?"
    r"(?:每个?(?:天|日|工作日|早上?|晚上?|(?:周|星期|礼拜)(?P<on>[一二三四五六日天])?"
    r"|隔?[0-9一二两三四五]+天)"
    r"|天天|隔[0-9一两二三四五]天|定期|定时)(?:都|的)?"
    r"(?P<said>.+)"
)
_EVERY_DAY: Final = re.compile(
    r"(?:那|就|以后|今后|最好|要|给我|让它)*(?:每个?(?:天|日|工作日|早上?|晚上?|周|星期)|天天|隔?[一两二三]天一?次?)(?:早上|上午|晚上)?"
    r"(?:都|也|就|给我|再|要)*(?:提醒?|催|发|来)(?:一?[次下遍]|他们|一下)*(?:吧|呗|行吗|可以吗|行不行|[。.!！?？])*"
)


def every_day(text: str) -> bool:
    """天天都提, behind a reminder: that one again and again."""
    return _EVERY_DAY.fullmatch(text.strip()) is not None


_LAST: Final = (
    r"(?:刚才|刚刚|刚|上一?[次条个]|昨天|上午|下午|早上|那|这|条|个|份|我|发|出去|错|了|的)*"
)
_BACK: Final = r"(?:撤回|撤销|撤|收回|追回|召回|取消|删掉|删除|删|作废)"
_WRONG: Final = r"(?:(?:发|写)错|有误|错|有问题|内容(?:有误|错))了?"
_RECALL: Final = re.compile(
    rf"(?:把|将)?{_LAST}通知(?:{_WRONG})?[,，]?(?:给我|都|先|要|想|能|能不能|可以|怎么"
    rf"|请)*{_BACK}(?:来|掉|了|一下|吗|不)*"
    rf"|{_BACK}(?:掉|了|一下)*{_LAST}通知"
    rf"|{_LAST}通知{_WRONG}(?:[,，]?怎么办)?"
)
_GONE: Final = (
    r"(?:要|已经?|马上|被)*(?:调走|调离|调动|退休|离职|辞职|借调走?|"
    r"不干|换岗|休产假|离岗|走)(?:了|啦)?"
)
_NAME: Final = r"[一-鿿·]{2,4}?"
_COMES: Final = (
    r"(?:联络员|工作|以后|现在|今后|就)*(?:换成|换为|改成|改为|换|由|是|叫|让|交给|给)(?:了)?"
)
_OF: Final = r"(?:[一-鿿]{2,12}?(?:的?联络员|的))?"
_PERSON: Final = re.compile(
    rf"(?:把)?(?:联络员)?(?P<gone>{_NAME})(?:{_GONE})(?:[,，]?{_COMES}(?P<comes>{_NAME}))?"
    r"(?:来)?(?:接手|接替|负责|接|干)?(?:了)?"
    rf"|(?:把)?(?:联络员)?(?P<gone2>{_NAME})(?:换成|换为)(?P<comes2>{_NAME})"
    rf"|(?P<gone3>{_NAME}){_GONE}[,，]?(?P<comes3>{_NAME})(?:来)?(?:接手|接替|负责|接任|接)(?:了)?"
    rf"|(?P<comes4>{_NAME})(?:来)?(?:接替|接任|代替|顶替)(?P<gone4>{_NAME})"
    rf"|(?:换下|换掉|撤下|撤换)(?:了|联络员)?(?P<gone5>{_NAME})"
    rf"|{_OF}(?P<gone6>{_NAME})(?:已经|现在|以后)?不(?:再)?(?:是|当|做|担任)联络员(?:了|啦)?"
    rf"|{_OF}(?P<gone7>{_NAME})(?:{_GONE})(?:[,，]?{_COMES}(?P<comes7>{_NAME}))?"
)


_GOING: Final = ("gone", "gone2", "gone3", "gone4", "gone5", "gone6", "gone7")
_COMING: Final = ("comes", "comes2", "comes3", "comes4", "comes7")


_FIGURE: Final = "[0-9零一二两三四五六七八九十半]"
_DECIDES: Final = re.compile(
    r"同意|驳回|通过|核减|退回|打回|维持|改判|恢复|重新?审|(?<!不)不认|不算|只认|认了|去掉|退补|都退了?$|[要准]退$|退$"
    rf"|(?:扣掉?|减掉?|补|加|给|认|计|打|算|应该是|改[成为到]?){_FIGURE}+(?:[.点]{_FIGURE}+)?(?:[分项个次条篇家场]|$)"
    r"|(?:加|改|补)回|给他?改了?吧|扣$|过(?:了吧|吧)?$"
)
_ASKS: Final = re.compile(
    r"谁|哪|几|吗|呢|么|[?？]|多少|怎|咋|为[什啥何]|是否|能不能|给不给|算不算|的(?:单位|有|是)|什么|啥|比例"
)
_TELLS: Final = re.compile(r"没|未|情况|原因|记录|名单|次数|统计|查|列|看|通知|消息")
"""What asks for something, or tells it, where it stands beside the decision itself."""
_CLAUSES: Final = re.compile(r"[,，。;；\s]+")


def decides(said: str) -> bool:
    """堂街三.4过, 交通局申诉驳回: what is decided with the papers in view, not by a word.

    Why it is decided so may stand beside it: 没看到报道 退回补.
    """
    if _ASKS.search(said):
        return False
    parts = [one for one in _CLAUSES.split(said) if one]
    return any(_DECIDES.search(one) and not _TELLS.search(one) for one in parts)


def recalls(said: str) -> bool:
    """撤回刚才的通知, 刚才的通知发错了."""
    return _RECALL.fullmatch(said) is not None


def person_goes(said: str) -> tuple[str, str] | None:
    """The liaison who goes, and who comes ("" where nobody is named)."""
    match = _PERSON.fullmatch(said)
    if match is None:
        return None
    named = match.groupdict()
    gone = next((named[one] for one in _GOING if named[one]), "")
    comes = next((named[one] for one in _COMING if named[one]), "")
    if not is_name(gone) or (comes and not is_name(comes)):
        return None
    return gone, comes
