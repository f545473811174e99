"""What is said of named things: which level, which is taken away."""

from __future__ import annotations

from bot.corridor.buttons import to
from bot.corridor.events import Button
from bot.forms.form import Raw
from scoring import named
from scoring.scheme import Input, Row


def which_level(name: str) -> str:
    """A name came without its level."""
    return f"“{name}”是哪一级？"


def one_more(row: Row, one: Input, name: str) -> str:
    """A name without its level, inside a sentence."""
    return f"在 {row.id} 的“{one.name}”里加上“{name}”"


def dropped() -> str:
    """One of them was taken away."""
    return "去掉了，其余的不变。"


def drops(stands: Raw | None, at: tuple[object, ...], mark: str) -> list[tuple[Button, ...]]:
    """A button to take away each of what stands."""
    pairs = named.parted(str(stands)) if stands is not None else []
    return [
        (to(f"去掉 {name[:20]}（{level}）", "named/drop", *at, place, mark),)
        for place, (name, level) in enumerate(pairs[:12])
    ]
