"""Where the office assesses by the month or the term, nothing anybody reads speaks of quarters.

Pages that buttons lead to are opened, as an admin and as a liaison, from where people begin. The
document's own clauses say 季度 and are left out: they are its own words.
"""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

import pytest

from bot.corridor.events import Message
from scoring.periods import Kind
from tests.stage import Stage, stage

BEGINNINGS = (
    "首页", "填报", "还差什么", "佐证材料", "工作报送", "核对", "得分", "回执", "审核", "进度",
    "谁没报", "催报", "录入", "排名", "单位", "人员", "我的信息", "帮助", "考核期", "办法",
    "年度汇总", "开期", "试算", "公示", "审核分工", "办法变化", "历次得分", "材料包", "归档",
    "留痕", "和上季度一样", "疑点准不准", "日程", "为什么提醒我", "考核的是哪几个月",
)  # fmt: skip
WRITES = re.compile("退出|停用|删除|撤回|解绑|清空|交出|确认|确实|提交")
MOST = 60
"""Pages for a person; the beginnings are all among them."""


def said(message: Message) -> str:
    """All that is read of a message."""
    buttons = [button.label for line in message.buttons for button in line]
    return "\n".join((message.title, message.text, message.detail, message.placeholder, *buttons))


async def walked(play: Stage, who: str) -> list[str]:
    """Each line with 季度 that a person can come to, with the page it stands on."""
    found: list[str] = []
    routes: deque[str] = deque()
    seen: set[str] = set()

    async def at(place: str, text: str = "", route: str | None = None) -> None:
        for chat, message in await play.send(who, text, route=route):
            lines = [line for line in said(message).splitlines() if "季度" in line]
            found.extend(f"{who} {place} → {chat}: {line}" for line in lines)
            for button in (one for line in message.buttons for one in line):
                shape = re.sub("[0-9]+", "0", button.route or "")
                if button.route and shape not in seen and not WRITES.search(button.label):
                    seen.add(shape)
                    routes.append(button.route)

    for word in BEGINNINGS:
        await at(word, word)
    for _ in range(MOST):
        if not routes:
            break
        route = routes.popleft()
        await at(route, route=route)
    assert len(seen) > MOST / 2
    return found


def theirs(play: Stage, line: str) -> bool:
    """Whether the document says it so."""
    texts = [scheme.text for scheme in play.world.schemes]
    parts = re.findall("[^，。；、（）“”：‹›]{0,3}季度[^，。；、（）“”：‹›]{0,3}", line)
    return all(any(part in text for text in texts) for part in parts)


@pytest.mark.parametrize("kind", ["month", "term"])
async def test_no_page_speaks_of_quarters(tmp_path: Path, kind: Kind) -> None:
    amended = [f'full = 100 => period = "{kind}"\nfull = 100']
    async with stage(tmp_path, kind=kind, amended=amended) as play:
        lines = [line for who in ("赵主任", "李敏") for line in await walked(play, who)]
        found = [line for line in lines if not theirs(play, line.partition(": ")[2])]
    assert found == []
