"""The question about a name in a sheet, or in a typed line, that may be another unit's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.speech.periodic import per
from bot.supply.doubts import Doubt
from bot.supply.words.gates import overview_button


def whose(name: str, near: Sequence[str]) -> str:
    """“审批局”不在本季度的名单里。是县审计局吗？: the one wording, in a sheet and in a line."""
    unknown = f"“{name[:20]}”不在{per('本季度')}的名单里。"
    if not near:
        return unknown
    return f"{unknown}是{near[0]}吗？" if len(near) == 1 else f"{unknown}是哪一个？"


def is_it(unit: str) -> str:
    """A candidate's button."""
    return f"是{unit}"


def ask(quarter: int, doubts: Sequence[Doubt]) -> Message:
    """The first name that is not settled; the others of the sheet wait."""
    one = doubts[0]
    names = [unit.name for unit in one.units]
    more = f"另外还有 {len(doubts) - 1} 个名称要问。" if len(doubts) > 1 else ""
    rest = f"{more}表里别的数都留着，问完一起给您核对，还没有写入。"
    rows = [
        (to(is_it(unit.name), "supply", "name", quarter, unit.id, len(doubts)),)
        for unit in one.units
    ]
    no = "都不是，跳过这一行" if len(names) > 1 else "不是，跳过这一行" if names else "跳过这一行"
    return Message(
        title=f"{one.place}：{one.written[:20]}",
        text=f"{whose(one.written, names)}\n这一行填的是：{one.figures}。\n{rest}",
        buttons=(
            *rows,
            (to(no, "supply", "name", quarter, 0, len(doubts)),),
            (overview_button(quarter), HOME),
        ),
        placeholder="要改的话，改好表格再发一次",
    )


def skipped(place: str, written: str) -> str:
    """A row that is left out because somebody said so."""
    return f"{place}“{written[:20]}”跳过了，没有读。"
