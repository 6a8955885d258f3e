"""Make the tables of paper places."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "paper_place",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("file_number", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_place")),
        sa.UniqueConstraint(
            "office",
            "file_number",
            "document_id",
            name=op.f("uq_paper_place_office_file_number_document_id"),
        ),
    )
