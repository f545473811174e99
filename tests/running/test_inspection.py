"""``check``: what the settings name is looked at, and said where it is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.running.config import Settings
from bot.running.inspection import check
from storage.database import Database
from storage.sqlite import schema


@pytest.mark.parametrize(
    ("content", "said"), [(None, "读不到"), ("不是证书", "读不出证书"), ("", "读不出证书")]
)
@pytest.mark.parametrize(
    ("section", "key", "beside"),
    [
        ("wecom", "ca_file", {}),
        ("trail", "timestamp_certificate", {"timestamp": "https://tsa.example/"}),
    ],
)
async def test_a_certificate_that_cannot_be_used_is_named(
    tmp_path: Path, section: str, key: str, beside: dict[str, str], content: str | None, said: str
) -> None:
    """Not there, empty, another file: each by the name of its setting, before anything starts."""
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, "utf-8")
    settings = Settings.model_validate(
        {
            "data": {"folder": tmp_path / "data", "reserve_megabytes": 0},
            "web": {"port": 0},
            section: {key: str(file), **beside},
        }
    )
    lines, sound = await check(settings, data=False)
    assert not sound
    assert any(f"{section}.{key}" in line and said in line for line in lines), lines


async def test_what_was_found_is_said_though_the_database_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder, disk and schemes are told beside it: the fault may lie with them."""
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    folder = tmp_path / "data"
    settings = Settings.model_validate(
        {"data": {"folder": folder, "reserve_megabytes": 0}, "web": {"port": 0}}
    )
    await (await Database.open(settings.place)).close()
    folder.chmod(0o700)
    assert (await check(settings, data=True))[1]
    with closing(sqlite3.connect(settings.database)) as holder:
        holder.execute("begin immediate")
        lines, sound = await check(settings, data=True)
        assert sound, lines  # who reads waits for nobody that writes
    settings.database.write_bytes(b"nothing of ours" * 500)
    lines, sound = await check(settings, data=True)
    assert not sound
    said = "\n".join(lines)
    assert "备份恢复" in said
    assert "磁盘：" in said
    assert lines[-1].startswith("结论：有问题")
