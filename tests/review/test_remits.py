"""审核分工: a reviewer's part of the tables holds on every page, and ends with the role."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.invariants import broken_invariants
from bot.review.remits import Part, Remits, body_of, known_parts, read
from scoring.scheme import load, loads
from storage.queries import people
from tests.review.test_review import decisions, own
from tests.stage import OFFICE, Stage, stage

BEFORE = (
    "colleague 张三 reviewer",
    "colleague 周平 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 2",
    "claim 县财政局 三.2 已出台实施办法 true",
    "submitted 县教育局",
    "submitted 县财政局",
    "state review",
)
BODY = "县工信局"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def _scheme_names_a_reviewer(play: Stage, row: str) -> None:
    """The quarter's departments' table as it would be with a reviewer printed for one row."""
    async with play.database.transaction() as db:
        (kept,) = await db.execute_fetchall(
            "select text from quarter_schemes where name = '郏县2022-县直单位'"
        )
        text = kept["text"].replace(f'["{row}"]\n', f'["{row}"]\nreviewer = "{BODY}"\n')
        await db.execute(
            "update quarter_schemes set text = ?, digest = ? where name = '郏县2022-县直单位'",
            (text, loads(text, "x").digest),
        )


async def _marked(play: Stage, who: str, unit: int, row: str) -> str:
    """The mark an item's buttons carry, taken by somebody who then lays it back."""
    await play.send(who, route=f"review/see/1/{unit}/{row}")
    mark = play.button(who, "存疑").split("/")[5]
    play.now += timedelta(minutes=16)
    return mark


async def test_a_body_reviews_the_rows_the_scheme_gives_it_and_the_office_the_rest(
    play: Stage,
) -> None:
    """审核 张三 县工信局: its row leaves the office's queue and is all of 张三's."""
    await _scheme_names_a_reviewer(play, "三.2")
    asked = own(await play.send("赵主任", "审核分工", group=True), OFFICE)
    assert f"考核表写明由{BODY}审核，还没有分给谁，先由信用办审。" in asked.text
    await play.send("赵主任", f"审核 张三 {BODY}", group=True)
    done = own(await play.send("赵主任", press="就这样分", group=True), OFFICE)
    assert f"✓ 张三现在审：{BODY}负责的指标。原来：全部指标。" in done.text
    assert "还没有分给谁" not in done.text
    mine = own(await play.send("张三", "审核"), "张三")
    assert "待审 2 项（2 个单位）" in mine.text
    rest = own(await play.send("周平", "审核"), "周平")
    assert "待审 2 项（1 个单位）" in rest.text
    assert "该由别的审核员审的 2 项" in rest.text
    await play.send("张三", press="开始审核")
    await play.send("张三", press="通过")
    await play.send("张三", press="通过")
    assert {row[0] for row in await decisions(play)} == {"三.2"}


@pytest.mark.parametrize(
    "page",
    [
        "see",
        "ok/{}",
        "cut/{}",
        "put/{}/0/1",
        "return/{}",
        "back/{}/20261130/0",
        "doubt/{}",
        "ask/{}/0",
        "why/{}/0",
        "award/{}",
        "history",
        "open/0",
        "more/1",
        "before/1",
    ],
)
async def test_no_route_leads_beyond_the_remit(play: Stage, page: str) -> None:
    mark = await _marked(play, "周平", 1, "四.1")
    await play.send("赵主任", "审核 张三 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    name, _, rest = page.partition("/")
    tail = f"/{rest.format(mark)}" if rest else ""
    answer = own(await play.send("张三", route=f"review/{name}/1/1/四.1{tail}"), "张三")
    assert "四.1 不在您的审核分工里" in answer.text
    assert await decisions(play) == []
    assert await play.query("select 1 from review_doubts") == []


async def test_a_units_clean_rows_are_accepted_within_the_remit_only(play: Stage) -> None:
    await play.send("赵主任", "审核 张三 六", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    answer = own(await play.send("张三", route="review/clean/1/1"), "张三")
    assert "没有等您审的项目" in answer.text
    assert await decisions(play) == []


async def test_a_row_whose_only_reviewer_is_of_the_unit_comes_to_the_office(play: Stage) -> None:
    """钱进 is liaison of 财政局 and reviews section 三: never the own unit's; nothing is stuck."""
    await play.send("赵主任", "审核 钱进 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    shown = own(await play.send("周平", route="review/next/1/u2"), "周平")
    assert shown.title.startswith("审核 财政局 三.2")
    refused = own(await play.send("钱进", route="review/see/1/2/三.2"), "钱进")
    assert "由别的审核员审" in refused.text
    seen = [own(await play.send("钱进", route="review/next/1/all"), "钱进")]
    seen += [own(await play.send("钱进", press="跳过"), "钱进") for _ in range(3)]
    assert all(one.title.startswith("审核 教育局 三") for one in seen)


async def test_a_doubt_goes_only_to_whoever_may_decide(play: Stage) -> None:
    await play.send("赵主任", "审核 张三 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    await play.send("周平", route="review/see/1/2/四.1")
    await play.send("周平", route="review/see/1/1/四.1")
    answer = own(await play.send("周平", press="存疑"), "周平")
    labels = [button.label for row in answer.buttons for button in row]
    assert "张三" not in labels


async def test_a_remit_ends_with_the_role_and_old_buttons_die(play: Stage) -> None:
    await play.send("赵主任", "审核 张三 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    await play.send("张三", route="review/see/1/1/三.2")
    async with play.database.reading() as db:
        grant = next(g for g in await people.with_role(db, "reviewer") if g.person_name == "张三")
    await play.send("赵主任", route=f"roles/end/{grant.id}/yes", group=True)
    answer = own(await play.send("张三", press="通过"), "张三")
    assert "没有这个权限" in answer.text
    assert await decisions(play) == []
    assert await play.query("select 1 from review_remits where ended_at is null") == []
    broken = await broken_invariants(play.database, play.store)
    assert [one for one in broken if "remit" in one.name] == []


async def test_an_admin_is_never_limited(play: Stage) -> None:
    """An old remit does not bind whoever has become admin; none is given to one."""
    await play.send("赵主任", "审核 张三 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    async with play.database.transaction() as db:
        found = await people.by_identity(db, "web", "张三")
        assert found is not None
        await people.give_role(db, found.id, "admin", None, None, play.now)
    answer = own(await play.send("张三", route="review/see/1/1/四.1"), "张三")
    assert answer.title.startswith("审核 教育局 四.1")
    answer = own(await play.send("赵主任", "审核 张三 第四节", group=True), OFFICE)
    assert "张三是管理员" in answer.text


def test_parts_are_read_back_as_they_are_kept() -> None:
    """And nothing else is read."""
    for part in (
        Part("body", BODY),
        Part("section", "三", "县直单位"),
        Part("row", "三.4", "乡镇"),
    ):
        assert read(part.text) == part
    for text in ("", "body", "section/三", "county/x", "row/a/b/c"):
        with pytest.raises(ValueError, match="not a part"):
            read(text)


def test_without_remits_everybody_may_everything() -> None:
    scheme = load("郏县2022-县直单位")
    remits = Remits()
    assert all(remits.may(1, scheme.group, row) for row in scheme.rows)
    assert all(not remits.holders(scheme.group, row) for row in scheme.rows)
    assert body_of(scheme.row("五.2")) == BODY
    assert [part.name for part in known_parts((scheme,))] == list("一二三四五六七")
