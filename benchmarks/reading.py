"""Read the board and the charts of the ward, and the same rows by hand-written SQL."""

from collections.abc import Iterator, Sequence

from sqlcipher3 import dbapi2

from benchmarks.figures import Figure, Target, alternating, timed
from benchmarks.place import Place
from cart_ward.clinical.entries import KINDS
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import board
from cart_ward.db.charts import Shelf
from cart_ward.db.reading import SqlReading

_LATEST = (
    "SELECT a.id, b.name, e.*, k.* FROM admission a JOIN bed b ON b.id = a.bed_id"
    " JOIN chart_entry e ON e.id = (SELECT s.id FROM chart_entry s WHERE s.admission_id = a.id"
    " AND s.kind = '{kind}' AND NOT EXISTS (SELECT 1 FROM chart_entry l WHERE l.amends_id = s.id)"
    " ORDER BY s.taken_at DESC, s.id DESC LIMIT 1) JOIN {kind} k ON k.entry_id = e.id"
    " WHERE a.discharged_at IS NULL"
)
_CHARTS = (
    "SELECT e.*, k.* FROM chart_entry e JOIN {kind} k ON k.entry_id = e.id"
    " WHERE e.admission_id IN ({stays}) AND e.kind = '{kind}'"
)
TWICE = Target(times_floor=2)


def chart_queries(connection: dbapi2.Connection, stays: Sequence[AdmissionId]) -> tuple[str, ...]:
    """Return hand-written queries for every entry of these stays, one for each kind present."""
    listed = ", ".join(str(stay) for stay in stays)
    found = connection.execute(
        f"SELECT DISTINCT kind FROM chart_entry WHERE admission_id IN ({listed})"  # noqa: S608 - numbers of our own
    ).fetchall()
    kinds = [kind for (kind,) in found if kind in KINDS]
    return tuple(_CHARTS.format(kind=kind, stays=listed) for kind in kinds)


def fetch(connection: dbapi2.Connection, queries: Sequence[str]) -> int:
    """Run queries in one transaction and return how many rows they gave."""
    connection.execute("BEGIN")
    found = sum(len(connection.execute(query).fetchall()) for query in queries)
    connection.execute("COMMIT")
    return found


def read_board(place: Place) -> float:
    """Return the seconds of one board read."""

    def read() -> None:
        with place.store.engine.begin() as connection:
            board.read_board(connection)

    return timed(read)


def figures(place: Place, times: int) -> Iterator[Figure]:
    """Measure the board, and all charts of the ward as they are read at the start."""
    by_hand = place.by_hand()
    latest = tuple(_LATEST.format(kind=kind) for kind in board.SHOWN)
    samples, floor = alternating(
        times, lambda: read_board(place), lambda: timed(lambda: fetch(by_hand, latest))
    )
    yield Figure(
        name="board read from the store",
        samples=samples,
        floor_name="the same rows by hand-written SQL, as the driver gives them",
        floor=floor,
        target=TWICE,
        note=f"{fetch(by_hand, latest)} last entries, made into values.",
    )
    yield _whole_charts(place, by_hand, max(times // 10, 3))
    by_hand.close()


def _whole_charts(place: Place, by_hand: dbapi2.Connection, times: int) -> Figure:
    def read() -> None:
        with place.store.engine.begin() as connection:
            SqlReading(connection, Shelf()).charts()

    queries = chart_queries(by_hand, sorted(place.snapshot().charts))
    samples, floor = alternating(
        times, lambda: timed(read), lambda: timed(lambda: fetch(by_hand, queries))
    )
    return Figure(
        name="all charts of the ward, none held",
        samples=samples,
        floor_name="the same rows by hand-written SQL, as the driver gives them",
        floor=floor,
        target=TWICE,
        note=f"{fetch(by_hand, queries)} entries, made into values; once, at the start.",
    )
