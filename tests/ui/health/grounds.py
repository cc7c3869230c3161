"""What a record of the tests lies on."""

from datetime import datetime

from cart_ward.care.health import Ground

GB = 1_000_000_000


def ground(
    *, free: int | None = 200 * GB, newest: datetime | None = None, noted: int | None = 7
) -> Ground:
    """Return a record of 4 MB in a folder of a person, with one copy if any."""
    return Ground(
        folder="/home/ward/.local/share/cart-ward",
        size=4_000_000,
        free=free,
        backups="/home/ward/.local/share/cart-ward/backups",
        copies=0 if newest is None else 1,
        newest_copy=newest,
        noted_lines=noted,
        sqlite="3.53.3",
        cipher="4.17.0 community",
    )
