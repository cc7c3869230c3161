"""Who guesses at PINs for a year gets nowhere; who only mistyped is back soon."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.care import sign_in, throttle
from cart_ward.care.ports import PinRecord
from cart_ward.clinical.people import Role, StaffId
from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
FRESH = PinRecord(hash="", failures=0, locked_until=None)
WRONG = "999000"


def pin_space() -> int:
    """Return how many six-digit PINs are allowed, counted over every 89th."""
    fine = 0
    for number in range(0, 1_000_000, 89):
        try:
            sign_in.check_policy(f"{number:06d}")
        except NotAllowed:
            continue
        fine += 1
    return fine * 89


def tries_in_a_year(names: int, *, unlockable: bool, unlocked_each: timedelta | None) -> int:
    """Let somebody guess at so many names in turn for a year, whenever any try is taken.

    Locked names are unlocked now and then, as a ward would that notices nothing.
    """
    at, tries, counted_to = BEGIN, 0, None
    records = [FRESH] * names
    unlocked = at
    while at < BEGIN + YEAR:
        if unlocked_each is not None and at >= unlocked + unlocked_each:
            records, unlocked = [FRESH] * names, at
        waits = [_name_waits(record, at, unlockable=unlockable) for record in records]
        station = throttle.station_waits_until(counted_to, at)
        open_names = [number for number, until in enumerate(waits) if until is None]
        if station is None and open_names:
            number = open_names[0]
            records[number] = throttle.failed(records[number], at)
            counted_to = throttle.station_counted(counted_to, at)
            tries += 1
            continue
        soonest = [station] if station is not None else [w for w in waits if w is not None]
        if unlocked_each is not None:
            soonest.append(unlocked + unlocked_each)
        at = max(min(soonest), at + timedelta(milliseconds=1))
    return tries


def _name_waits(record: PinRecord, at: datetime, *, unlockable: bool) -> datetime | None:
    if throttle.is_locked(record, unlockable=unlockable):
        return BEGIN + YEAR
    return throttle.waits_until(record, at)


@pytest.mark.parametrize(
    ("names", "unlockable", "unlocked_each"),
    [
        pytest.param(1, True, timedelta(hours=8), id="one nurse, unlocked each shift"),
        pytest.param(1, False, None, id="one charge nurse"),
        pytest.param(30, True, timedelta(hours=8), id="thirty nurses in turn, unlocked each shift"),
        pytest.param(30, False, None, id="thirty whom nobody can unlock"),
    ],
)
def test_a_year_of_guessing_tries_less_than_a_tenth_of_all_pins(
    names: int, *, unlockable: bool, unlocked_each: timedelta | None
) -> None:
    """Per person and per station (reliability C2, C3), whatever is unlocked meanwhile."""
    tries = tries_in_a_year(names, unlockable=unlockable, unlocked_each=unlocked_each)

    assert 0 < tries < pin_space() / 10


@given(gaps=st.lists(st.integers(0, 3600), max_size=200))
def test_the_station_never_takes_more_than_it_may(gaps: list[int]) -> None:
    """In any stretch: 30 and one more for each six minutes; and no wait outlasts six minutes."""
    at, counted_to, taken = BEGIN, None, list[datetime]()
    for gap in gaps:
        at += timedelta(seconds=gap)
        until = throttle.station_waits_until(counted_to, at)
        if until is None:
            counted_to = throttle.station_counted(counted_to, at)
            taken.append(at)
        else:
            assert until - at <= throttle.STATION_EVERY
    for number, first in enumerate(taken):
        for count, last in enumerate(taken[number:], 1):
            assert count <= throttle.STATION_TRIES + (last - first) / throttle.STATION_EVERY


@given(failures=st.integers(0, 60), hours=st.integers(-90000, 90000))
def test_no_wait_of_a_name_outlasts_a_quarter_of_an_hour(failures: int, hours: int) -> None:
    """However often, and however a time that went back makes it look."""
    record = throttle.failed(replace(FRESH, failures=failures), BEGIN)
    at = BEGIN + timedelta(hours=hours)

    until = throttle.waits_until(record, at)

    assert until is None or until - at <= throttle.LONGEST_WAIT


def refusal(act: Callable[[], object]) -> NotAllowed:
    """Return how an act is refused."""
    with pytest.raises(NotAllowed) as found:
        act()
    return found.value


def guess(ward: WardBuilder, staff_id: StaffId, clock: FixedClock, times: int) -> NotAllowed:
    """Type wrong PINs for a name, waiting where it must be; return the last refusal."""
    told = NotAllowed("")
    for _ in range(times):
        told = refusal(lambda: sign_in.sign_in(ward.desk(), staff_id, WRONG))
        wait = told.facts.get("wait")
        if isinstance(wait, timedelta):
            clock.advance(seconds=wait.total_seconds())
    return told


def failures(ward: WardBuilder, staff_id: StaffId) -> int:
    """Return how many wrong PINs in a row are counted."""
    with ward.store.read() as reading:
        found = reading.pin(staff_id)
    assert found is not None
    return found.failures


def test_ten_wrong_pins_lock_a_name_until_a_charge_nurse_unlocks_it(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Time alone does not; the refusal names who can; then the same PIN works again."""
    nurse = ward.actor(Role.NURSE).staff_id
    told = guess(ward, nurse, clock, 10)
    clock.advance(days=30)
    later = refusal(lambda: sign_in.sign_in(ward.desk(), nurse, PIN))

    assert told.code == later.code == "pin.unlock_needed"
    assert "Li Na" in str(told.facts["who"])
    assert [(p.person.id, p.until) for p in sign_in.paused(ward.desk(Role.CHARGE_NURSE))] == [
        (nurse, None)
    ]
    sign_in.unlock_pin(ward.desk(Role.CHARGE_NURSE), nurse)
    assert sign_in.sign_in(ward.desk(), nurse, PIN).staff_id == nurse
    assert sign_in.paused(ward.desk(Role.CHARGE_NURSE)) == ()


def test_the_unlocking_stands_in_the_audit_log_with_the_change(
    ward: WardBuilder, store: SqlStore
) -> None:
    """Who, of whom, after how many; refused, it leaves nothing."""
    nurse = ward.actor(Role.NURSE).staff_id
    for _ in range(5):
        refusal(lambda: sign_in.sign_in(ward.desk(), nurse, WRONG))
    before = ward.snapshot().audit_count
    refusal(lambda: sign_in.unlock_pin(ward.desk(Role.NURSE, 1), nurse))
    assert ward.snapshot().audit_count == before

    sign_in.unlock_pin(ward.desk(Role.CHARGE_NURSE), nurse)

    with store.engine.begin() as connection:
        lines = connection.exec_driver_sql(
            "SELECT act, staff_id, table_name, row_id, reason FROM audit_line WHERE id > ?",
            (before,),
        ).fetchall()
    charge = ward.actor(Role.CHARGE_NURSE).staff_id
    assert [tuple(line) for line in lines] == [
        ("unlock_pin", charge, "pin", nurse, ""),
        ("unlock_pin", charge, "", None, f"staff {nurse}: 5 wrong PINs"),
    ]


def test_a_charge_nurse_is_never_locked_for_good(ward: WardBuilder, clock: FixedClock) -> None:
    """Else a stranger could leave the ward at night with nobody who unlocks anybody."""
    charge = ward.actor(Role.CHARGE_NURSE).staff_id
    told = guess(ward, charge, clock, 14)

    assert (told.code, told.facts["wait"]) == ("pin.locked", throttle.LONGEST_WAIT)
    assert sign_in.sign_in(ward.desk(), charge, PIN).staff_id == charge


def test_nobody_unlocks_the_own_name_nor_one_that_is_not_locked(ward: WardBuilder) -> None:
    """Both change nothing."""
    charge, nurse = ward.actor(Role.CHARGE_NURSE).staff_id, ward.actor(Role.NURSE).staff_id
    desk = ward.desk(Role.CHARGE_NURSE)

    assert refusal(lambda: sign_in.unlock_pin(desk, charge)).code == "pin.unlock_own"
    assert refusal(lambda: sign_in.unlock_pin(desk, nurse)).code == "pin.not_locked"


def test_where_nobody_could_unlock_the_wait_ends_by_itself(
    ward: WardBuilder, clock: FixedClock, store: SqlStore
) -> None:
    """A ward without charge nurse and administrator is not locked out either."""
    others = (Role.CHARGE_NURSE, Role.ADMINISTRATOR)
    ids = [ward.actor(role).staff_id for role in others]
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE staff SET active = 0 WHERE id IN {tuple(ids)}")  # noqa: S608 - numbers
    nurse = ward.actor(Role.NURSE).staff_id

    told = guess(ward, nurse, clock, 12)

    assert told.code == "pin.locked"
    assert sign_in.sign_in(ward.desk(), nurse, PIN).staff_id == nurse


def test_the_station_waits_after_wrong_pins_of_everybody(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Each name fails a little; a right PIN is taken as soon as the station goes on."""
    people = [ward.actor(role, number).staff_id for role, number in (
        (Role.NURSE, 0), (Role.NURSE, 1), (Role.TRAINEE, 0), (Role.PHYSICIAN, 0),
        (Role.PHYSICIAN, 1), (Role.PHARMACIST, 0), (Role.READER, 0), (Role.ADMINISTRATOR, 0),
    )]  # fmt: skip
    for number in range(throttle.STATION_TRIES):
        told = refusal(partial(sign_in.sign_in, ward.desk(), people[number % 8], WRONG))
        assert told.code == ("pin.station_waits" if number == 29 else "pin.wrong")

    charge = ward.actor(Role.CHARGE_NURSE).staff_id
    told = refusal(lambda: sign_in.sign_in(ward.desk(), charge, PIN))
    assert (told.code, told.facts["wait"]) == ("pin.station_waits", throttle.STATION_EVERY)
    assert failures(ward, charge) == 0
    clock.turn(hours=5)
    assert refusal(lambda: sign_in.sign_in(ward.desk(), charge, PIN)).code == "pin.station_waits"
    clock.advance(minutes=6)
    assert sign_in.sign_in(ward.desk(), charge, PIN).staff_id == charge


def test_another_station_goes_on(ward: WardBuilder) -> None:
    """The count is the station's, not the ward's."""
    with ward.store.act(ward.actor(Role.NURSE), "test", ward.clock.now()) as work:
        work.count_tries_to("station-1", ward.clock.now() + timedelta(hours=3))
    here = ward.desk()
    there = here.of(replace(here.actor, station="station-2"))

    assert refusal(lambda: sign_in.sign_in(here, here.actor.staff_id, PIN))
    assert sign_in.sign_in(there, here.actor.staff_id, PIN).station == "station-2"


GUESSER = """
import sys
from pathlib import Path
from cart_ward.care import sign_in
from cart_ward.clinical.people import Role
from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder
from tests.fakes import FixedClock

clock = FixedClock()
ward = WardBuilder(folder.open_store(Path(sys.argv[1]), clock=clock), clock)
while True:
    try:
        sign_in.sign_in(ward.desk(), ward.actor(Role.NURSE).staff_id, "999000")
    except NotAllowed as refusal:
        print(refusal.code, flush=True)
"""


def test_killing_the_program_between_tries_resets_nothing(data: Path, clock: FixedClock) -> None:
    """One try, told, killed at once; and again: name and station have counted every one."""
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", GUESSER, str(data)], stdout=subprocess.PIPE, text=True
        ) as guesser:
            assert guesser.stdout is not None
            assert guesser.stdout.readline().strip() in {"pin.wrong", "pin.locked"}
            guesser.kill()
    store = folder.open_store(data, clock=clock)
    ward = WardBuilder(store, clock)
    counted = failures(ward, ward.actor(Role.NURSE).staff_id)
    with store.read() as reading:
        to = reading.tries_counted_to("station-1")
    store.close()

    assert counted >= 3
    assert to == clock.now() + counted * throttle.STATION_EVERY
