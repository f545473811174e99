"""A long list in pages that fit a phone: which part is shown, and the buttons that turn the page.

Here: counting and the two words 上一页, 下一页. Not here: what a list shows, and where it leads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.corridor.events import Button

Item = TypeVar("Item")
Other = TypeVar("Other")
ROW = tuple[Button, ...]
PER_PAGE = 8
"""Items on one page: more are not read on a phone."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list; ``first`` is the number of its first item, from 1."""

    items: tuple[Item, ...]
    page: int
    pages: int
    first: int
    total: int

    @property
    def mark(self) -> str:
        """（2/5 页）, short enough for the end of a title, or nothing where one page holds all."""
        return f"（{self.page}/{self.pages} 页）" if self.pages > 1 else ""

    def of(self, items: Sequence[Other]) -> Leaf[Other]:
        """The same page, with what was found out about its items."""
        return Leaf(tuple(items), self.page, self.pages, self.first, self.total)

    def turning(self, route: Callable[[int], str]) -> tuple[ROW, ...]:
        """The row of page buttons: none, one or two of them."""
        row = []
        if self.page > 1:
            row.append(Button(label="上一页", route=route(self.page - 1)))
        if self.page < self.pages:
            row.append(Button(label="下一页", route=route(self.page + 1)))
        return (tuple(row),) if row else ()


def leaf(items: Sequence[Item], page: int, size: int = PER_PAGE) -> Leaf[Item]:
    """The page of a list; a page beyond the end is the last one, page 0 the first."""
    pages = max(1, -(-len(items) // size))
    page = min(max(page, 1), pages)
    start = (page - 1) * size
    shown = tuple(items[start : start + size])
    return Leaf(shown, page, pages, start + 1, len(items))


def side_by_side(buttons: Sequence[Button], wide: int = 2) -> tuple[ROW, ...]:
    """Buttons in rows of ``wide``."""
    return tuple(tuple(buttons[i : i + wide]) for i in range(0, len(buttons), wide))
