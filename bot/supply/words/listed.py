"""Sentences about a supplier's own list: what it is for, which column is the unit, what counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.forms.words import figures
from bot.speech.periodic import per
from bot.supply.listing import Choice, How, Listing
from bot.supply.table import Column, Table
from bot.supply.words.gates import overview_button

_SHOWN = 6
_FOLDED = 80
_REPORTS: Mapping[How, str] = {"rows": "每行算一条", "sum": "合计", "any": "有就是“是”"}


def which(
    quarter: int,
    listing: Listing,
    tables: Sequence[Table],
    found: Sequence[tuple[int, int, Column]],
    before: Sequence[str],
) -> Message:
    """What a list is for; what was chosen last time first."""
    again = [
        (to(f"照上次：{said}", "supply", "again", quarter, at),) for at, said in enumerate(before)
    ]
    each = [
        (to(_named(tables[t], c, len(tables) > 1), "supply", "listed", quarter, t, p),)
        for t, p, c in found
    ]
    headings = "、".join(listing.texts.values())
    return Message(
        title="这不是我发的表，是一份清单",
        text=f"表头是：{figures.short(headings, 60)}。"
        "要用来报哪一项？选好以后先给您核对，确认了才写入。",
        buttons=(*again, *each, (overview_button(quarter), HOME)),
        placeholder="发错了就重新发",
    )


def _named(table: Table, column: Column, several: bool) -> str:
    group = f"{table.group} " if several else ""
    return f"{group}{column.title}"


def which_unit(quarter: int, listing: Listing) -> Message:
    """Several columns hold names of units."""
    return Message(
        text="有几列都是单位名称，按哪一列算？",
        buttons=(
            *((to(listing.texts[p], "supply", "byunit", quarter, p),) for p in listing.units),
            (overview_button(quarter), HOME),
        ),
    )


def what_counts(quarter: int, listing: Listing, column: Column, offered: Sequence[How]) -> Message:
    """Rows, or the total of a column."""
    measure = column.measure or "条"
    rows = [(to(f"每行算一{measure}", "supply", "count", quarter, "rows", 0),)]
    sums = [
        (to(f"“{listing.texts[p]}”合计", "supply", "count", quarter, "sum", p),)
        for p in listing.amounts
    ]
    return Message(
        text=f"{column.title}：怎样算？",
        buttons=(*rows, *(sums if "sum" in offered else ()), (overview_button(quarter), HOME)),
    )


def said(listing: Listing, choice: Choice, group: str) -> str:
    """县直单位 五.2 违约拖欠…：按“单位”，有就是“是”."""
    way = _REPORTS[choice.how]
    if choice.amount is not None:
        way = f"“{listing.texts[choice.amount]}”{way}"
    return f"{group} {choice.column.title}：按“{listing.texts[choice.unit]}”，{way}"


def strangers(quarter: int, found: Sequence[str]) -> Message:
    """Names that are no units of the quarter: asked, never guessed."""
    more = f"\n还有 {len(found) - _SHOWN} 个，见下面。" if len(found) > _SHOWN else ""
    return Message(
        title=f"清单里有 {len(found)} 个名称不是{per('本季度')}的单位",
        text="\n".join(found[:_SHOWN]) + more + "\n写错了的请改好再发；确实不是的，可以不算。",
        detail="\n".join(found[_SHOWN:][:_FOLDED]),
        detail_label="其余各处",
        buttons=(
            (to("这些不算，其余的给我核对", "supply", "skip", quarter),),
            (overview_button(quarter), HOME),
        ),
        placeholder="请发送改好的表格",
    )


def nothing_fits() -> str:
    """No count and no yes/no is this person's to report."""
    return "这是一份清单，可是您报的指标都是百分比，清单算不出来。请用我发的表来填。"
