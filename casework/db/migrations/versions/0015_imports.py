"""Make the tables of lists that are taken over, their rows, and the mappings an office keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_BATCH = ("diunggah", "dipetakan", "diperiksa", "berjalan", "selesai", "dibatalkan", "dibuang")
_ROW = ("siap", "salah", "kembar", "dilewati", "terdaftar")
_DECISION = ("", "lewati", "berkas-baru")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("state", _choice("batchstate", *_BATCH), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.String(length=27), nullable=False),
        sa.Column("uploaded_by", sa.String(length=300), nullable=False),
        sa.Column("confirmed_at", sa.String(length=27), nullable=True),
        sa.Column("done_at", sa.String(length=27), nullable=True),
        sa.Column("undone_at", sa.String(length=27), nullable=True),
        sa.Column("undo_reason", sa.Text(), nullable=True),
        sa.Column("actor", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_office"), "import_batch", ["office"])
    op.create_table(
        "import_row",
        sa.Column("batch_id", sa.String(length=26), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("edited", sa.JSON(), nullable=False),
        sa.Column("state", _choice("rowstate", *_ROW), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("decision", _choice("rowchoice", *_DECISION), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("client_number", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "n", name=op.f("pk_import_row")),
    )
    op.create_index("ix_import_row_state", "import_row", ["batch_id", "state"])
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("saved_by", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("office", "name", name=op.f("uq_import_mapping_office_name")),
    )
    op.create_index(op.f("ix_import_mapping_fingerprint"), "import_mapping", ["fingerprint"])
