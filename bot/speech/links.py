"""Finding addresses of web pages, and the titles beside them, in what a person typed."""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINK: Final = 1000
LONGEST_TITLE: Final = 100
_REST: Final = r"[^\s一-鿿，。；：、！？（）《》“”‘’【】<>\"]"
_HOST: Final = r"(?<![a-z0-9@._/-])(?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov)"
"""An address without https:// is one when it begins with www. or ends a host that there is."""
_LINK: Final = re.compile(
    rf"https?://{_REST}+|(?<![a-z0-9@._/-])www\.{_REST}+|{_HOST}(?![a-z0-9@.-])(?:[/:?#]{_REST}*)?",
    re.IGNORECASE,
)
_EDGES: Final = " \t\n,，.。;；:：、-—|【】[]()（）《》“”\"'"


def find(text: str) -> list[tuple[str, str]]:
    """Every link with its title, "" where there is none.

    The title stands before its link, on the same line or the one above; behind the last link it
    may stand as well.
    """
    links = [_whole(one.rstrip(".,;:!?)'")) for one in _LINK.findall(text)]
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


def without(text: str) -> str:
    """A text without its links."""
    return _tidy(_LINK.sub(" ", text))


def _whole(url: str) -> str:
    """An address that can be opened: www.… is http://www.…, as a browser takes it."""
    return url if url.lower().startswith(("http://", "https://")) else f"http://{url}"


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)[:LONGEST_TITLE]
