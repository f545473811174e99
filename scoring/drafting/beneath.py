"""What stands under a table and is a rule of its own: 出现安全事故的一票否决, 获省级表彰的加2分.

Here: which paragraphs under a table are rows, told apart by what they do: add, take, bear on the
grade. Not here: what a clause means (`clause`), notes on all rows (`remarks`), how rows are drafted
(`draft`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.remarks import bracketed

_NOTED: Final = re.compile(r"^(?:注|说明|备注|附注)\s*[:：]\s*")
_HEADING: Final = re.compile(
    r"[^,。;:的0-9]{2,12}(?:事项|项目|项|条款|情形|规定|内容|处理|运用|说明)?"
)
_NUMBERED: Final = re.compile(
    r"^(?:[0-9一二三四五六七八九十]{1,2}[.、．)）]|[(（][^()（）]{1,3}[)）]|[①-⑳]|第[一二三四五六七八九十0-9]{1,3}[条款项])\s*"
)
_SPLIT: Final = re.compile(
    r"\n|(?<=[。;；])\s*(?=[0-9]{1,2}[.、．](?![0-9])|[(（][一二三四五六七八九十0-9]{1,2}[)）]|[①-⑳])"
    r"|(?<=[^0-9])(?=[0-9]{1,2}[.、．](?![0-9])[\u4e00-\u9fff])|(?=[①-⑳])"
    r"|(?<=:)\s*(?=[(（][一二三四五六七八九十0-9]{1,2}[)）])"
)
_VETO: Final = re.compile(
    r"一票否决|取消[^,。;]{0,12}(?:评优|评先|优秀|先进)|不得(?:评|定|确定)为|不得评[优先]|降(?:低|一)?[^,。;]{0,6}(?:等次|等级|档)"
    r"|(?:定为|评为|确定为|列为)“?(?:不合格|较差|差)|总分(?:记|计|为)?(?:0|零)分"
)
_ADDS: Final = re.compile(r"(?:加|奖励?|奖)(?:计)?[0-9.]+(?:-[0-9.]+)?分")
_TAKES: Final = re.compile(r"(?:倒?扣|减)(?:除|减|去|计)?[0-9.]+(?:-[0-9.]+)?分")
_LEAD: Final = re.compile(
    r"(?P<head>.*?)(?:有|存在|出现|发生|属于)?(?:下列|以下|如下)(?:情形|情况|行为|问题)?(?:之一)?(?:者|的)?[,:]?(?P<then>[^:]*?)[:]?"
)
_BONUS_MOST: Final = re.compile(
    r"(?:以上|上述|全部|各项)?(?:附加分|加分|奖励分|奖励加分)(?:项)?(?:总分|总计|合计|累计|总和|总额)?(?:最高|最多|不超过|不得超过|上限为?|以)(?:不超过|为|加|计)?(?P<most>[0-9.]+)分(?:封顶|为限|为上限)?"
)
_LEVELS: Final = re.compile("国家|省部?|市|县|区|乡镇?")
_OF_THE_TABLE: Final = re.compile("解释|施行|实施|印发|^本(?:办法|细则|方案|表|指标)")
_MOST_NAME: Final = 24
_SHORTEST: Final = 6


@dataclass(frozen=True, slots=True)
class Beneath:
    """A paragraph that is a rule: `kind` is add, take or grade."""

    kind: str
    name: str
    clause: str


def rules_beneath(lines: Sequence[str]) -> tuple[Beneath, ...]:
    """The paragraphs under a table that add, take or bear on the grade, in their order."""
    found: list[Beneath] = []
    then = ""
    for number, item in _items(lines):
        lead = _LEAD.fullmatch(item) if item.endswith(":") else None
        if lead is not None:
            then = lead["then"].strip(",") if _kind(lead["then"]) else ""
            continue
        then = then if number else ""
        kind = _kind(item)
        if _HEADING.fullmatch(item):
            then = ""
        elif kind:
            found.append(Beneath(kind, _name(item), item))
        elif then and not _OF_THE_TABLE.search(item) and len(item) >= _SHORTEST:
            clause = f"{item.rstrip('。;,的')}的,{then}"
            found.append(Beneath(_kind(then), _name(item), clause))
    return tuple(found)


def most_of_bonus(lines: Sequence[str]) -> Decimal | None:
    """加分合计不超过8分: the most of all bonus points together."""
    for line in lines:
        for item in re.split(r"[。;]", normalize("NFKC", line)):
            found = _BONUS_MOST.fullmatch(_NUMBERED.sub("", _NOTED.sub("", item.strip())).strip())
            if found is not None:
                return Decimal(found["most"])
    return None


def _items(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """The paragraphs and their numbered parts, and whether each has a number."""
    for line in lines:
        for one in _SPLIT.split(normalize("NFKC", bracketed(line))):
            said = _NOTED.sub("", one.strip())
            bare = _NUMBERED.sub("", said, count=1).strip()
            if bare and _BONUS_MOST.fullmatch(bare.rstrip("。;")) is None:
                yield bare != said, bare


def _kind(text: str) -> str:
    if re.search(r"[0-9]分(?:以[上下]|\(|-)", text):
        return ""  # 60分以下定为不合格: grades, said in the header
    if _VETO.search(text) and not (_ADDS.search(text) or _TAKES.search(text)):
        return "grade"
    if _ADDS.search(text):
        return "add"
    return "take" if _TAKES.search(text) else ""


def _name(item: str) -> str:
    """The first words of a paragraph, as the name of its row."""
    bare = re.split(r"[,。;:(]|的(?=[加扣一取不])", item)[0]
    if len(set(_LEVELS.findall(item))) > 1:
        bare = re.sub(rf"(?:{_LEVELS.pattern})级?(?:及以上|以上)?", "", bare)
    bare = re.sub(r"(?:每次|每项|每篇|每)?(?:加|扣|奖励?)[0-9.].*$", "", bare)
    return (bare or item)[:_MOST_NAME].strip("“”的、") or item[:_MOST_NAME]
