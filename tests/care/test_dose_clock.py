"""However the wall clock jumps, no dose is accepted before eight real hours have passed."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cart_ward.care import clock_line
from cart_ward.clinical.medicines import DoseGiven, MedicationOrder
from cart_ward.clinical.people import Role
from cart_ward.clinical.steady import SUSPECT_AFTER
from cart_ward.clinical.tocilizumab import INTERVAL, PER_DAY
from cart_ward.clinical.vocabulary import CheckPart, EntryId
from cart_ward.db import folder
from cart_ward.errors import Conflict, NotAllowed
from cart_ward.runtime.clock import SystemClock
from tests.builders import WardBuilder
from tests.fakes import FixedClock, TurnedMachine

DAY = timedelta(hours=24)
JUMPS = st.one_of(
    st.integers(-120, 120),
    st.sampled_from([1, -1]).flatmap(
        lambda way: st.sampled_from(
            [3600, 5 * 3600, 8 * 3600, 86400, 30 * 86400, 10 * 365 * 86400]
        ).map(lambda seconds: way * seconds)
    ),
)
"""Seconds: a slip, hours, a day, a month, ten years, either way."""


class Station:
    """One station over a real store, on a computer whose clock somebody plays with."""

    def __init__(self, furnished: Path, place: Path) -> None:
        self.data = Path(shutil.copytree(furnished, place / "data"))
        self.machine = TurnedMachine()
        self.open()
        self.patient = self.ward.admit()
        self.fever()

    def open(self) -> None:
        """Start the program: its clock goes on from the runs before."""
        self.clock = SystemClock(self.machine)
        self.store = folder.open_store(self.data, clock=self.clock)
        self.ward = WardBuilder(self.store, cast("FixedClock", self.clock))
        clock_line.take_up(self.ward.desk(), self.clock)
        clock_line.keep_clock_line(self.ward.desk(), self.clock)

    def reopen(self) -> None:
        """Start the program again."""
        self.store.close()
        self.open()

    def restart(self) -> None:
        """Start the computer anew."""
        with self.store.act(self.ward.actor(Role.NURSE), "note", self.clock.now()) as work:
            work.log("clock_jumped")
        self.store.close()
        self.machine.restart()
        self.open()

    def fever(self) -> None:
        """Chart CRS 2, so that a dose is indicated."""
        self.ward.record_vitals(self.patient, temperature="39.1", systolic=88, fluids=True)

    def give(self, early: int = 0) -> bool:
        """Go from the weight to the start, begun some minutes ago; tell whether it was let."""
        self._try(lambda: self.ward.weigh(self.patient))
        self._try(lambda: self.ward.order(self.patient))
        self._try(lambda: self.ward.prepare(self.patient, self.order()))
        for part in CheckPart:
            self._try(partial(self.ward.check, self.patient, self.order(), part))
        at = self.clock.now() - timedelta(minutes=early)
        return self._try(lambda: self.ward.start(self.patient, self.order(), at))

    def order(self) -> EntryId:
        """Return the last order."""
        orders = self.ward.chart(self.patient).of(MedicationOrder)
        return max((entry.id for entry in orders), default=EntryId(0))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (NotAllowed, Conflict):
            return False
        return True


class Jumps(RuleBasedStateMachine):
    """Time passes, the clock jumps, the program is closed and opened, and doses are tried."""

    furnished: Path
    given: ClassVar[list[datetime]] = []

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self.starts: list[datetime] = []
        self.forgotten = timedelta(0)

    @initialize()
    def begin(self) -> None:
        """Open the station."""
        self.station = Station(self.furnished, self._folder)

    def teardown(self) -> None:
        """Close and remove the store."""
        self.station.store.close()
        shutil.rmtree(self._folder)

    @rule(minutes=st.sampled_from([1, 59, 180, 299, 479, 480, 481, 961, 1440]))
    def time_passes(self, minutes: int) -> None:
        """Let real time go on; the computer may sleep meanwhile, its ticks count that."""
        self.station.machine.passes(minutes=minutes)

    @rule(seconds=JUMPS)
    def the_clock_jumps(self, seconds: int) -> None:
        """Set the wall clock, by hand or by the network."""
        self.station.machine.turn(seconds=seconds)

    @rule()
    def the_clock_is_put_right(self) -> None:
        """Set the wall clock to what it should be."""
        self.station.machine.ahead = timedelta(0)

    @rule()
    def the_program_is_started_again(self) -> None:
        """Close and open; the computer stays on."""
        self.station.reopen()

    @rule()
    def the_computer_is_started_again(self) -> None:
        """With the jump written down, as the window does; under 2 minutes are forgotten."""
        self.station.restart()
        self.forgotten += SUSPECT_AFTER

    @rule(seconds=JUMPS)
    def the_clock_jumps_while_the_program_is_closed(self, seconds: int) -> None:
        """Turn it where nobody watches."""
        self.station.store.close()
        self.station.machine.turn(seconds=seconds)
        self.station.open()

    @precondition(lambda self: self.station.clock.suspect)
    @rule()
    def the_charge_nurse_finds_the_clock_right(self) -> None:
        """Whoever confirms a clock, even a wrong one, opens no gate by it."""
        desk, clock = self.station.ward.desk(Role.CHARGE_NURSE), self.station.clock
        clock_line.confirm_clock(desk, clock, clock.now())

    @precondition(lambda self: self.starts)
    @rule()
    def the_last_dose_is_amended(self) -> None:
        """Correct the volume; the start stays as it was typed."""
        station = self.station
        entry = max(station.ward.chart(station.patient).of(DoseGiven), key=lambda e: e.id)
        body = replace(entry.body, volume_ml=None)
        station._try(lambda: station.ward.amend(station.patient, entry.id, body, at=entry.taken_at))

    @rule(minutes=st.sampled_from([479, 480, 481, 961]))
    def a_dose_is_tried_after_a_while(self, minutes: int) -> None:
        """Wait about as long as the rules ask, then try."""
        self.station.machine.passes(minutes=minutes)
        self.a_dose_is_tried(0)

    @rule(early=st.sampled_from([0, 0, 30]))
    def a_dose_is_tried(self, early: int) -> None:
        """Try to give a dose; if it is let through, it is lawful in real time."""
        if not self.station.give(early):
            return
        now = self.station.machine.real
        begun = now - timedelta(minutes=early)
        assert all(now - before >= INTERVAL - self.forgotten for before in self.starts)
        assert sum(now - before < DAY - self.forgotten for before in self.starts) < PER_DAY
        self.starts.append(begun)
        self.given.append(now)


def run(furnished: Path, examples: int, steps: int) -> int:
    """Let hypothesis try to open the gate early and return how many doses it got given."""
    given: list[datetime] = []
    machine = type("JumpsHere", (Jumps,), {"furnished": furnished, "given": given})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps)
    )
    return len(given)


def test_no_jump_opens_the_gate_before_eight_real_hours(furnished: Path) -> None:
    """Forward or back, seconds to years, put right or confirmed, over restarts of the program."""
    assert run(furnished, examples=25, steps=14) > 10


@pytest.mark.slow
def test_no_long_row_of_jumps_opens_the_gate(furnished: Path) -> None:
    """The same, longer and wider."""
    assert run(furnished, examples=100, steps=30) > 60
