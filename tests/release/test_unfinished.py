"""Nothing unfinished is released without being told: returns, what is open, the second person."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.editions.edition import read
from bot.invariants import broken_invariants
from tests.stage import Stage, stage

ADMIN, OTHER = "赵主任", "周洁"
RETURNED = (
    "claim 县教育局 六.2 出台制度文件 true",
    "submitted 县教育局",
    "return 县教育局 六.2 缺少佐证材料，请补传",
    "finished",
    "state review",
)


@asynccontextmanager
async def released(folder: Path, *given: str) -> AsyncIterator[Stage]:
    """The stage after an announcement by two admins; returns that were due are ended."""
    async with stage(folder, before=(f"colleague {OTHER} admin", *given)) as play:
        if any(line.startswith("return ") for line in given):
            await play.send(ADMIN, route="returns/end/1/0")
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        await play.send(ADMIN, press="确实提前公示")
        await play.send(OTHER, "公示")
        await play.send(OTHER, press="确认公示")
        yield play


async def _broken(play: Stage) -> set[str]:
    return {one.name for one in await broken_invariants(play.database, play.store)}


async def _edition(play: Stage) -> str:
    (row,) = await play.query("select snapshot from publications")
    return str(row[0])


async def test_an_unanswered_return_is_released_by_the_rule_and_recomputed(tmp_path: Path) -> None:
    """0 of 12, with the row in the edition's own text, from which the same follows."""
    async with released(tmp_path, *RETURNED) as play:
        edition = read(await _edition(play))
        table, one = edition.of_unit(1) or pytest.fail("the unit is in the edition")
        assert one.returned == {"六.2": None}
        assert one.open == {"returned": ("六.2",)}
        assert one.points["六.2"] == 0
        assert one.facts["六.2"]["出台制度文件"] is True
        assert table.assessment(one).rows["六.2"].points == 0
        assert read(edition.text).hash == edition.hash


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (
            """update reviews set decision = 'return' where form_id = 2 and "row" = '三.4'""",
            "no-edition-rests-on-an-unanswered-return",
        ),
        (
            "update forms set state = 'filling', submitted_at = null where id = 3",
            "open-points-are-in-the-edition",
        ),
    ],
)
async def test_what_an_edition_does_not_tell_is_found(
    tmp_path: Path, statement: str, name: str
) -> None:
    """Broken on purpose, behind the pages' back."""
    async with released(tmp_path, *RETURNED) as play:
        assert name not in await _broken(play)
        async with play.database.transaction() as db:
            await db.execute(statement)
        assert name in await _broken(play)


async def test_an_edition_of_the_first_form_keeps_its_text_and_hash(tmp_path: Path) -> None:
    """What was released before returns had a rule is read as it was written."""
    async with released(tmp_path, "finished", "state review") as play:
        kept = json.loads(await _edition(play))
    kept["format"] = 1
    for table in kept["tables"]:
        for unit in table["units"]:
            del unit["returned"], unit["open"]
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert read(text).text == text


async def test_the_only_admin_releases_around_nothing(tmp_path: Path) -> None:
    """With something open the one admin is told what to do; forged routes come no further."""
    async with stage(tmp_path, before=("submitted 县教育局", "state review")) as play:
        await play.send(ADMIN, "公示")
        letters = await play.send(ADMIN, press="提议公示")
        assert "放着它们公示要有另一位管理员确认" in letters[-1][1].text
        assert not await play.query("select id from release_proposals")


async def test_an_ended_return_takes_nothing_more(tmp_path: Path) -> None:
    """Neither a figure nor a paper nor a supplement; the unit reads why."""
    async with stage(tmp_path, before=RETURNED) as play:
        await play.send(ADMIN, route="returns/end/1/0")
        for route in ("resubmit/yes/1/1/六.2", "put/1/1/六.2/0/0", "proof/1/1/六.2"):
            await play.send("李敏", route=route)
        rows = await play.query("select decision, closed_at from reviews where \"row\" = '六.2'")
        assert [(row[0], bool(row[1])) for row in rows if row[0] == "return"] == [("return", True)]
        home = (await play.send("李敏", "首页"))[-1][1]
        assert "去补正" not in str(home.buttons)
        assert (await play.send(ADMIN, route="returns/end/1"))[-1][1].text.startswith("现在没有")


_LATE = "'2026-11-23T02:00:00.000000Z'"
REOPENED = """update reviews set superseded_at = at where form_id = 1 and "row" = '三.4'"""
DOUBTED = (
    'insert into review_doubts (form_id, "row", note, by_person, at) values'
    f" (1, '三.4', '像去年的', 3, {_LATE})"
)
APPEALED = (
    'insert into appeals (form_id, "row", text, by_person, at, state) values'
    f" (1, '三.4', '有异议', 1, {_LATE}, 'open')"
)


@pytest.mark.parametrize("statement", [REOPENED, DOUBTED, APPEALED])
async def test_every_kind_of_open_point_of_a_published_quarter_is_in_its_edition(
    tmp_path: Path, statement: str
) -> None:
    """What nobody reviewed, is in doubt, is appealed against or was left open, too."""
    given = ("finished", "claim 县教育局 三.4 取得成效的应用 1", "state review")
    async with released(tmp_path, *given) as play:
        async with play.database.transaction() as db:
            await db.execute("update publications set kind = 'published'")
            await db.execute("update quarters set state = 'published'")
        before = await _broken(play)
        async with play.database.transaction() as db:
            assert await db.execute(statement)
        assert "open-points-are-in-the-edition" not in before
        assert "open-points-are-in-the-edition" in await _broken(play)
