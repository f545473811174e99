"""A quarter as a hurried person types it: 三季都县直平均, 上季肚, 上一季水利局排第几.

Only where no other word fits; the slips of a name are ``names``'. Pure.
"""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = r"(?<=[一二三四1-4上下本这]季)"
_QUARTER: Final = re.compile(
    rf"{_BEFORE}(?:[渡肚镀杜堵]|读(?!书)"
    r"|都(?=的?(?:县直|乡镇|街道|部门|各|平均|总分|第|前|最|谁|哪|多少|几|怎么样|排名|得分)))"
)
"""三季都县直平均分; 三季都优秀 is three quarters, 三季都前五 as well: a place alone stays."""
_ALL_OF_THEM: Final = re.compile(r"[三四两3-4]季都(?:第|前|最)")


_SHORT: Final = re.compile(
    r"(?:(?:上上|上|前|这|本)一?个?|(?<![0-9年一二三四])[一二三四])季(?!度)(?=县直|乡镇|街道|部门|[一-鿿]{2,3}(?:[局委办镇乡]|街道))"
)
"""上一季水利局排第几: the word is cut short before a name."""


_ONE_BEFORE: Final = re.compile(r"(?<![的年末])前一个?季度")
"""前一个季度 is the one before, and not the latest one."""


_FIGURES: Final = str.maketrans("零〇幺一二三四五六七八九", "001123456789")
_TELEPHONE: Final = re.compile(
    r"(?<![零〇幺一二三四五六七八九十百千0-9])[幺一][三四五六七八九][零〇幺一二三四五六七八九]{9}(?![零〇幺一二三四五六七八九十百千0-9])"
)
"""一三八零三七五六六七七, as it is dictated."""


def put_right(text: str) -> str:
    """A sentence with such slips in the word that is meant, and a dictated telephone in figures."""
    text = _TELEPHONE.sub(lambda found: found[0].translate(_FIGURES), text)
    if "季" not in text:
        return text
    text = text if _ALL_OF_THEM.search(text) else _QUARTER.sub("度", text)
    text = _ONE_BEFORE.sub("上季度", text)
    return _SHORT.sub(lambda found: f"{found[0]}度", text)
