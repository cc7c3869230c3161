"""Verify the audit chain of the whole store; the floor hashes the same bytes."""

import hmac
from time import perf_counter

from benchmarks.figures import Figure, Target, alternating, timed
from benchmarks.place import Place
from cart_ward.db import audit

BATCH = 20_000
_LINES = "SELECT * FROM audit_line WHERE id > ? ORDER BY id LIMIT ?"


def verify(place: Place) -> float:
    """Return the seconds in which the whole chain is verified; ValueError if it does not hold."""
    found: list[int | None] = []

    def work() -> None:
        with place.store.engine.begin() as connection:
            found.append(audit.verify(connection, place.store.keys.audit)[0])

    taken = timed(work)
    if found != [None]:
        raise ValueError(found)
    return taken


def hash_lines(place: Place) -> float:
    """Return the seconds that only the hashing of all lines takes; reading them is not counted."""
    key = place.store.keys.audit
    connection = place.by_hand()
    taken, seen = 0.0, 0
    while lines := connection.execute(_LINES, (seen, BATCH)).fetchall():
        seen = lines[-1][0]
        content = [line[-1] + audit.line_bytes(line[:-1]) for line in lines]
        began = perf_counter()
        for one in content:
            hmac.digest(key, one, "sha256")
        taken += perf_counter() - began
    connection.close()
    return taken


def figure(place: Place, times: int) -> Figure:
    """Measure all lines the file holds; nothing is extrapolated."""
    samples, floor = alternating(times, lambda: verify(place), lambda: hash_lines(place))
    with place.store.engine.begin() as connection:
        count = audit.head(connection).count
    return Figure(
        name=f"verify the audit chain, {count} lines",
        samples=samples,
        floor_name="hashing the same bytes, held in memory",
        floor=floor,
        target=Target(times_floor=4),
        note=f"Read, decrypted and hashed: {count} lines.",
    )
