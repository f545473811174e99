"""With which signs a regular expression can begin, so that few of hundreds are tried at a place.

It may say too many signs, never too few: whatever it does not know begins with any. Not here: what
expressions mean; whoever tries them still asks each.
"""

from __future__ import annotations

from typing import Final

Signs = frozenset[str] | None
"""Lower-case signs; None: any sign."""

_NONE: Final[frozenset[str]] = frozenset()
_WIDEST: Final = 4096
"""A range of more signs than these counts as any."""
_LOOKS: Final = ("?=", "?!", "?<=", "?<!")
_MARKS: Final = "^$"


def first_signs(written: str) -> Signs:
    """The signs with which a match of an expression that ignores case can begin.

    A match of nothing at all is not counted.
    """
    try:
        signs, _, end = _either(written, 0)
    except (ValueError, IndexError):
        return None
    return signs if end == len(written) else None


def _either(text: str, at: int) -> tuple[Signs, bool, int]:
    """Ways apart by ``|``, up to a bracket: their signs, and whether one of them may be nothing."""
    every: Signs = _NONE
    nothing = False
    while True:
        signs, empty, at = _one_way(text, at)
        every, nothing = _together(every, signs), nothing or empty
        if at >= len(text) or text[at] != "|":
            return every, nothing, at
        at += 1


def _one_way(text: str, at: int) -> tuple[Signs, bool, int]:
    every: Signs = _NONE
    nothing = True
    while at < len(text) and text[at] not in "|)":
        signs, empty, at = _part(text, at)
        optional, at = _times(text, at)
        if nothing:
            every = _together(every, signs)
        nothing = nothing and (empty or optional)
    return every, nothing, at


def _part(text: str, at: int) -> tuple[Signs, bool, int]:
    sign = text[at]
    if sign == "(":
        return _group(text, at + 1)
    if sign == "[":
        return _class(text, at + 1)
    if sign == "\\":
        return _escaped(text, at + 1)
    if sign in _MARKS:
        return _NONE, True, at + 1
    if sign in "?*+{":
        raise ValueError(text)
    return (None if sign == "." else frozenset(sign.lower())), False, at + 1


def _group(text: str, at: int) -> tuple[Signs, bool, int]:
    look = next((one for one in _LOOKS if text.startswith(one, at)), "")
    if look:
        _, _, end = _either(text, at + len(look))
        return _NONE, True, _closed(text, end)
    if text.startswith("?:", at):
        at += 2
    elif text.startswith("?P<", at):
        at = text.index(">", at) + 1
    elif text.startswith("?", at):
        raise ValueError(text)
    signs, nothing, end = _either(text, at)
    return signs, nothing, _closed(text, end)


def _closed(text: str, at: int) -> int:
    if text[at] != ")":
        raise ValueError(text)
    return at + 1


def _class(text: str, at: int) -> tuple[Signs, bool, int]:
    """[三四], [0-9]; of a denied class any."""
    end = text.index("]", at + 1)
    inside = text[at:end]
    if inside.startswith("^") or "\\" in inside or "[" in inside:
        if "\\" in inside:
            raise ValueError(text)
        return None, False, end + 1
    found: set[str] = set()
    place = 0
    while place < len(inside):
        if inside[place + 1 : place + 2] == "-" and place + 2 < len(inside):
            first, last = ord(inside[place]), ord(inside[place + 2])
            if last - first > _WIDEST:
                return None, False, end + 1
            found.update(chr(one).lower() for one in range(first, last + 1))
            place += 3
        else:
            found.add(inside[place].lower())
            place += 1
    return frozenset(found), False, end + 1


def _escaped(text: str, at: int) -> tuple[Signs, bool, int]:
    sign = text[at]
    if sign in "bB":
        return _NONE, True, at + 1
    if sign.isalnum():
        return None, False, at + 1 if sign in "dDsSwW" else _unknown(text)
    return frozenset(sign), False, at + 1


def _unknown(text: str) -> int:
    raise ValueError(text)


def _times(text: str, at: int) -> tuple[bool, int]:
    """Whether a part may be left out, and where what says so ends."""
    optional = False
    if at < len(text) and text[at] in "?*+":
        optional, at = text[at] in "?*", at + 1
    elif at < len(text) and text[at] == "{":
        end = text.index("}", at)
        least = text[at + 1 : end].partition(",")[0]
        optional, at = not least or int(least) == 0, end + 1
    else:
        return False, at
    if at < len(text) and text[at] in "?+":  # lazily, or for good
        at += 1
    return optional, at


def _together(one: Signs, other: Signs) -> Signs:
    return None if one is None or other is None else one | other
