"""谁没报: who has least comes first, for that is whom the office rings; else table by table."""

from __future__ import annotations

from pathlib import Path

from tests.stage import stage


async def test_who_has_reported_least_comes_first(tmp_path: Path) -> None:
    """The first form of the first table has begun, so it stands last of all tables."""
    async with stage(tmp_path, before=("claim 县教育局 三.1b 宣传活动 1",)) as play:
        [(_, said)] = await play.send("赵主任", "谁没报")
        lines = [line for line in said.text.splitlines() if line[:1].isdigit()]
        assert len(lines) > 2
        assert [at for at, line in enumerate(lines) if "教育局" in line] == [len(lines) - 1]
        tables = await play.query("select short, grp from units order by id")
        group = dict(tables)
        found = [next(group[one] for one in group if one in line) for line in lines[:-1]]
        assert found == sorted(found, key=list(dict.fromkeys(group.values())).index)
