"""What typed pinyin says of a unit's name. Pure.

Here: with or without the ending (镇, 街道), of the full or the short name. Not here: how signs
sound (``bot.speech.sounds``), and who may say it (``bot.roster.pages.sounds``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.speech.sounds import bare, said_of, syllables

ENDING: Final = re.compile(r"(?:镇|乡|街道|村|社区|办事处|县|区|市)$")
"""What a place's name ends with: people often leave it out."""


def said_of_unit(name: str, short: str, typed: str) -> dict[str, str] | None:
    """Sign → syllable for the signs that can be read otherwise; None: the letters do not fit."""
    names = [name, short]
    names += [ENDING.sub("", one) for one in names]
    return said_of([one for one in names if one], typed) if bare(typed) else None


def aloud(name: str, told: Mapping[str, str]) -> str:
    """A name as it is read, a syllable a sign."""
    return " ".join(syllables(name, told))


def after(name: str, short: str, typed: str, before: Mapping[str, str]) -> dict[str, str]:
    """What is told of a name once the letters were read.

    Letters that say nothing new, or nothing at all, leave what was told before.
    """
    said = said_of_unit(name, short, typed)
    if said is None:
        return dict(before)
    new = {**before, **said}
    known = bool(before) and aloud(name, before) == aloud(name, new)
    return dict(before) if known else new
