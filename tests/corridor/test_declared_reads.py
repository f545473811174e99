"""Every page that is declared to read only does so: opened by every role, in a county with all.

A write in the view of one moment is refused there and answered with an apology, which is what would
be found here. What is opened may have nothing to show; a sentence that says so is an answer.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.corridor.pages import PAGES, Declared, open_all
from storage.queries import people
from tests.invariants.whole_county import play_it
from tests.stage import Stage, stage

ROLES = {
    "admin": "赵主任",
    "liaison": "李敏",
    "reviewer": "钱审核",
    "observer": "孙观察",
    "supplier": "周报送",
}
NUMBERS = {"quarter": (1, 2), "unit": (1, 4), "person": (1,), "one": (1,), "other": (4,)}
TEXTS = {
    "row": ("三.4", "二.2"),
    "kind": ("announced", "published"),
    "role": ("reviewer",),
    "name": ("材料",),
    "when": ("morning",),
    "how": ("all",),
}
OPENED = 3
"""So many ways a page is opened by each of its roles."""


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """Everything a quarter sees, and somebody of every role."""
    open_all()
    async with stage(tmp_path) as county:
        await play_it(county)
        async with county.database.transaction() as db:
            for role in ("reviewer", "observer", "supplier"):
                person = await people.add_person(db, ROLES[role], "", county.now)
                await people.add_identity(db, person.id, "web", ROLES[role], county.now)
                await people.give_role(db, person.id, role, None, None, county.now)
        yield county


def _routes(declared: Declared) -> Iterator[str]:
    """Some routes of a page: what may be left out left out, and filled in."""
    parts = []
    for part in declared.pattern.split("/"):
        if not part.startswith("{"):
            parts.append((part,))
            continue
        name, _, kind = part.strip("{}?").partition(":")
        kind = kind.rstrip("}")
        values = NUMBERS.get(name, (1, 0)) if kind == "int" else TEXTS.get(name, ("x", "1"))
        parts.append((*(("",) if part.endswith("?") else ()), *map(str, values)))
    for chosen in itertools.islice(itertools.product(*parts), OPENED):
        yield "/".join(one for one in chosen if one)


@pytest.mark.parametrize("role", ROLES)
async def test_a_page_that_is_declared_to_read_only_reads(play: Stage, role: str) -> None:
    """Whoever may open it is told something, and never that something went wrong."""
    pages = [one for one in PAGES if one.reads and (not one.roles or role in one.roles)]
    assert pages, "nothing was opened"
    wrote = []
    for route in (one for page in pages for one in _routes(page)):
        letters = await play.send(ROLES[role], route=route)
        if any("系统出了点问题" in letter.text for _, letter in letters):
            wrote.append(route)
    assert wrote == []
