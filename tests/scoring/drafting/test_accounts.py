"""What was lost of a clause once is named by the words that were lost.

Not here: the same of every clause of the restated documents, spoilt on purpose (`test_spoilt`).
"""

from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.drafting.wordings import Figures


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        (
            "除因公出差并履行请假手续外，无故不参加县级会议的，每人次扣1分；迟到的每人次扣0.5分。",
            "除因公出差并履行请假手续外",
        ),
        ("每季度报送信息不少于3篇，每少一篇扣0.5分；被省级采用的，一篇抵两篇。", "一篇抵两篇"),
        ("归档率达98%以上得10分，原则上每下降1%扣2分。", "原则上每下降1%扣2分"),
        ("项目节资率达到8%得10分，经批准每减少1个百分点扣1分。", "经批准每减少1个百分点扣1分"),
        ("完成目标任务的得10分，未完成的按比例得分；每超额1家加1分。", "加分能不能超过10分？"),
        ("调研不少于2次，每少一人次至少扣0.5分。", "每少一人次至少扣0.5分"),
        ("办结率95%得10分，非每低1个百分点扣1分。", "非每低1个百分点扣1分"),
        (
            "受到国家、省、市、县表彰的，分别加5分、3分、2分、1分，两次以上同一荣誉取最高分。",
            "两次以上同一荣誉取最高分",
        ),
        ("表彰加5分，县级表彰加3分，同一事项就高可重复计分。", "可重复"),
        ("表彰加5分，县级表彰加3分，同一项目就高计分，累计计算。", "累计计算"),
        ("发生死亡1例扣5分，2例及以上的本项不得分，并取消年度评优资格。", "母婴安全"),
    ],
)
def test_what_was_lost_in_fresh_documents_is_named(clause: str, left: str) -> None:
    found = understand(clause, Decimal(10), "母婴安全")
    assert not found.sure
    assert any(left in reading.overlooked for reading in found.readings)


def test_a_figure_is_accounted_for_as_what_it_is() -> None:
    held = Figures.of({"add": [{"each": "表彰", "unit": "次", "points": Decimal(2)}]}, Decimal(10))
    assert held.say("每次2分", (2, 3), Decimal(2))
    assert not held.say("2次以上", (0, 1), Decimal(2))
    lined = Figures.of({"deduct": [{"rate": "率", "under": Decimal("0.9")}]}, None)
    assert lined.say("低于90%", (2, 4), Decimal(90))
