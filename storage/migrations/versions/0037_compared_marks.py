"""What the units of a table reported of the rows that compare is read once, not for each form.

Every table of ``compared_rows`` has a mark that is another, by chance, after every change of such a
figure, of a decision on it, of who takes part and of the quarter's state: whoever knows the mark
knows the figures, and no transaction that is undone leaves one behind.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OF_ROW = (
    "(quarter_id, grp) in (select f.quarter_id, f.grp from forms f join compared_rows c"
    ' on c.quarter_id = f.quarter_id and c.grp = f.grp and c."row" = {0}."row"'
    " where f.id = {0}.form_id)"
)
_OF_TABLE = "quarter_id = {0}.quarter_id and grp = {0}.grp"
_BEARING = {
    "claims": "value",
    "supplied": "value",
    "reviews": "decision, accepted, superseded_at, closed_at",
}


def upgrade() -> None:
    """A mark for each table that compares, now and from now on."""
    op.create_table(
        "compared_marks",
        sa.Column("quarter_id", sa.Integer, sa.ForeignKey("quarters.id"), nullable=False),
        sa.Column("grp", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("quarter_id", "grp", name=op.f("pk_compared_marks")),
    )
    chance = "lower(hex(randomblob(16)))" if words.is_file() else "gen_random_uuid()::text"
    op.execute(
        "insert into compared_marks (quarter_id, grp, mark)"  # noqa: S608 -- our own words
        f" select quarter_id, grp, {chance} from (select distinct quarter_id, grp"
        " from compared_rows) known"
    )
    words.trigger(
        "compared_rows_insert_marks",
        "insert on compared_rows",
        "insert into compared_marks (quarter_id, grp, mark)"  # noqa: S608 -- our own words
        f" values (new.quarter_id, new.grp, {chance})"
        " on conflict (quarter_id, grp) do update set mark = excluded.mark",
    )
    another = f"update compared_marks set mark = {chance} where"  # noqa: S608 -- our own words
    for table, bearing in _BEARING.items():
        for happening, when, side in (
            ("insert", "insert", "new"),
            ("update", f"update of {bearing}", "new"),
            ("delete", "delete", "old"),
        ):
            body = f"{another} {_OF_ROW.format(side)}"
            words.trigger(f"{table}_{happening}_compared_marks", f"{when} on {table}", body)
    for happening, when, side in (
        ("insert", "insert", "new"),
        ("update", "update of grp, classification", "new"),
        ("leaving", "update of grp", "old"),
        ("delete", "delete", "old"),
    ):
        body = f"{another} {_OF_TABLE.format(side)}"
        words.trigger(f"forms_{happening}_compared_marks", f"{when} on forms", body)
    words.trigger(
        "schemes_changed_compared_marks",
        "update on quarter_schemes",
        f"{another} {_OF_TABLE.format('new')}",
    )
    words.trigger(
        "quarters_state_compared_marks",
        "update of state on quarters",
        f"{another} quarter_id = new.id",
    )


def downgrade() -> None:
    """What is compared is read for each form again; nothing is lost."""
    for table in _BEARING:
        for happening in ("insert", "update", "delete"):
            words.drop_trigger(f"{table}_{happening}_compared_marks", table)
    for happening in ("insert", "update", "leaving", "delete"):
        words.drop_trigger(f"forms_{happening}_compared_marks", "forms")
    words.drop_trigger("compared_rows_insert_marks", "compared_rows")
    words.drop_trigger("schemes_changed_compared_marks", "quarter_schemes")
    words.drop_trigger("quarters_state_compared_marks", "quarters")
    op.drop_table("compared_marks")
