"""Results that are at hand: what each form comes to now, and what each edition says of each unit.

Both are copies that can be made again: of the figures by ``scoring``, of an edition from its text.
They are there so that a question about ten thousand units reads ten thousand short rows and not a
million figures. A form's result is marked stale by the change itself, in a trigger, so that no way
of writing a figure can forget it; whoever asks next computes it again. ``roster_mark`` changes
with every change of a unit's names, so that the names are read again only then.
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create both tables, mark every form stale, and copy the editions that are there."""
    _create()
    _triggers()
    op.execute("insert into form_results (form_id) select id from forms")
    connection = op.get_bind()
    kept = connection.execute(sa.text("select id, quarter_id, snapshot from publications"))
    for publication, quarter, snapshot in kept.fetchall():
        for table in json.loads(snapshot)["tables"]:
            _copy(connection, publication, quarter, table)


def _create() -> None:
    op.create_table(
        "form_results",
        sa.Column(
            "form_id",
            sa.Integer,
            sa.ForeignKey("forms.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("stale", sa.Integer, nullable=False, server_default="1"),
        *(sa.Column(name, sa.Text, nullable=False, server_default=default) for name, default in (
            ("total", "0"), ("grade", ""), ("sort", "[]"), ("points", "{}"), ("missing", "[]"),
        )),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in (
            "provisional", "owed", "done", "begun", "heard", "returned",
        )),
    )  # fmt: skip
    op.create_index(
        op.f("ix_form_results_stale"),
        "form_results",
        ["form_id"],
        sqlite_where=sa.text("stale = 1"),
        postgresql_where=sa.text("stale = 1"),
    )
    op.create_table(
        "edition_results",
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("quarter_id", sa.Integer, sa.ForeignKey("quarters.id"), nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in (
            "grp", "name", "short", "classification", "total", "grade", "points",
        )),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("provisional", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("publication_id", "unit_id", name=op.f("pk_edition_results")),
    )  # fmt: skip
    op.create_index(
        op.f("ix_edition_results_place"),
        "edition_results",
        ["publication_id", "grp", "place", "classification"],
    )
    op.create_index(op.f("ix_edition_results_unit"), "edition_results", ["unit_id", "quarter_id"])
    op.create_table(
        "roster_mark",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
    )
    op.execute(f"insert into roster_mark (id, mark) values (1, {_chance()})")  # noqa: S608 -- our own words


def _chance() -> str:
    """A mark that was not there before."""
    return "lower(hex(randomblob(16)))" if words.is_file() else "gen_random_uuid()::text"


def _triggers() -> None:
    words.trigger(
        "form_results_new",
        "insert on forms",
        "insert into form_results (form_id) values (new.id)",
    )
    form = "update form_results set stale = 1 where stale = 0 and form_id = {0}.form_id"
    for table, bearing in (
        ("claims", "value"),
        ("supplied", "value"),
        ("reviews", "decision, accepted, superseded_at"),
        ("evidence", "removed_at"),
        ("work_reports", "on_time, withdrawn_at"),
    ):
        for happening, when in (
            ("insert", "insert"),
            ("update", f"update of {bearing}"),
            ("delete", "delete"),
        ):
            side = "old" if happening == "delete" else "new"
            words.trigger(f"{table}_{happening}_stales", f"{when} on {table}", form.format(side))
    several = "update form_results set stale = 1 where stale = 0 and form_id in"
    for name, happening, which in (
        ("forms_group", "update of grp on forms", "(new.id)"),
        (
            "units_name",
            "update of name, classification on units",
            "(select id from forms where unit_id = new.id)",
        ),
        (
            "schemes_new",
            "insert on quarter_schemes",
            "(select id from forms where quarter_id = new.quarter_id and grp = new.grp)",
        ),
        (
            "schemes_changed",
            "update on quarter_schemes",
            "(select id from forms where quarter_id = new.quarter_id and grp = new.grp)",
        ),
    ):
        words.trigger(f"{name}_stales", happening, f"{several} {which}")
    another = f"update roster_mark set mark = {_chance()}"  # noqa: S608 -- our own words
    for table in ("units", "unit_aliases"):
        for happening in ("insert", "update", "delete"):
            words.trigger(f"{table}_{happening}_renames", f"{happening} on {table}", another)


def _copy(connection: sa.Connection, publication: int, quarter: int, table: dict) -> None:  # type: ignore[type-arg] # JSON of an edition of that time
    statement = sa.text(
        "insert into edition_results (publication_id, quarter_id, unit_id, place, grp, name, short,"
        " classification, total, grade, points, rank, provisional) values (:publication, :quarter,"
        " :id, :place, :group, :name, :short, :class, :total, :grade, :points, :rank, :provisional)"
    )
    for place, one in enumerate(table["units"], 1):
        connection.execute(
            statement,
            {
                "publication": publication,
                "quarter": quarter,
                "place": place,
                "group": table["group"],
                "points": json.dumps(
                    one["rows"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
                ),
                "provisional": int(one["provisional"]),
                **{k: one[k] for k in ("id", "name", "short", "class", "total", "grade", "rank")},
            },
        )


def downgrade() -> None:
    """Going back is a restore from a backup."""
    raise RuntimeError("退回旧版本请用备份恢复")
