"""What is said of two quarters with one 都 is said of either."""

from __future__ import annotations

import pytest

from bot.questions.combined.spoken import in_each_quarter, of_each_class


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("二三季度都排在后五名的", "二季度后五名三季度后五名的"),
        ("乡镇二季度和三季度都在后三名的", "乡镇二季度后三名三季度后三名的"),
        ("二季度、三季度都评为优秀的局", "二季度优秀三季度优秀的局"),
        ("一二三季度都是倒数三名的", "一季度后三名二季度后三名三季度后三名的"),
        ("三季度都优秀的局", "三季度都优秀的局"),
        ("二季度和三季度后五名的", "二季度和三季度后五名的"),
        ("二三季度都谁没交", "二三季度都谁没交"),
    ],
)
def test_what_is_said_of_several_quarters_is_said_of_each(said: str, read: str) -> None:
    assert in_each_quarter(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("县直三类分别平均多少", "县直各类单位平均多少"),
        ("三类单位分别多少分", "各类单位多少分"),
        ("三个类各平均几分", "各类单位平均几分"),
        ("三类平均多少", "三类平均多少"),
        ("一类和三类分别平均多少", "一类和三类分别平均多少"),
        ("三类各单位多少分", "三类各单位多少分"),
        ("三类分别是谁", "三类分别是谁"),
    ],
)
def test_so_many_classes_each_are_no_class(said: str, read: str) -> None:
    assert of_each_class(said) == read
