"""The office's own templates: read and tried at the start, written out for changing.

What a template must hold is the matter's (``bot.release.sheets.circular_template``), which is
loaded where there is one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from storage import complaints

LARGEST: Final = 5 * 1024 * 1024
"""Bytes; a template travels inside every circular that is made from it."""


def circular(settings: Settings) -> bytes | None:
    """The template of the 通报 that the settings name; None: the built-in one.

    Raises:
        ConfigFault: the file is not there, or cannot be used; the text says why.
    """
    name = settings.office.circular_template.strip()
    if not name:
        return None
    from bot.release.sheets import circular_template

    try:
        found = Path(name).read_bytes()
    except OSError:
        raise ConfigFault(f"读不到通报模板 office.circular_template：{name}") from None
    if len(found) > LARGEST:
        raise ConfigFault(f"通报模板 {name} 太大，不要超过 {LARGEST // 1024 // 1024} MB。")
    try:
        circular_template.check(found)
    except circular_template.TemplateFault as fault:
        raise ConfigFault(
            f"通报模板 {name} 不能用：{fault}\n"
            "可以重新导出内置模板对照着改：.venv/bin/python -m bot template circular 通报模板.docx"
        ) from None
    return found


def write_circular(target: Path) -> None:
    """Write the built-in template out; an existing file is kept.

    Raises:
        ConfigFault: the file is there already, or cannot be written.
    """
    from bot.release.sheets import circular_template

    try:
        with target.open("xb") as file:
            file.write(circular_template.built_in())
    except FileExistsError:
        raise ConfigFault(f"{target} 已经有了，没有覆盖。请换一个文件名。") from None
    except OSError as fault:
        raise ConfigFault(f"写不了 {target}：{complaints.said(fault)}") from None
