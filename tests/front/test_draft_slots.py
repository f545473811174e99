"""Kinds of drafts × forms of change, and the examples that their pages print.

A cell is what is shown then; one that is left out keeps the draft as it was, and says so. Nothing
is done by any of them. What was there before stands in ``test_standing``.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from tests.bench._heard_county import ADMIN, county
from tests.front.test_standing import _UNTOUCHED, _wrong
from tests.stage import Stage, render_message

SAID: Final[dict[str, str]] = {
    "whom": "水利局也一样",
    "when": "定在28号早上八点发",
    "changed": "18号改22号",
    "shift": "再多一天",
    "less": "少一天",
    "docno": "文号填郏信用办〔2026〕19号",
    "sign": "落款12月29日",
    "names": "落后的不点名",
    "tone": "话软一点",
    "words": "话软一点，写“请补齐截图”",
    "stage": "截止挪到4月8号",
    "person": "新来的叫马珂",
}
"""The forms of a change, each once."""
ACTS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "notice": (
        "发通知给乡镇：考核结果18号公布，请留意消息",
        {
            "whom": r"改成发给 16 个单位.*考核结果18号公布",
            "when": r"^通知点了“发出”就发，不能定时.*那份通知没有改",
            "changed": r"改好了，还没有发.*考核结果22号公布",
            "sign": r"改好了，还没有发.*\n县信用办\n2026年12月29日",
            "tone": r"改好了，还没有发.*各位联络员好",
        },
    ),
    "return": (
        "商务局三.3退回 缺照片",
        {
            "changed": r"补正期限：12月22日.*理由：缺照片\n",
            "shift": r"补正期限：12月22日.*理由：缺照片\n",
            "less": r"补正期限：12月20日.*理由：缺照片\n",
            "tone": r"^单位看到的就是您写的理由.*没有改",
            "words": r"理由：请补齐截图\n",
        },
    ),
    "extend": (
        "林业局延期到18号 系统坏了",
        {
            "whom": r"【水利局、林业局 延期到 12月18日 18:00，还没有延】\n.*原因：系统坏了\n",
            "changed": r"【林业局 延期到 12月22日 18:00，还没有延】\n.*原因：系统坏了\n",
            "shift": r"【林业局 延期到 12月19日 18:00，还没有延】\n.*原因：系统坏了\n",
            "less": r"【林业局 延期到 12月17日 18:00，还没有延】\n.*原因：系统坏了\n",
            "words": r"【林业局 延期到 12月18日 18:00，还没有延】\n.*原因：请补齐截图\n",
        },
    ),
    "nudge": (
        "催一下没交的乡镇",
        {"whom": r"【要催：.*4 个单位：.*水利局", "when": r"【计划提醒：12月28日 08:00",
            "less": r"^这个时间已经过了",
            "shift": r"【计划提醒：12月17日 09:00",
            "changed": r"【计划提醒：12月22日 09:00",
        },
    ),
    "plan": (
        "18号九点提醒一下没交的",
        {
            "whom": r"【计划提醒：12月18日 09:00.*水利局",
            "when": r"【计划提醒：12月28日 08:00",
            "changed": r"【计划提醒：12月22日 09:00",
            "shift": r"【计划提醒：12月19日 09:00",
            "less": r"【计划提醒：12月17日 09:00",
        },
    ),
    "circular": (
        "生成三季度通报",
        {
            "docno": r"改好了.*\n文号：郏信用办〔2026〕19号\n",
            "sign": r"改好了.*\n落款日期：2026年12月29日\n",
            "names": r"改好了.*通报批评（落后） 0 个：无\n",
            "tone": r"没有改：语气和各段的句子",
        },
    ),
    "open": (
        "开期 2027年一季度",
        {
            "stage": r"^【开期 2027年一季度】.*填报截止：2027年4月8日",
            "when": r"^开期都在当天开始.*没有改",
            "changed": r"开期有五个日子，请说是哪一个.*没有改",
            "shift": r"开期有五个日子，请说是哪一个.*没有改",
            "less": r"开期有五个日子，请说是哪一个.*没有改",
        },
    ),
    "correct": (
        "三季度教育局四.2改成5篇 理由漏计",
        {"words": r"原因：请补齐截图\n", "whom": r"^一次只改一家的一项.*没有改"},
    ),
    "invite_role": ("邀请审核员", {"person": r"转给马珂.*\n\[邀请审核员\]"}),
    "urge": ("催一下审核员", {}),
    "answer": ("新加一条常见问答：照片要原图吗？答：不用，看得清就行", {}),
    "unit": ("把工信局的简称改成工信", {}),
}  # fmt: skip
_BEHIND_ANY: Final = (
    "没有改|没有变|没有办|没有动|没有发|没有加|没有定|没有生成|没有再改|还是刚才那样|还没有"
)


async def _counts(play: Stage) -> list[int]:
    every = [await play.query(f"select count(*) as n from {one}") for one in _UNTOUCHED]
    return [rows[0]["n"] for rows in every]


async def _behind(play: Stage, act: str, *said: str) -> list[str]:
    """What is shown of the act, and behind it."""
    play.now += timedelta(minutes=1)
    await play.send(ADMIN, "首页")
    heard = []
    for one in (act, *said):
        letters = await play.send(ADMIN, one)
        assert all(to == ADMIN for to, _ in letters)
        heard.append(render_message(letters[-1][1]).strip())
    return heard


async def test_every_slot_of_a_draft_is_filled_or_the_draft_stands(tmp_path: Path) -> None:
    """Each form of change behind each kind of draft; nothing is done by any of them."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        before = await _counts(play)
        for act, wanted in ACTS.values():
            for form, said in SAID.items():
                heard = (await _behind(play, act, said))[-1]
                kept = re.search(_BEHIND_ANY, heard)
                if _wrong(heard, wanted.get(form), may_act=False) and not (
                    form not in wanted and kept
                ):
                    wrong.append(f"{act} » {said}: {heard[:300]}")
        assert await _counts(play) == before
    assert not wrong, "\n\n".join(wrong)


_HINT: Final = re.compile(r"要改(?:也可以)?直接说(?:，例如)?[：:](?P<said>[^\n]+)")


def _printed(page: str) -> list[str]:
    """The examples that a page prints, without those that are to be completed."""
    hints = [match["said"] for match in _HINT.finditer(page)]
    every = [one.strip("。 ") for hint in hints for one in hint.split("、")]
    return [one for one in every if one and "……" not in one]


@pytest.mark.parametrize(
    ("act", "heading"),
    [
        ("发通知给乡镇：考核结果周五公布，请留意消息", "【要发给"),
        ("生成三季度通报", "【2026年三季度 通报】"),
        ("开期 2027年一季度", "【开期 2027年一季度】"),
        ("截止前三天和一天提醒", "【改自动提醒的日子"),
    ],
)
async def test_what_a_page_gives_as_an_example_changes_its_draft(
    tmp_path: Path, act: str, heading: str
) -> None:
    """Each printed example, said behind the page that prints it, is the changed draft."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        (page,) = await _behind(play, act)
        printed = _printed(page)
        if act.startswith("截止前"):
            printed = _printed((await _behind(play, "自动提醒"))[-1])
        for example in printed:
            heard = (await _behind(play, act, example))[-1]
            if not heard.startswith(heading) or "没有改" in heard.partition("——")[0]:
                changed = heading in heard and "还没有改】" in heard
                if not changed:
                    wrong.append(f"{example}: {heard[:200]}")
        assert printed, page
    assert not wrong, "\n\n".join(wrong)
