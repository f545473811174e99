"""What stands above a printed table: title, document, number, day of issue, full mark, grades.

Here: the header of a draft and what is doubtful of it. Not here: sections and rows (`draft`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.grades import grades_in
from scoring.drafting.printed_table import PrintedTable
from scoring.exact import ZERO

Keys = Mapping[str, object]
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(（【][0-9]{4}[〕\])）】]\s*[0-9]+\s*号")
_DAY: Final = re.compile(r"(20[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_BOOK: Final = re.compile(r"《([^》]{4,40}(?:办法|方案|细则|标准|规定))》")
_TOTAL_MOST: Final = re.compile(
    r"(?:总分|总得分|最终得分|最后得分)(?:值)?(?:最高|最多|合计)?(?:不(?:得)?超过|为|计|以|封顶)(?:计)?\s*([0-9]+)\s*分(?!为|以上|以下)(?:封顶|为限|为上限|计)?"
    r"(?<!为[0-9]{2}分)(?<!为[0-9]{3}分)"
)
"""加分后总分最高不超过105分."""
_USUAL: Final = (("优秀", 90), ("良好", 80), ("合格", 60), ("不合格", 0))
_FULL: Final = re.compile(r"(?:满分|总分|总分值)(?:为|是|值)?\s*([0-9]+)\s*分?|(百分制)")


def header_of(
    table: PrintedTable, sections: Sequence[Keys], in_force: date
) -> tuple[dict[str, object], list[str]]:
    """Return the keys of the header, and what the document does not say."""
    above = normalize("NFKC", "\n".join(table.above))
    below = normalize("NFKC", "\n".join(table.below))
    doubts: list[str] = []
    title = table.title or "考核指标表"
    book = _BOOK.search(above)
    number = _NUMBER.search("\n".join(table.above))
    days = _issued(above)
    keys: dict[str, object] = {
        "title": title,
        "document": "".join(book[1].split()) if book else title,
    }
    if number:
        keys["number"] = re.sub(r"\s", "", number[0])
    keys["issued"] = min(days) if days else in_force
    if not days:
        doubts.append("没有找到印发日期，先写执行日期")
    keys["in_force"] = in_force
    keys["full"] = _full(table, above, sections)
    grades, asked = grades_in(above)
    if not grades:
        grades, asked = grades_in(below)
    if not grades:
        doubts.append("没有找到等次的分数线，先按优秀 90、良好 80、合格 60")
    keys["grades"] = grades or [[name, Decimal(line)] for name, line in _USUAL]
    doubts += asked
    found = _TOTAL_MOST.search(f"{above}\n{below}")
    if found and isinstance(keys["full"], Decimal) and Decimal(found[1]) >= keys["full"]:
        keys["total_max"] = Decimal(found[1])
    return keys, doubts


def without_full_mark(text: str) -> str:
    """A text without what says the full mark and the most of a total."""
    return _FULL.sub("", _TOTAL_MOST.sub("", re.sub("基[础本]分(?=[0-9为])", "满分", text)))


_NOT_ISSUED: Final = re.compile(r"(?:自|从|截至|截止|至|到|于)\s*$")
_IN_FORCE: Final = re.compile(r"\s*(?:起|前|之前|以前|止|至|到|-|—|之日|期间)")


def _issued(above: str) -> list[date]:
    """The days printed above a table that may be the day of issue: not 自某日起施行, nor a span."""
    return [
        date(*map(int, found.groups()))
        for found in _DAY.finditer(above)
        if _real(found.groups())
        and not _IN_FORCE.match(above, found.end())
        and not _NOT_ISSUED.search(above[max(0, found.start() - 3) : found.start()])
    ]


def _real(said: Sequence[str]) -> bool:
    try:
        date(*map(int, said))
    except ValueError:
        return False
    return True


def _full(table: PrintedTable, above: str, sections: Sequence[Keys]) -> Decimal:
    if table.total is not None:
        return table.total
    found = _FULL.findall(above)
    if found:
        return Decimal(found[-1][0] or 100)
    figures = [one["points"] for one in sections if "bonus" not in one]
    return sum((one for one in figures if isinstance(one, Decimal)), ZERO)
