"""The question of an intended dose, read from a chart."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.dose_rules import DoseQuestion
from cart_ward.clinical.observed import Background, LabResult
from cart_ward.clinical.tocilizumab import question_from
from cart_ward.clinical.vocabulary import (
    BackgroundKind,
    DoseStepKind,
    EpisodeKind,
    Response,
    Route,
    Scale,
)
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import ZONE


@pytest.fixture
def patient() -> Dosed:
    """Return a patient of axi-cel without any entry but the infusion."""
    return Dosed()


def _ask(patient: Dosed, at: float, **changed: Any) -> DoseQuestion:
    typed: dict[str, Any] = {
        "ordered_mg": None,
        "route": Route.IV_INFUSION,
        "duration_min": 60,
        "active_infection": False,
        "stock": {400: 2},
    }
    return question_from(patient.chart(), hour(at), ZONE, **{**typed, **changed})


def test_empty_chart_asks_with_nothing_known(patient: Dosed) -> None:
    """What nobody charted is None, never a normal value."""
    asked = _ask(patient, 30)

    assert asked.weight is None
    assert asked.weight_at is None
    assert asked.weight_measured is False
    assert asked.weight_before is None
    assert asked.crs_grade is None
    assert asked.icans_grade is None
    assert asked.graded_at is None
    assert asked.crs_onset is None
    assert asked.g1_duration is None
    assert asked.response is None
    assert asked.prior == ()
    assert asked.product == "axi-cel"


def test_last_two_weights_are_asked_with(patient: Dosed) -> None:
    """The last weight doses; the one before it shows a jump."""
    patient.weigh(-40, "70")
    patient.weigh(10, "72.5", measured=False)

    asked = _ask(patient, 30)

    assert asked.weight == Decimal("72.5")
    assert asked.weight_before == Decimal(70)
    assert asked.weight_at == hour(10)
    assert asked.weight_measured is False


def test_age_changes_at_midnight_of_the_ward() -> None:
    """The second birthday begins at 00:00 in the ward's zone."""
    patient = Dosed()
    patient.subject = _born(patient, date(2024, 11, 21))

    before, after = _ask(patient, 5.9), _ask(patient, 6)

    assert (before.age, after.age) == (Decimal(1), Decimal(2))


def _born(patient: Dosed, on: date) -> Any:
    person = dataclasses.replace(patient.subject.patient, birth_date=on)
    return dataclasses.replace(patient.subject, patient=person)


def test_signed_grade_stands_until_the_proposal_changes(patient: Dosed) -> None:
    """A person's word counts until something new is observed."""
    patient.vitals(20, temperature=38.5)
    patient.sign(20, 2)

    signed = _ask(patient, 21).crs_grade
    patient.vitals(22, temperature=38.5, vasopressors=1)

    assert signed == 2
    assert _ask(patient, 23).crs_grade == 3
    assert _ask(patient, 23).graded_at == hour(20)


def test_signed_grade_counts_without_any_observation(patient: Dosed) -> None:
    """A grade signed from the bedside alone is a grade; its length runs from the signature."""
    patient.sign(20, 1)
    patient.sign(20, 1, Scale.ICANS)

    asked = _ask(patient, 23)

    assert (asked.crs_grade, asked.icans_grade) == (1, 1)
    assert asked.g1_duration == timedelta(hours=3)


def test_grade_1_is_counted_while_it_is_unbroken(patient: Dosed) -> None:
    """A day without fever begins a new count."""
    patient.vitals(10, temperature=38.5)
    patient.vitals(20)
    patient.vitals(30, temperature=38.4)
    patient.vitals(34, temperature=39.0)

    assert _ask(patient, 40).g1_duration == timedelta(hours=10)


def test_grade_1_can_hold_from_the_first_point(patient: Dosed) -> None:
    """The first proposal of the stay may already be grade 1."""
    patient.vitals(10, temperature=38.5)

    assert _ask(patient, 40).g1_duration == timedelta(hours=30)


def test_onset_is_counted_from_the_infusion_before_it(patient: Dosed) -> None:
    """The latest CRS episode counts; other episodes do not."""
    patient.vitals(30, temperature=38.5)
    patient.mark(90, opened=True, kind=EpisodeKind.IEC_HS)

    assert _ask(patient, 95).crs_onset == timedelta(hours=30)


def test_response_and_doses_come_from_the_course(patient: Dosed) -> None:
    """All earlier starts count, with the response to the last."""
    dose = patient.give(20, None)
    patient.step(24, dose, DoseStepKind.RESPONSE, Response.IMPROVED)

    asked = _ask(patient, 30)

    assert asked.prior == (hour(20),)
    assert asked.response is Response.IMPROVED


@pytest.mark.parametrize(
    ("kind", "text", "allergic"),
    [
        pytest.param(BackgroundKind.TOCILIZUMAB_ALLERGY, "", True, id="ticked"),
        pytest.param(BackgroundKind.ALLERGY, "Tocilizumab: rash", True, id="named"),
        pytest.param(BackgroundKind.ALLERGY, "Polysorbate 80", True, id="excipient"),
        pytest.param(BackgroundKind.ALLERGY, "penicillin", False, id="another drug"),
        pytest.param(BackgroundKind.DIAGNOSIS, "tocilizumab trial", False, id="no allergy"),
    ],
)
def test_allergy_is_found_however_it_was_charted(
    patient: Dosed, kind: BackgroundKind, text: str, *, allergic: bool
) -> None:
    """An excipient counts like the drug."""
    patient.add(-40, Background(kind=kind, text=text))

    assert _ask(patient, 30).allergy is allergic


def test_last_values_of_the_shown_labs_are_told(patient: Dosed) -> None:
    """Each analyte of R22 once, with its newest value; others are left out."""
    for at, analyte, value in ((5, "ANC", "0.4"), (9, "ANC", "0.2"), (9, "CRP", "80")):
        patient.add(at, LabResult(analyte=analyte, value=Decimal(value), unit="x"))

    [lab] = _ask(patient, 30).labs

    assert (lab.analyte, lab.value) == ("ANC", Decimal("0.2"))


def test_what_was_typed_is_passed_on(patient: Dosed) -> None:
    """Dose, route, duration, infection and stock are as typed."""
    asked = _ask(
        patient, 30, ordered_mg=Decimal(600), route=Route.SC, duration_min=30, active_infection=True
    )

    assert (asked.ordered_mg, asked.route, asked.duration_min) == (Decimal(600), Route.SC, 30)
    assert asked.active_infection is True
    assert asked.stock == {400: 2}
