"""What a short sentence does with what stands before it: 弄个表, 只看乡镇, 几号到期, 第二项打开.

A sentence that leans on a page is small words around one thing that is wanted of it. The small
words are cut off at both ends, what is left is looked up whole; a word that is left over makes it
another sentence. What the wanted thing is of that page is the front's to know
(``bot.front.operated``). Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.numbers import figure, plain

Wanted = Literal[
    "sheet", "picture", "table", "due", "each", "cut", "place", "nudge", "count", "whys"
]
LONGEST: Final = 18


@dataclass(frozen=True, slots=True)
class Operation:
    """What is wanted; ``table`` or ``place`` where that is one of several."""

    wanted: Wanted
    table: Literal["", "县直", "乡镇"] = ""
    place: int = 0

    @property
    def short(self) -> str:
        """The same in few signs, as a button's route carries it; empty: no list takes it."""
        return f"{self.table}呢" if self.table else _SHORT.get(self.wanted, "")

    @property
    def label(self) -> str:
        """How a button says it behind the name of a list."""
        return f"只看{self.table}" if self.table else _LABELS.get(self.wanted, "")


_SHORT: Final[dict[Wanted, str]] = {
    "sheet": "发表格", "picture": "发图", "due": "几号到期", "each": "各扣在哪",
    "cut": "按核减的分排",
}  # fmt: skip
_LABELS: Final[dict[Wanted, str]] = {
    "sheet": "做成表格", "picture": "画成图", "due": "几号到期", "each": "各扣在哪几项",
    "cut": "按核减的分排",
}  # fmt: skip
_OPEN: Final = (
    r"(?:那么?|就|再|先|也|还|请|麻烦|帮我|给我|给|把|将|我想?|要|来|能不能|可以|能|这[个张份]"
    r"|刚才那[个张份])*"
)
_END: Final = (
    r"(?:就行了?|就够了?|就好了?|就可以了?|即可|看看|看一下|瞅瞅|一下|一下子|一份|给我|我|吧|呢|呗|啊|了|吗|么|没有?"
    r"|的|哈|[?？。.!！,，\s])*"
)
_DO: Final = r"(?:存|另存|导|下载|弄|做|整|搞|转|列|发|出|打|要|来|生成|汇总|整理)"
_TABLE_SHEET: Final = r"(?:excel|xlsx?|电子)(?:表格?|版|格式|文件)*|表格?(?:版|格式)?|电子版"
_DATE: Final = (
    r"今[天日儿]|明[天日儿]|后[天日]|这[两几]天|本周|这周|下周|[0-9]{1,2}[号日]"
    r"|周[一二三四五六日天]"
)
_WHO: Final = (
    r"(?:的)?(?:单位)?(?:都|又|一共)?(?:有|是)?"
    r"(?:没有|哪[个家]|哪些|哪几[家个项]|谁|几[家个项]|多少[家个项])?"
)
_N: Final = (
    r"第?(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:个|家|项|条|位|名|份)"
    r"|(?P<first>头一(?:个|家|项|条|份))"
)
_OPENS: Final = r"(?:打开|点开|点进去|调出来|翻开|展开|开开)"
_WANTED: Final[tuple[tuple[Wanted, re.Pattern[str]], ...]] = (
    (
        "sheet",
        re.compile(
            rf"{_OPEN}(?:{_DO}(?:出来|成|个|一个|一份|张|一张|为|到|下来|出|发|给|我)*)*(?:{_TABLE_SHEET})"
            rf"(?:发|给|存|导|出来)*{_END}|{_OPEN}(?:导出来?|下载下来|下载|存下来){_END}",
            re.IGNORECASE,
        ),
    ),
    (
        "picture",
        re.compile(rf"{_OPEN}(?:画|做|弄|出|发|来|生成)(?:成|个|一个|张|一张|出|为)*图片?{_END}"),
    ),
    (
        "table",
        re.compile(
            rf"{_OPEN}(?:(?:只|光|单|单独|换|换成|其中|里头|里面)+(?:看|要|列|说|留)*)"
            r"(?:的|是)?(?P<table>乡镇|县直|部门|局委)(?:街道|单位)?(?:的|部分|那边|里头)*"
            rf"(?:有?(?:谁|哪些|哪几[家个]))?{_END}"
            r"|(?P<table2>乡镇|县直|部门|局委)(?:街道|单位)?(?:的|部分|那边|里头)*"
            rf"(?:就行|就够|就好|就可以|即可|呢|看看){_END}"
        ),
    ),
    (
        "due",
        re.compile(
            rf"{_OPEN}(?:有没有|有|里头|其中|他们|都|哪[个家些]|谁|各)*(?:{_DATE})?(?:就|要|该|才)*"
            rf"(?:到期|到日子|到点|到头|截止){_WHO}{_END}"
            rf"|{_OPEN}(?:有没有|有)?(?:{_DATE})(?:的)(?:有没有|有吗|有哪些|呢|有谁){_END}"
            r"|(?:那|里头|其中)*(?:最急|最紧|最先到期|最早到期|最近到期|快到期)(?:的)?(?:是|有)*"
            rf"(?:哪[家个]|谁|哪些|哪几[家个])?{_END}"
            rf"|{_OPEN}(?:他们|都|各|各自)*(?:啥时候|什么时候|几号|哪天)(?:前)?(?:要|得|该|必须)?(?:补|到期|截止){_END}"
        ),
    ),
    (
        "each",
        re.compile(
            r"(?:那|他们|它们|这几家|这些)*(?:各自?|都|分别|各家|每家|一家一家|逐家|各单位)+(?:主要|的|分|都)*"
            r"(?:差|扣|丢|失|低|落)(?:分|得|的|了)*(?:是|在|到)*(?:哪|什么|啥)(?:些|几|一)?(?:个|儿|里|项|方面|指标|地方)*"
            rf"(?:上|里)?{_END}"
            rf"|(?:那|他们)*(?:各自?|分别|每家|各家)+(?:的)?(?:失分|扣分|丢分)(?:项|点|的项|情况|原因)?{_END}"
        ),
    ),
    (
        "cut",
        re.compile(
            rf"{_OPEN}(?:按|照|依)(?:着|照)?(?:核?减|扣)(?:掉|去|了)?(?:的|多少)?(?:分数?|得分|多少)?(?:的)?"
            rf"(?:大小|多少|高低|从[大多高]到[小少低])?(?:来|给)?(?:排|列)(?:个|一?下|序|列|名)*{_END}"
            rf"|{_OPEN}(?:核?减|扣)得?(?:分)?最?(?:多|狠|大|厉害)的?(?:放|排|摆|列|在)+(?:最)?(?:前|上|头里)(?:面|边|头)?{_END}"
            rf"|{_OPEN}(?:按)?从[大多高]到[小少低](?:地|来|给我)?(?:排|列)(?:个|一?下|序|列)*{_END}"
        ),
    ),
    (
        "place",
        re.compile(rf"{_OPEN}(?:{_OPENS})(?:那|这)?(?:{_N})(?:单位|材料)?(?:的)?(?:让|给)?我?{_END}"),
    ),
    (
        "place",
        re.compile(rf"(?:那|把|就)?(?:{_N})(?:单位)?(?:的)?(?:给我|先|再)*(?:{_OPENS}){_END}"),
    ),
    (
        "place",
        re.compile(
            rf"(?:那|这)?(?:{_N})(?<=[项条])(?:的)?(?:分)?(?:是|到底|都)*(?:怎么|为什么|为啥|咋|因为什么|因为啥)(?:会|就|给|被)*"
            rf"(?:扣|丢|少|失|减)(?:掉|了|去)?(?:的|分|这么多)*{_END}"
        ),
    ),
    (
        "whys",
        re.compile(
            rf"(?:那|他们|它们|到底|都|这几家)*(?:为什么|为啥|咋|怎么|因为啥|因为什么|啥原因|什么原因)(?:还|都|就|一直)*没(?:有)?"
            rf"(?:报|交|提交|填|上报|动){_END}"
        ),
    ),
    (
        "nudge",
        re.compile(
            r"(?:那|快|再|先|去|就|帮我|给我|你)*(?:给|把|让)?(?:(?:催|提醒|督促|敲打)(?:一?催|催|一?下|一声)?"
            r"(?:他|她|那位|这位|这个人|那个人)(?:一?下|一声)?(?:抓紧|快点|赶紧|尽快)?(?:时间|审|办)*"
            r"|(?:给|跟|让)?(?:他|她|那位|这位)(?:催|提醒|督促|敲打|说)(?:一?催|一?下|一声)?)"
            rf"{_END}"
        ),
    ),
    (
        "count",
        re.compile(rf"(?:他|她|那位|这位)(?:现在|到底|一共|已经)*审(?:了|完|过)*(?:几|多少)(?:项|个|家|条)?{_END}"),
    ),
)  # fmt: skip
"""The first one that reads a sentence wholly decides."""


def operation(text: str) -> Operation | None:
    """What a sentence wants of the page before it; None: it says something else, or more."""
    said = plain(text).strip()
    if not said or len(said) > LONGEST:
        return None
    for wanted, pattern in _WANTED:
        if match := pattern.fullmatch(said):
            return _read(wanted, match)
    return None


def _read(wanted: Wanted, match: re.Match[str]) -> Operation:
    if wanted == "table":
        towns = (match["table"] or match["table2"]) == "乡镇"
        return Operation("table", table="乡镇" if towns else "县直")
    if wanted == "place":
        return Operation("place", place=int(figure(match["n"]) or 0) if match["n"] else 1)
    return Operation(wanted)


_OF_IT: Final = re.compile(
    r"(?:那|把|就|先|再|给我|帮我|我|要|想)*(?:打开|点开|看看|看一下|看|瞅瞅|瞧瞧|调出来|翻出来)?(?P<lead>的)?"
    r"(?:那[家个]|这[家个])?(?:的|单位)*(?:给我|我|先|再|也|都)*"
    r"(?:打开|点开|看看|看一下|看|瞅瞅|瞧瞧|调出来|翻出来|拿来|发来|展开)*(?:看看|看|一下|吧|呢|[?？。.!！\s])*"
)
_SHOWS: Final = re.compile(r"打开|点开|看|瞅|瞧|调出来|翻出来|拿来|发来|展开")


def looks_at(text: str, name: tuple[int, int]) -> bool:
    """财政局的给我看: nothing but that one is to be seen; ``name``: where it stands in the text."""
    start, end = name
    rest = f"{text[:start]}的{text[end:].removeprefix('的')}"
    return len(text) <= LONGEST and bool(_SHOWS.search(rest)) and bool(_OF_IT.fullmatch(rest))


_HOW_IT_IS: Final = re.compile(
    r"(?:那|这)?(?:的)?(?:分数?|得分|那[家个条份]|这[家个条份]|申诉|材料|疑点|结果|事)?(?:的)?(?:最后|到底|现在|后来|究竟|又|都|也|还)*"
    r"(?:(?:是|有|出|犯)+(?:了)?(?:什么|啥|哪[些里儿]?)(?:样)?(?:的)?(?:毛病|问题|疑点|原因|情况|事儿?|回事|岔子|地方|理由)?"
    r"|(?:因为|为)(?:什么|啥)(?:就|会|要|给|被)*(?:没有?|不|未)?(?:通过|认可?|准|成|改|过|退回?|延期?|有疑点|存疑)(?:了|的)*"
    r"|(?:咋|怎么|怎样|如何)(?:回事|处理|答复|说|定|办|弄|解决)(?:的|了)*"
    r"|(?:给)?(?:改|通过|过|处理|补|补正|答复|受理|认可?|批|同意|解决|审)(?:了|过|完|成|上)*(?:没有?|吗|么|不))"
    r"(?:呢|啊|呀|来着|[?？。\s])*"
)
"""财政局的是什么毛病, 交通局的分改了没有: how it stands with one of those a list is about."""


def asks_how(text: str, name: tuple[int, int]) -> bool:
    """Whether nothing but how it stands with one unit is asked; ``name``: where that stands."""
    start, end = name
    rest = f"{text[:start]}{text[end:]}"
    return len(text) <= LONGEST and start <= _SOON and bool(_HOW_IT_IS.fullmatch(rest))


_SOON: Final = 2
_TOGETHER: Final = (
    re.compile(
        r"(?:那|就|再|把|将|给我|帮我|请|还有)*(?P<who>.{2,16}?)(?:也|都|一起|一块|一并)*"
        r"(?:(?:加|放|算|带|列|添|摆|拉|并)(?:上|进来?|进去|里头?|里面|到一[起块])+|一(?:起|块儿?)比)"
        r"(?:来|去)?(?:比一?比|比较|看看|一下|吧|呗)*"
    ),
    re.compile(r"(?:那|就|再|还|给我|帮我|请)*(?:加上|添上|带上|算上|加个|再加|加)(?P<who>.{2,16}?)(?:吧|呗|一起比|一下)*"),
)  # fmt: skip


def added(text: str) -> str:
    """把发改委也加上: who is to stand beside those that stand there; empty: nobody is named."""
    said = plain(text).strip().rstrip("。.!！")
    for pattern in _TOGETHER:
        if match := pattern.fullmatch(said):
            return str(match["who"])
    return ""
