"""How often a shift is interrupted: a 24-bed ward of 12 hours, charted as nurses chart, counted.

The standard shift is written down here, for no other place defines one: 24 beds, one nurse to four
patients, days 1 to 14 after the infusion, most patients quiet, a quarter with fever, one in shock
and two with falling ICE scores. Of the checks that fall due 88 of 100 are charted on time, 9 late
and 3 after they were missed. An interruption is a new item of medium or high priority, each patient
and reason counted once; what is low only stands in the list.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.status import PatientStatus, status
from cart_ward.clinical.vocabulary import Check
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import PROTOCOL, ZONE

BEDS, NURSES, HOURS = 24, 6, 12

BUDGET = 2.0
"""Interruptions a nurse and hour (ux 5.4)."""

STEP = 5
"""Minutes between two looks at the ward."""

WAITING = (DueState.NOT_DUE, DueState.PAUSED)

Signs = dict[str, Any]

FEVER: tuple[tuple[float, Signs, int], ...] = ((0, {}, 10), (3, {"temperature": 38.4}, 10))
STORM: tuple[tuple[float, Signs, int], ...] = (
    (0, {"temperature": 38.2}, 10),
    (2, {"temperature": 39.0, "systolic": 86, "diastolic": 50, "fluids": True}, 10),
    (6, {"temperature": 39.4, "systolic": 88, "diastolic": 48, "vasopressors": 1}, 9),
)
CONFUSED: tuple[tuple[float, Signs, int], ...] = ((0, {}, 10), (4, {}, 8), (8, {}, 5))
QUIET: tuple[tuple[float, Signs, int], ...] = ((0, {}, 10),)

COURSES = (*(FEVER,) * 6, STORM, *(CONFUSED,) * 2)


@dataclass
class Lying:
    """One patient of the shift: how the illness goes, and what the nurses mean to do when."""

    hands: Dosed
    start: float
    course: tuple[tuple[float, Signs, int], ...]
    meant: dict[tuple[Check, object], float] = field(default_factory=dict)

    def found(self, now: float) -> tuple[Signs, int]:
        """Return what somebody would find at the bedside."""
        begun = [(signs, ice) for since, signs, ice in self.course if since <= now - self.start]
        return begun[-1] if begun else ({}, 10)

    def status(self, now: float) -> PatientStatus:
        """Return where the patient stands."""
        return status(PROTOCOL, self.hands.chart(), hour(now), ZONE)

    def chart(self, check: Check, now: float, at: PatientStatus) -> None:
        """Chart a check as found."""
        signs, ice = self.found(now)
        if check is Check.VITALS:
            self.hands.vitals(now, **signs)
        elif check is Check.NEURO:
            self.hands.full_neuro(now, ice)
        elif check is Check.GRADE:
            self.hands.graded(now, at.crs.grade or 0, at.icans.grade or 0)
        elif check is Check.WEIGHT:
            self.hands.weigh(now)
        else:
            self.hands.done(now, check)


Courses = tuple[tuple[tuple[float, Signs, int], ...], ...]


def ward(chance: random.Random, courses: Courses) -> list[Lying]:
    """Return 24 patients, everything charted half an hour before the shift."""
    found = []
    for bed in range(BEDS):
        start = 24.0 * chance.randint(1, 14) + chance.random() * 6
        course = courses[bed] if bed < len(courses) else QUIET
        lying = Lying(Dosed(), start, course)
        before = start - 0.5
        lying.hands.vitals(before)
        lying.hands.full_neuro(before)
        lying.hands.graded(before)
        for check in (Check.WEIGHT, Check.LABS, Check.FLUID_BALANCE):
            lying.chart(check, before, lying.status(before))
        found.append(lying)
    return found


def delay(check: CheckDue, chance: random.Random, on_time: float) -> float:
    """Return how many hours after its time a check is charted; of the late ones a quarter very."""
    every = check.why.interval
    interval = 4.0 if every is None else every.total_seconds() / 3600
    kind = chance.random()
    if kind < on_time:
        return chance.uniform(0, 0.2) * min(interval, 4)
    late = kind < on_time + (1 - on_time) * 0.75
    return (chance.uniform(0.25, 0.7) if late else chance.uniform(1.0, 1.2)) * interval


def work(
    lying: Lying, now: float, at: PatientStatus, chance: random.Random, on_time: float
) -> None:
    """Chart what a nurse has come to by now."""
    for check in at.due:
        if check.state in WAITING:
            continue
        turn = (check.check, check.at)
        if turn not in lying.meant:
            lying.meant[turn] = now + delay(check, chance, on_time)
        if now >= lying.meant[turn]:
            lying.chart(check.check, now, at)


def shift(seed: int, courses: Courses = COURSES, on_time: float = 0.88) -> Counter[str]:
    """Live one shift; return how often each reason interrupted somebody."""
    chance = random.Random(seed)  # noqa: S311 - a shift, not a secret
    patients, told = ward(chance, courses), Counter[str]()
    seen: set[tuple[int, str]] = set()
    for step in range(HOURS * 60 // STEP + 1):
        for bed, lying in enumerate(patients):
            now = lying.start + step * STEP / 60
            at = lying.status(now)
            for alarm in at.alarms:
                if alarm.priority is not Priority.LOW and (bed, alarm.key) not in seen:
                    seen.add((bed, alarm.key))
                    told[alarm.code] += step > 0
            work(lying, now, at, chance, on_time)
    return told


def test_a_standard_shift_keeps_the_budget() -> None:
    """Two interruptions a nurse and hour at most; the sick patients are among them."""
    told = shift(seed=24)

    rate = told.total() / (NURSES * HOURS)

    assert {"alarm.crs_3", "alarm.ice_fall", "alarm.first_fever"} <= set(told)
    assert rate <= BUDGET, (rate, told)
    # As measured; a change of the rules that calls more often must be meant.
    assert (told.total(), round(rate, 2)) == (70, 0.97)


def test_a_quiet_ward_charted_on_time_is_left_in_peace() -> None:
    """Without an event nobody is interrupted (hazard H19)."""
    assert shift(seed=24, courses=(), on_time=1.0).total() == 0
