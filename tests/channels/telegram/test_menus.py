"""Command menus: for each role its own, for the claimed group its own, for others how to begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram import commands
from tests.channels.telegram.live import GROUP, live
from tests.telegram_emulator import Phone

LEADS_NOWHERE = ("没有看懂", "只对", "没有这个权限", "这是别的单位的", "给本单位用的", "还没有绑定")


async def test_every_chat_has_the_menu_of_its_roles(tmp_path: Path) -> None:
    """Chinese, set at the start, nothing for groups that nobody claimed."""
    async with live(tmp_path) as bot:
        await bot.telegram.menus.look()
        menus = bot.emulator.commands
        assert set(menus) == {"all_private_chats", "1001", "1002", "1009", str(GROUP)}
        assert [
            one for menu in menus.values() for one in menu if one["description"].isascii()
        ] == []
        names = {chat: {one["command"] for one in menu} for chat, menu in menus.items()}
        assert names["all_private_chats"] == {"start", "bind", "help"}
        assert "fill" in names["1001"]
        assert "fill" not in names["1009"]
        assert names[str(GROUP)] >= {"progress", "waiting", "ranking"}


async def test_a_menu_follows_what_happens_and_only_changes_are_sent(tmp_path: Path) -> None:
    """A role that ends, a group that is left, a person who blocks."""
    async with live(tmp_path) as bot:
        look = bot.telegram.menus.look
        await look()
        before = len(bot.emulator.calls)
        await look()
        assert [m for m, _ in bot.emulator.calls[before:] if "Commands" in m] == []
        async with bot.application.database.transaction() as db:
            await db.execute(
                "update roles set ended_at = '2026-11-23' where role = 'liaison' and unit_id = 1"
            )
        bot.phones["赵主任"].removes_bot(bot.emulator.chats[GROUP])
        await bot.settled()
        await bot.hears(lambda: not bot.emulator.pending)
        await look()
        assert "1001" not in bot.emulator.commands
        kept = await bot.query("select chat from telegram_menus order by chat")
        assert [row[0] for row in kept] == ["1002", "1009"]


async def test_a_moved_group_takes_its_menu_along(tmp_path: Path) -> None:
    """The new number has it."""
    async with live(tmp_path) as bot:
        new = bot.emulator.chat(-100500, "supergroup", "信用办")
        admin = bot.phones["赵主任"]
        bot.emulator.push(
            {"message": admin.message(bot.emulator.chats[GROUP], migrate_to_chat_id=new.id)}
        )
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        await bot.telegram.menus.look()
        assert "-100500" in bot.emulator.commands


@pytest.mark.parametrize("role", ["liaison", "reviewer", "admin", "supplier", "observer"])
async def test_every_command_of_a_role_leads_somewhere(tmp_path: Path, role: str) -> None:
    """Nobody is offered what is not for them."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        async with bot.application.database.transaction() as db:
            await db.execute(
                "update roles set role = ?, unit_id = ? where unit_id = 1",
                (role, 1 if role == "liaison" else None),
            )
        for command in commands.menu(frozenset({role})):
            phone.says(f"/{command.name}")
            await bot.settled()
        told = bot.said(phone.number)
        assert len(told) == len(commands.menu(frozenset({role})))
        assert [text for text in told if any(one in text for one in LEADS_NOWHERE)] == []


async def test_the_groups_commands_and_the_strangers_lead_somewhere(tmp_path: Path) -> None:
    """In the group for the admin; in private for whoever is not bound."""
    async with live(tmp_path) as bot:
        for command in commands.FOR_GROUP:
            bot.phones["赵主任"].says(f"/{command.name}@xinkao_bot", bot.emulator.chats[GROUP])
        await bot.settled()
        told = bot.said(GROUP)
        assert len(told) == len(commands.FOR_GROUP)
        assert [text for text in told if any(one in text for one in LEADS_NOWHERE)] == []
        stranger = Phone(bot.emulator, 7001, "路人")
        for command in commands.FOR_STRANGERS:
            stranger.says(f"/{command.name}")
        await bot.settled()
        assert len(bot.said(7001)) == len(commands.FOR_STRANGERS)
        assert [text for text in bot.said(7001) if "邀请" not in text] == []
