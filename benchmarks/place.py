"""The store that is measured: made once, kept in the temporary folder, measured on a copy."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from sqlcipher3 import dbapi2

from benchmarks import history
from benchmarks.history import LONG_STAY, NOW, ZONE, Extent
from cart_ward.care import monitoring
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import audit, folder
from cart_ward.db.charts import Shelf
from cart_ward.db.engine import Opening, connect
from cart_ward.db.layout import STORE
from cart_ward.db.reading import SqlReading
from cart_ward.db.store import SqlStore
from cart_ward.practice import crew
from cart_ward.runtime.clock import SteppedClock

LONG = AdmissionId(LONG_STAY)


def say(words: str) -> None:
    """Tell how far it has got, beside the table."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def default_cache() -> Path:
    """Return where made stores are kept; another schema or another filling has another folder."""
    return Path(gettempdir()) / f"cart-ward-bench-{history.fingerprint()}"


def prepared(extent: Extent, cache: Path) -> Path:
    """Return the folder of a store of this extent, made now if there is none."""
    place = cache / f"{extent.years:g}-years-{extent.days}-days-{extent.long_days}"
    if folder.is_store(place):
        return place
    making = place.with_name(place.name + ".making")
    shutil.rmtree(making, ignore_errors=True)
    making.parent.mkdir(parents=True, exist_ok=True)
    history.write(making, extent, partial(_tell, place.name))
    making.rename(place)
    return place


def _tell(name: str, done: int, total: int) -> None:
    if done % 10 == 0 or done == total:
        say(f"writing the store of {name}: {done} of {total}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An open store, a clock that stands at its present, and a nurse at the desk."""

    folder: Path
    store: SqlStore
    clock: SteppedClock
    desk: Desk

    def snapshot(self) -> WardSnapshot:
        """Return the ward as it stands."""
        return monitoring.read_ward(self.desk)

    def chart(self, admission_id: AdmissionId) -> Chart:
        """Return a chart read from the file, whatever was read before."""
        with self.store.engine.begin() as connection:
            return SqlReading(connection, Shelf()).chart(admission_id)

    def by_hand(self) -> dbapi2.Connection:
        """Return a bare connection of the driver: same file, same key, same pragmas."""
        return connect(self.folder / STORE, self.store.keys, Opening())

    def facts(self) -> dict[str, object]:
        """Return how much the store holds."""
        with self.store.engine.begin() as connection:
            entries = connection.exec_driver_sql("SELECT count(*) FROM chart_entry").scalar_one()
            lines = audit.head(connection).count
        size = (self.folder / STORE).stat().st_size
        return {"entries": entries, "audit_lines": lines, "megabytes": round(size / 1e6, 1)}


@contextmanager
def opened(source: Path) -> Iterator[Place]:
    """Open a copy of a prepared store; what is signed while measuring is thrown away with it."""
    with TemporaryDirectory(prefix="cart-ward-bench-") as work:
        data = Path(shutil.copytree(source, Path(work) / "data"))
        clock = SteppedClock(NOW)
        store = folder.open_store(data, clock=clock)
        desk = Desk(store=store, clock=clock, zone=ZONE, actor=crew.founder(history.STATION))
        nurse = crew.crew_of(desk).nurse
        try:
            yield Place(folder=data, store=store, clock=clock, desk=desk.of(nurse))
        finally:
            store.close()
