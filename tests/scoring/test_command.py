"""python -m scoring: what goes in, what comes out, and with which exit status."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from scoring import stream
from scoring.__main__ import main
from scoring.printing import print_scheme
from scoring.scheme import load

pytestmark = pytest.mark.slow


FACTS = {
    "一.1": {"已成立": True, "分管领导": True, "牵头科室": True, "工作联络员": True}
    | {"专用电脑": True, "打印机": False, "工作制度": True},
    "二.1": {"已报送": True, "迟报、错报": 3},
    "三.1a": {"信用贷款规模年增速": "12.5%"},
}
EVENTS = '{"units": [{"name": "甲", "facts": {"三.1b": {"宣传活动": %s}}}]}'
UNITS = [{"name": "县教育局", "facts": FACTS}, {"name": "县工信局", "facts": {}}]


def put(folder: Path, content: object, name: str = "in.json") -> str:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, "utf-8")
    return str(path)


def score(path: str, *more: str) -> int:
    return main(["score", "--scheme", "县直单位", path, *more])


def scored(capsys: pytest.CaptureFixture[str], path: str) -> dict:
    assert score(path) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], path: str) -> str:
    assert score(path) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_json_in_json_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scored(capsys, put(tmp_path, {"units": UNITS}))
    scheme = load("县直单位")
    assert (found["scheme"], found["digest"]) == (scheme.name, scheme.digest)
    first, second = found["units"]
    assert (first["name"], first["total"], first["rank"]) == ("县教育局", "10.875", 1)
    assert (first["grade"], first["provisional"]) == ("不合格", True)
    assert (second["name"], second["rank"]) == ("县工信局", 2)
    assert {"row": "三.4", "input": "取得成效的应用"} in first["missing"]
    assert list(first["rows"]) == [row.id for row in scheme.rows]
    row = first["rows"]["二.1"]
    assert (row["points"], row["max"]) == ("6", "7.5")
    assert sum(Decimal(step["value"]) for step in row["steps"]) == 6
    assert row["steps"][1]["input"] == "迟报、错报"


def test_a_json_ratio_is_not_rounded_in_binary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    growth = '{"信用贷款规模年增速": 0.1000000000000000055}'
    text = f'{{"units": [{{"name": "甲", "facts": {{"三.1a": {growth}}}}}]}}'
    found = scored(capsys, put(tmp_path, text))
    assert found["units"][0]["total"] == "0.7000000000000000385"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "输入是空的"),
        ("  \n", "输入是空的"),
        ("[]", "最外层要是"),
        ("3", "最外层要是"),
        ("{}", "只能有一个键"),
        ('{"unit": []}', "现在是“unit”"),
        ('{"units": {}}', "要是一个列表"),
        ('{"units": []}', "一个单位也没有"),
        ('{"units": [', "不是合法的 JSON"),
        ('{"units": [{"name": "甲", "facts": {}}', "不是合法的 JSON"),
        ('{"units": [{"name": "甲", "facts": {}},]}', "多了逗号"),
        ('{"units": [{"name": "甲", "facts": {}} {}]}', "这里应该是 ]"),
        ('{"units": [{"name": "甲", "facts": {}}], "x": 1}', "只能有一个键"),
        ('{"units": [{"name": "甲", "facts": {}}]} x', "末尾多出了内容"),
        ('{"units": [{"name": "甲", "facts": {}, "rank": 1}]}', "不认识的键“rank”"),
        ('{"units": [{"facts": {}}]}', "第 1 个单位：缺少名称"),
        ('{"units": [{"name": " ", "facts": {}}]}', "缺少名称"),
        ('{"units": [{"name": "甲"}]}', "甲：缺少 facts"),
        ('{"units": [{"name": "甲", "facts": []}]}', "甲：缺少 facts"),
        ('{"units": [{"name": "甲", "facts": {"三.4": 3}}]}', "甲 三.4：这一行要写成"),
        ('{"units": [3]}', "第 1 个单位：要写成"),
        ('{"units": ["甲"]}', "第 1 个单位：要写成"),
        ('{"units": [{"name": "甲", "facts": {}}, {"name": "甲", "facts": {}}]}', "重名"),
        ('{"units": [{"name": "甲", "name": "乙", "facts": {}}]}', "键“name”写了两次"),
        (
            '{"units": [{"name": "甲", "facts": {"三.4": {}, "三.4": {}}}]}',
            "甲 三.4：这一行写了两次",
        ),
        (
            '{"units": [{"name": "甲", "facts": {"三.1b": {"宣传活动": 1, "宣传活动": 2}}}]}',
            "甲 三.1b“宣传活动”：写了两次",
        ),
        ('{"units": [{"name": "甲", "facts": {"三.1b": {"宣传活动": 3.0}}}]}', "不能带小数"),
        ('{"units": [{"name": "甲", "facts": {"三.1b": {"宣传活动": NaN}}}]}', "这不是一个数"),
        (EVENTS % ("1e" + "9" * 21), "不是一个数"),
        (
            '{"units": [{"name": "甲", "facts": {"三.1b": {"宣传活动": 1' + "0" * 5000 + "}}}]}",
            "太大",
        ),
        ('{"units": ' + "[" * 100000, "嵌套得太深"),
    ],
)
def test_bad_json_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    told = refused(capsys, put(tmp_path, text))
    assert words in told, told
    assert "Traceback" not in told


def test_every_fault_of_every_unit_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [
        {"name": "甲", "extra": 1, "facts": {"三.1b": {"宣传活动": -1}, "三.9": {}}},
        {"name": "乙", "facts": {"一.1": {"已成立": 1}}},
        {"facts": {}},
    ]
    told = refused(capsys, put(tmp_path, {"units": units})).splitlines()
    assert told[-1] == "共 5 处问题，没有算分。"
    assert [line.split("：")[0] for line in told[:-1]] == [
        "甲",
        "甲 三.9",
        "甲 三.1b“宣传活动”",
        "乙 一.1“已成立”",
        "第 3 个单位",
    ]


def test_units_are_read_one_by_one_wherever_the_text_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, json.dumps({"units": UNITS}, ensure_ascii=False, indent=2))
    whole = scored(capsys, path)
    for size in (1, 2, 7, 64):
        monkeypatch.setattr(stream, "_CHUNK", size)
        assert scored(capsys, path) == whole


@pytest.mark.slow
def test_json_lines_give_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in UNITS)
    found = scored(capsys, put(tmp_path, lines + "\n\n", "in.jsonl"))
    assert found == scored(capsys, put(tmp_path, {"units": UNITS}))
    assert "第 2 行不是合法的 JSON" in refused(
        capsys, put(tmp_path, '{"name": "甲", "facts": {}}\n{', "b.jsonl")
    )


def test_rows_sent_back_and_never_supplemented_count_as_the_scheme_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = {"name": "县民政局", "facts": {"六.2": {"出台制度文件": True}}}
    found = scored(capsys, put(tmp_path, {"units": [papers | {"returned": {"六.2": None}}]}))
    row = found["units"][0]["rows"]["六.2"]
    assert (row["points"], row["returned"]) == ("0", "zero")
    assert row["steps"][-1] == {"kind": "returned", "input": "zero", "value": "-2"}
    assert scored(capsys, put(tmp_path, {"units": [papers | {"returned": ["六.2"]}]})) == found
    for wrong in ("六.2", ["六.2", 1], {"六.2": 1}):
        told = refused(capsys, put(tmp_path, {"units": [papers | {"returned": wrong}]}))
        assert "县民政局：退回 returned 要写成" in told
    assert "没有这一行" in refused(
        capsys, put(tmp_path, {"units": [papers | {"returned": ["九"]}]})
    )


WIDE = (
    "单位,一.1 已成立,二.1 已报送,二.1 迟报、错报,三.1a 信用贷款规模年增速,三.1b/宣传活动\n"
    "县教育局,是,是,3,12.5%,\n"
    "县工信局,否,否,,0.125,无\n"
)
LONG = (
    "单位,指标,输入项,值\n"
    "县教育局,一.1,已成立,是\n县教育局,二.1,已报送,是\n县教育局,二.1,迟报、错报,3\n"
    "县教育局,三.1a,信用贷款规模年增速,12.5%\n县工信局,一.1,已成立,否\n"
    "县工信局,二.1,已报送,否\n县工信局,三.1a,信用贷款规模年增速,0.125\n县工信局,三.1b,宣传活动,无\n"
)


def test_both_layouts_and_both_encodings_of_csv_give_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = scored(capsys, put(tmp_path, WIDE, "a.csv"))
    assert [one["total"] for one in wide["units"]] == ["6.875", "0.875"]
    assert wide["units"][1]["rows"]["三.1b"].get("missing") is None
    assert scored(capsys, put(tmp_path, LONG, "b.csv")) == wide
    for encoding in ("gb18030", "utf-8-sig"):
        path = tmp_path / "c.csv"
        path.write_bytes(WIDE.encode(encoding))
        assert scored(capsys, str(path)) == wide


def test_a_workbook_gives_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    lines = [line.split(",") for line in WIDE.splitlines()]
    sheet.append(lines[0])
    sheet.append(["县教育局", True, "是", 3, 0.125, None])
    sheet.append(["县工信局", "否", False, None, "12.5%", "无"])
    book.save(tmp_path / "in.xlsx")
    book.close()
    assert scored(capsys, str(tmp_path / "in.xlsx")) == scored(capsys, put(tmp_path, WIDE, "a.csv"))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "", "输入是空的"),
        ("a.csv", "名称,一.1 已成立\n", "第一列的表头要写“单位”"),
        ("a.csv", "单位,随便\n", "第 2 列的表头“随便”"),
        ("a.csv", "单位,一.1 已成立\n", "一个单位也没有"),
        ("a.csv", "单位,一.1 已成立,一.1 已成立\n甲,是,是\n", "表头重复了"),
        ("a.csv", "单位,一.1 已成立\n甲,也许\n", "甲 一.1“已成立”：只能填是或否"),
        ("a.csv", "单位,一.1 已成立\n甲,是,否\n", "格子比表头多"),
        ("a.csv", "单位,三.1b 宣传活动\n甲,2.0\n", "不接受文字"),
        ("a.csv", "单位,一.1 成立\n甲,是\n", "是不是“已成立”"),
        ("a.csv", "单位,指标,输入项,值\n甲,三.1b,宣传活动,1\n甲,三.1b,宣传活动,2\n", "写了两次"),
        (
            "a.csv",
            "单位,指标,输入项,值\n甲,三.1b,宣传活动,1\n乙,三.1b,宣传活动,1\n甲,三.2,已出台实施办法,是\n",
            "重名",
        ),
        ("a.csv", '单位,三.1b 宣传活动\n"甲,1\n', "不是合法的 csv"),
        ("a.xlsx", "不是工作簿", "打不开这个 xlsx"),
        ("a.pdf", "x", "只认得"),
    ],
)
def test_a_bad_sheet_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, words: str
) -> None:
    assert words in refused(capsys, put(tmp_path, text, name))


def test_a_missing_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有这个文件" in refused(capsys, "nowhere.json")


def test_the_table_shows_rank_grade_and_what_is_provisional(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, {"units": [{"name": "冢头镇", "facts": {}}]})
    assert main(["score", "--scheme", "乡镇街道", path, "--format", "table"]) == 0
    shown = capsys.readouterr().out
    for words in ("冢头镇", "不合格", "暂定", "可得上限 98 分"):
        assert words in shown


def test_csv_out_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    path = put(tmp_path, {"units": UNITS})
    assert score(path, "--format", "csv", "--output", str(target)) == 0
    lines = target.read_text("utf-8").splitlines()
    assert lines[0].startswith("名次,单位,总分,等次,暂定,一.1,二.1")
    assert lines[1].startswith("1,县教育局,10.875,不合格,暂定,4,6,0,0.875")


def test_check_passes_the_shipped_schemes_and_says_98(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "可得上限 98 分" in capsys.readouterr().out


def test_check_lists_the_faults_of_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [put(tmp_path, f"[scheme]\nx{place} = 1\n", f"{place}.toml") for place in (1, 2)]
    assert main(["check", *paths]) == 1
    told = capsys.readouterr().err
    assert "1.toml，[scheme]，x1：不认识的键" in told
    assert "2.toml，[scheme]，x2：不认识的键" in told


def test_show_says_the_rules_and_names_an_unknown_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "县直单位", "三.4"]) == 0
    shown = capsys.readouterr().out
    assert "“取得成效的应用”每项得 2 分" in shown
    assert "取得成效的应用（整数，项）" in shown
    assert main(["show", "县直单位", "三.44"]) == 1
    assert "没有“三.44”这一行，是不是“三.4”？" in capsys.readouterr().err


def test_diff_tells_changed_rules_and_changed_ranks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = load("县直单位")
    rule = '"迟报、错报", unit = "条", points = '
    assert f"{rule}0.5" in old.text
    changed = old.text.replace(f"{rule}0.5", f"{rule}1").replace(
        "3 }, score = 6 }", "3 }, score = 4.5 }"
    )
    path = put(tmp_path, changed, "新.toml")
    assert main(["diff", "县直单位", path, "--facts", put(tmp_path, {"units": UNITS})]) == 0
    told = capsys.readouterr().out
    assert "“迟报、错报”每条扣 0.5 分" in told
    assert "“迟报、错报”每条扣 1 分" in told
    assert "县教育局：10.88 → 9.38 分，不合格 → 不合格，第 1 → 1 名" in told
    assert main(["diff", "县直单位", "县直单位"]) == 0
    assert capsys.readouterr().out == "两个方案的内容相同。\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "缺少参数"), (["score"], "--scheme"), (["bogus"], "check"), (["check", "--x"], "--x")],
)
def test_a_command_that_cannot_be_read_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert told.startswith("命令写错了：")
    assert words in told


@pytest.mark.slow
def test_the_module_runs_from_a_shell_and_reads_standard_input() -> None:
    command = [sys.executable, "-m", "scoring", "score", "--scheme", "县直单位", "-"]
    text = json.dumps({"units": UNITS}, ensure_ascii=False)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["units"]) == 2


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["check"], ["show"], ["score"], ["diff"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--help"])
        shown = capsys.readouterr().out
        assert shown.startswith("用法：")
        assert "options" not in shown
        assert "show this" not in shown


def test_a_file_of_several_tables_gives_each_scheme_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = {
        "name": "冢头镇",
        "group": "乡镇街道",
        "class": "",
        "facts": {"二.1": {"按时报送的材料": 6}},
    }
    units = [one | {"group": "县直单位"} for one in UNITS]
    both = put(tmp_path, {"quarter": "2026Q4", "note": "导出", "units": [town, *units]})
    assert scored(capsys, both) == scored(capsys, put(tmp_path, {"units": UNITS}, "one.json"))
    assert main(["score", "--scheme", "乡镇街道", both]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["units"]] == ["冢头镇"]
    told = refused(capsys, put(tmp_path, {"units": [town]}, "a.json"))
    assert "文件里是“乡镇街道”的单位，没有“县直单位”的单位" in told
    assert "考核组 group 要写成文字" in refused(
        capsys, put(tmp_path, {"units": [UNITS[0] | {"group": 1}]}, "b.json")
    )
    other = tmp_path / "明年.toml"
    text = print_scheme(load("县直单位")).replace('group = "县直单位"', 'group = "县直部门"')
    other.write_text(text, "utf-8")
    assert main(["diff", "县直单位", str(other), "--facts", both]) == 0
    assert "县教育局：10.88 → 10.88 分" in capsys.readouterr().out


def test_a_sheet_below_a_title_and_behind_others_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.active.append(["说明"])
    other = book.create_sheet("乡镇街道数据")
    for line in (
        ["标题"],
        ["单位", "指标", "输入项", "值"],
        ["冢头镇", "二.1", "按时报送的材料", 6],
    ):
        other.append(line)
    sheet = book.create_sheet("县直单位数据")
    for line in (
        ["2026年四季度考核结果　县直单位数据"],
        ["空着的是未报。"],
        ["单位", "类别", "指标", "输入项", "值", "来源", "退回", "上次核定"],
        ["县民政局", "", "六.2", "出台制度文件", "是", "自评", "是", None],
        ["县民政局", "", "六.2", "分级分类监管案例", 2, "自评", "是", 1],
        ["县民政局", "", "三.4", "取得成效的应用", "", "", "", None],
        ["县工信局", None, None, None, None, None, None, None],
    ):
        sheet.append(line)
    path = tmp_path / "结果.xlsx"
    book.save(path)
    found = scored(capsys, str(path))["units"]
    assert [one["name"] for one in found] == ["县民政局", "县工信局"]
    assert found[0]["rows"]["六.2"]["returned"] == "zero"
    assert found[1]["provisional"]
    kept = {"name": "县民政局", "facts": {"六.2": {"出台制度文件": True, "分级分类监管案例": 2}}}
    assert (
        found[0]
        == scored(
            capsys,
            put(
                tmp_path,
                {"units": [kept | {"returned": {"六.2": {"分级分类监管案例": 1}}}, UNITS[1]]},
            ),
        )["units"][0]
    )


def test_a_table_of_any_kind_scores_as_it_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """12.5 under 0.0"%" is 12.5 %, 0 is 否, and a page saved as .xls is a table."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["单位", "五.2 违约拖欠中小微企业款项", "三.1a 信用贷款规模年增速", "三.1b 宣传活动"]
    )
    sheet.append(["甲", 0, 12.5, 3])
    sheet["C2"].number_format = '0.0"%"'
    sheet["D2"].number_format = '0"次"'
    book.save(tmp_path / "in.xlsx")
    page = (
        "<table><tr><td>单位<td>五.2 违约拖欠中小微企业款项<td>三.1a 信用贷款规模年增速"
        "<td>三.1b 宣传活动</tr><tr><td>甲<td>否<td>12.5%<td>3</tr></table>"
    )
    (tmp_path / "in.xls").write_text(page, "utf-8")
    first = scored(capsys, str(tmp_path / "in.xlsx"))
    assert first == scored(capsys, str(tmp_path / "in.xls"))


def test_a_cell_that_is_no_figure_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "三.1b 宣传活动"])
    sheet.append(["甲", 46086])
    sheet["B2"].number_format = 'm"月"d"日"'
    book.save(tmp_path / "in.xlsx")
    assert score(str(tmp_path / "in.xlsx")) == 1
    assert "B2 是日期（3月5日），请改成数" in capsys.readouterr().err
