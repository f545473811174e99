"""Names that Windows keeps: a label that a phone gave becomes one safe step of a path.

A label is never a path: slashes, drive letters and the names of devices are defused, what the eye
cannot see is taken out, lengths stay far below what Explorer can unpack. Not here: what a file is
(``storage.kinds``) and which folder it goes to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from storage.kinds import KINDS

FOLDER: Final = 32
"""Signs of a folder's name."""
FILE: Final = 64
"""Signs of a file's name, number and ending included: three levels and a folder on the desktop
stay below the 260 of Windows."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.I)


def step(label: str, most: int = FOLDER) -> str:
    """One step of a path, at most ``most`` UTF-16 units long; never empty, never ``..``."""
    normal = unicodedata.normalize("NFC", label)
    seen = "".join(" " if sign.isspace() else sign for sign in normal if _shows(sign))
    tame = _FORBIDDEN.sub("_", " ".join(seen.split()))
    tame = _cut(tame.strip(" ."), most).rstrip(" .")
    if _DEVICES.match(tame):
        tame = f"_{tame}"
    return tame or "未命名"


def steps(labels: Iterable[str]) -> dict[str, str]:
    """A step for each label, none like another's, case ignored."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for label in labels:
        if label in found:
            continue
        name = step(label)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{step(label, FOLDER - len(str(number)) - 1)} {number}"
        taken.add(name.casefold())
        found[label] = name
    return found


def numbered(number: int, label: str, kind: str, *, wide: int = 2) -> str:
    """``03 现场照片.jpg``: the number keeps the order and tells equal names apart.

    The ending is the one of the bytes: a label that promises another gets the true one behind it.
    """
    path = PurePath(step(label, 400))
    known = KINDS.get(kind)
    ending = path.suffix.lower()
    stem = path.stem if known is None or ending in known.suffixes else path.name
    if known is not None and ending not in known.suffixes:
        ending = known.suffixes[0]
    head = f"{number:0{wide}d} "
    return f"{head}{step(stem, FILE - len(head) - len(ending))}{ending}"


def _shows(sign: str) -> bool:
    """Whether a sign may stand in a name: no controls, no marks that turn the reading order."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or sign.isspace()


def _cut(text: str, most: int) -> str:
    """The beginning of a text, counted as Windows counts; no sign is torn in two."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text
