"""`check` points at sentences that name other points than the rule."""

from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.doubts import doubts
from scoring.scheme import Scheme, load, names
from tests.scoring.small import scheme, text
from tests.scoring.test_readme import sample

BODY = 'add = [{ each = "活动", unit = "次", points = 1 }]\n'


def said(body: str) -> list[str]:
    return [f"{one.row}，{one.key}：{one.sentence}" for one in doubts(scheme(body, points="7"))]


def test_points_that_the_rule_does_not_know_are_pointed_at() -> None:
    assert said(BODY + 'short = "办一次得 1 分，合计最多 10 分。"') == [
        (
            '["一.1"]，short：写着“合计最多 10 分”，规则里没有 10 分。'
            "规则是：“活动”每次得 1 分；本行最高 7 分。"
        )
    ]
    assert len(said(BODY + 'text = "每次得0.5分，最高得７分。"')) == 1
    assert len(said(BODY + 'reading = "每次 2 分，封顶 8分。"')) == 2


@pytest.mark.parametrize(
    "words",
    [
        "每次得 1 分，最多 7 分，没有的 0 分。",
        "开展 30 分钟以上的活动。",
        "三分之二以上参加的，按 5 分之 3 算。",
        "分 3 级、2 类管理。",
        "占满分 7 分的一部分。",
        "十分重要。",
    ],
)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert not said(BODY + f'short = "{words}"')


def test_what_a_list_a_band_or_an_example_brings_is_known() -> None:
    items = 'add = [{ items = ["甲", "乙", "丙"], points = 2 }, { if = "好", points = 1 }]\n'
    assert not said(items + 'short = "一项 2 分，共 6 分；好的再得 1 分。"')
    band = 'add = [{ each = "次", unit = "次", band = [[1, 3], [2, 7]] }]\n'
    assert not said(band + 'short = "一次 3 分，两次 7 分。"')
    example = 'example = [{ given = { "活动" = 4 }, score = 4 }]\n'
    assert not said(BODY + example + 'reading = "办四次的得 4 分。"')


def test_a_clause_explained_by_a_defect_or_printed_otherwise_is_no_doubt() -> None:
    assert not said(BODY + 'text = "共 9 分。"\ndefect = "印的是 9 分。"')
    assert not said(BODY + 'printed = { points = "9" }\nreading = "印的 9 分按 7 分理解。"')


def test_what_comes_with_the_program_raises_none(shicheng: Scheme) -> None:
    for one in (*map(load, names()), shicheng, sample()):
        assert not doubts(one), one.name


def test_check_prints_them_and_still_says_that_the_scheme_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表.toml"
    path.write_text(text(BODY + 'short = "最多 10 分。"', points="7"), "utf-8")
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "小表：通过" in told
    assert '  提醒：["一.1"]，short：写着“最多 10 分”，规则里没有 10 分。' in told
