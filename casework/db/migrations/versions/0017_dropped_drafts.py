"""Let a draft be given up, and give up those left behind by clients who proved to be children."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_BEFORE = ("draft", "numbered", "stored", "void")
_AFTER = (*_BEFORE, "dropped")


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("assessment") as table:
        table.drop_constraint(op.f("ck_assessment_assessmentstate"), type_="check")
        table.create_check_constraint(op.f("ck_assessment_assessmentstate"), _one_of(_AFTER))
        table.add_column(sa.Column("dropped_at", sa.String(length=27), nullable=True))
        table.add_column(sa.Column("dropped_by", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("dropped_for", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("drop_reason", sa.String(length=300), nullable=True))
        table.create_check_constraint(
            op.f("ck_assessment_dropground"), "dropped_for IN ('diputuskan', 'anak')"
        )
    for column, source in (("drop_reason", "reason"), ("dropped_at", "entered_at")):
        op.execute(
            f"UPDATE assessment SET {column} = (SELECT {source} FROM cross_reference"  # noqa: S608
            " WHERE cross_reference.client_id = assessment.client_id AND kind = 'anak')"
            f" WHERE {_LEFT}"
        )
    op.execute(
        "UPDATE assessment SET state = 'dropped', dropped_for = 'anak', dropped_by = 'Berkas'"  # noqa: S608
        f" WHERE {_LEFT}"
    )


_LEFT = (
    "state = 'draft' AND client_id IN (SELECT id FROM client WHERE child = 1 AND child_root = 0)"
)


def _one_of(values: tuple[str, ...]) -> str:
    return f"state IN ({', '.join(repr(value) for value in values)})"
