"""Pointing at a trend: the nearest moment, the entry of the very point, what is read out."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.vocabulary import DrugKind, EntryId, Oxygen, Route, Scale
from cart_ward.ui.widgets import trend_data, trend_readout
from cart_ward.ui.widgets.trend_moments import Cursor, Moments, moments
from tests.builders import ZONE
from tests.fakes import NOW
from tests.strategies import vital_signs as sets
from tests.ui import charted, ward
from tests.ui.charted import Charted


def pointed(care: Charted) -> Moments:
    """Return what can be pointed at in the trend of the one patient."""
    chart = care.ward.chart(care.patient)
    return moments(chart, trend_data.trend(chart, care.ward.status(care.patient)))


def said(found: Moments, cursor: Cursor | None) -> list[str]:
    """Return the lines of the read-out."""
    assert cursor is not None
    return [line.text for line in trend_readout.readout(found, cursor, ZONE).lines]


def last(found: Moments) -> Cursor:
    """Return the cursor at the last moment."""
    cursor = found.step(None, 0, range(len(found.all)))
    assert cursor is not None
    return cursor


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 400), sets()), min_size=1, max_size=25),
    st.floats(-60, 60),
    st.sampled_from(["temperature", "pressure", "spo2", ""]),
)
def test_the_point_chosen_is_the_nearest_that_the_panel_draws(
    taken: list[tuple[int, object]], hour: float, panel: str
) -> None:
    """Whatever was recorded when: the entry is one of the nearest that has this value."""
    stay = ward.admission(0)
    entries = [
        ward.entry(stay, body, NOW - timedelta(minutes=10 * ago), number)
        for number, (ago, body) in enumerate(taken, 1)
    ]
    chart = Chart(stay, entries)
    found = moments(chart, trend_data.trend(chart, ward.status(chart)))
    cursor = found.nearest(hour, panel, range(len(found.all)))
    wanted = {"temperature": ["temperature"], "pressure": ["systolic", "pulse"],
              "spo2": ["spo2", "oxygen"], "": ["__class__"]}[panel]  # fmt: skip
    having = [e for e in entries if any(getattr(e.body, w) is not None for w in wanted)]

    if cursor is None:
        assert having == []
        return
    away = {e.id: abs((e.taken_at - stay.admitted_at).total_seconds() / 3600 - hour)
            for e in having}  # fmt: skip
    assert away[cursor.entry_id] <= min(away.values()) + 1e-9


def test_each_panel_leads_to_its_own_entry_of_one_time(care: Charted) -> None:
    """Vital signs, ICE, a drug and a signed grade of the same minute are four entries."""
    now = care.clock.now()
    vitals = care.ward.record_vitals(care.patient, at=now)
    care.ward.record_neuro(care.patient, at=now)
    drug = DrugGiven(drug="paracetamol", kind=DrugKind.ANTIPYRETIC, dose=Decimal(500), unit="mg",
                     route=Route.ORAL, interval_hours=None, until=None)  # fmt: skip
    given_id = care.ward.record(care.patient, drug, at=now)
    care.ward.sign_grade(care.patient, Scale.CRS, 0)
    found = pointed(care)
    everything = range(len(found.all))

    def at(panel: str) -> EntryId:
        cursor = found.nearest(48, panel, everything)
        assert cursor is not None
        return cursor.entry_id

    ids = {panel: at(panel) for panel in ("temperature", "score", "drugs", "grades")}
    assert ids["temperature"] == vitals
    assert ids["drugs"] == given_id
    assert len(set(ids.values())) == 4
    turned = last(found)
    seen = []
    for _turn in found.all[-1].entries:
        seen.append(turned.entry_id)
        turned = found.turn(turned, 1)
    assert seen == list(found.all[-1].entries)
    assert turned == last(found)


def test_two_sets_of_one_minute_can_both_be_reached(care: Charted) -> None:
    """Neither hides the other."""
    now = care.clock.now()
    ids = {care.ward.record_vitals(care.patient, at=now, pulse=pulse) for pulse in (80, 120)}
    found = pointed(care)

    assert {moment.vitals.id for moment in found.all[-2:] if moment.vitals} == ids


def test_everything_known_is_read_out_with_its_unit(care: Charted) -> None:
    """Values, oxygen with device and flow, the score with its age, grades proposed and signed."""
    care.ward.record_neuro(care.patient)
    care.ward.sign_grade(care.patient, Scale.CRS, 0)
    care.clock.advance(hours=2)
    care.ward.record_vitals(
        care.patient, temperature="39.0", spo2=93, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2)
    )
    found = pointed(care)

    assert said(found, last(found)) == [
        "T 39.0 °C",
        "BP 118/72 mmHg",
        "HR 78 /min",
        "RR 16 /min",
        "SpO2 93 %, Nasal cannula 2 L/min",
        "ICE 10 points, 2 h before",
        "CRS 2 proposed, signed 0",
        "ICANS 0 proposed, not signed",
    ]
    read = trend_readout.readout(found, last(found), ZONE)
    assert (read.head, read.clock) == ("D+2 · hour 50", "22-Nov-2026 16:00")
    assert "T 39.0 °C" in read.spoken


def test_what_was_not_recorded_is_said_in_a_word(care: Charted) -> None:
    """Missing is never nought and never left out."""
    care.ward.record_vitals(
        care.patient, temperature=None, systolic=None, diastolic=None, pulse=0,
        respiratory_rate=None, spo2=None, oxygen=None,
    )  # fmt: skip
    found = pointed(care)

    assert said(found, last(found)) == [
        "T not recorded",
        "BP not recorded",
        "HR 0 /min",
        "RR not recorded",
        "SpO2 not recorded, oxygen not recorded",
        "ICE not recorded before",
        "CRS not assessed, not signed",
        "ICANS not assessed, not signed",
    ]


def test_a_drug_alone_says_that_no_signs_were_taken(care: Charted) -> None:
    """And what is given again and again is read out while it runs."""
    start = care.clock.now()
    drug = DrugGiven(drug="dexamethasone", kind=DrugKind.STEROID, dose=Decimal(10), unit="mg",
                     route=Route.IV, interval_hours=Decimal(12),
                     until=start + timedelta(hours=30))  # fmt: skip
    care.ward.record(care.patient, drug, at=start)
    found = pointed(care)
    assert said(found, last(found))[0] == "No vital signs at this time"
    assert said(found, last(found))[-1] == "Given: dexamethasone 10 mg"

    care.clock.advance(hours=20)
    care.ward.record_vitals(care.patient)
    found = pointed(care)
    assert said(found, last(found))[-1] == "Running: dexamethasone 10 mg"


@pytest.mark.parametrize("by", [-1, 1, -(10**9), 10**9])
def test_the_arrows_stay_within_what_is_shown(care: Charted, by: int) -> None:
    """However far one goes, the cursor stands on a moment that is seen."""
    charted.stormy(care)
    found = pointed(care)
    shown = found.shown(found.trend.now - 5, found.trend.now)
    cursor = found.step(None, 0, shown)
    for _press in range(20):
        cursor = found.step(cursor, by, shown)

    assert cursor is not None
    assert cursor.number in shown
    assert found.step(None, 0, range(0)) is None


def test_before_the_infusion_the_hours_say_from_when(care: Charted) -> None:
    """No day is told that does not exist yet."""
    care.patient = care.ward.admit(bed="8", hospital_no="P8", day=None)
    care.ward.record_vitals(care.patient)
    found = pointed(care)
    read = trend_readout.readout(found, last(found), ZONE)

    assert read.head == "Hour 24 since the admission"
    assert isinstance(found.all[-1].at, datetime)
