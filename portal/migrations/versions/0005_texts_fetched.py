"""texts fetched from the carrier: when that was, and how often fetching failed in a row"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Columns in place, never a table copied in a batch: a copy would leave its triggers behind.


def upgrade() -> None:
    fetched_at = sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("inbound_texts", fetched_at)
    failures = sa.Column("failures", sa.Integer(), nullable=False, server_default="0")
    op.add_column("leases", failures)


def downgrade() -> None:
    op.drop_column("leases", "failures")
    op.drop_column("inbound_texts", "fetched_at")
