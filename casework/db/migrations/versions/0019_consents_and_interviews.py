"""Make the tables of consents and interviews, and say of a draft who gave it to its assessor.

A draft that is open already is not held back: nobody could have recorded a consent for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_OUTCOMES = ("setuju", "wali-setuju", "menolak", "dicabut")
_PARTIES = (
    *("klien", "wali", "keluarga", "penjamin", "tetangga", "pemberi-kerja", "petugas"),
    *("pihak-korban", "lainnya"),
)
_MEANS = ("tatap-muka", "telepon", "video", "kunjungan")


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("assessment") as table:
        table.add_column(
            sa.Column("consent_required", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("assigned_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("assigned_by", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("assigned_letter", sa.String(length=120), nullable=True))
        table.drop_constraint(op.f("ck_assessment_dropground"), type_="check")
        table.create_check_constraint(
            op.f("ck_assessment_dropground"),
            "dropped_for IN ('diputuskan', 'anak', 'menolak', 'dicabut')",
        )
    with op.batch_alter_table("assessment") as table:
        table.alter_column("consent_required", existing_type=sa.Boolean(), server_default=None)
    _make_consents()
    _make_interviews()
    _make_plans()


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _of_assessment() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=26), nullable=False),
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
    ]


def _make_consents() -> None:
    op.create_table(
        "consent",
        *_of_assessment(),
        sa.Column("outcome", _choice("outcome", *_OUTCOMES), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("explained_by", sa.String(length=200), nullable=False),
        sa.Column("guardian", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.String(length=26), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_consent_client_id")),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_consent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_assessment", "consent", ["assessment_id"])
    op.create_table(
        "consent_scan",
        sa.Column("source_id", sa.String(length=26), nullable=False),
        sa.Column("consent_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_consent_scan_consent_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_consent_scan_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_consent_scan")),
    )
    op.create_index(op.f("ix_consent_scan_consent_id"), "consent_scan", ["consent_id"])


def _make_interviews() -> None:
    op.create_table(
        "interview",
        *_of_assessment(),
        sa.Column("party", _choice("party", *_PARTIES), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("means", _choice("means", *_MEANS), nullable=False),
        sa.Column("ground", sa.String(length=300), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("supersedes", sa.String(length=26), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_interview_client_id")),
        sa.ForeignKeyConstraint(["id"], ["deposit.id"], name=op.f("fk_interview_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_interview_supersedes")),
    )
    op.create_index("ix_interview_assessment", "interview", ["assessment_id"])


def _make_plans() -> None:
    op.create_table(
        "planned_interview",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("assessment_id", sa.String(length=26), nullable=False),
        sa.Column("party", _choice("party", *_PARTIES), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=120), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("means", _choice("means", *_MEANS), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_interview")),
    )
    op.create_index("ix_planned_interview_assessment", "planned_interview", ["assessment_id"])
