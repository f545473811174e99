"""How something is sent is no part of what is sent: 发个短信说, 再发一回. Only words."""

from __future__ import annotations

import re
from typing import Final

HOW_OFTEN: Final = r"(?:一回|一遍|一次|一趟|一道|一轮|一下子?|一声|一份|一条|[两二]遍|[两二]次)"
"""How often, and nothing of what is said."""
_ONLY_OFTEN: Final = re.compile(
    rf"(?:再|重新|又|都|也|给|全)*(?:发|推送?|说|讲|通知|提醒|催)?(?:他们|它们|她们|个|了)*{HOW_OFTEN}(?:吧|呗|啊|哈)*[。.!！]*"
)


def says_how_often(text: str) -> bool:
    """再发一回, 一遍: how often something is to go, which is no text of it."""
    return _ONLY_OFTEN.fullmatch(text.strip()) is not None


_BY: Final = r"(?:短信|微信|信息|消息|通知|公告)"
_TOLD: Final = (
    r"(?:(?:告诉|告知|通知|提醒)(?:他们|它们|大家|一下|一声)+|内容是"
    r"|就?说(?!明(?![天早晚后年日]))(?:是|一下|一声)*)"
)
"""说明天 is 说, 说明情况 is a word of its own."""
SAYS: Final = rf"(?:[:,\s]*{_TOLD}[:,\s]*)"
"""What stands before the words themselves."""
SENT: Final = (
    r"(?:(?:都|再|也|群)*(?:发|下)一?[条个](?=:)"
    rf"|(?:都|再|也|群)*(?:发|下|推送?)(?:送|出|去)?(?:[一个条份]|一下)*{_BY}(?:给(?:他们|大家))?)"
)
BY: Final = rf"(?:{SENT}{SAYS}?[:,\s]*)"
"""All that stands before the words."""
