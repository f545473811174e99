"""What can be typed, for people to read: the help text."""

from __future__ import annotations

from bot.questions.grammar import GRAMMAR
from bot.questions.meaning import Role

EXAMPLE_UNIT = "教育局"
"""The unit that the grammar's examples speak of."""


def help_lines(role: Role) -> tuple[str, ...]:
    """The help text for a role: for each thing that can be typed, what it brings and how."""
    return tuple(
        f"{tells}\n　{''.join(f'“{example}”' for example in examples)}"
        for examples, tells in offered(role)
    )


def offered(role: Role) -> list[tuple[tuple[str, ...], str]]:
    """Every thing a role can type, with its examples and what it brings; one for each meaning.

    Whoever speaks for one unit need not name it, so examples with a unit's name are left out.
    """
    lines: dict[str, tuple[list[str], str]] = {}
    for entry in GRAMMAR:
        if role in entry.roles:
            examples, _ = lines.setdefault(entry.name, ([], entry.tells))
            examples += entry.examples
    if role in ("liaison", "supplier"):
        for examples, _ in lines.values():
            examples[:] = [one for one in examples if EXAMPLE_UNIT not in one] or examples
    return [(tuple(examples), tells) for examples, tells in lines.values()]
