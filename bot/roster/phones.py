"""Telephone numbers as office lists keep them: area codes, two numbers, extensions, any dash.

Here: reading a cell's text into numbers that can be dialled. Not here: what is done with them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DASHES: Final = str.maketrans(dict.fromkeys("－—–―─‐‑‒−~～_", "-"))
_APART: Final = re.compile(r"[、，,;；/|\n\\]+|(?<=\d)\s*(?:或|和)\s*(?=\d)")
_LABEL: Final = re.compile(
    r"^(?:电话|手机号?|办公(?:室|电话)?|固话|座机|联系(?:电话|方式)|单位|移动|办|手|宅|传真|TEL)+[:：]?\s*",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(r"\([^()\d]{1,12}\)")
"""（微信同号）, （办）: said of the number before it; an area code in brackets has digits."""
_EXTENSION: Final = re.compile(r"\s*(?:转|分机|#|ext\.?|x)\s*(\d{1,6})$", re.IGNORECASE)
_MOBILE: Final = re.compile(r"(?:\+?0{0,2}86)?(1[3-9]\d{9})")
_AREA: Final = re.compile(r"(?:\+?0{0,2}86)?\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?:-(\d{1,6}))?")
_LOCAL: Final = re.compile(r"(\d{7,8})(?:-(\d{1,6}))?")
_SHORT: Final = re.compile(r"\d{3,6}|[48]00-?\d{3,4}-?\d{3,4}")
"""Numbers within the government's own exchange, and service numbers."""
_NONE: Final = frozenset({"无", "没有", "暂无", "-", "/", "空缺"})


def read_phones(text: str) -> tuple[str, str]:
    """The numbers of a cell, joined by 、, and what of it is none."""
    said = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if any(sign.isdigit() for sign in said):
        said = _NOTE.sub("、", said)
    if said in _NONE:
        return "", ""
    found: list[str] = []
    left: list[str] = []
    for part in _parts(said):
        number = _number(_LABEL.sub("", part))
        (found if number else left).append(number or part)
    return "、".join(dict.fromkeys(found)), "、".join(left)


def _parts(said: str) -> list[str]:
    """The numbers apart; a blank parts two only where both are whole by themselves."""
    parts: list[str] = []
    for piece in filter(None, (one.strip() for one in _APART.split(said))):
        words = piece.split()
        whole = len(words) > 1 and all(_number(_LABEL.sub("", word)) for word in words)
        long = all(sum(sign.isdigit() for sign in word) >= 7 for word in words)
        parts += words if whole and long else [piece]
    return parts


def _number(part: str) -> str:
    """A number in the form it is dialled in; empty where it is none."""
    extension = _EXTENSION.search(part)
    bare = part[: extension.start()] if extension else part
    bare = re.sub(r"\s*-+\s*", "-", bare.strip())
    more = f"转{extension[1]}" if extension else ""
    digits = re.sub(r"[- ]", "", bare)
    if mobile := _MOBILE.fullmatch(digits):
        abroad = "+86" if digits.startswith("+") else ""
        return abroad + mobile[1] + more
    if area := _AREA.fullmatch(bare):
        return f"{area[1]}-{area[2]}{f'转{area[3]}' if area[3] else more}"
    if local := _LOCAL.fullmatch(bare.replace(" ", "")):
        return f"{local[1]}{f'转{local[2]}' if local[2] else more}"
    return bare + more if _SHORT.fullmatch(bare) else ""
