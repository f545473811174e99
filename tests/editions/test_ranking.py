"""Standings of a quarter: ties at the edge stay whole, and a picture shows what the text says."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

from hypothesis import given, strategies as st
from PIL import Image

import bot
from bot.corridor.events import Message, Recipe
from bot.corridor.pages import open_all
from bot.corridor.recipes import declared, make
from bot.editions.ladders import Ladder
from bot.editions.rungs import Place, rungs_of
from bot.editions.tables import tables
from scoring.scheme import load
from storage.queries import answers, quarters
from storage.queries.quarters import Quarter
from tests.stage import Stage, stage

ADMIN = "赵主任"


def _places(ranks: list[int], klass: str | None = None) -> list[Place]:
    return [
        Place(rank, n, f"单位{n}", f"{n}", Decimal(0), "", provisional=False, classification=klass)
        for n, rank in enumerate(ranks)
    ]


def _cut(places: list[Place], end: str, count: int) -> list[Place]:
    """The lines of a table that are at an end of it."""
    quarter = Quarter(1, 2026, 4, "review", "", "", "", "", "")
    scheme = load("郏县2022-县直单位")
    rungs = rungs_of(scheme, places)
    table = Ladder(quarter=quarter, number=1, group=scheme.group, scheme=scheme, stands=rungs)
    found = []
    for part in table.cut(end, count):
        own = [one for one in places if one.classification == part.classification]
        found += own[part.start : part.stop]
    return found


def _ranks(totals: list[int]) -> list[int]:
    ordered = sorted(totals, reverse=True)
    return [ordered.index(total) + 1 for total in ordered]


@given(st.lists(st.integers(0, 5), max_size=20), st.integers(1, 8))
def test_nobody_is_cut_off_from_those_with_the_same_points(totals: list[int], count: int) -> None:
    """Top and bottom hold at least ``count`` and never part a tie."""
    places = _places(sorted(_ranks(totals)))
    for end in ("top", "bottom"):
        shown = _cut(places, end, count)
        assert len(shown) >= min(count, len(places))
        left = {one.rank for one in places if one not in shown}
        assert left.isdisjoint(one.rank for one in shown) or len(shown) == len(places)


def test_the_first_three_of_1_2_2_2_5_are_four() -> None:
    """Whoever shares the third place is among the first three."""
    assert [one.rank for one in _cut(_places([1, 2, 2, 2, 5]), "top", 3)] == [1, 2, 2, 2]
    assert [one.rank for one in _cut(_places([1, 2, 2, 2, 5]), "bottom", 2)] == [2, 2, 2, 5]


def test_classes_are_cut_each_by_itself() -> None:
    """Where a scheme ranks per class, the first of each class are shown."""
    places = [*_places([1, 2], "一类"), *_places([1, 2], "二类")]
    shown = _cut(places, "top", 1)
    assert [(p.classification, p.rank) for p in shown] == [
        ("一类", 1),
        ("二类", 1),
    ]


async def _claim(play: Stage, unit: str, row: str, values: dict[str, str]) -> None:
    (found,) = await play.query(
        "select f.id from forms f join units u on u.id = f.unit_id where u.name = ?", unit
    )
    async with play.database.transaction() as db:
        for name, value in values.items():
            await answers.claim(db, found["id"], row, name, value, None, play.now)


async def _filled(play: Stage) -> None:
    """县教育局 has three applications (6 points), 县财政局 one (2 points)."""
    async with play.database.reading() as db:
        (quarter,) = await quarters.everyone(db)
        scheme = (await tables(db, quarter))[0].scheme
    names = [one.name for one in scheme.row("三.4").inputs]
    await _claim(play, "县教育局", "三.4", {names[0]: "3", names[1]: "0"})
    await _claim(play, "县财政局", "三.4", {names[0]: "1", names[1]: "0"})


def _recipes(message: Message) -> list[Recipe]:
    return [file.recipe for file in message.files if file.recipe]


async def test_text_and_picture_show_the_same_places(tmp_path: Path) -> None:
    """The recipe holds what the text says, and makes a PNG a phone can read."""
    async with stage(tmp_path) as play:
        await _filled(play)
        (_, text), *_ = await play.send(ADMIN, "县直排名")
        assert text.text.splitlines()[:3] == [
            "1. 教育局 6 分（在填，暂定）",
            "2. 财政局 2 分（在填，暂定）",
            "3. 交通局 0 分（还没有填报）",
        ]
        (_, message), *_ = await play.send(ADMIN, press="发图")
        (recipe,) = _recipes(message)
        shown = [(line["rank"], line["name"], line["points_text"]) for line in recipe.data["lines"]]
        assert shown == [(1, "县教育局", "6"), (2, "县财政局", "2"), (3, "县交通运输局", "0")]
        again = Recipe.model_validate_json(recipe.model_dump_json())
        picture = Image.open(io.BytesIO(make(again)))
        assert picture.format == "PNG"
        assert picture.width == 1080


async def test_the_town_table_says_98_in_text_and_picture(tmp_path: Path) -> None:
    """附件2 cannot give 100; nobody should have to wonder why."""
    async with stage(tmp_path) as play:
        (_, text), *_ = await play.send(ADMIN, "乡镇排名")
        assert "可得上限 98 分" in text.text
        (_, message), *_ = await play.send(ADMIN, press="发图")
        assert "可得上限 98 分" in _recipes(message)[0].data["note"]


async def test_a_liaison_sees_the_own_place_once_it_is_released(tmp_path: Path) -> None:
    """And nobody else's, before or after."""
    async with stage(tmp_path, before=("colleague 周洁 admin",)) as play:
        await _filled(play)
        (_, before), *_ = await play.send("李敏", "排名")
        assert "还没有公布" in before.text
        async with play.database.transaction() as db:
            await db.execute("update quarters set state = 'review'")
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        await play.send(ADMIN, press="确实提前公示")
        await play.send("周洁", "公示")
        await play.send("周洁", press="确认公示")
        letters = await play.send("李敏", "排名")
        (after,) = [message for _, message in letters]
        assert after.text.startswith("县直单位共 3 家，第 1 名，6 分，不合格。")
        assert "财政" not in str(after)


async def test_sixty_units_make_two_pictures_and_turning_pages(tmp_path: Path) -> None:
    """Every unit is on exactly one picture and on exactly one page of text."""
    async with stage(tmp_path, quarter=False) as play:
        await play.query("select 1")
        async with play.database.transaction() as db:
            for n in range(57):
                await db.execute(
                    "insert into units (name, short, grp, created_at) values (?, ?, '县直单位', ?)",
                    (f"县第{n}局", f"第{n}局", "2026-11-23T02:00:00.000000Z"),
                )
        await play.send(ADMIN, "开期 2026年四季度")
        await play.send(ADMIN, press="确认开期")
        (_, message), *_ = await play.send(ADMIN, "排名图 县直")
        parts = [[line["name"] for line in one.data["lines"]] for one in _recipes(message)]
        assert [len(part) for part in parts] == [30, 30]
        assert len({name for part in parts for name in part}) == 60
        pages = []
        letters = await play.send(ADMIN, press="看文字")
        while True:
            text = letters[-1][1].text
            pages += [line for line in text.splitlines() if line[0].isdigit()]
            labels = [b.label for row in letters[-1][1].buttons for b in row]
            if "下一页" not in labels:
                break
            letters = await play.send(ADMIN, press="下一页")
        assert len(set(pages)) == 60


def test_every_recipe_is_made() -> None:
    """The names that pages use are the names the outbox knows, whatever was made before."""
    written = [one.read_text("utf-8") for one in sorted(Path(bot.__path__[0]).rglob("*.py"))]
    named = {name for text in written for name in _NAMED.findall(text)}
    assert named >= {"ranking", "roster template", "roster", "invitations"}
    open_all()
    assert named - declared() == set()
    assert make(Recipe(name="roster template", data={}))[:2] == b"PK"


_NAMED = re.compile(r'Recipe\(\s*name="([^"]+)"')
