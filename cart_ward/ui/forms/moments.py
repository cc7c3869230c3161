"""The moment an act is signed for, when its field follows the clock or holds a whole minute."""

from datetime import datetime, timedelta

from cart_ward.ui.station import Station
from cart_ward.ui.widgets.time_field import TimeField

ONE_MINUTE = timedelta(minutes=1)


def chosen(field: TimeField, station: Station, earliest: datetime) -> datetime:
    """Return the chosen time; "now" to the second, for intervals are counted from it.

    A whole minute in which `earliest` lies means "just after it": typing 14:00 at 14:00:40 is not
    earlier than what happened at 14:00:20.
    """
    at = station.now() if field.held_at() is None else field.taken_at()
    return earliest if timedelta(0) < earliest - at < ONE_MINUTE else at
