"""What the office orders or asks in one opening sentence: shown, for exactly whom it names."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.front import at_once
from bot.front.ranked import Found, Weighed, weighed
from bot.front.said import Said
from bot.questions import Arguments
from bot.questions.features import tidied
from bot.questions.redraft_circular import Naming, namings_of, silent_out
from bot.questions.sentence import Sentence
from bot.questions.slots import Draft, Put, puts
from bot.questions.wishes import Named
from tests.bench._heard_county import ADMIN, county
from tests.stage import render

_TALKS: Final = (
    ("催一下没交的，只催乡镇，县直先别催", "3 个单位：白庙乡、广阔天地乡、渣园乡。"),
    ("县直的不催，乡镇的催一遍", "3 个单位：白庙乡、广阔天地乡、渣园乡。"),
    ("催一下没交的，白庙乡别催", "8 个单位：(?!.*白庙乡)"),
    (
        "请通知还没报送的单位抓紧报送，周五前必须完成",
        "5 人），还没有发】\n抓紧报送，周五前必须完成",
    ),
    ("通知县直各单位把照片补上，乡镇不用", "39 人），还没有发】\n把照片补上\n"),
    ("四季度退回去的材料有几份还没有重新报上来", "被退回 4 个"),
    ("» 给这几家提醒一下", "4 个单位：司法局、文旅局、税务局、龙山街道。"),
    ("哪些单位还没绑联络员", "没有联络员 4 个"),
    ("» 给他们各发一个邀请", r"生成 4 个邀请\]"),
    ("我想加个人进来帮忙审材料", r"\[邀请审核员\]"),
    ("团县委联络员电话", "蒋文静"),
    ("» 他换号了，改成13800001234", "只有本人能改.*13800001234"),
    ("更正 教育局 三.4 1项", r"“1项”是哪一个数？\n\[取得成效的应用\]"),
    ("» 应该是1项，另一项没有证明", r"“1项”是哪一个数？"),
    ("» [取得成效", "7/10 分 → 5/10 分\n原因：另一项没有证明"),
    ("民政局三季度四.2少记了一篇，给更正", "改成：按时报送的材料 5 篇"),
    ("通报里后几名别点名", "通报批评（落后） 0 个：无"),
    ("» 不列没交的", "存在问题里没有写没提交的单位"),
    ("公示先缓一缓，不要发", "现在没有在公示的结果"),
    ("把教育局三季度的成绩单导出来", r"教育局成绩单\.xlsx"),
    ("截止时间整体往后推两天", "没提交的 9 个单位 延期到"),
    ("» 民政局三季度四.2少记了一篇，给更正", "改成：按时报送的材料 5 篇"),
    ("给分管县长写一个三季度情况的汇报，半页就够", r"这些文稿我不会写.*整体情况\]"),
    ("公示需要哪位领导批准", "两位管理员"),
    ("各个等次分别有多少家", "县直单位 42 个：优秀 9 个"),
    ("民政局联络员换人了，新来的叫李明，电话13800138000", r"\[换下杨晓东\]"),
    ("优秀良好合格不合格各有多少家啊", r"等次分布】.*不是问这个，看下面几个是不是"),
)
"""Sentences, ``»`` behind the one before, with what the answer must have."""


async def test_what_an_opening_sentence_comes_to(tmp_path: Path) -> None:
    """Nobody else hears of any of it: what goes out is shown first."""
    wrong = []
    async with county(tmp_path) as play:
        for text, wanted in _TALKS:
            play.now += timedelta(seconds=9 if text.startswith("»") else 1200)
            said = text.removeprefix("» ")
            if not text.startswith("»"):
                await play.send(ADMIN, "首页")
            if said.startswith("["):
                rows = play.shown[ADMIN][-1][1].buttons
                route = next(b.route for row in rows for b in row if said[1:] in b.label)
                letters = await play.send(ADMIN, route=route)
            else:
                letters = await play.send(ADMIN, said)
            answer = render([one for one in letters if one[0] == ADMIN], ADMIN)
            if re.search(wanted, answer, re.DOTALL) is None or len(letters) > 1:
                wrong.append(f"{text}: {answer[:150]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("不要点名后几名", (Naming("criticised"),)),
        ("后几名别点名", (Naming("criticised"),)),
        ("前三名就不表扬了", (Naming("praised"),)),
        ("要不要点名后几名", ()),
    ],
)
def test_the_last_are_not_named(said: str, named: tuple[Naming, ...]) -> None:
    assert namings_of(said) == named


def test_who_is_silent_is_not_named() -> None:
    assert silent_out("不列没交的")
    assert silent_out("没提交的单位就别写了")
    assert not silent_out("没交的有哪些")
    assert not silent_out("不要催没交的")


def test_what_stands_behind_a_value_is_why() -> None:
    """Only where a reason is wanted, and nothing else is asked or ordered."""
    of = Draft(has=frozenset(("value", "reason")))
    why = (Put("value", "1项"), Put("reason", "另一项没有证明"))
    assert puts("应该是1项，另一项没有证明", of) == why
    assert puts("应该是1项，另一项没有证明", Draft(has=frozenset(("value",)))) == ()
    assert puts("应该是1项，再催一下水利局", of) == ()


def test_everybody_is_not_reminded_where_some_are_meant() -> None:
    """给这几家提醒, behind a menu: 催报 would go to all who owe."""
    every = [Found("催报", "remind", 0.9), Found("催一下被退回没补正的", "x", 0.3)]
    some = weighed(every, "给这几家提醒一下", Named(), own=False, own_row=False)
    assert [label for (label, _), _ in some] == ["催一下被退回没补正的"]
    bare = weighed(every, "提醒一下", Named(), own=False, own_row=False)
    assert bare[0][0][0] == "催报"


@pytest.mark.parametrize(
    ("best", "sure"),
    [
        ([(("等次分布", "asked/said/x"), 0.84), (("等次", "y"), 0.41)], True),
        ([(("等次分布", "asked/said/x"), 0.80)], False),
        ([(("有没有一票否决", "topic/veto"), 0.63), (("x", "y"), 0.37)], True),
        ([(("三种材料", "topic/kinds"), 0.61), (("什么算简报", "topic/brief"), 0.37)], False),
        ([(("有没有一票否决", "asked/said/x"), 0.63), (("x", "y"), 0.2)], False),
        ([], False),
    ],
)
def test_only_what_is_all_but_certain_is_answered_at_once(best: Weighed, *, sure: bool) -> None:
    """宣传稿件算不算工作报送的篇数 was believed 0.61 and 0.37 behind: another page was meant."""
    text = "办法里有一票否决吗"
    nothing = Sentence(text, text, (), Arguments(), frozenset())
    said = Said(text, text, tidied(text), nothing, office=True)
    assert at_once.sure(said, best) is sure
