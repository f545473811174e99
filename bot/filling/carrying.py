"""和上季度一样: what a steady row can take over from the quarter before, taking it, undoing it.

Which rows: the scheme says so (``steady``); and the clause must be the same word for word, last
quarter's form handed in, nothing of the row cut or sent back then, nothing said of it now. What is
taken over carries the quarter it comes from until somebody answers anew. No page lives here and no
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.corridor.routes import token
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.forms import receipts
from bot.forms.form import Raw, UnitForm
from bot.forms.loading import load
from bot.forms.words.carried import says
from bot.speech.periodic import heard
from bot.speech.yes_no import agrees
from scoring.periods import beside, mark
from scoring.scheme import Row
from storage.queries import papers, quarters
from storage.queries.papers import Evidence, Receipt
from storage.queries.quarters import Quarter

Reason = Literal["not steady", "no quarter", "other clause", "not accepted", "nothing", "answered"]
"""Why nothing can be taken over."""

_ASKS: Final = re.compile(
    r"(?:(?:对|是|嗯|好)(?:的|啊)?[,，。\s]*)?(?:我们?)?(?:这(?:一|个)?[项题行个]|本项|这里|都|全部?|那?就)*(?:还是)?"
    r"(?:(?:和|跟|同|与|照|按|按照|照着)(?:着)?(?:上|前)(?:一)?(?:个)?(?:季度?|次|期)(?:的)?"
    r"(?:是)?(?:一?样|一致|相同|没变|不变|填|报|写|来|抄|数字?|那个数|那个)?(?:的)?"
    r"(?:填|报|写|来|算)?(?:的)?"
    r"|(?:沿用|照搬|照抄|复制|套用|用)(?:一下)?上(?:一)?(?:个)?(?:季度?|次|期)(?:的)?(?:答案|材料|数据|内容)?"
    r"|上(?:一)?(?:个)?(?:季度?|次|期)(?:的)?(?:怎么填|啥样|什么样)(?:就|这次就|现在就)?(?:怎么填|啥样|什么样)"
    r"(?:[,，]?(?:没有?|无)(?:什么|啥)?(?:变化|变动|变))?"
    r"|(?:没有?|无)(?:什么|啥)?变[化动]|没变(?:化)?|老样子|不变|同上季度?|沿用|照搬|照抄|照旧|照用|一样|一个样)"
    r"(?:就行|就好|就可以|即可|吧|了|的|啊|哈|嘛)*[。.!！~～]*"
)
_CLAUSES: Final = re.compile(r"[,，。;；!！\s]+")
_CLAUSE: Final = (
    "text", "content", "points", "inputs", "terms", "only_if", "zero_if", "start", "floor",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What one row can take over."""

    row: Row
    quarter: Quarter
    """The quarter it comes from."""
    answers: Mapping[str, Raw]
    papers: tuple[Evidence, ...]

    @property
    def mark(self) -> str:
        """Six signs of what is shown, so that nothing else is taken over."""
        return token([self.row.id, dict(self.answers), [one.id for one in self.papers]])


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an offer."""

    offer: Offer
    receipt: Receipt
    left_out: tuple[Evidence, ...]
    """Papers that no longer fit the unit's bytes."""


def asks(text: str) -> bool:
    """Whether a text says that a row is as it was."""
    said = heard(text.strip())
    if _ASKS.fullmatch(said):
        return True
    clauses = [one for one in _CLAUSES.split(said) if one and not agrees(one)]
    return len(clauses) > 1 and all(_ASKS.fullmatch(one) for one in clauses)


async def before(turn: Turn, form: UnitForm) -> UnitForm | None:
    """The unit's form of the quarter before; None when it took no part or did not hand in."""
    here = (form.quarter.year, form.quarter.number)
    found = await quarters.by_number(turn.db, *beside(here, -1))
    earlier = await load(turn.db, found.id, form.unit.id) if found else None
    return earlier if earlier is not None and earlier.form.state == "submitted" else None


async def offered(turn: Turn, form: UnitForm, row: Row) -> Offer | None:
    """What a row can take over, asked before it is shown; None: nothing."""
    if not row.steady or not form.may_change(row.id, turn.now) or _touched(form, row):
        return None
    found = offer(form, await before(turn, form), row)
    return found if isinstance(found, Offer) else None


async def all_offered(turn: Turn, form: UnitForm) -> list[Offer]:
    """Every row's offer, in the order of the table."""
    if not form.may_fill(turn.now):
        return []
    earlier = await before(turn, form)
    found = [offer(form, earlier, row) for row in form.own_rows]
    return [one for one in found if isinstance(one, Offer)]


def offer(form: UnitForm, earlier: UnitForm | None, row: Row) -> Offer | Reason:
    """What a row can take over, or why nothing."""
    if not row.steady or row not in form.own_rows:
        return "not steady"
    if _touched(form, row):
        return "answered"
    if earlier is None:
        return "no quarter"
    old = next((one for one in earlier.rows if one.id == row.id), None)
    if old is None or any(getattr(old, key) != getattr(row, key) for key in _CLAUSE):
        return "other clause"
    review = earlier.reviews.get(row.id)
    if review is not None and review.decision != "accept":
        return "not accepted"
    said = {one.name: earlier.claimed(row.id, one.name) for one in old.inputs}
    answers = {name: raw for name, raw in said.items() if raw is not None}
    if not answers:
        return "nothing"
    return Offer(row, earlier.quarter, answers, earlier.proofs(row.id))


def _touched(form: UnitForm, row: Row) -> bool:
    said = any(form.claimed(row.id, one.name) is not None for one in row.inputs)
    return said or form.is_returned(row.id) or bool(form.proofs(row.id))


async def take(turn: Turn, form: UnitForm, found: Offer) -> tuple[UnitForm, Taken]:
    """Answers and papers with their mark, one receipt for all of them; the form anew."""
    carried = mark(found.quarter.year, found.quarter.number)
    fitting, left_out = await _fitting(turn, form, found.papers)
    form = await claiming.save(
        turn, form, found.row, found.answers, why=says(carried), carried=carried
    )
    receipt = await receipts.issue(turn, form, "carry", _body(found, fitting, carried))
    for one in fitting:
        await _paper(turn, form, found.row, one, receipt.number, carried)
    kept = tuple(await papers.evidence_of(turn.db, form.form.id))
    return replace(form, evidence=kept), Taken(found, receipt, left_out)


def _body(found: Offer, fitting: tuple[Evidence, ...], carried: str) -> dict[str, object]:
    return {
        "row": found.row.id,
        "carried": carried,
        "figures": dict(found.answers),
        "files": [
            {"label": one.label, "digest": one.digest, "size": one.size, "type": one.kind}
            for one in fitting
            if one.digest
        ],
        "links": [{"url": one.url, "title": one.label} for one in fitting if one.url],
    }


async def _fitting(
    turn: Turn, form: UnitForm, offered: tuple[Evidence, ...]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What fits the unit's bytes and the row's number of papers, and what does not."""
    known = {one.digest for one in form.evidence} | {one.digest for one in form.reports}
    used = await papers.used_bytes(turn.db, form.form.id)
    kept: list[Evidence] = []
    for one in offered:
        more = 0 if one.digest is None or one.digest in known else one.size
        room = used + more <= turn.world.limits.unit_bytes
        if room and len(kept) < turn.world.limits.papers_per_row:
            kept.append(one)
            used += more
            known.add(one.digest)
    return tuple(kept), tuple(one for one in offered if one not in kept)


async def _paper(
    turn: Turn, form: UnitForm, row: Row, one: Evidence, receipt: str, carried: str
) -> None:
    number = await papers.add_evidence(
        turn.db,
        form.form.id,
        row.id,
        digest=one.digest,
        url=one.url,
        label=one.label,
        caption=one.caption,
        receipt=receipt,
        person_id=turn.somebody.id,
        now=turn.now,
        carried=carried,
    )
    after = {"row": row.id, "digest": one.digest, "url": one.url, "label": one.label}
    about = f"evidence/{number}"
    written = {**after, "receipt": receipt, "carried": carried}
    await turn.record(form.unit.id, "evidence.add", about, None, written, says(carried))


async def undo(turn: Turn, form: UnitForm, row: Row) -> bool:
    """Take back what was taken over and not answered anew since; False: there is nothing of it."""
    names = form.carried_answers(row)
    pieces = [one for one in form.proofs(row.id) if one.carried]
    if not names and not pieces:
        return False
    await claiming.save(turn, form, row, dict.fromkeys(names))
    for one in pieces:
        await papers.remove_evidence(turn.db, one.id, turn.now)
        gone = {"row": one.row, "digest": one.digest, "url": one.url, "label": one.label}
        await turn.record(form.unit.id, "evidence.remove", f"evidence/{one.id}", gone, None)
    return True
