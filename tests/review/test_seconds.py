"""Second marking: who is drawn, what two who do not see each other come to, how it is counted."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.review.seconds import DOUBTED, Count, agreement, drawn
from storage.queries.opinions import Opinion
from tests.stage import Stage, stage

ADMIN, FIRST, SECOND = "赵主任", "孙丽", "周明"
GIVEN = (
    "colleague 孙丽 reviewer",
    "colleague 周明 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "submitted 县教育局",
    "state review",
)
ITEM = "review/see/1/1/三.4"


def opinion(row: str, person: int, outcome: str = "agreed", settled: str | None = "1") -> Opinion:
    return Opinion(
        1, 7, row, "b", "chance", "accept", "{}", "", person, "甲", "0", outcome, settled
    )


def test_so_many_are_drawn_and_doubtful_ones_four_times_as_often() -> None:
    chance = random.Random(20261128)
    clean = sum(drawn((), 5, chance.random(), doubted=False) == "chance" for _ in range(20_000))
    doubtful = sum(drawn((), 5, chance.random(), doubted=True) == "doubt" for _ in range(20_000))
    assert 0.045 < clean / 20_000 < 0.055
    assert 0.19 < doubtful / 20_000 < 0.21
    assert DOUBTED == 4


def test_none_is_drawn_where_the_office_wants_none_nor_twice() -> None:
    assert drawn((), 0, 0.0, doubted=True) is None
    assert drawn((opinion("三.4", 1),), 100, 0.0, doubted=True) is None


def test_taking_an_opinion_back_does_not_take_the_item_out() -> None:
    assert drawn((opinion("三.4", 1, "taken_back"),), 0, 0.99, doubted=False) == "chance"


def test_agreement_is_counted_by_row_and_by_reviewer() -> None:
    every = [
        opinion("三.4", 1, settled="1"),
        opinion("三.4", 2, settled="1"),
        opinion("六.3", 1, "differed", "2"),
        opinion("六.3", 3, "differed", "2"),
        opinion("二.1", 1, "", None),
        opinion("二.2", 1, "", None),
        opinion("二.2", 2, "", None),
    ]
    found = agreement(every, {7: "县直单位"})
    assert found.total == Count(3, 1)
    assert found.by_row["县直单位", "三.4"] == Count(1, 1)
    assert found.by_row["县直单位", "六.3"] == Count(1, 0)
    assert found.by_person == {1: Count(3, 1), 2: Count(2, 1), 3: Count(1, 0)}
    assert found.waiting == ((7, "二.1"),)
    assert found.differing == ((7, "二.2"),)


async def _takes(play: Stage, who: str) -> str:
    await play.send(who, route=ITEM)
    return (await play.send(who, press="通过"))[-1][1].text


async def _standing(play: Stage) -> list[tuple[str, int]]:
    found = await play.query("select decision, by_person from reviews where superseded_at is null")
    return [(row[0], row[1]) for row in found]


async def test_nothing_of_the_first_opinion_is_shown_to_the_second(tmp_path: Path) -> None:
    async with stage(tmp_path, before=GIVEN, second_percent=100) as play:
        await play.send(FIRST, route="review/talk/1/1/三.4")
        await play.send(FIRST, "第三个像去年的")
        assert "双审" in await _takes(play, FIRST)
        assert await _standing(play) == []
        seen = []
        for route in (ITEM, "review/history/1/1/三.4", "review/talk/1/1/三.4", "review/unit/1/1/1"):
            seen += [one.text for _, one in await play.send(SECOND, route=route)]
        assert not any(word in text for text in seen for word in ("孙丽", "双审", "去年"))
        trail = (await play.send(ADMIN, route="trail/1"))[-1][1].text
        assert "双审，独立意见" in trail
        assert "通过" not in trail


async def test_an_opinion_on_what_has_changed_is_none(tmp_path: Path) -> None:
    """The unit was let in again and changed its figure: both mark it anew."""
    async with stage(tmp_path, before=GIVEN, second_percent=100) as play:
        await _takes(play, FIRST)
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '2', version = version + 1 where id = 1")
        await _takes(play, SECOND)
        assert await _standing(play) == []
        outcomes = await play.query("select outcome from review_opinions order by id")
        assert [row[0] for row in outcomes] == ["overtaken", ""]
        await _takes(play, FIRST)
        assert [one for one, _ in await _standing(play)] == ["accept"]


async def test_sending_back_ends_the_pair(tmp_path: Path) -> None:
    async with stage(tmp_path, before=GIVEN, second_percent=100) as play:
        await _takes(play, FIRST)
        await play.send(SECOND, route=ITEM)
        await play.send(SECOND, press="退回补正")
        await play.send(SECOND, press="材料看不清")
        assert [one for one, _ in await _standing(play)] == ["return"]
        assert await play.query("select 1 from review_opinions where settled_at is null") == []


async def test_all_clean_ones_at_once_are_drawn_like_any(tmp_path: Path) -> None:
    given = [*GIVEN[:3], "claim 县教育局 六.3 制定相关文件 false", "claim 县教育局 六.3 典型案例 0"]
    async with stage(tmp_path, before=[*given, *GIVEN[4:]], second_percent=100) as play:
        clean = (await play.send(FIRST, route="review/clean/1/1"))[-1][1]
        number = clean.title.split()[2]
        done = (await play.send(FIRST, press="确认通过"))[-1][1].text
        assert f"其中 {number} 项抽中双审" in done
        assert await _standing(play) == []


async def test_alone_in_the_office_nobody_marks_twice(tmp_path: Path) -> None:
    async with stage(tmp_path, before=GIVEN[2:], second_percent=100) as play:
        assert "双审" not in await _takes(play, ADMIN)
        assert [one for one, _ in await _standing(play)] == ["accept"]


@pytest.mark.parametrize(("chance", "twice"), [(0.049, True), (0.051, False)])
async def test_chance_comes_in_by_the_door(tmp_path: Path, chance: float, twice: bool) -> None:
    async with stage(tmp_path, before=GIVEN, second_percent=5) as play:
        # The item shows no paper, which is a doubt: four times five of a hundred.
        play.world = replace(play.world, chance=lambda: chance * DOUBTED)
        assert ("双审" in await _takes(play, FIRST)) is twice


async def test_who_gave_an_opinion_answers_no_appeal_about_it(tmp_path: Path) -> None:
    async with stage(tmp_path, before=GIVEN, second_percent=100) as play:
        await _takes(play, FIRST)
        await _takes(play, SECOND)
        async with play.database.transaction() as db:
            await db.execute("update quarters set state = 'announced'")
            await db.execute(
                'insert into appeals (form_id, "row", text, by_person, at, state) values '
                "((select form_id from review_opinions limit 1), '三.4', '有异议', 1,"
                " '2026-11-23T02:00:00.000000Z', 'open')"
            )
        for who in (FIRST, SECOND):
            said = (await play.send(who, route="appeals/keep/1"))[-1][1].text
            assert "审过" in said
