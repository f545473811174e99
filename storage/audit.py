"""The audit chain: who changed what, when, from what to what, and why.

Each row carries the SHA-256 of its own content and of the row before it in its stream (one stream
per unit, one for the office), and is written in the transaction of the change itself. Taking a
row out or altering it breaks every later link; ``broken`` names the first.

Over all streams each row has a number and a link to the row before it. The last of these is the
chain's end: an ``Anchor`` of it, kept anywhere outside the database, shows when what came last has
been taken away.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

from storage.database import Session, stamp
from storage.queries import load

_sql = load("audit")

OFFICE = "office"
"""The stream of changes that belong to no unit."""


_SUBJECT = re.compile(r"[a-z]+/.")


def unit_stream(unit_id: int) -> str:
    """The stream of a unit."""
    return f"unit:{unit_id}"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One link; ``before`` and ``after`` are JSON text."""

    id: int
    stream: str
    seq: int
    at: str
    actor: int | None
    action: str
    subject: str
    before: str
    after: str
    why: str
    previous: str
    hash: str

    def expected(self) -> str:
        """What the hash of this link must be."""
        who = [self.stream, self.seq, self.at, self.actor, self.action, self.subject]
        return _link(self.previous, [*who, self.before, self.after, self.why])


ALL = "*"
"""The stream of all entries together, in a ``Break``."""
_DIGITS = 32
"""Of a chain's hash, in an anchor: as hard to meet by chance as 128 bits."""
_ANCHOR = re.compile(r"A?\s*(\d{1,12})\s*[-－:：\s]\s*([0-9a-f]{32,64})", re.IGNORECASE)

_STRETCH = 100
"""Links of a stream that are read at a time."""
_AFTER_ALL = 2**31 - 1
"""A link's number that none reaches: both engines take it."""
_ENDS = "audit: the stream this transaction has written last, and its ends"
_PRINTED = re.compile(r"\bA(\d{1,12})-([0-9a-f]{32})\b")


@dataclass(frozen=True, slots=True)
class Break:
    """The first bad link of a stream: ``missing`` number, ``altered`` content or ``cut`` chain."""

    stream: str
    seq: int
    fault: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of the whole chain at some moment: how many entries, and their hash."""

    number: int
    chain: str
    at: str = ""

    def __str__(self) -> str:
        return f"A{self.number}-{self.chain[:_DIGITS]}"

    @classmethod
    def read(cls, text: str) -> Anchor | None:
        """An anchor as it is printed, wherever it stands in a text; None: there is none."""
        found = _ANCHOR.search(text)
        return None if found is None else cls(int(found[1]), found[2].lower()[:_DIGITS])

    @classmethod
    def every(cls, text: str) -> list[Anchor]:
        """All the anchors of a long text, each once, only as they are printed."""
        found = {(int(number), chain) for number, chain in _PRINTED.findall(text)}
        return [cls(number, chain) for number, chain in sorted(found)]


@dataclass(frozen=True, slots=True)
class Loss:
    """What an anchor shows: entries after ``number`` (of ``at``) are ``gone``, or ``changed``."""

    fault: str
    number: int
    at: str


_LINKED = ("stream", "seq", "at", "actor", "action", "subject", "before", "after", "why")
"""What of a row is hashed."""
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_written_in_order = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode
"""Made once: ``json.dumps`` makes such a one for every link."""


def _link(previous: str, content: Iterable[object]) -> str:
    said = ",".join([encode_basestring(one) if type(one) is str else _said(one) for one in content])
    return sha256(f"{previous}\n[{said}]".encode()).hexdigest()


def _said(one: object) -> str:
    """What ``_written`` writes of it, without its preparations for what might lie inside."""
    if type(one) is int:
        return str(one)
    return "null" if one is None else _written(one)


def joined(chain: str, number: int, hash: str) -> str:
    """The whole chain's hash with one row more."""
    return sha256(f"{chain}\n{number}\n{hash}".encode()).hexdigest()


async def end(db: Session) -> Anchor:
    """The end of the whole chain as it is now."""
    return await db.one(_sql.head, Anchor) or Anchor(0, "")


async def since(db: Session, anchor: Anchor, most: int) -> list[tuple[str, str]]:
    """Subject and action of the entries after this end, oldest first, at most so many."""
    rows = await db.rows(_sql.since, number=anchor.number, most=most)
    return [(row["subject"], row["action"]) for row in rows]


async def anchor_of(db: Session, subject: str, action: str) -> Anchor | None:
    """The chain's end when this happened to this; None: it did not."""
    return await db.one(_sql.about, Anchor, subject=subject, action=action)


async def loss(db: Session, anchor: Anchor) -> Loss | None:
    """What is missing or changed since an anchor was taken; None: all of it is there."""
    if anchor.number == 0:
        return None
    there = await db.one(_sql.numbered, Anchor, number=anchor.number)
    if there is None:
        last = await end(db)
        return Loss("gone", min(last.number, anchor.number), last.at)
    if there.chain[:_DIGITS] != anchor.chain[:_DIGITS]:
        return Loss("changed", there.number, there.at)
    return None


async def record(
    db: Session,
    stream: str,
    *,
    actor: int | None,
    action: str,
    subject: str,
    before: object,
    after: object,
    why: str = "",
    now: datetime,
) -> None:
    """Write a change down, in the transaction that makes it.

    ``subject`` is a path such as ``person/12`` or ``claim/7/三.4/迟报、错报``.

    Raises:
        ValueError: a subject of another form, under which nobody would find the change again.
    """
    must_be_subject(subject)
    head, last, previous = await _ends(db, stream)
    seq = last + 1
    old, new = plain(before), plain(after)
    at = stamp(now)
    hash = _link(previous, [stream, seq, at, actor, action, subject, old, new, why])
    chain = joined(head.chain, head.number + 1, hash)
    await db.later(
        _sql.append,
        stream=stream,
        seq=seq,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        before=old,
        after=new,
        why=why,
        previous=previous,
        hash=hash,
        number=head.number + 1,
        chain=chain,
    )
    db.memo[_ENDS] = stream, (Anchor(head.number + 1, chain, at), seq, hash)


def known(db: Session, stream: str, ends: Sequence[Any]) -> None:
    """Where the whole chain (number, hash, time) and a stream (number, hash) end, as this
    transaction has read it; None where nothing is there yet.
    """
    number, chain, at, seq, hash = ends
    db.memo[_ENDS] = stream, (Anchor(number or 0, chain or "", at or ""), seq or 0, hash or "")


async def ahead(db: Session, stream: str) -> None:
    """A change of this stream will be recorded soon."""
    if _ENDS not in db.memo:
        await db.ahead(_sql.ends, stream=stream)


async def _ends(db: Session, stream: str) -> tuple[Anchor, int, str]:
    """The end of the whole chain, and the number and the hash of the last link of a stream."""
    of_stream, ends = db.memo.get(_ENDS, ("", None))
    if ends is not None and of_stream == stream:
        known: tuple[Anchor, int, str] = ends
        return known
    found = await db.first(_sql.ends, stream=stream)
    if found is None:
        return Anchor(0, ""), 0, ""
    head = Anchor(found["number"], found["chain"], found["at"])
    return head, found["seq"] or 0, found["hash"] or ""


def plain(value: object) -> str:
    """A value as the chain keeps it."""
    if type(value) is str:
        return encode_basestring(value)
    return str(value) if type(value) is int else _written_in_order(value)


def must_be_subject(subject: str) -> None:
    """Raises ValueError where nobody would find the change again."""
    if not _SUBJECT.match(subject):
        raise ValueError(f"not a subject: {subject}")


def linked(row: Mapping[str, object]) -> str:
    """The hash of a row, all of which is there but its place in the whole chain."""
    return _link(str(row["previous"]), [row[name] for name in _LINKED])


def forget_ends(db: Session) -> None:
    """Something else than ``record`` has written rows in this transaction."""
    db.memo.pop(_ENDS, None)


async def entries(db: Session) -> AsyncIterator[AuditRow]:
    """Every link, stream by stream."""
    async for row in db.walk(_sql.everything.sql):
        yield AuditRow(*row)


async def of_stream(db: Session, stream: str, most: int = 50) -> list[AuditRow]:
    """The newest links of a stream."""
    return await db.all(_sql.of_stream, AuditRow, stream=stream, most=most)


async def of_subject(db: Session, subject: str) -> list[AuditRow]:
    """The history of one thing; links from before subjects were paths (``person:12``) as well."""
    older = subject.replace("/", ":", 1)
    return await db.all(_sql.of_subject, AuditRow, subject=subject, older=older)


async def changes(
    db: Session, stream: str, actions: Sequence[str], rows: Sequence[str] = (), *, most: int
) -> list[AuditRow]:
    """The newest links of a stream that are one of these actions, newest first.

    ``rows``: only those about one of these rows: their figures, decisions and papers. No further
    back is read than ``most`` of them reach: a stream grows for as long as there is a unit.
    """
    told, found, before = plain(list(actions)), list[AuditRow](), _AFTER_ALL
    while len(found) < most:
        some = await db.all(
            _sql.changes, AuditRow, stream=stream, actions=told, before=before, most=_STRETCH
        )
        found += [one for one in some if not rows or any(_is_about(one, row) for row in rows)]
        if len(some) < _STRETCH:
            break
        before = some[-1].seq
    return found[:most]


def _is_about(entry: AuditRow, row: str) -> bool:
    """Whether a link is about a row: by its subject, or by the row its paper lies under."""
    if row in entry.subject.split("/")[2:3]:
        return True
    marks = (f'"row":{plain(row)}', plain(row))
    return entry.action.startswith("evidence.") and any(
        marks[0] in side or side == marks[1] for side in (entry.before, entry.after)
    )


async def newest(db: Session, actions: Sequence[str], most: int, skip: int = 0) -> list[AuditRow]:
    """The newest links of all streams that are one of these actions."""
    return await db.wide(_sql.newest, AuditRow, actions=plain(list(actions)), most=most, skip=skip)


async def of_actor(db: Session, actor: int, start: datetime, stop: datetime) -> list[AuditRow]:
    """What somebody did from one moment up to another, oldest first."""
    span = {"start": stamp(start), "stop": stamp(stop)}
    return await db.wide(_sql.of_actor, AuditRow, actor=actor, **span)


async def broken(db: Session) -> list[Break]:
    """The first bad link of every stream that has one; however long they are, none is kept."""
    return [] if await _is_whole(db) else await _breaks(db)


async def _is_whole(db: Session) -> bool:
    """Whether every link holds, in its stream and over all: read once, in the order written.

    No needs not be the last word: what is hashed was put together by the database, and ``_breaks``,
    which puts it together itself, is asked then.
    """
    ends: dict[str, tuple[int, str]] = {}
    last = Anchor(0, "")
    async for rows in db.stretches(_sql.as_written.sql):
        reached = _follow(rows, ends, last)
        if reached is None:
            return False
        last = reached
    return True


def _follow(
    rows: Iterable[Iterable[Any]], ends: dict[str, tuple[int, str]], last: Anchor
) -> Anchor | None:
    """Where the whole chain stands after these links; None: one of them does not hold."""
    number, chain = last.number, last.chain
    for at, end, before, hash, stream, seq, said in rows:
        number += 1
        of, previous = ends.get(stream, (0, ""))
        if (
            at != number
            or seq != of + 1
            or before != previous
            or hash != sha256(f"{before}\n{said}".encode()).hexdigest()
            or end != joined(chain, number, hash)
        ):
            return None
        ends[stream], chain = (seq, hash), end
    return Anchor(number, chain)


async def _breaks(db: Session) -> list[Break]:
    """Which links are bad: stream by stream, then over all."""
    found: dict[str, Break] = {}
    stream, seq, previous = "", 0, ""
    async for row in db.walk(_sql.everything.sql):
        _, of, number, *content, before, hash = row
        if of != stream:
            stream, seq, previous = of, 0, ""
        seq += 1
        if stream in found:
            continue
        if number != seq:
            found[stream] = Break(stream, seq, "missing")
        elif before != previous:
            found[stream] = Break(stream, seq, "cut")
        elif hash != _link(before, [stream, number, *content]):
            found[stream] = Break(stream, seq, "altered")
        previous = hash
    whole = await _broken_whole(db)
    return [*found.values(), *([whole] if whole else [])]


async def _broken_whole(db: Session) -> Break | None:
    """The first bad link over all streams."""
    number, chain = 0, ""
    async for at, end, hash in db.walk(_sql.in_order.sql):
        number += 1
        if at > number:
            return Break(ALL, number, "missing")
        if at < number or end != joined(chain, number, hash):
            return Break(ALL, at, "cut")
        chain = end
    return None
