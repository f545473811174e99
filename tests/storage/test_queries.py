"""What the queries of roster, people, quarters and answers promise, on a real file."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage import audit, queries as package
from storage.database import stamp
from storage.queries import answers, people, quarters, roster
from storage.queries.people import Person
from storage.queries.quarters import KeptScheme
from tests.storage.queries_stage import DUE, LATER, NOW, Scene, clashing, dates, scene

FAMILIES = sorted(path.stem for path in Path(package.__file__).parent.glob("*.sql"))


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        yield made


@pytest.mark.parametrize("family", FAMILIES)
def test_every_query_is_used_by_the_module_that_types_it(family: str) -> None:
    """No statement lies in a .sql file that no typed function runs, and none is misnamed."""
    folder = Path(package.__file__).parent
    named = re.findall(r"^-- name: (\w+)", (folder / f"{family}.sql").read_text("utf-8"), re.M)
    modules = [folder / f"{family}.py"]
    if family == "audit":  # its functions keep the chain, and live with it
        modules = [folder.parent / "audit.py", folder.parent / "prepared.py"]
    used = {name for one in modules for name in re.findall(r"_sql\.(\w+)", one.read_text("utf-8"))}
    assert len(named) == len(set(named))
    assert set(named) == used


# -- the audit chain -------------------------------------------------------------------------

SIGNS = "\\\"/'" + "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028 浚县\U00020bb7"
"""What is written with an escape by somebody, and what lies beyond sixteen bits."""


async def test_the_database_writes_a_change_as_it_was_hashed(here: Scene) -> None:
    """However odd its signs: the chain is found whole without being put together again."""
    for actor in (None, here.person.id):
        await audit.record(
            here.db, audit.OFFICE, actor=actor, action="note.add", subject=f"note/{SIGNS}",
            before=None, after={SIGNS: 1.5}, why=SIGNS, now=NOW,
        )  # fmt: skip
    assert await audit._is_whole(here.db)
    await here.db.execute("update audit set why = 'x' where seq = 2")
    assert not await audit._is_whole(here.db)


# -- units -----------------------------------------------------------------------------------


async def test_units_come_by_table_in_the_order_of_the_roster(here: Scene) -> None:
    """By group, then as they were added; each is found by its number."""
    town = await roster.add(here.db, "冢头镇", "冢头", "乡镇街道", "平原", NOW)
    second = await roster.add(here.db, "县财政局", "财政局", "县直单位", "", NOW)
    assert await roster.everyone(here.db) == [town, here.unit, second]
    assert await roster.by_id(here.db, town.id) == town
    assert await roster.by_id(here.db, 99) is None


async def test_a_unit_is_changed_and_renamed_but_no_name_is_taken_twice(here: Scene) -> None:
    """All but the full name by ``change``; the full name is unique."""
    other = await roster.add(here.db, "县财政局", "财政局", "县直单位", "", NOW)
    changed = replace(other, short="财政", group="乡镇街道", classification="甲", active=0)
    await roster.change(here.db, changed)
    assert await roster.by_id(here.db, other.id) == changed
    await roster.rename(here.db, other.id, "县财政和金融局")
    assert (await roster.by_id(here.db, other.id)) == replace(changed, name="县财政和金融局")
    async with clashing(here.db):
        await roster.rename(here.db, other.id, "县教育局")
    async with clashing(here.db):
        await roster.add(here.db, "县教育局", "教育", "县直单位", "", NOW)


async def test_aliases_replace_those_before_and_may_be_shared(here: Scene) -> None:
    """Two units may go by one word: the program asks then."""
    other = await roster.add(here.db, "县体育局", "体育局", "县直单位", "", NOW)
    await roster.rename_aliases(here.db, here.unit.id, ("旧名",))
    await roster.rename_aliases(here.db, here.unit.id, ("教体局", "教体局", "教委"))
    await roster.rename_aliases(here.db, other.id, ("教体局",))
    known = await roster.aliases(here.db)
    assert known == {here.unit.id: ("教体局", "教委"), other.id: ("教体局",)}


# -- people ----------------------------------------------------------------------------------


async def test_a_person_is_found_by_every_address_and_by_no_other(here: Scene) -> None:
    """An address belongs to one person; a person may have several."""
    db, person = here.db, here.person
    await people.add_identity(db, person.id, "web", "w1", NOW)
    await people.add_identity(db, person.id, "telegram", "7", NOW)
    assert await people.by_identity(db, "telegram", "7") == person
    assert await people.by_identity(db, "web", "7") is None
    await people.identity_state(db, "telegram", "7", "blocked")
    states = [(one.channel, one.state) for one in await people.identities_of(db, person.id)]
    assert states == [("web", "ok"), ("telegram", "blocked")]
    other = await people.add_person(db, "王强", "", NOW)
    async with clashing(here.db):
        await people.add_identity(db, other.id, "web", "w1", NOW)


async def test_a_person_changes_name_and_phone(here: Scene) -> None:
    """And nothing else."""
    changed = Person(here.person.id, "李敏敏", "0375-5151515")
    await people.change_person(here.db, changed)
    assert await people.person(here.db, here.person.id) == changed
    assert await people.person(here.db, 99) is None


async def test_a_role_is_held_once_until_it_ends_and_may_be_given_again(here: Scene) -> None:
    """Given twice is given once; ended twice is ended once; the history stays."""
    db, person, unit = here.db, here.person, here.unit
    for _ in range(2):
        await people.give_role(db, person.id, "liaison", unit.id, None, NOW)
        await people.give_role(db, person.id, "admin", None, None, NOW)
    assert [(g.role, g.unit_id) for g in await people.roles_of(db, person.id)] == [
        ("liaison", unit.id),
        ("admin", None),
    ]
    (grant,) = await people.of_unit(db, unit.id)
    assert (grant.person_name, grant.person_phone) == (person.name, person.phone)
    assert await people.end_role(db, grant.id, LATER)
    assert not await people.end_role(db, grant.id, LATER)
    assert await people.of_unit(db, unit.id) == []
    await people.give_role(db, person.id, "liaison", unit.id, None, LATER)
    assert [g.role for g in await people.live_roles(db)] == ["admin", "liaison"]
    assert len(await people.with_role(db, "liaison")) == 1
    total = await db.execute_fetchall("select count(*) from roles")
    assert [tuple(row) for row in total] == [(3,)]


async def test_two_live_grants_of_one_role_cannot_be_written_at_all(here: Scene) -> None:
    """The index forbids it, whoever writes: also where no unit is named."""
    await people.give_role(here.db, here.person.id, "admin", None, None, NOW)
    async with clashing(here.db):
        await here.db.execute(
            "insert into roles (person_id, role, given_at) values (?, 'admin', ?)",
            (here.person.id, stamp(NOW)),
        )


async def test_a_group_is_claimed_once_and_claimed_anew_keeps_its_number(here: Scene) -> None:
    """The same address again only gets a new title."""
    await people.claim_group(here.db, "web", "g", "旧名", "admin", NOW)
    await people.claim_group(here.db, "web", "g", "信用办", "admin", LATER)
    (group,) = await people.groups_for(here.db, "admin")
    assert (group.title, group.id) == ("信用办", 1)
    assert await people.group(here.db, "web", "g") == group
    assert await people.group(here.db, "telegram", "g") is None
    assert await people.groups_for(here.db, "other") == []


async def test_an_invitation_is_spent_once(here: Scene) -> None:
    """Used: not again; revoked: not at all; expired: no longer listed."""
    db, unit, person = here.db, here.unit.id, here.person.id
    until = NOW + timedelta(days=14)
    for code in ("a", "b", "c"):
        await people.invite(db, code * 64, "liaison", unit, None, NOW, until)
    first, second = [await people.invitation(db, code * 64) for code in "ab"]
    assert first is not None
    assert second is not None
    assert await people.use_invitation(db, first.id, person, LATER)
    assert not await people.use_invitation(db, first.id, person, LATER)
    used = await people.invitation(db, "a" * 64)
    assert used is not None
    assert (used.used_by, used.used_at) == (person, stamp(LATER))
    assert len(await people.open_invitations(db, NOW)) == 2
    assert await people.open_invitations(db, until) == []
    assert await people.revoke_invitations(db, "liaison", None, LATER) == 0
    assert await people.revoke_invitations(db, "liaison", unit, LATER) == 2
    assert not await people.use_invitation(db, second.id, person, LATER)
    async with clashing(here.db):
        await people.invite(db, "a" * 64, "liaison", unit, None, NOW, until)


# -- quarters --------------------------------------------------------------------------------


async def test_quarters_come_newest_first_and_one_of_each(here: Scene) -> None:
    """By year and number; the same quarter cannot be added twice."""
    await quarters.add(here.db, 2027, 1, "planned", dates(), NOW)
    await quarters.add(here.db, 2026, 3, "published", dates(), NOW)
    known = [(one.year, one.number) for one in await quarters.everyone(here.db)]
    assert known == [(2027, 1), (2026, 4), (2026, 3)]
    found = await quarters.by_number(here.db, 2026, 4)
    assert found == await quarters.by_id(here.db, here.quarter)
    assert found is not None
    assert (found.deadline, found.opens.isoformat()) == (DUE, "2026-10-08")
    assert await quarters.by_number(here.db, 2020, 1) is None
    async with clashing(here.db):
        await quarters.add(here.db, 2026, 4, "open", dates(), NOW)


async def test_a_quarter_moves_on_only_from_the_state_it_is_in(here: Scene) -> None:
    """Two who move it at once: one is told that it had moved."""
    assert await quarters.move(here.db, here.quarter, "open", "review")
    assert not await quarters.move(here.db, here.quarter, "open", "review")
    await quarters.set_dates(here.db, here.quarter, dates(DUE + timedelta(days=3)))
    found = await quarters.by_id(here.db, here.quarter)
    assert found is not None
    assert (found.state, found.deadline) == ("review", DUE + timedelta(days=3))
    assert found.opens.isoformat() == "2026-10-08"


async def test_a_quarter_keeps_one_scheme_of_each_group(here: Scene) -> None:
    """In the order they were kept."""
    kept = [KeptScheme(group, "表", "0" * 64, "text") for group in ("县直单位", "乡镇街道")]
    for one in kept:
        await quarters.add_scheme(here.db, here.quarter, one)
    assert await quarters.schemes(here.db, here.quarter) == kept
    async with clashing(here.db):
        await quarters.add_scheme(here.db, here.quarter, kept[0])


async def test_a_form_is_one_and_is_handed_in_and_taken_back_once(here: Scene) -> None:
    """Added twice is the same form; submit and withdraw say whether they did anything."""
    db, form, person = here.db, here.form, here.person.id
    assert await quarters.add_form(db, here.quarter, here.unit.id, "县直单位") == form
    assert not await quarters.withdraw(db, form)
    assert await quarters.submit(db, form, person, NOW)
    assert not await quarters.submit(db, form, person, LATER)
    found = await quarters.form_by_id(db, form)
    assert found is not None
    assert (found.state, found.submitted_at, found.submitted_by) == (
        "submitted",
        stamp(NOW),
        person,
    )
    assert await quarters.withdraw(db, form)
    found = await quarters.form(db, here.quarter, here.unit.id)
    assert found is not None
    assert (found.state, found.submitted_at, found.submitted_by) == ("filling", None, None)
    assert await quarters.forms(db, here.quarter) == [found]


async def test_a_unit_may_have_a_later_deadline_of_its_own(here: Scene) -> None:
    """The form's deadline is the quarter's until it was extended."""
    quarter = await quarters.by_id(here.db, here.quarter)
    before = await quarters.form_by_id(here.db, here.form)
    await quarters.extend(here.db, here.form, DUE + timedelta(days=2), "洪水")
    after = await quarters.form_by_id(here.db, here.form)
    assert quarter is not None
    assert before is not None
    assert after is not None
    assert before.deadline(quarter) == DUE
    assert (after.deadline(quarter), after.extension_reason) == (DUE + timedelta(days=2), "洪水")


# -- answers ---------------------------------------------------------------------------------


async def test_a_claim_is_one_and_counts_its_changes(here: Scene) -> None:
    """Written again it is the same claim in another version; taken back it is gone."""
    db, form, person = here.db, here.form, here.person.id
    await answers.claim(db, form, "三.4", "应用", "3", person, NOW)
    await answers.claim(db, form, "三.4", "通知", "1", person, NOW)
    await answers.claim(db, form, "三.4", "应用", "4", None, LATER)
    found = [
        (c.input, c.value, c.version, c.by_person)
        for c in await answers.claims_of_forms(db, [form])
    ]
    assert found == [("应用", "4", 2, None), ("通知", "1", 1, person)]
    assert await answers.claims_of_quarter(db, here.quarter) == await answers.claims_of_forms(
        db, [form]
    )
    assert await answers.unclaim(db, form, "三.4", "应用")
    assert not await answers.unclaim(db, form, "三.4", "应用")
    assert [c.input for c in await answers.claims_of_forms(db, [form])] == ["通知"]


async def test_a_supplied_figure_is_one_and_says_who_supplied_it(here: Scene) -> None:
    """A second supply replaces value and source and counts."""
    db, form = here.db, here.form
    await answers.supply(db, form, "五.2", "拖欠", "true", "县工信局", None, None, NOW)
    await answers.supply(
        db, form, "五.2", "拖欠", "false", "县法院", "f" * 64, here.person.id, LATER
    )
    (found,) = await answers.supplied_of_forms(db, [form])
    assert (found.value, found.source, found.version) == ("false", "县法院", 2)
    assert await answers.supplied_of_quarter(db, here.quarter) == [found]
    assert await answers.unsupply(db, form, "五.2", "拖欠")
    assert not await answers.unsupply(db, form, "五.2", "拖欠")
    assert await answers.supplied_of_forms(db, [form]) == []


async def test_one_decision_stands_on_a_row_and_earlier_ones_are_kept(here: Scene) -> None:
    """A new decision supersedes the one before; another row's stands beside it."""
    db, form, person = here.db, here.form, here.person.id
    await answers.decide(db, form, "三.4", "return", "{}", "看不清", DUE, person, NOW)
    await answers.decide(db, form, "三.5", "accept", '{"a":1}', "", None, person, NOW)
    await answers.decide(db, form, "三.4", "cut", '{"应用":2}', "一次无效", None, person, LATER)
    standing = [(r.row, r.decision, r.due_at) for r in await answers.reviews(db, form)]
    assert standing == [("三.5", "accept", None), ("三.4", "cut", None)]
    assert await answers.reviews_of_quarter(db, here.quarter) == await answers.reviews(db, form)
    kept = await db.execute_fetchall("select decision, superseded_at from reviews order by id")
    assert [tuple(row) for row in kept] == [
        ("return", stamp(LATER)),
        ("accept", None),
        ("cut", None),
    ]


async def test_two_standing_decisions_on_one_row_cannot_be_written_at_all(here: Scene) -> None:
    """The index forbids it, whoever writes."""
    await answers.decide(here.db, here.form, "三.4", "accept", "{}", "", None, None, NOW)
    async with clashing(here.db):
        await here.db.execute(
            """insert into reviews (form_id, "row", decision, at) values (?, '三.4', 'cut', ?)""",
            (here.form, stamp(NOW)),
        )
