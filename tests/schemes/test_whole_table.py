"""The addresses of a draft's whole table: who may, what a cell does, who was quicker, the trail."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.events import table_room
from bot.schemes.words.cells import REFUSED, WRITTEN
from storage.queries import people, schemes
from tests.desk.browsing import Browsing, Sits, browsing
from tests.desk.desk_stage import Served
from tests.schemes.drafted import drafted, whole

WHO = ("role 王强 admin", "colleague 周平 reviewer", "colleague 吴观 observer")


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with drafted(tmp_path, WHO) as made:
        yield made


@pytest.fixture
async def sits(county: Served) -> AsyncIterator[Sits]:
    async with browsing(county, "schemes", table_room) as sit:
        yield sit


async def row(page: Browsing, place: int) -> dict[str, Any]:
    return dict((await whole(page))["rows"][place - 1])


async def write(page: Browsing, place: int, key: str, text: str) -> dict[str, Any]:
    """Into a cell as it stands now."""
    mark = (await row(page, place))["mark"]
    return await page.answer(f"schemes/cell/1/{place}/{key}/{mark}", text)


async def trail(county: Served) -> list[tuple[str, Any, Any]]:
    async with county.play.database.reading() as db:
        found = await db.execute_fetchall(
            "select action, before, after from audit where action like 'scheme.%' order by id"
        )
    return [
        (str(a), json.loads(b) if b else None, json.loads(c) if c else None) for a, b, c in found
    ]


@pytest.mark.parametrize("who", ["李敏", "周平", "吴观", "谁也不是"])
async def test_nobody_but_admins_sees_or_writes(sits: Sits, county: Served, who: str) -> None:
    page = await sits(who)
    for path in ("", "/list", "/table/1", "/state/1", "/readings/1/3"):
        status, _ = await page.get(f"schemes{path}")
        assert status == 404, path
    body = {"key": "key-no-admin", "route": "schemes/sure/1/1/000000", "label": "对"}
    status, _ = await page.post("schemes/write", body)
    assert status == 404  # there is no room of theirs
    _, rooms = await page.get("rooms")
    assert not rooms["schemes"]


async def test_role_that_ended_meanwhile_writes_nothing(sits: Sits, county: Served) -> None:
    page = await sits("王强")
    mark = (await row(page, 1))["mark"]
    async with county.play.database.transaction() as db:
        who = await people.by_identity(db, "web", "王强")
        assert who is not None
        held = [one for one in await people.roles_of(db, who.id) if one.role == "admin"]
        await people.end_role(db, held[0].id, county.play.now)
    answer = await page.answer(f"schemes/cell/1/1/points/{mark}", "8")
    assert answer.get("title") != WRITTEN
    assert "只对管理员开放" in answer["text"]
    assert (await page.get("schemes/table/1"))[0] == 404


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("name", "信用宣传活动", "每次得 0.5 分"),
        ("points", "8", "本行最高 8 分"),
        ("add0k", "每 100 人（可带小数）", "每 100 人得 0.5 分"),
        ("add0p", "1", "每次得 1 分"),
        ("add0m", "4", "这一项最多 4 分"),
        ("only_if", "已成立", "须“已成立”"),
        ("zero_if", "弄虚作假", "“弄虚作假”"),
        ("by", "县委宣传部", "数据由县委宣传部提供"),
        ("reviewer", "县信用办", "由县信用办审核"),
        ("proof", "照片", "每次得 0.5 分"),
        ("own", "每办一次活动得 2 分，最高 5 分", "每次得 2 分"),
        ("named", "表彰：国家级 5，省级 3，最多 8", "国家级得 5 分、省级得 3 分"),
        ("among", "引资额（万元）：前 3 名 5 分，其余 1 分", "第 1 至 3 名得 5 分、其余得 1 分"),
        ("award", "", "由审核员"),
    ],
)
async def test_cell_says_what_was_written_and_the_meaning_follows(
    sits: Sits, county: Served, key: str, text: str, sentence: str
) -> None:
    page = await sits("赵主任")
    before = await row(page, 1)
    answer = await write(page, 1, key, text)
    assert answer["title"] == WRITTEN, answer
    after = await row(page, 1)
    assert sentence in after["sentence"]
    assert after["mark"] != before["mark"]
    assert after["changed"].startswith("赵主任")
    assert after["samples"]
    [(action, was, now)] = await trail(county)
    assert action == "scheme.edit"
    assert was["row"] == now["row"] == "一.1"
    assert (was["body"], was["cells"]) != (now["body"], now["cells"])


@pytest.mark.parametrize(
    ("place", "key", "text", "said"),
    [
        (1, "points", "很多", "不是分数"),
        (1, "points", "0", "大于 0"),
        (1, "add0p", "-1", "不是分数"),
        (1, "add0k", "差不多", "没有看懂"),
        (1, "name", "宣", "2 到 60 个字"),
        (1, "own", "看情况给分吧", "没有读懂“看情况给分吧”"),
        (1, "own", "", "一句话"),
        (1, "add7p", "2", "没有这一格"),
        (1, "read9", "", "没有这种读法"),
        (1, "only_if", "宣传活动 >= 很多", "这样不行"),
        (2, "by", "县委宣传部", "还没有读懂怎么算分"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_written(
    sits: Sits, county: Served, place: int, key: str, text: str, said: str
) -> None:
    page = await sits("赵主任")
    before = await whole(page)
    answer = await write(page, place, key, text)
    assert answer["title"] == REFUSED
    assert said in answer["text"]
    assert (await whole(page))["rows"] == before["rows"]
    assert await trail(county) == []


async def test_points_and_name_of_a_row_nobody_understands_may_be_written(
    sits: Sits, county: Served
) -> None:
    page = await sits("赵主任")
    for key, text in (("points", "6"), ("name", "信息")):
        assert (await write(page, 2, key, text))["title"] == WRITTEN
    assert (await write(page, 2, "own", "每篇得 1 分，最高 6 分"))["title"] == WRITTEN
    found = await row(page, 2)
    assert found["name"] == "信息"
    assert "本行最高 6 分" in found["sentence"]


async def test_second_who_writes_on_what_the_first_changed_is_told(
    sits: Sits, county: Served
) -> None:
    first, second = await sits("赵主任"), await sits("王强")
    mark = (await row(second, 1))["mark"]
    await write(first, 1, "add0p", "2")
    for route, text in (
        (f"schemes/cell/1/1/by/{mark}", "县委宣传部"),
        (f"schemes/sure/1/1/{mark}", None),
    ):
        answer = await second.answer(route, text)
        assert answer["title"] == REFUSED
        assert "赵主任在" in answer["text"]
        assert "改了 一.1 这一行" in answer["text"]
    found = await row(second, 1)
    assert "每次得 2 分" in found["sentence"]
    assert not found["confirmed"]
    assert "县委宣传部" not in found["sentence"]
    await first.answer(f"schemes/sure/1/1/{found['mark']}")
    answer = await second.answer(f"schemes/cell/1/1/by/{found['mark']}", "县委宣传部")
    assert "赵主任在" in answer["text"]
    assert "确认了 一.1" in answer["text"]


async def test_confirming_is_one_persons_word_and_may_be_taken_back(
    sits: Sits, county: Served
) -> None:
    page = await sits("赵主任")
    for place, said in ((2, "还没有读懂"), (3, "几种读法")):
        mark = (await row(page, place))["mark"]
        answer = await page.answer(f"schemes/sure/1/{place}/{mark}")
        assert said in answer["text"]
    mark = (await row(page, 1))["mark"]
    answer = await page.answer(f"schemes/sure/1/1/{mark}")
    assert answer["text"] == "一.1 已确认，还有 3 行。"
    found = await row(page, 1)
    assert found["confirmed"].startswith("赵主任")
    answer = await page.answer(f"schemes/unsure/1/1/{found['mark']}")
    assert answer["title"] == WRITTEN
    assert not (await row(page, 1))["confirmed"]
    assert [one[0] for one in await trail(county)] == ["scheme.row", "scheme.unsure"]


async def test_line_of_the_header_is_written_and_held_against_what_was_seen(
    sits: Sits, county: Served
) -> None:
    first, second = await sits("赵主任"), await sits("王强")
    mark = (await whole(second))["head"]["mark"]
    assert (await first.answer(f"schemes/above/1/{mark}", "满分：一百"))["title"] == REFUSED
    assert (await first.answer(f"schemes/above/1/{mark}", "满分：120"))["title"] == WRITTEN
    answer = await second.answer(f"schemes/above/1/{mark}", "满分：110")
    assert answer["title"] == REFUSED
    assert "刚改过抬头" in answer["text"]
    lines = (await whole(second))["head"]["lines"]
    assert {"label": "满分", "value": "120"} in lines


async def test_who_else_looks_at_it_is_named_until_they_leave(sits: Sits, county: Served) -> None:
    first, second = await sits("赵主任"), await sits("王强")
    assert (await whole(first))["others"] == []
    assert (await whole(second))["others"] == ["赵主任"]
    before = await whole(first)
    assert before["others"] == ["王强"]
    await write(second, 1, "add0p", "2")
    status, state = await first.get("schemes/state/1")
    assert status == 200
    assert state["mark"] != before["mark"]
    await second.post("schemes/leave", {"draft": 1})
    assert (await first.get("schemes/state/1"))[1]["others"] == []


async def test_other_readings_are_shown_with_their_examples(sits: Sits, county: Served) -> None:
    page = await sits("赵主任")
    found = (await row(page, 3))["readings"]
    assert [one["number"] for one in found] == [1, 2]
    assert all(one["samples"] for one in found)
    assert (await write(page, 3, "read2", ""))["title"] == WRITTEN
    after = await row(page, 3)
    assert after["readings"] == []
    assert after["sentence"] == found[1]["sentence"]
    status, again = await page.get("schemes/readings/1/3")
    assert (status, again["readings"]) == (200, found)


async def test_draft_that_ended_is_not_there(sits: Sits, county: Served) -> None:
    page = await sits("赵主任")
    mark = (await row(page, 1))["mark"]
    async with county.play.database.transaction() as db:
        await schemes.settle(db, 1, "dropped", county.play.now)
    assert await page.get("schemes/table/1") == (200, {"gone": True})
    assert await page.get("schemes/state/1") == (200, {"gone": True})
    answer = await page.answer(f"schemes/cell/1/1/points/{mark}", "8")
    assert "已经发布或者删掉" in answer["text"]
    assert (await page.get("schemes/list"))[1]["drafts"] == []
