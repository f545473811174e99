"""``check``: what the settings name is looked at, and said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.running.config import Settings
from bot.running.inspection import check


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
