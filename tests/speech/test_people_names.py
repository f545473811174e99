"""What reads like somebody's name."""

from __future__ import annotations

from bot.speech.people_names import is_name, may_be_called


def test_names_and_what_is_none() -> None:
    """By the surname; a rarer one is asked about."""
    names = ["李敏", "王小明", "欧阳修", "慕容雪村", "买买提·艾力", "黎明"]
    none = [
        "赵主任",  # how somebody is addressed: who it is is asked
        "周副主任",
        "换人",
        "沿用",
        "好的",
        "收到",
        "名字写错了",
        "都没有",
        "我的信息",
        "张三的电话",
        "怎么填",
    ]
    assert [one for one in names if not may_be_called(one)] == []
    assert [one for one in none if may_be_called(one)] == []
    assert not is_name("周副主任")
