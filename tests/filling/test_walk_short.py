"""How much a walk costs: taps, messages, and signs to read, papers aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor.events import Message
from tests.stage import Stage, stage

_NOTE = "十月份在集市开展诚信经营宣传，发放资料三百份，县融媒体中心作了报道。"


async def _walk(play: Stage, who: str) -> tuple[int, int, int]:
    """Answer every row in the shortest way; taps, messages and signs read until all is answered."""
    [(_, message)] = await play.send(who, "首页")
    [(_, message)] = await play.send(who, press="开始填报")
    taps, typed, signs = 1, 0, 0
    while "要填的指标都填完了" not in message.text:
        signs += len(message.title) + len(message.text)
        label = _answer(message)
        if label is None:
            typed += 1
            letters = await play.send(who, _NOTE)
        else:
            taps += 1
            letters = await play.send(who, press=label)
        [(_, message)] = letters
    return taps, typed, signs


def _answer(message: Message) -> str | None:
    """The tap that answers most; None: a description is asked for."""
    labels = [button.label for row in message.buttons for button in row]
    for wanted in ("全都有", "全选", "是", "2"):
        found = next(
            (one for one in labels if one == wanted or one.startswith(f"{wanted}（")), None
        )
        if found is not None:
            return found
    return None


@pytest.mark.parametrize(
    ("who", "most_taps", "most_messages", "most_signs"),
    [("王强", 12, 3, 2400), ("李敏", 20, 0, 3200)],
)
async def test_a_walk_is_short(
    tmp_path: Path, who: str, most_taps: int, most_messages: int, most_signs: int
) -> None:
    """A town's 9 rows and a department's 12; the bounds are the office's."""
    async with stage(tmp_path) as play:
        taps, typed, signs = await _walk(play, who)

        assert taps <= most_taps
        assert typed <= most_messages
        assert signs <= most_signs
