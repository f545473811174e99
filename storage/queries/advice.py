"""What is asked of the office and what it taught the bot: see each table's first sentence here.

``consultations``: a question on its way (``draft`` until its person sends it), its answer.
``known_answers``: everyday questions with the office's answers. ``taught_phrasings``: sentences
the office gave a meaning, masked. ``not_understood``: masked sentences nobody understood.
``office_contacts``: how the office is reached; the last line holds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("advice")


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question to the office, with whoever asked and what it is about."""

    id: int
    person_id: int
    person_name: str
    unit_id: int | None
    quarter_id: int | None
    row: str | None
    question: str
    topic: str
    state: str
    asked_at: str
    answer: str
    answered_by: int | None
    answered_at: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """An everyday question and the office's answer; ``topic``: the topic it settles, if any."""

    id: int
    question: str
    answer: str
    topic: str


@dataclass(frozen=True, slots=True)
class Taught:
    """What a sentence means by the office's word: a topic, or an answer of its own."""

    topic: str
    answer_id: int | None


@dataclass(frozen=True, slots=True)
class Strange:
    """A sentence that was not understood, without personal data; ``side``: unit or office."""

    id: int
    said: str
    shown: str
    side: str
    times: int
    last_at: str


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about, as far as it is known."""

    unit_id: int | None = None
    quarter_id: int | None = None
    row: str | None = None


async def draft(
    db: Session, person_id: int, about: About, question: str, topic: str, now: datetime
) -> int:
    """Keep a question until its person sends it; the one before it is forgotten."""
    return int(
        await _sql.draft(
            db, person_id=person_id, unit_id=about.unit_id, quarter_id=about.quarter_id,
            row_id=about.row, question=question, topic=topic, now=stamp(now),
        )
    )  # fmt: skip


async def next_draft(db: Session, person_id: int, before: datetime) -> int:
    """The number that a person's question is kept under, where those from before are forgotten."""
    row = await db.first(_sql.next_draft, person_id=person_id, before=stamp(before))
    return int(row["number"]) + (not row["there"]) if row else 1


async def forget(db: Session, before: datetime) -> None:
    """Forget drafts and sentences that came once, from before this time."""
    await _sql.forget_drafts(db, before=stamp(before))


async def forget_once(db: Session, before: datetime) -> None:
    """Forget sentences that were said once and never again."""
    await _sql.forget_once(db, before=stamp(before))


async def send(db: Session, number: int, person_id: int, now: datetime) -> bool:
    """Send a draft on; False: it is gone, or was sent already, or is not this person's."""
    return bool(await _sql.send(db, number=number, person_id=person_id, now=stamp(now)))


async def consultation(db: Session, number: int) -> Consultation | None:
    """The question of this number."""
    return await db.one(_sql.consultation, Consultation, number=number)


async def open_consultations(db: Session, most: int) -> list[Consultation]:
    """Questions without an answer, the oldest first."""
    return await db.all(_sql.open_consultations, Consultation, most=most)


async def asked_since(db: Session, since: datetime, most: int) -> list[Consultation]:
    """What was put to the office since then, answered or not, the newest first."""
    return await db.all(_sql.asked_since, Consultation, since=stamp(since), most=most)


async def own_open(db: Session, person_id: int) -> list[Consultation]:
    """A person's own questions without an answer, the oldest first."""
    return await db.all(_sql.own_open, Consultation, person_id=person_id)


async def reply(db: Session, number: int, answer: str, by_person: int, now: datetime) -> None:
    """Answer a question that was sent; a further answer takes the place of the one before."""
    await _sql.reply(db, number=number, answer=answer, by_person=by_person, now=stamp(now))


async def add_answer(
    db: Session, question: str, answer: str, topic: str, by_person: int, now: datetime
) -> int:
    """A new everyday answer; its number."""
    return int(
        await _sql.add_answer(
            db, question=question, answer=answer, topic=topic, by_person=by_person, now=stamp(now)
        )
    )


async def change_answer(
    db: Session, number: int, answer: str, by_person: int, now: datetime
) -> None:
    """Word an everyday answer anew."""
    await _sql.change_answer(db, number=number, answer=answer, by_person=by_person, now=stamp(now))


async def end_answer(db: Session, number: int, now: datetime) -> None:
    """An everyday answer that is not given any more."""
    await _sql.end_answer(db, number=number, now=stamp(now))


async def answer(db: Session, number: int) -> Known | None:
    """The everyday answer of this number, while it is given."""
    return await db.one(_sql.answer, Known, number=number)


async def answer_to(db: Session, topic: str) -> Known | None:
    """The office's own answer to a topic."""
    return await db.one(_sql.answer_to, Known, topic=topic)


async def answers(db: Session) -> list[Known]:
    """Every everyday answer that is given."""
    return await db.all(_sql.answers, Known)


async def teach(db: Session, said: str, meant: Taught, by_person: int, now: datetime) -> None:
    """From now on, this (masked) sentence means this."""
    await _sql.teach(
        db, said=said, topic=meant.topic, answer_id=meant.answer_id, by_person=by_person,
        now=stamp(now),
    )  # fmt: skip


async def taught(db: Session, said: str) -> Taught | None:
    """What the office said that this sentence means."""
    return await db.one(_sql.taught, Taught, said=said)


async def unlearn(db: Session, said: str) -> None:
    """The sentence means nothing in particular again."""
    await _sql.unlearn(db, said=said)


async def not_understood(db: Session, said: str, shown: str, side: str, now: datetime) -> None:
    """Count a sentence that was not understood."""
    await _sql.not_understood(db, said=said, shown=shown, side=side, now=stamp(now))


async def strange(db: Session, most: int) -> list[Strange]:
    """Sentences that wait for a meaning, the most frequent first."""
    return await db.all(_sql.strange, Strange, most=most)


async def strange_one(db: Session, number: int) -> Strange | None:
    """The sentence of this number."""
    return await db.one(_sql.strange_one, Strange, number=number)


async def how_many_strange(db: Session) -> int:
    """How many sentences wait for a meaning."""
    return int(await _sql.how_many_strange(db))


async def settle_strange(db: Session, number: int, now: datetime) -> None:
    """The sentence has its meaning, or needs none."""
    await _sql.settle_strange(db, number=number, now=stamp(now))


async def named(db: Session, names: Sequence[str]) -> set[str]:
    """Which of these are names of people who are known here."""
    found = await db.rows(_sql.named, names=json.dumps(names, ensure_ascii=False))
    return {str(row["name"]) for row in found}


async def contact(db: Session) -> str:
    """How the office is reached, as it wrote itself; empty: it never did."""
    return str(await _sql.contact(db) or "")


async def set_contact(db: Session, text: str, by_person: int, now: datetime) -> None:
    """The office is reached like this from now on."""
    await _sql.set_contact(db, contact=text, by_person=by_person, now=stamp(now))
