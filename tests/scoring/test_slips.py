"""What people mistype in a scheme file is named by its cause, and one run tells all of it."""

import pytest

from scoring.scheme import SchemeError, loads, names
from scoring.slips import mended
from tests.scoring.small import text
from tests.scoring.test_readme import sample_text

ADD = 'add = [{ each = "活动", unit = "次", points = 1 }]'


def told(source: str) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        loads(source, "小表.toml")
    return [str(one) for one in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('["一.1"]', "[一.1]", '第 18 行，行的编号要整个加英文引号：["一.1"]'),
        ('["一.1"]', "[“一.1”]", '第 18 行，行的编号要整个加英文引号：["一.1"]'),
        ('["一.1"]', '["一"."1"]', '行的编号要写成 ["三.4"]'),
        ('["一.1"]', '【"一.1"】', "第 18 行，括号要用英文的 [ ]"),
        ('["一.1"]', '["一.1"', "第 18 行，方括号没有配对"),
        ('[section."一"]', "[section.一]", '第 13 行，节号要加英文引号：[section."一"]'),
        ('name = "行"', "name = “行”", '第 19 行，用了中文引号，要用英文引号 "…"'),
        ('name = "行"', 'name = "行”', "第 19 行，引号前后不一样"),
        ('name = "行"', 'name = "行', "第 19 行，引号没有配对"),
        ('name = "行"', "name = 行", "第 19 行，值的写法不对，文字要加引号"),
        ('name = "行"', 'name："行"', "第 19 行，键和值之间要用英文等号 =，不用“：”"),
        ('name = "行"', 'name ＝ "行"', "第 19 行，键和值之间要用英文等号 =，不用“＝”"),
        ('name = "行"', '名称 = "行"', '第 19 行，键“名称”是中文，要加英文引号："名称" = …'),
        ('name = "行"', '"名称" = "行"', '["一.1"]，名称：不认识的键，是不是 name？'),
        ('name = "行"', 'name = "行"　', "第 19 行，用了全角空格，要用半角空格"),
        ('name = "行"', 'name = "行" ＃ 名', "第 19 行，注释要用英文的 #"),
        ("in_force = 2026-01-01", "in_force = 2026年1月1日", "第 8 行，日期要写成 2022-03-18 这样"),
        ("in_force = 2026-01-01", "in_force = 2026/1/1", "第 8 行，日期要写成 2022-03-18 这样"),
        ("in_force = 2026-01-01", "in_force = 2026-1-1", "第 8 行，日期要写成 2022-03-18 这样"),
        ("full = 10", "full = １０", "第 9 行，数字要用半角的"),
        ("full = 10", "full = 10分", "第 9 行，数后面不写“分”，只写 10"),
        ('["优秀", 90]', '["优秀"，90]', "第 10 行，用了“，”，要用英文逗号 ,"),
        ('["优秀", 90]', '［"优秀", 90］', "第 10 行，括号要用英文的 [ ] { }"),
        (ADD, ADD + "\nledger = 是", "第 22 行，是和否要写成 true 和 false"),
        (ADD, ADD.replace(", unit", ",\n unit"), "第 21 行，花括号 { … } 要写在一行里，不能换行"),
        (ADD, ADD.replace(" }]", ", }]"), "第 21 行，} 前面多了一个逗号"),
        (ADD, ADD.removesuffix("]"), "第 21 行，方括号没有配对，或者少了逗号"),
        (ADD, ADD.removesuffix("}]"), "第 21 行，花括号没有配对，或者少了逗号"),
        (ADD, ADD.replace("}", ""), "第 21 行，花括号没有配对，或者少了逗号"),
        (ADD, ADD + "]", "第 21 行，多了一个“]”"),
        (
            ADD,
            ADD + "\nexample = [{ given = { 活动 = 3 }, score = 3 }]",
            '第 22 行，键“活动”是中文，要加英文引号："活动" = …',
        ),
        (ADD, ADD + '\n["一.1"]\nname = "x"', "第 22 行第 7 列，同一行指标或同一节写了两次"),
        (ADD, ADD + '\nname = "x"', "同一个键写了两次"),
        (ADD, ADD + "\ntext", "键后面要写等号"),
        (ADD, "add = [{ if = 1, if = 2 }]", "同一个键写了两次"),
        (ADD, "a = " + "[" * 5000, "不是合法的 TOML"),
    ],
)
def test_a_slip_is_named_by_its_cause(old: str, new: str, words: str) -> None:
    source = text(ADD)
    assert old in source
    assert any(words in one for one in told(source.replace(old, new, 1))), told(
        source.replace(old, new, 1)
    )


SLIPPED = """
[scheme]
name = “小表”
group = "镇"
title = "小表"
document = "办法"
issued = 2026-01-01
in_force = 2026年1月1日
full = 10
grades = [["优秀"，90], ["合格", 60]]

[section.一]
name = "节"
points = 12

[一.1]
name = "行"
points = 10
add = [{ each = "活动",
         unit = "次", points = 1 }]
example = [{ given = { 活动 = 3 }, score = 4 }]
bye = "x"
"""


def test_one_run_tells_the_slips_and_what_is_wrong_behind_them() -> None:
    assert told(SLIPPED) == [
        '小表.toml：不是合法的 TOML：第 3 行，用了中文引号，要用英文引号 "…"',
        "小表.toml：不是合法的 TOML：第 8 行，日期要写成 2022-03-18 这样，不加引号",
        "小表.toml：不是合法的 TOML：第 10 行，用了“，”，要用英文逗号 ,",
        '小表.toml：不是合法的 TOML：第 12 行，节号要加英文引号：[section."一"]',
        '小表.toml：不是合法的 TOML：第 16 行，行的编号要整个加英文引号：["一.1"]',
        "小表.toml：不是合法的 TOML：第 19 行，花括号 { … } 要写在一行里，不能换行",
        '小表.toml：不是合法的 TOML：第 21 行，键“活动”是中文，要加英文引号："活动" = …',
        '小表.toml，["一.1"]，bye：不认识的键，是不是 by？',
        (
            "小表.toml，[scheme]，grades：最后一个等次“合格”的分数线要写 0，它管其余所有的分数；"
            "现在写的是 60，得 0 分的也会成为“合格”"
        ),
    ]


def test_what_a_torn_row_lacks_is_not_held_against_it() -> None:
    source = text(ADD).replace('name = "行"', 'name "行"')
    assert told(source) == ['小表.toml，["一.1"]：不是合法的 TOML：第 19 行第 6 列，键后面要写等号']


def test_a_sound_text_is_left_as_it_is() -> None:
    from scoring.scheme import _SHIPPED

    sound = [(_SHIPPED / f"{name}.toml").read_text("utf-8") for name in names()]
    for source in (*sound, sample_text()):
        assert mended(source) == (source, [])
