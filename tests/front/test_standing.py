"""Kinds of acts × forms of change: each slot is honoured, or it is said that nothing has changed.

A row of the table is an act as the office says it, a column what is said behind it, a cell what is
shown then. A cell that is left out keeps the act as it was: that is said, what does it is not the
first thing to press, and nothing is written or sent.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.front.standing import KINDS
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render_message

SAID: Final[dict[str, str]] = {
    "value": "看错了 两个",
    "reason": "理由写统计遗漏",
    "due": "期限放到周五吧",
    "both": "理由写统计遗漏，期限定到周五",
    "group": "只管乡镇的",
    "self": "先发给我看看样子",
    "effect": "改完名次变不变",
    "as_is": "就按现在的办吧",
    "phone": "尾号说瞎了 是六六七八",
    "class": "归到二类里头",
    "head": "抬头改成各乡镇人民政府",
    "unknown": "这事跟老张说过一嘴的",
    "drop": "先放一放",
}
"""The forms of a change, each once."""
_UNCHANGED: Final = r"没有改|没有变|没有办|没有再改|没有动|没有发|没有定|还是刚才那样|先不办"
ACTS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "notice": (
        "给全体联络员发个通知：周五下午三点开会",
        {
            "self": r"联络员收到的就是下面这样.*周五下午三点开会.*\[发出\]",
            "head": r"改好了.*\n各乡镇人民政府：\n周五下午三点开会\n",
            "effect": r"通知只是发一条消息，得分、名次都不因此变",
        },
    ),
    "cut": (
        "环保局六.2案例只认一个",
        {
            "value": r"分级分类监管案例 2 个\n",
            "reason": r"案例 1 个\n.*　理由：统计遗漏\n.*\n\[核减 生态环境分局 六\.2\]",
            "effect": r"^照这样定.*生态环境分局：.*→",
            "unknown": r"　理由：这事跟老张说过一嘴的\n还没有定",
        },
    ),
    "return": (
        "商务局三.3退回 缺照片",
        {
            "reason": r"　理由：统计遗漏\n",
            "due": r"补正期限：12月18日.*\n　理由：缺照片\n",
            "both": r"补正期限：12月18日.*\n　理由：统计遗漏\n",
            "effect": r"^退回补正不改数，得分和名次先不变",
        },
    ),
    "correct": (
        "更正 教育局 四.2",
        {
            "reason": r"理由记下了：统计遗漏。改成多少还没有说",
            "effect": r"还没有说改成多少，名次变不变现在算不出来",
            "value": r"按时报送的材料 2 篇，计 1/5 分",
        },
    ),
    "corrected": (
        "三季度教育局四.2改成5篇",
        {
            "reason": r"先看会变什么】.*原因：统计遗漏\n.*教育局：.*→.*\[提议更正\]",
            "effect": r"教育局：68\.29 分.*→ 68\.79 分.*还没有提议",
            "unknown": r"原因：这事跟老张说过一嘴的\n",
            "value": r"按时报送的材料 2 篇，计 1/5 分",
        },
    ),
    "extend": (
        "林业局延期三天",
        {
            "unknown": r"还没有延】\n2026年四季度，原因：这事跟老张说过一嘴的\n",
            "reason": r"【林业局 延期到 12月19日 18:00，还没有延】\n2026年四季度，原因：统计遗漏\n",
            "due": r"^【林业局 延期到 12月18日 18:00】",
            "both": r"【林业局 延期到 12月18日 18:00，还没有延】\n2026年四季度，原因：统计遗漏\n",
            "effect": r"^延期只动截止时间",
        },
    ),
    "nudge": (
        "催一下没交的乡镇",
        {"due": r"^【计划提醒：12月18日", "effect": r"^催报只是发提醒"},
    ),
    "plan": (
        "明天九点提醒一下没交的",
        {"due": r"^【计划提醒：12月18日", "effect": r"^提醒只是发消息"},
    ),
    "supply": (
        "林业局双公示再扣它一条 迟报",
        {"value": r"林业局：2 条", "effect": r"^录进去以后"},
    ),
    "circular": (
        "生成三季度通报",
        {"head": r"改好了.*\n主送：各乡镇人民政府\n", "effect": r"^通报按公布的结果写"},
    ),
    "remits": (
        "三.4以后王芳审",
        {"group": r"改成：乡镇街道 三\.4[^；]*\n", "effect": r"^分工只管谁来审"},
    ),
    "cover": ("陈立的待审项给孙倩", {"effect": r"^代审只管谁来审", "group": r"改分工"}),
    "new_unit": ("县供销社今年也要考 给它加上去", {"class": r"类别：二类。.*用哪一张考核表"}),
    "swap": ("安良联络员换成杨小梅 13803756677", {"phone": r"\[邀请杨小梅 13803756678\]"}),
}  # fmt: skip
_DOES: Final = re.compile(
    r"\[(?:发出|核减 \S+ |退回补正 |通过 |提议更正|催这|现在就催|定下|就这样|由孙倩代审|录入\]"
    r"|换下|加上)"
)
"""The label of a button that does an act."""
_UNTOUCHED: Final = (
    "reviews", "supplied", "notices", "planned_reminders", "extensions", "invitations", "audit",
)  # fmt: skip


async def _counts(play: Stage) -> list[int]:
    every = [await play.query(f"select count(*) as n from {one}") for one in _UNTOUCHED]
    return [rows[0]["n"] for rows in every]


async def _said_behind(play: Stage, act: str, said: str) -> str:
    play.now += timedelta(minutes=1)
    await play.send(ADMIN, "首页")
    await play.send(ADMIN, act)
    letters = await play.send(ADMIN, said)
    assert all(to == ADMIN for to, _ in letters)
    return render_message(letters[-1][1])


def _wrong(heard: str, wanted: str | None, *, may_act: bool) -> bool:
    if wanted is not None:
        return re.search(wanted, heard, re.DOTALL) is None
    first = next(iter(re.findall(r"^\[.*", heard, re.MULTILINE)), "")
    acts = _DOES.match(first) is not None and not may_act
    return acts or re.search(_UNCHANGED, heard) is None


async def test_every_slot_is_honoured_or_nothing_has_changed(tmp_path: Path) -> None:
    """Each form of change behind each kind of act; nothing is done by any of them."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        before = await _counts(play)
        for act, wanted in ACTS.values():
            for form, said in SAID.items():
                heard = await _said_behind(play, act, said)
                if _wrong(heard, wanted.get(form), may_act=form == "as_is"):
                    wrong.append(f"{act} » {said}: {heard[:400]}")
        assert await _counts(play) == before
    assert not wrong, "\n\n".join(wrong)


_TALKS: Final[tuple[tuple[str, str], ...]] = (
    # a reason that comes first waits for the figure, also for one that is chosen by a button
    ("更正 教育局 四.2 » 理由写漏计 » 改成5篇", r"原因：漏计\n.*\[提议更正\]"),
    ("三季度教育局四.2改成5篇 理由漏计", r"原因：漏计\n.*\[提议更正\]"),
    ("三季度教育局四.2少算一篇 要更正", r"改成：按时报送的材料 5 篇"),
    ("三季度教育局四.2改成五十篇 » 改完名次变不变", r"^(?!.*\[提议更正\])"),
    # what was not changed is not lost by the next sentence either
    ("催一下没交的乡镇 » 理由写快点 » 先发给我看看", r"^那份催报现在只有您看得到"),
    ("催一下没交的乡镇 » 天气好不好 » 名次变不变", r"^催报只是发提醒"),
    # words of the draft, by how they are called
    ("通知所有单位 有异议请书面反映 » 书面两个字去掉", r"改好了.*\n有异议请反映\n"),
    ("给全体联络员发个通知：周五开会 » 把周八改成周四", r"没有改.*\[重写\].*\n\[发出（内容没"),
    # in one sentence
    ("医保局六.3退了 文件不是本局发的 后天补", r"补正期限：12月18日.*理由：文件不是本局发的\n"),
    ("法院说三.4少算一项 调出来重看 » 就按现在的过", r"法院 三\.4 .*：通过\n"),
    ("把统计局的小张加进来当审核员", r"转给小张.*\n\[邀请审核员\]"),
    ("审计局到期了没有 » 再给它宽限到下周一", r"^【审计局 延期到 12月21日"),
    ("催一下黄道、白庙、渣园这三个", r"3 个单位：黄道镇、白庙乡、渣园乡"),
    ("催一下黄道、白庙、渣园这五个", r"^(?!【要催：黄道镇、白庙乡、渣园乡)"),
    ("生成三季度通报 » 表扬前三名、批评后五名", r"改好了.*通报批评（落后） 21 个"),
    # whatever is wrong about what was shown is never its content
    ("商务局三.3核成1次 » 看错了 老张说的", r"^(?!.*\[这句就是要填的内容\])(?!.*理由：看错了)"),
)  # fmt: skip


async def test_talks_about_an_act(tmp_path: Path) -> None:
    """What is said one behind the other; nothing is done by it."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        before = await _counts(play)
        for talk, wanted in _TALKS:
            play.now += timedelta(minutes=1)
            await play.send(ADMIN, "首页")
            for said in talk.split(" » "):
                letters = await play.send(ADMIN, said)
            heard = render_message(letters[-1][1]).strip()
            if not re.search(wanted, heard, re.DOTALL):
                wrong.append(f"{talk}: {heard[:300]}")
        assert await _counts(play) == before
    assert not wrong, "\n\n".join(wrong)


def test_the_table_names_kinds_that_are_known() -> None:
    """What can be changed of an act is said of each; whatever a kind fills has who fills it."""
    for name, kind in KINDS.items():
        assert kind.can, name
        assert bool(kind.slots) == (kind.fill is not None), name
        assert "effect" in kind.slots or kind.follows, name
