"""Figures from elsewhere when two people act at once, when routes are forged, when files differ."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import struct
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from xlrd.compdoc import CompDoc

from bot.corridor.draft_marks import bare
from bot.corridor.recipes import make
from bot.corridor.router import Router
from bot.invariants import beyond, broken_invariants
from storage import audit
from storage.queries import quarters, roster as units
from tests.stage import OFFICE, Stage, press, stage
from tests.storage.test_kinds import compound
from tests.supply.supply_papers import GOOD, changed, form, own, saved

OVERDUE = "违约拖欠中小微企业款项"
BEFORE = (
    "liaison 孙科长 县财政局",
    "role 孙科长 supplier",
    "liaison 钱主任 龙山街道",
    "role 钱主任 admin",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def send_file(play: Stage, who: str, data: bytes, label: str = "部门数据.xlsx") -> str:
    answers = await play.send(who, files=[(label, data)])
    return "\n".join(f"{message.title}\n{message.text}" for chat, message in answers)


async def supplied(play: Stage) -> dict[tuple[int, str, str], object]:
    rows = await play.query(
        'select f.unit_id, s."row", s.input, s.value from supplied s'
        " join forms f on f.id = s.form_id"
    )
    return {(unit, row, name): json.loads(value) for unit, row, name, value in rows}


async def form_of(play: Stage, unit: int) -> int:
    [[number]] = await play.query("select id from forms where unit_id = ?", unit)
    return int(number)


async def handed_out(play: Stage, who: str) -> bytes:
    """The form as this person would get it now."""
    [(_, message)] = await play.send(who, route="supply/book/1")
    [file] = message.files
    assert file.recipe is not None
    return make(file.recipe)


def wps_table() -> bytes:
    """A table as WPS saves it (.et): the old Excel file's stream, its formula made a plain 2.

    A formula and a number begin alike; what is left of the longer record becomes one that nobody
    reads. [MS-XLS] 2.4.127, 2.4.180.
    """
    old = Path(__file__).parents[1] / "scoring" / "cells" / "sample.xls"
    stream = bytes(CompDoc(old.read_bytes()).get_named_stream("Workbook"))
    at, kind, length = 0, 0, 0
    while kind != 0x0006:
        at += 4 + length if kind else 0
        kind, length = struct.unpack_from("<HH", stream, at)
    number = struct.pack("<HH", 0x0203, 14) + stream[at + 4 : at + 10] + struct.pack("<d", 2)
    rest = struct.pack("<HH", 0x0FFF, length - 18) + bytes(length - 18)
    stream = stream[:at] + number + rest + stream[at + 4 + length :]
    return compound(streams={"Workbook": stream, "ETExtData": b""})


async def test_a_table_of_wps_goes_the_whole_way(play: Stage) -> None:
    """An .et file is shown, confirmed, written and kept as evidence like an xlsx."""
    data = wps_table()
    shown = await send_file(play, "赵主任", data, "部门数据.et")
    assert "新填 7 个" in shown
    assert await supplied(play) == {}
    await play.send("赵主任", press="确认写入")
    found = await supplied(play)
    assert found[1, "二.1", "迟报、错报"] == 3
    assert found[2, "二.1", "迟报、错报"] == 2
    assert found[3, "二.1", "迟报、错报"] == 7
    assert found[1, "三.1a", "信用贷款规模年增速"] == "1.3"
    assert found[1, "五.2", OVERDUE] is False
    [[kind]] = await play.query(
        "select kind from blobs where digest = ?", hashlib.sha256(data).hexdigest()
    )
    assert kind == "et"


async def test_everything_is_written_with_its_file_and_its_audit_row(play: Stage) -> None:
    """Who, when, from which file: each figure can be traced to the bytes that came."""
    data = changed(form(), GOOD)
    await play.send("赵主任", route="supply/book/1")
    await send_file(play, "赵主任", data)
    assert await supplied(play) == {}
    await play.send("赵主任", press="确认写入")
    assert await supplied(play) == {
        (1, "二.1", "已报送"): True,
        (1, "二.1", "迟报、错报"): 3,
        (1, "三.1a", "信用贷款规模年增速"): "0.125",
        (1, "三.1c", "上报并通过审验的企业"): 4,
        (2, "二.1", "已报送"): False,
        (4, "二.2", "成功上报的企业"): 2,
        (4, "三.1", "被列入失信被执行人或联合惩戒对象"): False,
    }
    [[digest]] = await play.query("select distinct file_digest from supplied")
    assert play.store.path(digest).read_bytes() == data
    assert [one[0] for one in await play.query("select digest from blobs")] == [digest]
    entries = await play.query("select subject, after, why from audit where action = 'supply'")
    assert (f"claim/{await form_of(play, 1)}/二.1/迟报、错报", "3") in {
        (one[0], one[1]) for one in entries
    }
    assert all(digest[:12] in one[2] and "部门数据.xlsx" in one[2] for one in entries)
    sources = await play.query('select distinct "row", source from supplied')
    assert ("三.1c", "市信用办") in {tuple(one) for one in sources}


async def test_one_bad_cell_writes_nothing(play: Stage) -> None:
    """All or nothing: the good cells beside a bad one are not written either."""
    await play.send("赵主任", route="supply/book/1")
    heard = await send_file(play, "赵主任", changed(form(), {**GOOD, "县直单位!C7": -1}))
    assert "县直单位!C7" in heard
    heard = await play.send("赵主任", route="supply/keep/1")
    assert "过期" in heard[0][1].text
    assert await supplied(play) == {}


async def test_what_is_written_is_what_was_shown(play: Stage) -> None:
    """A figure that moved between look and press is shown again first."""
    await play.send("赵主任", route="supply/book/1")
    await send_file(play, "赵主任", changed(form(), GOOD))
    await play.send("钱主任", "录入 教育局 迟报、错报 9")
    await play.send("钱主任", press="确认")
    answers = await play.send("赵主任", press="确认写入")
    assert "有人改过" in answers[0][1].text
    assert "9 条 → 3 条" in answers[1][1].text
    assert await supplied(play) == {(1, "二.1", "迟报、错报"): 9}
    await play.send("赵主任", press="确认写入")
    assert (await supplied(play))[1, "二.1", "迟报、错报"] == 3


async def test_an_emptied_cell_is_cleared_and_a_later_figure_is_kept(play: Stage) -> None:
    """The form knows what stood in it when it was handed out."""
    await play.send("赵主任", "录入 教育局 迟报、错报 3")
    await play.send("赵主任", press="确认")
    data = await handed_out(play, "赵主任")
    await play.send("钱主任", f"录入 财政局 {OVERDUE} 是")
    await play.send("钱主任", press="确认")
    play.now += timedelta(days=2)
    heard = await send_file(play, "赵主任", changed(data, {"县直单位!C6": None}))
    assert "清掉 1 个" in heard
    await play.send("赵主任", press="确认写入")
    assert await supplied(play) == {(2, "五.2", OVERDUE): True}
    number = await form_of(play, 1)
    async with play.database.reading() as db:
        history = await audit.of_subject(db, f"claim/{number}/二.1/迟报、错报")
    assert [one.after for one in sorted(history, key=lambda one: one.id)] == ["3", "null"]


async def test_our_form_is_taken_whenever_it_comes(play: Stage) -> None:
    """Days later, after other talk, and in the office's group; a liaison's papers stay papers."""
    data = changed(await handed_out(play, "赵主任"), {"县直单位!I6": "否"})
    await play.send("赵主任", "排名")
    assert "请核对" in await send_file(play, "赵主任", data)
    await play.send("赵主任", "首页")
    answers = await play.send("赵主任", files=[("部门数据.xlsx", data)], group=True)
    assert [chat for chat, _ in answers] == [OFFICE]
    answers = await play.send("王强", files=[("部门数据.xlsx", data)])
    assert "回执" in answers[0][1].text
    assert await supplied(play) == {}


async def test_somebodys_own_table_is_known_by_its_headings(play: Stage) -> None:
    """Sent without a word before; a list of units stays what it is."""
    table = "单位,违约拖欠中小微企业款项\n教育局,否\n".encode("gb18030")
    assert "请核对" in await send_file(play, "赵主任", table, "工信局.csv")
    await play.send("赵主任", press="不写了")
    roster = "单位名称,简称\n县教育局,教育局\n".encode()
    assert "部门数据" not in await send_file(play, "赵主任", roster, "名单.csv")
    await play.send("孙科长", files=[("工信局.csv", table)])
    assert await supplied(play) == {}


async def test_somebodys_own_picture_in_the_group_is_nobodys_business(play: Stage) -> None:
    assert (
        await play.send("赵主任", files=[("名册.xlsx", own([["姓名"], ["张"]]))], group=True) == []
    )


async def test_two_people_at_one_figure_do_not_overwrite_unseen(play: Stage) -> None:
    """Both were shown an empty figure; the second is told what the first wrote, and asked."""
    shown = {}
    for who in ("赵主任", "钱主任"):
        await play.send(who, route="supply/unit/1/1/五.2")
        shown[who] = {word: play.button(who, word) for word in ("是", "否")}
    pressed = [
        press(play, "赵主任", shown["赵主任"]["是"]),
        press(play, "钱主任", shown["钱主任"]["否"]),
    ]
    await asyncio.gather(*(play.receive(one) for one in pressed))
    [value] = (await supplied(play)).values()
    posted = await play.query("select payload from outbox")
    assert sum("刚才" in payload and "写成了" in payload for [payload] in posted) == 1
    loser = "钱主任" if value is True else "赵主任"
    route = "supply/yes/1/1/五.2/0"
    await play.send(loser, route=route)
    assert (await supplied(play))[1, "五.2", OVERDUE] is not value


async def test_two_imports_at_once_write_every_figure_once(play: Stage) -> None:
    data = changed(form(), GOOD)
    for who in ("赵主任", "钱主任"):
        await play.send(who, route="supply/book/1")
        await send_file(play, who, data)
    await asyncio.gather(
        *(play.receive(press(play, who, "supply/keep/1")) for who in ("赵主任", "钱主任"))
    )
    [row] = await play.query("select max(version), count(*) from supplied")
    assert tuple(row) == (1, 7)
    [[entries]] = await play.query("select count(*) from audit where action = 'supply'")
    assert entries == 7


FORGED = (
    "supply",
    "supply/1",
    "supply/row/1/1/五.2",
    "supply/unit/1/2/五.2",
    "supply/unit/1/2/五.2/0",
    "supply/put/1/2/五.2/0/000000/1",
    "supply/typed/1/2/五.2/0",
    "supply/yes/1/2/五.2/0",
    "supply/clear/1/2/五.2/0/000000",
    "supply/rest/1/1/五.2/0",
    "supply/rest/1/1/五.2/0/0",
    "supply/all/1/1/五.2/0/0/000000",
    "supply/book/1",
    "supply/file/1",
    "supply/keep/1",
    "supply/origin/1/2/五.2",
    "supply/people",
    "supply/who/1",
    "supply/who/1/0/1",
    "supply/line",
    "supply/ask",
)


@pytest.mark.parametrize("route", FORGED)
async def test_a_liaison_gets_nowhere_by_forged_routes(play: Stage, route: str) -> None:
    """Also in the office's group, and for the own unit."""
    for group in (False, True):
        answers = await play.send("王强", route=route, group=group)
        assert all("权限" in m.text or "私聊" in m.text for _, m in answers), route
    assert await supplied(play) == {}
    assert await play.query("select * from audit where action like 'suppl%'") == []


@pytest.mark.parametrize("route", FORGED)
async def test_a_supplier_nobody_assigned_writes_nothing(play: Stage, route: str) -> None:
    await play.send("孙科长", route=route)
    assert await supplied(play) == {}
    assert await play.query("select * from settings where key like 'supplier:%'") == []


async def test_a_supplier_writes_own_figures_only(play: Stage) -> None:
    """Assigned 县工信局: its row is written, another body's is refused by every way in."""
    [[person]] = await play.query("select id from persons where name = '孙科长'")
    await play.send("赵主任", route=f"supply/who/{person}")
    await play.send("赵主任", press="☐ 县工信局")
    for route in (
        "supply/put/1/1/二.1/1/000000/3",
        "supply/yes/1/1/二.1/1",
        "supply/all/1/1/二.1/0/1/000000",
        "supply/clear/1/1/二.1/1/000000",
    ):
        await play.send("孙科长", route=route)
    await play.send("孙科长", "录入 教育局 迟报、错报 3")
    await play.send("孙科长", route="supply/book/1")
    await send_file(play, "孙科长", changed(form(), {**GOOD, "县直单位!I6": "否"}))
    await play.send("孙科长", press="确认写入")
    assert await supplied(play) == {(1, "五.2", OVERDUE): False}


async def test_all_others_at_once_leaves_what_is_there(play: Stage) -> None:
    await play.send("赵主任", f"录入 教育局 {OVERDUE} 是")
    await play.send("赵主任", press="确认")
    await play.send("赵主任", route="supply/rest/1/1/五.2/0/0")
    await play.send("钱主任", f"录入 财政局 {OVERDUE} 是")
    await play.send("钱主任", press="确认")
    answers = await play.send("赵主任", press="确认，")
    assert "1 家" in answers[0][1].text  # the list has changed: it is shown again, nothing written
    assert (3, "五.2", OVERDUE) not in await supplied(play)
    await play.send("赵主任", press="确认，")
    assert await supplied(play) == {
        (1, "五.2", OVERDUE): True,
        (2, "五.2", OVERDUE): True,
        (3, "五.2", OVERDUE): False,
    }


async def test_the_score_uses_the_supplied_figure_and_names_the_body(play: Stage) -> None:
    await play.send("赵主任", "录入 冢头镇 违约拖欠中小企业款项 是")
    await play.send("赵主任", press="确认")
    [(_, message)] = await play.send("王强", route="why/1/4/三.2")
    assert "县工信局及其他渠道提供" in message.text
    assert "扣 4 分" in message.text


async def test_the_form_handed_out_opens_with_figures_and_old_totals(tmp_path: Path) -> None:
    """The accepted figure of the quarter before wins over the supplied one."""
    before = ("last-supplied 县教育局 三.1c 上报并通过审验的企业 7 市信用办",)
    async with stage(tmp_path, before=before) as play:
        async with play.database.transaction() as db:
            await db.execute(
                'insert into reviews (form_id, "row", decision, accepted, reason, at) select id,'
                " '三.1c', 'cut', '{\"上报并通过审验的企业\": 6}', '核减', '2026-10-01' from forms"
                " where quarter_id = 2"
            )
        book = openpyxl.load_workbook(io.BytesIO(await handed_out(play, "赵主任")))
        assert book["县直单位"]["G6"].value == 6
        heard = await send_file(play, "赵主任", saved(book))
        assert "三.1c 上报并通过审验的企业：6 家" in heard


async def test_a_file_of_another_quarter_alive_goes_to_that_quarter(tmp_path: Path) -> None:
    """Two quarters may be alive: our form knows its own."""
    before = ("last-supplied 县教育局 三.1c 上报并通过审验的企业 7 市信用办",)
    async with stage(tmp_path, before=before) as play:
        async with play.database.transaction() as db:
            await db.execute("update quarters set state = 'review' where id = 2")
        [(_, message)] = await play.send("赵主任", route="supply/book/2")
        assert message.files[0].recipe is not None
        data = changed(make(message.files[0].recipe), {"县直单位!I6": "是"})
        [(_, message)] = await play.send("赵主任", "录入")
        assert any("四季度" in b.label for row in message.buttons for b in row)
        heard = await send_file(play, "赵主任", data)
        assert "2026年三季度" in heard
        await play.send("赵主任", press="确认写入")
        [[quarter]] = await play.query(
            "select f.quarter_id from supplied s join forms f on f.id = s.form_id"
            " where s.\"row\" = '五.2'"
        )
        assert quarter == 2


async def test_a_form_of_another_database_is_refused_by_its_quarter(play: Stage) -> None:
    """The stamp's number is nobody's here: the sentence names the quarter, not our number."""
    heard = await send_file(play, "赵主任", form(quarter=(77, 2025, 2)))
    assert "这是2025年二季度的表" in heard


async def test_a_form_under_another_scheme_is_refused(play: Stage) -> None:
    book = openpyxl.load_workbook(io.BytesIO(changed(form(), GOOD)))
    for sheet in ("县直单位", "乡镇街道"):
        stamp = str(book[sheet]["A1"].value).split()
        book[sheet]["A1"].value = " ".join([*stamp[:3], "0" * 12, stamp[4]])
    assert "不是一个版本" in await send_file(play, "赵主任", saved(book))


async def test_a_long_preview_stays_a_message(play: Stage) -> None:
    """Hundreds of figures are counted and folded, not poured into the chat."""
    async with play.database.transaction() as db:
        for number in range(200):
            unit = await units.add(
                db, f"县第{number}号局", f"{number}号局", "县直单位", "", play.now
            )
            await quarters.add_form(db, 1, unit.id, "县直单位")
    rows = "".join(f"县第{number}号局,否\n" for number in range(200))
    await play.send("赵主任", route="supply/book/1")
    answers = await play.send("赵主任", files=[("工信局.csv", f"单位名称,五.2\n{rows}".encode())])
    message = answers[0][1]
    assert "新填 200 个" in message.text
    assert len(message.detail) < 4000
    assert message.detail.endswith("……后面还有 120 行。")


async def test_no_invariant_breaks_on_the_way(play: Stage) -> None:
    given = await broken_invariants(play.database, play.store)
    await play.send("赵主任", route="supply/book/1")
    await send_file(play, "赵主任", changed(form(), GOOD))
    await play.send("赵主任", press="确认写入")
    await play.send("赵主任", "录入 教育局 迟报、错报 5")
    await play.send("赵主任", press="确认 5 条")
    assert beyond(given, await broken_invariants(play.database, play.store, deep=True)) == []


async def test_a_supplier_writes_nothing_for_the_unit_it_reports_for(play: Stage) -> None:
    """The same sentence at every door: typed, by button, by sheet, by list."""
    [[person]] = await play.query("select id from persons where name = '孙科长'")
    await play.send("赵主任", route=f"supply/who/{person}")
    await play.send("赵主任", press="☐ 县工信局")
    said = "您是财政局的联络员"
    [(_, typed)] = await play.send("孙科长", f"录入 财政局 {OVERDUE} 是")
    assert said in typed.text
    await play.send("孙科长", route="supply/yes/1/2/五.2/0")
    await play.send("孙科长", route="supply/book/1")
    shown = await send_file(play, "孙科长", changed(form(), {"县直单位!I7": "是"}))
    assert said in shown
    rows = [["单位", "企业"], ["财政局", "甲"], ["教育局", "乙"], ["教育局", "丙"]]
    await play.send("孙科长", route="supply/book/1")
    await send_file(play, "孙科长", own(rows), "清单.xlsx")
    answers = await play.send("孙科长", press="五.2")
    assert said in answers[0][1].text
    await play.send("孙科长", press="确认写入")
    assert await supplied(play) == {(1, "五.2", OVERDUE): True, (3, "五.2", OVERDUE): False}


async def test_a_supplier_sees_only_its_own_rows_for_a_list(play: Stage) -> None:
    [[person]] = await play.query("select id from persons where name = '孙科长'")
    await play.send("赵主任", route=f"supply/who/{person}")
    await play.send("赵主任", press="☐ 县工信局")
    await play.send("孙科长", route="supply/book/1")
    rows = [["单位", "企业"], ["教育局", "甲"], ["教育局", "乙"]]
    answers = await play.send("孙科长", files=[("清单.xlsx", own(rows))])
    routes = [bare(b.route) for line in answers[0][1].buttons for b in line]
    assert [one for one in routes if one.startswith("supply/listed/")] == ["supply/listed/1/0/0"]
    await play.send("孙科长", route="supply/listed/1/0/1")
    await play.send("孙科长", route="supply/count/1/rows/0")
    assert await supplied(play) == {}


async def test_a_list_sent_unasked_is_known_and_the_choice_is_offered_to_a_colleague(
    play: Stage,
) -> None:
    """Nothing waits; the office's own choice is there for the body's 数据报送员, in one tap."""
    rows = [["单位", "企业", "金额"], ["教育局", "甲", 3], ["教育局", "乙", "12"]]
    answers = await play.send("赵主任", files=[("清单.xlsx", own(rows))])
    assert "一份清单" in answers[0][1].title
    await play.send("赵主任", press="县直单位 三.1c")
    await play.send("赵主任", press="“金额”合计")
    await play.send("赵主任", press="确认写入 3 个数")
    [[audits]] = await play.query("select count(*) from audit where action = 'supply'")
    assert audits == 3
    [[person]] = await play.query("select id from persons where name = '孙科长'")
    await play.send("赵主任", route=f"supply/who/{person}")
    await play.send("赵主任", press="☐ 市信用办")
    await play.send("孙科长", route="supply/book/1")
    again = [*rows, ["交通局", "丙", 1]]
    await send_file(play, "孙科长", own(again), "清单2.xlsx")
    answers = await play.send("孙科长", press="照上次")
    assert "“金额”合计" in answers[0][1].text
    await play.send("孙科长", press="确认写入")
    figures = {key[0]: value for key, value in (await supplied(play)).items()}
    assert figures == {1: 15, 2: 0, 3: 1}


async def test_a_sheet_is_looked_through_beside_the_writer(play: Stage) -> None:
    """Whoever answers meanwhile does not wait for it: only what is confirmed is a transaction."""
    with mock.patch.object(Router, "_carry", side_effect=AssertionError("a transaction")):
        shown = await send_file(play, "赵主任", changed(await handed_out(play, "赵主任"), GOOD))
    assert "新填 7 个" in shown
    assert await supplied(play) == {}
    await play.send("赵主任", press="确认写入")
    assert await supplied(play) != {}
