"""the days a child is with each caregiver; points of the study that were talked about"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ONLY_GROW = ("custody_entries", "talks")
REFUSAL = "this row may not be changed or deleted"


def upgrade() -> None:
    op.create_table(
        "custody_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        *_words("caregiver_id", "participant_id", "family_id", "site_id", "staff_id"),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("other_weekdays", sa.JSON(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _link("custody_entries", "caregiver_id", "caregivers.id"),
        _link("custody_entries", "participant_id", "participants.id"),
        _link("custody_entries", "family_id", "families.id"),
        _link("custody_entries", "site_id", "sites.id"),
        _link("custody_entries", "staff_id", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_entries")),
    )
    _index("custody_entries", "caregiver_id", "participant_id")
    op.create_table(
        "talks",
        *_words("id", "answer_id", "family_id", "site_id", "staff_id"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _link("talks", "answer_id", "question_answers.id"),
        _link("talks", "family_id", "families.id"),
        _link("talks", "site_id", "sites.id"),
        _link("talks", "staff_id", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    _index("talks", "answer_id", "family_id")
    for table in ONLY_GROW:
        for act in ("UPDATE", "DELETE"):
            _guard(table, act)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(length=32), nullable=False) for name in names]


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete="RESTRICT")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _guard(table: str, act: str) -> None:
    name = f"{table}_no_{act.lower()}"
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    for table in ONLY_GROW:
        op.drop_table(table)
