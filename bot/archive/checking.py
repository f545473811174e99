"""Checking an archive anywhere: every file's hash, every edition's hash, every result counted anew.

Needs the zip alone: no database, no settings. Returns sentences; printing them is the command's.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.archive.records import RESULTS, TRAIL_FILE
from bot.archive.sheets.stream import PART, SUMS
from bot.editions.edition import Edition, Table, read
from scoring.ranking import rank
from scoring.scheme import SchemeError
from storage.audit import AuditRow

_EDITION = re.compile(rf"{RESULTS}/(?:公示|公布)第\d+版\.json")


@dataclass
class Report:
    """What was found: what agrees, and what does not."""

    fine: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check(*files: Path) -> Report:
    """Look through an archive, or all parts of a split one; what is none is a fault."""
    report = Report()
    seen: list[tuple[int, int]] = []
    for file in files:
        lead = f"{file.name}：" if len(files) > 1 else ""
        one = _check(file, seen)
        report.fine += [f"{lead}{line}" for line in one.fine]
        report.faults += [f"{lead}{line}" for line in one.faults]
    for total in {total for _, total in seen}:
        there = {number for number, of in seen if of == total}
        if missing := sorted(set(range(1, total + 1)) - there):
            said = "、".join(f"第 {one} 卷" for one in missing)
            report.faults.append(f"这份归档分成 {total} 卷，没有给出{said}。")
    return report


def _check(file: Path, seen: list[tuple[int, int]]) -> Report:
    """One zip; ``seen``: which parts of how many there were."""
    report = Report()
    try:
        with zipfile.ZipFile(file) as opened:
            names = set(opened.namelist())
            if SUMS not in names:
                report.faults.append(f"里面没有“{SUMS}”，不是本程序做的归档，或者不完整。")
                return report
            _sums(opened, names, report)
            part = json.loads(opened.read(PART)) if PART in names else {"part": 1, "of": 1}
            number, total = int(part["part"]), int(part["of"])
            if total > 1:
                seen.append((number, total))
            if number > 1:
                return report
            _editions(opened, sorted(one for one in names if _EDITION.fullmatch(one)), report)
            _trail(opened, names, report)
    except FileNotFoundError:
        report.faults.append(f"没有这个文件：{file}。")
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as fault:
        report.faults.append(
            f"打不开，或者读到一半读不下去（{type(fault).__name__}）：可能不是归档，或者没有下载完整。"
        )
    return report


def _trail(opened: zipfile.ZipFile, names: set[str], report: Report) -> None:
    """Every entry's own hash, and the link to the one before it where that is here."""
    if TRAIL_FILE not in names:
        return
    last: dict[str, AuditRow] = {}
    wrong, count = [], 0
    for line in opened.read(TRAIL_FILE).decode().split("\n"):
        if not line:
            continue
        told = json.loads(line)
        entry = AuditRow(count, *(told[key] for key in _LINK))
        before = last.get(entry.stream)
        linked = before is None or entry.seq != before.seq + 1 or entry.previous == before.hash
        if entry.expected() != entry.hash or not linked:
            wrong.append(f"{entry.stream} 第 {entry.seq} 条")
        last[entry.stream] = entry
        count += 1
    if wrong:
        report.faults.append(f"留痕被改过：{'、'.join(wrong[:5])}")
    else:
        report.fine.append(f"留痕 {count} 条，每一条的哈希都对。")


_LINK = (
    "stream", "seq", "at", "actor", "action", "subject", "before", "after", "why", "previous",
    "hash",
)  # fmt: skip


def _sums(opened: zipfile.ZipFile, names: set[str], report: Report) -> None:
    told = json.loads(opened.read(SUMS))
    wrong = [name for name in told if name in names and _hash(opened, name) != told[name]]
    report.faults += [f"被改过：{name}" for name in sorted(wrong)]
    report.faults += [f"缺少：{name}" for name in sorted(set(told) - names)]
    report.faults += [f"多出来：{name}" for name in sorted(names - set(told) - {SUMS})]
    same = len(told) - len(wrong) - len(set(told) - names)
    report.fine.append(f"{same} 个文件和登记的 SHA-256 一致。")


def _hash(opened: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with opened.open(name) as source:
        while data := source.read(1 << 20):
            found.update(data)
    return found.hexdigest()


def _editions(opened: zipfile.ZipFile, files: list[str], report: Report) -> None:
    if not files:
        report.fine.append("这个季度还没有公示或公布，没有结果要重算。")
        return
    kept = _kept_hashes(opened)
    for file in files:
        name = file.removeprefix(f"{RESULTS}/")
        text = opened.read(file).decode()
        if hashlib.sha256(text.encode()).hexdigest() != kept.get(name):
            report.faults.append(f"{name}：哈希和登记的不一致。")
            continue
        try:
            wrong = list(_recounted(read(text)))
        except (ValueError, ArithmeticError, SchemeError) as fault:
            report.faults.append(f"{name}：读不了，{str(fault).splitlines()[0]}")
            continue
        report.faults += [f"{name}：{one}" for one in wrong]
        if not wrong:
            report.fine.append(f"{name}：哈希一致，重算的得分、等次、名次都一样。")


def _kept_hashes(opened: zipfile.ZipFile) -> dict[str, str]:
    text = opened.read(f"{RESULTS}/版本和哈希.csv").decode("utf-8-sig")
    return {line["文件"]: line["SHA-256"] for line in csv.DictReader(io.StringIO(text))}


def _recounted(edition: Edition) -> Iterator[str]:
    """What does not follow from the edition's own figures and rules."""
    for table in edition.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    counted = {one.name: table.assessment(one) for one in table.results}
    standings = {one.unit: one for one in rank(table.scheme, list(counted.values()))}
    for one in table.results:
        found, placed = counted[one.name], standings[one.name]
        if (found.total, placed.grade, placed.rank) != (one.total, one.grade, one.rank):
            told = f"{one.total} 分第 {one.rank} 名"
            yield f"{one.name}登记 {told}，重算 {found.total} 分第 {placed.rank} 名。"
        wrong = [row for row, points in one.points.items() if found.rows[row].points != points]
        if wrong:
            yield f"{one.name}的 {'、'.join(wrong)} 重算不一样。"
