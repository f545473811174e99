"""What the queries of editions, proposals and appeals promise, on a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.queries import editions, papers
from storage.queries.editions import AppealPaper, Publication
from storage.queries.papers import Blob
from tests.storage.queries_stage import LATER, NOW, Scene, clashing, scene

HASH = "a" * 64


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        yield made


async def edition(here: Scene, kind: str, version: int) -> Publication:
    """Keep an edition."""
    return await editions.add(
        here.db,
        quarter_id=here.quarter,
        kind=kind,
        version=version,
        snapshot=f'{{"version":{version}}}',
        hash=HASH,
        reason="",
        proposed_by=here.person.id,
        confirmed_by=here.person.id,
        now=NOW,
    )


async def test_the_newest_edition_of_a_kind_counts_and_the_older_is_kept(here: Scene) -> None:
    """Each kind has its own numbers; a number is given once."""
    first = await edition(here, "announced", 1)
    second = await edition(here, "announced", 2)
    only = await edition(here, "published", 1)
    assert await editions.newest(here.db, here.quarter, "announced") == second
    assert await editions.newest(here.db, here.quarter, "published") == only
    assert await editions.of_number(here.db, here.quarter, "announced", 1) == first
    assert await editions.of_number(here.db, here.quarter, "announced", 3) is None
    listed = await editions.of_quarter(here.db, here.quarter)
    assert [(one.kind, one.version) for one in listed] == [
        ("announced", 1),
        ("announced", 2),
        ("published", 1),
    ]
    async with clashing(here.db):
        await edition(here, "announced", 2)


async def test_one_proposal_waits_for_a_quarter_at_a_time(here: Scene) -> None:
    """A settled one makes room; it is settled once."""
    person, quarter = here.person.id, here.quarter
    assert await editions.proposal(here.db, quarter) is None
    await editions.propose(here.db, quarter, "announced", "m1", "{}", person, NOW)
    async with clashing(here.db):
        await editions.propose(here.db, quarter, "published", "m2", "{}", person, NOW)
    waiting = await editions.proposal(here.db, quarter)
    assert waiting is not None
    assert (waiting.kind, waiting.mark, waiting.proposed_by) == ("announced", "m1", person)
    assert await editions.settle(here.db, waiting.id, "declined", person, LATER)
    assert not await editions.settle(here.db, waiting.id, "confirmed", person, LATER)
    assert await editions.proposal(here.db, quarter) is None
    await editions.propose(here.db, quarter, "published", "m2", "{}", person, NOW)


async def test_an_appeal_is_answered_once_and_keeps_its_papers(here: Scene) -> None:
    """The first answer stands."""
    await papers.keep_blob(here.db, Blob(HASH, 9, "jpg", None), NOW)
    number = await editions.add_appeal(
        here.db, here.form, "三.4", "材料齐全请重新认定", here.person.id, NOW
    )
    await editions.add_appeal_paper(here.db, number, HASH, "照片.jpg", here.person.id, NOW)
    assert await editions.appeal_papers(here.db, number) == [AppealPaper(HASH, "照片.jpg", "jpg")]
    assert await editions.answer_appeal(here.db, number, "upheld", "维持", here.person.id, LATER)
    again = await editions.answer_appeal(here.db, number, "changed", "改", here.person.id, LATER)
    assert not again
    found = await editions.appeal(here.db, number)
    assert found is not None
    assert (found.state, found.answer, found.row) == ("upheld", "维持", "三.4")
    assert await editions.appeals_of_form(here.db, here.form) == [found]
    assert await editions.appeals_of_quarter(here.db, here.quarter) == [found]
    assert await editions.appeal(here.db, number + 1) is None
