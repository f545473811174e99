"""Pictures and documents that go out, made when a letter is delivered: the door to the sheets.

A recipe is plain JSON and says all that is drawn, so a picture shows what was true when it was
asked for. The drawing itself lies in the ``sheets`` of the matters, each of which declares the
recipes it can make, as pages are declared (``bot.corridor.pages``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from bot.corridor.events import Recipe
from bot.corridor.pages import open_all

Open = Callable[[str], BinaryIO]
"""Opens the bytes of a digest. Raises FileNotFoundError where the store has none."""
Maker = Callable[[Mapping[str, Any]], bytes]
Packer = Callable[[Mapping[str, Any], Open], bytes | Iterator[bytes]]

_MAKERS: dict[str, Maker] = {}
_PACKERS: dict[str, Packer] = {}


def makes(name: str) -> Callable[[Maker], Maker]:
    """Declare what makes the recipe of this name from its data alone."""

    def declare(maker: Maker) -> Maker:
        _MAKERS[_new(name)] = maker
        return maker

    return declare


def packs(name: str) -> Callable[[Packer], Packer]:
    """Declare what makes the recipe of this name and draws on kept files, too."""

    def declare(packer: Packer) -> Packer:
        _PACKERS[_new(name)] = packer
        return packer

    return declare


def _new(name: str) -> str:
    if name in _MAKERS or name in _PACKERS:
        raise ValueError(f"the recipe {name} is declared twice")
    return name


def _declare(name: str) -> None:
    """The sheets are opened by whoever first makes one, where no program did so at its start."""
    if name not in declared():
        open_all()


def declared() -> frozenset[str]:
    """The names of all recipes that are declared so far."""
    return frozenset(_MAKERS) | frozenset(_PACKERS)


def no_store(digest: str) -> BinaryIO:
    """No store stands behind the sheets: every file is missing."""
    raise FileNotFoundError(digest)


def make(wanted: Recipe) -> bytes:
    """The bytes of what a recipe describes by itself.

    Raises:
        KeyError: no sheet has this name.
    """
    _declare(wanted.name)
    return _MAKERS[wanted.name](wanted.data)


def produce(wanted: Recipe, open_bytes: Open = no_store) -> bytes | Iterator[bytes]:
    """As ``make``, also for what draws on kept files; an archive comes in pieces.

    Raises:
        KeyError: no sheet has this name.
    """
    _declare(wanted.name)
    if wanted.name in _PACKERS:
        return _PACKERS[wanted.name](wanted.data, open_bytes)
    return make(wanted)


@makes("text")
def _text(data: Mapping[str, Any]) -> bytes:
    """A text file, such as the data from which a result is recomputed."""
    return str(data["text"]).encode()
