"""What is said of a day that is too near or too far, and what is only why more is given."""

from __future__ import annotations

from datetime import date

import pytest

from bot.questions.slots import Draft, Slot, puts

OF_TIME: frozenset[Slot] = frozenset({"reason", "due", "whom"})
TODAY = date(2026, 12, 1)
SAID = """
不够 改成四天 = due 改成四天
不用那么久，一天够了 = due 一天
三天不够，五天吧 = due 五天吧
三天不够要五天 = due 五天
不够改到下周五 = due 改到下周五
一天就够了不用那么久 = due 一天
用不了那么久 两天就行 = due 两天就行
还是太长了，两天足够 = due 两天
时间不够，改成四天 = due 改成四天
来不及，再给两天 = due +两天
至少要五天 = due 五天
周五够了 = due 周五
少了两天 = due +两天
多了一天吧 = due -一天
太短了 = due
不用那么久 = due
数据还没出来，改成四天 = due 改成四天; reason 数据还没出来
改成四天，数据还没出来 = due 改成四天; reason 数据还没出来
新来的不熟悉，多给三天 = due +三天; reason 新来的不熟悉
理由写停电，改成四天 = due 改成四天; reason 停电
推迟8日 = due 推迟8日
""".strip().splitlines()
WHY = """
时间不够
来不及
局长三天后回来
人员不够，下周五才到岗
系统改造要一周
整改需要三天
要等财政数据，下周五
数据要等5天才能出来
材料太多，要三天
经办人请假到周五
时间太短，材料多
领导出差，周五才回来
改成线上报，需要三天
改成四天行吗
怎么这么久
不够，三天，五天
""".strip().splitlines()


@pytest.mark.parametrize("line", SAID)
def test_another_day_is_read_with_or_without_a_complaint(line: str) -> None:
    text, _, wanted = line.partition(" =")
    found = puts(text, Draft(OF_TIME, None, TODAY, "延|宽限|缓"))
    told = "; ".join(f"{one.slot} {one.said}".strip() for one in found)
    assert told == wanted.strip()


@pytest.mark.parametrize("text", WHY)
def test_what_only_speaks_of_days_or_of_too_little_is_why(text: str) -> None:
    assert puts(text, Draft(OF_TIME, None, TODAY, "延|宽限|缓")) == ()


def test_where_no_day_waits_nothing_is_another_day() -> None:
    assert puts("不够 改成四天", Draft(frozenset({"reason"}), None, TODAY)) == ()
    decided = Draft(frozenset({"value", "reason", "due"}), None, TODAY)
    assert [one.slot for one in puts("数据不全，改成四天", decided)] != ["due", "reason"]
