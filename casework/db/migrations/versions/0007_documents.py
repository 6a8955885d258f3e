"""Make the tables of letter numbers and signed copies."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "letter_number",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column(
            "register",
            sa.Enum(
                "hasil-asesmen",
                "litmas",
                name="register",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=26), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "terpakai",
                "batal",
                name="numberstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_number")),
        sa.UniqueConstraint(
            "office", "register", "text", name=op.f("uq_letter_number_office_register_text")
        ),
        sa.UniqueConstraint(
            "office", "register", "year", "n", name=op.f("uq_letter_number_office_register_year_n")
        ),
    )
    op.create_index("ix_letter_number_subject", "letter_number", ["subject"], unique=False)
    op.create_table(
        "signed_copy",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["deposit.id"], name=op.f("fk_signed_copy_document_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_signed_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_copy")),
    )
    op.create_index(
        op.f("ix_signed_copy_document_id"), "signed_copy", ["document_id"], unique=False
    )
