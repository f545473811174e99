"""How a table of a living quarter stands is counted once, and not for each question.

Every table has a mark that is another, by chance, after every change of a place, total or grade
that is kept, and of who takes part: whoever knows the mark knows how many stand on each rung, and
no transaction that is undone leaves one behind. A result that is worked out anew and comes to the
same changes nothing.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BEARING = ("league", "place", "total", "grade", "provisional")


def upgrade() -> None:
    """A mark for each table, now and from now on."""
    op.create_table(
        "standing_marks",
        sa.Column("quarter_id", sa.Integer, nullable=False),
        sa.Column("grp", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("quarter_id", "grp", name=op.f("pk_standing_marks")),
    )
    chance = "lower(hex(randomblob(16)))" if words.is_file() else "gen_random_uuid()::text"
    op.execute(
        "insert into standing_marks (quarter_id, grp, mark)"  # noqa: S608 -- our own words
        f" select quarter_id, grp, {chance} from (select distinct quarter_id, grp"
        " from form_results) known"
    )
    new = (
        "insert into standing_marks (quarter_id, grp, mark)"  # noqa: S608 -- our own words
        f" values (new.quarter_id, new.grp, {chance})"
        " on conflict (quarter_id, grp) do update set mark = excluded.mark"
    )
    words.trigger("form_results_new_standing", "insert on form_results", new)
    words.trigger("form_results_moves_standing", "update of grp on form_results", new)
    another = f"update standing_marks set mark = {chance} where"  # noqa: S608 -- our own words
    old = f"{another} quarter_id = old.quarter_id and grp = old.grp"
    words.trigger("form_results_gone_standing", "delete on form_results", old)
    words.trigger("form_results_leaves_standing", "update of grp on form_results", old)
    differs = " or ".join(f"old.{one} <> new.{one}" for one in _BEARING)
    words.trigger(
        "form_results_other_standing",
        f"update of {', '.join(_BEARING)} on form_results",
        f"{another} quarter_id = new.quarter_id and grp = new.grp and ({differs})",
    )


def downgrade() -> None:
    """Tables are counted for each question again; nothing is lost."""
    for name in ("new", "moves", "gone", "leaves", "other"):
        words.drop_trigger(f"form_results_{name}_standing", "form_results")
    op.drop_table("standing_marks")
