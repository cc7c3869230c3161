"""What each station keeps of its own: its wrong PINs, and where its steady time began."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from cart_ward.care.ports import ClockLine
from cart_ward.db.tables import CLOCK, TRIES


def clock_line(connection: Connection, station: str) -> ClockLine | None:
    """Return where the steady time of a station began."""
    row = connection.execute(select(CLOCK).where(CLOCK.c.station == station)).one_or_none()
    if row is None:
        return None
    accepted = timedelta(milliseconds=row.accepted)
    return ClockLine(boot=row.boot, ticks=row.ticks / 1000, since=row.since, accepted=accepted)


def line_values(line: ClockLine) -> dict[str, object]:
    """Return a line as the columns of a row."""
    return {
        "boot": line.boot,
        "ticks": int(line.ticks * 1000),
        "since": line.since,
        "accepted": line.accepted // timedelta(milliseconds=1),
    }


def tries_counted_to(connection: Connection, station: str) -> datetime | None:
    """Return up to when the wrong PINs typed at a station are counted."""
    query = select(TRIES.c.counted_to).where(TRIES.c.station == station)
    return connection.execute(query).scalar_one_or_none()
