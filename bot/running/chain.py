"""The audit chain, link by link and against every anchor of its end that is found: lines to print.

Anchors lie in ``anchors.log`` beside the database, in backups, in kept circulars, workbooks and
receipts (``given_out``), and wherever somebody noted one.
"""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bot.running import anchors, given_out, timestamps
from bot.speech.calendar import say_moment
from storage import audit
from storage.audit import Anchor, Loss
from storage.backup import BackupFault, anchor_in
from storage.database import Session, moment

Report = tuple[list[str], bool]
BACKUPS = "backups"
"""Where ``make backup`` puts them."""
_LARGEST = 32 * 1024 * 1024
"""Bytes of a file, or of a part of one, that are looked through for anchors."""
_FAULTS = {
    "missing": "少了一条记录",
    "cut": "与上一条接不上",
    "altered": "内容被改过",
}


async def whole(
    db: Session, folder: Path, opened: given_out.Opened, certificate: Path | None = None
) -> Report:
    """Every link, and the end against every anchor known on this machine.

    ``opened``: opens the bytes of a digest. ``certificate``: of the authority whose time stamps are
    kept.
    """
    breaks = await audit.broken(db)
    end = await audit.end(db)
    lines = [f"留痕链 {_stream(one.stream)}第 {one.seq} 条：{_FAULTS[one.fault]}" for one in breaks]
    if not breaks:
        held = f"{end.number} 条，全部完好；现在的锚 {end}"
        lines.append(f"留痕链：{held if end.number else '还没有记录'}")
    known = await asyncio.to_thread(_known, folder)
    known += await given_out.receipts(db)
    made = await given_out.documents(db)
    known += await asyncio.to_thread(lambda: list(given_out.in_documents(made, opened)))
    told, sound = await _compared(db, known)
    stamped, believed = await _stamps(db, folder, certificate)
    return [*lines, *told, *stamped], sound and believed and not breaks


async def _stamps(db: Session, folder: Path, certificate: Path | None) -> Report:
    """Every kept time stamp: whether it is believed, and whether the chain is still as it says."""
    try:
        found = await asyncio.to_thread(lambda: list(timestamps.known(folder, certificate)))
    except (OSError, ValueError) as fault:
        return [f"时间戳：证书文件读不了（{fault}），没有核对"], False
    lines = [f"时间戳 {one.file.name}：{one.fault}" for one in found if one.fault]
    good = [one for one in found if one.at is not None]
    for one in good:
        lost = await audit.loss(db, one.anchor)
        if lost is not None:
            at = say_moment(one.at) if one.at else ""
            lines.append(f"留痕链与时间戳 {one.file.name}（{at}）不符：{_said(lost, one.anchor)}")
    if lines or not found:
        return lines, not lines
    latest = say_moment(max(one.at for one in good if one.at))
    return [f"时间戳：{len(good)} 个，签名和留痕链都对，最近一个 {latest}"], True


async def against(db: Session, text: str) -> Report:
    """The chain against an anchor that somebody kept, or against every one in a file."""
    try:
        known = await asyncio.to_thread(_given, text)
    except (OSError, BackupFault, zipfile.BadZipFile) as fault:
        return [f"文件 {text} 读不出来：{fault}"], False
    if not known:
        said = "没有认出锚。锚的样子是 A1234-后面 32 位的数字和字母，整行贴过来也可以；"
        return [f"{said}也可以给一个文件：通报、结果表、备份、anchors.log、聊天记录。"], False
    lines, sound = [], True
    for anchor in known:
        lost = await audit.loss(db, anchor)
        sound = sound and lost is None
        intact = f"与留痕链一致，到第 {anchor.number} 条为止没有缺少，没有改动。"
        lines.append(f"锚 {anchor}：{_said(lost, anchor) if lost else intact}")
    return lines, sound


def _given(text: str) -> list[Anchor]:
    """The anchors of a text, or of the file it names."""
    file = Path(text)
    try:
        there = file.is_file()
    except (OSError, ValueError):
        there = False  # no name of a file, but a text
    if not there:
        one = Anchor.read(text)
        return [one] if one else []
    if file.suffix == ".tar":
        one = Anchor.read(anchor_in(file))
        return [one] if one else []
    return Anchor.every(_text_of(file))


def _text_of(file: Path) -> str:
    """What is written in a file; of a document or workbook, in all its parts."""
    if not zipfile.is_zipfile(file):
        return file.read_bytes()[:_LARGEST].decode("utf-8", errors="replace")
    with zipfile.ZipFile(file) as parts:
        small = [one for one in parts.infolist() if one.file_size <= _LARGEST]
        texts = [
            parts.read(one).decode("utf-8", errors="replace")
            for one in small
            if one.filename.endswith((".xml", ".txt", ".csv"))
        ]
    return "\n".join(texts)


async def _compared(db: Session, known: Iterable[tuple[str, Anchor]]) -> Report:
    """The first anchor of which an entry is another, and the one that misses most entries."""
    count = 0
    changed: list[tuple[str, Anchor, Loss]] = []
    gone: list[tuple[str, Anchor, Loss]] = []
    for where, anchor in known:
        count += 1
        lost = await audit.loss(db, anchor)
        if lost is not None:
            (gone if lost.fault == "gone" else changed).append((where, anchor, lost))
    if not changed and not gone:
        return ([f"留痕锚：{count} 个，全部一致"] if count else []), True
    told = [*changed[:1], *([max(gone, key=lambda one: one[1].number)] if gone else [])]
    lines = [f"留痕链与{where}的锚 {one} 不符：{_said(lost, one)}" for where, one, lost in told]
    return lines, False


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
