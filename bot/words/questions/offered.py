"""What can be typed, for people to read: help, and examples near what was not understood."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.words.numbers import plain
from bot.words.questions.grammar import GRAMMAR
from bot.words.questions.meaning import Role
from bot.words.questions.parser import LONGEST


def nearest(text: str, *, is_admin: bool = False) -> tuple[str, str, str]:
    """Three example questions nearest to a text that was not understood, best first."""
    role: Role = "admin" if is_admin else "liaison"
    said = plain(text)[:LONGEST]
    best = sorted(
        (
            (-max(fuzz.ratio(said, one) for one in entry.examples), place, entry)
            for place, entry in enumerate(GRAMMAR)
            if role in entry.roles
        ),
        key=lambda ranked: ranked[:2],
    )
    shown = [max(e.examples, key=lambda one: fuzz.ratio(said, one)) for _, _, e in best]
    first, second, third = list(dict.fromkeys(shown))[:3]
    return first, second, third


def help_lines(role: Role) -> tuple[str, ...]:
    """The help text for a role, one line for each thing that can be typed."""
    return tuple(
        f"{''.join(f'“{example}”' for example in entry.examples)}：{entry.tells}"
        for entry in GRAMMAR
        if role in entry.roles
    )
