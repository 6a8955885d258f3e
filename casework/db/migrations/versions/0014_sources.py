"""Make the table of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_source_client_id")),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("client_id", "sha256", name=op.f("uq_source_client_id_sha256")),
    )
