"""Give jobs a rank: what somebody waits for is done before work in bulk."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Take the step: every job that waits already counts as waited for."""
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
        table.drop_index("ix_job_state_due")
    with op.batch_alter_table("job") as table:
        table.alter_column("rank", server_default=None)
        table.create_index("ix_job_state_rank", ["state", "rank", "id"])
