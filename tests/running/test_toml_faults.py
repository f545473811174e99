"""Faults of config.toml are told in Chinese, with their line, without a pattern or a value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.running import inspection, named
from bot.running.config import read
from bot.running.config_faults import ConfigFault


def _fault(folder: Path, text: str) -> str:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigFault) as raised:
        read(file)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[office]\ncounty = 郏县\n", "第 2 行：值写得不对"),
        ("[office]\ncounty = “郏县”\n", "是中文符号，要换成英文的"),
        ('[office]\ncounty = "郏县"\ncounty = "郏县"\n', "第 3 行：同一项写了两遍"),
        ('[office]\ncounty = "郏县\n', "第 2 行：引号没有写完"),
        ("[web\nport = 1\n", "第 1 行：节名的方括号没有写完"),
        ("[web]\nport 8080\n", "第 2 行：项名后面缺少等号"),
        ('[office]\nschemes = ["甲",\n', "第 2 行"),
        ('[web]\nport = "x"\n', "第 2 行 web.port：要填整数"),
        ('[web]\n\npublic_address = "xinkao"\n', "第 3 行 web.public_address：要写成网址"),
        ('[log]\nlevel = "loud"\n', "第 2 行 log.level：只能写 debug"),
        ('[office]\nschemes = ["郏县2022-县直单位", "郏县2022-县直单位"]\n', "写了两遍"),
        ('[office]\nschemes = ["甲",\n', "第 2 行：方括号没有写完"),
        (
            '[office]\nschemes = ["甲" "乙"]\n',
            "或者两项之间缺少逗号",
        ),
        ('[office]\n县名 = "郏县"\n', "第 2 行：项名要用英文"),
        ("[reminders]\ndays_off = [2027-02-30]\n", "第 2 行：没有这一天"),
        ("[reminders]\ndays_off = [2027-2-8]\n", "第 2 行：日期的月和日写成两位"),
        ("[review]\nsecond_percent = 5%\n", "后面不带单位"),
        ("[web]\nport = 08080\n", "前面不加 0"),
        ('[office]\nschemes = ["a.toml", "./a.toml"]\n', "写了两遍"),
        ('[data]\nfolder = "/sys/../proc/x"\n', "这里是系统自己的文件夹"),
        ('[data]\nfolder = "/proc/x"\n', "第 2 行 data.folder：这里是系统自己的文件夹"),
    ],
)
def test_a_fault_names_its_line_and_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    found = _fault(tmp_path, text)
    assert said in found
    assert not re.search(r"\\S|\^\(|line \d|column|Expected|Invalid", found)


def test_every_pattern_has_words(tmp_path: Path) -> None:
    """Whatever setting has a pattern, its sentence says how it is written."""
    from bot.running.config import Settings
    from bot.running.config_faults import _FORMS

    for section, about in Settings.model_fields.items():
        part = about.annotation
        for key, one in getattr(part, "model_fields", {}).items():
            if any(getattr(meta, "pattern", None) for meta in one.metadata):
                assert f"{section}.{key}" in _FORMS


async def test_missing_certificate_is_named_by_check(tmp_path: Path) -> None:
    """Not only when the line is tried: the file is not there, is no certificate, is a folder."""
    empty = tmp_path / "ca.txt"
    empty.write_text("不是证书", "utf-8")
    for file, said in (
        (tmp_path / "nein.pem", "这个文件，请核对文件名"),
        (empty, "内容应当是 PEM 格式"),
        (tmp_path, "这是一个文件夹，这里要填文件"),
    ):
        config = tmp_path / "config.toml"
        config.write_text(
            f'[data]\nfolder = "{tmp_path}/data"\n[wecom]\nca_file = "{file}"\n', "utf-8"
        )
        lines, sound = named.certificates(read(config))
        assert not sound
        assert len(lines) == 1
        assert lines[0].startswith("wecom.ca_file：")
        assert said in lines[0]
        told, _ = await inspection.check(read(config), data=False)
        assert lines[0] in told


def test_two_tables_for_the_same_units_are_told(tmp_path: Path) -> None:
    """A table under two names, or a copy of it: a start is refused, check says it."""
    config = tmp_path / "config.toml"
    config.write_text('[office]\nschemes = ["县直单位", "郏县2022-县直单位"]\n', "utf-8")
    with pytest.raises(ConfigFault, match="都是给县直单位用的"):
        named.loaded(read(config))
    lines, sound = named.schemes(read(config))
    assert not sound
    assert any("都是给县直单位用的" in line for line in lines)
