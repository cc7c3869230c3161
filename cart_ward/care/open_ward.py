"""What is open on the whole ward: of each patient, and of the ward itself.

Handover, rules, stock and backup belong to nobody's bed; they are told with the same words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cart_ward.care import handover, stock
from cart_ward.care.health import BACKUP_LATE
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.care.stock import Lot
from cart_ward.clinical import open_work, shifts, tocilizumab
from cart_ward.clinical.escalation import ENOUGH_DOSES
from cart_ward.clinical.open_work import OpenThing, Place, Topic
from cart_ward.clinical.status import PatientStatus

EXPIRES_SOON = timedelta(days=30)
"""How long before a lot expires it is told: time enough to use it first or to have it exchanged."""

DOSES_UNTIL_DAY = 14
"""Up to this day after the infusion full doses lie ready for a patient (tocilizumab.md 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What only the store knows: when the last handover was signed, and every lot of vials."""

    signed_at: datetime | None
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How the last backup went; `damaged`: the record itself cannot be relied on."""

    at: datetime | None
    failed: bool
    damaged: bool
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """The ward at one moment; without `kept` or `copied` nothing is claimed about them."""

    snapshot: WardSnapshot
    statuses: tuple[PatientStatus, ...]
    now: datetime
    zone: tzinfo
    kept: Kept | None = None
    copied: Copied | None = None


def ask(desk: Desk) -> Kept:
    """Return what only the store knows."""
    with desk.store.read() as reading:
        lots = stock.lots(reading)
    return Kept(signed_at=handover.last_signed(desk), lots=lots)


def open_things(ward: Ward) -> tuple[OpenThing, ...]:
    """Return everything that is open, by topic, the most pressing first."""
    found = [thing for status in ward.statuses for thing in _of_patient(ward, status)]
    found += [*_handover(ward), *_rules(ward), *_doses(ward), *_lots(ward), *_backup(ward)]
    return tuple(sorted(found, key=open_work.pressing))


def _of_patient(ward: Ward, status: PatientStatus) -> Sequence[OpenThing]:
    chart = ward.snapshot.charts[status.admission.id]
    _version, protocol = ward.snapshot.protocols[status.admission.protocol_version_id]
    return open_work.of_patient(protocol, status, chart)


def _thing(code: str, place: Place, since: datetime, **facts: object) -> OpenThing:
    return OpenThing(
        topic=Topic.WARD, key=f"ward.{code}", code=code, place=place, since=since, facts=facts
    )


def _handover(ward: Ward) -> Iterator[OpenThing]:
    """Tell a shift that nobody handed over, or how much a signed sheet no longer knows."""
    if ward.kept is None or not ward.statuses:
        return
    taking = shifts.handing_over(ward.now, ward.zone)[1]
    # Signed up to two hours before it began, a sheet is the one of the shift that is on now.
    asked = taking.starts_at - shifts.HANDED_OVER_BEFORE
    signed = ward.kept.signed_at
    if signed is None:
        yield _thing("open.handover_never", Place.HANDOVER, asked)
        return
    entries = sum(
        entry.recorded_at > signed
        for chart in ward.snapshot.charts.values()
        for entry in chart.entries
    )
    if signed < asked:
        facts = {"at": signed, "count": entries, "shift": taking.key}
        yield _thing("open.handover_due", Place.HANDOVER, asked, **facts)
    elif entries:
        yield _thing("open.handover_changed", Place.HANDOVER, ward.now, at=signed, count=entries)


def _rules(ward: Ward) -> Iterator[OpenThing]:
    followed = {status.admission.protocol_version_id for status in ward.statuses}
    for key in sorted(followed):
        version, _protocol = ward.snapshot.protocols[key]
        if not version.approved:
            yield OpenThing(
                topic=Topic.WARD,
                key=f"ward.rules.{key}",
                code="open.rules",
                place=Place.SETUP,
                since=version.valid_from,
                facts={"name": version.name, "version": version.version},
            )


def _doses(ward: Ward) -> Iterator[OpenThing]:
    """Tell that the free vials do not make two full doses for each patient who may need them."""
    short = [status for status in ward.statuses if _lacks_doses(ward, status)]
    if short:
        yield OpenThing(
            topic=Topic.WARD,
            key="ward.few_doses",
            code="open.few_doses",
            place=Place.TOCILIZUMAB,
            since=ward.now,
            stay=short[0].admission,
            facts={"count": len(short), "doses": ENOUGH_DOSES},
        )


def _lacks_doses(ward: Ward, status: PatientStatus) -> bool:
    dose = tocilizumab.calculate(status.weight)
    if dose is None or status.day is None or not 0 <= status.day <= DOSES_UNTIL_DAY:
        return False
    return not tocilizumab.enough_for(ward.snapshot.stock.free, dose.dose_mg, ENOUGH_DOSES)


def _lots(ward: Ward) -> Iterator[OpenThing]:
    """Tell each lot on the shelf that expires soon or has expired."""
    today = ward.now.astimezone(ward.zone).date()
    # Vials are looked after on the tocilizumab page, which is always some patient's.
    stay = ward.statuses[0].admission if ward.statuses else None
    for lot in () if ward.kept is None else ward.kept.lots:
        if lot.shelf > 0 and lot.expiry <= today + EXPIRES_SOON:
            yield OpenThing(
                topic=Topic.WARD,
                key=f"ward.lot.{lot.lot}.{lot.size_mg}.{lot.expiry.isoformat()}",
                code="open.lot_expired" if lot.expiry < today else "open.lot_expires",
                place=Place.TOCILIZUMAB,
                since=ward.now,
                stay=stay,
                facts={
                    "lot": lot.lot,
                    "size": lot.size_mg,
                    "count": lot.shelf,
                    "expiry": lot.expiry,
                },
            )


def _backup(ward: Ward) -> Iterator[OpenThing]:
    """Tell a damaged record, and a copy that failed or is too old; the first one has its time."""
    copied = ward.copied
    if copied is None:
        return
    since = copied.at or copied.opened_at
    if copied.damaged:
        yield _thing("open.record_damaged", Place.HEALTH, since)
    elif copied.failed or ward.now - since > BACKUP_LATE:
        code = "open.backup_never" if copied.at is None else "open.backup_late"
        yield _thing(code, Place.HEALTH, since, at=since)
