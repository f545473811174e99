"""What was left of a template: ××单位, ××××年×月×日, a day that nobody filled in, 请在此填写.

Pure. Blank forms that a paper brings along as attachments are meant to be blank; a case may call
people and firms ×× on purpose.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.reading.anatomy import Paper, is_prose
from bot.reading.dates import days
from bot.reading.lines import Said
from bot.reading.sorts import Sort

_CROSS: Final = r"[×✕✖╳xXＸⅩ＊*○◯〇□■△]"
"""Signs that stand for a name: typed, of full width, drawn, or the nought of figures."""
_OF: Final = "县|区|市|镇|乡|街道|局|办|委|单位|公司|学校|中学|小学|医院|社区|村"
_SOME: Final = re.compile(rf"[某×✕xXＸ](?:{_OF})(?=人民政府|办事处|[某×✕xXＸ]|关于|20\d\d|$)")
"""某县某局关于…: one sign is enough where a name stands at the head or the foot."""
_LEFT: Final = re.compile(
    rf"(?<![一二三四五六七八九十]){_CROSS}{{2,}}(?:单位|科室|科|股|处室|局|县|区|市|镇|乡|街道|部门|委|办|活动|学校|社区|协会|学会|中心|支部|小组|部(?!门)|站|所|队|同志|年|月|日|人|次|份|字)"
    rf"|{_CROSS}{{1,4}}年{_CROSS}{{1,2}}月{_CROSS}{{1,2}}日|〔{_CROSS}{{2,4}}〕|{_CROSS}{{1,4}}号(?:文)?$"
    rf"|[_＿]{{2,}}(?:{_OF})(?![:：])"
    r"|[(（\[【｛{](?:填写|此处|请填写|插入)[^()（）]{0,12}[)）\]】｝}]"
    r"|[(（\[【](?:单位名称|活动名称|时间|地点|姓名|单位全称)[^()（）]{0,12}[)）\]】](?![:：])"
    r"|[\[【｛{](?:单位|名称|日期|单位名称|活动名称|姓名)[\]】｝}](?![:：])"
    r"|(?:请|待)(?:在此)?(?:填写|补充|插入)(?!说明|表|单)|某某(?:单位|局|县|镇|乡|街道|活动)"
    r"|[:：][_＿]{2,}$"
)
_UNNUMBERED: Final = re.compile(
    rf"[〔\[（(【](?:20)?(?:\d\d|{_CROSS}{{1,4}})?[〕\]）)】]第?{_CROSS}{{0,4}}号"
)
"""郏苇〔2026〕　号: a paper whose number nobody put in."""
_UNNAMED: Final = re.compile(
    rf"{_CROSS}{{2,}}(?:村|路|街|广场|会议室|公司|企业|小区|大厅|酒店|宾馆|园区)"
    rf"|\d{{4}}年{_CROSS}{{1,2}}月(?:{_CROSS}{{1,2}}日)?|\d{{1,2}}月{_CROSS}{{1,2}}日"
)
_MASKED: Final = frozenset({"case", "news", "circular"})
"""What tells of others may leave out who, where and when."""
_GAP: Final = r"[_＿\s]+"
_UNDATED: Final = re.compile(
    rf"20\d\d年{_GAP}月(?:{_GAP}|\d{{1,2}})日|\d{{1,2}}月{_GAP}日(?![均常程产报益用])"
)
_ROOM: Final = re.compile(r"[_＿]{2,}")
_DAY: Final = re.compile(r"(?:20\d{0,2}|二〇)?[_＿\s]*年[_＿\s]*(?:\d{1,2})?[_＿\s]*月[_＿\s]*日")
_CELL: Final = re.compile(
    r"(?:活动|会议|培训|宣传)?(?:名称|主题|时间|日期|地点|内容|方式)|(?:承办|主办|组织|填报|报送)单位|参加(?:人数|人员|对象)"
)
"""What a record's cell asks for, so that the one behind it cannot stay empty."""


def blank(paper: Paper, kind: Sort) -> tuple[str, Said] | None:
    """The first thing left blank, and its line; None where nothing is."""
    for one in paper.main:
        left = _left(one, kind)
        if left:
            return left, one
    for one in paper.main[-8:]:
        if one.box is None and not one.sure:
            continue
        filled = any(not day.month for day in days(one.text))
        if _DAY.fullmatch(one.text.strip()) and not filled and one.sure:
            return one.text.strip(), one
    return _empty_cell(paper)


def _left(one: Said, kind: Sort) -> str:
    """What is left blank within a line."""
    match = _LEFT.search(one.bare) or _UNNUMBERED.search(one.bare) or _UNDATED.search(one.text)
    if match is None and kind not in _MASKED:
        match = _UNNAMED.search(one.bare) or _SOME.match(one.bare)
    if match is None and is_prose(one.bare):
        match = _ROOM.search(one.bare)
    return match[0].lstrip(":：") if match else ""


def _empty_cell(paper: Paper) -> tuple[str, Said] | None:
    """活动地点 in a record, and nothing behind it; the heads of a list ask for nothing."""
    for before, one in pairwise(paper.main):
        over, cells = _cells(before), _cells(one)
        if len(over) < 2 or not _asks(over[0]) or not _asks(cells[0]):
            continue  # no record's row, or none under one
        if len(cells) > 1 and _asks(cells[1]):
            continue  # a list begins
        for label, value in pairwise([*cells, ""]):
            if _asks(label) and not value:
                return label, one
    return None


def _cells(one: Said) -> list[str]:
    return [cell.strip() for cell in one.text.split("\t")]


def _asks(cell: str) -> bool:
    return _CELL.fullmatch(re.sub(r"[\s:：]", "", cell)) is not None
