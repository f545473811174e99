"""The county of `doubtful`: its bundles filed, read and doubted, and how often that was right."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot.forms.loading import load
from bot.reading.doubts import KINDS
from bot.reading.understanding import refresh
from storage.database import Session
from storage.queries import answers, papers, quarters, readings, roster
from storage.queries.papers import Blob
from tests.reading.county import keep_read
from tests.reading.doubtful import Bundle, Paper
from tests.stage import DEPARTMENTS, TOWNS, open_quarter, stage


@dataclass
class Judged:
    """Of every kind: found where it ought to be, found where not, not found."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        """Of what was found."""
        return self.right[kind] / max(1, self.right[kind] + self.wrong[kind])

    def recall(self, kind: str) -> float:
        """Of what ought to be found."""
        return self.right[kind] / max(1, self.right[kind] + self.missed[kind])


async def judge(folder: Path, made: Sequence[Bundle]) -> Judged:
    """File every bundle, read it, and hold its doubts against what they ought to be."""
    async with stage(folder) as play:
        async with play.database.transaction() as db:
            groups = {one.unit: TOWNS if one.town else DEPARTMENTS for one in made}
            for name, group in groups.items():
                await roster.add(db, name, name[:3], group, "", play.now)
            await roster.add(db, "柳河镇人民政府", "柳河镇", DEPARTMENTS, "", play.now)
            units = {unit.name: unit.id for unit in await roster.everyone(db)}
            old = await open_quarter(db, play, 2026, 3)
            await db.execute("update quarters set state = 'published' where id = ?", (old,))
            now = (await quarters.by_number(db, 2026, 4)) or _missing()
            for unit in await roster.everyone(db):
                if await quarters.form(db, now.id, unit.id) is None:
                    await quarters.add_form(db, now.id, unit.id, unit.group)
        for one in made:
            async with play.database.transaction() as db:
                await _file(db, old, units[one.unit], one.row, one.before, play.now)
                form = await _file(db, now.id, units[one.unit], one.row, one.papers, play.now)
                for name, value in one.claims.items():
                    await answers.claim(db, form, one.row, name, json.dumps(value), None, play.now)
        async with play.database.transaction() as db:
            for one in made:
                form_of = await load(db, now.id, units[one.unit])
                if form_of is not None:
                    await refresh(db, form_of, play.now)
        rows = await play.query(
            'select u.name, e."row", d.kind, d.reason, d.quote from paper_doubts d'
            " join evidence e on e.id = d.evidence_id join forms f on f.id = e.form_id"
            " join units u on u.id = f.unit_id where f.quarter_id = ?", now.id,
        )  # fmt: skip
    return _held(made, rows)


def _held(made: Sequence[Bundle], rows: Sequence[Sequence[str]]) -> Judged:
    found: dict[str, set[str]] = defaultdict(set)
    why: dict[tuple[str, str], str] = {}
    for unit, _, kind, reason, quote in rows:
        found[unit].add(kind)
        why[unit, kind] = f"{reason} {quote}"
    judged = Judged()
    for one in made:
        for kind in KINDS:
            there, meant = kind in found[one.unit], kind in one.doubts
            judged.right[kind] += there and meant
            judged.wrong[kind] += there and not meant
            judged.missed[kind] += meant and not there
            if there != meant:
                how = "extra" if there else "missed"
                judged.said.append(f"{one.name} {kind} {how} {why.get((one.unit, kind), '')}")
    return judged


async def _file(
    db: Session, quarter: int, unit: int, row: str, made: Sequence[Paper], now: datetime
) -> int:
    form = await quarters.form(db, quarter, unit)
    if form is None:
        raise LookupError("every unit has a form")
    for one in made:
        if one.url:
            await papers.add_evidence(
                db, form.id, row, digest=None, url=one.url, label=one.label, caption="",
                receipt="", person_id=None, now=now,
            )  # fmt: skip
            continue
        text = "".join(line.text for line in one.read.lines) + one.label
        digest = sha256(text.encode()).hexdigest()
        kind = one.read.kind
        await papers.keep_blob(db, Blob(digest, 1000, kind, None), now)
        await papers.add_evidence(
            db, form.id, row, digest=digest, url=None, label=one.label, caption="", receipt="",
            person_id=None, now=now,
        )  # fmt: skip
        await readings.ask(db, digest, now)
        await keep_read(db, digest, one.read, now)
    return form.id


def _missing() -> quarters.Quarter:
    raise LookupError("the stage has an open quarter")
