"""A unit's class is kept with its form: what it is called next year changes no announced result."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take over the classes that units have now."""
    op.add_column("forms", sa.Column("classification", sa.Text, nullable=False, server_default=""))
    op.execute(
        "update forms set classification = (select u.classification from units u"
        " where u.id = forms.unit_id)"
    )
    words.trigger(
        "forms_class_stales",
        "update of classification on forms",
        "update form_results set stale = 1 where stale = 0 and form_id = new.id",
    )


def downgrade() -> None:
    """The unit has its class still."""
    op.execute("drop trigger forms_class_stales")
    op.drop_column("forms", "classification")
