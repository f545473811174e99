"""Binding: a one-time code makes a chat account a person with a role.

Here: redeeming a code, the two questions asked once, claiming the office's group. Nothing is
written before all is known: the invitation is spent with the last answer. Not here: making
invitations (``invite``), handing a unit over (``handover``).
"""

from __future__ import annotations

from dataclasses import replace

from bot.corridor.door import code_hash
from bot.corridor.events import Message
from bot.corridor.pages import opens_a_page, page
from bot.corridor.turn import InsteadError, Turn
from bot.people import guesses
from bot.people.bodies import assign, assigned, invited_for
from bot.people.pages import further, handover
from bot.people.rooms import follow_roles
from bot.people.telling import tell_office, tell_unit
from bot.people.words import bind as words, further as further_words
from bot.people.words.roles import masked
from bot.questions.instead import is_asked
from bot.questions.kind_words import courtesy
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from bot.speech.people_names import is_name, may_be_called
from scoring.periods import beside
from storage.database import moment
from storage.queries import people, quarters, roster
from storage.queries.people import Invitation, Person
from storage.queries.roster import Contact

OFFICE_ROOM = "office"
"""Address of the web chat's group room of the office."""


@page("bind", strangers=True, words=alone("bind"), opens=("绑定", "/start"))
async def bind(turn: Turn) -> None:
    """绑定 ABCD-EFGH, the invitation link, or 绑定 alone."""
    if turn.rest:
        await _redeem(turn, turn.rest)
        return
    turn.say(words.ask_code())
    turn.wait("bind/code")


@page("bind/claim", strangers=True, words=alone("bind/claim"), opens=("认领", "/claim"))
async def claim(turn: Turn) -> None:
    """认领 with the set-up code; an admin claims a further group without one."""
    if turn.rest:
        await _redeem(turn, turn.rest)
    elif turn.incoming.private or not turn.has("admin"):
        turn.say(words.claim_how())
    elif turn.group is not None:
        turn.say(words.group_is_ours())
    else:
        await _claim_group(turn, turn.incoming.channel, turn.incoming.chat)
        turn.say(words.group_claimed())


@page("bind/code", strangers=True)
async def take_code(turn: Turn) -> None:
    """The code, sent after 绑定 alone."""
    if turn.text:
        await _redeem(turn, turn.text)
        return
    turn.say(words.ask_code())
    turn.wait("bind/code")


@page("bind/again", strangers=True, reads=True)
async def name_again(turn: Turn) -> None:
    """改姓名."""
    if "code" not in turn.draft:
        turn.say(words.begin_again())
        return
    turn.say(words.ask_name_again())
    turn.wait("bind/name", code=turn.draft["code"])


@page("bind/name", strangers=True)
async def take_name(turn: Turn) -> None:
    """The name, in answer to the first question."""
    code = turn.draft.get("code")
    if code is None or turn.person is not None:
        turn.say(words.begin_again())
        return
    invitation = await people.invitation(turn.db, code)
    known = await _prepared(turn, invitation) if invitation else None
    if known is not None and further_words.read_is_it_me(turn.text, known.name):
        await turn.visit("bind/me")
        return
    both = words.read_both(turn.text)
    if both is None and (phone := turn.draft.get("phone")):
        both = _with_phone(turn.text, str(phone))
    if both:
        await _bind(turn, code, *both)
        return
    _hear_name(turn, code)


def _with_phone(text: str, phone: str) -> tuple[str, str] | None:
    """The name, where the telephone came before it."""
    try:
        return (words.read_name(text), phone) if not is_talk(text) else None
    except words.NotThis:
        return None


def _is_phone(text: str) -> str | None:
    try:
        return words.read_phone(text)
    except words.NotThis:
        return None


def _hear_name(turn: Turn, code: str) -> None:
    """A name; what is none is asked for again, what reads like none is asked about."""
    if is_talk(turn.text):
        turn.say(words.name_first())
        turn.wait("bind/name", code=code)
        return
    if phone := _is_phone(turn.text):
        turn.say(words.name_too())
        turn.wait("bind/name", code=code, phone=phone)
        return
    beside, phone = words.phone_within(turn.text)
    phone = phone or turn.draft.get("phone", "")
    try:
        name = words.read_name(beside)
    except words.NotThis as fault:
        turn.say(words.again(str(fault), "请输入姓名"))
        turn.wait("bind/name", code=code, **({"phone": phone} if phone else {}))
        return
    turn.say(words.ask_phone(name) if may_be_called(name) else words.are_you_called(name))
    turn.wait("bind/phone" if may_be_called(name) else "bind/name", code=code, name=name)


def is_talk(text: str) -> bool:
    """好的, 你好, 帮助, 怎么填: said to the one who asks, and nobody's name."""
    return courtesy(text) is not None or is_asked(text) or opens_a_page(text)


@page("bind/called", strangers=True, reads=True, draws=("name",))
async def called_so(turn: Turn) -> None:
    """是，我叫…: a name that did not read like one."""
    code, name = turn.draft.get("code"), turn.draft.get("name")
    if code is None or name is None or turn.person is not None:
        turn.say(words.begin_again())
        return
    turn.say(words.ask_phone(name))
    turn.wait("bind/phone", code=code, name=name)


@page("bind/me", strangers=True)
async def as_listed(turn: Turn) -> None:
    """是我: name and phone are those of the list, so far as they can be used."""
    code = turn.draft.get("code")
    invitation = await people.invitation(turn.db, code) if code else None
    known = await _prepared(turn, invitation) if invitation else None
    if code is None or known is None or turn.person is not None:
        turn.say(words.begin_again())
        return
    try:
        phone = words.read_phone(known.phone.partition("、")[0])
    except words.NotThis:
        turn.say(words.ask_phone(known.name))
        turn.wait("bind/phone", code=code, name=known.name)
        return
    await _bind(turn, code, known.name, phone)


@page("bind/phone", strangers=True)
async def take_phone(turn: Turn) -> None:
    """The phone: with it all is there, and the invitation is spent."""
    code, name = turn.draft.get("code"), turn.draft.get("name")
    if code is None or name is None or turn.person is not None:
        turn.say(words.begin_again())
        return
    if both := words.read_both(turn.text):
        await _bind(turn, code, *both)
        return
    if words.says_a_name(turn.text) or (is_name(turn.text) and not is_talk(turn.text)):
        _hear_name(turn, code)
        return
    try:
        phone = words.read_phone(turn.text)
    except words.NotThis as fault:
        turn.say(words.phone_first(name) if is_talk(turn.text) else words.no_phone(str(fault)))
        turn.wait("bind/phone", code=code, name=name)
        return
    await _bind(turn, code, name, phone)


async def _bind(turn: Turn, code: str, name: str, phone: str) -> None:
    """Spend the invitation for a person of this name and phone."""
    invitation = await people.invitation(turn.db, code)
    trouble = _trouble(turn, invitation)
    # A further account is bound by its own page: it gives no role.
    if invitation is None or trouble is not None or invitation.person_id is not None:
        turn.say(trouble or words.begin_again())
        return
    person, back = await _person(turn, invitation, name, phone)
    await people.add_identity(
        turn.db, person.id, turn.incoming.channel, turn.incoming.sender, turn.now
    )
    turn.person = person
    turn.grants = tuple(await people.roles_of(turn.db, person.id))
    await _complete(turn, invitation, code, back=back)


async def _person(turn: Turn, invitation: Invitation, name: str, phone: str) -> tuple[Person, bool]:
    """The new person; or the one who lost a phone and is invited again to the same unit.

    Only somebody who holds nothing but this unit is taken up again, so that an invitation to one
    unit never opens another unit or the office.
    """
    unit = invitation.unit_id
    for grant in await people.of_unit(turn.db, unit) if unit is not None else ():
        if (grant.person_name, grant.person_phone) != (name, phone):
            continue
        held = await people.roles_of(turn.db, grant.person_id)
        if all(one.role == "liaison" and one.unit_id == unit for one in held):
            return Person(grant.person_id, name, phone), True
    person = await people.add_person(turn.db, name, phone, turn.now)
    return person, False


async def _redeem(turn: Turn, typed: str) -> None:
    """Take a typed code; ask a stranger for name and phone, bind a known person at once."""
    sender = turn.incoming.channel, turn.incoming.sender
    if minutes := await guesses.paused(turn.db, *sender, turn.now):
        turn.say(words.wait_a_while(minutes))
        return
    hashed = code_hash(words.read_code(typed))
    invitation = await people.invitation(turn.db, hashed)
    if invitation is None:
        left = await guesses.wrong(turn.db, *sender, turn.now)
        if left:
            turn.say(words.no_code(left))
            turn.wait("bind/code")
        else:
            turn.say(words.wait_a_while(int(guesses.PAUSE.total_seconds()) // 60))
        return
    await guesses.right(turn.db, *sender)
    trouble = _trouble(turn, invitation)
    if invitation.person_id is not None and trouble is None:
        await further.redeem(turn, invitation, hashed)
        return
    unit = await _unit_name(turn, invitation)
    if trouble is None and turn.has(invitation.role, unit=invitation.unit_id):  # type: ignore[arg-type] # a role of ours, kept as text
        in_new_group = _sets_up(invitation) and not turn.incoming.private
        trouble = None if in_new_group else words.have_it_already(invitation.role, unit)
    if trouble is not None:
        turn.say(trouble)
    elif turn.person is not None:
        await _complete(turn, invitation, hashed)
    else:
        known = await _prepared(turn, invitation)
        turn.say(
            words.is_it_you(unit, known.name, masked(known.phone))
            if known
            else words.ask_name(invitation.role, unit, _sets_up(invitation))
        )
        turn.wait("bind/name", code=hashed)


async def _prepared(turn: Turn, invitation: Invitation) -> Contact | None:
    """Whom the list names as the unit's liaison, while nobody is bound to it."""
    unit = invitation.unit_id
    if invitation.role != "liaison" or unit is None or await people.of_unit(turn.db, unit):
        return None
    contact = await roster.contact(turn.db, unit)
    try:
        return replace(contact, name=words.read_name(contact.name)) if contact else None
    except words.NotThis:
        return None


def _sets_up(invitation: Invitation) -> bool:
    """Whether it is the set-up code that is printed at the first start."""
    return invitation.role == "admin" and invitation.created_by is None


def _trouble(turn: Turn, invitation: Invitation | None) -> Message | None:
    """Why an invitation cannot be used here and now, or None."""
    if invitation is None:
        return words.revoked()
    set_up = _sets_up(invitation)
    if invitation.used_at is not None:
        mine = turn.person is not None and invitation.used_by == turn.person.id
        return words.set_up_already(mine) if set_up else words.used(mine)
    if invitation.revoked_at is not None:
        return words.revoked()
    if moment(invitation.expires_at) <= turn.now:
        return words.expired()
    if set_up and turn.incoming.private and turn.incoming.channel != "web":
        return words.set_up_in_group()
    if not set_up and not turn.incoming.private:
        return words.privately()
    return None


async def _unit_name(turn: Turn, invitation: Invitation) -> str:
    unit = await roster.by_id(turn.db, invitation.unit_id) if invitation.unit_id else None
    return unit.name if unit else ""


async def _complete(turn: Turn, invitation: Invitation, hashed: str, *, back: bool = False) -> None:
    """Spend the invitation, give the role, tell everybody it concerns."""
    person = turn.somebody
    if not await people.use_invitation(turn.db, invitation.id, person.id, turn.now):
        raise InsteadError(words.used(mine=False))
    role, unit_id = invitation.role, invitation.unit_id
    others = [
        grant.person_name
        for grant in (await people.of_unit(turn.db, unit_id) if unit_id is not None else ())
        if grant.person_id != person.id
    ]
    await people.give_role(turn.db, person.id, role, unit_id, invitation.created_by, turn.now)
    turn.grants = tuple(await people.roles_of(turn.db, person.id))
    given = {"role": role, "unit": unit_id, "name": person.name}
    await turn.record(unit_id, "role.give", f"person/{person.id}", None, given, "使用邀请绑定")
    if _sets_up(invitation):
        await _set_up(turn)
        return
    await follow_roles(turn, person)
    unit = await _unit_name(turn, invitation)
    bodies = await _bodies(turn, role, hashed) if unit_id is None else ()
    if unit_id is None:
        turn.say(words.bound_office(person.name, role, turn.world.county, bodies))
    else:
        turn.speak_of(unit_id)
        turn.say(
            words.bound_liaison(
                person.name,
                unit,
                tuple(others),
                back,
                await _coming(turn, unit_id),
                open_now=await _under_way(turn),
            )
        )
        giver = await handover.arrived(turn, hashed, unit_id)
        if not back:
            await tell_unit(turn, unit_id, words.unit_has_new(person.name, unit), but=giver)
    await tell_office(
        turn, words.office_has_new(person.name, role, unit or "、".join(bodies), back)
    )


async def _coming(turn: Turn, unit: int) -> str:
    """What there is to fill in now."""
    for quarter in await quarters.everyone(turn.db):
        form = await quarters.form(turn.db, quarter.id, unit) if quarter.state == "open" else None
        if form is not None and form.state != "submitted":
            until = form.deadline(quarter)
            name = quarter_words.name(quarter.year, quarter.number)
            if turn.now > until:
                return ""
            before = await quarters.by_number(turn.db, *beside((quarter.year, quarter.number), -1))
            last = await quarters.form(turn.db, before.id, unit) if before else None
            again = last is not None and last.state == "submitted"
            return words.to_fill(name, say_moment(until, turn.now), again=again)
    return "" if await _under_way(turn) else words.to_wait()


async def _under_way(turn: Turn) -> bool:
    """Whether a quarter has begun that is not yet published."""
    over = ("planned", "published", "archived")
    return any(one.state not in over for one in await quarters.everyone(turn.db))


async def _bodies(turn: Turn, role: str, hashed: str) -> tuple[str, ...]:
    """Whose figures the invitation was for; they are the new supplier's to report."""
    fresh = await invited_for(turn.db, hashed) if role == "supplier" else frozenset()
    if not fresh:
        return ()
    person = turn.somebody.id
    before = await assigned(turn.db, person)
    await assign(turn.db, person, before | fresh)
    subject = f"person/{person}"
    await turn.record(None, "supplier.bodies", subject, sorted(before), sorted(before | fresh))
    return tuple(sorted(before | fresh))


async def _set_up(turn: Turn) -> None:
    """The first admin: the group becomes the office's; the web chat gets a room for it."""
    private = turn.incoming.private
    if not private:
        await _claim_group(turn, turn.incoming.channel, turn.incoming.chat)
    elif all(group.channel != "web" for group in await people.groups_for(turn.db, "admin")):
        await _claim_group(turn, "web", OFFICE_ROOM)
        # The room is there from its first message on: its tab appears on the page by itself.
        await turn.tell_office(words.group_welcome())
    await follow_roles(turn, turn.somebody)
    turn.say(words.set_up(turn.somebody.name, in_group=not private))


async def _claim_group(turn: Turn, channel: str, chat: str) -> None:
    await people.claim_group(turn.db, channel, chat, words.GROUP_TITLE, "admin", turn.now)
    turn.group = await people.group(turn.db, turn.incoming.channel, turn.incoming.chat)
    await turn.record(None, "group.claim", f"group/{channel}", None, {"title": words.GROUP_TITLE})
