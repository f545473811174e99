"""The desk's addresses: who may see what, leases, decisions by the one road, the search."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PIL import Image

from bot.corridor.events import desk_room, table_room
from bot.extraction.drawable import office
from bot.invariants import broken_invariants
from storage.queries import review
from tests.desk.browsing import Browsing, browsing
from tests.desk.desk_stage import SAID, Served, pdf, photo, served
from tests.extraction.making_office import ofd, text as ofd_text


def letter(*said: str) -> bytes:
    """A Word document that says this."""
    paper = docx.Document()
    for one in said:
        paper.add_paragraph(one)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def workbook(*said: str) -> bytes:
    """A workbook whose first column says this."""
    book = openpyxl.Workbook()
    for one in said:
        book.active.append([one])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as made:
        await made.file("县教育局", "三.4", "应用证明.jpg", photo(SAID), [SAID])
        await made.file(
            "县财政局", "三.2", "财政办法.pdf", pdf(), [("诚信班会办法",), ("第 2 页",)]
        )
        yield made


class Sitter(Browsing):
    """Somebody's browser on the reviewer's desk."""

    async def items(self) -> dict[str, dict[str, Any]]:
        """The list, by unit and row."""
        status, found = await self.get("desk/list")
        assert status == 200
        return {f"{one['short']} {one['row']}": one for one in found["items"]}

    async def open(self, name: str) -> dict[str, Any]:
        one = (await self.items())[name]
        place = {"quarter": 1, "unit": one["unit"], "row": one["row"]}
        status, found = await self.post("desk/open", place)
        assert status == 200, found
        return dict(found)


@pytest.fixture
async def sits(county: Served) -> AsyncIterator[Any]:
    async with browsing(county, "desk", desk_room) as sit:

        async def reviewing(who: str) -> Sitter:
            found = await sit(who)
            return Sitter(**vars(found))

        yield reviewing


def route(item: dict[str, Any], key: str) -> str:
    return next(str(one["route"]) for one in item["buttons"] if one["key"] == key)


async def test_the_search_says_where_a_text_stands(sits: Any, county: Served) -> None:
    """Across a line's end, two letters, none; every search is in the office's trail."""
    office = await sits("赵主任")
    for text, total in (
        ("诚信班会", 2),
        ("班会", 2),
        ("“诚信 班会”", 2),
        ("没有的字", 0),
        ("会", 0),
    ):
        status, found = await office.post("desk/find", {"text": text})
        assert (status, found["total"]) == (200, total), text
    _, found = await office.post("desk/find", {"text": "诚信班会"})
    places = {(one["short"], one["row"], one["page"], one["line"]) for one in found["places"]}
    assert places == {("教育局", "三.4", 1, 1), ("财政局", "三.2", 1, 0)}
    assert found["places"][0]["said"] in (SAID[1] + SAID[2], "诚信班会办法")
    async with county.play.database.reading() as db:
        rows = await db.execute_fetchall("select after from audit where action = 'papers.search'")
    assert [json.loads(row[0])["found"] for row in rows] == [2, 2, 2, 0, 2]


async def test_the_search_says_what_is_not_looked_through_yet(sits: Any, county: Served) -> None:
    """None found, or some: what waits to be read may hold more."""
    office = await sits("赵主任")
    await county.file("县财政局", "三.2", "财政方案.pdf", pdf() + b"\n%")
    _, none = await office.post("desk/find", {"text": "没有的字"})
    assert none["said"] == "材料里没有找到“没有的字”。还有 1 份材料没读完，读完才找得到。"
    _, some = await office.post("desk/find", {"text": "班会"})
    assert some["said"] == "“班会” 2 处，还有 1 份材料没读完，读完才找得到"
    told = (await county.play.send("赵主任", "找 班会"))[-1][1]
    assert "共 2 处，还有 1 份材料没读完，读完才找得到：" in told.text
    assert [one["unread"] for one in (await office.items()).values()].count(1) == 1


async def test_how_many_pages_were_drawn_is_told(sits: Any, county: Served) -> None:
    """Before the first is drawn nobody knows; a file is shown to its last page afterwards."""
    office = await sits("赵主任")
    paper = await county.file("县财政局", "三.2", "财政方案.pdf", pdf(3) + b"\n%")
    assert (await office.get(f"desk/pages/{paper}"))[1] == {"pages": 0}
    assert (await office.get(f"desk/page/{paper}/1"))[0] == 200
    assert (await office.get(f"desk/pages/{paper}"))[1] == {"pages": 3}


@pytest.mark.parametrize(("page", "room"), [("desk", desk_room), ("schemes", table_room)])
async def test_a_wide_page_leaves_everything_as_it_has_to_be(
    county: Served, page: str, room: Callable[[str], str]
) -> None:
    """Its room is its person's; a check of all data finds nothing in it, nor does a drill."""
    async with browsing(county, page, room) as sit:
        await sit("赵主任")
        found = await broken_invariants(county.play.database, county.play.store)
        assert [one for one in found if "room" in one.name] == []
        async with county.play.database.transaction() as db:
            sql = "update web_members set address = '李敏' where chat = ?"
            await db.execute(sql, (room("赵主任"),))
        found = await broken_invariants(county.play.database, county.play.store)
        assert {one.name for one in found if "room" in one.name} == {"private-room-has-one-member"}


async def test_only_who_reviews_finds_a_desk(sits: Any) -> None:
    """A liaison, an observer, a stranger: every address looks as if it were not there."""
    for who in ("李敏", "吴观", "谁也不是"):
        other = await sits(who)
        for path in ("desk", "desk/list", "desk/unit/1/1", "desk/text/1", "desk/file/1",
                     "desk/photo/1", "desk/page/1/1", "desk/pages/1"):  # fmt: skip
            assert (await other.get(path))[0] == 404, (who, path)
        place = {"quarter": 1, "unit": 1, "row": "三.4"}
        for path, body in (("desk/open", place), ("desk/find", {"text": "诚信班会"})):
            assert (await other.post(path, body))[0] == 404, (who, path)
        assert (await other.get("rooms"))[1]["desk"] is False


async def test_nobody_sees_the_own_units_items_and_papers(sits: Any) -> None:
    """A reviewer who is liaison of 县财政局: neither its items nor its papers by their numbers."""
    other = await sits("钱进")
    names = set(await other.items())
    assert any(one.startswith("教育局") for one in names)
    assert not any(one.startswith("财政局") for one in names)
    place = {"quarter": 1, "unit": 2, "row": "三.2"}
    assert (await other.post("desk/open", place))[0] == 404
    for path in ("desk/text/2", "desk/file/2", "desk/page/2/1", "desk/pages/2"):
        assert (await other.get(path))[0] == 404
    assert (await other.get("desk/text/1"))[0] == 200
    office = await sits("赵主任")
    assert (await office.get("desk/text/2"))[0] == 200


async def test_a_remit_limits_items_papers_and_the_search(sits: Any, county: Served) -> None:
    """周平 reviews row 三.4 only."""
    async with county.play.database.transaction() as db:
        parts = frozenset({"row/县直单位/三.4"})
        people = await db.execute_fetchall("select id from persons where name = '周平'")
        await review.set_remit(db, people[0][0], parts, people[0][0], county.play.now)
    limited = await sits("周平")
    assert set(await limited.items()) == {"教育局 三.4"}
    assert (await limited.get("desk/text/2"))[0] == 404
    assert (await limited.get("desk/photo/1"))[0] == 200
    _, found = await limited.post("desk/find", {"text": "诚信班会"})
    assert {one["short"] for one in found["places"]} == {"教育局"}


async def test_work_reports_and_papers_of_appeals_are_found_and_opened(
    sits: Any, county: Served
) -> None:
    """By whoever may review the row that they count for, and by nobody else."""
    await county.report("县财政局", "三季度总结.pdf", pdf(3), [("信用惠企小结",), ("第 2 页",)])
    await county.appeal("县教育局", "三.4", "申诉说明.jpg", photo(SAID[:2]), [("信用惠企说明",)])
    office = await sits("赵主任")
    _, found = await office.post("desk/find", {"text": "信用惠企"})
    places = {one["source"]: one for one in found["places"]}
    assert [places[one]["paper"] for one in ("report", "appeal")] == ["w1", "p1"]
    assert [places[one]["where"] for one in ("report", "appeal")] == [
        "工作报送", "三.4 信用+应用场景 的申诉",
    ]  # fmt: skip
    assert (await office.get("desk/text/w1"))[1]["pages"][0]["lines"][0]["text"] == "信用惠企小结"
    for path in ("desk/page/w1/2", "desk/photo/p1", "desk/file/w1", "desk/file/p1"):
        status, body = await office.get(path)
        assert (status, len(body) > 1000) == (200, True), path
    own = await sits("钱进")
    assert (await own.get("desk/text/w1"))[0] == 404
    assert (await own.get("desk/text/p1"))[0] == 200
    async with county.play.database.transaction() as db:
        [who] = await db.execute_fetchall("select id from persons where name = '周平'")
        parts = frozenset({"row/县直单位/三.2"})
        await review.set_remit(db, who[0], parts, who[0], county.play.now)
    limited = await sits("周平")
    assert [(await limited.get(f"desk/file/{one}"))[0] for one in ("w1", "p1", "2")] == [
        404, 404, 200,
    ]  # fmt: skip
    assert (await limited.post("desk/find", {"text": "信用惠企"}))[1]["total"] == 0
    for path in ("desk/text/w9", "desk/text/p9", "desk/text/x1", "desk/text/wp1"):
        assert (await office.get(path))[0] == 404, path


async def test_a_paper_comes_with_those_it_is_like(sits: Any, county: Served) -> None:
    """The same photo of another unit is laid beside; whoever may not see it is told where it is."""
    other = await county.file("县财政局", "三.2", "财政证明.jpg", photo(SAID), [SAID])
    office = await sits("赵主任")
    item = await office.open("教育局 三.4")
    [[like]] = [one["beside"] for one in item["papers"]]
    assert (like["id"], like["may"], like["where"]) == (other, True, "财政局 三.2")
    assert (await office.get(f"desk/photo/{like['id']}?size=large"))[0] == 200
    async with county.play.database.transaction() as db:
        [who] = await db.execute_fetchall("select id from persons where name = '周平'")
        parts = frozenset({"row/县直单位/三.4"})
        await review.set_remit(db, who[0], parts, who[0], county.play.now)
    await office.post("desk/leave", {})
    limited = await sits("周平")
    [[like]] = [one["beside"] for one in (await limited.open("教育局 三.4"))["papers"]]
    assert (like["may"], like["label"]) == (False, "")
    assert (await limited.get(f"desk/photo/{other}?size=large"))[0] == 404


@pytest.mark.slow
async def test_pages_of_office_files_and_ofd_are_shown(sits: Any, county: Served) -> None:
    """As pictures where LibreOffice is installed, OFD always; else a sentence says why not."""
    papers = {
        "通知.docx": letter("关于开展诚信活动的通知", "县教育局"),
        "台账.xlsx": workbook("诚信台账", "县教育局"),
        "函.ofd": ofd(ofd_text(20, 20, "关于诚信活动的函", size=6)),
    }
    numbers = {
        name: await county.file("县教育局", "三.4", name, data) for name, data in papers.items()
    }
    reviewer = await sits("赵主任")
    for name, number in numbers.items():
        status, body = await reviewer.get(f"desk/page/{number}/1")
        if status == 404 and not name.endswith("ofd"):
            assert office() is None, (name, body)
            assert "LibreOffice" in body["sentence"]
            continue
        assert (status, body[:2]) == (200, b"\xff\xd8"), name
        with Image.open(io.BytesIO(body)) as image:
            assert image.convert("L").getextrema()[0] < 90, name


async def test_the_papers_come_with_what_was_read(sits: Any) -> None:
    """Photo, page of a PDF as a picture, text with the place of every line, what it means."""
    office = await sits("赵主任")
    item = await office.open("教育局 三.4")
    [paper] = item["papers"]
    assert paper["facts"][0] | {"page": 1, "line": 0} == paper["facts"][0]
    [page] = item["text"][str(paper["id"])]
    assert [one["text"] for one in page["lines"]] == list(SAID)
    assert page["lines"][0]["box"][0] == 1000
    status, body = await office.get(f"desk/photo/{paper['id']}?size=large")
    assert (status, body[:2]) == (200, b"\xff\xd8")
    status, body = await office.get("desk/page/2/2")
    assert (status, body[:2]) == (200, b"\xff\xd8")
    assert (await office.get("desk/page/2/9"))[0] == 404
    assert (await office.get("desk/photo/2"))[0] == 404


async def test_an_item_is_calm_only_as_far_as_its_papers_were_read(
    sits: Any, county: Served
) -> None:
    """And of two doubts of one kind the list has one mark."""
    reviewer = await sits("赵主任")
    assert (await reviewer.open("教育局 三.4"))["calm"] == "没有疑点"
    async with county.play.database.transaction() as db:
        await db.execute("update readings set state = 'waiting'")
    calm = (await reviewer.open("教育局 三.4"))["calm"]
    assert calm.startswith("还没看出疑点，")
    assert "份材料机器没读完" in calm
    for _ in range(2):
        await county.doubt("县教育局", "三.4", "应用证明.jpg")
    assert (await reviewer.items())["教育局 三.4"]["marks"] == ["outside"]


async def test_a_photo_that_was_drawn_ahead_is_shown_as_it_was_drawn(
    sits: Any, county: Served
) -> None:
    """As the bot does it after reading; before that it is drawn when it is looked at."""
    office = await sits("赵主任")
    item = await office.open("教育局 三.4")
    digest = await county.play.query("select digest from evidence where id = 1")
    path = county.play.store.path(digest[0][0])
    before = (await office.get("desk/photo/1?size=large"))[1]
    ahead = await county.drawings.page(path, digest[0][0], "jpg", 1)
    assert (await office.get("desk/photo/1?size=large"))[1] == ahead.path.read_bytes() != before
    assert (await office.get("desk/photo/1?size=small"))[1] != ahead.path.read_bytes()
    assert item["papers"][0]["picture"]


async def test_two_at_once_never_get_one_item(sits: Any, county: Served) -> None:
    """Twenty openings of two people in the same moment: one has it, the other is told."""
    first, second = await sits("赵主任"), await sits("周平")
    for _ in range(5):
        one, two = await asyncio.gather(first.open("教育局 三.4"), second.open("教育局 三.4"))
        assert bool(one["holder"]) != bool(two["holder"])
        loser, winner = (second, first) if two["holder"] else (first, second)
        said = await loser.press(route(one, "a"))
        assert "正在审这一项" in said
        assert (await loser.items())["教育局 三.4"]["holder"] == winner.who
        await winner.post("desk/leave", {})
    county.late = timedelta(minutes=16)
    assert (await second.open("教育局 三.4"))["holder"] == ""


async def test_a_lease_ends_by_itself(sits: Any, county: Served) -> None:
    first, second = await sits("赵主任"), await sits("周平")
    item = await first.open("教育局 三.4")
    county.late = timedelta(minutes=14)
    assert "赵主任" in (await second.open("教育局 三.4"))["holder"]
    county.late = timedelta(minutes=16)
    assert (await second.open("教育局 三.4"))["holder"] == ""
    assert "周平正在审" in await first.press(route(item, "a"))


async def test_a_decision_is_the_phones_own(sits: Any, county: Served) -> None:
    """Accepted at the desk: the same rows and audit as on the phone, whose queue stays its own."""
    office = await sits("赵主任")
    await county.play.send("赵主任", route="review/next/1/u1")
    item = await office.open("教育局 三.4")
    said = await office.press(route(item, "a"))
    assert "已通过 教育局 三.4" in said
    assert "审核 " not in said, "no next item: the desk has its own list"
    assert (await office.items())["教育局 三.4"]["state"] == "decided"
    stale = await office.press(route(item, "a"))
    assert "已经审过" in stale
    async with county.play.database.reading() as db:
        rows = await db.execute_fetchall("select action from audit where action like 'review.%'")
        desk = await review.desk(db, 3)
    assert [row[0] for row in rows] == ["review.accept"]
    assert desk is not None
    assert (desk.scope, desk.row) == ("u1", None)


async def test_the_second_one_sees_nothing_of_the_first(sits: Any, county: Served) -> None:
    """Drawn for two: neither decision, reason, name nor word about it before both have spoken."""
    county.play.world = replace(county.play.world, second_percent=100)
    county.router.world = county.play.world
    first, second = await sits("赵主任"), await sits("周平")
    item = await first.open("教育局 三.4")
    await first.press(route(item, "t"))
    await first.say("我看第三项只有通知")
    await first.press(route(item, "c"))
    await first.press(f"review/set/{_at(item)}/0")
    assert "为什么核减" in await first.say("2项，看不出第三项的成效")
    assert "两人一致才定" in await first.press(f"review/why/{_at(item)}/5")
    assert "等另一位审完再讨论" in await first.press(route(item, "t"))
    sealed = await second.open("教育局 三.4")
    listed = (await second.items())["教育局 三.4"]
    shown = json.dumps([sealed, listed], ensure_ascii=False)
    assert sealed["state"] == "waiting"
    for hidden in ("看不出第三项", "只有通知", "核减为", "赵主任"):
        assert hidden not in shown, hidden
    own = await first.open("教育局 三.4")
    assert own["state"] == "spoke"
    assert "只有通知" in json.dumps(own, ensure_ascii=False), "the remark is there, for its author"


@pytest.mark.parametrize(
    "body",
    [
        {"key": "key-0000001", "route": "home", "label": "x"},
        {"key": "key-0000001", "route": "close/yes/1", "label": "x"},
        {"key": "short", "route": "review/ok/1/1/x/y", "label": "x"},
        {"key": "key-0000001", "route": "review/" + "x" * 80, "label": "x"},
    ],
)
async def test_only_the_reviews_pages_are_pressed_here(sits: Any, body: dict[str, Any]) -> None:
    office = await sits("赵主任")
    assert (await office.post("desk/press", body))[0] == 400


def _at(item: dict[str, Any]) -> str:
    """Where the decisions of an item lead: quarter, unit, row and what was seen of it."""
    return "/".join(route(item, "c").split("/")[2:])
