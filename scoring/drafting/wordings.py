"""Where the words of a clause stand in the names of a rule: what both kinds of accounts look at.

Here: names, and which signs of a piece they cover. Not here: what is to be found there (`accounts`,
`swaps`).
"""

from __future__ import annotations

from typing import Final

NAMES: Final = ("each", "if", "rate", "amount", "award", "rank", "list")


def covered(piece: str, spoken: str) -> list[bool]:
    """Which signs of a piece stand, two or more together, in what is named or said."""
    found = [False] * len(piece)
    at = 0
    while at < len(piece):
        end = at
        while end < len(piece) and piece[at : end + 1] in spoken:
            end += 1
        if end - at > 1:
            found[at:end] = [True] * (end - at)
        at = max(end, at + 1)
    return found


def listed(value: object) -> list[dict[str, object]]:
    """Return the tables in a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
