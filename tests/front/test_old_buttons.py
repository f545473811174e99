"""Every kind of old button: it works and looks so, or says plainly what is now; no figure changes.

Buttons are gathered as people see them while a quarter is open. Then what they were made for is
over (the quarter closed or published, the role ended, the form handed in), and each
is pressed once more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.corridor.pages import PAGES
from storage.queries import people
from tests.given import given
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

LIAISON, ADMIN = "李敏", "赵主任"
STARTS = {
    LIAISON: (
        *("首页", "填报", "全部指标", "还差什么", "佐证材料", "工作报送", "得分", "提交", "撤回"),
        *(
            "三.4",
            "六.3",
            "一.1",
            "申诉",
            "交接",
            "我的信息",
            "不会填",
            "历次得分",
            "回执",
            "材料包",
        ),
    ),
    ADMIN: (
        *("首页", "进度", "谁没报", "单位", "人员", "邀请", "审核", "部门数据", "催报", "延期"),
        *("排名", "截止填报", "公示", "公布", "更正", "开期", "教育局 三.4", "通报", "待答复"),
    ),
}
MOST = 220
"""Presses while the quarter is open: enough for every kind, few enough to stay quick."""
_FIGURES = (
    "select id, value from claims order by id",
    'select id, "row", decision from reviews order by id',
    "select form_id, kind, received_at from work_reports order by id",
    'select form_id, "row", digest from evidence order by id',
    "select id, state, submitted_at from forms order by id",
    "select publication_id, unit_id, total from edition_results order by 1, 2",
)


async def _gather(play: Stage, who: str) -> dict[str, str]:
    """A button of every kind that is shown, by the pattern of its page: the newest of each."""
    found: dict[str, str] = {}
    queue: list[str] = []

    async def look(text: str = "", route: str | None = None) -> None:
        for chat, message in await play.send(who, text, route=route):
            for button in (one for row in message.buttons for one in row):
                if chat != who:
                    continue
                kind = next(one.pattern for one in PAGES if one.read(button.route) is not None)
                if kind not in found:
                    queue.append(button.route)
                found[kind] = button.route

    if who == LIAISON:
        name = "活动照片1.jpg"
        await play.send(who, files=[(name, PAPERS[name]())])
    for text in STARTS[who]:
        await look(text)
    for _ in range(MOST):
        if not queue:
            break
        await look(route=queue.pop(0))
    return found


async def _figures(play: Stage) -> list[list[tuple[object, ...]]]:
    return [[tuple(row) for row in await play.query(one)] for one in _FIGURES]


async def _state(play: Stage, state: str) -> None:
    async with play.database.transaction() as db:
        await given(db, play.now, (f"state {state}",))


async def _closed(play: Stage) -> None:
    await _state(play, "review")


async def _published(play: Stage) -> None:
    await _state(play, "published")


async def _no_role(play: Stage) -> None:
    async with play.database.transaction() as db:
        for grant in await people.live_roles(db):
            if grant.person_name == LIAISON:
                await people.end_role(db, grant.id, play.now)


async def _handed_in(play: Stage) -> None:
    async with play.database.transaction() as db:
        await given(db, play.now, ("submitted 县教育局",))


OVER: dict[str, Callable[[Stage], Awaitable[None]]] = {
    "closed": _closed, "published": _published, "no role": _no_role, "handed in": _handed_in,
}  # fmt: skip


@pytest.mark.parametrize("over", list(OVER))
@pytest.mark.parametrize("who", [LIAISON, ADMIN])
async def test_an_old_button_changes_no_figure_and_says_what_is_now(
    tmp_path: Path, who: str, over: str
) -> None:
    """Each kind is pressed after the time it was made for."""
    async with stage(tmp_path) as play:
        kinds = await _gather(play, who)
        assert len(kinds) > 25, sorted(kinds)
        await OVER[over](play)
        before = await _figures(play)
        for kind, route in kinds.items():
            said = [one for chat, one in await play.send(who, route=route) if chat == who]
            assert said, f"{kind}: nothing is said"
            assert all("系统出了点问题" not in one.text for one in said), route
            assert all(one.text or one.title or one.files for one in said), route
            assert await _figures(play) == before, (kind, said[-1].text)
