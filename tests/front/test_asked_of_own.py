"""What a liaison asks of the own standing, and of others: answered at once, or refused truly."""

from __future__ import annotations

import pytest

from tests.bench._heard_liaison import before


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("三季度哪丢的分", "2026年三季度 扣分和未得分的项目"),
        ("那上季度第几", "2026年三季度的排名还没有公布"),
        ("能及格不", "得分】"),
        ("这个分能合格不", "得分】"),
        ("还能补点啥涨分", "得分】"),
        ("还能从哪加点分", "得分】"),
        ("王科长电话多少", "0375-5150000"),
        ("堂街镇这季报了多少", "名单里没有“堂街镇”"),
        ("龙山的材料能给我看看不", "龙山街道的填报和得分只有龙山街道和信用办能看"),
    ],
)
async def test_what_a_liaison_asks_outside_the_questions(said: str, told: str) -> None:
    """The quarter that is named is the one that is shown, another unit's figures are refused."""
    async with before("[无] ", "冢头镇") as liaison:
        assert told in await liaison.says(said)
