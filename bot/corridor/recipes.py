"""Pictures and documents that go out, made when a letter is delivered: the door to the sheets.

A recipe is plain JSON and says all that is drawn, so a picture shows what was true when it was
asked for. The drawing itself lies in the ``sheets`` of the matters, each of which declares the
recipes it can make, as pages are declared (``bot.corridor.pages``). A sheet is loaded when the
first of its recipes is made.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from importlib.abc import InspectLoader
from typing import Any, BinaryIO

from bot.corridor.events import Recipe
from bot.corridor.pages import open_all, rooms_called

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
    """A sheet is opened by whoever first makes it: what writes Word takes a tenth of the memory."""
    for module in rooms_called("sheets"):
        if name in declared():
            return
        if f'"{name}"' in _source(module):
            importlib.import_module(module)
    if name not in declared():
        open_all()


def _source(module: str) -> str:
    found = importlib.util.find_spec(module)
    loader = found.loader if found else None
    return (loader.get_source(module) or "") if isinstance(loader, InspectLoader) else ""


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
