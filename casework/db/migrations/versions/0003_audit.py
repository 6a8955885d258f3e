"""Make the tables of audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=160), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("office", "n", name=op.f("uq_audit_event_office_n")),
    )
    op.create_index(op.f("ix_audit_event_object"), "audit_event", ["object"], unique=False)
    op.create_index(op.f("ix_audit_event_what"), "audit_event", ["what"], unique=False)
