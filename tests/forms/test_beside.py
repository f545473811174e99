"""What a table compares is read once and known by its mark until any of it changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editions.tables import tables
from bot.forms import loading
from bot.forms.form import UnitForm
from scoring.peers import Stands
from storage.backup import backup, restore
from storage.database import Database, Session
from storage.queries import answers, quarters, roster
from tests.given import given
from tests.stage import Stage, stage

RULE = (
    'rule 县直单位 四.1 points = 5 | text = "按引资额排名，第一名得5分，第二名得3分，其余得1分。" |'
    ' add = [{ among = "引资额", unit = "万元", places = [[1, 5], [2, 3]], otherwise = 1 }]'
)
BEFORE = (
    RULE,
    'claim 县教育局 四.1 引资额 "320"',
    'claim 县财政局 四.1 引资额 "500"',
    'claim 县交通运输局 四.1 引资额 "100"',
)


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bureau of education is second of three."""
    loading.forget()
    async with stage(tmp_path, before=BEFORE) as play:
        yield play


async def _form(db: Session) -> UnitForm:
    unit = next(one for one in await roster.everyone(db) if one.name == "县教育局")
    found = await loading.load(db, 1, unit.id)
    assert found is not None
    return found


async def _said(play: Stage) -> str:
    """What the row of the bureau of education comes to."""
    async with play.database.reading() as db:
        form = await _form(db)
    steps = form.result("四.1").steps
    note = next(one.note for one in steps if one.kind == "term")
    return f"{form.result('四.1').points} {note}"


async def test_everybodys_rows_are_read_once(
    county: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    all_of = answers.claims_of_rows

    async def counted(db: Session, quarter_id: int, rows: set[str]) -> list[answers.Claim]:
        read.append(quarter_id)
        return await all_of(db, quarter_id, rows)

    monkeypatch.setattr(answers, "claims_of_rows", counted)
    assert [await _said(county) for _ in range(3)] == ["3 ：各单位 3 家里第 2 名"] * 3
    assert len(read) == 1
    async with county.database.transaction() as db:
        await given(db, county.now, ("claim 县财政局 五.3 公开服务承诺事项清单 true",))
    await _said(county)
    assert len(read) == 1, "another row is no reason to read all"
    async with county.database.transaction() as db:
        await given(db, county.now, ('claim 县财政局 四.1 引资额 "300"',))
    assert await _said(county) == "5 ：各单位 3 家里第 1 名"
    assert len(read) == 2


async def test_only_who_reported_anew_is_worked_out_anew(
    county: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    stand_of = loading.stand_of

    def counted(form: UnitForm) -> Stands:
        built.append(form.unit.name)
        return stand_of(form)

    monkeypatch.setattr(loading, "stand_of", counted)
    loading.forget()
    assert await _said(county) == "3 ：各单位 3 家里第 2 名"
    assert sorted(built) == ["县交通运输局", "县教育局", "县财政局"]
    built.clear()
    async with county.database.transaction() as db:
        await given(db, county.now, ('claim 县财政局 四.1 引资额 "300"',))
    assert await _said(county) == "5 ：各单位 3 家里第 1 名"
    assert built == ["县财政局"]
    built.clear()
    await _write(county, "update forms set classification = '一类' where unit_id = 2")
    await _said(county)
    assert len(built) == 1
    built.clear()
    await _write(county, "update quarters set state = 'review'")
    await _said(county)
    assert len(built) == 3, "what counts is another in another state"


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        ('claim 县财政局 四.1 引资额 "300"', "5 ：各单位 3 家里第 1 名"),
        ('accept 县财政局 四.1 {"引资额":"310"} 属实', "5 ：各单位 3 家里第 1 名"),
        ('cut 县财政局 四.1 {"引资额":"90"} 只证明一部分', "5 ：各单位 3 家里第 1 名"),
        ("return 县财政局 四.1 请补材料", "5 ：各单位 2 家里第 1 名"),
    ],
)  # fmt: skip
async def test_whatever_bears_on_it_is_seen_at_once(county: Stage, happens: str, said: str) -> None:
    assert await _said(county) == "3 ：各单位 3 家里第 2 名"
    async with county.database.transaction() as db:
        await given(db, county.now, (happens,))
    assert await _said(county) == said


async def test_a_unit_that_leaves_or_is_of_another_class_is_seen_at_once(county: Stage) -> None:
    marks = [await _mark(county)]
    await _write(county, "update forms set classification = '一类' where unit_id = 2")
    marks.append(await _mark(county))
    await _write(county, "update quarters set state = 'review'")
    marks.append(await _mark(county))
    await _write(county, "update forms set grp = '别的' where unit_id = 2")
    marks.append(await _mark(county))
    assert len(set(marks)) == len(marks)
    await _write(county, 'update evidence set "row" = null')
    assert await _mark(county) == marks[-1]


async def _mark(play: Stage) -> str:
    async with play.database.reading() as db:
        found = await quarters.compared_mark(db, 1, "县直单位")
        assert await quarters.compared_mark(db, 1, "乡镇街道") is None
    assert found is not None
    return found


async def _write(play: Stage, sql: str) -> None:
    async with play.database.transaction() as db:
        await db.execute(sql)


async def test_what_was_undone_is_not_remembered(county: Stage) -> None:
    assert await _said(county) == "3 ：各单位 3 家里第 2 名"
    with pytest.raises(RuntimeError):
        async with county.database.transaction() as db:
            await given(db, county.now, ('claim 县财政局 四.1 引资额 "300"',))
            form = await _form(db)
            assert form.result("四.1").points == 5
            raise RuntimeError
    assert await _said(county) == "3 ：各单位 3 家里第 2 名"


@pytest.mark.sqlite  # a server's county moves, and moves back, in tests/running/test_moving.py
async def test_a_restored_county_compares_as_before(county: Stage, tmp_path: Path) -> None:
    """Places and what a later report does to them: the marks and what moves them came along."""
    target, new = tmp_path / "one.tar", tmp_path / "new"
    async with county.database.reading() as db:
        before = await _places(db)
    assert [(name, rank) for name, rank, _ in before] == [
        ("县财政局", 1),
        ("县教育局", 2),
        ("县交通运输局", 3),
    ]
    await backup(tmp_path / "xinkao.db", tmp_path / "evidence", target, now=county.now)
    restore(target, new / "xinkao.db", new / "evidence")
    loading.forget()
    there = await Database.open(new / "xinkao.db")
    try:
        async with there.reading() as db:
            assert await _places(db) == before
        async with there.transaction() as db:
            await given(db, county.now, ('claim 县财政局 四.1 引资额 "300"',))
            form = await _form(db)
        assert form.result("四.1").points == 5
    finally:
        await there.close()


async def _places(db: Session) -> list[tuple[str, int, str]]:
    """Who of the table that compares stands where, with what."""
    quarter = await quarters.by_id(db, 1)
    assert quarter is not None
    table = next(one for one in await tables(db, quarter) if one.group == "县直单位")
    return [
        (place.form.unit.name, place.standing.rank, str(place.standing.total))
        for place in table.places
    ]


async def test_a_list_that_puts_a_unit_under_another_table_leaves_the_running_quarter(
    county: Stage,
) -> None:
    """Sent in and confirmed as the office does it: whoever is compared today stays compared."""
    rows = await county.query("select name, grp from units")
    lines = ["单位名称,考核表"]
    for name, grp in rows:
        lines.append(f"{name},{'乡镇街道' if name == '县财政局' else grp}")
    await county.send("赵主任", "单位")
    await county.send("赵主任", press="导入名单")
    file = ("名单.csv", "\n".join(lines).encode())
    (_, shown), *_ = await county.send("赵主任", files=[file])
    assert "县财政局：考核表 县直单位 → 乡镇街道" in shown.text
    assert "已经开期的季度照原来的表考核" in shown.text
    await county.send("赵主任", press="确认写入 1 个单位")
    (unit,) = await county.query("select grp from units where name = '县财政局'")
    assert unit[0] == "乡镇街道"
    loading.forget()
    assert await _said(county) == "3 ：各单位 3 家里第 2 名"
