"""How far the papers have been read: for the office of all, for a liaison of the unit's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.routes import link
from bot.extraction.pages import Unread
from bot.reading.words.unread import why
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from storage.queries.readings import Reading

_ONLY_READS = "机器只读、只标出来让人看，不打分，也不退任何材料；没读的材料照样有效。"
_COMMAND = "要机器读照片和扫描件，请管理服务器的同事运行 make ocr，装好后自动补读。"


@dataclass(frozen=True, slots=True)
class Paper:
    """One of a unit's papers, and how far it has been read; None: it waits."""

    label: str
    reading: Reading | None

    @property
    def waits(self) -> bool:
        """Whether the machine has still to look at it."""
        return self.reading is None or self.reading.state == "waiting"

    @property
    def why(self) -> str:
        """Why not all of it was read; empty where all was, or where it waits."""
        return "" if self.reading is None or self.waits else why(self.reading.unread)


_NAMED = 8


def own(quarter_id: int, unit_id: int, unit: str, papers: Sequence[Paper]) -> Message:
    """To a liaison: the own papers of the quarter; by name those that are not wholly read."""
    waiting = [f"{one.label}：还在等" for one in papers if one.waits]
    blind = [f"{one.label}：{one.why}" for one in papers if one.why]
    done = len(papers) - len(waiting) - len(blind)
    lines = [per(f"{unit}本季度收到材料文件 {len(papers)} 份，机器读完 {done} 份。")]
    lines += [f"· {line}" for line in (*waiting, *blind)[:_NAMED]]
    if len(waiting) + len(blind) > _NAMED:
        lines.append(f"· 另有 {len(waiting) + len(blind) - _NAMED} 份也是这样。")
    lines.append(_ONLY_READS)
    again = Button(label="再看一次", route=link("reading", quarter_id, unit_id))
    buttons = ((again, HOME) if waiting else (HOME,),)
    return Message(title="读材料的进度", text="\n".join(lines), buttons=buttons)


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
    lines.append(_ONLY_READS)
    again = (Button(label="再看一次", route="reading"),) if waiting else ()
    return Message(title="读材料的进度", text="\n".join(lines), buttons=((*again, HOME),))
