"""Every button that the office is ever shown leads somewhere, and nobody else gets there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor.pages import PAGES
from bot.invariants import beyond, broken_invariants
from tests.stage import stage

ADMIN, LIAISON, STRANGER = "赵主任", "李敏", "路人"
STARTS = ("单位", "邀请", "人员", "开期", "进度", "谁没报", "谁没绑定", "排名", "交接")
OURS = {"invite", "roles", "units", "open", "progress", "ranking", "handover", "asked", "bind"}
"""First segments of the routes that these pages own; others belong to other rooms."""
MOST = 160
"""Presses: enough to see every kind of button, few enough to stay quick."""


def _ours(route: str) -> bool:
    return route.split("/")[0] in OURS


async def _crawl(folder: Path, who: str, starts: tuple[str, ...]) -> set[str]:
    async with stage(folder) as play:
        given = await broken_invariants(play.database, play.store)
        waiting: list[str] = []
        seen: set[str] = set()

        async def look(text: str = "", route: str | None = None) -> None:
            for chat, message in await play.send(who, text, route=route):
                assert "系统出了点问题" not in message.text, (text, route)
                if route is not None and chat == who:
                    assert "按钮已经失效" not in message.text, route
                for button in (one for row in message.buttons for one in row):
                    if chat == who and _ours(button.route) and button.route not in seen:
                        seen.add(button.route)
                        waiting.append(button.route)

        for text in starts:
            await look(text)
        for _ in range(MOST):
            if not waiting:
                break
            await look(route=waiting.pop(0))
        broken = await broken_invariants(play.database, play.store)
        assert beyond(given, broken) == []
    return seen


async def test_every_button_shown_to_the_admin_leads_to_a_page(tmp_path: Path) -> None:
    """Breadth first from the typed words; confirmations are pressed as well."""
    seen = await _crawl(tmp_path, ADMIN, STARTS)
    kinds = {
        next(declared.pattern for declared in PAGES if declared.read(route) is not None)
        for route in seen
    }
    assert len(kinds) > 30, sorted(kinds)


async def test_every_button_shown_to_a_liaison_leads_to_a_page(tmp_path: Path) -> None:
    """A liaison sees few of these pages, and all of them work."""
    seen = await _crawl(tmp_path, LIAISON, STARTS)
    assert {route.split("/")[0] for route in seen} <= {"handover"}


@pytest.mark.parametrize("who", [LIAISON, STRANGER])
async def test_forged_routes_change_nothing(tmp_path: Path, who: str) -> None:
    """Whatever route a liaison or a stranger forges, no office table is written."""
    tables = ("units", "unit_aliases", "roles", "invitations", "quarters", "forms", "groups")
    async with stage(tmp_path) as play:
        before = [await play.query(f"select * from {table}") for table in tables]
        for declared in PAGES:
            if not _ours(declared.pattern) or set(declared.roles) & {"liaison"}:
                continue
            if declared.strangers or not declared.roles:
                continue
            route = declared.pattern.replace("?", "")
            for name, value in (("{unit:int}", "4"), ("{role}", "admin"), ("{days}", "0-1-1-2-3")):
                route = route.replace(name, value)
            for name in declared.matcher.groupindex:
                route = route.replace(f"{{{name}:int}}", "1").replace(f"{{{name}}}", "yes")
            for _, message in await play.send(who, route=route):
                assert "没有这个权限" in message.text or "还没有绑定" in message.title, route
        after = [await play.query(f"select * from {table}") for table in tables]
    assert [list(map(tuple, rows)) for rows in before] == [list(map(tuple, rows)) for rows in after]


async def test_a_liaison_hands_over_only_the_own_unit(tmp_path: Path) -> None:
    """冢头镇's liaison cannot invite to, or leave, 县教育局."""
    async with stage(tmp_path) as play:
        for action in ("handover/1", "handover/1/invite", "handover/1/leave", "handover/1/stay"):
            for _, message in await play.send("王强", route=action):
                assert "这是别的单位的" in message.text
        assert await play.query("select id from invitations") == []
