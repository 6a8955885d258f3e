"""Make the tables of clients."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "client",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("registered_at", sa.String(length=27), nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=320), nullable=False),
        sa.Column("bin_binti", sa.String(length=300), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("nik", sa.String(length=16), nullable=True),
        sa.Column("birth_place", sa.String(length=120), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column(
            "sex",
            sa.Enum("L", "P", name="sex", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("religion", sa.String(length=40), nullable=True),
        sa.Column("education", sa.String(length=80), nullable=True),
        sa.Column("occupation", sa.String(length=120), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("marital_status", sa.String(length=40), nullable=True),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("client_type", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("guidance_from", sa.Date(), nullable=False),
        sa.Column("guidance_until", sa.Date(), nullable=True),
        sa.Column(
            "guidance_status",
            sa.Enum(
                "berjalan",
                "ditangguhkan",
                "selesai",
                "dicabut",
                "pelimpahan",
                "meninggal",
                "melarikan-diri",
                name="guidancestatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("guidance_status_on", sa.Date(), nullable=False),
        sa.Column("pk_id", sa.String(length=26), nullable=True),
        sa.Column("guarantor_name", sa.String(length=300), nullable=True),
        sa.Column("guarantor_relation", sa.String(length=80), nullable=True),
        sa.Column("guarantor_phone", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["pk_id"], ["official.id"], name=op.f("fk_client_pk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("office", "number", name=op.f("uq_client_office_number")),
    )
    op.create_index(op.f("ix_client_nik"), "client", ["nik"], unique=False)
    op.create_index("ix_client_office_name", "client", ["office", "name_key"], unique=False)
    op.create_index("ix_client_office_pk", "client", ["office", "pk_id"], unique=False)
    op.create_table(
        "client_case",
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offences", sa.JSON(), nullable=False),
        sa.Column("articles", sa.String(length=300), nullable=False),
        sa.Column("verdict", sa.String(length=200), nullable=True),
        sa.Column("court", sa.String(length=160), nullable=True),
        sa.Column("sentence", sa.String(length=200), nullable=True),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_case_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "position", name=op.f("pk_client_case")),
    )
    op.create_table(
        "client_register",
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_register_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "position", name=op.f("pk_client_register")),
    )
    op.create_index("ix_client_register_number", "client_register", ["number"], unique=False)
