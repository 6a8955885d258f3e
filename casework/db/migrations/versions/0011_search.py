"""Make the tables of catalogue and stored searches."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "stored_search",
        sa.Column("code", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=26), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_stored_search")),
    )
    op.create_index(op.f("ix_stored_search_owner_id"), "stored_search", ["owner_id"], unique=False)
    op.create_index(op.f("ix_stored_search_sha256"), "stored_search", ["sha256"], unique=False)
    op.create_table(
        "catalogue_entry",
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("file_number", sa.String(length=16), nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=True),
        sa.Column("officer", sa.String(length=300), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_catalogue_entry_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_catalogue_entry_deposit_id")
        ),
        sa.PrimaryKeyConstraint("deposit_id", name=op.f("pk_catalogue_entry")),
    )
    op.create_index(
        "ix_catalogue_entry_client", "catalogue_entry", ["client_id", "date"], unique=False
    )
    op.create_index(
        "ix_catalogue_entry_office_band",
        "catalogue_entry",
        ["office", "band", "date"],
        unique=False,
    )
    op.create_index(
        "ix_catalogue_entry_office_date",
        "catalogue_entry",
        ["office", "date", "deposit_id"],
        unique=False,
    )
    op.create_index(
        "ix_catalogue_entry_office_kind",
        "catalogue_entry",
        ["office", "kind", "date"],
        unique=False,
    )
    op.create_table(
        "catalogue_number",
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"],
            ["catalogue_entry.deposit_id"],
            name=op.f("fk_catalogue_number_deposit_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("deposit_id", "folded", name=op.f("pk_catalogue_number")),
    )
    op.create_index(
        "ix_catalogue_number_folded", "catalogue_number", ["folded", "deposit_id"], unique=False
    )
    op.create_table(
        "catalogue_recommendation",
        sa.Column("deposit_id", sa.String(length=26), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"],
            ["catalogue_entry.deposit_id"],
            name=op.f("fk_catalogue_recommendation_deposit_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("deposit_id", "code", name=op.f("pk_catalogue_recommendation")),
    )
    op.create_index(
        "ix_catalogue_recommendation_code",
        "catalogue_recommendation",
        ["code", "deposit_id"],
        unique=False,
    )
