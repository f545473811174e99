"""A quarter that is written by its sound or cut short; a telephone that was dictated."""

from __future__ import annotations

import pytest

from bot.speech.slips import put_right


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("三季都县直平均分", "三季度县直平均分"),
        ("二季肚乡镇平均分", "二季度乡镇平均分"),
        ("三季渡县直平均", "三季度县直平均"),
        ("上季读谁第一", "上季度谁第一"),
        ("上一季水利局排第几", "上一季度水利局排第几"),
        ("三季县直平均", "三季度县直平均"),
        ("统计局前一个季度排第几", "统计局上季度排第几"),
        ("上季度住建局排第几", "上季度住建局排第几"),
        ("三季都优秀的单位", "三季都优秀的单位"),
        ("三季都在前五的", "三季都在前五的"),
        ("三季都前五的", "三季都前五的"),
        ("三季度都优秀的", "三季度都优秀的"),
        ("四季教育局都怎么样", "四季度教育局都怎么样"),
        ("一年四季都这样", "一年四季都这样"),
        ("换成杨小梅 手机一三八零三七五六六七七", "换成杨小梅 手机13803756677"),
        ("四.1一三八零三", "四.1一三八零三"),
        ("一百三十八", "一百三十八"),
    ],
)
def test_only_the_slip_is_put_right(said: str, read: str) -> None:
    assert put_right(said) == read
