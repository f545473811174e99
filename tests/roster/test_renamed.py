"""A unit that is renamed in the middle of a quarter stays what the quarter's scheme says of it.

The scheme names it: in a class, and with a figure of its own. What is compared within the class,
what the unit's own figure brings and what an edition recomputes to stay as they were.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editions import making
from bot.editions.edition import Edition, for_scoring, of_json
from bot.forms.roster import names_listed
from bot.release.drafting import draft
from scoring.scheme import Scheme, loads
from storage.queries import quarters, roster
from tests.given import a_turn
from tests.stage import DEPARTMENTS, Stage, render, stage

ADMIN, LIAISON = "赵主任", "李敏"
OLD, NEW = "县教育局", "县教育体育局"
COMPARED = (
    'rule 县直单位 四.1 points = 5 | text = "按引资额在同类里排名，第一名得5分，第二名得3分。" |'
    ' add = [{ among = "引资额", unit = "万元", places = [[1, 5], [2, 3]], otherwise = 1,'
    ' within = "class" }]'
)
TARGETS = (
    'rule 县直单位 三.1b points = 5 | text = "宣传活动不到2场的，每少一场扣1分，教育局按4场。" |'
    ' deduct = [{ each = "宣传活动", unit = "场", under = 2, points = 1,'
    ' for = { "县教育局" = { under = 4 } } }]'
)
BEFORE = (
    'rule 县直单位 classes "一类" = ["县教育局", "县财政局"] | "二类" = ["县交通运输局"]',
    COMPARED,
    TARGETS,
    'claim 县教育局 四.1 引资额 "320"',
    'claim 县财政局 四.1 引资额 "500.5"',
    'claim 县交通运输局 四.1 引资额 "80"',
    "claim 县教育局 三.1b 宣传活动 3",
    "finished",
    "state review",
)


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bureau of education is second of two in its class, and one event short of its four."""
    async with stage(tmp_path, before=BEFORE) as play:
        yield play


async def _ask(play: Stage, who: str, text: str = "", route: str = "") -> str:
    return render(await play.send(who, text, route=route or None), who)


async def _rename(play: Stage, name: str) -> str:
    await _ask(play, ADMIN, route="units/1/name")
    return await _ask(play, ADMIN, name)


async def _draft(play: Stage) -> Edition:
    async with play.database.transaction() as db:
        quarter = await quarters.by_id(db, 1)
        assert quarter is not None
        return await draft(await a_turn(db, play.now, play.world), quarter, "announced")


def _points(edition: Edition) -> dict[int, tuple[str, str]]:
    return {
        one.unit: (str(one.points["四.1"]), str(one.points["三.1b"]))
        for table in edition.tables
        if table.group == DEPARTMENTS
        for one in table.results
    }


async def test_it_stays_in_its_class_with_its_own_figure(county: Stage) -> None:
    before = await _draft(county)
    assert "考核方案里写的“县教育局”，还是指这个单位" in await _rename(county, NEW)
    after = await _draft(county)
    assert _points(after) == _points(before)
    assert _points(after)[1] == ("3", "4")
    told = await _ask(county, ADMIN, "为什么 教育局 四.1")
    assert "同类各单位 2 家里第 2 名，3 分" in told
    assert "比的数：县财政局 500.5 万元、县教育体育局 320 万元。" in told, "its class, by its name"
    assert "县交通运输局" not in told
    classes = await _ask(county, ADMIN, "各类单位情况")
    assert "一类　2 个单位" in classes
    assert "财政局、教育局" in classes
    own = await _ask(county, LIAISON, "为什么 四.1")
    assert "2 家里第 2 名" in own
    assert "500.5" not in own


async def test_an_edition_knows_it_by_both_names(county: Stage) -> None:
    before = await _draft(county)
    assert "listed" not in before.text, "an edition without a renaming reads as it always did"
    await _rename(county, NEW)
    kept = of_json(json.loads((await _draft(county)).text))
    table = next(one for one in kept.tables if one.group == DEPARTMENTS)
    one = next(one for one in table.results if one.unit == 1)
    assert (one.name, one.listed) == (NEW, OLD)
    assert table.assessment(one).total == one.total
    names = [unit["name"] for unit in json.loads(for_scoring(table)[1])["units"]]
    assert OLD in names, "the scheme that is recomputed by names it so"
    assert making.lines_of(kept)[0].name != OLD


async def test_renamed_again_and_back(county: Stage) -> None:
    before = _points(await _draft(county))
    for name in ("县教体局", NEW):
        await _rename(county, name)
        assert _points(await _draft(county)) == before
    assert "还是指" not in await _rename(county, OLD)
    assert (await county.query("select listed from forms where unit_id = 1"))[0][0] == ""


async def test_the_next_quarter_knows_it_too(county: Stage) -> None:
    """What a scheme calls by an old name, or for short, is meant; what two go by is nobody."""
    await _rename(county, NEW)
    async with county.database.transaction() as db:
        kept = next(one for one in await quarters.schemes(db, 1) if one.group == DEPARTMENTS)
        schemes: dict[str, Scheme] = {DEPARTMENTS: loads(kept.text, kept.name)}
        units = [one for one in await roster.everyone(db) if one.group == DEPARTMENTS]
        assert (await names_listed(db, schemes, units))[1] == OLD
        await roster.rename_aliases(db, 3, (OLD,))
        assert (await names_listed(db, schemes, units))[1] == ""


async def test_another_class_moves_the_others_too(county: Stage) -> None:
    asked = await _ask(county, ADMIN, route="units/3/class")
    assert "现在的类别：二类（考核方案里列的）" in asked
    said = await _ask(county, ADMIN, route="units/1/class/put/二类")
    assert "从“一类”改为“二类”" in said
    assert "在同类里比的分重新算" in said
    points = _points(await _draft(county))
    assert [points[one][0] for one in (1, 2, 3)] == ["5", "5", "3"]


async def test_the_old_name_means_nobody_else_in_this_quarter(tmp_path: Path) -> None:
    async with stage(tmp_path, before=BEFORE[:-2]) as play:
        await _rename(play, NEW)
        await _ask(play, ADMIN, route="units/add")
        await _ask(play, ADMIN, OLD)
        said = await _ask(play, ADMIN, route="units/add/1")
        assert "“县教育局”指的是改名以后的县教育体育局" in said
        assert await play.query("select id from units where name = ?", OLD) == []
        before = _points(await _draft(play))
        await _ask(play, ADMIN, route="units/3/name")
        await _ask(play, ADMIN, OLD)
        assert _points(await _draft(play)) == before
