"""A form's result knows its place: ten thousand units are ranked where they are kept.

``place`` sorts as the ranking does, best first (``scoring/sorting.py``), ``league`` is the class
that is ranked by itself, '' where all are ranked together; an empty place is a result that could
not be worked out. Quarter, unit, table and name are those of the form and its unit, and follow
them. An edition's points are counted row by row once, since it never changes.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LAST = "~"
_TURNED = str.maketrans("0123456789", "9876543210")
_NEW = (
    "insert into form_results (form_id, quarter_id, unit_id, grp, name)"
    " select new.id, new.quarter_id, new.unit_id, new.grp, u.name from units u"
    " where u.id = new.unit_id"
)


def upgrade() -> None:
    """Every result gets its place from what its rank was decided on."""
    _columns()
    bind = op.get_bind()
    op.execute(
        "update form_results set"
        " quarter_id = (select f.quarter_id from forms f where f.id = form_id),"
        " unit_id = (select f.unit_id from forms f where f.id = form_id),"
        " grp = (select f.grp from forms f where f.id = form_id),"
        " name = (select u.name from units u join forms f on f.unit_id = u.id where f.id = form_id)"
    )
    places = list(_places(bind))
    if places:
        bind.execute(
            sa.text(
                "update form_results set league = :league, place = :place where form_id = :form"
            ),
            places,
        )
    words.change_triggers(
        "form_results_new", "insert into form_results (form_id) values (new.id)", _NEW
    )
    words.trigger(
        "forms_moves",
        "update of grp on forms",
        "update form_results set grp = new.grp where form_id = new.id",
    )
    words.trigger(
        "units_moves",
        "update of name on units",
        "update form_results set name = new.name"
        " where form_id in (select id from forms where unit_id = new.id)",
    )
    _indexes()
    _counted(bind)


def _columns() -> None:
    sorted_so = None if words.is_file() else "C"
    for column in (
        sa.Column("quarter_id", sa.Integer, nullable=False, server_default="0"),
        sa.Column("unit_id", sa.Integer, nullable=False, server_default="0"),
        sa.Column("grp", sa.Text, nullable=False, server_default=""),
        sa.Column("league", sa.Text(collation=sorted_so), nullable=False, server_default=""),
        sa.Column("place", sa.Text(collation=sorted_so), nullable=False, server_default=_LAST),
        sa.Column("name", sa.Text(collation=sorted_so), nullable=False, server_default=""),
    ):
        op.add_column("form_results", column)
    op.create_table(
        "edition_points",
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("grp", sa.Text, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("points", sa.Text, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "publication_id", "grp", "row", "points", name=op.f("pk_edition_points")
        ),
    )


def _indexes() -> None:
    table = ["quarter_id", "grp", "league", "place"]
    for name, columns in (
        ("order", [*table, "name", "unit_id", "form_id", "grade"]),
        ("rungs", [*table, "total", "grade", "provisional"]),
        ("states", ["quarter_id", "form_id", "begun", "returned", "done", "owed"]),
    ):
        op.create_index(op.f(f"ix_form_results_{name}"), "form_results", columns)
    stale = sa.text("stale <> 0")
    op.create_index(
        op.f("ix_form_results_behind"),
        "form_results",
        ["quarter_id", "grp", "form_id"],
        sqlite_where=stale,
        postgresql_where=stale,
    )
    edition = ["publication_id", "grp"]
    op.drop_index(op.f("ix_edition_results_place"), "edition_results")
    for name, columns in (
        ("place", [*edition, "place", "unit_id", "grade"]),
        ("rungs", [*edition, "classification", "rank", "total", "grade", "provisional", "place"]),
    ):
        op.create_index(op.f(f"ix_edition_results_{name}"), "edition_results", columns)


def _places(bind: sa.Connection) -> Iterator[dict[str, object]]:
    """Of every form that was worked out: its league and its place."""
    schemes = {
        (quarter, group): tomllib.loads(text)
        for quarter, group, text in bind.execute(
            sa.text("select quarter_id, grp, text from quarter_schemes")
        )
    }
    kept = bind.execute(
        sa.text(
            "select r.form_id, r.quarter_id, r.grp, r.name, f.classification, r.sort"
            " from form_results r join forms f on f.id = r.form_id where r.sort <> '[]'"
        )
    )
    for form, quarter, group, name, classification, sort in kept.fetchall():
        scheme = schemes.get((quarter, group), {})
        yield {
            "form": form,
            "league": _league(scheme, name, classification) if sort else "",
            "place": _best_first(json.loads(sort)) if sort else "",
        }


def _league(scheme: dict[str, Any], name: str, classification: str) -> str:
    """The class a unit is ranked with, where classes may be ranked apart."""
    said, known = scheme.get("ranking", {}).get("per_class"), scheme.get("classes", {})
    parts = [one for one in scheme.values() if isinstance(one, dict)]
    if not (said if said is not None else not known and not any("classes" in p for p in parts)):
        return ""
    if not known or classification in known:
        return classification
    return next((called for called, units in known.items() if name in units), "")


def _best_first(key: Sequence[str]) -> str:
    return "".join(_figure(Decimal(one)) for one in key) + _LAST


def _figure(figure: Decimal) -> str:
    whole, _, part = f"{abs(figure):f}".partition(".")
    whole = whole.lstrip("0")
    digits = f"{len(whole):03}{whole}{part.rstrip('0')}"
    return f"n{digits.translate(_TURNED)}~" if figure > 0 else f"p{digits} "


def _counted(bind: sa.Connection) -> None:
    """Of every edition that is there: in how many units a row came to so many points."""
    for (publication,) in bind.execute(sa.text("select id from publications")).fetchall():
        counts = Counter(
            (group, row, value)
            for group, points in bind.execute(
                sa.text("select grp, points from edition_results where publication_id = :id"),
                {"id": publication},
            )
            for row, value in json.loads(points).items()
        )
        if counts:
            bind.execute(
                sa.text(
                    'insert into edition_points (publication_id, grp, "row", points, units)'
                    " values (:publication, :group, :row, :points, :units)"
                ),
                [
                    {"publication": publication, "group": g, "row": r, "points": p, "units": n}
                    for (g, r, p), n in counts.items()
                ],
            )


def downgrade() -> None:
    """Places are worked out anew when they are wanted again; nothing else is lost."""
    for name, table in (("forms_moves", "forms"), ("units_moves", "units")):
        words.drop_trigger(name, table)
    words.change_triggers(
        "form_results_new", _NEW, "insert into form_results (form_id) values (new.id)"
    )
    for name in ("order", "rungs", "states", "behind"):
        op.drop_index(op.f(f"ix_form_results_{name}"), "form_results")
    for name in ("place", "rungs"):
        op.drop_index(op.f(f"ix_edition_results_{name}"), "edition_results")
    op.create_index(
        op.f("ix_edition_results_place"),
        "edition_results",
        ["publication_id", "grp", "place", "classification"],
    )
    op.drop_table("edition_points")
    for column in ("quarter_id", "unit_id", "grp", "league", "place", "name"):
        op.drop_column("form_results", column)
