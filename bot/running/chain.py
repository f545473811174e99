"""The audit chain, link by link and against every anchor of its end that is found: lines to print.

Anchors lie in ``anchors.log`` beside the database, in backups, and wherever somebody noted one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot.running import anchors
from bot.speech.calendar import say_moment
from storage import audit
from storage.audit import Anchor, Loss
from storage.backup import BackupFault, anchor_in
from storage.database import Session, moment

Report = tuple[list[str], bool]
BACKUPS = "backups"
"""Where ``make backup`` puts them."""
_FAULTS = {
    "missing": "少了一条记录",
    "cut": "与上一条接不上",
    "altered": "内容被改过",
}


async def whole(db: Session, folder: Path) -> Report:
    """Every link, and the end against every anchor known on this machine."""
    breaks = await audit.broken(db)
    end = await audit.end(db)
    lines = [f"留痕链 {_stream(one.stream)}第 {one.seq} 条：{_FAULTS[one.fault]}" for one in breaks]
    if not breaks:
        lines.append(f"留痕链：{end.number} 条，全部完好；现在的锚 {end}")
    known = await asyncio.to_thread(_known, folder)
    told, sound = await _compared(db, known)
    return [*lines, *told], sound and not breaks


async def against(db: Session, text: str) -> Report:
    """The chain against one anchor that somebody kept."""
    anchor = Anchor.read(text)
    if anchor is None:
        return ["没有认出锚。锚的样子是 A1234-后面 32 位的数字和字母，整行贴过来也可以。"], False
    lost = await audit.loss(db, anchor)
    if lost is None:
        return [f"锚 {anchor}：与留痕链一致，到第 {anchor.number} 条为止没有缺少，没有改动。"], True
    return [f"锚 {anchor}：{_said(lost, anchor)}"], False


async def _compared(db: Session, known: Iterable[tuple[str, Anchor]]) -> Report:
    """The first anchor that does not agree says from when; the later ones say the same."""
    count = 0
    for where, anchor in known:
        count += 1
        lost = await audit.loss(db, anchor)
        if lost is not None:
            return [f"留痕链与{where}的锚 {anchor} 不符：{_said(lost, anchor)}"], False
    return ([f"留痕锚：{count} 个，全部一致"] if count else []), True


def _said(lost: Loss, anchor: Anchor) -> str:
    since = f"（{say_moment(moment(lost.at))}）" if lost.at else ""
    if lost.fault == "gone":
        count = anchor.number - lost.number
        return f"第 {lost.number} 条{since}以后的 {count} 条记录不见了"
    return f"第 {lost.number} 条{since}或它以前的记录被换过"


def _known(folder: Path) -> list[tuple[str, Anchor]]:
    found = [(f"{anchors.FILE} {at[:19]}", one) for at, one in anchors.known(folder)]
    for path in sorted(Path(BACKUPS).glob("*.tar")):
        try:
            one = Anchor.read(anchor_in(path))
        except (BackupFault, OSError):
            continue  # a damaged backup is told when it is drilled
        if one is not None:
            found.append((f"备份 {path.name}", one))
    return found


def _stream(name: str) -> str:
    return "全部记录" if name == audit.ALL else f"{name} "
