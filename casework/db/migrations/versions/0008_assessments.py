"""Make the tables of assessments and results."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.String(length=26), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "numbered",
                "stored",
                "void",
                name="assessmentstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reassessment", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("instruments", sa.JSON(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.String(length=27), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("last_place", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("record_id", sa.String(length=26), nullable=True),
        sa.Column("frozen", sa.JSON(), nullable=True),
        sa.Column("numbered_at", sa.String(length=27), nullable=True),
        sa.Column("docx_at", sa.String(length=27), nullable=True),
        sa.Column("pdf_at", sa.String(length=27), nullable=True),
        sa.Column("sealed_at", sa.String(length=27), nullable=True),
        sa.Column("indexed_at", sa.String(length=27), nullable=True),
        sa.Column("trouble", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessor_id"], ["official.id"], name=op.f("fk_assessment_assessor_id")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("client_id", "ordinal", name=op.f("uq_assessment_client_id_ordinal")),
    )
    op.create_index(op.f("ix_assessment_assessor_id"), "assessment", ["assessor_id"], unique=False)
    op.create_index("ix_assessment_state", "assessment", ["office", "state"], unique=False)
    op.create_table(
        "result",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("risk_score", sa.Integer(), nullable=False),
        sa.Column("risk_band", sa.String(length=20), nullable=False),
        sa.Column("needs_score", sa.Integer(), nullable=True),
        sa.Column("needs_band", sa.String(length=20), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_result_client_id")),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_result_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_result_assessment_id")),
        sa.UniqueConstraint("code", name=op.f("uq_result_code")),
    )
    op.create_index("ix_result_client_date", "result", ["client_id", "issued_on"], unique=False)
    op.create_table(
        "answer",
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("option", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_answer_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "instrument", "item", name=op.f("pk_answer")),
    )
    op.create_table(
        "recommendation",
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_recommendation_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "position", name=op.f("pk_recommendation")),
    )
