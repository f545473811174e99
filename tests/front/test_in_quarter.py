"""What leans is offered of the unit and quarter that were spoken of last, also behind a menu."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

import pytest

from bot.front import in_quarter
from bot.front.asking import Asking
from bot.front.lately import says_when
from bot.questions import Arguments, Meaning
from bot.speech.names import Named
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage

_OFFERED: Final = "您是想问这个吗"
_CHAINS: Final = (
    (("三季度头三名和末三名各是谁", ""), ("薛店为啥在这个位置", "2026年三季度薛店镇扣分原因"),
     ("那它宣传那块丢了几分", "2026年三季度薛店镇 四.1")),
    (("住建局三季度在县直排多少名", "2026年三季度住建局名次"),
     ("它宣传那块咋丢的分", "2026年三季度住建局 四.1")),
    (("三季度申诉", ""), ("市场监管局那个当时为啥没给改", "2026年三季度市场监管局申诉情况"),
     ("现在市场监管局那个为啥没给改", "市场监管局扣分原因")),
    (("公安局失分主要在哪", "公安局扣分原因"), ("还有没有补救的余地", "公安局怎么提分")),
    (("住建局前后是谁", "住建局第几名"), ("差多少", "住建局第几名")),
    (("三季度排名", ""), ("财政局说还得再缓几天呢咋整", "延期 财政局")),
    (("退回没补正的有哪些", ""), ("都退的啥", "")),
    (("审得最少的审核员", ""), ("给他提个醒", "催一下审核员")),
)  # fmt: skip
"""Sentences one behind another, each with an offer that is wanted; empty: it is answered."""


async def _said(play: Stage, text: str) -> list[str]:
    """The labels of what is offered for a sentence; none where it is answered."""
    play.now += timedelta(seconds=20)
    letters = [one for who, one in await play.send(ADMIN, text) if who == ADMIN]
    if not any(_OFFERED in one.text for one in letters):
        return []
    return [button.label for one in letters for row in one.buttons for button in row]


async def test_what_leans_is_of_the_unit_and_quarter_before(tmp_path: Path) -> None:
    """Each offer says of what it is, and its page is of that."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        for chain in _CHAINS:
            play.now += timedelta(minutes=20)
            await play.send(ADMIN, "首页")
            for text, wanted in chain:
                labels = await _said(play, text)
                if (wanted not in labels) if wanted else labels:
                    wrong.append(f"{text}: {wanted} in {labels}")
        await _said(play, "安良镇和长桥镇三季度哪个分高")
        beside = await _said(play, "一项一项列出来对比一下")
        assert "2026年三季度安良镇和长桥镇比较" in beside
        assert "比较安良镇和长桥镇" not in beside  # it would be of the quarter that runs
        await play.send(ADMIN, route="asked/said/2026年三季度薛店镇扣分原因")
        page = play.shown[ADMIN][-1][1]
        assert page.title.startswith("薛店镇 2026年三季度")
        await play.send(ADMIN, route="asked/said/问答")  # a page's own word is no question
        assert play.shown[ADMIN][-1][1].title == "问答"
        await play.send(ADMIN, route="asked/said/教育局三.4的佐证材料")
        assert play.shown[ADMIN][-1][1].title.startswith("教育局 2026年四季度 三.4")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "says"),
    [("现在呢", True), ("这季度咋样", True), ("去年同期", True), ("他咋丢的分", False)],
)
def test_who_says_when_leans_on_no_quarter(text: str, *, says: bool) -> None:
    assert says_when(text) is says


async def test_a_unit_at_a_glance_is_offered_of_no_other_quarter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[2026年三季度民政局的情况] would open the card of today; 整体情况 has one of each quarter."""
    unit = Named(6, "县民政局", "民政局", (), "县直单位")
    means = {
        "2026年三季度民政局的情况": Meaning("progress", Arguments(unit=unit, quarter=(2026, 3))),
        "2026年三季度整体情况": Meaning("brief", Arguments(quarter=(2026, 3))),
    }

    async def reads(_: Asking, said: str) -> Meaning:
        return means[said]

    monkeypatch.setattr(in_quarter, "reads", reads)
    known = [SimpleNamespace(year=2026, number=3, state="published")]
    asking = cast("Asking", SimpleNamespace(quarters=known))
    offers = [(one, f"asked/said/{one}") for one in ("民政局的情况", "整体情况")]
    shown = await in_quarter.in_quarter(asking, offers, (2026, 3))
    assert [label for label, _ in shown] == ["民政局的情况", "2026年三季度整体情况"]
