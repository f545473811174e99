"""Finding addresses of web pages, and the titles beside them, in what a person typed."""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINK: Final = 1000
LONGEST_TITLE: Final = 100
_LINK: Final = re.compile(r"https?://[^\s一-鿿，。；：、！？（）《》“”‘’【】<>\"]+", re.IGNORECASE)
_EDGES: Final = " \t\n,，.。;；:：、-—|【】[]()（）《》“”\"'"


def find(text: str) -> list[tuple[str, str]]:
    """Every link with its title, "" where there is none.

    The title stands before its link, on the same line or the one above; behind the last link it
    may stand as well.
    """
    links = [one.rstrip(".,;:!?)'") for one in _LINK.findall(text)]
    between = [_tidy(part) for part in _LINK.split(text)]
    found = []
    for index, url in enumerate(links):
        title = between[index]
        if not title and index == len(links) - 1:
            title = between[index + 1]
        found.append((url, title))
    return found


def is_title(text: str) -> bool:
    """Whether a text can be a title: some signs, no address."""
    return len(text) <= LONGEST_TITLE and len(_tidy(text)) >= 2 and not _LINK.search(text)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)[:LONGEST_TITLE]
