"""Writes years of charting into a store at once: the same rows and seals as the acts would leave.

The ward is furnished through the acts themselves; stays and entries are then written in order of
time in large transactions, each with its line in the audit chain, so that `verify` finds the
store sound.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from benchmarks.course import Item, course
from cart_ward import __version__
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Role
from cart_ward.db import audit, engine, folder
from cart_ward.db.audit import Head
from cart_ward.db.rows import Raw, Writer, digest
from cart_ward.db.store import SqlStore
from cart_ward.db.tables import ADMISSION, AUDIT, ENTRY, METADATA, PATIENT
from cart_ward.practice import crew
from cart_ward.practice.crew import Crew
from cart_ward.runtime import paths
from cart_ward.runtime.clock import SteppedClock

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""The moment at which every store of this kind stands: 14:00 in the ward."""
ZONE = ZoneInfo("Asia/Shanghai")
STATION = "station-1"
PRESENT = 24
SLOTS_A_YEAR = 8.3
"""24 stays of 14 days each: about 150,000 entries a year."""
BETWEEN = timedelta(days=365) / SLOTS_A_YEAR
LONG_STAY = 1
"""The number of the one longer stay, which ended a day ago."""
SURNAMES = ("孙", "陈", "王", "赵", "刘", "周", "吴", "郑")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is charted: years of earlier stays, days a stay, days of the one longer stay."""

    years: float
    days: int
    long_days: int

    @property
    def slots(self) -> int:
        """How many times the ward was filled before."""
        return round(self.years * SLOTS_A_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One stay as it is to be written; `key` numbers stay and patient alike."""

    key: int
    bed: int
    admitted: datetime
    discharged: datetime | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """An item of a stay at its time; `number` counts the items of the stay."""

    at: datetime
    stay: Stay
    number: int
    item: Item


def write(place: Path, extent: Extent, progress: Progress) -> None:
    """Make a practice store in an empty folder and fill it."""
    folder.create(place, practice=True)
    clock = SteppedClock(NOW - extent.slots * BETWEEN - timedelta(days=400))
    store = folder.open_store(place, clock=clock)
    desk = Desk(store=store, clock=clock, zone=ZONE, actor=crew.founder(STATION))
    crew.furnish(desk, paths.resources(), beds=PRESENT + 1)
    scribe = _Scribe(store, crew.crew_of(desk))
    for number, stays in enumerate(_slots(extent)):
        scribe.fill(stays)
        progress(number + 1, extent.slots + 1)
    store.anchor.move_to(scribe.head)
    store.close()


def _slots(extent: Extent) -> Iterator[list[Stay]]:
    """Yield the stays of one filling of the ward after the other, the present one last."""
    stay_key = LONG_STAY
    for slot in range(extent.slots, -1, -1):
        stays = []
        for bed in range(1, PRESENT + 1):
            stay_key += 1
            left = NOW - slot * BETWEEN - timedelta(minutes=bed)
            admitted = left - timedelta(days=extent.days)
            gone = left + timedelta(minutes=30) if slot else None
            stays.append(
                Stay(key=stay_key, bed=bed, admitted=admitted, discharged=gone, days=extent.days)
            )
        yield stays if slot else [_long_stay(extent), *stays]


def _long_stay(extent: Extent) -> Stay:
    left = NOW - timedelta(hours=25)
    return Stay(
        key=LONG_STAY,
        bed=PRESENT + 1,
        admitted=left - timedelta(days=extent.long_days),
        discharged=left + timedelta(minutes=30),
        days=extent.long_days,
    )


def _charted(stay: Stay) -> Iterator[Charted]:
    for number, item in enumerate(course(stay.bed, stay.days)):
        at = stay.admitted + timedelta(minutes=item.minute)
        yield Charted(at=at, stay=stay, number=number, item=item)


class _Scribe:
    """Writes stays, entries and audit lines, and remembers where the chain has got to."""

    def __init__(self, store: SqlStore, people: Crew) -> None:
        self._store = store
        self._crew = people
        self._product = next(iter(people.products.values()))
        self._writers = {name: Writer(table) for name, table in METADATA.tables.items()}
        self._writing = engine.writing(store.engine)
        with self._writing.begin() as connection:
            connection.exec_driver_sql("PRAGMA cache_size = -400000")
            self.head: Head = audit.head(connection)
            self._entry = connection.exec_driver_sql("SELECT max(id) FROM chart_entry").scalar_one()
        self._lines: list[Raw] = []
        self._rows: dict[str, list[Raw]] = {}
        self._last: dict[int, tuple[int, int, datetime]] = {}

    def fill(self, stays: list[Stay]) -> None:
        """Write some stays that overlap, entry by entry in order of time, in one transaction."""
        with self._writing.begin() as connection:
            for stay in stays:
                self._admit(stay)
            for charted in merge(*map(_charted, stays), key=attrgetter("at")):
                self._chart(charted)
            self._put(connection)

    def _put(self, connection: Connection) -> None:
        parents = ("patient", "admission", ENTRY.name)
        for name in (*parents, *(set(self._rows) - set(parents))):
            self._writers[name].add_many(connection, self._rows.get(name, []))
        self._writers[AUDIT.name].add_many(connection, self._lines)
        self._rows, self._lines = {}, []

    def _admit(self, stay: Stay) -> None:
        patient = {
            "id": stay.key,
            "hospital_no": f"B{stay.key:06d}",
            "family_zh": SURNAMES[stay.key % len(SURNAMES)],
            "given_zh": "平",
            "family_latin": f"Patient{stay.key}",
            "given_latin": "Ping",
            "birth_date": date(1950 + stay.key % 40, 1 + stay.key % 12, 1),
            "sex": ("female", "male")[stay.key % 2],
        }
        admission = {
            "id": stay.key,
            "patient_id": stay.key,
            "bed_id": stay.bed,
            "product_id": self._product,
            "protocol_version_id": self._crew.protocol_id,
            "admitted_at": stay.admitted,
            "discharged_at": stay.discharged,
        }
        for table, values in ((PATIENT, patient), (ADMISSION, admission)):
            raw = self._writers[table.name].raw(values)
            self._rows.setdefault(table.name, []).append(raw)
            self._line(table.name, raw, stay.key, ("admit", "", stay.admitted.isoformat()))

    def _chart(self, charted: Charted) -> None:
        item, stay = charted.item, charted.stay
        self._entry += 1
        last = self._last.get(stay.key)
        act = self.head.count + 1 if last is None or not item.with_last else last[1]
        at = (charted.at + timedelta(minutes=1)).isoformat(timespec="milliseconds")
        reason = "typed in the wrong chart" if item.amends_last else None
        amends = None if last is None or not item.amends_last else last[0]
        values = item.values
        if last is not None and item.about:
            values = (last[0], *values[1:])
        entry = (
            self._entry, stay.key, item.kind, charted.at.isoformat(timespec="milliseconds"),
            at, self._crew.nurse.staff_id, STATION, amends, reason, None,
            None if item.with_last else _token(self._entry), act,
        )  # fmt: skip
        body = (self._entry, *values)
        self._rows.setdefault(ENTRY.name, []).append(entry)
        self._rows.setdefault(item.kind, []).append(body)
        self._line(item.kind, (*entry, *body), stay.key, ("record", reason or "", at))
        self._last[stay.key] = (self._entry, act, charted.at)

    def _line(self, table: str, raw: Raw, patient: int, said: tuple[str, str, str]) -> None:
        act, reason, at = said
        count = self.head.count + 1
        unsealed = (
            count, at, count * 1000, 0, STATION, self._crew.nurse.staff_id, Role.NURSE.value, act,
            patient, table, raw[0], digest(raw), reason, __version__,
        )  # fmt: skip
        self.head = Head(
            count=count, seal=audit.seal(self._store.keys.audit, self.head.seal, unsealed)
        )
        self._lines.append((*unsealed, self.head.seal))


def _token(number: int) -> str:
    """Return a token as scattered as those of the forms, so that its index costs what it costs."""
    return hashlib.blake2b(number.to_bytes(8), digest_size=16).hexdigest()


def fingerprint() -> str:
    """Return what a written store depends on: the schema and how it is filled."""
    here = Path(__file__)
    schema = Path(folder.__file__).with_name("migrations") / "versions" / "v0001_first.sql"
    parts = (schema, here, here.with_name("course.py"), Path(audit.__file__))
    found = hashlib.sha256(b"".join(path.read_bytes() for path in parts))
    return found.hexdigest()[:12]
