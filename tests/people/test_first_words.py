"""What a newcomer writes first is understood: a name with where one works behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.people.words.bind import read_name
from tests.stage import stage


def test_where_one_works_behind_the_name_is_no_part_of_it() -> None:
    assert read_name("我叫马小玲，乡党政办的") == "马小玲"
    assert read_name("马小玲（党政办）") == "马小玲"
    assert read_name("李敏。") == "李敏"
    for said in (
        "俺叫李敏",
        "俺是李敏",
        "本人姓名李敏",
        "我的名字叫李敏",
        "您好，我叫李敏",
    ):
        assert read_name(said) == "李敏", said
    assert read_name("买买提·艾力") == "买买提·艾力"


@pytest.mark.parametrize(
    "said", [("张局长",), ("张局长", "张局长"), ("13800001234", "张局长"), ("张局长 13800001234",)]
)
async def test_a_title_is_nobodys_name_however_often_it_is_typed(
    tmp_path: Path, said: tuple[str, ...]
) -> None:
    """And a telephone that came with it is kept."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "邀请 财政局")
        await play.send("新人", "绑定 CODE-0001")
        for one in said:
            asked = (await play.send("新人", one))[-1][1]
        assert asked.text.startswith("“张局长”是称呼，请写姓名全名")
        assert not asked.buttons
        await play.send("新人", "张建军")
        await play.send("新人", "13800001234")
        rows = await play.query("select name from persons where phone = '13800001234'")
        assert [row[0] for row in rows] == ["张建军"]


async def test_a_name_at_the_telephone_puts_the_name_right(tmp_path: Path) -> None:
    """王工 may be one's name: it is asked about."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "邀请 财政局")
        await play.send("新人", "绑定 CODE-0001")
        asked = (await play.send("新人", "王工"))[-1][1]
        assert asked.text.startswith("您的姓名是“王工”吗？")
        await play.send("新人", press="是，我叫王工")
        await play.send("新人", "张建军")
        await play.send("新人", "13800001234")
        rows = await play.query("select name from persons where phone = '13800001234'")
        assert rows[0][0] == "张建军"
