"""Let a number stand once a year: letters are counted anew each January."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("letter_number") as table:
        table.drop_constraint("uq_letter_number_office_register_text", type_="unique")
        table.create_unique_constraint(
            "uq_letter_number_office_register_year_text", ["office", "register", "year", "text"]
        )
