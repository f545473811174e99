"""Who may open a page: its roles, in private or in a group that is the office's."""

from __future__ import annotations

from bot.corridor import words
from bot.corridor.events import Message
from bot.corridor.pages import Declared
from bot.corridor.turn import Turn


def refusal_of(turn: Turn, declared: Declared, unit: int | None) -> Message | None:
    """Why this person may not open this page, or None."""
    if declared.strangers:
        return None
    if turn.person is None:
        return words.stranger(turn.incoming.private)
    in_a_group = not turn.incoming.private
    if in_a_group and turn.group is None:
        return words.foreign_group()
    if not declared.roles:
        return None
    if in_a_group and declared.roles == ("liaison",):
        return words.private_only()
    if not turn.has(*declared.roles, unit=unit):
        return _whose(turn, declared)
    return None


def _whose(turn: Turn, declared: Declared) -> Message:
    """Whose page it is instead, to somebody who has another role, or another unit."""
    if "liaison" in declared.roles and turn.has("liaison"):
        return words.of_another_unit()
    if declared.roles == ("liaison",) and turn.has("admin"):
        return words.for_liaisons()
    return words.not_yours(declared.roles)
