"""Pictures and documents that go out, made when a letter is delivered.

Here: the door, from a recipe's name to the sheet that makes it. A recipe is plain JSON and says
all that is drawn, so a picture shows what was true when it was asked for. The drawing itself and
the reading of spreadsheets are in the files beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Final

from bot.events import Recipe
from bot.sheets import (
    archive,
    circular,
    evidence_pack,
    ranking_picture,
    result_book,
    roster,
    supply_book,
    trend_picture,
    year_book,
)
from bot.sheets.archive import Open
from bot.sheets.invitation_list import InvitationLine, write_invitations
from bot.sheets.ranking_picture import RankingLine, RankingPicture
from bot.sheets.trend_picture import TrendPicture, TrendPoint


def no_store(digest: str) -> BinaryIO:
    """No store stands behind the sheets: every file is missing."""
    raise FileNotFoundError(digest)


def make(recipe: Recipe) -> bytes:
    """The bytes of what a recipe describes by itself.

    Raises:
        KeyError: no sheet has this name.
    """
    return RECIPES[recipe.name](recipe.data)


def produce(recipe: Recipe, open_bytes: Open = no_store) -> bytes | Iterator[bytes]:
    """As ``make``, also for what draws on kept files; an archive comes in pieces.

    Raises:
        KeyError: no sheet has this name.
    """
    if recipe.name in FROM_STORE:
        return FROM_STORE[recipe.name](recipe.data, open_bytes)
    return make(recipe)


def _archive(data: Mapping[str, Any], open_bytes: Open) -> Iterator[bytes]:
    """A part of an evidence archive; ``data`` is ``Contents.as_json``."""
    return archive.stream(archive.of_json(data), open_bytes)


def _ranking(data: Mapping[str, Any]) -> bytes:
    """A page of a ranking as a PNG; ``data`` is ``asdict`` of a ``RankingPicture``."""
    lines = tuple(RankingLine(**line) for line in data["lines"])
    grades = tuple((str(name), int(count)) for name, count in data.get("grades", ()))
    return ranking_picture.draw(RankingPicture(**{**data, "lines": lines, "grades": grades}))


def _trend(data: Mapping[str, Any]) -> bytes:
    """A unit's course as a PNG; ``data`` is ``asdict`` of a ``TrendPicture``."""
    points = tuple(TrendPoint(**point) for point in data["points"])
    return trend_picture.draw(TrendPicture(**{**data, "points": points}))


def _template(_: Mapping[str, Any]) -> bytes:
    """The form for the list of units, as xlsx."""
    return roster.template()


def _roster(data: Mapping[str, Any]) -> bytes:
    """The list of units as xlsx; ``lines`` are ``asdict`` of ``RosterLine``."""
    lines = data["lines"]
    return roster.write_roster(
        roster.RosterLine(**{**line, "aliases": tuple(line["aliases"])}) for line in lines
    )


def _invitations(data: Mapping[str, Any]) -> bytes:
    """Invitations to many units as xlsx; ``lines`` are ``asdict`` of ``InvitationLine``."""
    return write_invitations(InvitationLine(**line) for line in data["lines"])


def _text(data: Mapping[str, Any]) -> bytes:
    """A text file, such as the data from which a result is recomputed."""
    return str(data["text"]).encode()


RECIPES: Final[Mapping[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "ranking": _ranking,
    "trend": _trend,
    "circular": circular.make,
    "results": result_book.make,
    "text": _text,
    "roster template": _template,
    "roster": _roster,
    "supply": supply_book.make,
    "invitations": _invitations,
    "year": year_book.make,
}
"""Every recipe by its name."""

FROM_STORE: Final[Mapping[str, Callable[[Mapping[str, Any], Open], bytes | Iterator[bytes]]]] = {
    "archive": _archive,
    "evidence pack": evidence_pack.make,
}
"""Recipes that draw on kept files, by their names."""
