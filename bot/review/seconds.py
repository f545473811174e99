"""Second marking: which items two reviewers mark, when the two agree, and how often they do.

Pure: chance, opinions and forms come in. Two who mark one item do not see each other: an opinion is
sealed until the second one is there. Where they agree that is the decision; where they differ a
third person decides, who sees both, and only where there is nobody else one of the two. Sentences
are in ``bot.review.words.second``, keeping in ``storage.queries.opinions``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.corridor.routes import token
from bot.forms.form import Raw, UnitForm
from scoring.scheme import Row
from storage.queries.opinions import Drawn, Opinion

DOUBTED: Final = 4
"""An item in doubt is drawn so many times as often as another."""
_FINAL: Final = ("agreed", "differed", "alone")
"""How two opinions end that are not given again."""

Key = tuple[int, str]


def basis(form: UnitForm, row: Row) -> str:
    """Six signs of what an opinion rests on: what the unit claims, and what it shows."""
    claims = [[name, c.value, c.version] for (id, name), c in form.claims.items() if id == row.id]
    return token([claims, [one.id for one in form.proofs(row.id)]])


def live(opinions: Iterable[Opinion]) -> dict[Key, tuple[Opinion, ...]]:
    """The opinions that are not settled, by item."""
    found: dict[Key, tuple[Opinion, ...]] = {}
    for one in opinions:
        if one.settled_at is None:
            key = one.form_id, one.row
            found[key] = (*found.get(key, ()), one)
    return found


def drawn(
    earlier: Sequence[Opinion], percent: int, chance: float, *, doubted: bool
) -> Drawn | None:
    """Whether an item is marked twice, and by what it was chosen; None: it is not.

    Once two have spoken it is done; who took an opinion back does not take the item out.
    """
    if any(one.outcome in _FINAL for one in earlier):
        return None
    if again := [one for one in earlier if one.outcome]:
        return "doubt" if again[-1].drawn == "doubt" else "chance"
    if percent <= 0 or chance * 100 >= percent * (DOUBTED if doubted else 1):
        return None
    return "doubt" if doubted else "chance"


def accepted_of(one: Opinion) -> dict[str, Raw]:
    """The figures an opinion accepts."""
    found: dict[str, Raw] = json.loads(one.accepted)
    return found


def agree(one: Opinion, decision: str, accepted: Mapping[str, Raw]) -> bool:
    """Whether a decision is what the first one found: the same figures, taken or cut."""
    return one.decision == decision and accepted_of(one) == dict(accepted)


@dataclass(frozen=True, slots=True)
class Count:
    """So many items were marked by two, and in so many the two agreed."""

    both: int = 0
    agreed: int = 0

    def with_one(self, *, agreed: bool) -> Count:
        """One item more."""
        return Count(self.both + 1, self.agreed + agreed)


@dataclass(frozen=True)
class Agreement:
    """What second marking has shown of a quarter."""

    total: Count
    by_row: Mapping[tuple[str, str], Count]
    """By table and row."""
    by_person: Mapping[int, Count]
    waiting: tuple[Key, ...]
    """One has spoken, the second is waited for."""
    differing: tuple[Key, ...]
    """Both have spoken, and it is to be decided."""


def agreement(opinions: Sequence[Opinion], tables: Mapping[int, str]) -> Agreement:
    """How often two agreed, by row and by reviewer; ``tables``: by form, the table it is of."""
    pairs: dict[tuple[int, str, str], list[Opinion]] = {}
    for one in opinions:
        if one.outcome in ("", "agreed", "differed"):
            pairs.setdefault((one.form_id, one.row, one.settled_at or ""), []).append(one)
    total = Count()
    by_row: dict[tuple[str, str], Count] = {}
    by_person: dict[int, Count] = {}
    waiting: list[Key] = []
    differing: list[Key] = []
    for (form, row, settled), pair in pairs.items():
        if len(pair) < 2:
            waiting.append((form, row))
            continue
        same = pair[0].outcome == "agreed"
        total = total.with_one(agreed=same)
        place = tables.get(form, ""), row
        by_row[place] = by_row.get(place, Count()).with_one(agreed=same)
        for one in pair:
            before = by_person.get(one.by_person, Count())
            by_person[one.by_person] = before.with_one(agreed=same)
        if not settled:
            differing.append((form, row))
    return Agreement(total, by_row, by_person, tuple(waiting), tuple(differing))
