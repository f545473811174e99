"""What a rule of the document says, asked by a word of it: 拖欠账款怎么扣, 总结算哪一项.

Reads which words are asked about; which rows hold them is looked up in the scheme's own text
(``rows_with``). Pure: no scheme is loaded here, no answer is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.speech.numbers import plain

_MUCH: Final = r"(?:几|多少)(?:个)?分"
_ASKS: Final = re.compile(
    rf"(?:是)?(?:怎么|如何|怎样|咋)(?:个)?(?:算|扣|打|评|计|得|给|加|折算)(?:分|法|成绩)?(?:的)?"
    rf"|(?:是)?(?:算|计|记|归|属于|放)(?:在|到|进|入|作|为)?(?:哪里?|什么)(?:一)?(?:个)?(?:项|条|指标|类|块|里)?(?:里面?|的)?(?:分)?"
    rf"|(?:最多|最高|一[次个篇家项条份]|每[次个篇家项条份]?)?(?:能|可以)?(?:扣|得|给|加|值|算|是|有|占)(?:{_MUCH}|多少)"
    rf"|{_MUCH}|(?:的)?(?:评分|打分|计分|考核)(?:标准|办法|规则|细则)(?:是什么)?|(?:影响|关系到?)(?:得)?分吗?|扣不扣分|扣分[吗么不]"
)
_BESIDE: Final = re.compile(
    r"请问|(?:我)?想?问一?[下问]|麻烦|帮我|看一?[下看]|查一?下|这个|那个|的话|如果|要是|单位"
    r"|[一每][次个篇家项条份]|最高|最低|一共|总共|满分|总分|平均"
    r"|办法里|文件里|规定|里面?|[的了呢吗啊呀吧是,，。?？!！ “”\"]"
)
_SHORTEST, _LONGEST = 2, 12


def asked_about(text: str) -> str:
    """The words a rule is asked about; empty where none is asked for, or nothing else is said."""
    said = plain(text).strip()
    rest, count = _ASKS.subn("", said)
    if not count:
        return ""
    bare = _BESIDE.sub("", rest)
    fits = _SHORTEST <= len(bare) <= _LONGEST and re.fullmatch(r"[一-鿿+a-z]+", bare.lower())
    return bare if fits else ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A row of a table, with all that is printed of it."""

    table: str
    row: str
    text: str


def rows_with(said: str, clauses: Iterable[Clause]) -> tuple[tuple[Clause, ...], bool]:
    """The rows that speak of it, and whether they hold it word for word.

    Otherwise those that hold its longest part that any row holds: 拖欠 of 拖欠账款.
    """
    bare = said.lower()
    every = [(one, _bare(one.text)) for one in clauses]
    for size in range(len(bare), _SHORTEST - 1, -1):
        for start in range(len(bare) - size + 1):
            part = bare[start : start + size]
            found = tuple(one for one, text in every if part in text)
            if found and (size == len(bare) or (len(found) <= _FEW and part not in _COMMON)):
                return found, size == len(bare) and _says_more(part)
    return (), False


_FEW: Final = 4
_COMMON: Final = frozenset(
    ("工作", "单位", "信用", "情况", "材料", "文件", "制度", "相关", "提供", "开展", "管理", "建设",
     "企业", "信息", "活动", "上报", "报送", "我们", "没有", "一个", "什么", "得分", "扣分", "考核",
     "评分", "年度", "季度", "全年", "总分", "公示", "检查", "名次", "排名")
)  # fmt: skip
"""Words that stand in so many clauses, or so little in any, that they name none."""


@lru_cache(512)
def _bare(text: str) -> str:
    return re.sub(r"[\s“”\"'()（）、，。；;,.]", "", plain(text)).lower()


def term_in(
    stray: str, clauses: Iterable[Clause], whole: str = ""
) -> tuple[str, tuple[Clause, ...]]:
    """The longest part of unknown words that few rows are printed with, and these rows.

    Those come first that hold more of the ``whole`` sentence.
    """
    kept = list(clauses)
    bare = stray.lower()
    for size in range(len(bare), _TERM - 1, -1):
        for start in range(len(bare) - size + 1):
            part = bare[start : start + size]
            found = tuple(one for one in kept if part in _bare(one.text))
            if found and len(found) <= _FEW and _says_more(part):
                return part, tuple(sorted(found, key=lambda one: -_shared(whole, one.text)))
    return "", ()


def rows_spoken(text: str, clauses: Iterable[Clause]) -> list[Clause]:
    """诚信活动, where 诚信宣传教育 is printed of 活动: the rows that hold both halves of it.

    The first half stands in the row's name. Only where few rows of a table hold them.
    """
    kept = [(one, one.text.partition(" ")[0], one.text) for one in clauses]
    for start in range(len(text) - 3):
        first, second = text[start : start + 2], text[start + 2 : start + 4]
        both = first in _COMMON and second in _COMMON
        if both or not re.fullmatch("[一-鿿]{4}", first + second):
            continue
        found = [one for one, name, whole in kept if first in name and second in whole]
        if found and len({one.row for one in found}) <= _SPOKEN:
            return found
    return []


def rows_termed(text: str, clauses: Iterable[Clause]) -> list[Clause]:
    """信易贷, 拖欠, 宣传: the rows of a term that few rows of a table hold, the nearest first.

    A term of two signs must stand in one row of a table only, or in the names of few; the rows
    that hold more of the sentence's other words come first.
    """
    kept = list(clauses)
    tables = len({one.table for one in kept})
    said = " ".join(_bare(one) for one in text.split())
    terms = [
        said[start : start + size]
        for size in range(min(len(said), _LONG_TERM), _SHORTEST - 1, -1)
        for start in range(len(said) - size + 1)
    ]
    terms = [one for one in terms if not _LITTLE.search(one) and _says_more(one)]
    for whole in (False, True):
        for term in terms:
            found = [one for one in kept if term in _bare(one.text if whole else _name(one))]
            most = tables if whole and len(term) == _SHORTEST else _FEW * tables
            if found and len(found) <= most:
                return sorted(found, key=lambda one: -_shared(said, one.text))
    return []


def _name(one: Clause) -> str:
    return one.text.partition(" ")[0]


_LONG_TERM: Final = 8
_LITTLE: Final = re.compile(
    r"[ 的了吗呢吧啊呀是有没不哪谁几多少个家各给我你他这那都还就把被和跟与啥咋么些点]|单位|部门"
    r"|乡镇|照片|图片|附件"
    r"|时间|截止|通知|简报|总结|稿件|佐证|分数|扣分|加分|满分|审核|填报|提交|联络|络员|领导|一次|一条|一份|一下|最[高低多少]|数据|名单|得分"
    r"|全县|季度|上报|工作|活动|公示|检查|处理|重新|发出|要求|办法|文件"
    r"|结果|制度|数字|通报|问题|开展|情况|具体|期间|分别|目前"
)
"""What names no row: small words, and what every row has."""


def _shared(said: str, text: str) -> int:
    bare = _bare(text)
    pairs = sum(said[at : at + 2] in bare for at in range(len(said) - 1))
    return 2 * pairs + sum(sign in bare for sign in set(said))


_SPOKEN: Final = 2
_TERM: Final = 3


def _says_more(part: str) -> bool:
    """Whether more of it is left than words that stand everywhere: 信用承诺书, not 信用工作."""
    for word in _COMMON:
        part = part.replace(word, "")
    return len(part) >= _SHORTEST
