"""What a station keeps of its own: its wrong PINs, and where its steady time began."""

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = {
    "station_tries": "counted_to TEXT NOT NULL",
    "station_clock": (
        "boot TEXT NOT NULL, ticks INTEGER NOT NULL, since TEXT NOT NULL, accepted INTEGER NOT NULL"
    ),
}


def upgrade() -> None:
    """Make both tables; a store from before has counted nothing and carries no time on."""
    for name, columns in _TABLES.items():
        op.execute(
            f"CREATE TABLE {name} ( id INTEGER NOT NULL, station TEXT NOT NULL, {columns},"
            " PRIMARY KEY (id), UNIQUE (station) ) STRICT"
        )
        op.execute(
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}"
            f" BEGIN SELECT RAISE(ABORT, 'append-only: {name}'); END"
        )
