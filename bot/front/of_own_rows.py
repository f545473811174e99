"""What a liaison asks of the own rows by number, or of those on the page just shown. No page here.

二.2不是我们填的吧: whose it is. 先弄头一个, below what is owed: its first row is opened.
Not here: who supplies a row, last quarter's answer (``of_a_row``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.words import figures, gates
from bot.front.asking import Asking, Led
from bot.front.shown import buttons
from bot.front.words import of_own_rows as words
from bot.speech.numbers import figure, plain
from scoring.scheme import Row

_ID: Final = r"(?P<id>[一二三四五六七八九十][.．·][0-9]{1,2}[a-z]?)"
_WE: Final = r"(?:我们?|俺们?|咱们?|自己|本?(?:单位|局|镇|乡|街道))"
_DOES: Final = r"(?:填报?|上?报|管|弄|录|提供|交)"
_END: Final = r"(?:的|了|吧|吗|么|不|没|呀|啊|呢)*[?？。.!！]*"
_OURS: Final = re.compile(
    rf"(?:那|这个?)?{_ID}(?:[那这]一?[项个条])?(?:的)?(?:数据?|材料)?(?:是不是|不是|是|不用|用不用|要不要|该不该|不归|归不归|不该|需不需要)*"
    rf"(?:由|归|让|要)?{_WE}*(?:来|去)?{_DOES}{_END}"
)
_NTH: Final = re.compile(
    r"(?:那|就|先|我|从|把|给我|来|[,，\s])*(?:弄|填|做|办|搞|报|写|看|开)?(?:一?下)?"
    r"(?:头一?|第(?P<n>[一二三四五六七八九1-9])|最?(?:上|前)面那?一?)[个项条](?:开始|先)?(?:弄|填|做|办|搞|报|写|看)?(?:起|吧|呗|了|啊)*[。.!！]*"
)


async def told(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Whose row it is, or the row that is opened; None: it is neither."""
    said = plain(text).strip()
    if (opened := await _nth(turn, said)) is not None:
        return opened
    match = _OURS.fullmatch(said)
    row_id = match["id"].replace("．", ".").replace("·", ".") if match else ""
    form = await _form(turn, asking) if row_id else None
    row = next((one for one in form.rows if one.id == row_id), None) if form else None
    return _who(form, row) if form and row else None


def _who(form: UnitForm, row: Row) -> Led:
    at = ("row", form.quarter.id, form.unit.id, row.id)
    title = figures.row_title(row)
    if row.by is not None:
        text = words.supplied(title, gates.supplied_by(row.by))
        return Message(text=text, buttons=((to("看这一项", *at), HOME),))
    return Message(text=words.own(title), buttons=((to("看这一项", *at), HOME),))


async def _nth(turn: Turn, said: str) -> str | None:
    """先弄头一个: the row of the page shown just now that stands in that place."""
    match = _NTH.fullmatch(said)
    if match is None:
        return None
    place = int(figure(match["n"]) or 1) if match["n"] else 1
    rows = [bare(route) for label, route in await buttons(turn) if label.startswith(words.FILL)]
    return rows[place - 1] if 0 < place <= len(rows) else None


async def _form(turn: Turn, asking: Asking) -> UnitForm | None:
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None or not asking.units:
        return None
    return await load(turn.db, quarter.id, asking.units[0])
