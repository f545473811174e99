"""The numbers shown in a group are found by their letter, and the last one of a chat at once."""

from collections.abc import Sequence

from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the indexes."""
    op.create_index(op.f("ix_wecom_choices_letter"), "wecom_choices", ["letter"])
    op.create_index(op.f("ix_wecom_choices_chat"), "wecom_choices", ["chat", "id"])


def downgrade() -> None:
    """Nothing but time is lost."""
    op.drop_index(op.f("ix_wecom_choices_chat"), "wecom_choices")
    op.drop_index(op.f("ix_wecom_choices_letter"), "wecom_choices")
