"""通报: the admin confirms who is praised and who is criticised; the document is made from that.

The document names no rule for either, so the program only proposes and a person decides. The lists
belong to one published edition; a correction starts them anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import canonical
from bot.corridor.pages import Fit, page
from bot.corridor.paging import leaf
from bot.corridor.reads_first import OutdatedError
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import making as publication
from bot.editions.edition import Edition
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import opened, quarter_of
from bot.forms.roster import roster_of
from bot.questions.redraft import Redraft, redraft
from bot.questions.redraft_circular import Naming, namings_of, silent_out
from bot.questions.slots import Put
from bot.questions.typed import alone
from bot.release import circular_state as state, naming
from bot.release.naming import Which
from bot.release.words import (
    circular as words,
    circular_lists as lists_words,
)
from bot.release.words.circular import addressee_of
from bot.speech import quarters as quarter_words
from bot.speech.calendar import in_china
from storage import audit
from storage.queries import corridor

_PER_PAGE = 10


@page("circular", roles=("admin",), words=alone("circular"), reads=True)
async def newest(turn: Turn) -> None:
    """通报, of the newest published quarter."""
    known = await opened(turn)
    done = [one for one in known if one.state in ("published", "archived")]
    await turn.visit(link("circular", (done or known)[0].id))


async def _edition(turn: Turn, quarter_id: int) -> Edition:
    quarter = await quarter_of(turn, quarter_id)
    found = await publication.newest(turn.db, quarter_id, "published")
    if found is None:
        name = quarter_words.name(quarter.year, quarter.number)
        raise instead(lists_words.not_published(name), HOME)
    return found


@page("circular/{quarter:int}", roles=("admin",), reads=True)
async def look(turn: Turn, quarter: int) -> None:
    """Both lists, to be changed or confirmed."""
    await _look(turn, quarter)


async def _look(
    turn: Turn,
    quarter: int,
    first: str = "",
    before: Sequence[dict[str, Any]] = (),
    *,
    as_it_was: bool = False,
) -> None:
    """Both lists; what is typed then may change them (``changed_by_words``).

    ``as_it_was``: a change was wanted and not made, so that what makes the document stands last.
    """
    edition = await _edition(turn, quarter)
    lists = await state.lists_of(turn, quarter, edition)
    both = lists["praised"], lists["criticised"]
    more, addressee = (
        await state.more_of(turn, quarter, edition),
        await state.addressee(turn, quarter, edition),
    )
    head = await state.head_of(turn, quarter, edition)
    problems = await state.problems_of(turn, quarter, edition)
    mark = state.mark_of(lists, more, addressee, head, problems)
    said = lists_words.chosen(
        edition,
        quarter,
        *both,
        await state.copies_of(turn),
        mark,
        more,
        addressee or addressee_of(edition),
        [*words.head_lines(head), *words.problem_lines(problems)],
    )
    if as_it_was:
        said = said.model_copy(update={"buttons": (*said.buttons[1:], *said.buttons[:1])})
    text = f"{said.text}\n{lists_words.how_to_change()}"
    said = said.model_copy(update={"text": f"{first}\n{text}" if first else text})
    turn.say(said)
    turn.wait(link("circular/said", quarter), before=list(before)[-_KEPT:], of=edition.version)


_KEPT = 5
"""So many earlier states may be taken back."""


async def fits_words(turn: Turn, quarter: int) -> Fit | None:  # noqa: ARG001 -- the route's
    """A change in words; anything else is asked by itself, and is none of the lists'."""
    meant = namings_of(turn.text) or silent_out(turn.text) or redraft(turn.text)
    return Fit(lists_words.change_meant(turn.text)) if meant else None


@page("circular/said/{quarter:int}", roles=("admin",), fits=fits_words)
async def beside(turn: Turn, quarter: int) -> None:
    """Typed below the lists: understood as anything is, a change of them first; they wait on."""
    was, route = turn.draft, link("circular/said", quarter)
    await turn.ask(turn.text)
    if turn.conversation.waiting == route and turn.draft in (was, {}):
        turn.wait(route, before=was.get("before", []), of=was.get("of"))


async def filled(
    turn: Turn, quarter: int, said: Sequence[Put], before: Sequence[dict[str, Any]]
) -> str | None:
    """The draft with every change that a sentence makes, shown again; or as it was, and why.

    A route: the part that is named has a page of its own.
    """
    edition = await _edition(turn, quarter)
    now: dict[str, Any] = {
        "lists": await state.lists_of(turn, quarter, edition),
        "more": await state.more_of(turn, quarter, edition),
        "to": await state.addressee(turn, quarter, edition),
        "head": await state.head_of(turn, quarter, edition),
        "problems": await state.problems_of(turn, quarter, edition),
    }
    after = now
    for one in said:
        to = redraft(one.said) if one.slot == "text" else None
        if to is not None and to.way == "undo":
            await _undo(turn, quarter, edition, before)
            return None
        if to is not None and to.way == "add" and (part := _PARTS.get(to.text.strip("。"))):
            return link(part, quarter)
        made = await _with(turn, edition, after, one, to)
        if isinstance(made, str):
            await _look(turn, quarter, made, before, as_it_was=True)
            return None
        after = made
    turn.writes()
    await state.write(turn, quarter, edition, after)
    await _look(turn, quarter, lists_words.done(), [*before, now])
    return None


async def _undo(
    turn: Turn, quarter: int, edition: Edition, before: Sequence[dict[str, Any]]
) -> None:
    if not before:
        await _look(turn, quarter, lists_words.nothing_before())
        return
    turn.writes()
    await state.write(turn, quarter, edition, before[-1])
    await _look(turn, quarter, lists_words.undone(), before[:-1])


_PARTS: Final = {
    **dict.fromkeys(("存在问题", "存在的问题", "问题", "主要问题"), "circular/problems"),
    **dict.fromkeys(("抄送", "抄送单位"), "circular/copies"),
    **dict.fromkeys(("先进", "先进单位", "表扬名单"), "circular/praised"),
    **dict.fromkeys(("落后", "落后单位", "批评名单"), "circular/criticised"),
}
"""加一段存在问题 names a part that has its own page: it is no sentence to be printed."""


async def _with(
    turn: Turn, edition: Edition, now: dict[str, Any], one: Put, to: Redraft | None
) -> dict[str, Any] | str:
    """The state with one change; a sentence: why it stays."""
    if one.slot == "names" and silent_out(one.said):
        written = str(now["problems"]) or words.lost_most(edition)
        kept_on = words.without_silent(edition, written)
        unchanged = kept_on == written
        return lists_words.nobody_silent() if unchanged else {**now, "problems": kept_on}
    if one.slot == "names":
        return await _listed(turn, edition, now, one.said)
    if one.slot == "head":
        return {**now, "to": f"{one.said.rstrip('：:。')}："}
    if one.slot in ("docno", "sign", "title"):
        today = in_china(turn.now).date()
        part = words.head_of(one.slot, one.said, turn.world.county, today)
        return {**now, "head": {**now["head"], **part}}
    if to is None:
        return lists_words.fixed()
    lists, more = now["lists"], str(now["more"])
    if to.way == "unnamed":
        return {**now, "lists": {**lists, "criticised": []}}
    if to.way == "add":
        line = to.text if to.text[-1:] in "。！" else f"{to.text}。"
        return {**now, "more": f"{more}\n{line}".strip()}
    if to.way == "drop":
        gone = await _units_in(turn, to.text)
        left = [line for line in more.splitlines() if to.text not in line]
        if not gone and len(left) == len(more.splitlines()):
            return lists_words.not_in_it(to.text)
        kept = {which: [unit for unit in lists[which] if unit not in gone] for which in lists}
        return {**now, "lists": kept, "more": "\n".join(left)}
    return lists_words.fixed()


async def _listed(
    turn: Turn, edition: Edition, now: dict[str, Any], said: str
) -> dict[str, Any] | str:
    """The lists as the words have them."""
    lists = dict(now["lists"])
    for named in namings_of(said):
        found = await _named_so(turn, edition, lists, named)
        if found is None:
            return lists_words.not_named_so(said)
        lists[named.which] = found
    return {**now, "lists": lists}


async def _named_so(
    turn: Turn, edition: Edition, lists: dict[Which, list[int]], named: Naming
) -> list[int] | None:
    """One list as the words have it."""
    if named.whom:
        return naming.said(edition, named.which, named.whom)
    if not named.units:
        return []
    there = {found.unit for table in edition.tables for found in table.results}
    units = await _units_in(turn, named.units) & there
    if not units:
        return None
    marked = set(lists[named.which]) - units if named.out else set(lists[named.which]) | units
    every = [found.unit for table in edition.tables for found in table.results]
    return [one for one in every if one in marked]


async def _units_in(turn: Turn, text: str) -> set[int]:
    """The units that a text names and nothing else."""
    left = text
    mentions = (await roster_of(turn.db)).find_in(text)
    for mention in reversed(mentions):
        left = left[: mention.start] + left[mention.end :]
    if left.strip(" ,，、和与及的单位"):
        return set()
    return {one.found.unit.id for one in mentions if one.found.unit is not None}


async def fits(turn: Turn, quarter: int, number: int = 1) -> Fit | None:  # noqa: ARG001
    """Units by their names, and nothing beside them."""
    left = turn.text
    mentions = (await roster_of(turn.db)).find_in(left)
    for mention in reversed(mentions):
        left = left[: mention.start] + left[mention.end :]
    wholly = mentions and not left.strip(" ,，、和与及;；。")
    return Fit(lists_words.names_typed(turn.text)) if wholly else None


@page("circular/praised/{quarter:int}/{number:int}?/{one:int}?", roles=("admin",), fits=fits)
async def praised(turn: Turn, quarter: int, number: int = 1, one: int = 0) -> None:
    """Tick who is praised."""
    await _tick(turn, quarter, "praised", number, one)


@page("circular/criticised/{quarter:int}/{number:int}?/{one:int}?", roles=("admin",), fits=fits)
async def criticised(turn: Turn, quarter: int, number: int = 1, one: int = 0) -> None:
    """Tick who is criticised."""
    await _tick(turn, quarter, "criticised", number, one)


@page("circular/last/{quarter:int}/{count:int}", roles=("admin",))
async def last(turn: Turn, quarter: int, count: int) -> None:
    """Propose the last ones of each table as 落后 instead; 0: again all with the last grade."""
    edition = await _edition(turn, quarter)
    lists = await state.lists_of(turn, quarter, edition)
    lists["criticised"] = naming.last_of(edition, count) if count else naming.of_last_grade(edition)
    await corridor.set_setting(turn.db, state.key(quarter, edition), canonical(lists))
    await _look(turn, quarter, lists_words.last_taken(count) if count else "")


@page("circular/problems/{quarter:int}/{anew:int}?", roles=("admin",))
async def problems(turn: Turn, quarter: int, anew: int = 0) -> None:
    """存在问题: as proposed or as somebody wrote it; a message replaces it."""
    edition = await _edition(turn, quarter)
    key, route = state.problems_key(quarter, edition), link("circular/problems", quarter)
    if anew:
        await corridor.set_setting(turn.db, key, "")
    elif is_answer(turn, route) and turn.text:
        before = await corridor.setting(turn.db, key)
        await corridor.set_setting(turn.db, key, turn.text)
        await turn.record(None, "circular.problems", f"quarter/{quarter}", before, turn.text)
    text = await state.problems_of(turn, quarter, edition) or words.lost_most(edition)
    turn.say(lists_words.ask_problems(quarter, text))
    turn.wait(route)


@page("circular/copies/{quarter:int}", roles=("admin",))
async def copies(turn: Turn, quarter: int) -> None:
    """抄送: as it stands; a message replaces it."""
    await _edition(turn, quarter)
    route = link("circular/copies", quarter)
    if is_answer(turn, route) and turn.text:
        said = "" if turn.text.strip("。") in lists_words.NOBODY else turn.text.strip()
        before = await state.copies_of(turn)
        await corridor.set_setting(turn.db, state.COPIES, said.removeprefix("抄送").lstrip("：: "))
        await turn.record(None, state.COPIES, f"quarter/{quarter}", before, said)
        await _look(turn, quarter)
        return
    turn.say(lists_words.ask_copies(quarter, await state.copies_of(turn)))
    turn.wait(route)


async def _tick(turn: Turn, quarter: int, which: Which, number: int, one: int) -> None:
    edition = await _edition(turn, quarter)
    lists = await state.lists_of(turn, quarter, edition)
    every = [(table, found) for table in edition.tables for found in table.results]
    route = link("circular", which, quarter, number)
    turned = {one} if one else set()
    if is_answer(turn, route) and turn.text:
        whole = naming.said(edition, which, turn.text)
        if whole is not None:
            await _taken(turn, quarter, edition, {**lists, which: whole})
            return
        turned = await _typed(turn)
        if not turned:
            back = to("返回", "circular", which, quarter, number)
            raise instead(lists_words.unknown_units(turn.text), back)
    turned &= {found.unit for _, found in every}
    marked = set(lists[which]) ^ turned
    if turned:
        lists[which] = [found.unit for _, found in every if found.unit in marked]
        await corridor.set_setting(turn.db, state.key(quarter, edition), canonical(lists))
    if which == "criticised":
        every = [(t, found) for t in edition.tables for found in reversed(t.results)]
    shown = leaf(every, number, _PER_PAGE)
    turn.say(lists_words.checklist(edition, quarter, which, shown, marked))
    turn.wait(link("circular", which, quarter, shown.page))


async def _taken(turn: Turn, quarter: int, edition: Edition, lists: dict[Which, list[int]]) -> None:
    """A whole list was said at once: kept, and both lists shown."""
    await corridor.set_setting(turn.db, state.key(quarter, edition), canonical(lists))
    await _look(turn, quarter)


async def _typed(turn: Turn) -> set[int]:
    found = [mention.found.unit for mention in (await roster_of(turn.db)).find_in(turn.text)]
    return {one.id for one in found if one is not None}


@page("circular/yes/{quarter:int}/{mark}", roles=("admin",), reads=True)
async def make(turn: Turn, quarter: int, mark: str) -> None:
    """Confirmed: written down, and made."""
    edition = await _edition(turn, quarter)
    lists = await state.lists_of(turn, quarter, edition)
    more = await state.more_of(turn, quarter, edition)
    addressee = await state.addressee(turn, quarter, edition)
    head = await state.head_of(turn, quarter, edition)
    problems = await state.problems_of(turn, quarter, edition)
    if mark != state.mark_of(lists, more, addressee, head, problems):
        await _look(turn, quarter, lists_words.changed())
        return
    chosen = (lists["praised"], lists["criticised"])
    rests_on = await state.rests_on(turn, quarter, edition)
    file = words.document(
        edition,
        turn.world.county,
        *chosen,
        in_china(turn.now).date(),
        await publication.before(turn.db, await quarter_of(turn, quarter)),
        turn.world.circular_template,
        problems,
        await state.copies_of(turn),
        more=more,
        addressee=addressee,
        head=head,
    )
    lines, proof = lists_words.made_lines(edition, *chosen), edition.hash

    async def write() -> None:
        if await state.rests_on(turn, quarter, edition) != rests_on:
            raise OutdatedError
        after: dict[str, object] = {"version": edition.version}
        after |= dict(lists.items()) | ({"more": more} if more else {})
        after |= ({"to": addressee} if addressee else {}) | ({"head": head} if head else {})
        await turn.record(None, "circular.confirm", f"quarter/{quarter}", None, after)
        anchor = str(await audit.end(turn.db))
        entered = words.entered(file, edition.version, proof, anchor)
        await state.keep_made(turn, quarter, edition, entered)
        numbered = bool(head.get("number"))
        turn.say(lists_words.made(edition, quarter, entered, lines, anchor, numbered=numbered))

    await turn.then(write)
