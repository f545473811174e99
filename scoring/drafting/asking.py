"""What whoever reports is asked: what the clause said before a term, and each condition's own.

Here: 每月巡河不少于4次。“巡河缺少的次数”有多少次? Not here: a plain question (`scoring.inputs`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.conditions import alike
from scoring.drafting.state import State, clean

_PASSING: Final = re.compile(
    r"(?:对)?(?:不足|未达到|达不到|低于|超过|未完成|没有完成|未达标|高于)[^,，。]{0,12}(?:的|者)"
    r"|(?:加分|扣分|评分)(?:项|标准)?"
)
"""What only leads over to what is taken or given."""


def asks_of(state: State) -> dict[str, str]:
    """What was said before a term, and its question: 每月不少于4次。“缺少的次数”有多少次？"""
    found: dict[str, str] = {}
    for term in (*state.add, *state.deduct):
        verb = next(
            (
                v
                for v in ("each", "if", "rate", "amount", "award", "list", "named", "among")
                if v in term
            ),
            "",
        )
        name = str(term.get(verb, ""))
        said = [one for one in state.heard.get(id(term), ()) if not _PASSING.fullmatch(one)]
        said = [one for one in said if clean(one) not in name]
        if not name or not said or name in found:
            continue
        unit = str(term.get("unit", ""))
        question = {
            "each": f"“{name}”有多少{unit}？没有就填 0。",
            "if": f"是否“{name}”？",
            "rate": f"“{name}”是多少？",
            "amount": f"“{name}”是多少{unit}？没有就填 0。",
            "award": f"“{name}”由审核员评定，请说明做了什么并附上佐证材料。",
            "list": f"“{name}”具备哪几项？",
            "among": f"“{name}”是多少{unit}？",
            "named": f"“{name}”有哪些？逐件报名称和级别，没有就报“无”。",
        }[verb]
        found[name] = f"原文：{'，'.join(said)}。{question}"
    return found | _conditions(state)


def _conditions(state: State) -> dict[str, str]:
    """A question for each condition whose name is like that of a term but is another thing."""
    names = [
        str(value)
        for term in (*state.add, *state.deduct)
        for key, value in term.items()
        if key in ("each", "if", "rate", "amount", "award", "named", "among")
    ]
    conditions = [*state.gates, *state.stops, *(label for label, _ in state.effects)]
    bare = [re.split(r" (?:>=|>|<=|<|=) ", one)[0] for one in conditions]
    return {
        one: f"“{one}”是多少？" if " " in whole else f"有没有“{one}”的情况？"
        for one, whole in zip(bare, conditions, strict=True)
        if one not in names and any(alike(one, name) for name in names)
    }
