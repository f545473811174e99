"""Writing the sample county: its people, a finished quarter, and one that is half-way.

The same functions write here that write for the pages; only the letters they would send stay
unwritten, because nobody was there to read them.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from bot.corridor.door import World
from bot.corridor.events import Incoming, canonical
from bot.corridor.turn import Turn
from bot.demo import dates, figures, proving, telling
from bot.demo.about import About
from bot.demo.county import DIRECTOR, TOWNS, UNBOUND, SampleUnit, units
from bot.demo.papers import Desk
from bot.editions import making as publication
from bot.editions.edition import Kind
from bot.filling import claiming
from bot.filling.pages import hand_in as submit
from bot.forms.beside import rows_compared
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.papers.filing import take
from bot.people.rooms import follow_roles
from bot.quarters import plan as quarter_plan
from bot.quarters.plan import Plan
from bot.reading.wanted import wanted_of
from bot.release.drafting import draft
from bot.release.pages.release import enter_state
from bot.reports import ledger
from bot.speech.calendar import Quarter, say_quarter
from scoring.periods import first_day
from scoring.scheme import Row
from storage.database import Database, Session, moment, stamp
from storage.evidence import EvidenceStore
from storage.queries import advice, answers, people, quarters, roster as unit_queries, web
from storage.queries.corridor import Conversation
from storage.queries.people import Person
from storage.queries.quarters import KeptScheme

OFFICE = "office"
CONTACT = "赵明远 0375-5150000，工作日 8:30—17:30（示例）"
HALF = {"县教育局": 9, "冢头镇": 6}
"""The units a visitor steps into, and how many rows they have answered."""
COPIES = "县统计局"
"""Hands in the summary of the unit above it on the roster."""


class _Unread(Turn):
    """A turn of the past: what it would have said was read and forgotten long ago."""

    async def _post(self, *_: object, **__: object) -> None:
        return


async def tell(database: Database, store: EvidenceStore, world: World, now: datetime) -> None:
    """Write it all; ``now`` is today, whatever day that is."""
    before, running = dates.shown(now, world.timetable, world.reminding)
    past, current = before.quarter, running.quarter
    async with database.transaction() as db:
        cast = await _people(db, quarter_plan.at(before.opens, 9) - timedelta(days=20))
    desk = Desk(store)
    county = _County(db, world, cast, desk)
    async with database.transaction() as db:
        county.db = db
        await county.open(before, now)
    for name in cast.persons:
        async with database.transaction() as db:
            county.db = db
            await county.report(name, past, until=now, whole=True)
    async with database.transaction() as db:
        county.db = db
        await county.finish(past)
        await _part(db, cast, now - timedelta(days=1))
        await county.open(running, now)
    for name in cast.persons:
        async with database.transaction() as db:
            county.db = db
            await county.report(name, current, until=now, whole=False)


class _Cast:
    """Who is who: unit → its row, its person (None: not bound), and the admin."""

    def __init__(self, admin: Person) -> None:
        self.admin = admin
        self.persons: dict[str, tuple[int, SampleUnit, Person | None]] = {}


async def _people(db: Session, at: datetime) -> _Cast:
    admin = await people.add_person(db, DIRECTOR, "19900009999", at)
    turn = _turn(db, None, admin, at)
    await people.claim_group(db, "web", OFFICE, "信用办管理群（示例）", "admin", at)
    await turn.record(None, "group.claim", "group/web", None, {"title": "信用办管理群（示例）"})
    await web.put_room(db, OFFICE, "信用办管理群（示例）", stamp(at), private=False)
    await _bind(db, turn, admin, DIRECTOR, "admin", None)
    await advice.set_contact(db, CONTACT, admin.id, at)
    await turn.record(None, "office.contact", "office/1", None, CONTACT)
    cast = _Cast(admin)
    for sample in units():
        unit = await unit_queries.add(db, sample.name, sample.short, sample.group, "", at)
        await unit_queries.rename_aliases(db, unit.id, sample.aliases)
        await turn.record(unit.id, "unit.add", f"unit/{unit.id}", None, asdict(unit), "示例名单")
        person = await people.add_person(db, sample.liaison, sample.phone, at)
        await _bind(db, turn, person, sample.name, "liaison", unit.id)
        cast.persons[sample.name] = (unit.id, sample, person)
    return cast


async def _part(db: Session, cast: _Cast, at: datetime) -> None:
    """Some liaisons leave after the finished quarter; nobody has been bound in their place."""
    turn = _turn(db, None, cast.admin, at)
    for name in UNBOUND:
        unit, sample, _ = cast.persons[name]
        for grant in await people.of_unit(db, unit):
            await people.end_role(db, grant.id, at)
            held = {"role": grant.role, "unit": unit, "name": grant.person_name}
            about = f"person/{grant.person_id}"
            await turn.record(unit, "role.end", about, held, None, "示例：已调离")
        cast.persons[name] = (unit, sample, None)


async def _bind(
    db: Session, turn: Turn, person: Person, address: str, role: str, unit: int | None
) -> None:
    chat, at = f"demo-{address}", stamp(turn.now)
    await people.add_identity(db, person.id, "web", chat, turn.now)
    # Their chat is there before anybody steps into it: what the office writes arrives.
    await web.put_room(db, chat, "信考", at, private=True)
    await web.add_member(db, chat, chat, at)
    await people.give_role(db, person.id, role, unit, turn.somebody.id, turn.now)
    given = {"role": role, "unit": unit}
    await turn.record(unit, "role.give", f"person/{person.id}", None, given, "示例人员")
    await follow_roles(turn, person)


def _turn(
    db: Session, world: World | None, person: Person, at: datetime, address: str = ""
) -> Turn:
    address = f"demo-{address or person.name}"
    incoming = Incoming(
        channel="web", update="demo", chat=address, sender=address, private=True, received=at
    )
    return _Unread(
        now=at,
        db=db,
        world=world,  # type: ignore[arg-type] # founding the county asks nothing of the door
        incoming=incoming,
        conversation=Conversation(0, "web", address, address),
        person=person,
    )


class _County:
    """The quarters of the sample county."""

    def __init__(self, db: Session, world: World, cast: _Cast, desk: Desk) -> None:
        self.db, self.world, self.cast, self.desk = db, world, cast, desk

    async def open(self, plan: Plan, now: datetime) -> None:
        """Open a quarter with these dates."""
        at = min(quarter_plan.at(plan.opens, 9), now)
        due = quarter_plan.moments(plan, self.world.timetable.deadline_hour)
        number = await quarters.add(self.db, *plan.quarter, "open", due, at)
        for scheme in self.world.schemes:
            kept = KeptScheme(scheme.group, scheme.name, scheme.digest, scheme.text)
            await quarters.add_scheme(self.db, number, kept)
        for unit_id, sample, _ in self.cast.persons.values():
            await quarters.add_form(self.db, number, unit_id, sample.group)
        for scheme in self.world.schemes:
            await quarters.compare(self.db, number, scheme.group, rows_compared(scheme))
        turn = _turn(self.db, self.world, self.cast.admin, at)
        after = {
            "state": "open",
            "opens": plan.opens.isoformat(),
            "deadline": stamp(due.deadline),
        }
        await turn.record(None, "quarter.open", f"quarter/{number}", None, after, "示例季度")

    async def report(self, name: str, quarter: Quarter, *, until: datetime, whole: bool) -> None:
        """What one unit reported in a quarter; in the current one, up to now."""
        unit_id, sample, person = self.cast.persons[name]
        kept = await quarters.by_number(self.db, *quarter)
        if person is None or kept is None:
            return
        at = _some_day(name, kept.opens, until)
        turn = _turn(self.db, self.world, person, at, name)
        form = await load(self.db, kept.id, unit_id)
        if form is None:
            return
        when, most = say_quarter(quarter), self._so_far(name, form, whole)
        ready = most == len(form.own_rows) and name not in HALF
        for row in form.own_rows[:most]:
            first, *rest = form.questions(row)
            for questions in ([first], rest):
                # The first may be a gate that spares the others.
                values = {
                    input: raw
                    for question in questions
                    if form.needed(row, question)
                    for input, raw in figures.answer(name, when, row, question).items()
                }
                if values:
                    form = await claiming.save(turn, form, row, values)
            if whole:
                await self._note(turn, form, row, sample)
            else:
                await self._prove(turn, form, row, ready=ready)
        await self._send_reports(turn, form, sample, whole)
        if whole or ready:
            await submit.hand_in(turn, kept.id, unit_id)
        await self._supply(turn, form, whole)

    def _so_far(self, name: str, form: UnitForm, whole: bool) -> int:
        if whole:
            return len(form.own_rows)
        if name in HALF:
            return HALF[name]
        eagerness = figures.chance(name, "so far")
        return 0 if eagerness < 0.2 else min(len(form.own_rows), int(eagerness * 17))

    async def _note(self, turn: Turn, form: UnitForm, row: Row, sample: SampleUnit) -> None:
        """A short note under some rows of a quarter that is over: nobody looks at it any more."""
        seen = sample.name in HALF
        if not seen and figures.chance(sample.name, row.id, "proof") > 0.1:
            return
        if not form.wants_proof(form.scheme.row(row.id)):
            return
        quarter = say_quarter((form.quarter.year, form.quarter.number))
        file = await self.desk.note(sample.name, quarter, f"{row.name}佐证材料")
        await take(turn, form, row.id, [file], f"{quarter}（示例）")

    async def _prove(self, turn: Turn, form: UnitForm, row: Row, *, ready: bool) -> None:
        """What a row wants to be shown, of what the unit claims; of units under way a part."""
        name = form.unit.name
        ready = ready or name in HALF or (name, row.id) in proving.CHOSEN
        if not ready and figures.chance(name, row.id, "proof") > 0.3:
            return
        claims = {one.name: form.claimed(row.id, one.name) for one in row.inputs}
        noted = row.award and form.claimed(row.id, answers.NOTE) is not None
        if not (noted or any(claims.values())) or not form.wants_proof(row):
            return
        wants = [one.text for one in wanted_of(row, claims.get)]
        quarter = (form.quarter.year, form.quarter.number)
        counts = [
            int(str(claims[one.name]))
            for one in row.inputs
            if one.kind == "count" and claims[one.name]
        ]
        many = sum(counts) or 1
        first, place = first_day(quarter), form.own_rows.index(row)
        about = About(
            name, row.id, say_quarter(quarter), proving.days_of(first, turn.now.date(), many),
            turn.now.date() - timedelta(days=1), form.form.group == TOWNS, frozenset(wants),
            numbered=10 * place,
        )  # fmt: skip
        fault = proving.fault_of(about, row, wants)
        bundle = proving.papers(about, wants, fault, _peer(name))
        files = [await self.desk.proof(one) for one in bundle]
        if files:
            await take(turn, form, row.id, files, "示例")

    async def _send_reports(
        self, turn: Turn, form: UnitForm, sample: SampleUnit, whole: bool
    ) -> None:
        if ledger.row_of_ledger(form) is None:
            return
        quarter = say_quarter((form.quarter.year, form.quarter.number))
        share = figures.diligence(sample.name) * (1 if whole else 0.4)
        for number in range(round(7 * share)):
            kind = ledger_kind(number)
            title = f"{quarter}信用{kind}（示例{number + 1}）"
            if whole:
                file = await self.desk.note(sample.name, quarter, title)
            else:
                words = _peer(sample.name) if sample.name == COPIES and not number else ""
                day = turn.now.date()
                file = await self.desk.proof(
                    telling.report(sample.name, kind, quarter, day, number, words)
                )
            await ledger.enter(turn, form, kind, [ledger.NewReport(title, file.label, file)])

    async def _supply(self, turn: Turn, form: UnitForm, whole: bool) -> None:
        """Figures from other bodies: all of them for the finished quarter, some for this one."""
        quarter = say_quarter((form.quarter.year, form.quarter.number))
        admin = _turn(self.db, self.world, self.cast.admin, turn.now)
        for row in form.rows:
            if row.by is None or (not whole and figures.chance(row.id, "supplied") < 0.5):
                continue
            for one in row.inputs:
                value = figures.figure(form.unit.name, quarter, row, one)
                await answers.supply(
                    self.db,
                    form.form.id,
                    row.id,
                    one.name,
                    canonical(value),
                    row.by,
                    None,
                    self.cast.admin.id,
                    turn.now,
                )
                subject = claiming.subject(form, row, one.name)
                await admin.record(
                    form.unit.id, "supply", subject, None, value, f"{row.by}（示例）"
                )

    async def finish(self, quarter: Quarter) -> None:
        """Review every row as claimed, mark the award rows, and publish."""
        kept = await quarters.by_number(self.db, *quarter)
        if kept is None:
            return
        at, ended = moment(kept.review_until), moment(kept.appeal_until)
        turn = _turn(self.db, self.world, self.cast.admin, at)
        await self._move(turn, kept.id, "open", "review")
        for form in await load_quarter(self.db, kept):
            for row in form.rows:
                await self._accept(turn, form, row.id)
        await self._release(kept.id, "announced", at)
        await self._release(kept.id, "published", ended)

    async def _release(self, number: int, kind: Kind, at: datetime) -> None:
        """Announce or publish; the office of the sample has one admin, and the edition says so."""
        turn = _turn(self.db, self.world, self.cast.admin, at)
        quarter = await quarters.by_id(self.db, number)
        if quarter is None:
            return
        edition = await draft(turn, quarter, kind)
        await enter_state(turn, quarter, kind, moment(quarter.appeal_until))
        admin = self.cast.admin.id
        await publication.keep(turn, quarter, edition, proposed_by=admin, reason="示例季度")

    async def _move(self, turn: Turn, quarter: int, before: str, after: str) -> None:
        await quarters.move(self.db, quarter, before, after)
        await turn.record(None, f"quarter.{after}", f"quarter/{quarter}", before, after, "示例季度")

    async def _accept(self, turn: Turn, form: UnitForm, row_id: str) -> None:
        row = form.scheme.row(row_id)
        quarter = say_quarter((form.quarter.year, form.quarter.number))
        accepted = {}
        for one in row.inputs:
            figure = form.figure(row, one)
            if figure is not None:
                accepted[one.name] = figure[0]
            elif one.kind == "award" and (row.id, answers.NOTE) in form.claims:
                accepted[one.name] = figures.figure(form.unit.name, quarter, row, one)
        if not accepted:
            return
        reason = "按佐证材料评定（示例）" if row.award else ""
        await answers.decide(
            self.db,
            form.form.id,
            row.id,
            "accept",
            canonical(accepted),
            reason,
            None,
            self.cast.admin.id,
            turn.now,
        )
        subject = f"review/{form.form.id}/{row.id}"
        await turn.record(form.unit.id, "review.accept", subject, None, accepted, reason)


def _peer(name: str) -> str:
    """The unit whose papers another has before it: the one above it on the roster."""
    names = [one.name for one in units()]
    return names[names.index(name) - 1]


def _some_day(name: str, opens: date, until: datetime) -> datetime:
    """A moment in office hours, some days after the quarter opened and not after ``until``."""
    day = opens + timedelta(days=3 + int(20 * figures.chance(name, "day")))
    at = quarter_plan.at(day, 9) + timedelta(minutes=int(480 * figures.chance(name, "minute")))
    return min(at, until)


def ledger_kind(number: int) -> str:
    """The kinds of work report in turn: one summary, then bulletins and press pieces."""
    if number == 0:
        return "工作总结"
    return "工作简报" if number % 2 else "宣传稿件"
