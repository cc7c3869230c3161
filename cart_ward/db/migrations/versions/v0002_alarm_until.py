"""An answer to an alarm may hold until a time."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give the answers their time; those that are there hold for good, as they did."""
    op.execute("ALTER TABLE alarm_answer ADD COLUMN until TEXT")
