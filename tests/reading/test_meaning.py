"""What a paper is known by: its own words, and not what every office writes."""

import pytest

from bot.extraction.pages import Extract, Line, Page
from bot.reading.formulae import without_formulae
from bot.reading.meaning import meaning
from bot.reading.shingles import common

OWN = (
    "在集贸市场逐摊核对经营户的失信提示牌，并为十二户补办了信用修复手续。",
    "把水费、电费的缴纳记录并入村级积分簿，由红白理事会每月公布一次。",
    "请退休教师在村小讲了三堂诚实守信的故事课，家长旁听后写下感想。",
    "对拖欠工资的两处工地发出提醒函，约谈包工头并当场结清欠款。",
)


def setting_up(*own: str) -> Extract:
    """A notice that sets a group up, with what its office adds of its own."""
    lines = (
        "关于成立社会信用体系建设工作领导小组的通知",
        "为进一步加强我单位社会信用体系建设工作的组织领导，经研究，决定成立社会信用体系建设工作领导小组。",
        "现将有关事项通知如下：",
        "组长：张明远，分管信用工作。副组长：李向东。",
        "领导小组下设办公室，办公室设在法规股，李向东兼任办公室主任，负责日常工作。",
        "牵头科室为法规股，联络员王建国。",
        *own,
        "请结合实际认真贯彻执行。特此通知。",
    )
    return Extract((Page(1, 600, 800, tuple(Line(one) for one in lines)),), "docx")


def said(one: Extract, other: Extract) -> bool:
    """Whether a person would be asked to look at the two."""
    this, that = set(meaning(one).samples), set(meaning(other).samples)
    return common(len(this), len(that), len(this & that), fine=True).said


def test_two_notices_with_nothing_but_formulae_in_common_are_no_copies() -> None:
    assert not said(setting_up(*OWN[:2]), setting_up(*OWN[2:]))
    assert not said(setting_up(), setting_up())


@pytest.mark.parametrize("share", [0.34, 0.2])
def test_of_a_short_text_a_third_of_its_runs_is_enough(share: float) -> None:
    assert common(100, 100, round(100 * share), fine=True).said is (share > 0.3)
    assert not common(100, 100, 29, fine=True).said
    assert not common(100, 100, 34).said


def test_whoever_copies_what_is_said_besides_is_seen() -> None:
    assert said(setting_up(*OWN), setting_up(*OWN))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("特此通知。", "。。"),
        ("组长：王某，副组长：李某。走访了九户商户。", "。，。。走访了九户商户。"),
        ("现将三季度工作情况报告如下。", "现将三季度工作情况报告如下。"),
        ("为深入贯彻落实上级会议精神，进一步增强诚信意识，营造诚实守信的良好氛围。", "。。。。"),
        (
            "各股室：为践行承诺，在全县营造氛围，经研究，现将有关事项通知如下：一、地点",
            "各股室：。：一、地点",
        ),
        ("为商户减负，走访九户，情况如下：", "为商户减负，走访九户，情况如下："),
        ("请商户增强灯光，营造一角。", "请商户增强灯光，营造一角。"),
        ("各村要高度重视，走访九户商户，确保宣传取得实效。", "各村。走访九户商户，。。"),
        ("办公室设在二楼东侧，群众来办事要爬楼。", "办公室设在二楼东侧，群众来办事要爬楼。"),
        ("小组成员走访商户，请商户签字。", "小组成员走访商户，请商户签字。"),
    ],
)
def test_only_the_formula_itself_is_left_out(text: str, left: str) -> None:
    assert without_formulae(text) == left
