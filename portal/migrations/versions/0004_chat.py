"""the chatbot: turns, clearings, questions to the team, answers, drafts of passages"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# In the order in which they name each other.
TABLES = (
    "chat_turns", "chat_clearings", "team_questions", "team_answers", "answers_seen",
    "draft_passages",
)  # fmt: skip
REFUSAL = "this row may not be changed or deleted"


def upgrade() -> None:
    _of_a_person(
        "chat_turns",
        _sealed("words"),
        _word("kind"),
        _word("door"),
        _word("language", 16),
        _word("boundary", nullable=True),
        sa.Column("passages", sa.JSON(), nullable=False),
        _word("words_version", nullable=True),
        _sealed("why"),
        _sealed("detail"),
        _word("report_id", nullable=True),
        _word("inbound_id", nullable=True),
        _word("follows_id", nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        at="at",
        report_id="symptom_reports.id",
        inbound_id="inbound_texts.id",
        follows_id="chat_turns.id",
    )
    _index("chat_turns", "at", "report_id", "inbound_id", "follows_id")
    _of_a_person("chat_clearings", _word("door"), at="at")
    _of_a_person(
        "team_questions",
        _word("participant_id", nullable=True),
        _word("turn_id", nullable=True),
        _word("task_id"),
        _word("door"),
        _word("language", 16),
        _sealed("words"),
        sa.UniqueConstraint("turn_id", name=op.f("uq_team_questions_turn_id")),
        at="asked_at",
        participant_id="participants.id",
        turn_id="chat_turns.id",
        task_id="tasks.id",
    )
    _index("team_questions", "site_id", "participant_id", "asked_at")
    _table(
        "team_answers",
        _word("question_id"),
        _word("staff_id"),
        _word("how"),
        _word("phrase", nullable=True),
        _sealed("words"),
        _word("text_id", nullable=True),
        at="at",
        question_id="team_questions.id",
        staff_id="staff.id",
    )
    _index("team_answers", "question_id")
    _table(
        "answers_seen",
        _word("answer_id"),
        _word("caregiver_id"),
        at="at",
        answer_id="team_answers.id",
        caregiver_id="caregivers.id",
    )
    _index("answers_seen", "answer_id")
    _table(
        "draft_passages",
        _word("site_id"),
        _word("question_id"),
        _word("staff_id"),
        _sealed("title"),
        _sealed("body"),
        _sealed("asked_as"),
        _word("language", 16),
        at="at",
        site_id="sites.id",
        question_id="team_questions.id",
        staff_id="staff.id",
    )
    _index("draft_passages", "site_id")
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            _guard(table, act)


def _of_a_person(table: str, *columns: Any, at: str, **links: str) -> None:
    own = ("caregiver_id", "family_id", "site_id")
    targets = ("caregivers.id", "families.id", "sites.id")
    columns = (*map(_word, own), *columns)
    _table(table, *columns, at=at, **dict(zip(own, targets, strict=True)), **links)
    _index(table, "caregiver_id", "family_id")


def _table(table: str, *columns: Any, at: str, **links: str) -> None:
    op.create_table(
        table,
        _word("id"),
        *columns,
        sa.Column(at, sa.DateTime(timezone=True), nullable=False),
        *(_link(table, column, target) for column, target in links.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _word(name: str, length: int = 32, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def _sealed(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


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
    for table in reversed(TABLES):
        op.drop_table(table)
