"""An admin whom nobody can let in comes back by whoever runs the machine, as the same person."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.invariants import broken_invariants
from bot.running import first_admin
from bot.running.config import Settings, read
from tests.stage import stage

ADMIN = "赵主任"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As in config.toml; the county of the stage lies in its folder."""
    (tmp_path / "config.toml").write_text(f'[data]\nfolder = "{tmp_path}"\nreserve_megabytes = 0\n')
    return read(tmp_path / "config.toml")


async def test_the_admin_comes_back_as_the_same_person(tmp_path: Path, settings: Settings) -> None:
    """Who there is, is said; the code works once, only for the person, and stands in the chain."""
    async with stage(tmp_path, quarter=False) as play:
        before = await broken_invariants(play.database, play.store, deep=True)
        assert await first_admin.beside(settings, play.now) is None
        assert await first_admin.who(settings) == ["赵主任 138****0009"]
        lost = await first_admin.back(settings, play.now, ADMIN)
        code = await first_admin.back(settings, play.now, "13800000009")
        ((_, told),) = await play.send("旧码", f"绑定 {lost}")
        assert "作废" in told.text or "没有这个邀请码" in told.text, told.text
        ((_, told),) = await play.send("新浏览器", f"绑定 {code}")
        assert ADMIN in told.text
        ((_, told),) = [one for one in await play.send("新浏览器", "是") if one[0] == "新浏览器"]
        assert told.text == "赵主任，这里可以用了，原来办过的事都在。"
        ((_, told),) = await play.send("新浏览器", "邀请")
        assert "没有联络员" in told.text, "what only an admin may see"
        kept = await play.query("select count(*) from persons where name = ?", ADMIN)
        assert kept[0][0] == 1
        given = await play.query("select why from audit where action = 'invitation.give'")
        assert [row[0] for row in given] == ["在运行程序的机器上给出"] * 2
        assert await broken_invariants(play.database, play.store, deep=True) == before


@pytest.mark.parametrize("whom", ["李敏", "赵", "138****0009"])
async def test_nobody_else_is_let_in(tmp_path: Path, settings: Settings, whom: str) -> None:
    """A liaison's name, half a name and a covered number are nobody's: the admins are named."""
    async with stage(tmp_path, quarter=False) as play:
        with pytest.raises(first_admin.NotOneAdminError, match="现在的管理员：赵主任"):
            await first_admin.back(settings, play.now, whom)
        assert not await play.query("select id from invitations where role = 'self'")
