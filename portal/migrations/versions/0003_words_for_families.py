"""words for families: what a site fills in, what a person has read and answered"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ONLY_GROW = ("blank_fills", "passage_readings", "question_answers")
REFUSAL = "this row may not be changed or deleted"


def upgrade() -> None:
    with op.batch_alter_table("sites") as site:
        site.add_column(
            sa.Column("reviewed_languages", sa.JSON(), nullable=False, server_default="[]")
        )
    op.create_table(
        "blank_fills",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _link("blank_fills", "site_id", "sites.id"),
        _link("blank_fills", "staff_id", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_fills")),
    )
    op.create_index(op.f("ix_blank_fills_site_id"), "blank_fills", ["site_id"])
    _of_a_person(
        "passage_readings",
        sa.Column("passage_id", sa.String(length=64), nullable=False),
    )
    _of_a_person(
        "question_answers",
        sa.Column("question_id", sa.String(length=64), nullable=False),
        sa.Column("answer_id", sa.String(length=16), nullable=False),
        sa.Column("understood", sa.Boolean(), nullable=False),
    )
    for table in ONLY_GROW:
        for act in ("UPDATE", "DELETE"):
            _guard(table, act)


def _of_a_person(table: str, *about: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caregiver_id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        *about,
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _link(table, "caregiver_id", "caregivers.id"),
        _link(table, "family_id", "families.id"),
        _link(table, "site_id", "sites.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("caregiver_id", "family_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete="RESTRICT")


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
    with op.batch_alter_table("sites") as site:
        site.drop_column("reviewed_languages")
