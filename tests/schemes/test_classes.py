"""Classes that a drafted rule names are held against the roster."""

from __future__ import annotations

from dataclasses import replace

from bot.schemes.classes import unknown
from storage.queries.roster import Unit
from storage.queries.schemes import KeptDraft, KeptRow

DRAFT = KeptDraft(
    1, "乡镇街道", "标题", "", "[]", "[]", "", "open", "", 1, "", None, None
)  # fmt: skip
BODY = (
    'name = "宣传"\npoints = 10\n'
    'add = [{ each = "活动", unit = "次", points = 1, for = { "二类" = { points = 2 } } }]'
)
ROW = KeptRow(1, "一.1", "一", 'name = "宣传"\npoints = 10', "原文", BODY, "[]", "")


def unit(name: str, classification: str, group: str = "乡镇街道") -> Unit:
    return Unit(1, name, name, group, classification, active=1)


def test_class_that_units_of_the_group_bear_is_known() -> None:
    units = [unit("冢头镇", "一类"), unit("安良镇", "二类")]
    assert unknown(DRAFT, [ROW], units) == []


def test_class_that_nobody_bears_is_said_with_those_there_are() -> None:
    units = [unit("冢头镇", "一类"), unit("安良镇", "第二类"), unit("县教育局", "二类", "县直单位")]
    (said,) = unknown(DRAFT, [ROW, replace(ROW, place=2, row="一.2")], units)
    assert said.startswith("一.1、一.2 给“二类”另定了数，可是单位名册里没有这一类")
    assert "名册里的类别有：一类、第二类。" in said
    assert "名册里还没有分类别。" in unknown(DRAFT, [ROW], [unit("冢头镇", "")])[0]


def test_units_and_classes_of_the_draft_itself_are_known() -> None:
    own = replace(DRAFT, sections='[{"table": "classes", "keys": "\\"二类\\" = [\\"冢头镇\\"]"}]')
    assert unknown(own, [ROW], []) == []
    named = replace(ROW, body=BODY.replace("二类", "冢头镇"))
    assert unknown(DRAFT, [named], [unit("冢头镇", "一类")]) == []
    only = replace(ROW, body='name = "宣传"\npoints = 10\nclasses = ["三类"]\nadd = []')
    assert "“三类”" in unknown(DRAFT, [only], [unit("冢头镇", "一类")])[0]
