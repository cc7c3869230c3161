"""What the trend draws, as plain values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import Background
from cart_ward.clinical.vocabulary import BackgroundKind, DrugKind, Route, Scale
from cart_ward.ui.widgets.trend_data import Trend, trend
from cart_ward.ui.widgets.trend_marks import MarkKind
from tests.ui.charted import Charted


def drawn(care: Charted) -> Trend:
    """Return the trend of the one patient."""
    return trend(care.ward.chart(care.patient), care.ward.status(care.patient))


def test_hours_count_from_the_infusion(care: Charted) -> None:
    """Infused 48 h ago, the last set an hour ago: hour 47."""
    made = drawn(care)

    assert made.now == 48
    assert made.series["temperature"] == ((47.0, 37.2),)


def test_what_was_not_measured_is_no_point(care: Charted) -> None:
    """A missing value leaves a gap, not a zero."""
    care.ward.record_vitals(care.patient, temperature=None, pulse=0)
    made = drawn(care)

    assert len(made.series["temperature"]) == 1
    assert made.series["pulse"][-1] == (48.0, 0.0)


def test_a_band_lasts_until_the_grade_changes(care: Charted) -> None:
    """Zero from the first set on, one from the fever on, until now."""
    care.ward.record_vitals(care.patient, temperature="39.0")
    care.clock.advance(hours=2)
    care.ward.record_vitals(care.patient, temperature="39.5")
    bands = [band for band in drawn(care).bands if band.scale is Scale.CRS]

    assert [(band.grade, band.start, band.end) for band in bands] == [
        (0, 47.0, 48.0),
        (1, 48.0, 50.0),
    ]


def test_drugs_and_doses_are_marked_in_order(care: Charted) -> None:
    """Each where it was given, with its name."""
    care.ward.give_tocilizumab(care.patient)
    drug = DrugGiven(
        drug="dexamethasone",
        kind=DrugKind.STEROID,
        dose=Decimal(10),
        unit="mg",
        route=Route.IV,
        interval_hours=None,
        until=None,
    )
    care.ward.record(care.patient, drug, at=care.clock.now() - timedelta(hours=3))
    marks = drawn(care).marks

    assert [mark.hour for mark in marks] == [45.0, 48.0]
    assert [mark.text for mark in marks] == ["Dex 10 mg", "Toci 1 · 576 mg"]


def test_before_the_infusion_hours_count_from_the_admission(care: Charted) -> None:
    """There is no day 0 yet, and still something to see."""
    care.patient = care.ward.admit(bed="8", hospital_no="P8", day=None)
    care.ward.record_vitals(care.patient)
    made = drawn(care)

    assert made.zero == care.ward.chart(care.patient).subject.admitted_at
    assert made.series["score"] == ()


def test_the_first_fever_and_what_brings_it_down_are_marked(care: Charted) -> None:
    """The onset by its name, an antipyretic by a small sign; both lead to their entries."""
    fever = care.ward.record_vitals(care.patient, temperature="38.6")
    drug = DrugGiven(drug="paracetamol", kind=DrugKind.ANTIPYRETIC, dose=Decimal(500), unit="mg",
                     route=Route.ORAL, interval_hours=None, until=None)  # fmt: skip
    care.ward.sign_grade(care.patient, Scale.CRS, 1)
    care.clock.advance(hours=1)
    given = care.ward.record(care.patient, drug)

    assert [(mark.kind, mark.entry_id) for mark in drawn(care).marks] == [
        (MarkKind.FEVER, fever),
        (MarkKind.ANTIPYRETIC, given),
    ]


@pytest.mark.parametrize(
    ("before", "limit"),
    [
        pytest.param(150, 100, id="80 % lies above 100"),
        pytest.param(118, 95, id="80 % of 118, a whole number"),
        pytest.param(100, 85, id="never below 85"),
        pytest.param(None, 85, id="nothing known before"),
    ],
)
def test_the_pressure_line_is_that_of_the_calls(
    care: Charted, before: int | None, limit: int
) -> None:
    """What lies below the line is what a doctor is called for."""
    at = care.clock.now() - timedelta(days=2)
    care.ward.record_vitals(care.patient, systolic=before, at=at, late_reason="typed later")
    made = drawn(care)

    assert made.limits == {"temperature": 38.0, "spo2": 92.0, "pressure": limit}
    assert made.baselines.get("systolic") == before


def test_no_adult_line_is_drawn_for_a_child(care: Charted) -> None:
    """A child has no one limit; nor does the saturation line of a lower target hide."""
    care.patient = care.ward.admit(bed="8", hospital_no="P8", birth_date=date(2018, 1, 1))
    care.ward.record(care.patient, Background(kind=BackgroundKind.NEWS2_SCALE_2, text="COPD"))

    assert drawn(care).limits == {"temperature": 38.0, "spo2": 88.0}
