"""A form knows under which name its quarter's scheme lists the unit.

Schemes name units: in their classes, in rows for some of them, with targets of their own. A unit
that is renamed in the middle of a quarter stays what it is in the scheme that counts.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Every unit is listed under the name it has, until it is given another."""
    op.add_column("forms", sa.Column("listed", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Schemes then know units by the name they have."""
    op.drop_column("forms", "listed")
