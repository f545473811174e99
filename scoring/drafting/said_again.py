"""Points a clause says over again: of a list and of all of it, of parts and of each lacking.

Here: which of both is left out. Not here: the same figure in steps (`whole`), parts that can be
lost (`parts`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import State

_TWO: Final = 2


def said_again(state: State) -> None:
    """成立小组得1分, 制定方案得1分, 建立制度得1分, 每缺一项扣1分: nothing more, of three points."""
    flags = [one for one in state.add if "if" in one]
    short = [one for one in state.deduct if re.search("缺少的[项个]数$", str(one.get("each", "")))]
    if len(flags) < _TWO or len(flags) < len(state.add) or short != state.deduct or not short:
        return
    each = {Decimal(str(one["points"])) for one in (*flags, *short)}
    if len(each) == 1 and each.pop() * len(flags) == state.points:
        state.deduct.clear()
        state.placed = [one for one in state.placed if one[1] > 0]
        state.notes.append("缺哪一项，哪一项不得分")


def list_and_all_of_it(state: State) -> None:
    """每项措施各1.5分, 完成得6分, of four: the whole said over again."""
    lists = [one for one in state.add if "items" in one]
    flags = [one for one in state.add if "if" in one and one["points"] == state.points]
    if len(lists) != 1 or len(flags) != 1 or len(state.add) != _TWO or state.deduct:
        return
    items = lists[0]["items"]
    worth = Decimal(str(lists[0]["points"])) * (len(items) if isinstance(items, list) else 0)
    if worth == state.points:
        state.add.remove(flags[0])
        state.placed = [one for one in state.placed if one[2] is not flags[0]]
        state.gates = [one for one in state.gates if not re.fullmatch("完成|做到|落实|达到", one)]
