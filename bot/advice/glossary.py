"""Words that a document uses and does not explain: what they mean in everyday speech."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from scoring.scheme import Scheme

_FILE: Final = resources.files("bot.advice") / "glossary.toml"


@cache
def glossary() -> dict[str, str]:
    """Word → its everyday meaning, without a full stop."""
    return {str(word): str(said) for word, said in tomllib.loads(_FILE.read_text("utf-8")).items()}


def meaning_of(term: str) -> str:
    """What a word means, or else the longest known one within it; empty where none is known."""
    known = glossary()
    if term in known:
        return known[term]
    within = [word for word in known if word in term]
    return known[max(within, key=len)] if within else ""


_QUOTED: Final = re.compile(r"“([^“”]{2,10})”|《([^《》]{2,12})》")
_APART: Final = re.compile(r"[、，,及和“”（）() ]+")


def words_of(scheme: Scheme) -> tuple[str, ...]:
    """The words of a document that its readers may ask the meaning of.

    What it puts in quotes, the items of its lists, what it counts, the names of its rows.
    """
    found: list[str] = []
    for row in scheme.rows:
        printed = f"{row.text}\n{row.content}\n{row.basis}"
        found += [one or other for one, other in _QUOTED.findall(printed)]
        for each in row.inputs:
            found += [*_APART.split(each.name), each.checklist or ""]
        found += _APART.split(row.name)
    return tuple(dict.fromkeys(one.strip() for one in found if len(one.strip()) > 1))
