"""A scheme that is wrong says where and why, all of it in one run."""

from contextlib import suppress
from pathlib import Path

import pytest

from scoring.scheme import SchemeError, load, loads, names
from tests.scoring.small import text
from tests.scoring.test_readme import PAGE

COUNT = 'add = [{ each = "活动", unit = "次", points = 1 }]'
FLAG = '{ if = "好", points = 10 }'


def faults(body: str, **more: str) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        loads(text(body, **more), "小表.toml")
    assert str(caught.value) == "\n".join(str(one) for one in caught.value.faults)
    assert all(one.file == "小表.toml" for one in caught.value.faults)
    return [str(one) for one in caught.value.faults]


# What an official meets most; the page lists each by the words in the last column.
COMMON = [
    ("add = [", "不是合法的 TOML"),
    (COUNT + '\ntexte = "x"', "不认识的键，是不是 text？"),
    ('add = [{ each = "活动", points = 1 }]', "unit：缺少，必须写"),
    (COUNT + '\nby = ""', "by：不能是空的"),
    ('add = [{ each = "活动", unit = "次", points = "1" }]', "要写成数，不加引号"),
    ('add = [{ each = "活动", unit = "次", points = -1 }]', "要大于 0"),
    ('add = [{ each = "活动", if = "好", unit = "次", points = 1 }]', "每一项要写且只写一个动词"),
    ("add = [{ points = 1 }]", "每一项要写且只写一个动词"),
    ('add = [{ if = "好", points = 9 }]', "按规则最多只能得 9 分，到不了分值 10"),
    (
        COUNT + '\nexample = [{ given = { "活动" = 3 }, score = 4 }]',
        "算例写的是 4 分，按规则算出来是 3 分",
    ),
    (COUNT + "\nexample = [{ given = {}, score = 0 }]", "算例缺少输入：活动"),
    (f"add = [{FLAG}, {FLAG}]", "输入项“好”重复了"),
    (COUNT + '\nask = { "会议" = "几次？" }', "没有叫“会议”的输入项或清单"),
    ('add = [{ rank = "名次", table = [[1, 10]] }]', "名次取决于其他单位"),
    (
        'add = [{ rate = "比", points = 10, compare = "全县平均" }]',
        "“全县平均”取决于其他单位，单位自己报不了，要用 by 写明由谁提供",
    ),
    (COUNT + '\nunits = ["某镇"]', "要写明其他单位怎么算"),
    (COUNT + '\ndeduct = [{ if = "坏", points = 1 }]', "又加又扣，要写明从几分起算"),
    ("", "没有写怎么计分"),
    (COUNT + "\nsteady = true", "次数、比率、评定得分每次考核都要重新报"),
    (f'add = [{FLAG}]\nby = "县信用办"\nsteady = true', "沿用只用于单位自己报的行"),
    (COUNT + f'\n["二.1"]\nname = "行"\npoints = 1\n{COUNT}', "没有第“二”节"),
]


@pytest.mark.parametrize(("body", "words"), COMMON)
def test_a_common_fault_is_named_and_is_on_the_page(body: str, words: str) -> None:
    assert any(words in one for one in faults(body))
    advice = PAGE[PAGE.index("## 检查会指出什么") : PAGE.index("## 用到所有键的例子")]
    known = [line.split("|")[1].strip() for line in advice.splitlines() if line.startswith("| ")]
    assert any(one in words for one in known), words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('add = [{ each = "活动", unit = "次", points = nan }]', "数太大，或者不是数"),
        ('add = [{ each = "活动", unit = "次", points = inf }]', "数太大，或者不是数"),
        ('add = [{ each = "活动", unit = "次", points = 1e12 }]', "数太大"),
        ('add = [{ each = "活动", unit = "次", points = 0.1234567890123 }]', "位数太多"),
        ('add = [{ each = "活动", unit = "次", points = true }]', "要写成数"),
        ('add = { each = "活动", unit = "次", points = 1 }', "要写成 [{ … }, { … }]"),
        ('add = [{ each = "活动", unit = "次", over = 1, under = 2, points = 1 }]', "只能写一个"),
        ('add = [{ each = "活动", unit = "次", band = [[2, 1], [1, 10]] }]', "从小到大"),
        ('add = [{ each = "活动", unit = "次", band = [], points = 1 }]', "不能是空的"),
        ('add = [{ each = "活动", unit = "次", band = [[1, 10]], points = 1 }]', "不再写 points"),
        ('add = [{ lacking = ["好"], points = 10 }]', "缺项只能扣分"),
        ("add = [{ items = [], points = 10 }]", "清单不能是空的"),
        ('add = [{ items = ["好", "好"], points = 5 }]', "“好”重复了"),
        ('add = [{ quota = {}, unit = "篇", points = 10 }]', "不能是空的"),
        ('add = [{ award = "评", min = 12 }]', "最低分不能高于最高分"),
        (
            f'{COUNT[:-1]}, {{ each = "活动", unit = "场", over = 1, points = 1 }}]',
            "前后的种类或单位不一致",
        ),
        (COUNT + '\nonly_if = "活动"', "要写成“活动 >= 1”"),
        (f"add = [{FLAG}]" + '\nonly_if = "好 >= 2"', "“好”是一个是否项，只写名字，不能比大小"),
        (COUNT + '\nabsent = "group_mean"', "请改成由信用办提供的输入项"),
        (COUNT + "\nabsent = 11", "不适用时的分数要在最低分和分值之间"),
        (COUNT + "\nfloor = 11", "最低分不能高于分值"),
        ('deduct = [{ if = "坏", points = 1 }]\nstart = 1', "只扣分的行从满分起算，不写 start"),
        (
            COUNT + '\neffects = [{ when = "坏", effect = "fire" }]',
            "只能写 veto、bar、bar_two、drop",
        ),
        (COUNT + "\nledger = 1", "只能写 true 或 false"),
        (COUNT + '\nprinted = { score = "1" }', "不认识的键"),
        (COUNT + '\nexample = [{ given = { "活动" = -1 }, score = 0 }]', "不能是负数"),
        (COUNT + '\nexample = [{ given = { "活" = 1 }, score = 0 }]', "是不是"),
        (COUNT + '\n["二"]\nname = "x"', "行的编号要写成"),
        (COUNT + '\n[section."三"]\nname = "空"\npoints = 0', "这一节没有一行指标"),
        (COUNT + '\n[ranking]\nties = "lots"', "只能写 skip、dense"),
        (COUNT + '\n[ranking]\nbreak_by = ["九"]', "没有“九”这一节或这一行"),
        (COUNT + "\n[ranking]\ndigits = 9", "最多 6 位小数"),
        (COUNT + '\n[classes]\n"一类" = ["甲"]\n"二类" = ["甲"]', "列在两个类别里"),
        (COUNT + '\nclasses = ["三类"]\nabsent = "zero"\n[classes]\n"一类" = ["甲"]', "没有“三类”"),
    ],
)
def test_a_rarer_fault_is_named_too(body: str, words: str) -> None:
    assert any(words in one for one in faults(body)), faults(body)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("full = 10", "full = 12", "各节分值合计 10，满分写的是 12"),
        ("2026-01-01\nin_force", '"2026"\nin_force', "要写成 2022-03-18 这样"),
        ('[["优秀", 90], ["良好", 80]', '[["优秀", 80], ["良好", 90]', "分数线要从高到低"),
        ('["优秀", 90], ', '["良好", 90], ', "等次的名称重复了"),
        (', ["不合格", 0]]', ', ["合格", 60]]', "最后一个等次“合格”的分数线要写 0"),
        ('name = "小表"\ng', "g", "[scheme]，name：缺少，必须写"),
        ("[scheme]", "[scheme]\nfulll = 1", "是不是 full？"),
        ("[scheme]", "x = 1\n[scheme]", "不认识的键"),
        ('points = 10\n\n\n["一.1"]', 'points = 9\n\n\n["一.1"]', "各行分值合计 10，标题写的是 9"),
        ('["一.1"]', "[[一]]", "不是合法的 TOML"),
        ("[scheme]", "[other]", "缺少抬头"),
    ],
)
def test_a_fault_of_the_header_is_named(old: str, new: str, words: str) -> None:
    source = text(COUNT)
    assert old in source
    with pytest.raises(SchemeError) as caught:
        loads(source.replace(old, new, 1), "小表.toml")
    assert words in str(caught.value)


def test_one_run_tells_all_faults_with_file_row_and_key() -> None:
    body = 'add = [{ each = "活动", unit = "次", point = 1 }]\nbye = "x"\n'
    body += '["一.2"]\nname = "又"\npoints = 3\nadd = [{ if = "好", points = 2 }]\n'
    body += 'example = [{ given = { "好" = true }, score = 3 }]'
    assert faults(body) == [  # the order of the file, sums and examples after the keys
        '小表.toml，["一.1"]，bye：不认识的键，是不是 by？',
        '小表.toml，["一.1"]，add 第 1 项 point：不认识的键，是不是 points？',
        '小表.toml，["一.1"]，add 第 1 项 points：缺少，必须写',
        (
            '小表.toml，["一.2"]，points：按规则最多只能得 2 分，到不了分值 3；'
            "原表如此的请用 defect 写明"
        ),
        '小表.toml，["一.2"]，example 第 1 项：算例写的是 3 分，按规则算出来是 2 分',
    ]


def test_a_contradiction_loads_only_when_it_is_declared() -> None:
    short = 'add = [{ if = "好", points = 9 }]'
    assert faults(short)
    scheme = loads(text(short + '\ndefect = "到不了 10 分。"'), "小表.toml")
    assert (scheme.full, scheme.reachable, scheme.defects) == (10, 9, ("到不了 10 分。",))
    wrong = text(COUNT, full="12", more='defects = ["满分印错。"]')
    assert loads(wrong, "小表.toml").defects == ("满分印错。",)


def test_a_missing_scheme_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(SchemeError) as caught:
        load("郏县2022县直单位")
    assert "是不是“郏县2022-县直单位”？" in str(caught.value)
    assert all(name in str(caught.value) for name in names())
    with pytest.raises(SchemeError, match="找不到"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.toml"
    path.write_bytes(text(COUNT).encode("gb18030"))
    with pytest.raises(SchemeError, match="不是 UTF-8"):
        load(path)


def test_a_file_saved_by_windows_is_the_same_scheme(tmp_path: Path) -> None:
    path = tmp_path / "表.toml"
    path.write_bytes(text(COUNT).replace("\n", "\r\n").encode("utf-8-sig"))
    assert load(path) == loads(text(COUNT), "x")
    assert load(path).digest == loads(text(COUNT), "x").digest


def test_nothing_a_file_holds_makes_the_loader_break() -> None:
    """Whatever value stands at a key, the answer is a list of faults, never a stack."""
    wrong = ["1", '"x"', "true", "[]", "{}", "[1]", '["x"]', "[{}]", "2022-01-01", "[[1]]", "1.5"]
    lines = [line for line in text(COUNT).splitlines() if " = " in line]
    lines += ["only_if = 1", "zero_if = 1", "effects = 1", "absent = 1", "ask = 1", "example = 1"]
    for line in lines:
        key = line.split(" = ")[0]
        for value in wrong:
            source = text(COUNT).replace(line, f"{key} = {value}", 1)
            if line not in text(COUNT):
                source += f"\n{key} = {value}"
            with suppress(SchemeError):
                loads(source, "小表.toml")
