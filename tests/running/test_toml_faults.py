"""Faults of config.toml are told in Chinese, with their line, without a pattern or a value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.running.config import ConfigFault, read


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
        ('[data]\nfolder = "/proc/x"\n', "第 2 行 data.folder：这里是系统自己的文件夹"),
    ],
)
def test_a_fault_names_its_line_and_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    found = _fault(tmp_path, text)
    assert said in found
    assert not re.search(r"\\S|\^\(|line \d|column|Expected|Invalid", found)


def test_every_pattern_has_words(tmp_path: Path) -> None:
    """Whatever setting has a pattern, its sentence says how it is written."""
    from bot.running.config import _FORMS, Settings

    for section, about in Settings.model_fields.items():
        part = about.annotation
        for key, one in getattr(part, "model_fields", {}).items():
            if any(getattr(meta, "pattern", None) for meta in one.metadata):
                assert f"{section}.{key}" in _FORMS
