"""审核分工 by a sentence: 三.4以后王芳审，六.2归孙倩. Shown beside what holds, given by one tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.corridor.buttons import HOME
from bot.corridor.pages import no_text, page
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer
from bot.questions.jobs import Given
from bot.review.hall import reviewers
from bot.review.pages.remits import give, kept_of, refuse_admin, schemes_meant
from bot.review.remits import Part, read, row_parts, sections_of
from bot.review.words import remits as words
from scoring.scheme import Scheme

_WAITING = "remits/by-word"


async def propose(turn: Turn, given: Sequence[Given]) -> None:
    """Show what each would review, and wait for the tap."""
    schemes, names = await schemes_meant(turn), await reviewers(turn.db)
    each = _proposed(turn)
    for one in given:
        await refuse_admin(turn, one.person, names[one.person])
        before = each.get(one.person) or await kept_of(turn, one.person)
        if one.how == "rest":
            others = frozenset[Part]()
            for who in names.keys() - {one.person}:
                others |= each.get(who) or await kept_of(turn, who)
            each[one.person] = _rest(one, others, schemes)
        else:
            each[one.person] = _after(one, before, schemes, names[one.person])
    await _show(turn, list(each.items()))


def _proposed(turn: Turn) -> dict[int, frozenset[Part]]:
    """What was proposed just now and not given yet: what is said next comes to it."""
    if (turn.aside_of or turn.conversation.waiting) != _WAITING:
        return {}
    kept = {**turn.aside, **turn.draft}.get("given", ())
    return {person: frozenset(read(one) for one in parts) for person, parts in kept}


def _rest(one: Given, others: frozenset[Part], schemes: Sequence[Scheme]) -> frozenset[Part]:
    """剩下的都归陈立: what was given to nobody else, of that table if one is named.

    Raises:
        InsteadError: nothing was given to anybody, or nothing is left.
    """
    if not others:
        raise instead(words.nothing_given(), words.LIST, HOME)
    whole = row_parts(_parts(one, schemes), schemes)
    left = whole - row_parts(others, schemes)
    if not left:
        raise instead(words.all_given(), words.LIST, HOME)
    return _joined(left, schemes)


async def only(turn: Turn, given: Sequence[Any], sign: str) -> None:
    """只管乡镇的: what was proposed, as far as it is of that table.

    Raises:
        InsteadError: nothing is proposed, or nothing of it is of that table.
    """
    schemes, names = await schemes_meant(turn), await reviewers(turn.db)
    each = []
    for person, parts in given:
        read_parts = frozenset(read(one) for one in parts) or sections_of(schemes)
        left = frozenset(one for one in read_parts if sign in one.group)
        if not left:
            raise instead(words.nothing_left(names.get(person, "")), words.LIST, HOME)
        each.append((person, left))
    await _show(turn, each)


async def _show(turn: Turn, each: Sequence[tuple[int, frozenset[Part]]]) -> None:
    schemes, names = await schemes_meant(turn), await reviewers(turn.db)
    lines, kept = [], []
    for person, after in each:
        before = await kept_of(turn, person)
        said = words.parts_said(before, schemes), words.parts_said(after, schemes)
        lines.append((names.get(person, ""), *said, bool(after) and not before))
        kept.append([person, sorted(part.text for part in after)])
    turn.say(words.proposed(lines))
    turn.wait(_WAITING, given=kept)


def _after(
    one: Given, before: frozenset[Part], schemes: Sequence[Scheme], name: str
) -> frozenset[Part]:
    """What somebody reviews then; empty: everything.

    Raises:
        InsteadError: no such row or section, or nothing would be left.
    """
    new = _parts(one, schemes)
    if one.how == "only":
        return new
    if one.how == "add":
        return before | new
    held = row_parts(before, schemes) if before else row_parts(sections_of(schemes), schemes)
    left = held - row_parts(new, schemes)
    if not left:
        raise instead(words.nothing_left(name), words.LIST, HOME)
    return _joined(left, schemes)


def _parts(one: Given, schemes: Sequence[Scheme]) -> frozenset[Part]:
    """The parts that a sentence names."""
    tables = [scheme for scheme in schemes if one.group in scheme.group]
    found: set[Part] = set()
    for rows in one.rows:
        found |= {
            Part("row", id_, scheme.group)
            for group, id_ in rows
            for scheme in tables
            if group in ("", scheme.group) and id_ in scheme.by_id
        }
    for number in one.sections:
        found |= {part for part in sections_of(tables) if part.name == number}
    if not one.rows and not one.sections:
        found |= sections_of(tables)
    if not found:
        said = "、".join([*one.sections, *(id_ for rows in one.rows for _, id_ in rows)])
        raise instead(words.no_such_part(said, ()), words.LIST, HOME)
    return frozenset(found)


def _joined(rows: frozenset[Part], schemes: Sequence[Scheme]) -> frozenset[Part]:
    """Rows as sections, where all of a section's are there."""
    found = set(rows)
    for part in sections_of(schemes):
        whole = row_parts({part}, schemes)
        if whole and whole <= rows:
            found = (found - whole) | {part}
    return frozenset(found)


@page(_WAITING, roles=("admin",), fits=no_text, reads=True)
async def waiting(turn: Turn) -> None:
    """What waits, once more; typed words give nothing."""
    kept = turn.draft.get("given", ())
    if not kept:
        raise instead(words.over(), words.LIST, HOME)
    await _show(turn, [(person, frozenset(read(one) for one in parts)) for person, parts in kept])
    if is_answer(turn, _WAITING):  # nothing was changed: what gives it is not the first to press
        shown = turn.said.pop()
        text = f"{words.not_heard()}\n{shown.text}"
        turn.say(shown.model_copy(update={"text": text, "buttons": shown.buttons[::-1]}))


@page("remits/by-word/yes", roles=("admin",), draws=("given",))
async def yes(turn: Turn) -> None:
    """Give what was shown."""
    kept = turn.draft.get("given", ())
    if not kept:
        raise instead(words.over(), words.LIST, HOME)
    schemes, names = await schemes_meant(turn), await reviewers(turn.db)
    said = []
    for person, parts in kept:
        name = names.get(person)
        if name is None:
            raise instead(words.gone(), words.LIST, HOME)
        new = frozenset(read(one) for one in parts)
        before, after = await give(turn, person, name, new, schemes)
        moved = words.changed(name, before, after)
        said.append(moved if before != after else words.unchanged(name, after))
    await turn.visit("remits")
    shown = turn.said.pop()
    turn.say(shown.model_copy(update={"text": "\n".join([*said, shown.text])}))
