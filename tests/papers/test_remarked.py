"""Which remark belongs to which of the photos just sent; what is none of theirs is left alone."""

from __future__ import annotations

import pytest

from bot.papers.remarked import remarks


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("三张都是同一次的", ("三张都是同一次的",) * 3),
        ("这几张是国旗下讲话的", ("这几张是国旗下讲话的",) * 3),
        ("第一张是签到表 后两张是现场", ("签到表", "现场", "现场")),
        ("第一张是发传单 第二张是开会", ("发传单", "开会", "")),
        ("第五张是签到表", None),
        ("啊这是简报的图 不是这项的", None),
        ("这张是四.2的", None),
        ("照片是昨天拍的吗", None),
        ("这张发错了", None),
    ],
)
def test_a_remark_for_each_piece(text: str, notes: tuple[str, ...] | None) -> None:
    assert remarks(text, 3) == notes
