"""What can be typed, for people to read: help, and examples near what was not understood."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.questions.grammar import GRAMMAR
from bot.questions.meaning import Role
from bot.questions.parser import LONGEST
from bot.speech.numbers import plain

EXAMPLE_UNIT = "教育局"
"""The unit that the grammar's examples speak of."""


_NEAR = 20.0
"""Likeness out of 100 below which an example has only a stray sign in common with a text."""


def nearest(text: str, role: Role = "liaison", unit: str = "") -> tuple[str, ...]:
    """Example questions near to a text that was not understood, best first, one of each meaning.

    None at all where nothing has anything in common with the text.

    ``unit``: the unit that the text names; examples that name one then name this one.
    """
    said = plain(text)[:LONGEST]
    found: dict[str, tuple[float, str]] = {}
    for entry in GRAMMAR:
        for example in entry.examples if role in entry.roles else ():
            about = example.replace(EXAMPLE_UNIT, unit) if unit else example
            likeness = fuzz.ratio(said, about)
            if likeness > max(found.get(entry.name, (0, ""))[0], _NEAR):
                found[entry.name] = (likeness, about)
    # Two lines of the grammar may share an example; sorting keeps the grammar's order of equals.
    best = sorted(found.values(), key=lambda one: -one[0])
    return tuple(dict.fromkeys(example for _, example in best))


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
