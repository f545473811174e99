"""What was answered inside a row, as the office asks for it: over the newest tables' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.corridor.kept import Kept
from bot.forms.loading import read_scheme
from bot.front.asking import Asking
from bot.questions.answers import Answer, AskedRow, Printed, read
from bot.questions.combined.query import Query
from bot.speech.calendar import in_china
from scoring.scheme import Row, Scheme
from storage.queries import quarters


async def asked_of_answers(asking: Asking, text: str) -> Query | None:
    """The units that a sentence picks by what they answered; None: it is no such sentence."""
    if _ORDERS.search(text) or asking.roster.find_in(text):
        return None
    printed = await _printed(asking)
    if printed is None:
        return None
    known = tuple((one.year, one.number) for one in asking.quarters)
    return read(text, printed, asking.roster, in_china(asking.now).date(), known)


_ORDERS: Final = re.compile(
    r"催|提醒|发(?:个|出)?通知|通知(?=.{0,8}[局镇乡员位们家])|延期|退回|审(?!批)|发(?:个|给|我)|导(?:出|成|个)|打印(?!机)|怎么|咋|如何|为什么|标准|材料|佐证|照片|总结|简报|申诉|吗$"
)
"""What is ordered, or asked of rules, papers and the review, is asked elsewhere."""


def tells_an_answer(text: str) -> bool:
    """填了无, 填的否: the answer itself is said, and not whether there is one."""
    return bool(_FILLED.search(text))


_FILLED: Final = re.compile(
    r"一[次个家条项场篇户份件起][^没未]{0,4}(?:都|也)?(?:没|未)|[填报答选写][了的成着][是个]?[“\"']?(?:没有|有|无|否|是)[”\"']?"
)


async def _printed(asking: Asking) -> Printed | None:
    """What is printed of the newest quarter's tables; made anew only when these are others.

    A sentence is tried in many wordings: which tables these are is asked once in a view.
    """
    memo = asking.db.memo if asking.db.reads_only else {}
    if _PRINTED not in memo:
        memo[_PRINTED] = await _newest(asking)
    found: Printed | None = memo[_PRINTED]
    return found


async def _newest(asking: Asking) -> Printed | None:
    for quarter in asking.quarters:
        kept = await quarters.schemes(asking.db, quarter.id)
        key = tuple(one.digest for one in kept)
        if kept:
            if (found := _PRINTED.get(key)) is not None:
                return found
            return _PRINTED.put(key, printed_of((one.group, read_scheme(one)) for one in kept))
    return None


_PRINTED: Kept[tuple[str, ...], Printed] = Kept(2)


def printed_of(tables: Iterable[tuple[str, Scheme]]) -> Printed:
    """The words of some tables."""
    return Printed(_row(table, row) for table, scheme in tables for row in scheme.rows)


def _row(table: str, row: Row) -> AskedRow:
    answers = tuple(
        Answer(
            one.name,
            "flag" if one.kind == "flag" else "count",
            one.unit,
            one.ask,
            one.checklist or "",
        )
        for one in row.inputs
        if one.kind in ("flag", "count", "amount")
    )
    return AskedRow(table, row.id, row.name, row.content, row.text, answers)
