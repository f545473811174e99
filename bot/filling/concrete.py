"""What a description says – when, how many, where, in which media – and what its row wants besides.

``lacking`` judges a description by what its row must contain, not by its style: a vague one is
asked for what it lacks, one tap keeps it as it is. Pure. Whether a text is a description at all is
``bot.filling.described``'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from bot.speech.numbers import FIGURE, plain
from scoring.scheme import Row

Part = Literal["when", "who", "many", "media"]
_MONTH: Final = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月"
_PARTS: Final[Mapping[Part, re.Pattern[str]]] = {
    "when": re.compile(
        rf"{_MONTH}|[0-9]{{1,2}}[.．/-][0-9]{{1,2}}(?![0-9%])|[0-9一二三四五六七八九十]{{1,3}}[日号](?!文|令)"
        r"|国庆|中秋|重阳|元旦|春节|腊八|端午|宪法日|信用日|诚信日|植树节|劳动节|妇女节|[上中下]旬|星期|礼拜|[上这本]周|月[初底]|昨天|前天|赶集|逢集"
    ),
    "who": re.compile(
        r"广场|集市|集上|会上|社区|村[里部民口]?|学校|中学|小学|校园|企业|商户|商圈|大厅|会议室|礼堂|公园|机关|窗口|车站|超市|街[道上]|镇[里上中]|政府"
        r"|[一-鿿]{2,}(?:局|委|办|院|所|站|中心|公司|银行|协会)|干部|职工|学生|师生|党员|群众|村民|居民|司机|商家"
    ),
    "many": re.compile(
        rf"(?:{FIGURE})(?:多|余|来)?\s*(?:人|名|份|场|次|家|户|条|块|期|篇|个|件|套|本|部|幅|册|张|万|百|千|位|班|所|台|处)|《[^》]+》|“[^”]+”"
    ),
    "media": re.compile(
        r"报道|报纸|日报|电视台|县台|融媒|公众号|网站|信用网|政府网|微信|抖音|快手|视频号|广播|村村响|大喇叭|刊[登载发]|登[载了]|转载|播[出了放]|上了?新闻|采访|推送|发布"
    ),
}
_WANTS: Final[Mapping[Part, re.Pattern[str]]] = {
    "when": re.compile(r"时间|活动|培训|竞赛|教育|宣传"),
    "who": re.compile(r"承办|主办|地点|对象|范围"),
    "many": re.compile(r"签到|人数|培训|竞赛|场次"),
    "media": re.compile(r"报道"),
}
_ENOUGH: Final = 3
"""So many of a day, a place, a figure, media, beside what was done: nobody talks so by the way."""


def parts_of(text: str) -> frozenset[Part]:
    """What a description says."""
    said = plain(text)
    return frozenset(part for part, how in _PARTS.items() if how.search(said))


def is_full(text: str) -> bool:
    """Whether a text says so much that it was written to be kept."""
    return len(parts_of(text)) >= _ENOUGH


def lacking(row: Row, text: str) -> tuple[Part, ...]:
    """What the row wants told and a vague text does not tell; nothing where it is definite."""
    if parts_of(text) - {"who"}:
        return ()
    return wanted(row, text)


def wanted(row: Row, text: str = "") -> tuple[Part, ...]:
    """What the row wants told of what was done, without what a text tells already."""
    asked = "\n".join(
        (row.content, row.basis, row.proof, *(one.text for one in row.wants), *_asks(row))
    )
    there = parts_of(text)
    return tuple(part for part, how in _WANTS.items() if part not in there and how.search(asked))


def _asks(row: Row) -> tuple[str, ...]:
    return tuple(one.ask for one in row.inputs)
