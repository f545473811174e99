"""What makes a quarter's archive readable without this program: results, rules, decisions, trail.

Between the database and ``bot.archive.sheets.stream``. Everything is text that any computer opens:
JSON, TOML, CSV with a head line, one README in plain Chinese. Checking a zip is
``bot.archive.checking``'s.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.archive import read_out, trail_cut
from bot.archive.sheets import lasting
from bot.archive.sheets.stream import Record
from bot.archive.words import records as words
from bot.editions.edition import Edition, for_scoring, read
from bot.forms.form import UnitForm
from bot.paper.file_names import steps
from bot.release.words.release import VERBS
from bot.release.words.released import book
from bot.speech.calendar import in_china
from scoring.exact import plain
from scoring.sentence import returned_rule, rule
from storage import audit
from storage.database import Session, moment
from storage.queries import archive, corridor, editions, people
from storage.queries.editions import Publication
from storage.queries.quarters import Quarter

RESULTS: Final = "01 结果"
RULES: Final = "02 考核办法"
DECISIONS: Final = "03 审核决定"
APPEALED: Final = "04 申诉"
SUPPLY: Final = "05 部门数据"
PEOPLE: Final = "06 人员"
TRAIL: Final = "07 留痕"
README: Final = "00 先看这里.txt"
TRAIL_FILE: Final = f"{TRAIL}/留痕.jsonl"


async def of_quarter(
    db: Session,
    quarter: Quarter,
    forms: Sequence[UnitForm],
    at: str,
    trail: Sequence[Mapping[str, Any]],
) -> tuple[Record, ...]:
    """Every record of a quarter, the README first."""
    kept = [
        one
        for line in await editions.of_quarter(db, quarter.id)
        if (one := await editions.of_number(db, quarter.id, line.kind, line.version))
    ]
    names = await people.names(db)
    found = [
        *_editions(kept, names),
        *await _newest(db, quarter, kept),
        *_rules(forms),
        *await _decided(db, quarter, names),
        *await _lists(db, quarter, names),
        Record(TRAIL_FILE, _lines_of(trail, names)),
    ]
    read_tables = await read_out.tables(db, forms)
    found += [_table(path, heads, lines) for path, (heads, lines) in read_tables.items()]
    text = words.readme(
        quarter,
        in_china(moment(at)),
        bool(kept),
        lasting=lasting.program() is not None,
        papers_read=bool(read_tables),
    )
    return (Record(README, text), *found)


def _editions(kept: Sequence[Publication], names: Mapping[int, str]) -> Iterable[Record]:
    lines = []
    for one in kept:
        if one.kind not in VERBS:
            continue
        file = f"{VERBS[one.kind]}第{one.version}版.json"
        yield Record(f"{RESULTS}/{file}", one.snapshot)
        by = names.get(one.proposed_by or 0, ""), names.get(one.confirmed_by or 0, "")
        lines.append((file, VERBS[one.kind], one.version, _at(one.at), *by, one.reason, one.hash))
    yield _table(f"{RESULTS}/版本和哈希.csv", words.EDITION_HEADS, lines)


async def _newest(db: Session, quarter: Quarter, kept: Sequence[Publication]) -> list[Record]:
    """The ranking as a workbook, the 通报 that was made, and what recomputes both."""
    counting = [one for one in kept if one.kind in ("announced", "published")]
    if not counting:
        return []
    newest = max(counting, key=lambda one: (one.kind == "published", one.version))
    edition = read(newest.snapshot)
    file = book(edition, None)
    assert file.recipe is not None  # noqa: S101 -- a workbook is made from a recipe
    found = [Record(f"{RESULTS}/结果表.xlsx", "", file.recipe.name, file.recipe.data)]
    found.append(Record(f"{RESULTS}/名次.csv", _ranking(edition)))
    found += await _circulars(db, quarter, [one.version for one in kept if one.kind == newest.kind])
    named = steps(table.group for table in edition.tables)
    for table in edition.tables:
        scheme, figures = for_scoring(table)
        found.append(Record(f"{RESULTS}/复算/{named[table.group]}.toml", scheme))
        found.append(Record(f"{RESULTS}/复算/{named[table.group]}.json", figures))
    return found


async def _circulars(db: Session, quarter: Quarter, versions: Sequence[int]) -> list[Record]:
    """Every 通报 that was made: of the newest version, and by its number of each before it."""
    found = []
    for version in sorted(versions, reverse=True):
        made = await corridor.setting(db, f"circular.made:{quarter.id}:{version}")
        if made:
            name = "通报" if version == max(versions) else words.earlier_circular(version)
            found.append(Record(f"{RESULTS}/{name}.docx", "", "circular", json.loads(made)))
    return found


def _ranking(edition: Edition) -> str:
    lines = [
        (table.group, one.rank, one.name, one.classification, plain(one.total), one.grade,
         words.yes(one.provisional))
        for table in edition.tables
        for one in table.results
    ]  # fmt: skip
    return csv_text(words.RANKING_HEADS, lines)


def _rules(forms: Sequence[UnitForm]) -> Iterable[Record]:
    """Each scheme as the machine reads it, and its table as the document prints it."""
    schemes = {form.form.group: form.scheme for form in forms}.values()
    named = steps(scheme.group for scheme in schemes)
    for scheme in schemes:
        printed = [
            (row.id, row.name, plain(row.points) if row.points.is_finite() else "不限", row.content,
             row.text, row.basis, row.method, rule(row), row.reading)
            for row in scheme.rows
        ]  # fmt: skip
        name = named[scheme.group]
        yield Record(f"{RULES}/{name}.toml", scheme.text)
        yield _table(f"{RULES}/{name} 原文和理解.csv", words.RULE_HEADS, printed)
        about = [scheme.title, f"{scheme.document} {scheme.number}", returned_rule(scheme)]
        text = "\n".join([*about, *scheme.defects, *scheme.readings])
        yield Record(f"{RULES}/{name} 说明.txt", f"{text}\n")


async def _decided(db: Session, quarter: Quarter, names: Mapping[int, str]) -> list[Record]:
    lines = [
        (one["unit"], one["row"], words.DECISIONS.get(one["decision"], one["decision"]),
         one["accepted"], one["reason"], names.get(one["by_person"] or 0, ""), _at(one["at"]),
         _at(one["superseded_at"]), _at(one["closed_at"]))
        for one in await archive.decisions(db, quarter.id)
    ]  # fmt: skip
    return [_table(f"{DECISIONS}/全部决定.csv", words.DECISION_HEADS, lines)]


async def _lists(db: Session, quarter: Quarter, names: Mapping[int, str]) -> list[Record]:
    appeals = [
        (one["id"], one["unit"], one["row"], one["text"], names.get(one["by_person"] or 0, ""),
         _at(one["at"]), words.ANSWERS.get(one["state"], one["state"]), one["answer"],
         names.get(one["answered_by"] or 0, ""), _at(one["answered_at"]))
        for one in await archive.appeals(db, quarter.id)
    ]  # fmt: skip
    supplied = [
        (one["unit"], one["row"], one["input"], json.loads(one["value"]), one["source"],
         names.get(one["by_person"] or 0, ""), _at(one["at"]), one["file_digest"] or "")
        for one in await archive.supplied(db, quarter.id)
    ]  # fmt: skip
    roles = [
        (one["name"], words.ROLES.get(one["role"], one["role"]), one["unit"] or "",
         _at(one["given_at"]), _at(one["ended_at"]))
        for one in await archive.roles(db)
    ]  # fmt: skip
    return [
        _table(f"{APPEALED}/申诉和答复.csv", words.APPEAL_HEADS, appeals),
        _table(f"{SUPPLY}/部门报来的数.csv", words.SUPPLY_HEADS, supplied),
        _table(f"{PEOPLE}/经手人.csv", words.PEOPLE_HEADS, roles),
    ]


async def trail_of(db: Session, quarter: Quarter, at: str) -> list[Mapping[str, Any]]:
    """Every change of the quarter, as it stands in the chain."""
    about = await audit.of_subject(db, f"quarter/{quarter.id}")
    # It may have been opened before its first day.
    since = min([quarter.opens_on, *(one.at for one in about)])
    every = [dict(one) for one in await archive.trail(db, since, at)]
    return trail_cut.cut(every, await archive.mine(db, quarter.id), quarter.opens_on)


def _lines_of(trail: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> str:
    """One JSON object a line."""
    lines = [
        json.dumps({**one, "actor_name": names.get(one["actor"] or 0, "")}, ensure_ascii=False)
        for one in trail
    ]
    return "\n".join([*lines, ""])


def _table(path: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> Record:
    return Record(path, csv_text(heads, lines))


def csv_text(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A table as every spreadsheet opens it; a cell that looks like a formula is text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for line in lines:
        writer.writerow([_plain(cell) for cell in line])
    return "\ufeff" + out.getvalue()


_FORMULA = re.compile(r"[\s\u200b\u2060\ufeff]*[-=+@＝＋－＠]|[\t\r\n]")
"""What a spreadsheet may take for the beginning of a formula, half or full width, blanks before."""


def _plain(cell: object) -> str:
    said = "" if cell is None else words.yes(cell) if isinstance(cell, bool) else str(cell)
    return f"'{said}" if _FORMULA.match(said) and not _number(said) else said


def _number(said: str) -> bool:
    return said[1:].replace(".", "", 1).isdigit()


def _at(text: str | None) -> str:
    return in_china(moment(text)).strftime("%Y-%m-%d %H:%M") if text else ""


__all__ = ["Record", "csv_text", "of_quarter"]
