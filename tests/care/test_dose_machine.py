"""No sequence of acts through the program starts a dose against the rules of time."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cart_ward.clinical.medicines import DoseGiven, MedicationOrder
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.tocilizumab import CEILING, INTERVAL, PER_DAY
from cart_ward.clinical.vocabulary import CheckPart, EntryId
from cart_ward.db import folder
from cart_ward.errors import Conflict, NotAllowed
from tests.builders import WardBuilder
from tests.care.helpers import versions_that_stand
from tests.fakes import FixedClock

DAY = timedelta(hours=24)
MINUTES = st.integers(min_value=1, max_value=20 * 60)
GAPS = st.sampled_from([480, 481, 479, 700, 240, 1440])
"""Minutes around the borders of the rules: 8 h and 24 h."""


class Doses(RuleBasedStateMachine):
    """A ward over a real encrypted file, one patient, and everybody in a hurry."""

    furnished: Path
    starts: ClassVar[list[AdmissionId]] = []

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        data = Path(shutil.copytree(self.furnished, self._folder / "data"))
        self.clock = FixedClock()
        self.store = folder.open_store(data, clock=self.clock)
        self.ward = WardBuilder(self.store, self.clock)
        self.patient = AdmissionId(0)
        self.chains = 0

    def teardown(self) -> None:
        """Close and remove the store."""
        self.store.close()
        shutil.rmtree(self._folder)

    @initialize()
    def admit(self) -> None:
        """Admit a patient with CRS 2."""
        self.patient = self.ward.admit()
        self.ward.record_vitals(self.patient, temperature="39.1", systolic=88, fluids=True)
        self.chains = self._chains()

    # What people do

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        """Let wall clock and monotonic clock go on."""
        self.clock.advance(minutes=minutes)

    @rule(hours=st.sampled_from([-9, -1, 1, 9]))
    def somebody_turns_the_clock(self, hours: int) -> None:
        """Turn the wall clock alone."""
        self.clock.turn(hours=hours)

    @rule(which=st.sampled_from(["weigh", "order", "prepare"]))
    def one_step(self, which: str) -> None:
        """Do one step alone, in whatever order people come."""
        steps: dict[str, Callable[[], object]] = {
            "weigh": lambda: self.ward.weigh(self.patient),
            "order": lambda: self.ward.order(self.patient),
            "prepare": lambda: self.ward.prepare(self.patient, self._last_order()),
        }
        self._try(steps[which])

    @rule(part=st.sampled_from(list(CheckPart)), number=st.integers(0, 1), right=st.booleans())
    def check(self, part: CheckPart, number: int, right: bool) -> None:  # noqa: FBT001
        """Calculate as one of two nurses, rightly or not."""
        wrong: dict[str, Any] = {} if right else {"dose_mg": Decimal(8)}
        desk = self.ward.desk(Role.NURSE, number)
        self._try(
            lambda: self.ward.check(self.patient, self._last_order(), part, desk=desk, **wrong)
        )

    @rule(minutes=GAPS)
    def give_without_a_slip(self, minutes: int) -> None:
        """Go on with whatever order is open, or a new one, up to the start, after a while."""
        self.clock.advance(minutes=minutes)
        self._go_on_to_the_start()
        self.start(early=0)

    @rule(early=st.sampled_from([0, 0, 1, 300]))
    def start(self, early: int) -> None:
        """Start the last order, now or some minutes ago."""
        at = self.clock.now() - timedelta(minutes=early)
        started = self._try(lambda: self.ward.start(self.patient, self._last_order(), at))
        if started:
            self._last_start_is_lawful()

    @rule(hours=st.integers(0, 30))
    def chart_a_deviation(self, hours: int) -> None:
        """Chart a dose given elsewhere, hours ago."""
        at = self.clock.now() - timedelta(hours=hours)
        self._try(lambda: self.ward.deviation(self.patient, at=at))

    @precondition(lambda self: self._doses())
    @rule(data=st.data(), hours=st.integers(-10, 10))
    def amend_a_dose(self, data: st.DataObject, hours: int) -> None:
        """Correct the start of some dose."""
        entry = data.draw(st.sampled_from(self._doses()))
        body = replace(entry.body, volume_ml=None)
        at = entry.taken_at + timedelta(hours=hours)
        self._try(lambda: self.ward.amend(self.patient, entry.id, body, at=at))

    @precondition(lambda self: self._doses())
    @rule(data=st.data())
    def strike_out_a_dose(self, data: st.DataObject) -> None:
        """Strike out some dose."""
        entry = data.draw(st.sampled_from(self._doses()))
        self._try(lambda: self.ward.strike_out(self.patient, entry.id))

    # What must hold

    @invariant()
    def every_chain_of_versions_has_one_end(self) -> None:
        """Amend and strike out leave exactly one version standing, and none is ever lost."""
        chart = self.ward.chart(self.patient) if self.patient else None
        if chart is None:
            return
        ends = versions_that_stand(chart)
        assert len(ends) == self._chains()
        assert self._chains() >= self.chains
        self.chains = self._chains()

    @invariant()
    def every_order_is_claimed_once(self) -> None:
        """No order has two doses that were started through the program."""
        claimed = [e.body.order_id for e in self._ever_given() if e.body.order_id is not None]
        firsts = [e for e in self._ever_given() if e.body.order_id is not None and e.amends is None]
        assert len(firsts) == len(set(claimed))

    def _last_start_is_lawful(self) -> None:
        """Hold the dose just started against every other dose that stands on the chart."""
        self.starts.append(self.patient)
        doses = self._doses()
        last = max(doses, key=lambda entry: entry.id)
        others = [entry.taken_at for entry in doses if entry.id != last.id]
        assert last.body.deviation is None
        assert all(abs(last.taken_at - at) >= INTERVAL for at in others)
        assert len(others) < CEILING
        for begin in (at for at in (*others, last.taken_at) if at <= last.taken_at):
            window = [at for at in (*others, last.taken_at) if begin <= at < begin + DAY]
            assert last.taken_at not in window or len(window) <= PER_DAY

    # Helpers

    def _try(self, act: Callable[[], object]) -> bool:
        """Do an act that may be refused; tell whether it was let through."""
        try:
            act()
        except (NotAllowed, Conflict):
            return False
        return True

    def _go_on_to_the_start(self) -> None:
        self._try(lambda: self.ward.weigh(self.patient))
        self._try(lambda: self.ward.order(self.patient))
        self._try(lambda: self.ward.prepare(self.patient, self._last_order()))
        for part in CheckPart:
            self._try(partial(self.ward.check, self.patient, self._last_order(), part))

    def _last_order(self) -> EntryId:
        orders = self.ward.chart(self.patient).of(MedicationOrder)
        return max((entry.id for entry in orders), default=EntryId(0))

    def _doses(self) -> list[Any]:
        return list(self.ward.chart(self.patient).of(DoseGiven)) if self.patient else []

    def _ever_given(self) -> list[Any]:
        if not self.patient:
            return []
        return [e for e in self.ward.chart(self.patient).entries if isinstance(e.body, DoseGiven)]

    def _chains(self) -> int:
        return sum(entry.amends is None for entry in self.ward.chart(self.patient).entries)


def run(furnished: Path, examples: int, steps: int) -> int:
    """Let hypothesis try to break the rules and return how many doses it got started."""
    starts: list[AdmissionId] = []
    machine = type("DosesHere", (Doses,), {"furnished": furnished, "starts": starts})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps)
    )
    return len(starts)


def test_no_sequence_of_acts_breaks_the_rules_of_time(furnished: Path) -> None:
    """Under 8 h apart, over 3 in 24 h or over 4 in a course: never through the program."""
    assert run(furnished, examples=25, steps=20) > 10


@pytest.mark.slow
def test_no_long_sequence_of_acts_breaks_the_rules_of_time(furnished: Path) -> None:
    """The same, longer and wider."""
    assert run(furnished, examples=100, steps=50) > 100
