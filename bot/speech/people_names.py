"""Names of people: whether a stretch of signs reads like one.

By surnames, of which a few hundred name nearly everybody. Who rightly bears a rarer one is asked,
never refused. Names of units: ``bot.speech.names``.
"""

from __future__ import annotations

import re
from typing import Final

SURNAMES: Final = (
    "李王张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈"
)
_PERSON: Final = re.compile(
    rf"[{SURNAMES}][一-鿿]{{1,2}}|(?:欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|东方|夏侯)[一-鿿]{{1,2}}"
    r"|[一-鿿]{1,6}·[一-鿿]{1,8}"
)
_FOUR: Final = 4
_NO_NAME: Final = re.compile(r"[的了呢吗吧啊呀么不没这那哪谁怎]")


_TITLES: Final = (
    "局长|主任|科长|股长|所长|站长|镇长|乡长|处长|院长|校长|部长|县长|行长"
    "|主席|书记|干事|经理|老师|同志|先生|女士|总|工"
)
_BY_TITLE: Final = re.compile(rf"[{SURNAMES}](?:副|老)?(?:{_TITLES})")
"""张局长, 王副主任: whom colleagues call so has a name beside it."""


_ONLY_TITLE: Final = re.compile(rf"(?:[{SURNAMES}])?(?:副|老)?(?:{_TITLES.removesuffix('|总|工')})")


def is_only_title(said: str) -> bool:
    """赵主任, 副局长: what somebody is called, and nobody's name. 王工 may be one."""
    return _ONLY_TITLE.fullmatch(said) is not None


def is_name(said: str) -> bool:
    """Whether a stretch may be a person's name: it begins with a surname and has no small word."""
    return _PERSON.fullmatch(said) is not None and _NO_NAME.search(said) is None


def may_be_called(said: str) -> bool:
    """Whether somebody who was asked for a name may have given one: 周王小明, too, not 张局长."""
    if _BY_TITLE.fullmatch(said):
        return False
    return is_name(said) or (is_name(said[:3]) and len(said) == _FOUR and not _NO_NAME.search(said))
