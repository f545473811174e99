"""Searching the text of all papers: what is found, where, and that the index keeps in step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Session
from storage.queries import papers, readings, search
from storage.queries.papers import Blob
from storage.queries.readings import NewLine, ReadPage
from tests.storage.queries_stage import NOW, Scene, scene

PAGES = (("实施方案", "本校举行诚信", "班会，照片"), ("第二页的末尾是班会",))


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        await file(made, "a" * 64, "三.4")
        await read(made.db, "a" * 64, PAGES)
        yield made


async def file(made: Scene, digest: str, row: str) -> int:
    await papers.keep_blob(made.db, Blob(digest, 1, "pdf", None), NOW)
    return await papers.add_evidence(
        made.db,
        made.form,
        row,
        digest=digest,
        url=None,
        label="方案.pdf",
        caption="",
        receipt="R202611-0001",
        person_id=made.person.id,
        now=NOW,
    )


async def read(db: Session, digest: str, pages: tuple[tuple[str, ...], ...]) -> None:
    """As the reader keeps what it read."""
    await readings.ask(db, digest, NOW)
    lines = [
        NewLine(number, n, text, text, None, "text", 1000)
        for number, page in enumerate(pages, 1)
        for n, text in enumerate(page)
    ]
    known = [ReadPage(digest, number, 0, 0, 0, 0) for number in range(1, len(pages) + 1)]
    await readings.replace_lines(db, digest, known, lines)
    await readings.settle(
        db, digest, "done", unread="", partly=False, now=NOW, pages=len(pages), pictures=0,
        taken_at=None, cpu_ms=0, reader="test",
    )  # fmt: skip


async def pages(db: Session, text: str) -> list[int]:
    return [one.page for one in await search.hits(db, text, None, 10)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("诚信班会", [1]),  # across the end of a line
        ("班会", [1, 2]),  # two letters, once at the very end of a page
        ("末尾是班会", [2]),
        ("照片", [1]),
        ("实施方案", [1]),
        ("会第", []),  # not across the end of a page
        ("没有这个", []),
        ("没有", []),
        ("会", []),  # one letter stands everywhere
        ("", []),
        ('"班会"', []),
        ("班会*", []),
        ("NOT", []),
    ],
)
async def test_where_a_text_stands(county: Scene, text: str, found: list[int]) -> None:
    assert await pages(county.db, text) == found


async def test_what_is_read_anew_is_found_as_it_is_now(county: Scene) -> None:
    await read(county.db, "a" * 64, (("只剩一行制度文件",),))
    assert await pages(county.db, "班会") == []
    assert await pages(county.db, "制度") == [1]
    assert await search.unlike(county.db) == []
    assert await search.is_whole(county.db)


async def test_what_is_half_kept_is_not_found(county: Scene) -> None:
    """Its first pages are kept, the rest is not yet; one that was read before is found again."""
    await file(county, "c" * 64, "四.1")
    await readings.ask(county.db, "c" * 64, NOW)
    page, line = (
        ReadPage("c" * 64, 1, 0, 0, 0, 0),
        NewLine(1, 1, "头一页", "头一页", None, "text", 9),
    )
    await readings.replace_lines(county.db, "c" * 64, [page], [line], 0, 1)
    assert await pages(county.db, "头一页") == []
    await county.db.execute("update readings set state = 'waiting'")
    assert await pages(county.db, "诚信班会") == [1]


async def test_only_papers_that_serve_are_found(county: Scene) -> None:
    other = await file(county, "b" * 64, "四.1")
    await read(county.db, "b" * 64, (("诚信班会",),))
    hits = await search.hits(county.db, "诚信班会", None, 10)
    assert [(one.row, one.label, one.unit_id) for one in hits] == [
        ("三.4", "方案.pdf", county.unit.id),
        ("四.1", "方案.pdf", county.unit.id),
    ]
    await papers.remove_evidence(county.db, other, NOW)
    assert [one.row for one in await search.hits(county.db, "诚信班会", None, 10)] == ["三.4"]
    assert await search.hits(county.db, "诚信班会", [county.unit.id + 1], 10) == []


@pytest.mark.sqlite
async def test_an_index_out_of_step_is_noticed_and_made_anew(county: Scene) -> None:
    await county.db.execute("update reading_lines set text_search = '改成别的' where line = 1")
    assert await search.unlike(county.db) == ["a" * 64]
    await search.rebuild(county.db)
    assert await search.unlike(county.db) == []
    assert await pages(county.db, "改成别的") == [1]
    await county.db.execute("drop trigger reading_texts_new")
    await read(county.db, "a" * 64, PAGES)
    assert not await search.is_whole(county.db)
    await search.rebuild(county.db)
    assert await search.is_whole(county.db)
    assert await pages(county.db, "班会") == [1, 2]
