"""Whose paper it is where a body that nobody knows has issued it: 县渔政站 under 县煤气办.

Pure. The roster names the units; a paper of any other office is the unit's own affair where it
comes from above, where the office may be one of its house, or where the unit is named in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.extraction.plain import searchable
from bot.reading.facts import Fact
from bot.reading.piece import Piece

_OWN: Final = frozenset({"plan", "summary", "rules", "pledge", "minutes", "brief", "circular"})
"""What an office writes of itself. Letters, contracts and honours come from others."""
_ABOVE: Final = re.compile(
    r"中共|国家|中国|中华|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,4}市(?!场)|省|市(?!场)|县委(?!党校)|县(?:人民)?政府|县人大|县政协"
    r"|(?:[\u4e00-\u9fff]{1,3}?[县区旗])?(?:社会)?信用|[\u4e00-\u9fff]{1,3}?[县区旗](?:委|人民政府|人大|政协|纪委|监委|总工会|团委|妇联|文明办|发展和改革|发改|"
    r"信用|社会信用|政务服务|行政审批|营商)|.{0,20}(?:领导小组|指挥部|联席会议|专班)"
)
"""Who writes to every unit."""
_SCHOOL: Final = r"(?:学校|[小中]学|幼儿园|学院|党校)(?:[(（][^()（）]+[)）])?$"
_HOSPITAL: Final = r"(?:医院|卫生院|卫生室|诊所|疾控中心)(?:[(（][^()（）]+[)）])?$"
_FIRM: Final = r"(?:公司|集团|厂|银行|支行|信用社|合作社|超市|商行|酒店|饭店|药店|药房|店)$"
_TOWN: Final = (
    r"[镇乡](?:人民政府|政府|党委)?(?:[\u4e00-\u9fff]{0,8}(?:办公室|办|站|所|中心|队))?$"
    r"|街道(?:办事处)?$"
)
_OFFICE: Final = (
    r"^(?:[\u4e00-\u9fff]{0,3}?[县区旗])[\u4e00-\u9fff（）()]+"
    r"(?:局|委员会|委|办公室|办|站|所|中心|队|院|馆|社|会)$"
)
_HOUSE: Final = {
    "教": _SCHOOL, "学": _SCHOOL, "校": _SCHOOL, "卫": _HOSPITAL, "健": _HOSPITAL,
    "医": _HOSPITAL,
}  # fmt: skip
"""A sign of the bureau's name, and what belongs to such a bureau."""
_OF_A_BUREAU: Final = re.compile(r"(?:站|所|中心|队|校|馆|园|段)$")
_BUREAU: Final = re.compile(r"(?:局|委|委员会|院|部|政府|办事处|集团|公司)$")


def stranger(fact: Fact, piece: Piece, names: Sequence[str], county: str, *, signs: bool) -> str:
    """The issuer's name where it is a body of its own that has nothing to do with the unit.

    ``signs``: of the pledges under this row the unit's own is meant, not those it collects.
    """
    name = searchable(fact.value)
    if not fact.sure or piece.sort not in _OWN or not names or not _is_named(name):
        return ""
    if piece.sort == "pledge" and not signs and not re.search(_OFFICE, name):
        return ""
    bare = name.replace("郟", "郏").removeprefix(county.replace("郟", "郏"))
    if _ABOVE.match(name) or _ABOVE.match(f"县{bare}") or _of_the_house(name, names):
        return ""
    text = piece.text + searchable(piece.label)
    own = [_spoken(one) for one in names]
    return "" if any(one in text or _abbreviates(one, name) for one in own) else fact.value


def _abbreviates(short: str, name: str) -> bool:
    """人防办 of 人民防空办公室, 姚庄乡 of 姚庄回族乡: its signs in order, the last at the end."""
    whole, signs = _spoken(name), iter(_spoken(name))
    kind = short[-1] in whole[-len("办公室") :]
    return kind and all(sign in signs for sign in short.removeprefix("县"))


def _is_named(name: str) -> bool:
    kinds = (_SCHOOL, _HOSPITAL, _FIRM, _TOWN, _OFFICE)
    return any(re.search(one, name) for one in kinds) and len(name) > len("县某某")


def _spoken(name: str) -> str:
    """县教育局 as texts of its own say it: 教育局, 冢头镇."""
    short = re.sub(r"(?:人民政府|政府|办事处)$", "", name)
    short = re.sub(r"^[\u4e00-\u9fff]{0,3}?县", "", short)
    return short if len(short) > len("能源") else name


def _of_the_house(name: str, names: Sequence[str]) -> bool:
    """A bureau's stations and schools, and what stands in a town, hand in through it."""
    own = names[0]
    if re.search(r"[镇乡]|街道", own):
        return re.search(_TOWN, name) is None and re.match(_OFFICE, name) is None
    if any(sign in own and re.search(house, name) for sign, house in _HOUSE.items()):
        return True
    return bool(_BUREAU.search(own) and _OF_A_BUREAU.search(name) and not re.search(_SCHOOL, name))
