"""How a page is declared, and where all declared pages are found.

A page is an async function of a ``Turn`` and of what its route carries. Who may open it is declared
with it and checked by the router whenever it is opened, however the way led there.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import bot

Role = Literal["liaison", "reviewer", "admin", "supplier", "observer"]
OFFICE: tuple[Role, ...] = ("admin", "reviewer", "observer")
"""Who may read everything: the office and its director."""
Page = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A typed text as the form that waits would keep it."""

    said: str
    """What would be kept, in words: shown where a tap is to confirm it. Empty: whatever is said."""
    sure: bool = True
    """False: the text may as well be a question, so that it is first heard as one."""
    moves: bool = False
    """It only leads on, as 跳过 does: there is nothing to confirm."""
    partly: bool = False
    """Only a part of the text is an answer: the form itself shows that part for one tap."""
    spoken: bool = False
    """It reads like what is asked for, in everyday words: shown for one tap, and not doubted."""
    lacks: str = ""
    """What an answer of this kind should say and this one does not, in words: asked for, and one
    tap keeps it as it is."""
    knows: frozenset[str] | None = None
    """The everyday questions that the form itself answers best; what is beyond doubt another one
    is answered first. None: the form's reading goes first, whatever else the text may ask."""


Fits = Callable[..., Awaitable[Fit | None]]
"""A form's own reader of a typed text, given the turn and what the route carries. None: not every
sign of the text is accounted for as an answer. A form without one takes whatever is said."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A page with its route pattern and who may open it."""

    pattern: str
    matcher: re.Pattern[str]
    numbers: frozenset[str]
    page: Page
    roles: tuple[Role, ...]
    strangers: bool
    words: tuple[str, ...]
    opens: tuple[str, ...]
    fits: Fits | None
    """Of a form that takes certain texts only; None: a name, a reason, whatever is said."""
    head: str
    """What every route of this page begins with: told apart before any pattern is tried."""
    reads: bool = False
    """It writes nothing but its letters: it is read beside the writer and holds up nobody."""
    draws: tuple[str, ...] = ()
    """What it takes from the draft when its button is pressed."""

    def read(self, route: str) -> dict[str, Any] | None:
        """What a route carries for this page, or None when it leads elsewhere."""
        if not route.startswith(self.head):
            return None
        match = self.matcher.fullmatch(route)
        if match is None:
            return None
        found = {name: text for name, text in match.groupdict().items() if text is not None}
        return {name: int(text) if name in self.numbers else text for name, text in found.items()}


PAGES: list[Declared] = []
"""Every page, in the order of their modules; filled by ``@page``."""


AFTERWARDS: list[Page] = []
"""What looks at a turn once its pages are done, before it is closed."""


def afterwards(function: Page) -> Page:
    """Declare something that looks at every turn after its pages."""
    AFTERWARDS.append(function)
    return function


def opens_a_page(text: str) -> bool:
    """Whether a text, typed exactly so, opens a page at any time."""
    return text in _index_now().alone


def page_named(*texts: str) -> tuple[Declared, str | None] | None:
    """The first page that a text opens: as its word, or as a word with a space and more behind it.

    ``texts``: what was said as it is heard, and then otherwise. With what stands behind the word,
    None where it stands alone (only of the text as it is heard).
    """
    index = _index_now()
    found: list[tuple[tuple[int, int, int], str | None]] = []
    if texts[0] in index.alone:
        found.append(((index.alone[texts[0]], 0, 0), None))
    for order, text in enumerate((*texts[1:], texts[0])):
        word, space, rest = text.partition(" ")
        if space and word in index.leading:
            found.append(((*index.leading[word], order), rest.strip()))
    if not found:
        return None
    (place, *_), behind = min(found, key=lambda one: one[0])
    return PAGES[place], behind


def typed_page(text: str) -> str:
    """The route of the page that a text, typed exactly so, opens by itself; empty: none."""
    every = (one.pattern for one in PAGES if text in one.words and "{" not in one.pattern)
    return next(every, "")


def page(
    pattern: str,
    *,
    roles: tuple[Role, ...] = (),
    strangers: bool = False,
    words: tuple[str, ...] = (),
    opens: tuple[str, ...] = (),
    fits: Fits | None = None,
    reads: bool = False,
    draws: tuple[str, ...] = (),
) -> Callable[[Page], Page]:
    """Declare a page.

    ``pattern``: segments divided by ``/``; ``{name}`` takes a segment, ``{name:int}`` a number,
    and a segment ending in ``?`` may be left out (its parameter then has a default).
    ``roles``: one of them is needed; ``liaison`` means liaison of the ``unit`` in the route where
    the route names one. Empty: everybody who is bound. ``strangers``: nobody needs to be bound.
    ``words``: typed exactly, they open the page. ``opens``: typed first, with more behind, they
    open the page and the rest is ``turn.rest``. ``fits``: for a form, what text is an answer.
    ``reads``: the page only shows. It is given a view of one moment in which every write is
    refused; what it says, records (``turn.record``) or puts off (``turn.then``) is written after.
    ``draws``: what its button confirms lies in the draft under these names; a button of an earlier
    letter, shown above something else, is refused (``bot.corridor.draft_marks``).
    """

    def declare(function: Page) -> Page:
        matcher, numbers = _compile(pattern)
        first = pattern.split("/")[0].removesuffix("?")
        head = "" if first.startswith("{") else first
        PAGES.append(
            Declared(
                pattern,
                matcher,
                numbers,
                function,
                roles,
                strangers,
                words,
                opens,
                fits,
                head,
                reads,
                draws,
            )
        )
        known = set(inspect.signature(function).parameters) - {"turn"}
        if known != set(matcher.groupindex):
            raise TypeError(f"{pattern} and {function.__name__} name different things")
        return function

    return declare


async def no_text(turn: object, **_: object) -> Fit | None:  # noqa: ARG001 -- the shape of Fits
    """``fits`` of a form that waits for files or presses only."""
    return None


_MARKED = re.compile(r"~[0-9a-f]{6}$")
"""A route's mark of the draft it draws on (``bot.corridor.draft_marks``)."""


def page_at(route: str) -> tuple[Declared, dict[str, Any]] | None:
    """The page a route leads to, and what the route carries; None: to no page."""
    read = _index_now().read
    found = read.get(route, _UNREAD)
    if found is _UNREAD:
        found = _read(route)
        if len(read) >= _MOST_READ:
            read.clear()
        read[route] = found
    return None if found is None else (found[0], dict(found[1]))


def _read(route: str) -> tuple[Declared, dict[str, Any]] | None:
    bare = _MARKED.sub("", route) if "~" in route else route
    for declared in _beginning(bare.partition("/")[0]):
        carried = declared.read(bare)
        if carried is not None:
            return declared, carried
    return None


_MOST_READ = 2048
"""Routes of which it is remembered what they carry: a turn looks the same one up several times."""
_UNREAD: Any = object()


@dataclass(frozen=True, slots=True)
class _Index:
    """Pages by what their routes begin with: a turn looks up each button that it shows."""

    pages: list[Declared] = field(default_factory=list)
    found: dict[str, tuple[Declared, ...]] = field(default_factory=dict)
    others: tuple[Declared, ...] = ()
    """Those whose routes begin with anything."""
    read: dict[str, tuple[Declared, dict[str, Any]] | None] = field(default_factory=dict)
    """What the routes of these days lead to."""
    alone: dict[str, int] = field(default_factory=dict)
    """The place of the first page that a word opens, typed alone."""
    leading: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The same of words that others follow, and the word's own place among its page's."""

    def stands(self) -> bool:
        """Whether the pages are those of then: more are declared at one end of them."""
        there, now = self.pages, PAGES
        return len(there) == len(now) and (not now or (there[0] is now[0] and there[-1] is now[-1]))


_index = [_Index()]


def may_draw(route: str) -> bool:
    """Whether any page whose routes begin like this one draws on the draft."""
    return any(one.draws for one in _beginning(route.partition("/")[0]))


def _beginning(head: str) -> tuple[Declared, ...]:
    """The pages whose routes may begin so, in the order in which they are tried."""
    index = _index_now()
    return index.found.get(head, index.others)


def _index_now() -> _Index:
    index = _index[0]
    if not index.stands():
        pages = list(PAGES)
        heads = {one.head for one in pages} - {""}
        found = {head: tuple(one for one in pages if one.head in ("", head)) for head in heads}
        others = tuple(one for one in pages if not one.head)
        index = _Index(pages, found, others)
        for place, one in enumerate(pages):
            for word in one.words:
                index.alone.setdefault(word, place)
            for number, word in enumerate(one.opens, 1):
                index.leading.setdefault(word, (place, number))
        _index[0] = index  # whole: another thread may ask meanwhile
    return index


def _compile(pattern: str) -> tuple[re.Pattern[str], frozenset[str]]:
    numbers: set[str] = set()
    text = ""
    for index, segment in enumerate(pattern.split("/")):
        optional = segment.endswith("?")
        named = re.fullmatch(r"\{(\w+)(:int)?\}", segment.removesuffix("?"))
        if named is None:
            body = re.escape(segment)
        elif named[2]:
            numbers.add(named[1])
            # Nine digits: every number of ours fits, and no int() of a hostile length is made.
            body = rf"(?P<{named[1]}>\d{{1,9}})"
        else:
            body = rf"(?P<{named[1]}>[^/]+)"
        body = ("/" if index else "") + body
        text += f"(?:{body})?" if optional else body
    return re.compile(text), frozenset(numbers)


@cache
def open_pages() -> None:
    """Declare every page of the house: the ``pages`` of each matter."""
    for name in rooms_called("pages"):
        importlib.import_module(name)


@cache
def open_all() -> None:
    """Declare every page and every recipe of the house: also the ``sheets`` of each matter."""
    open_pages()
    for name in rooms_called("sheets"):
        importlib.import_module(name)


@cache
def rooms_called(name: str) -> tuple[str, ...]:
    """The modules in the folders of this name, one of each matter; nothing else is loaded."""
    found = []
    for matter in pkgutil.iter_modules(bot.__path__, "bot."):
        if not matter.ispkg or matter.name == "bot.channels":
            continue
        rooms = [str(Path(place) / matter.name[4:]) for place in bot.__path__]
        for one in pkgutil.iter_modules(rooms, f"{matter.name}."):
            if one.name.endswith(f".{name}"):
                inside = [str(Path(room) / name) for room in rooms]
                more = pkgutil.walk_packages(inside, f"{one.name}.") if one.ispkg else ()
                found += [one.name, *(each.name for each in more)]
    return tuple(found)
