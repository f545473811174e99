"""Releasing results: two people, once, whole, and nothing before; forged routes reach nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.corridor.pages import PAGES
from bot.corridor.recipes import make
from bot.editions.edition import read
from bot.invariants import beyond, broken_invariants
from bot.release.naming import last_of
from tests.stage import SHANGHAI, Stage, stage

ADMIN, OTHER, LIAISON = "赵主任", "王强", "李敏"
GIVEN = (
    f"role {OTHER} admin",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    'cut 县教育局 三.4 {"取得成效的应用":2,"仅有通知或文件的应用":0} 第三项没有成效证明',
    "submitted 县教育局",
    "submitted 冢头镇",
    "state review",
)
AFTER_APPEALS = datetime(2027, 1, 26, 9, 0, tzinfo=SHANGHAI)


@asynccontextmanager
async def county(folder: Path, *more: str) -> AsyncIterator[Stage]:
    """The stage with two admins and a quarter under review."""
    async with stage(folder, before=(*GIVEN, *more)) as play:
        yield play


async def _propose(play: Stage, word: str, who: str = ADMIN) -> str:
    """Propose; the route of the confirming button."""
    await play.send(who, word)
    await play.send(who, press=f"提议{word}")
    if word == "公示" and await _state(play) == "review":
        await play.send(who, press="确实提前公示")
    return play.button("信用办群", f"确认{word}")


async def _announced(play: Stage) -> None:
    await play.send(OTHER, route=await _propose(play, "公示"))


async def _published(play: Stage) -> None:
    await _announced(play)
    play.now = AFTER_APPEALS
    await play.send(OTHER, route=await _propose(play, "公布"))


async def _state(play: Stage) -> str:
    (row,) = await play.query("select state from quarters")
    return str(row[0])


async def test_a_published_edition_is_kept_hashed_and_recomputed_from_itself(
    tmp_path: Path,
) -> None:
    """Text, hash, audit row and both people; every total follows from the text alone."""
    async with county(tmp_path) as play:
        # What the stage takes as given was written by no page, and so without its audit rows.
        given = await broken_invariants(play.database, play.store)
        await _published(play)
        rows = await play.query("select * from publications where kind = 'published'")
        (kept,) = rows
        assert kept["hash"] == hashlib.sha256(kept["snapshot"].encode()).hexdigest()
        people = await play.query("select id, name from persons order by id")
        named = {row["name"]: row["id"] for row in people}
        assert (kept["proposed_by"], kept["confirmed_by"]) == (named[ADMIN], named[OTHER])
        (entry,) = await play.query(
            f"select after from audit where subject = 'publication/{kept['id']}'"
        )
        noted = json.loads(entry["after"])
        assert (noted["hash"], noted["version"], noted["alone"]) == (kept["hash"], 1, False)
        edition = read(kept["snapshot"])
        assert [len(table.results) for table in edition.tables] == [3, 2]
        for table in edition.tables:
            assert all(table.assessment(one).total == one.total for one in table.results)
        broken = await broken_invariants(play.database, play.store)
        assert beyond(given, broken) == []


async def test_fifty_confirmations_at_once_release_one_edition(tmp_path: Path) -> None:
    """Each unit and the group are told once."""
    async with county(tmp_path) as play:
        route = await _propose(play, "公示")
        await play.query("select 1")
        before = await play.query("select count(*) from outbox where chat = ?", LIAISON)
        await asyncio.gather(*(play.send(OTHER, route=route, update=f"c{n}") for n in range(50)))
        assert len(await play.query("select id from publications")) == 1
        after = await play.query("select count(*) from outbox where chat = ?", LIAISON)
        assert after[0][0] - before[0][0] == 1
        moves = await play.query("select id from audit where action = 'quarter.announced'")
        assert len(moves) == 1


async def test_two_proposals_at_once_are_one(tmp_path: Path) -> None:
    """The second is shown the first one's."""
    async with county(tmp_path) as play:
        for who in (ADMIN, OTHER):
            await play.send(who, "公示")
            await play.send(who, press="提议公示")
        routes = [play.button(who, "确实提前公示") for who in (ADMIN, OTHER)]
        await asyncio.gather(play.send(ADMIN, route=routes[0]), play.send(OTHER, route=routes[1]))
        assert len(await play.query("select id from release_proposals")) == 1
        assert await _state(play) == "review"


async def test_a_proposal_is_void_when_a_figure_has_changed_since(tmp_path: Path) -> None:
    """What was shown is what is released, or nothing is."""
    async with county(tmp_path) as play:
        route = await _propose(play, "公示")
        sql = "update reviews set accepted = ? where decision = 'cut'"
        async with play.database.transaction() as db:
            await db.execute(sql, ('{"取得成效的应用":1,"仅有通知或文件的应用":0}',))
        letters = await play.send(OTHER, route=route)
        assert "数据有了变化" in letters[-1][1].text
        assert await _state(play) == "review"
        assert await play.query("select id from publications") == []
        (row,) = await play.query("select outcome from release_proposals")
        assert row["outcome"] == "overtaken"
        again = await play.send(OTHER, route=route)
        assert "没有等待确认" in again[-1][1].text


async def test_nothing_leaks_before_release(tmp_path: Path) -> None:
    """While a release or a correction waits, a liaison hears and sees nothing of it."""
    async with county(tmp_path) as play:
        heard = len(await play.query("select id from outbox where chat = ?", LIAISON))
        await _propose(play, "公示")
        assert len(await play.query("select id from outbox where chat = ?", LIAISON)) == heard
        (_, message), *_ = await play.send(LIAISON, "排名")
        assert "还没有公布" in message.text


async def test_nothing_is_released_around_a_form_that_cannot_be_assessed(tmp_path: Path) -> None:
    """The trial and the release name the unit and its number, and nothing is written."""
    async with county(tmp_path) as play:
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1' where input = '仅有通知或文件的应用'")
            await db.execute("delete from reviews")
        for said in ("试算", "公示"):
            letters = await play.send(ADMIN, said)
            assert re.search(r"教育局（编号 F\d+）未算", letters[-1][1].text), said
        assert await play.query("select id from release_proposals") == []


async def test_no_letter_and_no_order_of_letters_tells_a_place(tmp_path: Path) -> None:
    """None before the second word; then all at one moment, in an order that is not the ranking's.

    The unit that comes first in the roster is last in the ranking, and the other way round.
    """
    people = {"李敏": 1, "钱会计": 2, "孙站长": 3, "王强": 4, "周干事": 5}
    more = (
        "liaison 钱会计 县财政局",
        "liaison 孙站长 县交通运输局",
        "liaison 周干事 龙山街道",
        "claim 县财政局 三.1b 宣传活动 4",
        "claim 县交通运输局 三.1b 宣传活动 5",
    )
    async with county(tmp_path, *more) as play:

        async def letters() -> list[tuple[str, str]]:
            rows = await play.query("select chat, created_at as at from outbox order by id")
            return [
                (row["chat"], row["at"]) for row in rows if row["chat"] in set(people) - {OTHER}
            ]

        for word, kind in (("公示", "announced"), ("公布", "published")):
            before = await letters()
            route = await _propose(play, word)
            assert await letters() == before
            await play.send(OTHER, route=route)
            fresh = (await letters())[len(before) :]
            told = [chat for chat, _ in fresh]
            assert told == sorted(told, key=people.__getitem__)
            assert set(told) == set(people) - {OTHER}
            assert len({at for _, at in fresh}) == 1
            (row,) = await play.query("select snapshot from publications where kind = ?", kind)
            ranked = [one.unit for one in read(row["snapshot"]).tables[0].results]
            assert ranked != sorted(ranked)
            play.now = AFTER_APPEALS


async def test_a_decision_after_the_announcement_waits_for_its_own_edition(
    tmp_path: Path,
) -> None:
    """The place a liaison sees is the edition's, whatever was decided since."""
    async with county(tmp_path) as play:
        await _announced(play)
        sql = "update reviews set accepted = ? where decision = 'cut'"
        async with play.database.transaction() as db:
            await db.execute(sql, ('{"取得成效的应用":1,"仅有通知或文件的应用":0}',))
        (_, message), *_ = await play.send(LIAISON, "排名")
        assert "4 分" in message.text
        await play.send(OTHER, route=await _propose(play, "公示"))
        (_, message), *_ = await play.send(LIAISON, "排名")
        assert "2 分" in message.text
        versions = await play.query("select version, snapshot, hash from publications")
        assert [row["version"] for row in versions] == [1, 2]
        assert read(versions[1]["snapshot"]).supersedes == versions[0]["hash"]


async def test_a_correction_changes_nothing_until_the_second_word(tmp_path: Path) -> None:
    """Not the figures, not the place; then version 2 supersedes and version 1 is kept."""
    async with county(tmp_path) as play:
        await _published(play)
        await play.send(ADMIN, "更正 教育局 三.4")
        await play.send(ADMIN, press="改 取得成效的应用")
        await play.send(ADMIN, "5")
        await play.send(ADMIN, "核对台账，漏计三项应用")
        await play.send(ADMIN, press="提议更正")
        reviews = await play.query("select accepted from reviews where superseded_at is null")
        assert [json.loads(row[0])["取得成效的应用"] for row in reviews] == [2]
        own = await play.send(ADMIN, route=play.button("信用办群", "确认更正"))
        assert "由另一位管理员确认" in own[-1][1].text
        letters = await play.send(OTHER, route=play.button("信用办群", "确认更正"))
        told = [message.text for chat, message in letters if chat == LIAISON]
        assert any("上一版：4 分第 1 名" in text for text in told)
        rows = await play.query(
            "select version, snapshot, reason from publications where kind = 'published'"
        )
        assert [row["version"] for row in rows] == [1, 2]
        first, second = (read(row["snapshot"]) for row in rows)
        assert [str(one.of_unit(1)[1].total) for one in (first, second)] == ["4", "10"]  # type: ignore[index] # unit 1 is in both
        assert "漏计三项应用" in rows[1]["reason"]
        (_, message), *_ = await play.send(LIAISON, "排名")
        assert "第 2 版" in message.text


async def test_what_a_correction_changes_is_seen_before_it_is_confirmed(tmp_path: Path) -> None:
    """By the second admin, from what waits; the one who proposed sees it and may take it back."""
    async with county(tmp_path) as play:
        await _published(play)
        await play.send(ADMIN, "更正 教育局 三.4")
        await play.send(ADMIN, press="改 取得成效的应用")
        await play.send(ADMIN, "5")
        await play.send(ADMIN, "核对台账，漏计三项应用")
        await play.send(ADMIN, press="提议更正")
        own = (await play.send(ADMIN, press="看提议"))[-1][1]
        assert "4/10 分 → 10/10 分" in own.text
        assert [one.label for row in own.buttons for one in row] == ["撤回提议"]
        waits = (await play.send(OTHER, "待确认"))[-1][1]
        assert not any(one.label.startswith("确认") for row in waits.buttons for one in row)
        seen = (await play.send(OTHER, press="看2026年四季度更正"))[-1][1]
        assert "4/10 分 → 10/10 分" in seen.text
        assert "原因：核对台账，漏计三项应用" in seen.text
        assert [one.label for row in seen.buttons for one in row] == ["确认更正", "不同意"]
        await play.send(OTHER, press="确认更正")
        rows = await play.query("select version from publications where kind = 'published'")
        assert [row["version"] for row in rows] == [1, 2]


async def test_nobody_corrects_or_confirms_for_the_own_unit(tmp_path: Path) -> None:
    """王强 is admin and liaison of 冢头镇."""
    async with county(tmp_path) as play:
        await _published(play)
        letters = await play.send(OTHER, "更正 冢头镇 二.4")
        assert "由别人办" in letters[-1][1].text
        await play.send(ADMIN, "更正 冢头镇 二.4")
        await play.send(ADMIN, route="correct/1/4/二.4/put/0/1")
        await play.send(ADMIN, "台账已经核实")
        await play.send(ADMIN, press="提议更正")
        letters = await play.send(OTHER, route=play.button("信用办群", "确认更正"))
        assert "由别人办" in letters[-1][1].text
        assert len(await play.query("select id from publications")) == 2


PROTECTED = re.compile(r"^(release|correct|circular|announce|publish|trial|editions|appeals)\b")


def _routes() -> list[str]:
    filled = {"quarter": "1", "unit": "1", "number": "1", "table": "1", "version": "1", "one": "1"}
    filled |= {"kind": "published", "row": "三.4", "mark": "0" * 12, "what": "menu", "n": "0"}
    found = []
    for declared in PAGES:
        if PROTECTED.match(declared.pattern):
            route = re.sub(
                r"\{(\w+)(:int)?\}\??", lambda m: filled.get(m[1], "1"), declared.pattern
            )
            found.append(route)
    return found


async def test_a_liaison_reaches_none_of_the_offices_pages(tmp_path: Path) -> None:
    """By any forged route, in any state; nothing is written and no figure is shown."""
    async with county(tmp_path) as play:
        await _published(play)
        wrote = await play.query("select count(*) from audit")
        assert len(_routes()) > 20
        for route in _routes():
            letters = await play.send(LIAISON, route=route)
            assert len(letters) == 1, route
            assert "您现在没有这个权限" in letters[0][1].text, route
        assert await play.query("select count(*) from audit") == wrote


async def test_a_line_of_an_edition_that_is_not_its_texts_is_found(tmp_path: Path) -> None:
    """What questions read of an edition was changed beside its text: a place, a total, a unit."""
    async with county(tmp_path) as play:
        await _published(play)
        given = {one.name for one in await broken_invariants(play.database, play.store)}
        assert "edition-lines-are-the-editions" not in given
        for step, wrong in (("+ 1", True), ("- 1", False)):  # and mended
            async with play.database.transaction() as db:
                await db.execute(f"update edition_points set units = units {step}")
            found = {one.name for one in await broken_invariants(play.database, play.store)}
            assert ("edition-lines-are-the-editions" in found) is wrong
        for statement in (
            "update edition_results set rank = rank + 1 where unit_id = 1",
            "update edition_results set total = '94' where unit_id = 1",
            "delete from edition_results where unit_id = 1",
        ):
            async with play.database.transaction() as db:
                await db.execute(statement)
            found = {one.name for one in await broken_invariants(play.database, play.store)}
            assert "edition-lines-are-the-editions" in found, statement


async def test_a_figure_changed_behind_a_published_edition_is_found(tmp_path: Path) -> None:
    """And so is an edition whose total was changed together with its hash."""
    async with county(tmp_path) as play:
        await _published(play)
        sql = "update reviews set accepted = ? where decision = 'cut'"
        async with play.database.transaction() as db:
            await db.execute(sql, ('{"取得成效的应用":1,"仅有通知或文件的应用":0}',))
        found = {one.name for one in await broken_invariants(play.database, play.store)}
        assert "published-figures-are-the-editions" in found
        assert "edition-follows-from-its-figures" not in found
        (row,) = await play.query("select snapshot from publications where kind = 'published'")
        false = row["snapshot"].replace('"total":"4"', '"total":"94"')
        values = (false, hashlib.sha256(false.encode()).hexdigest())
        async with play.database.transaction() as db:
            await db.execute("update publications set snapshot = ?, hash = ?", values)
        found = {one.name for one in await broken_invariants(play.database, play.store)}
        assert "edition-follows-from-its-figures" in found


async def test_every_file_that_goes_out_is_made_and_kept(tmp_path: Path) -> None:
    """Pictures, workbook, circular and the data to recompute pass the store's own door."""
    async with county(tmp_path) as play:
        await _published(play)
        await play.send(ADMIN, route="editions/1/published/1/data")
        await play.send(ADMIN, "通报")
        await play.send(ADMIN, press="就这样，生成通报")
        files = [file for said in play.shown.values() for _, one in said for file in one.files]
        kinds = {}
        for file in files:
            assert file.recipe is not None
            stored = await play.store.put_bytes(make(file.recipe))
            kinds[file.label.rpartition(".")[2]] = stored.kind.code
        assert kinds == {"png": "png", "xlsx": "xlsx", "docx": "docx", "toml": "txt", "json": "txt"}


@pytest.mark.parametrize("role", ["reviewer", "observer"])
async def test_who_only_reads_or_reviews_releases_nothing(tmp_path: Path, role: str) -> None:
    """Releases, corrections and the circular are the admins'."""
    async with county(tmp_path, "liaison 钱进 县财政局", f"role 钱进 {role}") as play:
        route = await _propose(play, "公示")
        for forged in (route, *(r for r in _routes() if re.match("release|correct|circular", r))):
            await play.send("钱进", route=forged)
        assert await _state(play) == "review"
        assert await play.query("select id from publications") == []
        (row,) = await play.query("select outcome from release_proposals")
        assert row["outcome"] == ""


async def test_another_admin_ends_the_lonely_confirmation(tmp_path: Path) -> None:
    """A second admin appears between proposal and second word: the second word is theirs."""
    async with county(tmp_path, "finished") as play:
        async with play.database.transaction() as db:
            await db.execute(
                "update roles set ended_at = 'x' where person_id = 2 and role = 'admin'"
            )
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        await play.send(ADMIN, press="确实提前公示")
        alone = play.button(ADMIN, "由我再次确认公示")
        async with play.database.transaction() as db:
            await db.execute("update roles set ended_at = null where person_id = 2")
        letters = await play.send(ADMIN, route=alone)
        assert "由另一位管理员确认" in letters[-1][1].text
        assert await _state(play) == "review"


@pytest.mark.parametrize(
    ("ranks", "count", "named"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 3, [6, 7, 8]),
        ([1, 2, 3, 4, 5, 5, 7, 8], 3, [5, 6, 7, 8]),
        ([1, 2, 3, 4, 5, 6, 6, 6], 2, [6, 7, 8]),
        ([1, 2, 3, 4, 5, 6, 7, 8], 5, [5, 6, 7, 8]),
        ([1, 2, 3], 3, [3]),
        ([1, 1], 3, []),
        ([1], 3, []),
    ],
)
async def test_the_last_of_a_table_are_proposed_with_their_ties(
    tmp_path: Path, ranks: list[int], count: int, named: list[int]
) -> None:
    """No more than half of a short table, never the first; by class where those rank apart."""
    async with county(tmp_path) as play:
        await _announced(play)
        (row,) = await play.query("select snapshot from publications")
    edition = read(row["snapshot"])
    table, one = edition.tables[0], edition.tables[0].results[0]
    results = tuple(replace(one, unit=n, rank=rank) for n, rank in enumerate(ranks, 1))
    assert last_of(replace(edition, tables=(replace(table, results=results),)), count) == named
