"""试算: the whole table as it stands, with what is still open; and the list of editions.

Reading only. A trial is seen by who reviews; editions by everybody of the office.
"""

from __future__ import annotations

import hashlib

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import OFFICE, Role, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import making as publication
from bot.editions.edition import Edition, read
from bot.forms.loading import load_quarter
from bot.forms.pages.office import opened, quarter_of
from bot.questions.typed import alone
from bot.release.drafting import draft
from bot.release.open_kept import open_of_quarter
from bot.release.pages.release import name_of, proposer
from bot.release.words import (
    release as release_words,
    released as released_words,
    trial as words,
    unfinished as unfinished_words,
)
from bot.results.words import ranking as ranking_words
from bot.speech import quarters as quarter_words
from storage import audit
from storage.database import moment
from storage.queries import editions as publications, quarters
from storage.queries.editions import Publication
from storage.queries.quarters import Quarter

TRYING: tuple[Role, ...] = ("admin", "reviewer")
_PER_PAGE = 15


@page("trial", roles=TRYING, words=alone("trial"), reads=True)
async def trial(turn: Turn) -> None:
    """试算, of the quarter that is on its way to a release."""
    known = await opened(turn)
    due = [one for s in ("announced", "review") for one in known if one.state == s]
    found = (due or known)[0]
    if found.state != "announced" and (await open_of_quarter(turn.db, found, turn.now)).left:
        # What is not finished is said first; the trial is one tap further.
        await turn.visit(link("unfinished", found.id))
        return
    await turn.visit(link("trial", found.id))


async def _draft(turn: Turn, quarter: Quarter) -> Edition:
    if quarter.state == "planned":
        state = quarter_words.STATES[quarter.state]
        name = quarter_words.name(quarter.year, quarter.number)
        raise instead(words.too_early(name, state), HOME)
    return await draft(turn, quarter, "announced")


@page("trial/{quarter:int}", roles=TRYING, reads=True)
async def summary(turn: Turn, quarter: int) -> None:
    """Every table in brief."""
    found = await quarter_of(turn, quarter)
    edition = await _draft(turn, found)
    turn.say(words.summary(found, edition, _steps(turn, found)))


def _steps(turn: Turn, quarter: Quarter) -> list[Button]:
    if not turn.has("admin"):
        return []
    kinds = {"review": ("announced",), "announced": ("published", "announced")}
    labels = {"announced": "公示", "published": "公布"}
    if quarter.state == "announced":
        labels["announced"] = "再次公示"
    return [
        Button(label=labels[kind], route=link("release", quarter.id, kind))
        for kind in kinds.get(quarter.state, ())
    ]


@page("trial/{quarter:int}/{table:int}/{number:int}?", roles=TRYING, reads=True)
async def listed(turn: Turn, quarter: int, table: int, number: int = 1) -> None:
    """One table, unit by unit."""
    found = await quarter_of(turn, quarter)
    edition = await _draft(turn, found)
    if not 1 <= table <= len(edition.tables):
        raise instead(ranking_words.no_table(), HOME)
    forms = {form.unit.id: form for form in await load_quarter(turn.db, found)}
    shown = edition.tables[table - 1]
    lines = [
        words.Unsettled(
            one,
            sum(bool(row.missing) for row in forms[one.unit].assessment.rows.values()),
            len(one.open.get("unreviewed", ())),
            len(one.open.get("returned", ())),
        )
        for one in shown.results
    ]
    turn.say(words.listed(found, shown, table, leaf(lines, number, _PER_PAGE)))


@page("matrix", roles=TRYING, words=alone("matrix"), reads=True)
async def newest_matrix(turn: Turn) -> None:
    """各项得分表, of the newest quarter that has begun."""
    await turn.visit(link("matrix", (await opened(turn))[0].id))


@page("matrix/{quarter:int}", roles=TRYING, reads=True)
async def matrix(turn: Turn, quarter: int) -> None:
    """Every unit by every row, as a workbook: what was published, or how it stands now."""
    found = await quarter_of(turn, quarter)
    published = await publication.newest(turn.db, quarter, "published")
    edition = published or await _draft(turn, found)
    earlier = await publication.before(turn.db, found)
    turn.say(words.matrix(found, edition, earlier, turn.now, settled=published is not None))


# -- editions ----------------------------------------------------------------------------------


@page("editions", roles=OFFICE, words=alone("editions"), reads=True)
async def newest_editions(turn: Turn) -> None:
    """版本, of the newest quarter that has any."""
    known = await quarters.everyone(turn.db)
    for quarter in known:
        if await publications.of_quarter(turn.db, quarter.id):
            await turn.visit(link("editions", quarter.id))
            return
    raise instead(words.none_yet(), HOME)


@page("editions/{quarter:int}", roles=OFFICE, reads=True)
async def editions(turn: Turn, quarter: int) -> None:
    """Every edition of a quarter."""
    found = await quarter_of(turn, quarter)
    lines = [
        words.Numbered(
            kind=one.kind,
            version=one.version,
            hash=one.hash,
            at=moment(one.at),
            by=released_words.confirmed_by(
                await proposer(turn, one.proposed_by), await name_of(turn, one.confirmed_by)
            ),
            reason=one.reason,
        )
        for one in await publications.of_quarter(turn.db, quarter)
        if one.kind in release_words.VERBS
    ]
    turn.say(words.editions(found, lines, turn.now))


async def _kept(turn: Turn, quarter: int, kind: str, version: int) -> tuple[Publication, Edition]:
    kept = await publications.of_number(turn.db, quarter, kind, version)
    if kept is None:
        raise instead(words.no_edition(), HOME)
    return kept, read(kept.snapshot)


@page("editions/{quarter:int}/{kind}/{version:int}", roles=OFFICE, reads=True)
async def edition(turn: Turn, quarter: int, kind: str, version: int) -> None:
    """One edition, superseded or not, its hash computed again."""
    kept, found = await _kept(turn, quarter, kind, version)
    same = hashlib.sha256(kept.snapshot.encode()).hexdigest() == kept.hash
    lines = [
        released_words.confirmed_by(
            await proposer(turn, kept.proposed_by), await name_of(turn, kept.confirmed_by)
        )
    ]
    lines += [f"更正的原因：{kept.reason}"] if kept.reason else []
    lines += unfinished_words.left_open(found)
    anchor = await audit.anchor_of(turn.db, f"publication/{kept.id}", "publication.add")
    lines += [f"留痕锚 {anchor}"] if anchor else []
    state = words.intact() if same else words.altered()
    earlier = await publication.before(turn.db, await quarter_of(turn, quarter))
    turn.say(words.edition(quarter, found, kept.hash, lines, state, earlier, str(anchor or "")))


@page("editions/{quarter:int}/{kind}/{version:int}/data", roles=OFFICE, reads=True)
async def data(turn: Turn, quarter: int, kind: str, version: int) -> None:
    """What ``python -m scoring score`` recomputes an edition from."""
    _, found = await _kept(turn, quarter, kind, version)
    turn.say(words.data(quarter, found))
