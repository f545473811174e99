"""Jobs of the office by a sentence: who may not is told so, and what was not shown is not done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.review.test_review import decisions, own
from tests.stage import Stage, stage

ADMIN, REVIEWER, LIAISON = "赵主任", "周平", "李敏"
BEFORE = (
    "colleague 周平 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 四.1 宣传活动 0",
    "claim 县财政局 四.1 宣传活动 0",
    "submitted 县教育局",
    "submitted 县财政局",
    "state review",
)
OF_ADMINS = (
    "信用办电话改成0375-5161234",
    "财政局简称改成财金局",
    "财政局恢复考核",
    "周平不当审核员了",
    "给教育局再加一个联络员",
    "把发给教育局的邀请作废",
    "三.4以后周平审",
    "张三请假了",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


@pytest.mark.parametrize("text", OF_ADMINS)
@pytest.mark.parametrize("who", [REVIEWER, LIAISON])
async def test_a_reviewer_and_a_liaison_are_shown_no_job_of_an_admin(
    play: Stage, who: str, text: str
) -> None:
    for _, shown in await play.send(who, text):
        labels = [one.label for row in shown.buttons for one in row]
        assert "还没有改" not in (shown.title or "") + shown.text, shown
        assert not {"就这样改", "就这样分", "恢复考核", "确认收回"} & {*labels}, labels


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("信用办电话改成0375-5161234", "contact/by-word/yes"),
        ("财政局简称改成财金局", "units/by-word/yes"),
    ],
)
async def test_their_routes_are_refused_to_a_reviewer(play: Stage, text: str, route: str) -> None:
    await play.send(ADMIN, text)
    await play.send(REVIEWER, route=play.button(ADMIN, "就这样改"))
    await play.send(REVIEWER, route=route)
    names = "select short from units where name = '县财政局'"
    assert [one["short"] for one in await play.query(names)] == ["财政局"]
    assert await play.query("select * from office_contacts") == []


async def test_an_item_goes_to_nobody_of_its_own_unit(play: Stage) -> None:
    said = own(await play.send(REVIEWER, "财政局四.1让钱进看看"), REVIEWER)
    labels = [one.label for row in said.buttons for one in row]
    assert "交不了钱进" in said.text, said.text
    assert "交给钱进" not in labels, labels


async def test_what_does_not_wait_goes_to_nobody(play: Stage) -> None:
    said = own(await play.send(REVIEWER, "教育局六.2让钱进看看"), REVIEWER)
    labels = [one.label for row in said.buttons for one in row]
    assert "交给钱进" not in labels, labels
    assert await decisions(play) == []


async def test_a_contact_without_a_number_or_too_long_is_refused(play: Stage) -> None:
    for typed in ("联系方式 张三", "联系方式 0375-5161234 " + "很长" * 100):
        letters = await play.send(ADMIN, typed)
        labels = [b.label for _, one in letters for row in one.buttons for b in row]
        assert "就这样改" not in labels, typed
        assert all("还没有改" not in one.title for _, one in letters), typed
    assert await play.query("select * from office_contacts") == []
