"""Keep a client's names, guidance, PKs and references with their past, and what was taken over."""

import json

import sqlalchemy as sa
from alembic import op

from casework.clients.likeness.weighing import sound_key

revision = "0013"
down_revision = "0012"

_STATUSES = (
    "berjalan",
    "ditangguhkan",
    "selesai",
    "dicabut",
    "pelimpahan",
    "meninggal",
    "melarikan-diri",
)
_STAGES = ("awal", "lanjutan", "akhir")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Take the step."""
    _widen_clients()
    with op.batch_alter_table("client_case") as table:
        for name in ("offence_on", "third_on", "half_on", "two_thirds_on", "parole_expires_on"):
            table.add_column(sa.Column(name, sa.Date(), nullable=True))
    _make_names()
    _make_guidance()
    _make_assignments()
    _make_references()
    _fill()


def _fill() -> None:
    """Write down of each client what a newly registered one would have from its opening."""
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, name, aliases FROM client")).all():
        kinds = [(row.name, "nama"), *((one, "alias") for one in json.loads(row.aliases))]
        for position, (name, kind) in enumerate(kinds, 1):
            values = {
                "client": row.id,
                "position": position,
                "kind": kind,
                "name": name,
                "name_key": " ".join(name.casefold().split()),
                "sound_key": sound_key(name),
            }
            bind.execute(
                sa.text(
                    "INSERT INTO client_name VALUES"
                    " (:client, :position, :kind, :name, :name_key, :sound_key)"
                ),
                values,
            )
    op.execute(
        "INSERT INTO guidance_change (id, client_id, step, effective_on, entered_at, entered_by,"
        " reason, status, stage, received_on, since, until) SELECT c.id, c.id, 'buka',"
        " c.guidance_from, c.registered_at, coalesce(json_extract(d.record, '$.pelaku.nama'), '-'),"
        " '', 'berjalan', 'awal', c.received_on, c.guidance_from, c.guidance_until"
        " FROM client c LEFT JOIN deposit d ON d.id = c.id"
    )
    op.execute(
        "INSERT INTO pk_assignment (id, client_id, official_id, since, reason, entered_at)"
        " SELECT id, id, pk_id, guidance_from, '', registered_at FROM client"
        " WHERE pk_id IS NOT NULL"
    )


def _widen_clients() -> None:
    # a file was always in the root that its bearer's age asked for
    with op.batch_alter_table("client") as table:
        table.add_column(
            sa.Column("child_root", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("child_reason", sa.String(length=300), nullable=True))
        table.add_column(sa.Column("void", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("batch_id", sa.String(length=26), nullable=True))
        table.add_column(sa.Column("ethnicity", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("nationality", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("post", sa.String(length=160), nullable=True))
        table.add_column(
            sa.Column("stage", _choice("stage", *_STAGES), nullable=False, server_default="awal")
        )
        table.add_column(
            sa.Column("taken_over", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("old_number", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("old_place", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("old_assessed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("old_assessment_number", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("old_assessment_score", sa.Integer(), nullable=True))
        table.add_column(sa.Column("old_assessment_band", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("old_next_due", sa.Date(), nullable=True))
    op.execute("UPDATE client SET child_root = child")
    with op.batch_alter_table("client") as table:
        for name in ("child_root", "void", "stage", "taken_over"):
            table.alter_column(name, server_default=None)
        table.create_index("ix_client_batch_id", ["batch_id"])
        table.create_index("ix_client_office_birth", ["office", "birth_date"])


def _make_names() -> None:
    op.create_table(
        "client_name",
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("namekind", "nama", "alias", "terdahulu"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=320), nullable=False),
        sa.Column("sound_key", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_name_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "position", name=op.f("pk_client_name")),
    )
    op.create_index("ix_client_name_key", "client_name", ["name_key"])
    op.create_index("ix_client_name_sound", "client_name", ["sound_key"])


def _make_guidance() -> None:
    op.create_table(
        "guidance_change",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(length=27), nullable=False),
        sa.Column("entered_by", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", _choice("guidancestatus", *_STATUSES), nullable=False),
        sa.Column("stage", _choice("stage", *_STAGES), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("destination", sa.String(length=200), nullable=True),
        sa.Column("strikes", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_guidance_change_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_change")),
    )
    op.create_index("ix_guidance_change_client", "guidance_change", ["client_id", "id"])


def _make_assignments() -> None:
    op.create_table(
        "pk_assignment",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("official_id", sa.String(length=26), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("entered_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_pk_assignment_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["official_id"], ["official.id"], name=op.f("fk_pk_assignment_official_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pk_assignment")),
    )
    op.create_index("ix_pk_assignment_client", "pk_assignment", ["client_id", "id"])


def _make_references() -> None:
    op.create_table(
        "cross_reference",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("other_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("entered_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_cross_reference_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["client.id"], name=op.f("fk_cross_reference_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cross_reference")),
    )
    op.create_index("ix_cross_reference_client_id", "cross_reference", ["client_id"])
    op.create_index("ix_cross_reference_other_id", "cross_reference", ["other_id"])
