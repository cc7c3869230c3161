"""What holds for every chart at every moment: one next due, no fewer checks by a graver state."""

import dataclasses
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cart_ward.clinical import schedule
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import PROTOCOL, ZONE

ZONES = st.sampled_from(["Asia/Shanghai", "Europe/London", "America/New_York"]).map(ZoneInfo)
HOURS = st.integers(0, 35 * 24 * 12).map(lambda steps: steps / 12)
"""Every five minutes of five weeks."""

STARTS = st.sampled_from(
    [
        timedelta(),
        timedelta(days=-28),  # over the end of summer time in London and New York
        timedelta(days=40),  # over the end of the year
        timedelta(days=460),  # over a leap day
    ]
)

ACTS = st.sampled_from(
    [
        *("vitals", "fever", "shock", "neuro", "low_ice", "sign", "step", "dose", "pause"),
        *("resume", "weight", "labs", "fluid", "not_done", "partial"),
    ]
)


def _act(patient: Dosed, at: float, act: str) -> None:
    does: dict[str, Any] = {
        "vitals": lambda: patient.vitals(at),
        "fever": lambda: patient.vitals(at, temperature=38.6),
        "shock": lambda: patient.vitals(at, temperature=38.6, systolic=84, vasopressors=1),
        "neuro": lambda: patient.full_neuro(at),
        "low_ice": lambda: patient.full_neuro(at, 5),
        "sign": lambda: patient.graded(at, 1, 1),
        "step": lambda: patient.step_down(at, 0, Scale.CRS),
        "dose": lambda: patient.give(at, None),
        "pause": lambda: patient.pause(at, until=at + 3),
        "resume": lambda: patient.resume(at),
        "weight": lambda: patient.weigh(at),
        "labs": lambda: patient.done(at, Check.LABS),
        "fluid": lambda: patient.done(at, Check.FLUID_BALANCE),
        "not_done": lambda: patient.not_done(at, Check.NEURO),
        "partial": lambda: patient.vitals(at, spo2=None),
    }
    does[act]()


@st.composite
def charts(draw: st.DrawFn) -> tuple[Chart, float]:
    """Draw a chart of some entries, and an hour at or after the last of them."""
    patient = Dosed()
    acts = draw(st.lists(st.tuples(HOURS, ACTS), max_size=14))
    for at, act in sorted(acts):
        _act(patient, at, act)
    last = max((at for at, _ in acts), default=0.0)
    chart = _shifted(patient.chart(), draw(STARTS))
    return chart, last + draw(st.integers(0, 60 * 40)) / 60


def _shifted(chart: Chart, by: timedelta) -> Chart:
    subject = dataclasses.replace(chart.subject, admitted_at=chart.subject.admitted_at + by)
    moved = [
        dataclasses.replace(e, taken_at=e.taken_at + by, recorded_at=e.recorded_at + by)
        for e in chart.entries
    ]
    return Chart(subject, moved)


def _moment(chart: Chart, at: float) -> datetime:
    infused = chart.infused_at
    assert infused is not None
    return infused + timedelta(hours=at)


def _due(chart: Chart, now: datetime, zone: ZoneInfo = ZONE) -> dict[Check, CheckDue]:
    found = schedule.due(PROTOCOL, chart, now, zone)
    assert len({d.check for d in found}) == len(found)
    return {d.check: d for d in found}


@given(charts(), ZONES)
def test_every_check_has_exactly_one_next_due_or_a_pause(
    drawn: tuple[Chart, float], zone: ZoneInfo
) -> None:
    """After the infusion each kind of check is due once, or paused, at every moment.

    Fluid balance alone is asked for only where it is indicated from day 15 on.
    """
    chart, at = drawn

    found = _due(chart, _moment(chart, at), zone)

    assert set(found) | {Check.FLUID_BALANCE} == set(Check)
    assert Check.FLUID_BALANCE in found or at > 13 * 24
    paused = {d.state is DueState.PAUSED for d in found.values()}
    assert len(paused) == 1


@given(charts(), ZONES)
def test_nothing_changes_before_the_next_change(drawn: tuple[Chart, float], zone: ZoneInfo) -> None:
    """Until the wake-up every check stands where it stood; at the wake-up one has moved."""
    chart, at = drawn
    now = _moment(chart, at)

    following = schedule.next_change(PROTOCOL, chart, now, zone)
    assert following is not None or _due(chart, now, zone)[Check.VITALS].state is DueState.PAUSED
    if following is None:
        return
    before = _standing(chart, now, zone)

    assert following > now
    last = following - timedelta(microseconds=1)
    for part in (1, 2, 3, 4):
        assert _standing(chart, min(now + (following - now) * part / 4, last), zone) == before


def _standing(chart: Chart, now: datetime, zone: ZoneInfo) -> dict[Check, tuple[object, ...]]:
    return {check: (d.state, d.missed, d.at) for check, d in _due(chart, now, zone).items()}


@given(charts(), st.sampled_from(Scale), st.integers(1, 4), st.integers(0, 2))
@settings(max_examples=100)
def test_graver_state_never_lengthens_an_interval(
    drawn: tuple[Chart, float], scale: Scale, grade: int, more: int
) -> None:
    """With a higher grade no check is due later or stands less urgent, at any moment."""
    chart, at = drawn
    lower, higher = (_signed(chart, at, scale, min(g, 4)) for g in (grade, grade + more))

    for later in (0.0, 0.3, 1.0, 2.5, 7.0, 30.0):
        now = _moment(chart, at + later)
        grave, mild = _due(higher, now), _due(lower, now)
        for check in mild:
            assert _urgency(grave[check]) <= _urgency(mild[check])


def _signed(chart: Chart, at: float, scale: Scale, grade: int) -> Chart:
    patient = Dosed()
    patient.sign(0, grade, scale)
    return chart.with_entries([_later(patient.entries[-1], chart, _moment(chart, at))])


def _later(entry: Entry[Any], chart: Chart, at: datetime) -> Entry[Any]:
    """Return the entry as the next one of this chart, taken at `at`."""
    new = EntryId(len(chart.entries) + 1)
    return dataclasses.replace(entry, id=new, taken_at=at, recorded_at=at)


def _urgency(found: CheckDue) -> tuple[int, datetime]:
    return -schedule.RANK[found.state], found.at


@given(charts())
def test_time_only_makes_a_check_more_urgent(drawn: tuple[Chart, float]) -> None:
    """Without a new entry no check ever stands better than it did, but for a pause that ended."""
    chart, at = drawn
    steps = [_due(chart, _moment(chart, at + n / 4)) for n in range(40)]

    for before, after in pairwise(steps):
        for check in before:
            if DueState.PAUSED in (before[check].state, after[check].state):
                continue
            assert schedule.RANK[after[check].state] >= schedule.RANK[before[check].state]


@given(charts(), st.sampled_from(["vitals", "fever", "neuro", "weight", "labs"]))
def test_past_moments_do_not_know_what_came_later(drawn: tuple[Chart, float], act: str) -> None:
    """Asked about an earlier moment, a later complete check has not been done yet."""
    chart, at = drawn
    patient = Dosed()
    _act(patient, 0, act)
    longer = chart.with_entries([_later(patient.entries[-1], chart, _moment(chart, at + 1))])
    now = _moment(chart, at)

    known = schedule.due(PROTOCOL, longer.as_of(now), now, ZONE)

    assert known == schedule.due(PROTOCOL, chart, now, ZONE)


def test_hour_0_is_18_00_in_the_ward() -> None:
    """The clock rows of these tests are read in the ward's zone."""
    assert hour(0).astimezone(ZONE).hour == 18
