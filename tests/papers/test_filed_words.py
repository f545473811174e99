"""What is said once papers lie under a row."""

from bot.papers.words.unfiled import filed


def test_what_still_lies_nowhere_is_said() -> None:
    assert filed(1, "一.1 组织建设情况") == "1 份已归到 一.1 组织建设情况。"
    assert filed(1, "一.1", 2) == "1 份已归到 一.1。还有 2 份没有归类。"
