"""What a short sentence asks of the page shown last: 行就这么发, 算了不发了, 存成word, 点开看看.

Only words: which way a sentence leans, and which buttons lie that way. Nothing is done by them; the
front offers the button, and it still wants its tap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from bot.speech.numbers import plain

Way = Literal["agree", "refuse", "sheet", "more", "look", "undo"]

LONGEST: Final = 16
_OPENS: Final = (
    r"(?:那就|那|就|嗯|哎|唉|好|行|对|哦|这个|这张|这份|刚才那个|把它|帮我|给我|[,，\s])*"
)
_ENDS: Final = r"(?:吧|了|的|啊|哈|呗|啦|一下|看看|给我|我|行不|行吗|[,，。.!！~\s])*"
_DO: Final = r"(?:发|办|宽|延|改|加|催|弄|要|录|记|导|搞|换|写|退|减|核|停|删|撤|报|提交|提醒|通知)"
_WAYS: Final[tuple[tuple[Way, re.Pattern[str]], ...]] = (
    (
        "undo",
        re.compile(
            rf"{_OPENS}(?:刚才)?(?:录|填|写|记|点|按|选|发|弄|改)错(?:行|人|家|数|了|地方|单位)*"
            r"(?:[,，\s]*(?:快|给我|先)*(?:撤|退|改|收|取消|恢复)(?:了|掉|回去?|回来|销)*)?"
            rf"{_ENDS}|{_OPENS}(?:撤了|撤掉|撤回去?|撤销|收回来?|改回去|退回去){_ENDS}"
        ),
    ),
    (
        "refuse",
        re.compile(
            r"(?:那|就|先|这次|这回|暂时|还是|算了|[,，\s])*"
            rf"(?:(?:不要?|先别|别|先不|不用|甭|取消){_DO}(?:了|吧|掉|他们|他|先)*|算了|拉倒)"
            r"(?:吧|了|[。.!！])*(?:[,，].{1,10})?"
        ),
    ),
    (
        "sheet",
        re.compile(
            rf"{_OPENS}(?:都|能不能|可以|能|帮我|给我|把这个)*"
            r"(?:存|另存|导|导出|下载|打印|转|做|弄|出|要|发|整理?|生成)(?:出来|个|一份|一张|成|为|到|下来|出"
            r"|来|去|我|给我|一下)*(?:一[张份个])?(?:word|excel|pdf|xlsx?|表格?|文档|文件|电子版|打印版|图片)?"
            rf"(?:格式|版)?{_ENDS}",
            re.IGNORECASE,
        ),
    ),
    (
        "more",
        re.compile(
            rf"{_OPENS}(?:还有(?:呢|吗|没)*|下一?页|接着|继续|往下翻?|再往下|翻页|后面(?:的|呢)*|更多|剩下的?呢?)"
            rf"(?:看|翻|列|说)*{_ENDS}"
        ),
    ),
    (
        "look",
        re.compile(
            rf"{_OPENS}(?:那家|这家|那个|这个|头一个|头一家|第一个|第一家|它|那一家|这一家)?(?:单位)?"
            r"(?:是|到底)*(?:怎么回事|咋回事|啥情况|什么情况)?[,，\s]*"
            rf"(?:点开|打开|点进去|进去|细看|展开|瞅瞅|看一眼)?{_ENDS}"
        ),
    ),
    (
        "agree",
        re.compile(
            r"(?:行|好|可以|没问题|没毛病|对|成|中|嗯|准了?|同意|那就|就|这么|这样|照这个|按这个|照这样|确认"
            rf"|给我|直接|赶紧|马上|都|{_DO}|出去|出来|下去|进去|上|定|来|走|执行|吧|了|的|呗|哈|啊|他们"
            r"|大家|[,，。.!！~\s])+"
        ),
    ),
)
_AGREES: Final = re.compile(
    r"行|好|可以|没问题|没毛病|对|成|中|嗯|准|同意|就|这么|这样|照|按|确认|吧|走|执行"
)
_SHEET: Final = re.compile(
    r"存|另存|导|下载|打印|转|表|word|excel|pdf|xls|文档|文件|版|图", re.IGNORECASE
)
_LOOK: Final = re.compile(
    r"怎么回事|咋回事|啥情况|什么情况|点开|打开|点进去|进去|细看|展开|瞅瞅|看一眼"
)

_LABELS: Final[dict[Way, re.Pattern[str]]] = {
    "sheet": re.compile(r"表格|xlsx|word|导出|下载|打印|打包|原件|图$|材料包|生成", re.IGNORECASE),
    "more": re.compile(r"下一|更多|全部|接着|继续|后 "),
    "look": re.compile(r"^看|打开|情况|原文|逐项|详细"),
    "undo": re.compile(r"收回|撤|改回|清掉|改一|重填|恢复|改$"),
    "refuse": re.compile(r"^(?:不|先不|取消|收回|撤)"),
}
_NO_ACT: Final = re.compile(
    r"^(?:不|先不|取消|返回|重写|重填|再改|改|下一|上一|看|发表格|谁|回|全部|历史|更多|帮助|首页|\d)"
)
"""What agreeing never means: a way back, a look, a change."""


def ways(text: str) -> tuple[Way, ...]:
    """Which ways a sentence may lean, the likeliest first; none where it says more than that."""
    said = plain(text).strip()
    if not said or len(said) > LONGEST or re.search(r"[?？谁哪几]|吗$|多少", said):
        return ()
    found = [way for way, pattern in _WAYS if pattern.fullmatch(said)]
    needs = {"agree": _AGREES, "sheet": _SHEET, "look": _LOOK}
    return tuple(way for way in found if way not in needs or needs[way].search(said))


def fitting(way: Way, text: str, labels: Sequence[str]) -> list[int]:
    """The places of the buttons that lie that way; where one bears the sentence's verb, those."""
    if way == "agree":
        acts = [at for at, label in enumerate(labels) if not _NO_ACT.match(label)]
        return [at for at in acts if bears(text, labels[at])] or acts
    return [at for at, label in enumerate(labels) if _LABELS[way].search(label)]


def bears(text: str, label: str) -> bool:
    """Whether a button bears a verb of the sentence: 就这么发 and 发出."""
    return any(verb in label for verb in re.findall(_DO, text))


def orders_something(label: str) -> bool:
    """Whether an offer is an order: 给没交的发个通知, 催一下…; 发过的通知 and 催报次数 only ask."""
    return _ORDERS.match(label) is not None


_ORDERS: Final = re.compile(
    r"(?:催(?:一下|报 )|给.+(?:发|延|宽)|除了.+催|邀请 |延期 |录入 "
    r"|.+(?:换成|核成|退回|延期撤了)|发通知$)"
)
