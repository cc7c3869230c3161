"""Every entry has a person: the PIN, its policy and its throttle."""

from datetime import timedelta
from pathlib import Path

import pytest

from cart_ward.care import sign_in, throttle
from cart_ward.care.ports import PinRecord
from cart_ward.clinical.people import Name, Role, StaffId
from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from cart_ward.errors import Finding, Level, NotAllowed
from tests.builders import CHEAP_PINS, PIN, WardBuilder, founded
from tests.fakes import FixedClock

WRONG = "999000"


def nurse(ward: WardBuilder) -> StaffId:
    """Return a nurse."""
    return ward.actor(Role.NURSE).staff_id


def fail(ward: WardBuilder, times: int) -> str:
    """Type wrong PINs and return the code of the last refusal."""
    code = ""
    for _ in range(times):
        with pytest.raises(NotAllowed) as refusal:
            sign_in.sign_in(ward.desk(), nurse(ward), WRONG)
        code = refusal.value.code
    return code


def record(ward: WardBuilder) -> PinRecord:
    """Return the nurse's stored PIN."""
    with ward.store.read() as reading:
        found = reading.pin(nurse(ward))
    assert found is not None
    return found


def test_the_right_pin_gives_the_actor(ward: WardBuilder) -> None:
    """Person, role and station."""
    actor = sign_in.sign_in(ward.desk(), nurse(ward), PIN)

    assert actor == ward.actor(Role.NURSE)


def test_a_wrong_pin_tells_how_many_tries_are_left(ward: WardBuilder) -> None:
    """The first failure leaves four."""
    with pytest.raises(NotAllowed) as refusal:
        sign_in.sign_in(ward.desk(), nurse(ward), WRONG)

    assert (refusal.value.code, refusal.value.facts["left"]) == ("pin.wrong", 4)


def test_failures_are_kept_and_logged_although_the_act_is_refused(ward: WardBuilder) -> None:
    """The count and its audit line are committed before the refusal is raised."""
    before = ward.snapshot().audit_count

    fail(ward, 2)

    assert record(ward).failures == 2
    assert ward.snapshot().audit_count >= before + 2


def test_five_failures_lock_for_thirty_seconds(ward: WardBuilder, clock: FixedClock) -> None:
    """Locked means locked for the right PIN too."""
    assert fail(ward, 5) == "pin.locked"
    clock.advance(seconds=29)
    with pytest.raises(NotAllowed, match=r"pin\.locked"):
        sign_in.sign_in(ward.desk(), nurse(ward), PIN)
    clock.advance(seconds=1)

    assert sign_in.sign_in(ward.desk(), nurse(ward), PIN).staff_id == nurse(ward)


def test_the_wait_doubles_until_the_name_is_locked(ward: WardBuilder, clock: FixedClock) -> None:
    """30 s, 1, 2, 4, 8 min; the tenth wrong PIN in a row locks the name."""
    fail(ward, 4)
    waits = []
    for _ in range(5):
        fail(ward, 1)
        until = record(ward).locked_until
        assert until is not None
        waits.append(until - clock.now())
        clock.at = until

    assert waits == [timedelta(minutes=m) for m in (0.5, 1, 2, 4, 8)]
    assert fail(ward, 1) == "pin.unlock_needed"


def test_a_clock_set_back_locks_nobody_out(ward: WardBuilder, clock: FixedClock) -> None:
    """Ten years back: half a minute stays half a minute of real time."""
    fail(ward, 5)
    clock.turn(days=-3650)
    clock.advance(seconds=30)

    assert sign_in.sign_in(ward.desk(), nurse(ward), PIN) == ward.actor(Role.NURSE)


def test_a_locked_name_is_not_counted_up(ward: WardBuilder) -> None:
    """Tries under the lock neither lengthen it nor are checked."""
    fail(ward, 5)
    locked = record(ward)

    fail(ward, 3)

    assert record(ward) == locked


def test_the_right_pin_clears_the_count(ward: WardBuilder) -> None:
    """Failures count in a row only."""
    fail(ward, 4)

    sign_in.sign_in(ward.desk(), nurse(ward), PIN)

    assert record(ward).failures == 0


def test_the_throttle_outlives_a_restart(ward: WardBuilder, data: Path) -> None:
    """Killing the program between tries wins nothing."""
    fail(ward, 5)
    again = folder.open_store(data, clock=ward.clock)
    desk = founded(again, ward.clock)

    with pytest.raises(NotAllowed, match=r"pin\.locked"):
        sign_in.sign_in(desk, nurse(ward), PIN)
    again.close()


def test_one_locked_name_locks_nobody_else(ward: WardBuilder) -> None:
    """The ward goes on."""
    fail(ward, 5)
    other = ward.actor(Role.NURSE, 1)

    assert sign_in.sign_in(ward.desk(), other.staff_id, PIN) == other


def test_somebody_unknown_cannot_sign_in(ward: WardBuilder) -> None:
    """No such person."""
    with pytest.raises(NotAllowed, match=r"access\.unknown_person"):
        sign_in.sign_in(ward.desk(), StaffId(999), PIN)


def test_a_person_sets_the_own_pin(ward: WardBuilder) -> None:
    """The old one no longer works."""
    sign_in.set_pin(ward.desk(), nurse(ward), "628401", CHEAP_PINS)

    assert sign_in.sign_in(ward.desk(), nurse(ward), "628401")
    assert fail(ward, 1) == "pin.wrong"


def test_nobody_sets_another_persons_pin(ward: WardBuilder) -> None:
    """A colleague is refused."""
    with pytest.raises(NotAllowed, match=r"pin\.not_yours"):
        sign_in.set_pin(ward.desk(Role.NURSE, 1), nurse(ward), "628401", CHEAP_PINS)


@pytest.mark.parametrize("role", [Role.CHARGE_NURSE, Role.ADMINISTRATOR])
def test_a_charge_nurse_frees_a_locked_name_with_a_new_pin(ward: WardBuilder, role: Role) -> None:
    """The count starts again."""
    fail(ward, 5)

    sign_in.set_pin(ward.desk(role), nurse(ward), "628401", CHEAP_PINS)

    assert sign_in.sign_in(ward.desk(), nurse(ward), "628401")


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("62840", "pin.too_short"),
        ("", "pin.digits"),
        ("62840a", "pin.digits"),
        ("６２８４０１", "pin.digits"),
        ("123456", "pin.too_plain"),
        ("987654", "pin.too_plain"),
        ("789012", "pin.too_plain"),
        ("777777", "pin.too_plain"),
        ("121212", "pin.too_plain"),
        ("123123", "pin.too_plain"),
        ("840229", "pin.too_plain"),
        ("19840229", "pin.too_plain"),
        ("29021984", "pin.too_plain"),
    ],
)
def test_a_weak_pin_is_refused(ward: WardBuilder, pin: str, code: str) -> None:
    """Short, not digits, a sequence, a repetition or a birth date."""
    with pytest.raises(NotAllowed) as refusal:
        sign_in.set_pin(ward.desk(), nurse(ward), pin, CHEAP_PINS)

    assert refusal.value.code == code


@pytest.mark.parametrize("pin", ["628401", "271828", "840230", "90210753", "19849929", "31840229"])
def test_a_fair_pin_is_taken(pin: str) -> None:
    """What only looks a little like a date or a row is fine."""
    sign_in.check_policy(pin)


def test_the_stored_record_holds_no_pin(ward: WardBuilder) -> None:
    """Only an Argon2id hash."""
    stored = record(ward).hash

    assert PIN not in stored
    assert stored.startswith("$argon2id$")


def test_the_standard_hash_costs_what_was_promised() -> None:
    """Three passes over 64 MiB (reliability C1)."""
    hasher = sign_in.STANDARD.hasher

    assert (hasher.time_cost, hasher.memory_cost) == (3, 64 * 1024)


def test_a_damaged_hash_fits_no_pin() -> None:
    """A record that cannot be read lets nobody in."""
    damaged = PinRecord(hash="nonsense", failures=0, locked_until=None)

    assert not CHEAP_PINS.fits(damaged, PIN)


def test_a_person_without_a_pin_cannot_sign_in(ward: WardBuilder) -> None:
    """No PIN is not an empty PIN."""
    desk = ward.desk(Role.ADMINISTRATOR)
    with ward.store.act(desk.actor, "add_staff", ward.clock.now()) as work:
        added = work.add_staff(Name(family_latin="Zhou"), Role.NURSE, "", "")

    with pytest.raises(NotAllowed, match=r"pin\.none"):
        sign_in.sign_in(ward.desk(), added, "")


def test_a_record_that_is_only_read_still_lets_its_people_in(
    ward: WardBuilder, store: SqlStore
) -> None:
    """What cannot be counted is not counted; a wrong PIN opens nothing."""
    store.trouble = (Finding(field="store", level=Level.STOP, code="chain.broken"),)

    actor = sign_in.sign_in(ward.desk(), nurse(ward), PIN, CHEAP_PINS)

    assert actor.staff_id == nurse(ward)
    with pytest.raises(NotAllowed, match=r"pin\.wrong_uncounted"):
        sign_in.sign_in(ward.desk(), nurse(ward), "628402", CHEAP_PINS)


def test_a_name_that_waits_is_told_so_over_a_record_that_is_only_read(
    ward: WardBuilder, store: SqlStore
) -> None:
    """Her PIN is right: it is the name that waits, and until when."""
    for _try in range(throttle.FAILURES_BEFORE_WAIT):
        with pytest.raises(NotAllowed):
            sign_in.sign_in(ward.desk(), nurse(ward), "628402", CHEAP_PINS)
    store.trouble = (Finding(field="store", level=Level.STOP, code="chain.broken"),)

    with pytest.raises(NotAllowed, match=r"pin\.locked"):
        sign_in.sign_in(ward.desk(), nurse(ward), PIN, CHEAP_PINS)
