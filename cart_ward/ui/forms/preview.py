"""What the ward would say if a form were signed now: the same answers over a chart that is not.

No Qt here. Nothing is written: the entries get numbers of their own, above all others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.observations import Tick
from cart_ward.clinical import capd, escalation, ice, status, timing, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CapdAssessment,
    IceAssessment,
    NeuroCheck,
    VitalSigns,
)
from cart_ward.clinical.people import AdmissionId, StaffId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Consciousness,
    EntryId,
    Oedema,
    Oxygen,
)

NOBODY = StaffId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last known value of one vital sign and when it was true."""

    value: Decimal
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Where the patient would stand once a form is signed, and whom to call then."""

    taken_at: datetime
    status: PatientStatus
    calls: tuple[CallDue, ...]


def look_ahead(
    snapshot: WardSnapshot,
    admission_id: AdmissionId,
    bodies: Iterable[Body],
    taken_at: datetime,
    now: datetime,
    zone: tzinfo,
) -> Ahead:
    """Return where the patient would stand with these bodies, and what the protocol then asks."""
    chart = hypothetical(snapshot.charts[admission_id], bodies, taken_at, now)
    _version, protocol = snapshot.protocols[chart.subject.protocol_version_id]
    found = status.status(protocol, chart, now, zone)
    at = min(taken_at, now)
    return Ahead(taken_at=at, status=found, calls=escalation.calls(protocol, found, chart))


def would_be(
    snapshot: WardSnapshot,
    admission_id: AdmissionId,
    bodies: Iterable[Body],
    taken_at: datetime,
    now: datetime,
    zone: tzinfo,
) -> PatientStatus:
    """Return where the patient would stand with these bodies charted as of `taken_at`."""
    return look_ahead(snapshot, admission_id, bodies, taken_at, now, zone).status


def hypothetical(chart: Chart, bodies: Iterable[Body], taken_at: datetime, now: datetime) -> Chart:
    """Return the chart with these bodies as entries nobody has signed."""
    first = next_id(chart)
    return chart.with_entries(
        Entry(
            id=EntryId(first + place),
            admission_id=chart.subject.id,
            body=body,
            taken_at=min(taken_at, now),
            recorded_at=now,
            recorded_by=NOBODY,
            station="",
        )
        for place, body in enumerate(bodies)
    )


def next_id(chart: Chart) -> int:
    """Return a number above that of every entry of the chart."""
    return max((entry.id for entry in chart.entries), default=0) + 1


def attributions(ticks: Iterable[Tick], about: int) -> tuple[Attribution, ...]:
    """Return the ticks as they would be charted about one observation."""
    return tuple(
        Attribution(
            about=EntryId(about), finding=tick.finding, cause=tick.cause, reason=tick.reason
        )
        for tick in ticks
    )


_NUMBERS = (
    "temperature",
    "pulse",
    "respiratory_rate",
    "systolic",
    "diastolic",
    "spo2",
    "oxygen_flow",
)


def last_values(chart: Chart) -> Mapping[str, Last]:
    """Return the last recorded value of each number, each with its own time."""
    found: dict[str, Last] = {}
    for entry in reversed(chart.of(VitalSigns)):
        for name in _NUMBERS:
            value = getattr(entry.body, name)
            if value is not None and name not in found:
                found[name] = Last(value=Decimal(value), at=entry.taken_at)
        if len(found) == len(_NUMBERS):
            break
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOxygen:
    """The device of the last set that names one, its flow, and when that was."""

    device: Oxygen
    flow: Decimal | None
    at: datetime


def last_oxygen(chart: Chart) -> LastOxygen | None:
    """Return what oxygen was given at the last set that says so."""
    for entry in reversed(chart.of(VitalSigns)):
        body = entry.body
        if body.oxygen is not None:
            return LastOxygen(device=body.oxygen, flow=body.oxygen_flow, at=entry.taken_at)
    return None


def present(body: VitalSigns, chart: Chart, at: datetime) -> frozenset[AttributedFinding]:
    """Return the findings of a set that ask "because of CRS?": fever, hypotension, hypoxia."""
    age = timing.age_years(chart.subject.patient.birth_date, at.date())
    low = vitals.suggest_hypotension(body, vitals.baseline_systolic(chart), age)
    supported = bool(body.fluids) or bool(body.vasopressors) or bool(body.vasopressin)
    found = {
        AttributedFinding.FEVER: vitals.fever(body),
        AttributedFinding.HYPOTENSION: low or supported,
        AttributedFinding.HYPOXIA: vitals.suggest_hypoxia(body),
    }
    return frozenset(finding for finding, there in found.items() if there)


def below_baseline(body: VitalSigns, chart: Chart) -> tuple[int, int] | None:
    """Return by how many percent the systolic pressure lies under the baseline, and that one.

    None where either is unknown or the fall is under 20 % (crs_icans_grading A10).
    """
    before = vitals.baseline_systolic(chart)
    if before is None or body.systolic is None or body.systolic * 5 >= before * 4:
        return None
    return (before - body.systolic) * 100 // before, before


def present_neuro(body: NeuroCheck) -> frozenset[AttributedFinding]:
    """Return the findings of a neuro check that ask for another cause: drowsiness, oedema."""
    found = set()
    if body.consciousness not in (None, Consciousness.ALERT):
        found.add(AttributedFinding.CONSCIOUSNESS)
    if body.oedema not in (None, Oedema.NONE):
        found.add(AttributedFinding.OEDEMA)
    return frozenset(found)


def background(chart: Chart) -> Mapping[BackgroundKind, str]:
    """Return the last text of each kind of background."""
    return {entry.body.kind: entry.body.text for entry in chart.of(Background)}


def scores(chart: Chart) -> list[tuple[datetime, int]]:
    """Return every known ICE or CAPD total with its time, oldest first."""
    found = [(e.taken_at, ice.score(e.body)) for e in chart.of(IceAssessment)]
    found += [(e.taken_at, capd.score(e.body)) for e in chart.of(CapdAssessment)]
    return sorted((at, score) for at, score in found if score is not None)
