"""What has papers that wait to be read shows no doubt because nobody looked: it is a list apart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.queries import papers, quarters
from storage.queries.papers import Blob
from tests.review.test_review import decisions, own
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

ADMIN = "赵主任"
BEFORE = (
    "role 赵主任 reviewer",
    "claim 县教育局 四.1 宣传活动 0",
    "claim 县财政局 四.1 宣传活动 0",
    "claim 县交通运输局 四.1 宣传活动 0",
    "submitted 县教育局",
    "submitted 县财政局",
    "submitted 县交通运输局",
    "state review",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """教育局's paper waits to be read, 财政局's was read, 交通局 has none."""
    async with stage(tmp_path, before=BEFORE) as made:
        async with made.database.transaction() as db:
            for unit, paper in ((1, "工作方案.pdf"), (2, "活动照片1.jpg")):
                form = await quarters.form(db, 1, unit)
                assert form is not None
                stored = await made.store.put_bytes(PAPERS[paper]())
                kind = paper.rpartition(".")[2]
                await papers.keep_blob(db, Blob(stored.digest, stored.size, kind, None), made.now)
                await papers.add_evidence(
                    db, form.id, "四.1", digest=stored.digest, url=None, label=paper, caption="",
                    receipt="R", person_id=None, now=made.now,
                )  # fmt: skip
            await db.execute(
                "update readings set state = 'done' where sha256 = ?", (stored.digest,)
            )
        yield made


async def _shown(play: Stage, said: str) -> tuple[str, list[str]]:
    found = own(await play.send(ADMIN, said), ADMIN)
    return f"{found.title}\n{found.text}", [one.label for row in found.buttons for one in row]


async def test_the_first_page_counts_only_what_was_read(play: Stage) -> None:
    text, labels = await _shown(play, "审核")
    assert "另有 1 项还没看出疑点，但材料没读完" in text, text
    assert "没疑点的 2 项一起看" in labels, labels


async def test_what_was_not_read_is_accepted_only_by_a_list_of_its_own(play: Stage) -> None:
    text, _ = await _shown(play, "把没疑点的都通过了")
    assert "财政局：四.1" in text, text
    assert "教育局：" not in text, text
    assert "另有 1 项还没看出疑点，但材料没读完，不在里面" in text, text
    await play.send(ADMIN, press="确认通过这 2 项")
    assert [row for row, *_ in await decisions(play)] == ["四.1", "四.1"]
    left, _ = await _shown(play, "把没疑点的都通过了")
    assert "1 项还没看出疑点，但材料没读完" in left, left
    apart = own(await play.send(ADMIN, press="看没读完的 1 项"), ADMIN)
    assert "有材料机器没读完" in apart.text, apart.text
    await play.send(ADMIN, press="确认通过这 1 项")
    assert len(await decisions(play)) == 3


async def test_what_is_read_between_the_look_and_the_tap_is_looked_at_again(play: Stage) -> None:
    await play.send(ADMIN, "把没疑点的都通过了")
    async with play.database.transaction() as db:
        await db.execute("update readings set state = 'waiting'")
    again = own(await play.send(ADMIN, press="确认通过这 2 项"), ADMIN)
    assert "请再看一眼" in again.text, again.text
    assert await decisions(play) == []


async def test_a_units_page_says_the_same(play: Stage) -> None:
    found = own(await play.send(ADMIN, route="review/unit/1/1/1"), ADMIN)
    labels = [one.label for row in found.buttons for one in row]
    assert "看没读完的 1 项" in labels, labels
    assert not any(one.startswith("通过没疑点") for one in labels), labels
    assert "通过没疑点的 1 项" in [
        one.label
        for row in own(await play.send(ADMIN, route="review/unit/1/2/1"), ADMIN).buttons
        for one in row
    ]


@pytest.mark.parametrize(
    ("state", "unread"),
    [
        ("waiting", ""),
        ("failed", "damaged"),
        ("done", "no_ocr"),
        ("done", "time"),
        ("done", "memory"),
    ],
)
async def test_so_is_what_nobody_could_read(play: Stage, state: str, unread: str) -> None:
    async with play.database.transaction() as db:
        await db.execute("update readings set state = ?, unread = ?", (state, unread))
    text, labels = await _shown(play, "审核")
    assert "另有 2 项还没看出疑点，但材料没读完" in text, text
    assert "看没读完的 2 项" in labels, labels
    said, _ = await _shown(play, "教育局材料有疑点吗")
    assert "还没看出疑点，但有 1 份材料机器没读完" in said, said


async def test_what_was_read_as_a_person_sees_it_is_clean(play: Stage) -> None:
    async with play.database.transaction() as db:
        await db.execute("update readings set state = 'done', unread = 'hidden'")
    text, labels = await _shown(play, "审核")
    assert "没读完" not in text, text
    assert "没疑点的 3 项一起看" in labels, labels
    said, _ = await _shown(play, "教育局材料有疑点吗")
    assert "材料没有疑点" in said, said


async def test_nobody_is_listed_without_a_doubt_whose_papers_were_not_read(play: Stage) -> None:
    """材料没有疑点的: 教育局's paper waits, so nobody knows; it is said that it is left out."""
    text, _ = await _shown(play, "材料没有疑点的单位")
    assert "财政局" in text, text
    assert "教育局" not in text, text
    assert "1 个单位的材料机器还没读完，有没有疑点不知道，没有算在里面。" in text, text
    async with play.database.transaction() as db:
        await db.execute("update readings set state = 'done'")
    text, _ = await _shown(play, "材料没有疑点的单位")
    assert "教育局" in text, text
    assert "没有算在里面" not in text, text
