"""What was lost of a clause once is named by the words that were lost.

Not here: the same of every clause of the restated documents, spoilt on purpose (`test_spoilt`).
"""

from decimal import Decimal

import pytest

from scoring.drafting import understand


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        (
            "除因公出差并履行请假手续外，无故不参加县级会议的，每人次扣1分；迟到的每人次扣0.5分。",
            "除因公出差并履行请假手续外",
        ),
        ("每季度报送信息不少于3篇，每少一篇扣0.5分；被省级采用的，一篇抵两篇。", "一篇抵两篇"),
        ("发生死亡1例扣5分，2例及以上的本项不得分，并取消年度评优资格。", "母婴安全"),
    ],
)
def test_what_was_lost_in_fresh_documents_is_named(clause: str, left: str) -> None:
    found = understand(clause, Decimal(10), "母婴安全")
    assert not found.sure
    assert any(left in reading.overlooked for reading in found.readings)
