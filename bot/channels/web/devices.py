"""What a browser runs on, in a word or two, for its owner to recognise; no more of it is kept."""

from __future__ import annotations

from typing import Final

_SYSTEMS: Final = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "鸿蒙",
    "Android": "安卓",
    "Windows": "Windows 电脑",
    "Macintosh": "苹果电脑",
    "Linux": "Linux 电脑",
}
_PROGRAMS: Final = {
    "wxwork": "企业微信",
    "MicroMessenger": "微信",
    "DingTalk": "钉钉",
    "QQBrowser": "QQ浏览器",
    "UCBrowser": "UC浏览器",
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""The first that is named counts: each names those behind it, too."""


def device(agent: str) -> str:
    """The system and the program that a browser says it is."""
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    program = next((name for mark, name in _PROGRAMS.items() if mark in agent), "浏览器")
    return f"{system} {program}".strip()
