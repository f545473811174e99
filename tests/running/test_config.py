"""The settings and their example say the same, and every fault is told at once."""

from __future__ import annotations

import itertools
import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.running import config
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "config.example.toml"


def _keys(model: type[BaseModel], prefix: str = "") -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= _keys(inner, f"{prefix}{name}.")
        else:
            found.add(prefix + name)
    return found


def _example_keys(table: dict[str, object], prefix: str = "") -> set[str]:
    found = set()
    for name, value in table.items():
        found |= (
            _example_keys(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name}
        )
    return found


def test_the_example_names_every_key_and_no_other() -> None:
    """Key by key, in both directions."""
    example = tomllib.loads(EXAMPLE.read_text("utf-8"))
    assert _example_keys(example) == _keys(Settings)


def test_the_example_holds_the_defaults() -> None:
    """Copying it changes nothing."""
    assert config.read(EXAMPLE).model_dump() == config.read(None).model_dump()


def test_every_key_of_the_example_is_explained() -> None:
    """A comment behind it or in the line above."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for above, line in itertools.pairwise(lines):
        if "=" in line and not line.startswith("#"):
            assert "#" in line or above.startswith("#"), line


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    """Each with its place and what to write, in Chinese."""
    file = tmp_path / "config.toml"
    file.write_text(
        '[web]\nport = "八千"\nprot = 1\n[limits]\nfile_megabytes = 0\n[office]\ncounty = ""\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigFault) as told:
        config.read(file)
    text = str(told.value)
    assert "有 4 处要改" in text
    for place in (
        "web.port：要填整数",
        "web.prot：没有这个配置项",
        "limits.file_megabytes：不能小于 1",
        "office.county：不能为空",
    ):
        assert place in text


def test_a_secret_in_a_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    """The value of a faulty key does not reach the message."""
    file = tmp_path / "config.toml"
    file.write_text('[web]\nport = "绝密口令"\n', encoding="utf-8")
    with pytest.raises(ConfigFault) as told:
        config.read(file)
    assert "绝密口令" not in str(told.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"[web\nport = 1", "不是有效的 TOML"),
        ('[office]\ncounty = "郏县"'.encode("gbk"), "不是 UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    """Broken TOML, and a file saved in GBK."""
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    with pytest.raises(ConfigFault, match=sentence):
        config.read(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With the command that makes one."""
    with pytest.raises(ConfigFault, match="bot init"):
        config.read(tmp_path / "none.toml")


def test_the_environment_overrides_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XINKAO_WEB__PORT wins over [web] port."""
    file = tmp_path / "config.toml"
    file.write_text("[web]\nport = 1234\n", encoding="utf-8")
    assert config.read(file).web.port == 1234
    monkeypatch.setenv("XINKAO_WEB__PORT", "4321")
    assert config.read(file).web.port == 4321


def test_the_hours_of_reminding_are_read_and_checked(tmp_path: Path) -> None:
    """Spans of the day in order; anything else is a sentence."""
    file = tmp_path / "config.toml"
    file.write_text('[reminders]\nhours = ["09:00-12:00"]\ndays_off = [2027-02-08]\n', "utf-8")
    told = config.read(file).reminders
    assert told.spans == ((time(9), time(12)),)
    assert told.days_off == (date(2027, 2, 8),)
    for hours, sentence in (
        ('["9点到12点"]', "时段要写成"),
        ('["25:00-26:00"]', "时段要写成"),
        ('["14:00-17:00", "08:00-11:00"]', "时段要从早到晚"),
        ('["11:00-08:00"]', "时段要从早到晚"),
        ("[]", "至少要有 1 项"),
    ):
        file.write_text(f"[reminders]\nhours = {hours}\n", "utf-8")
        with pytest.raises(ConfigFault, match=sentence):
            config.read(file)
    file.write_text('[reminders]\ndays_off = ["春节"]\n', "utf-8")
    with pytest.raises(ConfigFault, match="要填日期"):
        config.read(file)


@pytest.mark.parametrize("folder", ["", "  ", "/proc/x", "/sys", "/dev/shm"])
def test_a_folder_that_keeps_nothing_is_told(tmp_path: Path, folder: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[data]\nfolder = "{folder}"\n', "utf-8")
    with pytest.raises(ConfigFault, match=r"第 2 行 data\.folder：.*例如 data"):
        config.read(file)
