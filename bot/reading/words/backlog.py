"""How far the papers have been read, for the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.extraction.pages import Unread
from bot.reading.words.unread import why
from bot.speech.calendar import say_moment

_COMMAND = "要机器读照片和扫描件，请管理服务器的同事运行 make ocr，装好后自动补读。"


def backlog(
    waiting: int,
    done: int,
    oldest: datetime | None,
    reasons: Sequence[tuple[str, int]],
    now: datetime,
) -> Message:
    """What waits, what was read, what could not be."""
    since = f"，最早的一份 {say_moment(oldest, now)} 收到" if oldest is not None else ""
    lines = [
        f"等机器读的材料 {waiting} 份{since}。" if waiting else "收到的材料都读过了。",
        f"已读 {done} 份。",
    ]
    if reasons:
        lines.append("没有读全的：")
        lines += [f"· {why(code) or code}：{count} 份" for code, count in reasons]
    if any(code == Unread.NO_OCR for code, _ in reasons):
        lines.append(_COMMAND)
    lines.append("机器只读、只标出来让人看，不打分，也不退任何材料；没读的材料照样有效。")
    again = (Button(label="再看一次", route="reading"),) if waiting else ()
    return Message(title="读材料的进度", text="\n".join(lines), buttons=((*again, HOME),))
