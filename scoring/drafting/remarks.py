"""What is printed around a table for all of its rows: 同一事项就高计分, 以上均不含本数.

Here: which of it a rule takes up, and which is left to a person. Not here: grades and the full mark
(`header`), the year (`year`), what one row says (`clause`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize

_SENTENCE: Final = re.compile(r"[。;；\n]|(?<=[^0-9])(?=[0-9]{1,2}[.、．](?![0-9]))")
_LEAD: Final = re.compile(
    r"^(?:注|说明|备注|附注)?[:：]?\s*(?:[0-9一二三四五六七八九十]{1,2}[.、．)）]|[(（][^()（）]{1,2}[)）])?\s*"
)
_SAME: Final = re.compile(
    r"同一?(?:个|件|项|类)?[^。;,，]{1,20}?(?:就高|[取按以]最高|不重复|不得重复|只计[一1]次|不累计)"
    r"|同一?[^。;]{1,30}[,，](?:[^。;]{0,12})(?:就高|[取按以]最高|不重复|不得重复|不累计)"
)
_KNOWN: Final = re.compile(
    r"扣(?:完|至|到)[^,，]{0,12}(?:为止|为限|0分|零分)|不(?:计|出现|扣)负分|不倒扣"
    r"|以上[^,，]{0,14}(?<!不)(?:含|包括)(?:本数|本级)|(?:以下|低于)[^,，]{0,8}不(?:含|包括)本数|分以上|分以下|满分"
    r"|为准|解释|施行|实施|印发"
)
"""What holds of every rule anyway, or is said in the header."""
_COUNTS: Final = re.compile(
    r"折算|权重|加倍|减半|系数|平均|名次|排名|×|[0-9]%|不含本数|不包括本数|就高|封顶|最高|最多|否决|加分|扣分|倒扣|计入总分|本数"
    r"|(?:加|扣|减|奖)[0-9.]+分|(?:定为|评为|列为)“?(?:不合格|较差|差)|不得评|取消[^,，]{0,12}(?:评优|评先|优秀|先进)|降[^,，]{0,6}等"
)
_MOST: Final = 60
SAME_THING: Final = "同一事项就高不重复计分"
"""What a row is read with where a note says it of all rows."""
_LEVELS: Final = re.compile(
    "国家|中央|全国|省部?级|省委|省政府|市级|市委|县级|区级|镇级|乡级|村级|[省市县]、"
)
_SAID: Final = re.compile("就高|不重复|不累计|不叠加|[取按以]最高|只计最高")


def bracketed(line: str) -> str:
    """① as (1): a bare 1 before a word would be taken for a figure."""
    return re.sub("[①-⑳]", lambda one: f"({normalize('NFKC', one[0])})", line)


def sentences_of(lines: Sequence[str]) -> Iterator[str]:
    """The notes one by one, without their numbers."""
    for line in lines:
        for one in _SENTENCE.split(normalize("NFKC", bracketed(line))):
            if bare := _LEAD.sub("", one.strip()).strip():
                yield bare


def holds_anyway(said: str) -> bool:
    """Whether words around a table hold of every rule anyway, or are taken up by the rows."""
    return _KNOWN.search(said) is not None or _SAME.search(said) is not None


def counts_once(lines: Sequence[str]) -> str:
    """The note that the same thing counts once at its highest level; empty: none says so."""
    return next((one for one in sentences_of(lines) if _of_what_is_added(one)), "")


def _of_what_is_added(said: str) -> bool:
    """Whether a note says that the same thing counts once, and not only of what is taken off."""
    taken = re.search("扣|减分", said) and not re.search("加分|得分|计分|[奖荣]|表彰|加扣", said)
    return _SAME.search(said) is not None and not taken


def speaks_of(clause: str) -> bool:
    """Whether a clause has several levels of one thing, and does not say itself what counts."""
    text = normalize("NFKC", clause)
    return (
        len(set(_LEVELS.findall(text))) > 1
        and re.search("每|[加奖]", text) is not None
        and "其中" not in text
        and not _SAID.search(text)
    )


def left_over(lines: Sequence[str], taken: Sequence[str] = ()) -> Iterator[str]:
    """A doubt for every note that counts and that no rule takes up; `taken`: what became rows."""
    for one in sentences_of(lines):
        if any(one.rstrip(",，的") in clause for clause in taken):
            continue
        tail = re.sub(r"^[(（]?[0-9一二三四五六七八九十]{1,2}[)）.、]", "", one.split(":")[-1])
        if ":" in one and len(tail) > 1 and any(tail.rstrip("的") in clause for clause in taken):
            continue
        then = re.split("之一(?:的|者)?[,，]?", one.rstrip(":："))[-1]
        if one.endswith((":", "：")) and any(clause.endswith(then) for clause in taken):
            continue  # 有下列情形之一的，一票否决：each of them is a row
        if _COUNTS.search(one) and not _of_what_is_added(one) and not _KNOWN.search(one):
            said = one if len(one) <= _MOST else f"{one[:_MOST]}……"
            yield f"表下面的说明“{said}”没有算进规则，请看一看"
