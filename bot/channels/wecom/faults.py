"""What can go wrong on the line to 企业微信, and what each of its error codes means for delivery.

The codes are data, so that a new one is one line. Of every code: what whoever sends should do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What an error code means for the message that got it; it was not carried out."""

    LATER = "later"
    """Their system is busy or stumbled: the same again after a pause."""
    RATE = "rate"
    """Too much at once: the same again, after a minute at the least."""
    WINDOW = "window"
    """This callback can no longer be answered (or never so): push instead."""
    UNOPENED = "unopened"
    """This person has not yet opened the chat with the bot; nothing can be pushed before."""
    OUTSIDE = "outside"
    """This chat cannot be written to: the bot is not in it, or it is not there any more."""
    REBUILD = "rebuild"
    """The socket is open and the session behind it gone: the link is being rebuilt."""
    SECRET = "secret"  # noqa: S105 -- the name of a meaning
    """Bot ID or Secret are not accepted."""
    MEDIA = "media"
    """The uploaded file is unknown or expired: upload it again."""
    TOO_LARGE = "too_large"
    """Too long or too large; shorter it may go."""
    FINAL = "final"
    """Not as it is, ever: a fault of ours, and loud."""


@dataclass(frozen=True, slots=True)
class Code:
    """One error code."""

    meaning: Meaning
    note: str
    """What the platform says of it, for the log and for ``check``."""


CODES: dict[int, Code] = {
    # The 智能机器人's own.
    846605: Code(Meaning.WINDOW, "req_id 无效：回调已过期，或这种回调不能这样答"),
    846607: Code(Meaning.UNOPENED, "对方还没有打开过与机器人的会话"),
    846608: Code(Meaning.WINDOW, "流式消息已过期"),
    846609: Code(Meaning.REBUILD, "长连接已失效，需要重新订阅"),
    93001: Code(Meaning.OUTSIDE, "会话不允许机器人发消息"),
    93006: Code(Meaning.OUTSIDE, "会话编号无效"),
    93008: Code(Meaning.OUTSIDE, "机器人不在这个群里"),
    93019: Code(Meaning.SECRET, "Bot ID 无效"),
    # Shared with the platform's other interfaces.
    -1: Code(Meaning.LATER, "系统繁忙"),
    40001: Code(Meaning.SECRET, "Secret 错误"),
    40013: Code(Meaning.SECRET, "企业或机器人编号无效"),
    40014: Code(Meaning.SECRET, "凭证无效"),
    40004: Code(Meaning.FINAL, "素材类型无效"),
    40005: Code(Meaning.FINAL, "文件类型无效"),
    40006: Code(Meaning.TOO_LARGE, "文件大小无效"),
    40007: Code(Meaning.MEDIA, "media_id 无效或已过期"),
    40008: Code(Meaning.FINAL, "消息类型无效"),
    40009: Code(Meaning.TOO_LARGE, "图片大小无效"),
    40058: Code(Meaning.FINAL, "参数不合要求"),
    41006: Code(Meaning.MEDIA, "缺少 media_id"),
    42001: Code(Meaning.SECRET, "凭证已过期"),
    44001: Code(Meaning.FINAL, "文件为空"),
    44004: Code(Meaning.FINAL, "消息内容为空"),
    45001: Code(Meaning.TOO_LARGE, "文件超过大小限制"),
    45002: Code(Meaning.TOO_LARGE, "消息内容超过长度限制"),
    45009: Code(Meaning.RATE, "发送过于频繁"),
    45033: Code(Meaning.RATE, "同时调用过多"),
    48002: Code(Meaning.SECRET, "没有接口权限"),
    60111: Code(Meaning.OUTSIDE, "没有这个成员"),
    81013: Code(Meaning.OUTSIDE, "没有可以接收的成员"),
    86001: Code(Meaning.OUTSIDE, "会话编号无效"),
}


def meaning_of(code: int) -> Meaning:
    """What to do about an error code; what is not listed is ours to look into."""
    known = CODES.get(code)
    return Meaning.FINAL if known is None else known.meaning


class LinkFault(Exception):
    """Something was not done on the line."""


class NotConnectedFault(LinkFault):
    """There is no line at the moment. Nothing was sent: asking again is safe."""


class UnansweredFault(LinkFault):
    """It was sent and never answered: perhaps done, perhaps not. Not to be repeated blindly."""


class RefusedFault(LinkFault):
    """The platform said no; it was not done."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(f"{code} {text}".strip())
        self.code = code
        self.text = text
        """The platform's own words; they may name ids, never a secret of ours."""

    @property
    def meaning(self) -> Meaning:
        """What to do about it."""
        return meaning_of(self.code)
