"""A question of the fixed wordings with one thing of it changed: 后三名呢, 换成乡镇的, 发表格.

What was asked is kept as a meaning and what it named; which sentence changes what is read in
``bot.questions.combined.following``. No page of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, Literal, cast

from bot.front.asking import Asking
from bot.front.matters import LISTS, OF_A_KIND
from bot.questions import GRAMMAR, Arguments, Meaning, Name
from bot.questions.combined import Query
from bot.questions.combined.following import Change, changed
from bot.questions.meaning import TOLD, Slot

_DEEPER: Final[dict[Name, Name]] = {"score": "why", "ranking": "ranking", "progress": "progress"}


def meaning_changed(asking: Asking, said: dict[str, Any], to: Change) -> Meaning | Query | None:
    """What is asked now; None where the question has no place for what is named anew."""
    name, named = cast("Name", said["meaning"]), said["named"]
    unit = asking.roster.get(said["unit"])
    quarter = named.pop("quarter", None)
    base = Arguments(unit=unit, quarter=tuple(quarter) if quarter else None, **named)
    if to.detail:
        return Meaning(_DEEPER[name], base) if name in _DEEPER else None
    if to.look or (to.form == "picture" and name in LISTS):
        listed = as_list(name, base)
        return changed(replace(listed, form="text"), to) if listed else None
    if to.form == "xlsx":
        return Meaning(name, replace(base, sheet=True)) if name in TOLD else as_list(name, base)
    if to.but or to.but_group or to.but_ending:
        listed = as_list(name, base)
        return changed(replace(listed, form="text"), to) if listed else None
    if to.again:
        return Meaning(name, base) if name in LISTS else None
    if (to.units and (len(to.units) > 1 or not _takes(name, "unit"))) or to.days or to.person:
        return None
    if len(to.quarters) > 1 or to.recent:
        return _over_quarters(name, base, to)
    if to.first:
        return _of_the_end(name, base, to)
    if to.more or any(new and not old for new, old in _placeless(name, to, base)):
        return None
    return Meaning(
        name,
        replace(
            base,
            unit=to.units[0] if to.units else None if to.group else base.unit,
            group=None if to.units else to.group or base.group,
            quarter=to.quarters[0] if len(to.quarters) == 1 else base.quarter,
            row=to.row or base.row,
            grade=to.grade or base.grade,
            kind=to.kind or base.kind,
            picture=to.form == "picture" or base.picture,
        ),
    )


def _takes(name: Name, what: Slot) -> bool:
    """Whether what is told may be told of one unit, or of one table."""
    return name not in TOLD or any(what in one.takes for one in GRAMMAR if one.name == name)


def _of_the_end(name: Name, base: Arguments, to: Change) -> Meaning | None:
    """后三名呢: of a ranking."""
    if name != "ranking":
        return None
    end: Literal["top", "bottom"] = "top" if to.descending else "bottom"
    return Meaning(name, replace(base, n=to.first, end=end, group=to.group or base.group))


def _over_quarters(name: Name, base: Arguments, to: Change) -> Query | None:
    """那去年呢, 最近三个季度呢: of a unit's score; anything else has no place for several."""
    if name not in ("score", "history") or base.unit is None:
        return None
    return Query(
        topic="quarters",
        units=(base.unit.id,),
        measure="total",
        row=base.row or "",
        quarters=to.quarters,
        recent=to.recent,
    )


def as_list(name: Name, base: Arguments) -> Query | None:
    """The same list as a workbook, where there is one."""
    query = Query(
        group=base.group or "", quarters=(base.quarter,) if base.quarter else (), form="xlsx"
    )
    if name == "ranking" and base.unit is None:
        return replace(query, measure="rank", first=base.n or 0, descending=base.end != "bottom")
    if name not in LISTS or (name == "grades" and not base.grade):
        return None
    if LISTS[name].kind in OF_A_KIND and not base.kind:
        return None  # 收到的工作报送 is of all kinds: nobody is in it or out of it
    test = replace(LISTS[name], value=base.grade or base.kind or "")
    return replace(query, tests=(test,))


def framing(said: dict[str, Any]) -> Query | None:
    """What a fixed wording was about, as a list: its table, quarter, row and condition.

    What was only offered named a table and a row perhaps. None where it was about one unit.
    """
    if said.get("unit") is not None:
        return None
    named = dict(said.get("named") or {})
    quarter = named.pop("quarter", None)
    base = Arguments(quarter=tuple(quarter) if quarter else None, **named)
    listed = as_list(said["meaning"], base) if said["meaning"] else None
    listed = listed or Query(
        group=base.group or "", quarters=(base.quarter,) if base.quarter else ()
    )
    return replace(listed, row=base.row or "", form="text")


def _placeless(name: Name, to: Change, base: Arguments) -> list[tuple[str, str | None]]:
    """What is named now beside what the question had in its place."""
    group = "" if _takes(name, "group") else to.group
    return [(to.grade, base.grade), (to.kind, base.kind), (to.row, base.row), (group, None)]
