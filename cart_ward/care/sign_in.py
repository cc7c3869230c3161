"""Sign in with name and PIN, and prove a second person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from cart_ward.care import access, acts, throttle
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk, PinRecord, Reading, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.clinical.people import Actor, Role, Staff, StaffId
from cart_ward.errors import NotAllowed, Untrusted

SHORTEST_PIN = 6
NAMED = 4
"""How many of those who can unlock a name are named, charge nurses first."""

_MAY_SET_ANY = frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Pins:
    """How PINs are hashed: Argon2id, three passes over 64 MiB (reliability C1)."""

    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)
    )

    def hashed(self, pin: str) -> PinRecord:
        """Return a fresh record; `NotAllowed` with pin.too_short, pin.digits or pin.too_plain."""
        check_policy(pin)
        return PinRecord(hash=self.hasher.hash(pin), failures=0, locked_until=None)

    def fits(self, record: PinRecord, pin: str) -> bool:
        """Tell whether the PIN is the one that was hashed."""
        try:
            return self.hasher.verify(record.hash, pin)
        except (VerifyMismatchError, InvalidHashError):
            return False


STANDARD = Pins()


def sign_in(desk: Desk, staff_id: StaffId, pin: str, pins: Pins = STANDARD) -> Actor:
    """Return the actor for a right PIN; `NotAllowed` with pin.wrong, pin.none or a pause.

    Failures are counted in the store by person and by station, each with an audit line: what they
    lead to stands in `throttle`. A try that meets a pause is neither checked nor counted. Over a
    record that is only read nothing is counted (`pin.wrong_uncounted`), and a pause stays one.
    """
    now, steady = _times(desk)
    station = desk.actor.station
    with desk.store.read() as reading:
        person = _active(reading.staff(), staff_id)
        record = reading.pin(staff_id)
        pause = None if record is None else _pause(reading, station, person, record, steady)
    if record is None:
        raise refused("pin.none", "pin")
    fits = pause is None and pins.fits(record, pin)
    actor = Actor(staff_id=staff_id, role=person.role, station=station)
    refusal: NotAllowed | None = None
    try:
        with desk.store.act(actor, "sign_in", now) as work:
            refusal = _settle(work, actor, steady, fits=fits)
    except Untrusted as error:
        if error.code != "store.read_only":
            raise
        # Nothing can be counted, but the record must still be read by those who may.
        refusal = pause or (None if fits else refused("pin.wrong_uncounted", "pin"))
    if refusal is not None:  # raised only now: the count of failures must be kept
        raise refusal
    return actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A person who cannot sign in now; `until` None: not before somebody unlocks the name."""

    person: Staff
    failures: int
    until: datetime | None


def paused(desk: Desk) -> tuple[Paused, ...]:
    """Return whose PIN waits or is locked, as the screen that unlocks them shows it."""
    access.require(desk.actor, "unlock_pin")
    now, steady = _times(desk)
    found = []
    with desk.store.read() as reading:
        staff = reading.staff()
        for person in staff:
            record = reading.pin(person.id) if person.active else None
            if record is None or record.failures < throttle.FAILURES_BEFORE_WAIT:
                continue
            locked = _is_locked(reading, staff, person, record)
            until = throttle.waits_until(record, steady)
            if locked or until is not None:
                at = None if locked or until is None else now + (until - steady)
                found.append(Paused(person=person, failures=record.failures, until=at))
    return tuple(found)


def unlock_pin(desk: Desk, staff_id: StaffId) -> Changes:
    """Let a name try its PIN again; the PIN stays as it is. `NotAllowed` for the own name."""
    access.require(desk.actor, "unlock_pin")
    with desk.store.act(desk.actor, "unlock_pin", desk.clock.now()) as work:
        acts.person(work, desk.actor)
        acts.staff_member(work, staff_id)
        record = work.pin(staff_id)
        if staff_id == desk.actor.staff_id:
            raise refused("pin.unlock_own", "pin")
        if record is None or record.failures < throttle.FAILURES_BEFORE_WAIT:
            raise refused("pin.not_locked", "pin")
        work.set_pin(staff_id, throttle.cleared(record))
        work.log("unlock_pin", reason=f"staff {staff_id}: {record.failures} wrong PINs")
    return Changes()


def set_pin(desk: Desk, staff_id: StaffId, pin: str, pins: Pins = STANDARD) -> Changes:
    """Set a PIN of at least six digits that is neither a sequence nor a repetition."""
    access.require(desk.actor, "set_pin")
    if staff_id != desk.actor.staff_id and desk.actor.role not in _MAY_SET_ANY:
        raise refused("pin.not_yours", "pin")
    record = pins.hashed(pin)
    with desk.store.act(desk.actor, "set_pin", desk.clock.now()) as work:
        acts.person(work, desk.actor)
        acts.staff_member(work, staff_id)
        work.set_pin(staff_id, record)
    return Changes(kinds=frozenset({"staff"}))


def check_policy(pin: str) -> None:
    """Refuse a PIN that is short, not all digits, a sequence, a repetition or a date."""
    if not (pin.isascii() and pin.isdigit()):
        raise refused("pin.digits", "pin")
    if len(pin) < SHORTEST_PIN:
        raise refused("pin.too_short", "pin", shortest=SHORTEST_PIN)
    if any(plain(pin) for plain in _PLAIN):
        raise refused("pin.too_plain", "pin")


def _sequence(pin: str) -> bool:
    """Digits that go up or down by the same step, 9 being followed by 0."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1 and steps <= {1, 9}


def _repetition(pin: str) -> bool:
    """One digit or one short group over and over (777777, 121212, 123123)."""
    return re.fullmatch(r"(\d{1,3})\1+", pin) is not None


def _date(pin: str) -> bool:
    """Tell whether it reads as a birth date is written: 19840229, 29021984 or 840229."""
    if len(pin) == SHORTEST_PIN:
        return any(_is_day(century + pin[:2], pin[2:4], pin[4:]) for century in ("19", "20"))
    if len(pin) == len("19840229"):
        return _is_day(pin[:4], pin[4:6], pin[6:]) or _is_day(pin[4:], pin[2:4], pin[:2])
    return False


def _is_day(year: str, month: str, day: str) -> bool:
    if not 1900 <= int(year) <= 2099:
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_PLAIN: tuple[Callable[[str], bool], ...] = (_sequence, _repetition, _date)


def _active(staff: tuple[Staff, ...], staff_id: StaffId) -> Staff:
    for person in staff:
        if person.id == staff_id and person.active:
            return person
    raise refused("access.unknown_person", "name")


def _times(desk: Desk) -> tuple[datetime, datetime]:
    """Return the wall clock and the steady time: pauses end by the time that really passes."""
    now, drift = acts.told(desk.clock)
    return now, now - drift.ahead


def _unlockers(reading: Reading, staff: tuple[Staff, ...], but: StaffId) -> tuple[Staff, ...]:
    """Return who else could unlock a name now."""
    return tuple(
        person
        for person in staff
        if person.active
        and person.id != but
        and access.may(person.role, "unlock_pin")
        and reading.pin(person.id) is not None
    )


def _is_locked(
    reading: Reading, staff: tuple[Staff, ...], person: Staff, record: PinRecord
) -> bool:
    """Tell whether a name waits for somebody else.

    Those who unlock others never do: their own pause ends by itself, so that the ward always has
    somebody who can; and nobody does where there is nobody.
    """
    if record.failures < throttle.FAILURES_BEFORE_LOCK or access.may(person.role, "unlock_pin"):
        return False
    unlockable = bool(_unlockers(reading, staff, person.id))
    return throttle.is_locked(record, unlockable=unlockable)


def _pause(
    reading: Reading, station: str, person: Staff, record: PinRecord, steady: datetime
) -> NotAllowed | None:
    """Return why a PIN is not even looked at now, or None."""
    staff = reading.staff()
    if _is_locked(reading, staff, person, record):
        return _unlock_needed(reading, staff, person)
    if (until := throttle.waits_until(record, steady)) is not None:
        return _waits("pin.locked", until, steady)
    counted_to = reading.tries_counted_to(station)
    if (until := throttle.station_waits_until(counted_to, steady)) is not None:
        return _waits("pin.station_waits", until, steady)
    return None


def _unlock_needed(reading: Reading, staff: tuple[Staff, ...], person: Staff) -> NotAllowed:
    able = _unlockers(reading, staff, person.id)
    first = sorted(able, key=lambda found: found.role is not Role.CHARGE_NURSE)
    names = [found.name.both for found in first[:NAMED]]
    return refused(
        "pin.unlock_needed", "pin", count=throttle.FAILURES_BEFORE_LOCK, who=", ".join(names)
    )


def _waits(code: str, until: datetime, steady: datetime) -> NotAllowed:
    wait = until - steady
    return refused(code, "pin", until=until, wait=wait, about=_minutes(wait))


def _minutes(wait: timedelta) -> timedelta:
    """Return a wait as it is told: whole minutes, never too few."""
    return -(-wait // timedelta(minutes=1)) * timedelta(minutes=1)


def _settle(work: UnitOfWork, actor: Actor, steady: datetime, *, fits: bool) -> NotAllowed | None:
    """Count the try over the record as it is now and return the refusal, if it is one."""
    person = _active(work.staff(), actor.staff_id)
    record = work.pin(person.id)
    if record is None:
        return refused("pin.none", "pin")
    if (pause := _pause(work, actor.station, person, record, steady)) is not None:
        work.log("sign_in", reason=pause.code)
        return pause
    if fits:
        if record.failures:
            work.set_pin(person.id, throttle.cleared(record))
        work.log("sign_in", reason="pin.right")
        return None
    record = throttle.failed(record, steady)
    work.set_pin(person.id, record)
    counted = throttle.station_counted(work.tries_counted_to(actor.station), steady)
    work.count_tries_to(actor.station, counted)
    work.log("sign_in", reason="pin.wrong")
    # What the name itself waits for is said first: the station lets somebody else in sooner.
    left = throttle.FAILURES_BEFORE_WAIT - record.failures
    return _pause(work, actor.station, person, record, steady) or refused(
        "pin.wrong", "pin", left=left
    )
