"""Sign in with name and PIN, and prove a second person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from cart_ward.care import access, acts
from cart_ward.care.ports import Desk, PinRecord, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.clinical.people import Actor, Role, Staff, StaffId
from cart_ward.errors import NotAllowed, Untrusted

FAILURES_BEFORE_LOCK = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(minutes=15)
SHORTEST_PIN = 6
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
    """Return the actor for a right PIN; `NotAllowed` with pin.wrong, pin.locked or pin.none.

    Failures are counted in the store, each with an audit line: 5 lock for 30 s, doubling to 15 min.
    Over a record that is only read nothing is counted (`pin.wrong_uncounted`).
    """
    now = desk.clock.now()
    with desk.store.read() as reading:
        person = _active(reading.staff(), staff_id)
        record = reading.pin(staff_id)
    if record is None:
        raise refused("pin.none", "pin")
    fits = _locked(record, now) is None and pins.fits(record, pin)
    actor = Actor(staff_id=staff_id, role=person.role, station=desk.actor.station)
    refusal: NotAllowed | None = None
    try:
        with desk.store.act(actor, "sign_in", now) as work:
            refusal = _settle(work, staff_id, now, fits=fits)
    except Untrusted as error:
        if error.code != "store.read_only":
            raise
        # Nothing can be counted, but the record must still be read by those who may.
        refusal = None if fits else refused("pin.wrong_uncounted", "pin")
    if refusal is not None:  # raised only now: the count of failures must be kept
        raise refusal
    return actor


def set_pin(desk: Desk, staff_id: StaffId, pin: str, pins: Pins = STANDARD) -> None:
    """Set a PIN of at least six digits that is neither a sequence nor a repetition."""
    access.require(desk.actor, "set_pin")
    if staff_id != desk.actor.staff_id and desk.actor.role not in _MAY_SET_ANY:
        raise refused("pin.not_yours", "pin")
    record = pins.hashed(pin)
    with desk.store.act(desk.actor, "set_pin", desk.clock.now()) as work:
        acts.person(work, desk.actor)
        acts.staff_member(work, staff_id)
        work.set_pin(staff_id, record)


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


def _locked(record: PinRecord, now: datetime) -> datetime | None:
    """Return until when a PIN is locked, or None.

    A lock that lies further ahead than the longest one shows a clock that was set back.
    """
    until = record.locked_until
    return until if until is not None and now < until <= now + LONGEST_LOCK else None


def _settle(work: UnitOfWork, staff_id: StaffId, now: datetime, *, fits: bool) -> NotAllowed | None:
    """Count the try over the record as it is now and return the refusal, if it is one."""
    record = work.pin(staff_id)
    if record is None:
        return refused("pin.none", "pin")
    if (until := _locked(record, now)) is not None:
        work.log("sign_in", reason="pin.locked")
        return _still_locked(until, now)
    if fits:
        if record.failures:
            work.set_pin(staff_id, replace(record, failures=0, locked_until=None))
        work.log("sign_in", reason="pin.right")
        return None
    failed = _failed_again(record, now)
    work.set_pin(staff_id, failed)
    work.log("sign_in", reason="pin.wrong")
    if failed.locked_until is not None:
        return _still_locked(failed.locked_until, now)
    return refused("pin.wrong", "pin", left=FAILURES_BEFORE_LOCK - failed.failures)


def _still_locked(until: datetime, now: datetime) -> NotAllowed:
    return refused("pin.locked", "pin", until=until, wait=until - now)


def _failed_again(record: PinRecord, now: datetime) -> PinRecord:
    failures = record.failures + 1
    if failures < FAILURES_BEFORE_LOCK:
        return replace(record, failures=failures, locked_until=None)
    doublings = min(failures - FAILURES_BEFORE_LOCK, 10)
    wait = min(FIRST_LOCK * 2**doublings, LONGEST_LOCK)
    return replace(record, failures=failures, locked_until=now + wait)
