"""Every page of the office that shows a list × every short form that leans on it.

The frame is kept: the answer is about what stood there (its matter in words, or one of its units),
or it is offered whole, before any other matter. Nothing is done, and nobody else hears of it.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from storage.queries import roster
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render_message

_PAGES: Final[tuple[tuple[str, str], ...]] = (
    ("还有哪些单位没交", "没有提交|还没提交|为什么没报"),
    ("三季度优秀的单位", "优秀"),
    ("80分以下的单位", "低于 80 分"),
    ("三季度县直后五名", "后 5 名|名次从低到高"),
    ("三季度有几家申诉", "申诉"),
    ("三季度申诉情况", "申诉"),
    ("谁没看通知", "通知|等 35 个单位"),
    ("没有联络员的单位", "没有联络员"),
    ("被退回的单位", "退回"),
    ("延了期的单位", "延期|延了期|延到"),
    ("有疑点的材料", "疑点"),
    ("三.4谁得了零分", r"三\.4|没有单位"),
    ("核减和退回记录", "核减"),
    ("改动记录", "改动记录"),
    ("审核进度", "审核|没审完|审定"),
    ("失分最多", "失分最多"),
    ("教育局佐证材料", "教育局|佐证材料"),
    ("发过的通知", r"\[通知\]|发过的通知"),
    ("公示", r"\[公示\]"),
    ("邀请", r"\[邀请\]"),
    ("收到的工作报送", "工作报送"),
)
"""Pages, and what tells that an answer is about the same."""
_FORMS: Final = (
    "一共几个", "有哪些", "乡镇的呢", "上季度呢", "第二个打开看看", "剩下的催一下", "发我Excel",
    "为什么",
)  # fmt: skip
_FIRST: Final = re.compile(r"您是想问这个吗.*?\n(?P<first>\[[^\]]*\])", re.DOTALL)


async def _shown(play: Stage, short: dict[int, str]) -> list[str]:
    """The units that the page showed."""
    rows = await play.query(
        "select units from inquiries where sender = ? order by id desc limit 1", ADMIN
    )
    return [short[one] for one in json.loads(rows[0]["units"]) if one in short] if rows else []


async def _wrong(play: Stage, page: str, kept: str, short: dict[int, str]) -> list[str]:
    """The forms that lose what stands there."""
    found = []
    for form in _FORMS:
        play.now += timedelta(minutes=20)
        await play.send(ADMIN, page)
        units = await _shown(play, short)
        letters = await play.send(ADMIN, form)
        said = render_message(letters[-1][1])
        menu = _FIRST.search(said)
        about = menu["first"] if menu else said
        members = any(one in about for one in units)
        if not (re.search(kept, about) or members) or any(who != ADMIN for who, _ in letters):
            found.append(f"{page} » {form}: {said[:160]}")
    return found


@pytest.mark.parametrize("half", [0, 1])
async def test_what_stands_there_is_kept_or_offered(tmp_path: Path, half: int) -> None:
    async with county(tmp_path) as play:
        async with play.database.reading() as db:
            short = {one.id: one.short or one.name for one in await roster.everyone(db)}
        wrong = [
            one for page, kept in _PAGES[half::2] for one in await _wrong(play, page, kept, short)
        ]
    assert wrong == []
