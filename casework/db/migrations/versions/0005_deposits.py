"""Make the tables of deposits and their journal."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "deposit",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=160), nullable=False),
        sa.Column("file_number", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.String(length=26), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("tagmanifest", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
        sa.UniqueConstraint("chain", "sequence", name=op.f("uq_deposit_chain_sequence")),
    )
    op.create_index(
        "ix_deposit_file_date", "deposit", ["office", "file_number", "date"], unique=False
    )
    op.create_index(op.f("ix_deposit_kind"), "deposit", ["kind"], unique=False)
    op.create_index(op.f("ix_deposit_number"), "deposit", ["number"], unique=False)
    op.create_table(
        "deposit_file",
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_deposit_file_deposit_id")
        ),
        sa.PrimaryKeyConstraint("deposit_id", "name", name=op.f("pk_deposit_file")),
    )
    op.create_table(
        "journal_entry",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("chain", sa.String(length=160), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "sealed",
                name="journalstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("sealed_at", sa.String(length=27), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_journal_entry_deposit_id")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("deposit_id", name=op.f("uq_journal_entry_deposit_id")),
        sa.UniqueConstraint("key", name=op.f("uq_journal_entry_key")),
    )
    op.create_index(op.f("ix_journal_entry_chain"), "journal_entry", ["chain"], unique=False)
    op.create_index(op.f("ix_journal_entry_state"), "journal_entry", ["state"], unique=False)
    op.create_table(
        "journal_file",
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_journal_file_deposit_id")
        ),
        sa.PrimaryKeyConstraint("deposit_id", "name", name=op.f("pk_journal_file")),
    )
