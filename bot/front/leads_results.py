"""Where questions about results lead: score, reasons, places, history, comparison, changes, losses.

Each lead gives a route, or the message that answers better than a page could. No page of its own.
"""

from __future__ import annotations

from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.forms.alive import ALIVE
from bot.front.asking import Asking, Led, group_number, of_row, of_unit, quarter_meant, unit_meant
from bot.questions import Arguments, words


async def score(asking: Asking, named: Arguments) -> Led:
    """得分."""
    return await (why(asking, named) if named.row else of_unit(asking, named, "score", "得分"))


async def why(asking: Asking, named: Arguments) -> Led:
    """扣分原因: of a row, of a unit; for the office without a unit, county-wide."""
    if asking.office and named.unit is None and not asking.units:
        return await losses(asking, named)
    if named.row:
        return await of_row(asking, named, "why", "扣分原因")
    return await of_unit(asking, named, "why", "扣分原因")


async def fill(asking: Asking, named: Arguments) -> Led:
    """填报, 填 三.4."""
    if named.row:
        return await of_row(asking, named, "row", "填报")
    return await of_unit(asking, named, "fill", "填报")


async def evidence(asking: Asking, named: Arguments) -> Led:
    """佐证: the liaison adds to it, the office looks at it."""
    if asking.office and (named.unit is None or named.unit.id not in asking.units):
        if named.row:
            return await of_row(asking, named, "proof/list", "佐证材料")
        return await of_unit(asking, named, "proof/rows", "佐证材料")
    if named.row:
        return await of_row(asking, named, "proof", "佐证材料")
    return await of_unit(asking, named, "papers", "佐证材料")


async def ranking(asking: Asking, named: Arguments) -> Led:
    """排名: a liaison's own place, or what is published."""
    plain = named.end == "all" and not named.picture
    if not asking.office and plain and not (named.quarter or named.group or named.year):
        return "ranking"
    quarter = await quarter_meant(asking, named, states=ALIVE)
    if isinstance(quarter, Message):
        return quarter
    if named.unit and plain:
        return link("ranking", quarter.id, "of", named.unit.id)
    own = len(asking.units) == 1 and not asking.office
    if own and plain and not named.group:  # 上季度我们第几: its own place, the table a tap away
        return link("ranking", quarter.id, "of", asking.units[0])
    group = named.unit.group if named.unit else named.group
    number = await group_number(asking, quarter, group)
    tail = ("picture",) if named.picture else ()
    return link("ranking", quarter.id, number, named.end, named.n or 0, *tail)


async def history(asking: Asking, named: Arguments) -> Led:
    """历次得分, as text or as a picture."""
    unit = await unit_meant(asking, named, "历次得分")
    if isinstance(unit, Message) or unit is None:
        return unit or "history"
    if named.picture:
        return link("trend", unit)
    return link("history", unit, named.year) if named.year else link("history", unit)


async def compare(asking: Asking, named: Arguments) -> Led:
    """比较: two units, for the office; a liaison sees nobody else's figures."""
    for unit in (named.unit, named.other):
        if refusal := asking.foreign(unit):
            return refusal
    if named.unit is None or named.other is None:
        return words.name_two_units()
    quarter = await quarter_meant(asking, named, states=ALIVE)
    if isinstance(quarter, Message):
        return quarter
    return link("compare", quarter.id, named.unit.id, named.other.id)


async def changes(asking: Asking, named: Arguments) -> Led:
    """谁改了: of a unit or a row of it; for the office without a unit, the newest of all."""
    if asking.office and named.unit is None and not asking.units:
        return "trail" if named.row is None else words.name_a_unit("改动记录")
    unit = await unit_meant(asking, named, "改动记录")
    if isinstance(unit, Message) or unit is None:
        return unit or "trail/mine"
    return link("trail/row", unit, named.row) if named.row else link("trail", unit)


async def pack(asking: Asking, named: Arguments) -> Led:
    """材料包: a unit's, or for the office everybody's."""
    if asking.office and named.unit is None and not asking.units:
        quarter = await quarter_meant(asking, named, states=ALIVE)
        return quarter if isinstance(quarter, Message) else link("pack/all", quarter.id)
    return await of_unit(asking, named, "pack", "材料包")


async def rule_changes(asking: Asking, named: Arguments) -> Led:
    """办法变化: of a quarter, else of what comes next."""
    if named.quarter is None:
        return "changes"
    quarter = await quarter_meant(asking, named, states=ALIVE)
    return quarter if isinstance(quarter, Message) else link("changes", quarter.id, 1)


async def year(_: Asking, named: Arguments) -> Led:
    """年度汇总: of a year, else of this one."""
    return link("year", named.year, 1) if named.year else "year"


async def losses(asking: Asking, named: Arguments) -> Led:
    """失分最多: rows that lose the most, or who loses on one row."""
    quarter = await quarter_meant(asking, named, states=ALIVE)
    if isinstance(quarter, Message):
        return quarter
    number = await group_number(asking, quarter, named.group)
    if named.row:
        return link("losses/row", quarter.id, number, named.row)
    return link("losses", quarter.id, number)


async def grades(asking: Asking, named: Arguments) -> Led:
    """等次: how many, and who."""
    quarter = await quarter_meant(asking, named, states=ALIVE)
    if isinstance(quarter, Message):
        return quarter
    number = await group_number(asking, quarter, named.group)
    if named.grade:
        return link("grades", quarter.id, number, named.grade)
    return link("grades", quarter.id)
