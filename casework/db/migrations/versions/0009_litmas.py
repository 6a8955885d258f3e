"""Make the tables of Litmas and bundles."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "litmas",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("pk_id", sa.String(length=26), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_litmas_client_id")),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_litmas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_litmas")),
        sa.UniqueConstraint("office", "slug", name=op.f("uq_litmas_office_slug")),
    )
    op.create_index("ix_litmas_client", "litmas", ["client_id"], unique=False)
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("litmas_id", sa.String(length=26), nullable=False),
        sa.Column("result_id", sa.String(length=26), nullable=False),
        sa.Column("annex_id", sa.String(length=26), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_bundle_id")),
        sa.ForeignKeyConstraint(["litmas_id"], ["litmas.id"], name=op.f("fk_bundle_litmas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
        sa.UniqueConstraint("code", name=op.f("uq_bundle_code")),
    )
    op.create_index(op.f("ix_bundle_litmas_id"), "bundle", ["litmas_id"], unique=False)
    op.create_index(op.f("ix_bundle_result_id"), "bundle", ["result_id"], unique=False)
    op.create_table(
        "bundle_order",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("litmas_id", sa.String(length=26), nullable=False),
        sa.Column("result_id", sa.String(length=26), nullable=False),
        sa.Column("annex_id", sa.String(length=26), nullable=False),
        sa.Column("ordered_by", sa.String(length=26), nullable=False),
        sa.Column("ordered_at", sa.String(length=27), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("contents_at", sa.String(length=27), nullable=True),
        sa.Column("merged_at", sa.String(length=27), nullable=True),
        sa.Column("sealed_at", sa.String(length=27), nullable=True),
        sa.Column("trouble", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["litmas_id"], ["litmas.id"], name=op.f("fk_bundle_order_litmas_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_order")),
        sa.UniqueConstraint(
            "litmas_id", "annex_id", name=op.f("uq_bundle_order_litmas_id_annex_id")
        ),
    )
