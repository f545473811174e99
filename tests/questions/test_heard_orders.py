"""How offices really order and ask: spoken rows, days without a month, notices in one breath."""

from __future__ import annotations

from datetime import date

import pytest

from bot.questions.instead import is_asked
from bot.questions.kind_words import courtesy
from bot.questions.orders import Order, last_day, order
from bot.questions.sentence import find_row
from tests.questions.test_combined import KNOWN


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("三点四谁得零分", "三.4"),
        ("教育局三点四怎么算", "三.4"),
        ("六点2要哪些材料", "六.2"),
        ("三点1b填错了", "三.1b"),
        ("下午三点四十开会", None),
        ("明天三点半", None),
        ("上午九点一刻", None),
        ("三点四分", None),
        ("九点九", None),
    ],
)
def test_a_row_as_it_is_spoken(text: str, row: str | None) -> None:
    found = find_row(text)
    assert (found.row if found else None) == row


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("给没交的乡镇都发个提醒", "nudge"),
        ("再催一遍没交的", "nudge"),
        ("明早九点提醒没交的", "plan"),
        ("后天上午再催一遍没报的", "plan"),
        ("给大家发个通知说明天下午三点开会", "notice"),
    ],
)
def test_an_order_in_other_words(text: str, kind: str) -> None:
    found = order(text, KNOWN)
    assert found is not None
    assert found.kind == kind


def test_a_notice_said_in_one_breath_keeps_its_text() -> None:
    found = order("给大家发个通知说明天下午三点开会", KNOWN)
    assert found is not None
    assert found.text == "明天下午三点开会"


def test_a_day_without_its_month_is_the_next_one_behind_the_deadline() -> None:
    deadline = date(2027, 1, 5)
    spoken = Order("extend", day=date(2026, 12, 10), loose=True)
    assert last_day(deadline, spoken) == date(2027, 1, 10)
    named = Order("extend", day=date(2026, 12, 10))
    assert last_day(deadline, named) == date(2026, 12, 10)


@pytest.mark.parametrize(
    "text",
    [
        "谢谢你啊", "好了谢谢", "你好在吗", "嗯知道了麻烦您", "谢谢老师", "好的领导", "嗯呢",
        "收到，马上办理", "好的赵主任我这就去填", "已阅", "晓得了", "给您添麻烦了", "收悉",
    ],
)  # fmt: skip
def test_kind_words(text: str) -> None:
    assert courtesy(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "好了", "麻烦您看一下得分", "好了谢谢帮我提交", "马上提交吗", "领导没签字", "老师几点下班",
        "主任", "已阅读三.4", "马上填三.4",
    ],
)  # fmt: skip
def test_what_is_more_than_kind_words(text: str) -> None:
    assert courtesy(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "我们5个人一起填可以不",
        "2次中不中",
        "手机填行不",
        "出台了没",
        "这样算不",
        "办完了没有",
        "9月30号那场算哪季度",
        "归哪边",
        "这属于哪类",
    ],
)
def test_a_question_of_the_countryside_is_one(text: str) -> None:
    """Never the answer of the form that waits."""
    assert is_asked(text)


@pytest.mark.parametrize("text", ["还没有", "没有", "不行", "3次", "都没有", "没出台", "暂时没有"])
def test_what_says_no_asks_nothing(text: str) -> None:
    assert not is_asked(text)
