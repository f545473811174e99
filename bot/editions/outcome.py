"""What a form comes to, as it is kept beside it: worked out from the form alone.

When that is done, and how it is read again: ``standings``, ``freshening``.
"""

from __future__ import annotations

import json
from dataclasses import replace

import structlog

from bot.corridor.kept import Kept
from bot.forms.form import UnitForm
from scoring.exact import plain
from scoring.ranking import league, standing
from scoring.scheme import Scheme
from scoring.sorting import best_first
from storage.queries import results
from storage.queries.results import Computed

log = structlog.get_logger(__name__)


def attempted(form: UnitForm, *, aloud: bool = True) -> Computed:
    """What a form comes to; one that cannot be assessed is said in the log and set aside.

    It must not keep the whole county from its answers. It counts as worked out until one of its
    figures changes or the bot starts again, so the log names it once and not every minute.
    """
    try:
        return computed(form)
    except Exception:  # the log says it where the result is written
        if aloud:
            log.exception(
                "form cannot be assessed",
                reference=form.reference,
                unit=form.unit.name,
                quarter=form.quarter.id,
            )
        answered = {row for row, _ in form.claims} & {row.id for row in form.own_rows}
        return Computed(
            form_id=form.form.id, league="", place=results.UNCOUNTED,
            total="0", grade="", sort=results.UNCOUNTED, points="{}",
            missing="[]", unproved=_unproved(form), provisional=1,
            owed=len(form.own_rows), done=len(answered),
            begun=int(bool(form.claims or form.evidence or form.reports)), heard=1,
            returned=len(form.unanswered),
        )  # fmt: skip


def computed(form: UnitForm) -> Computed:
    """What a form comes to, as it is kept."""
    if form.claims or form.supplied or form.reviews or form.reports or form.evidence:
        return _computed(form)
    # An untouched form comes to the same as every other of its table and class: on the day a
    # quarter opens these are all there are.
    key = (form.scheme.digest, form.classification, tuple(row.id for row in form.rows))
    made = _UNTOUCHED.made(key, lambda: _computed(form))
    return replace(made, form_id=form.form.id, league=_league(form))


_UNTOUCHED: Kept[tuple[str, str, tuple[str, ...]], Computed] = Kept(64)


def _computed(form: UnitForm) -> Computed:
    so_far = form.assessment
    stands = standing(form.scheme, so_far)
    owed = len(form.own_rows)
    points = {row.id: plain(so_far.rows[row.id].points) for row in form.rows}
    missing = [row.id for row in form.rows if so_far.rows[row.id].missing]
    return Computed(
        form_id=form.form.id,
        league=_league(form),
        place=best_first(stands.key),
        total=plain(stands.total),
        grade=stands.grade,
        sort=_text([plain(part) for part in stands.key]),
        points=_text(points),
        missing=_text(missing),
        unproved=_text([row.id for row in form.unproved]),
        provisional=int(stands.provisional),
        owed=owed,
        done=owed - len(form.gaps),
        begun=int(bool(form.claims or form.evidence or form.reports)),
        heard=int(bool(form.claims or form.supplied or form.reviews or form.reports)),
        returned=len(form.unanswered),
    )


def _unproved(form: UnitForm) -> str:
    """The rows without papers of a form that cannot be assessed, if even that can be said."""
    try:
        return _text([row.id for row in form.unproved])
    except Exception:  # noqa: BLE001 -- what is wrong with it is said already
        return "[]"


def _league(form: UnitForm) -> str:
    return league(form.scheme, form.classification or listed(form.scheme, form.named))


def listed(scheme: Scheme, name: str) -> str | None:
    """The class a scheme itself puts a unit in."""
    return scheme.class_of(name) if scheme.classes else None


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
