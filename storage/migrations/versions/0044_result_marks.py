"""Of a living quarter's results only those are read again that are other than they were.

Every result has a mark that is another, by chance, after every change of what is kept of it and of
how far its form has come: whoever knows the mark knows the result, and no transaction that is
undone leaves one behind. Which rows lack papers is kept beside the points, because finding it out
takes every claim of the quarter. What was kept before does not say it and is computed again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0044"
down_revision: str | None = "0043"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEPT = (
    "league", "place", "total", "grade", "points", "missing", "unproved", "provisional", "owed",
    "done", "begun", "heard", "returned",
)  # fmt: skip
_OF_FORM = "grp, classification, listed, state, submitted_at, extended_to"
_NEW = (
    "insert into form_results (form_id, quarter_id, unit_id, grp, name)"
    " select new.id, new.quarter_id, new.unit_id, new.grp, u.name"
)
_SHOWN = "update of {} on evidence"


def upgrade() -> None:
    """A mark for each result, now and from now on."""
    for name in ("mark", "unproved"):
        op.add_column("form_results", sa.Column(name, sa.Text, nullable=False, server_default=""))
    chance = "lower(hex(randomblob(8)))" if words.is_file() else "gen_random_uuid()::text"
    op.execute(f"update form_results set mark = {chance}")  # noqa: S608 -- our own words
    op.create_index(op.f("ix_form_results_marks"), "form_results", ["quarter_id", "mark"])
    words.change_triggers("form_results_new", _NEW, _marked(chance))
    another = f"update form_results set mark = {chance} where form_id ="  # noqa: S608 -- our own
    words.trigger("forms_other_mark", f"update of {_OF_FORM} on forms", f"{another} new.id")
    differs = " or ".join(f"old.{one} <> new.{one}" for one in _KEPT)
    words.trigger(
        "form_results_other_mark",
        f"update of {', '.join(_KEPT)} on form_results",
        f"{another} new.form_id and ({differs})",
    )
    _papers('removed_at, "row"')
    op.execute("update form_results set stale = 1 where stale = 0")


def _marked(chance: str) -> str:
    return _NEW.replace("grp, name)", "grp, name, mark)").replace("u.name", f"u.name, {chance}")


def _papers(bearing: str) -> None:
    """A paper that goes to another row makes its form's result stale, or does not."""
    words.drop_trigger("evidence_update_stales", "evidence")
    words.trigger(
        "evidence_update_stales",
        _SHOWN.format(bearing),
        "update form_results set stale = 1 where stale <> 1 and form_id = new.form_id",
    )


def downgrade() -> None:
    """Every result is read for each question again; nothing is lost."""
    chance = "lower(hex(randomblob(8)))" if words.is_file() else "gen_random_uuid()::text"
    _papers("removed_at")
    words.drop_trigger("form_results_other_mark", "form_results")
    words.drop_trigger("forms_other_mark", "forms")
    words.change_triggers("form_results_new", _marked(chance), _NEW)
    op.drop_index(op.f("ix_form_results_marks"), "form_results")
    for name in ("unproved", "mark"):
        op.drop_column("form_results", name)
