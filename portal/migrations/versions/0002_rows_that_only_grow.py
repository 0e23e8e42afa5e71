"""rows that only grow: the database itself refuses to change or delete them"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# 21 CFR 11.10(e): earlier entries stay readable. Clinical rows are corrected by new rows.
ONLY_GROW = ("trail", "alert_events", "texting_consents", "state_changes", "dose_reports")
NEVER_DELETED = ("symptom_reports", "alerts", "pages", "inbound_texts", "outbound_texts", "schedules")
REFUSAL = "this row may not be changed or deleted"


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


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
    for table in ONLY_GROW:
        _guard(table, "UPDATE")
    for table in (*ONLY_GROW, *NEVER_DELETED):
        _guard(table, "DELETE")


def downgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    for table in (*ONLY_GROW, *NEVER_DELETED):
        for act in ("update", "delete") if table in ONLY_GROW else ("delete",):
            op.execute(f"DROP TRIGGER {table}_no_{act}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        op.execute("DROP FUNCTION refuse_change()")
