"""Keep the highest value beside a result's own, and a number beside an answer.

Until now there was one instrument for risk and one for needs, worth 17 and 38.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Take the step."""
    op.add_column("answer", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("result", sa.Column("risk_maximum", sa.Integer(), nullable=True))
    op.add_column("result", sa.Column("needs_maximum", sa.Integer(), nullable=True))
    op.execute("UPDATE result SET risk_maximum = 17")
    op.execute("UPDATE result SET needs_maximum = 38 WHERE needs_score IS NOT NULL")
    with op.batch_alter_table("result") as table:
        table.alter_column("risk_maximum", existing_type=sa.Integer(), nullable=False)
        table.alter_column(
            "risk_band", existing_type=sa.String(20), type_=sa.String(40), nullable=False
        )
        table.alter_column("needs_band", existing_type=sa.String(20), type_=sa.String(40))
