"""A sentence as it may be kept: without names, numbers of telephones, units, codes. Pure.

Names are recognised by a family name before signs that no phrasing holds together; better one word
too many masked than one name kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from bot.questions.features import LONGEST, PERSON, QUARTER, ROW, UNIT
from bot.questions.guess import weights

_FAMILY: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛"
    "郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞"
    "左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房"
    "滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟"
    "应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NUMBER: Final = re.compile(r"[0-9０-９][0-9０-９ \-—]{4,}[0-9xXＸ０-９]")
_ADDRESS: Final = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.\S+", re.I)
_CODE: Final = re.compile(r"[A-Za-z0-9]{4}-[A-Za-z0-9]{4}")
_TITLED: Final = re.compile(
    rf"[{_FAMILY}](?=局长|主任|书记|镇长|乡长|科长|股长|主席|经理|院长|校长|老师|师傅|姐|哥|总|工|会计)"
)
_SHOWN: Final = {UNIT: "〔单位〕", ROW: "〔某项〕", QUARTER: "〔某季度〕", PERSON: "〔姓名〕"}
_HAN: Final = re.compile(r"[一-鿿]")


def candidates(masked: str) -> list[str]:
    """Runs of two and three signs that may be a name: a family name and what follows it."""
    found = [
        masked[at : at + size]
        for at, sign in enumerate(masked)
        if sign in _FAMILY
        for size in (3, 2)
        if at + size <= len(masked) and all(_HAN.match(one) for one in masked[at : at + size])
    ]
    return list(dict.fromkeys(found))


def without_people(masked: str, names: Collection[str]) -> str:
    """A masked sentence without addresses, numbers, and names: known ones, and likely ones."""
    said = _ADDRESS.sub("〔网址〕", masked)
    said = _CODE.sub("〔编号〕", said)
    said = _NUMBER.sub("〔号码〕", said)
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, PERSON)
    said = _TITLED.sub(PERSON, said)
    return _likely(said)


def _likely(said: str) -> str:
    known = weights().runs
    place, kept = 0, ""
    while place < len(said):
        size = _name_at(said, place, known)
        kept += PERSON if size else said[place]
        place += size or 1
    return kept


def _name_at(said: str, at: int, known: Collection[str]) -> int:
    """How many signs of a likely name stand here; 0: none."""
    pair = said[at : at + 2]
    if len(pair) < 2 or pair[0] not in _FAMILY or not _HAN.match(pair[1]) or pair in known:
        return 0
    after = said[at + 1 : at + 3]
    third = len(after) == 2 and bool(_HAN.match(after[1]))
    joined = said[at + 2 : at + 4]
    return 3 if third and after not in known and (joined not in known or len(joined) < 2) else 2


def shown(masked: str) -> str:
    """A masked sentence as the office reads it."""
    for sign, word in _SHOWN.items():
        masked = masked.replace(sign, word)
    return masked[: 2 * LONGEST]
