"""Make the tables of sources that are read from pictures, and of those an assessor has studied."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_STATES = ("waiting", "reading", "read", "failed", "not-needed")


def upgrade() -> None:
    """Take the step."""
    _texts()
    _readings()
    op.create_table(
        "studied_source",
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("studied_at", sa.String(length=27), nullable=True),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_studied_source_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["deposit.id"], name=op.f("fk_studied_source_document_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "document_id", name=op.f("pk_studied_source")),
    )


def _texts() -> None:
    op.create_table(
        "source_text",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("source_id", sa.String(length=26), nullable=False),
        sa.Column("engine", sa.String(length=120), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_source_text_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_text_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_text")),
    )
    op.create_index(op.f("ix_source_text_source_id"), "source_text", ["source_id"])


def _readings() -> None:
    op.create_table(
        "source_reading",
        sa.Column("source_id", sa.String(length=26), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *_STATES, name="readingstate", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=40), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_reading_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_reading")),
    )
    op.create_table(
        "source_page",
        sa.Column("source_id", sa.String(length=26), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("trouble", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_page_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", "page", name=op.f("pk_source_page")),
    )
