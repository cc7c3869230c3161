"""Sign one set of vital signs until it is saved, and the same rows by the bare driver."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, cycle
from uuid import uuid4

from benchmarks.course import HOUR, vital_signs
from benchmarks.figures import Figure, Target, alternating, timed
from benchmarks.place import Place
from cart_ward import __version__
from cart_ward.care import observations
from cart_ward.care.observations import RecordVitals
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import audit
from cart_ward.db.rows import Raw, Writer, digest
from cart_ward.db.tables import AUDIT, BODIES, ENTRY

BETWEEN = timedelta(seconds=7)
"""How far the ward's clock moves between two signatures."""
BLOCK = 25
_FIELDS = VitalSigns.__slots__


class Signer:
    """Signs sets of vital signs, one patient after the other, through the real act."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._hours = count(1)
        self._patients: Iterator[AdmissionId] = cycle(sorted(place.snapshot().charts))

    def now(self) -> datetime:
        """Return the ward's present."""
        return self._place.clock.now()

    def command(self) -> RecordVitals:
        """Return the next set to be signed; the clock moves on to it."""
        self._place.clock.put(self._place.clock.now() + BETWEEN)
        patient, hour = next(self._patients), next(self._hours)
        return RecordVitals(
            admission_id=patient,
            taken_at=self._place.clock.now(),
            vitals=vital_signs(patient, hour),
            ticks=(),
            late_reason=None,
            token=uuid4().hex,
        )

    def sign(self) -> float:
        """Sign one set and return the seconds until it was on the disk."""
        command = self.command()
        return timed(lambda: observations.record_vitals(self._place.desk, command))


class Driver:
    """Writes the same three rows by the bare driver, sealed beforehand so that the chain holds."""

    INSERTS = (
        "INSERT INTO chart_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "INSERT INTO vital_signs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "INSERT INTO audit_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )

    def __init__(self, place: Place, signer: Signer) -> None:
        self._place = place
        self._signer = signer
        self._connection = place.by_hand()
        tables = (ENTRY, BODIES[VitalSigns], AUDIT)
        self._entry, self._vitals, self._line = map(Writer, tables)

    def sign(self) -> float:
        """Write one set and return the seconds of the transaction."""
        rows = tuple(zip(self.INSERTS, self._rows(), strict=True))
        run = self._connection.execute

        def write() -> None:
            run("BEGIN IMMEDIATE")
            for insert, row in rows:
                run(insert, row)
            run("COMMIT")

        return timed(write)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _rows(self) -> tuple[Raw, Raw, Raw]:
        command = self._signer.command()
        actor = self._place.desk.actor
        with self._place.store.engine.begin() as connection:
            head = audit.head(connection)
            key = connection.exec_driver_sql("SELECT max(id) + 1 FROM chart_entry").scalar_one()
        facts = {
            "id": key,
            "admission_id": command.admission_id,
            "kind": "vital_signs",
            "taken_at": command.taken_at,
            "recorded_at": command.taken_at,
            "recorded_by_id": actor.staff_id,
            "station": actor.station,
            "token": command.token,
            "act": head.count + 1,
        }
        entry = self._entry.raw(facts)
        values = {name: getattr(command.vitals, name) for name in _FIELDS}
        vitals = self._vitals.raw({**values, "entry_id": key})
        line = self._line.raw(
            {
                "id": head.count + 1,
                "at": command.taken_at,
                "monotonic": HOUR,
                "clock_suspect": False,
                "station": actor.station,
                "staff_id": actor.staff_id,
                "role": actor.role.value,
                "act": "record_vitals",
                "patient_id": command.admission_id,
                "table_name": "vital_signs",
                "row_id": key,
                "row_digest": digest((*entry, *vitals)),
                "reason": "",
                "app_and_rule_version": __version__,
            }
        )[:-1]
        return entry, vitals, (*line, audit.seal(self._place.store.keys.audit, head.seal, line))


def figure(place: Place, times: int) -> Figure:
    """Measure signatures and bare transactions in blocks by turns, in the same file."""
    signer = Signer(place)
    driver = Driver(place, signer)
    samples, floor = alternating(times, signer.sign, driver.sign, block=BLOCK)
    driver.close()
    return Figure(
        name="sign one vitals set until saved",
        samples=samples,
        floor_name="one transaction of the bare driver, same three rows, pragmas and file",
        floor=floor,
        target=Target(times_floor=3, seconds=0.1, of=99),
        note="record_vitals with its checks, its audit line and the anchored head.",
    )
