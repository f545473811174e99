"""What is said of a row that was sent back, while it may still be supplemented and after."""

from bot.release.words.released import not_supplemented
from scoring.scheme import load


def test_a_row_that_may_still_be_supplemented_counts_nought_only_until_then() -> None:
    scheme = load("郏县2022-县直单位")
    row = scheme.row("三.2")
    still = not_supplemented("缺附件", scheme, row, open=True)
    assert still == "退回待补正，补正以前先按 0 分计（退回原因：缺附件）"
    over = not_supplemented("缺附件", scheme, row, open=False)
    assert over == "退回后没有补正，按 0 分计（退回原因：缺附件）"
