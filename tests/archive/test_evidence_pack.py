"""The evidence pack as Word opens it: figures beside the photos, nothing lost in silence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc

from bot.archive.sheets import book as evidence_pack
from bot.corridor.events import Recipe
from bot.corridor.recipes import produce
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

BEFORE = (
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    'cut 县教育局 三.4 {"取得成效的应用":2,"仅有通知或文件的应用":0} 第三项没有成效证明',
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """Three photos and a paper under 三.4, which was cut with a reason."""
    async with stage(tmp_path) as set_up:
        await set_up.send("李敏", route="proof/1/1/三.4")
        names = ("活动照片1.jpg", "活动照片2.jpg", "活动照片3.png", "工作方案.pdf")
        await set_up.send("李敏", files=[(name, PAPERS[name]()) for name in names])
        yield set_up


async def recipe(play: Stage) -> Recipe:
    letters = await play.send("李敏", route="pack/book/1/1")
    found = letters[-1][1].files[0].recipe
    assert found is not None
    return Recipe(name=found.name, data=json.loads(json.dumps(found.data)))


def opened(made: object) -> Doc:
    assert isinstance(made, bytes)
    return Document(io.BytesIO(made))


def said(paper: Doc) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


async def test_each_row_has_its_clause_figures_reason_and_pictures(tmp_path: Path) -> None:
    """Claimed, accepted and why, side by side with what was handed in."""
    async with stage(tmp_path, before=BEFORE) as play:
        text = said(opened(produce(await recipe(play), play.store.open)))
    assert "三.4 信用+应用场景　得 4/10 分" in text
    assert "每开展一项信用服务产品应用并取得成效的得2分" in text
    assert "取得成效的应用 3 项" in text
    assert "取得成效的应用 2 项" in text
    assert "核减：第三项没有成效证明" in text
    assert "还没有公示，目前" in text


async def test_pictures_are_in_it_and_papers_are_listed(play: Stage) -> None:
    """Three photos drawn, the PDF named; all with their receipt; A4, heads and page numbers."""
    made = produce(await recipe(play), play.store.open)
    assert isinstance(made, bytes)
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert sum(name.startswith("word/media/") for name in names) == 3
    paper = opened(made)
    text = said(paper)
    assert "图3　活动照片3.png\nR261123-0001" in text
    assert "材料1　工作方案.pdf（PDF，1 KB，R261123-0001）" in text
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "县教育局　2026年四季度" in section.header.paragraphs[0].text


async def test_a_missing_picture_is_named_in_its_place(play: Stage) -> None:
    """The store lost one; the others are shown."""
    found = await recipe(play)
    (digest,) = (await play.query("select digest from evidence order by id limit 1"))[0]
    play.store.path(digest).unlink()
    made = produce(found, play.store.open)
    assert "库里没有这个文件" in said(opened(made))
    assert isinstance(made, bytes)
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert sum(name.startswith("word/media/") for name in names) == 2


async def test_what_does_not_fit_is_said(play: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that no channel could carry is no use; the rest stands in the originals."""
    found = await recipe(play)
    monkeypatch.setattr(evidence_pack, "MOST_BYTES", 10)
    text = said(opened(produce(found, play.store.open)))
    assert "另有 3 张没有排进来" in text


async def test_the_same_pack_is_the_same_bytes(play: Stage) -> None:
    """No hour of making is in the file."""
    found = await recipe(play)
    assert produce(found, play.store.open) == produce(found, play.store.open)
