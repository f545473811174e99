"""Items of a list, typed while the whole row stands on one card."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.filling.reading import read_answer
from bot.filling.words.card import named_figure
from bot.forms.form import Question
from bot.speech.numbers import NumberFault
from scoring.scheme import Row, load
from tests.filling.test_walk_thumbs import empty_form
from tests.stage import stage

ITEMS = ("分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("牵头科室", {"牵头科室": True}),
        ("2、6", {"牵头科室": True, "工作制度": True}),
        ("打印机", {"打印机": True}),
        ("1、3", {"分管领导": True, "工作联络员": True}),
        ("牵头科室 工作制度", {"牵头科室": True, "工作制度": True}),
        ("缺打印机", {"打印机": False}),
        ("都有", dict.fromkeys(ITEMS, True)),
        ("无", dict.fromkeys(ITEMS, False)),
    ],
)
async def test_an_item_that_is_typed_is_kept(
    tmp_path: Path, typed: str, kept: dict[str, bool]
) -> None:
    """Also where the first item is not among them; the card is drawn again."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="card/1/1/一.1")
        ((_, told),) = await play.send("李敏", typed)
        assert "六项要素：未报" not in told.text
        assert "编号" not in told.text
        rows = await play.query("select input, value from claims where \"row\" = '一.1'")
        assert {row["input"]: row["value"] == "true" for row in rows} == kept


async def test_a_bare_number_at_the_card_keeps_nothing(tmp_path: Path) -> None:
    """2: two of them, or the second? Nobody can tell."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="card/1/1/一.1")
        await play.send("李敏", "2")
        assert await play.query("select input from claims") == []


FULL = (
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 4",
)


@pytest.mark.parametrize("typed", ["三项", "5"])
async def test_a_number_that_may_be_two_answers_wants_the_name(tmp_path: Path, typed: str) -> None:
    """The sentence does not promise that the bare number would do, and its example is heard."""
    async with stage(tmp_path, before=FULL) as play:
        await play.send("李敏", route="row/1/1/三.4")
        ((_, told),) = await play.send("李敏", typed)
        assert "数也可以直接发新的" not in told.text
        assert "发新的数要连名称一起写，例如“取得成效的应用 3”" in told.text
        ((_, told),) = await play.send("李敏", "仅有通知或文件的应用 2")
        assert "仅有通知或文件的应用 2 项（原来 4 项" in told.text


def _reads(row: Row, question: Question, text: str) -> bool:
    try:
        read_answer(row, question, text)
    except NumberFault:
        return False
    return True


def test_a_named_figure_is_heard_as_that_figure_only() -> None:
    """In every row that counts more than one thing, whichever of them is named."""
    tried = 0
    for form in (empty_form(load("县直单位")), empty_form(load("乡镇街道"))):
        for row in form.scheme.rows:
            figures = [
                one for one in form.questions(row) if one.kind in ("count", "rate", "amount")
            ]
            for one in figures if len(figures) > 1 else ():
                tried += 1
                heard = [q for q in figures if _reads(row, q, named_figure(one))]
                assert heard == [one], (row.id, named_figure(one))
    assert tried
