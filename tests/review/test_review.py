"""The review under forged routes, by two people at once, over time, and by whom it may be done."""

from __future__ import annotations

import asyncio
import io
import json
import random
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from bot.corridor.events import Message
from bot.forms.loading import load
from bot.invariants import beyond, broken_invariants
from bot.review.closing import close_due
from bot.review.telling import QUIET, tell_quiet
from scoring.assess import assess
from storage.database import stamp
from storage.queries import papers, quarters
from storage.queries.papers import Blob
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, open_quarter, press, stage

BEFORE = (
    "role 赵主任 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 0",
    "claim 县财政局 三.2 已出台实施办法 true",
    "supply 县教育局 五.2 违约拖欠中小微企业款项 false 县工信局",
    'claim 冢头镇 四.1 说明 "进校园"',
    "submitted 县教育局",
    "submitted 县财政局",
    "submitted 冢头镇",
    "state review",
)
DUE = datetime(2027, 1, 5, 18, 0, tzinfo=SHANGHAI)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


def own(letters: list[tuple[str, Message]], who: str) -> Message:
    return next(message for chat, message in reversed(letters) if chat == who)


async def decisions(play: Stage) -> list[tuple[str, str, str]]:
    rows = await play.query(
        'select "row", decision, accepted from reviews where superseded_at is null order by id'
    )
    return [tuple(row) for row in rows]


async def mark_of(play: Stage, row: str, unit: int = 1, who: str = "赵主任") -> str:
    """The mark that the item's buttons carry now."""
    await play.send(who, route=f"review/see/1/{unit}/{row}")
    return play.button(who, "存疑").split("/")[5]


async def test_two_reviewers_never_get_the_same_item(play: Stage) -> None:
    """They press at once again and again, and never see one item together."""
    shown: set[tuple[str, str]] = set()
    for step in range(4):
        route = "review/next/1/all" if step == 0 else None
        both = [
            press(play, who, route or play.button(who, "跳过"), f"{step}{who}")
            for who in ("赵主任", "钱进")
        ]
        await asyncio.gather(*(play.receive(one) for one in both))
        rows = await play.query('select form_id, "row", person_id from review_desks')
        held = [(row[0], row[1]) for row in rows if row[0] is not None]
        assert len(held) == len(set(held)) == 2
        shown |= set(held)
    assert len(shown) > 2


async def test_an_item_left_alone_goes_back_after_a_quarter_of_an_hour(play: Stage) -> None:
    await play.send("赵主任", route="review/see/1/1/三.4")
    answer = own(await play.send("钱进", route="review/see/1/1/三.4"), "钱进")
    assert "赵主任正在审" in answer.text
    play.now += timedelta(minutes=15)
    answer = own(await play.send("钱进", route="review/see/1/1/三.4"), "钱进")
    assert answer.title.startswith("审核 教育局 三.4")
    answer = own(await play.send("赵主任", press="通过"), "赵主任")
    assert "钱进正在审" in answer.text
    assert await decisions(play) == []


async def test_two_decisions_at_once_are_one(play: Stage) -> None:
    mark = await mark_of(play, "三.2")
    route = f"review/ok/1/1/三.2/{mark}"
    both = [press(play, "赵主任", route, f"d{n}") for n in range(2)]
    await asyncio.gather(*(play.receive(one) for one in both))
    assert len(await decisions(play)) == 1
    audit = await play.query("select action, subject from audit where action like 'review.%'")
    assert [tuple(row) for row in audit] == [("review.accept", "review/3/三.2")]


async def test_an_old_button_never_decides_on_what_was_not_seen(play: Stage) -> None:
    """Sent back, supplemented with other figures: 通过 from before shows it anew."""
    old = await mark_of(play, "三.4")
    await play.send("赵主任", route=f"review/return/1/1/三.4/{old}")
    await play.send("赵主任", press="缺少佐证材料")
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
    await play.send("李敏", route="resubmit/yes/1/1/三.4")
    answer = own(await play.send("赵主任", route=f"review/ok/1/1/三.4/{old}"), "赵主任")
    assert "这一项刚才有变化" in answer.text
    assert "已补正待复核" in answer.text
    assert [row[:2] for row in await decisions(play)] == [("三.4", "resubmitted")]


@pytest.mark.parametrize(
    "route",
    [
        "review",
        "review/1",
        "review/next/1/all",
        "review/see/1/1/三.4",
        "review/ok/1/1/三.4/abcdef",
        "review/unit/1/1/1",
        "review/clean/yes/1/1/abcdef",
        "review/history/1/1/三.4",
        "review/more/1/1/三.4/1",
        "review/before/1/1/三.4/1",
        "review/open/1/1/三.4/0",
        "review/back/1/1/三.4/abcdef/20261130/0",
        "extend/1/1/20270108/0",
        "close/yes/1",
    ],
)
async def test_a_liaison_and_an_observer_review_nothing(play: Stage, route: str) -> None:
    answer = own(await play.send("李敏", route=route), "李敏")
    assert "只对" in answer.text
    async with play.database.transaction() as db:
        await db.execute(
            "update roles set role = 'observer' where role = 'liaison' and person_id = 1"
        )
        await db.execute("update roles set unit_id = null where role = 'observer'")
    answer = own(await play.send("李敏", route=route), "李敏")
    assert "只对" in answer.text
    assert await decisions(play) == []


@pytest.mark.parametrize(
    "page",
    ["see", "ok/{}", "cut/{}", "return/{}", "doubt/{}", "history", "open", "more/1", "before/1"],
)
async def test_nobody_reviews_the_own_unit(play: Stage, page: str) -> None:
    """钱进 is liaison of 财政局: no route leads to its items, and the queue never offers them."""
    mark = await mark_of(play, "三.2", unit=2)
    name, _, rest = page.partition("/")
    tail = f"/{rest.format(mark)}" if rest else ""
    answer = own(await play.send("钱进", route=f"review/{name}/1/2/三.2{tail}"), "钱进")
    assert "由别的审核员审" in answer.text
    for _ in range(5):
        await play.send("钱进", route="review/next/1/u2")
    desks = "select 1 from review_desks d join forms f on f.id = d.form_id where f.unit_id = 2"
    assert await play.query(f"{desks} and d.person_id = 4") == []


async def test_whoever_reported_for_a_unit_does_not_review_it_after_leaving_it(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, before=["role 李敏 reviewer"]) as play:
        await play.send("李敏", route="proof/1/1/三.2")
        await play.send("李敏", files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
        await play.send("李敏", route="submit/yes/1/1")
        async with play.database.transaction() as db:
            await db.execute("update quarters set state = 'review'")
            await db.execute(
                "update roles set ended_at = ? where role = 'liaison'", (stamp(play.now),)
            )
        answer = own(await play.send("李敏", route="review/unit/1/1/1"), "李敏")
        assert "经手过它的填报" in answer.text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("五.2", "由县工信局提供"),
        ("四.2", "按工作报送台账计"),
        ("一.1", "没有填"),
        ("九.9", "没有找到"),
    ],
)
async def test_rows_without_a_claim_are_not_reviewed(play: Stage, row: str, says: str) -> None:
    for route in (f"review/see/1/1/{row}", f"review/ok/1/1/{row}/abcdef"):
        assert says in own(await play.send("赵主任", route=route), "赵主任").text


async def test_forged_figures_and_reasons_are_refused(play: Stage) -> None:
    """Out of range, of another input, beyond the list: a sentence, and no decision."""
    mark = await mark_of(play, "三.4")
    at = f"1/1/三.4/{mark}"
    for route in (
        f"review/put/{at}/0/-1",
        f"review/put/{at}/0/9999999",
        f"review/put/{at}/0/abc",
        f"review/put/{at}/9/1",
        f"review/put/{at}/0/4",
        f"review/why/{at}/0",
        f"review/why/{at}/99",
        f"review/back/{at}/20261130/99",
        f"review/ask/{at}/999",
        f"review/set/{at}/77",
    ):
        letters = await play.send("赵主任", route=route)
        assert all("系统出了点问题" not in message.text for _, message in letters), route
    assert await decisions(play) == []


async def test_a_draft_of_one_item_is_never_used_for_another(play: Stage) -> None:
    """A cut begun on 三.4 and finished by a button of 三.2 is refused."""
    second = await mark_of(play, "三.2")
    first = await mark_of(play, "三.4")
    await play.send("赵主任", route=f"review/put/1/1/三.4/{first}/0/1")
    [[draft]] = await play.query("select draft from conversations where sender = '赵主任'")
    assert json.loads(draft)["values"] == {"取得成效的应用": 1}
    answer = own(await play.send("赵主任", route=f"review/why/1/1/三.2/{second}/0"), "赵主任")
    assert "没有做完" in answer.text
    assert await decisions(play) == []


async def test_a_cut_counts_and_says_who_why_and_what_was_claimed(play: Stage) -> None:
    mark = await mark_of(play, "三.4")
    await play.send("赵主任", route=f"review/put/1/1/三.4/{mark}/0/1")
    await play.send("赵主任", press="不符合评分标准")
    assert await decisions(play) == [
        ("三.4", "cut", '{"仅有通知或文件的应用": 0, "取得成效的应用": 1}')
    ]
    [[before, after, why]] = await play.query(
        "select before, after, why from audit where action = 'review.cut'"
    )
    assert (json.loads(before), json.loads(after)["decision"], why) == (
        None,
        "cut",
        "不符合评分标准",
    )
    answer = own(await play.send("李敏", route="why/1/1/三.4"), "李敏")
    assert "单位自报：取得成效的应用 3 项" in answer.text


async def test_the_beat_tells_a_unit_ten_minutes_after_the_last_decision(play: Stage) -> None:
    """Once, and only what was not told already."""
    await mark_of(play, "三.4")
    await play.send("赵主任", press="通过")
    async with play.database.transaction() as db:
        assert await tell_quiet(db, play.now + QUIET - timedelta(seconds=30)) == 0
        assert await tell_quiet(db, play.now + QUIET) == 1
        assert await tell_quiet(db, play.now + QUIET * 2) == 0
    [(chat, message)] = await play.letters()
    assert (chat, "通过 1 项：三.4" in message.text) == ("李敏", True)


async def test_a_decision_of_a_year_that_has_not_come_is_told_today(play: Stage) -> None:
    """It was made in a minute in which the clock was wrong."""
    await mark_of(play, "三.4")
    await play.send("赵主任", press="通过")
    async with play.database.transaction() as db:
        assert await tell_quiet(db, play.now - timedelta(days=365)) == 1


async def test_a_reopened_decision_stands_no_more_and_is_kept(play: Stage) -> None:
    await mark_of(play, "三.2")
    await play.send("赵主任", press="通过")
    await play.send("赵主任", route="review/open/1/1/三.2/0")
    assert await decisions(play) == []
    assert (await play.query("select count(*) from reviews"))[0][0] == 1
    async with play.database.transaction() as db:
        await db.execute("update quarters set state = 'published'")
    for route in ("review/open/1/1/三.2/0", "review/see/1/1/三.2", "review/unit/1/1/1"):
        answer = own(await play.send("赵主任", route=route), "赵主任")
        assert "已公布" in answer.text


async def test_after_the_announcement_nothing_is_sent_back(play: Stage) -> None:
    mark = await mark_of(play, "三.2")
    async with play.database.transaction() as db:
        await db.execute("update quarters set state = 'announced'")
    shown = own(await play.send("赵主任", route="review/see/1/1/三.2"), "赵主任")
    assert "退回补正" not in {b.label for row in shown.buttons for b in row}
    for route in (f"review/return/1/1/三.2/{mark}", f"review/back/1/1/三.2/{mark}/20261130/0"):
        answer = own(await play.send("赵主任", route=route), "赵主任")
        assert "已经公示" in answer.text
    await play.send("赵主任", route=f"review/ok/1/1/三.2/{mark}")
    assert [row[:2] for row in await decisions(play)] == [("三.2", "accept")]


async def test_clean_items_are_accepted_as_shown_and_no_others(play: Stage) -> None:
    """What is doubtful, what a colleague has on the desk and what has changed stay."""
    await play.send("赵主任", route="review/clean/1/1")
    yes = play.button("赵主任", "确认通过")
    async with play.database.transaction() as db:
        await db.execute(
            "update claims set value = '1', version = 2 where form_id = 3 and \"row\" = '四.1'"
        )
    answer = own(await play.send("赵主任", route=yes), "赵主任")
    assert "没有可以一起通过" in answer.text
    async with play.database.transaction() as db:
        await db.execute(
            "update claims set value = '0', version = 3 where form_id = 3 and \"row\" = '四.1'"
        )
    answer = own(await play.send("赵主任", route=yes), "赵主任")
    assert "请再看一眼" in answer.text
    await play.send("钱进", route="review/see/1/1/四.1")
    answer = own(await play.send("赵主任", press="确认通过"), "赵主任")
    assert "没有可以一起通过" in answer.text
    play.now += timedelta(minutes=16)
    await play.send("赵主任", route="review/clean/1/1")
    await play.send("赵主任", press="确认通过")
    assert [row[:2] for row in await decisions(play)] == [("四.1", "accept")]


async def test_reviewing_works_in_the_offices_group(play: Stage) -> None:
    await play.send("赵主任", route="review/next/1/all", group=True)
    letters = await play.send("赵主任", press="通过", group=True)
    assert any(chat == OFFICE for chat, _ in letters)
    assert len(await decisions(play)) == 1
    answer = own(await play.send("李敏", "审核", group=True), OFFICE)
    assert "只对" in answer.text


async def test_a_photo_saved_anew_is_shown_as_alike(tmp_path: Path) -> None:
    """Other bytes, the same picture: 疑似, with the unit and the row it came from."""
    photo, again = _twice()
    before = [
        "role 赵主任 reviewer",
        "liaison 周涛 县财政局",
        "claim 县教育局 四.1 宣传活动 1",
        "claim 县财政局 四.1 宣传活动 1",
    ]
    async with stage(tmp_path, before=before) as play:
        for who, unit, data in (("李敏", 1, photo), ("周涛", 2, again)):
            await play.send(who, route=f"proof/1/{unit}/四.1")
            await play.send(who, files=[("现场.jpg", data)])
            await play.send(who, route=f"submit/yes/1/{unit}")
        play.now = DUE + timedelta(minutes=1)
        answer = own(await play.send("赵主任", route="review/next/1/all"), "赵主任")
        assert "疑似：现场.jpg 与" in answer.text
        assert "四.1 的图片很像" in answer.text
        assert [file.label for file in answer.files] == ["现场.jpg", "疑似的另一张：现场.jpg"]
        assert answer.files[0].digest != answer.files[1].digest


async def test_last_quarters_papers_are_one_tap_away(tmp_path: Path) -> None:
    before = [
        "role 赵主任 reviewer",
        "last 县教育局 三.2 已出台实施办法 true",
        "claim 县教育局 三.2 已出台实施办法 true",
        "submitted 县教育局",
        "state review",
    ]
    async with stage(tmp_path, before=before) as play:
        shown = own(await play.send("赵主任", route="review/see/1/1/三.2"), "赵主任")
        assert not any("上季度材料" in b.label for row in shown.buttons for b in row)
        answer = own(await play.send("赵主任", route="review/before/1/1/三.2/1"), "赵主任")
        assert "没有材料" in answer.text
        async with play.database.transaction() as db:
            earlier = await quarters.by_number(db, 2026, 3)
            assert earlier is not None
            form = await quarters.form(db, earlier.id, 1)
            assert form is not None
            stored = await play.store.put_bytes(PAPERS["工作方案.pdf"]())
            await papers.keep_blob(db, Blob(stored.digest, stored.size, "pdf", None), play.now)
            await papers.add_evidence(
                db,
                form.id,
                "三.2",
                digest=stored.digest,
                url=None,
                label="去年的办法.pdf",
                caption="",
                receipt="R",
                person_id=None,
                now=play.now,
            )
        await play.send("赵主任", route="review/see/1/1/三.2")
        answer = own(await play.send("赵主任", press="上季度材料 1 份"), "赵主任")
        assert [file.label for file in answer.files] == ["去年的办法.pdf"]
        answer = own(await play.send("赵主任", press="返回这一项"), "赵主任")
        assert answer.title.startswith("审核 教育局 三.2")


def _twice() -> tuple[bytes, bytes]:
    """A picture and the same one saved smaller."""
    chance = random.Random(5)
    image = Image.new("RGB", (320, 240), (200, 200, 190))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        left, top = chance.randrange(280), chance.randrange(200)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.rectangle((left, top, left + 60, top + 50), fill=colour)
    found = []
    for size in ((320, 240), (280, 210)):
        out = io.BytesIO()
        image.resize(size).save(out, "JPEG", quality=88)
        found.append(out.getvalue())
    return found[0], found[1]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_pressed_the_review_stays_sound(tmp_path: Path, seed: int) -> None:
    """Fifty presses and texts of three people, new and old buttons: nothing forbidden happens."""
    chance = random.Random(seed)
    async with stage(tmp_path, before=BEFORE) as play:
        given = await broken_invariants(play.database, play.store)
        starts = ["review", "review/next/1/all", "review/units/1/1", "review/clean/1/1", "review/1"]
        for step in range(50):
            who = chance.choice(["赵主任", "赵主任", "钱进", "钱进", "李敏"])
            play.now += timedelta(minutes=chance.choice([0, 0, 0, 6, 20]))
            shown = [m for _, m in play.shown.get(who, [])[-6:]]
            routes = [b.route for m in shown for row in m.buttons for b in row]
            if chance.random() < 0.2:
                letters = await play.send(who, chance.choice(["1", "2", "材料不齐", "8分", "无"]))
            else:
                route = chance.choice(routes) if routes and step % 7 else chance.choice(starts)
                letters = await play.send(who, route=route)
            assert all("系统出了点问题" not in m.text for _, m in letters)
        assert beyond(given, await broken_invariants(play.database, play.store)) == []
        await _nothing_forbidden(play)


async def _nothing_forbidden(play: Stage) -> None:
    """Nobody decided on the own unit, and no cut brings more than was claimed."""
    own_unit = """select 1 from reviews r join forms f on f.id = r.form_id
      join roles g on g.person_id = r.by_person and g.role = 'liaison' and g.unit_id = f.unit_id
      where r.decision <> 'resubmitted'"""
    assert await play.query(own_unit) == []
    cuts = await play.query(
        'select f.quarter_id, f.unit_id, r."row", r.accepted from reviews r'
        " join forms f on f.id = r.form_id where r.decision = 'cut'"
    )
    async with play.database.reading() as db:
        for quarter, unit, row, accepted in cuts:
            form = await load(db, quarter, unit)
            assert form is not None
            claims = {one.name: form.claimed(row, one.name) for one in form.scheme.row(row).inputs}
            facts = [{row: claims}, {row: json.loads(accepted)}]
            claimed, cut = (assess(form.scheme, one, form.unit.name).rows[row] for one in facts)
            assert cut.points <= claimed.points


async def test_of_two_living_quarters_each_page_says_which_it_means(play: Stage) -> None:
    """The one in review is reviewed, the older open one is extended and closed."""
    async with play.database.transaction() as db:
        await open_quarter(db, play, 2027, 1)
    answer = own(await play.send("赵主任", "审核"), "赵主任")
    assert answer.title.startswith("2026年四季度 审核")
    assert "看2027年一季度" in {b.label for row in answer.buttons for b in row}
    answer = own(await play.send("赵主任", press="看2027年一季度"), "赵主任")
    assert answer.title == "2027年一季度 审核（填报中）"
    answer = own(await play.send("赵主任", "延期 冢头 1月8日 系统故障"), "赵主任")
    assert answer.text.startswith("2027年一季度，原因：系统故障")
    answer = own(await play.send("赵主任", press="延期到"), "赵主任")
    assert "冢头2027年一季度延期" in answer.text
    async with play.database.transaction() as db:
        await db.execute("update quarters set state = 'open'")
    answer = own(await play.send("赵主任", "截止"), "赵主任")
    assert answer.title == "2026年四季度 截止填报"


# -- the end of reporting ------------------------------------------------------------------------


async def test_a_quarter_closes_by_itself_when_every_deadline_is_over(tmp_path: Path) -> None:
    """Not before the longest extension ends; once; the office and reviewers are told once."""
    async with stage(tmp_path, before=["role 赵主任 reviewer"]) as play:
        await play.send("赵主任", "延期 财政局 1月8日 系统故障")
        await play.send("赵主任", press="延期到")
        await play.letters()
        for now, closes in (
            (DUE + timedelta(seconds=1), 0),
            (DUE + timedelta(days=3), 0),
            (DUE + timedelta(days=3, seconds=1), 1),
            (DUE + timedelta(days=4), 0),
        ):
            async with play.database.transaction() as db:
                assert len(await close_due(db, now)) == closes, now
        assert (await play.query("select state from quarters"))[0][0] == "review"
        assert [chat for chat, _ in await play.letters()] == [OFFICE, "赵主任"]
        audit = await play.query("select actor, why from audit where action = 'quarter.close'")
        assert [tuple(row) for row in audit] == [(None, "到了截止时间")]


async def test_an_admin_closes_early_only_after_being_asked(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        answer = own(await play.send("赵主任", "截止"), "赵主任")
        assert "提前截止，开始审核" in {b.label for row in answer.buttons for b in row}
        assert (await play.query("select state from quarters"))[0][0] == "open"
        play.now = DUE + timedelta(seconds=1)
        answer = own(await play.send("赵主任", "截止"), "赵主任")
        assert "已截止" in answer.title
        assert (await play.query("select state from quarters"))[0][0] == "review"
        answer = own(await play.send("赵主任", route="close/yes/1"), "赵主任")
        assert "早已截止" in answer.text


async def test_an_extension_is_one_decision_and_nobodys_own(tmp_path: Path) -> None:
    """It is written once, moves what may be filled after the close, and not for the own unit."""
    before = ["role 赵主任 liaison 县交通运输局", "state review"]
    async with stage(tmp_path, before=before) as play:
        answer = own(await play.send("赵主任", "延期 交通局 1月8日 系统故障"), "赵主任")
        assert "别的管理员" in answer.text
        await play.send("赵主任", "延期 教育局 1月8日 系统故障")
        await play.send("赵主任", press="延期到")
        rows = await play.query("select unit_id, reason, by_person from extensions")
        assert [tuple(row) for row in rows] == [(1, "系统故障", 3)]
        play.now = DUE + timedelta(days=2)
        await play.send("李敏", route="submit/yes/1/1")
        assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "submitted"
        play.now = DUE + timedelta(days=2)
        await play.send("李敏", route="withdraw/yes/1/1")
        assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "filling"
        play.now = DUE + timedelta(days=3, seconds=1)
        await play.send("李敏", route="submit/yes/1/1")
        assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "filling"


@pytest.mark.parametrize(
    "text",
    [
        "延期 教育局 去年 系统故障",
        "延期 教育局 1月5日 系统故障",
        "延期 教育局 2028-03-01 系统故障",
        "延期 教育局 1月8日 坏",
        "延期 天下局 1月8日 系统故障",
        "延期 1月8日",
    ],
)
async def test_an_extension_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    async with stage(tmp_path) as play:
        [(chat, message)] = await play.send("赵主任", text)
        assert chat == "赵主任"
        assert "已通知" not in message.text
        assert await play.query("select 1 from extensions") == []
