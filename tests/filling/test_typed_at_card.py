"""Items of a list, typed while the whole row stands on one card."""

from __future__ import annotations

from pathlib import Path

import pytest

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
