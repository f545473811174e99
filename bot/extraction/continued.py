"""Rows of page after page: a row that a page cut in two is one again, a heading is said once.

Pure. Not here: how the rows of a page are found (`grid`, `columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.extraction.fields import Field, Row, is_figure, is_heading
from bot.extraction.sound import cut_short, doubted

_FEW: Final = 3
_NUMBERED: Final = re.compile(
    r"[-—–\s]*[0-9]{1,3}[-—–\s]*|第\s*[0-9]+\s*页(?:\s*[,，/]?\s*共\s*[0-9]+\s*页)?|[0-9]+\s*/\s*[0-9]+"
)
"""The number of a page at its foot."""


def continued(rows: list[Row], page: Sequence[Row]) -> list[Row]:
    """The rows with those of the next page: a row that the page cut in two is one again."""
    page = [row for row in page if not (len(row) == 1 and _NUMBERED.fullmatch(row[0].text))]
    page = _without_running_head(rows, page)
    if not rows or not page or len(rows[-1]) < _FEW:
        return [*rows, *page]
    if cut_short(rows[-1], page[0]):
        return [*rows[:-1], doubted(rows[-1]), *page]
    body = page[1:] if _is_head_again(rows, page[0]) else page
    if not body or not _goes_on(rows[-1], body[0]):
        return [*rows, *page]
    joined = tuple(_joined(one, more) for one, more in zip(rows[-1], body[0], strict=True))
    return [*rows[:-1], joined, *body[1:]]


def _without_running_head(rows: Sequence[Row], page: list[Row]) -> list[Row]:
    """The page without the lines over its table that stood at the top of the first one, too."""
    said = {row[0].text for row in rows if len(row) == 1}
    at = 0
    while at < len(page) and len(page[at]) == 1 and page[at][0].text in said:
        at += 1
    return page[at:] if at < len(page) and len(page[at]) >= _FEW else page


def _is_head_again(rows: Sequence[Row], row: Row) -> bool:
    """Whether a page's first row is the heading of the table that goes on."""
    texts = [one.text for one in row]
    if any(is_figure(one) for one in texts) or sum(bool(one) for one in texts) < _FEW:
        return False
    return any([one.text for one in before] == texts for before in reversed(rows))


def _goes_on(last: Row, first: Row) -> bool:
    """Whether a page's first row is the rest of the row above: no name of its own, no figures."""
    if len(first) != len(last) or first[0].text or any(one.across for one in first):
        return False
    return not any(is_figure(one.text) or is_heading(one.text) for one in first)


def _joined(one: Field, more: Field) -> Field:
    between = "\n" if one.text.endswith(("。", "；", ";")) else ""
    text = f"{one.text}{between}{more.text}" if more.text else one.text
    return replace(one, text=text, places=(*one.places, *more.places))
