"""What a newcomer writes first is understood: a name with where one works behind it."""

from __future__ import annotations

from bot.people.words.bind import read_name


def test_where_one_works_behind_the_name_is_no_part_of_it() -> None:
    assert read_name("我叫马小玲，乡党政办的") == "马小玲"
    assert read_name("马小玲（党政办）") == "马小玲"
    assert read_name("李敏。") == "李敏"
    assert read_name("买买提·艾力") == "买买提·艾力"
