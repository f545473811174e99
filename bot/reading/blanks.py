"""What was left of a template: ××单位, ××××年×月×日, a day that nobody filled in, 请在此填写.

Pure. Blank forms that a paper brings along as attachments are meant to be blank; a case may call
people and firms ×× on purpose.
"""

from __future__ import annotations

import re
from typing import Final

from bot.reading.anatomy import Paper
from bot.reading.dates import days
from bot.reading.lines import Said

_CROSS: Final = r"[×✕╳xX＊*○]"
_LEFT: Final = re.compile(
    rf"{_CROSS}{{2,}}(?:单位|科室|科|股|处室|局|县|区|市|镇|乡|街道|部门|委|办|活动|学校|社区|协会|学会|中心|支部|小组|部(?!门)|站|所|队|同志|年|月|日|人|次|份|字)"
    rf"|{_CROSS}{{1,4}}年{_CROSS}{{1,2}}月{_CROSS}{{1,2}}日|〔{_CROSS}{{2,4}}〕|{_CROSS}{{1,4}}号(?:文)?$"
    r"|[(（\[【](?:单位名称|活动名称|填写|此处|请填写|时间|地点|姓名|插入|单位全称)[^()（）]{0,12}[)）\]】]"
    r"|(?:请|待)(?:在此)?(?:填写|补充|插入)(?!说明|表|单)|某某(?:单位|局|县|镇|乡|街道|活动)|[_＿]{4,}"
)
_DAY: Final = re.compile(r"(?:20\d{0,2}|二〇)?[_＿\s]*年[_＿\s]*(?:\d{1,2})?[_＿\s]*月[_＿\s]*日")
_NAME: Final = re.compile(r"[(（](?:单位名称|盖章处)[)）]")


def blank(paper: Paper) -> tuple[str, Said] | None:
    """The first thing left blank, and its line; None where nothing is."""
    for one in paper.main:
        match = _LEFT.search(one.bare)
        if match is not None and not _on_purpose(match[0], one.bare):
            return match[0], one
    for one in paper.main[-8:]:
        if one.box is None and not one.sure:
            continue
        filled = any(not day.month for day in days(one.text))
        if _DAY.fullmatch(one.text.strip()) and not filled and one.sure:
            return one.text.strip(), one
    return None


def _on_purpose(left: str, bare: str) -> bool:
    """A line to sign or write on, as forms have them, with something written behind it."""
    return left.startswith(("_", "＿")) and re.search(r"[:：][_＿]+$", bare) is None
