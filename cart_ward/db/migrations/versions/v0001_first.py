"""The first schema."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Write every table, index and trigger, as the file beside this one holds them."""
    script = Path(__file__).with_name("v0001_first.sql").read_text(encoding="utf-8")
    statements = script.partition("\n\n")[2].split("\n\n")
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement)
