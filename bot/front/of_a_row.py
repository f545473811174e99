"""What a liaison asks of a row beside filling it in: last quarter's answer, and who supplies it.

上季度四.1填的几次, 当时传了什么材料, 五.2是谁给我们填的, 那是谁填的. The row is the one that is
named, else the one of the page shown last, else the one that stands open. No page here: the routes
lead to ``bot.filling.pages.last_time`` and to the row's help, which names the body.
"""

from __future__ import annotations

import re
from typing import Final

from bot.advice.asking import open_row
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn
from bot.filling.rows_told import ROW, written
from bot.forms.form import UnitForm
from bot.forms.pages.which import form_of, my_form
from bot.front.shown import buttons
from bot.speech.colloquial import plainly
from bot.speech.numbers import plain

_LONGEST: Final = 28
_WE: Final = r"(?:我们?|俺们?|咱们?|本?单位|镇里|局里|你们?)"
_SAID: Final = r"(?:呢|啊|呀|来着|吧|[?？。.!！\s])*"
_EARLIER: Final = r"(?:上(?:一)?个?季度?|上次|上回|上一?季)"
_ASK: Final = (
    r"(?:(?:看看|看一?下|查一?下|查查|请问|那|想知道|麻烦|帮我?|给我?|从哪里?|在哪里?|去哪里?|能不能|能|可以|怎么|如何)"
    r"(?:能|可以)?(?:查到?|看到?|找到?|知道)?)*"
)
_VALUE: Final = re.compile(
    rf"{_ASK}(?:{_EARLIER}的?{_WE}?的?(?P<a>ROW)?|(?P<b>ROW)的?{_EARLIER}的?{_WE}?)的?(?:这一?[项题个])?{_WE}?(?:是|都|一共)*"
    r"(?:填|写|报|弄|记|核定|审定|认定|核|定)(?:的|了|过|上去)*(?:是|有|成)*(?:(?:几|多少)(?:[次个项场家篇件回分])?|什么|怎么(?:填|写|报)?的?|数|是|否)?(?:来着)?"
    rf"(?:吗|没有?)?{_SAID}".replace("ROW", ROW.pattern)
)
_PAPERS: Final = re.compile(
    rf"{_ASK}(?:{_EARLIER}|当时|那时候?|那次|那回|那季度?)的?{_WE}?的?(?P<a>ROW)?的?{_WE}?(?:都|一共)*"
    r"(?:传|交|附|发|用|报)(?:的|了|过)*(?:是|有)?(?:些|哪些|哪几[样份张个]|什么|几[样份张个件])(?:佐证|证明)?(?:材料|佐证|照片|文件|东西)?"
    rf"{_SAID}".replace("ROW", ROW.pattern)
)
_WONDERS: Final = re.compile(r"几|多少|什么|哪|查|看|来着|吗|没")
_SUPPLIER: Final = re.compile(
    rf"(?:那|请问|这)?(?P<a>ROW)?(?:这一?[项题个条])?(?:的?(?:数据?|分))?(?:那|又|到底|究竟|都)*(?:是|由|归)*(?:谁|哪个(?:部门|单位|局)|哪家|哪里)"
    rf"(?:来|负责|给{_WE}?|帮{_WE}?|替{_WE}?)*(?:填|报|提供|录|给|出|管|定|算|查询?|统计|核实)(?:的|呢)*(?:数据?)?{_SAID}"
    r"|(?P<b>ROW)(?:这一?[项题个条])?(?:为什么|为啥|怎么|为何|咋)(?:就)?(?:没|不|没有)(?:让|用|叫|要|给|有)?"
    rf"(?:{_WE})?(?:来)?(?:填|报|写)(?:的|呢)?{_SAID}".replace("ROW", ROW.pattern)
)


async def led(turn: Turn, text: str) -> str | None:
    """The route of such a question; None: it is none, or nobody knows of which row."""
    said = plainly(written(plain(text))).strip()
    if len(said) > _LONGEST or not turn.units or turn.has("admin", "reviewer", "observer"):
        return None
    for how, page in ((_SUPPLIER, "howto"), (_PAPERS, "before"), (_VALUE, "before")):
        if (match := how.fullmatch(said)) is None:
            continue
        if page == "before" and not _WONDERS.search(said):
            continue  # 上季度填了 tells
        named = next((one for one in match.groupdict().values() if one), "")
        return await _of(turn, page, re.sub(r"\s", "", named).replace("．", "."))
    return None


async def _of(turn: Turn, page: str, named: str) -> str | None:
    """The page of the row that is meant; of who supplies it only where another body does."""
    form, row_id = await _row(turn, named)
    row = next((one for one in form.rows if one.id == row_id), None) if form else None
    if form is None or row is None or (page == "howto" and row.by is None):
        return None
    return link(page, form.quarter.id, form.unit.id, row.id)


async def _row(turn: Turn, named: str) -> tuple[UnitForm | None, str]:
    if named:
        try:
            return await my_form(turn, "rows"), named
        except InsteadError:
            return None, ""  # no quarter runs
    shown = {one for _, route in await buttons(turn) if (one := _AT_A_ROW.match(route))}
    there = {(int(one[1]), int(one[2]), one[3]) for one in shown}
    at = there.pop() if len(there) == 1 else open_row(turn)
    if at is None or at[1] not in turn.units:
        return None, ""
    return await form_of(turn, at[0], at[1]), at[2]


_AT_A_ROW: Final = re.compile(
    r"[a-z/]+/(\d+)/(\d+)/([一二三四五六七八九十]+\.[0-9]+[a-z]?)(?:/.*)?$"
)
