"""Rules and results in Chinese: the exact words people will read."""

import pytest

from scoring.assess import assess
from scoring.scheme import Scheme
from scoring.sentence import ranking_rule, result, rule, total
from tests.scoring.small import only, result as result_of


@pytest.mark.parametrize(
    ("row", "facts", "words"),
    [
        (
            "三.4",
            {"取得成效的应用": 3, "仅有通知或文件的应用": 1},
            (
                "取得成效的应用 3 项 × 2 分 = 6 分；仅有通知或文件的应用 1 项 × 1 分 = 1 分；"
                "合计 7 分（满分 10 分）"
            ),
        ),
        (
            "三.4",
            {"取得成效的应用": 5, "仅有通知或文件的应用": 3},
            (
                "取得成效的应用 5 项 × 2 分 = 10 分；仅有通知或文件的应用 3 项 × 1 分 = 3 分；"
                "本行最高计 10 分；合计 10 分（满分 10 分）"
            ),
        ),
        (
            "二.1",
            {"已报送": True, "迟报、错报": 3},
            "起算 7.5 分；迟报、错报 3 条 × 0.5 分，扣 1.5 分；合计 6 分（满分 7.5 分）",
        ),
        ("二.1", {"已报送": False}, "没有做到“已报送”，本行 0 分；合计 0 分（满分 7.5 分）"),
        (
            "二.1",
            {"已报送": True},
            ("起算 7.5 分；“迟报、错报”未报，先不给分（-7.5 分，暂定）；合计 0 分（满分 7.5 分）"),
        ),
        (
            "三.1a",
            {"信用贷款规模年增速": "-3%"},
            "信用贷款规模年增速 -3% × 7 分 = -0.21 分；本行最低计 0 分；合计 0 分（满分 7 分）",
        ),
        (
            "三.3",
            {"应用项数": 0},
            "没有做到“应用项数”达到 1 项（只有 0 项），本行 0 分；合计 0 分（满分 6 分）",
        ),
        (
            "六.2",
            {"出台制度文件": True, "出台评价办法": False, "分级分类监管案例": 3},
            (
                "出台制度文件：是，2 分；出台评价办法：否，0 分；"
                "分级分类监管案例 3 个 × 4 分，最多 8 分，计 8 分；合计 10 分（满分 12 分）"
            ),
        ),
    ],
)
def test_a_result_is_explained_step_by_step(
    departments: Scheme, row: str, facts: dict[str, object], words: str
) -> None:
    found = assess(departments, {row: facts}).rows[row]
    assert result(departments.row(row), found) == words


def test_rules_are_said_as_the_machine_reads_them(departments: Scheme, townships: Scheme) -> None:
    said = rule(departments.row("六.3"))
    assert said == "“制定相关文件”的得 2 分，“典型案例”每个得 1 分；本行最高 5 分。"
    assert "须“应用项数”达到 1 项，否则本行 0 分" in rule(departments.row("三.3"))
    assert "每缺一项扣 1 分；扣到 0 分为止" in rule(departments.row("一.1"))
    assert "自执行之日起累计" in rule(departments.row("三.1c"))
    assert "数据由县工信局提供" in rule(departments.row("五.2"))
    assert "工作报送台账" in rule(townships.row("二.1"))
    assert "由审核员在 0 至 10 分之间评定" in rule(townships.row("四.1"))


def test_the_total_of_the_townships_says_98(townships: Scheme) -> None:
    found = assess(townships, {"二.2": {"成功上报的企业": 7}}, "冢头镇")
    words = total(townships, found)
    assert words.startswith(
        "冢头镇：暂定总分 7 分（满分 100 分，可得上限 98 分），等次暂为不合格；一.1“已成立”、"
    )
    assert words.endswith("等共 31 项未报，未报的不得分。")


def test_a_finished_total_is_not_called_provisional(townships: Scheme) -> None:
    facts = {
        row.id: {
            one.name: {"flag": row.id not in ("三.1", "三.2"), "count": 10, "award": 10}[one.kind]
            for one in row.inputs
        }
        for row in townships.rows
    }
    found = assess(townships, facts, "冢头镇")
    words = "冢头镇：总分 98 分（满分 100 分，可得上限 98 分），等次为优秀。"
    assert total(townships, found) == words


def test_the_rules_of_ranking_are_said(departments: Scheme) -> None:
    assert ranking_rule(departments) == (
        "按精确总分定级、排名，显示 2 位小数（四舍五入）；并列的名次相同，后面跳号（1、2、2、4）。"
    )


@pytest.mark.parametrize(
    ("term", "given", "points", "said"),
    [
        (
            'rate = "及时率", under = 0.95, per = 0.01, whole = "up", band = [[1, 3], [3, 10]]',
            "92.5%",
            0,
            "每 1% 算一档，不足一档按一档计，达到 1 档的扣 3 分、达到 3 档的扣 10 分",
        ),
        (
            'rate = "及时率", under = 0.95, per = 0.01, whole = "down", band = [[1, 3], [3, 10]]',
            "92.5%",
            7,
            "“及时率”不到 95%的差额每 1% 算一档，不足一档不计，达到 1 档的扣 3 分",
        ),
        (
            'rate = "未完成", per = 0.1, band = [[1, 2], [2.5, 6]]',
            "25%",
            4,
            "“未完成”每 10% 算一档，达到 1 档的扣 2 分、达到 2.5 档的扣 6 分",
        ),
    ],
)
def test_bands_of_steps_are_said_as_they_are_computed(
    term: str, given: str, points: int, said: str
) -> None:
    body = f"deduct = [{{ {term} }}]"
    name = term.split('"')[1]
    assert result_of(body, {name: given}).points == points
    assert said in rule(only(body))
    assert "档" in result(only(body), result_of(body, {name: given}))
