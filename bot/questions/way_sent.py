"""How something is sent is no part of what is sent: 发个短信说, 发条微信告诉他们. Only words."""

from __future__ import annotations

from typing import Final

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
