"""Behind another question: what a sentence leaves out is carried or offered, never passed over."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.front.left_over import unwanted
from bot.questions.combined.query import Condition, Query
from bot.questions.of_list import told_to_the_list
from tests.bench._heard_county import ADMIN, county
from tests.stage import render_message

_OFFERS: Final = r"^您是想问这个吗"
_OF_ONE: Final = (
    # one unit was spoken of: its own reading is offered first, everybody's beside it
    ("科技局审核情况 » 没审的有几项", rf"{_OFFERS}.*\[审核 科技局\].*\[审核进度\]"),
    ("水利局的情况 » 还差哪几样", rf"{_OFFERS}.*\[水利局还差什么\]"),
    ("科技局审核情况 » 谁没交总结", r"^【2026年四季度 工作总结】\n7 个单位没交"),
    ("科技局审核情况 » 全县没审的有几项", r"^【2026年四季度 审核进度】"),
    ("文旅局的情况 » 优秀要多少分", r"90 分"),
    # whom nobody wants
    ("审核进度 » 审过的不看", r"^【全部单位，还没审完"),
    ("三季度优秀的单位 » 优秀的不要", r"^(?!【全部单位，等次为优秀)"),
    # the table that stood there
    ("每家交了几项 » 只要乡镇的 » 缺得多的排前头", r"^【乡镇街道，按填报进度从低到高"),
    # a longer sentence is answered as it stands; of the quarter before it is one tap away
    ("三季度县直排名 » 哪几家离优秀只差不到一分", r"四季度.*不是问这个.*\[三季度县直哪几家"),
    ("三季度县直排名 » 全县离优秀差不到一分的有哪几家", r"^(?!.*不是问这个)"),
)
_QUARTERS: Final = (
    ("三季度平均分 » 二季度是多少 » 涨了还是跌了", r"^【2026年三季度和2026年二季度比】"),
    ("交通局三季度多少分 » 二季度呢 » 两个季度差了几分",
     r"^【交通局　2026年三季度和2026年二季度比】.*高了 2\.29 分"),
    ("交通局三季度多少分 » 二季度呢 » 为什么会有这样的变化",
     r"^【交通局　2026年三季度和2026年二季度比】"),
    ("交通局三季度多少分 » 二季度呢 » 两个季度差了几分 » 主要差在哪一项上",
     r"^【交通局　2026年三季度和2026年二季度比】"),
    ("税务局历次得分 » 为什么会有这样的变化",
     rf"{_OFFERS}.*\[税务局四季度和三季度比变了哪些\]"),
    ("公积金管理部历次得分 » 变化原因是什么", rf"{_OFFERS}.*\[公积金管理部四季度和三季度比"),
    ("交通局三季度多少分 » 再上一个季度呢", r"2026年二季度　90\.71 分"),
    ("法院和检察院三季度比较 » 为什么会有这样的变化", r"^(?!【法院　2026)"),
    ("现在是什么阶段 » 涨了还是跌了", r"^(?!【.*2026年二季度)"),
)  # fmt: skip
_PLACES: Final = (
    ("三季度县直前三名 » 第二名都扣在哪儿了", r"^【县直单位，第 2 名】.*3 个单位.*城管局　七\.1"),
    ("三季度县直前三名 » 第二名的电话", r"^【县直单位，第 2 名】.*城管局　马敏"),
    ("三季度乡镇前三名 » 第二名扣在哪", r"^【广阔天地乡 2026年三季度 扣分"),
    ("教育局佐证材料 » 打开第一份我看看", r"^【教育局 2026年四季度 一\.1 组织建设情况 材料】"),
    ("县直三.1评分标准 » 这一项要求单位交什么材料", r"三\.1a.*三\.1b.*三\.1c"),
    ("三季度三.4谁没拿满分 » 扣得最多的是谁", r"按三\.4失分最多在前，前 1 个】\n2026年三季度"),
    ("三季度各等次几家 » 最差那一等的是哪些单位",
     rf"{_OFFERS}.*三季度不合格的单位\].*三季度合格的单位\]"),
)  # fmt: skip
_LATER: Final = (
    ("给全体联络员发个通知：周五下午三点开会 » 先放着，明天早上八点再发", r"不能定时.*没有改"),
    ("给全体联络员发个通知：周五下午三点开会 » 等主任看了再发", r"不能定时.*没有改"),
    ("三季度归档 » 明天再打", r"^打包点了就办，不能定时.*还没有办"),
    ("给没交的发催报 » 明天再催", r"^【计划提醒：12月17日"),
    ("水利局的情况 » 给他们打个招呼，材料还没齐", r"还没有发】\n材料还没齐\n"),
)


@pytest.mark.parametrize("talks", [_OF_ONE, _QUARTERS, _PLACES, _LATER])
async def test_what_a_sentence_leaves_out(
    tmp_path: Path, talks: tuple[tuple[str, str], ...]
) -> None:
    """Each conversation ends in an answer of what stood there, or in both readings."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        for talk, wanted in talks:
            play.now += timedelta(minutes=20)
            await play.send(ADMIN, "首页")
            for said in talk.split(" » "):
                letters = await play.send(ADMIN, said)
            heard = render_message(letters[-1][1])
            if not re.search(wanted, heard, re.DOTALL) or any(to != ADMIN for to, _ in letters):
                wrong.append(f"{talk}: {heard[:300]}")
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize(
    ("kinds", "said", "left"),
    [
        (("reviewed",), "审过的不看", ("unreviewed",)),
        (("submitted",), "交了的去掉", ("waiting",)),
        (("reviewed",), "审过的", ("reviewed",)),
        (("grade",), "优秀的不要", None),
        (("reviewed", "cut"), "审过还核减了的不看", None),
    ],
)
def test_who_is_not_wanted_is_not_listed(
    kinds: tuple[str, ...], said: str, left: tuple[str, ...] | None
) -> None:
    """Those who are left, or nothing; never those who were said to be left out."""
    query = Query(tests=tuple(Condition(one) for one in kinds))  # type: ignore[arg-type]  # kinds
    found = unwanted(query, said)
    assert (None if found is None else tuple(one.kind for one in found.tests)) == left


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("给他们打个招呼，材料还没齐", "材料还没齐"),
        ("给他们挨个提醒一下，就说周五下班前必须交材料", "周五下班前必须交材料"),
        ("跟他们说一声，周五开会，带上材料", "周五开会，带上材料"),
    ],
)
def test_how_it_is_said_is_not_what_is_told(said: str, told: str) -> None:
    """The words of a notice begin behind 打个招呼 and 就说."""
    assert told_to_the_list(said) == told
