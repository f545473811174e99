"""The row that papers are said to belong to, before they come and when they are there."""

from __future__ import annotations

import pytest

from bot.filling.papers_named import belong_to, papers_to_come, slipped
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form

FORMS = {one: empty_form(load_scheme(f"郏县2022-{one}")) for one in ("县直单位", "乡镇街道")}


@pytest.mark.parametrize(
    ("table", "said", "row"),
    [
        ("县直单位", "等下发的照片是宣传活动的", "四.1"),
        ("县直单位", "下面几张是六.3的", "六.3"),
        ("乡镇街道", "先传企业分级的", "二.5"),
        ("乡镇街道", "发七有的照片", "二.4"),
        ("乡镇街道", "我先传示范村那项的材料", "二.3"),
        ("县直单位", "先发总结", None),
        ("县直单位", "传不上去的照片", None),
        ("县直单位", "发一份红头文件的照片", None),
        ("县直单位", "等下再传材料", None),
        ("县直单位", "照片发了", None),
    ],
)
def test_papers_that_are_announced(table: str, said: str, row: str | None) -> None:
    """先传企业分级的 names the row whose papers come next."""
    found = papers_to_come(FORMS[table], said)
    assert (found and found.id) == row


@pytest.mark.parametrize(
    ("table", "said", "row"),
    [
        ("县直单位", "这几张是典型案例的，不是宣传活动的", "六.3"),
        ("县直单位", "这个放到六.3", "六.3"),
        ("乡镇街道", "这三张里头第二张是七有的", "二.4"),
        ("乡镇街道", "这张是承诺书的", "三.3"),
        ("乡镇街道", "哎呀最后一张是学习那个的，放错了", "四.2"),
        ("乡镇街道", "最后一张是信用村的，放错地方了", "二.3"),
        ("乡镇街道", "放组织建设", "一.1"),
        ("乡镇街道", "都是诚信宣传的，没错", None),
        ("乡镇街道", "第一张是大集宣传现场", None),
        ("乡镇街道", "这张是昨天拍的", None),
        ("县直单位", "这张是活动现场的照片", None),
        ("县直单位", "这个放到四.1行吗", None),
    ],
)
def test_papers_that_are_there(table: str, said: str, row: str | None) -> None:
    """这张是承诺书的 names another row; what a picture shows names none."""
    found = belong_to(FORMS[table], said)
    assert (found and found.id) == row


@pytest.mark.parametrize(
    ("table", "here", "said", "row"),
    [
        ("乡镇街道", "四.1", "搁错地方了 该搁教育那块", "四.2"),
        ("乡镇街道", "四.2", "搁错地方了 该搁教育那块", "四.1"),
        ("乡镇街道", "三.3", "搁错地方了 该搁教育那块", None),
        ("县直单位", "四.1", "后两张是对接会", "三.1b"),
        ("县直单位", "四.1", "头两张是典型案例的", "六.3"),
        ("县直单位", "四.1", "放错了 应该放三.3", "三.3"),
        ("乡镇街道", "四.1", "放错了该放七有", "二.4"),
        ("县直单位", "四.1", "搁错了", None),
        ("县直单位", "四.1", "这几张是宣传活动的", "四.1"),
    ],
)
def test_papers_that_stand_in_the_wrong_row(
    table: str, here: str, said: str, row: str | None
) -> None:
    """Of two rows of one name it is the one in which they do not stand; of more none."""
    form = FORMS[table]
    found = belong_to(form, said, form.scheme.row(here))
    assert (found and found.id) == row


def test_what_is_said_to_lie_wrong_is_not_to_go() -> None:
    """是打靶那个的，放错了: another row's, though none is called so; 发错了，删 wants it gone."""
    assert slipped("最后一张是打靶那个的，放错了")
    assert not slipped("最后一张发重了，删掉")
    assert not slipped("最后一张是昨天拍的")
