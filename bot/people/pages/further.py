"""另一个手机: the same person on a further account, by a short-lived code of one's own.

The code gives no role: whoever redeems it becomes this person, so it is shown in private only, is
good for an hour and once, and where the person wrote last it is told that it was used. Two entries
of one person are joined by the office (``join``). Redeeming begins in ``bind``.
"""

from __future__ import annotations

from datetime import timedelta

from bot.corridor.door import code_hash
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.people.rooms import follow_roles
from bot.people.words import bind as bind_words, further as words
from bot.people.words.roles import masked
from bot.questions.typed import alone
from storage.database import moment, stamp
from storage.queries import people
from storage.queries.people import Invitation, Person

LASTS = timedelta(hours=1)
_CHANNELS = ("wecom", "telegram", "web")


@page("further", words=alone("further"))
async def invite(turn: Turn) -> None:
    """A code for oneself; an earlier one no longer works."""
    if not turn.incoming.private:
        raise instead(words.privately())
    person, code = turn.somebody, turn.world.new_code()
    until, hashed = turn.now + LASTS, code_hash(code.plain)
    await people.revoke_further(turn.db, person.id, turn.now)
    await people.invite(
        turn.db, hashed, people.FURTHER, None, person.id, turn.now, until, person.id
    )
    made = {"role": people.FURTHER, "person": person.id, "until": stamp(until)}
    await turn.record(None, "invitation.give", f"invitation/{hashed[:12]}", None, made)
    # The web's own link last: a channel without one of its own has none.
    links = {to: one for one in _CHANNELS if (to := turn.world.link(one, code.mark))}
    ways = [(one, to) for to, one in links.items()]
    called = None if turn.incoming.channel == "wecom" else turn.world.called.get("wecom")
    office = turn.has("admin")
    turn.say(words.to_open(code.mark, ways, until, turn.now, office=office, called=called))


async def redeem(turn: Turn, invitation: Invitation, hashed: str) -> None:
    """Somebody came with such a code: ask, unless the account is bound already."""
    person = await _whose(turn, invitation)
    if turn.person is not None:
        same = turn.person.id == person.id
        mine = turn.person.name
        turn.say(words.same_already(mine) if same else words.somebody_else(mine, person.name))
        return
    turn.say(words.is_it_you(person.name, masked(person.phone)))
    turn.wait("further/ask", code=hashed)


@page("further/ask", strangers=True, reads=True)
async def ask_again(turn: Turn) -> None:
    """您是…吗 answered by words; whatever else was typed is asked again."""
    hashed = turn.draft.get("code")
    found = await people.invitation(turn.db, hashed) if hashed else None
    person = await _whose(turn, found) if found is not None else None
    answer = words.read_is_it_me(turn.text, person.name if person else "")
    if answer or person is None:
        await turn.visit("further/yes")
    elif answer is False:
        await turn.visit("further/no")
    else:
        turn.say(words.is_it_you(person.name, masked(person.phone)))
        turn.wait("further/ask", code=hashed)


@page("further/no", strangers=True, reads=True)
async def no(turn: Turn) -> None:
    """不是: nothing was written; the code stays good for its owner."""
    turn.say(words.not_you())


@page("further/yes", strangers=True, draws=("code",))
async def yes(turn: Turn) -> None:
    """我是: the account becomes this person's."""
    hashed = turn.draft.get("code")
    found = await people.invitation(turn.db, hashed) if hashed and turn.person is None else None
    trouble = _trouble(turn, found)
    if found is None or trouble is not None:
        turn.say(trouble or bind_words.begin_again())
        return
    person = await _whose(turn, found)
    if not await people.use_invitation(turn.db, found.id, person.id, turn.now):
        raise instead(bind_words.used(mine=False).text)
    channel = turn.incoming.channel
    # Before the account is there: told where the person was until now.
    await turn.tell(person.id, words.done_elsewhere(channel))
    await people.add_identity(turn.db, person.id, channel, turn.incoming.sender, turn.now)
    turn.person = person
    turn.grants = tuple(await people.roles_of(turn.db, person.id))
    await turn.record(None, "account.add", f"person/{person.id}", None, {"channel": channel})
    await follow_roles(turn, person)
    places = [one.channel for one in await people.identities_of(turn.db, person.id)]
    turn.say(words.done(person.name, places))


async def _whose(turn: Turn, invitation: Invitation) -> Person:
    """The person of the invitation, or the one they were joined to since."""
    number = invitation.person_id
    joined = {one.gone: one.kept for one in await people.joins(turn.db)}
    while number in joined:
        number = joined[number]
    found = await people.person(turn.db, number) if number is not None else None
    if found is None:
        raise instead(bind_words.begin_again().text)
    return found


def _trouble(turn: Turn, found: Invitation | None) -> Message | None:
    if found is None:
        return None
    if found.used_at is not None:
        return bind_words.used(mine=False)
    if found.revoked_at is not None:
        return bind_words.revoked()
    return bind_words.expired() if moment(found.expires_at) <= turn.now else None
