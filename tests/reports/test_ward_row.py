"""One patient as a row: the course of tocilizumab, checks, pauses and calls in words."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.graded import Graded
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.medicines import DoseStep
from cart_ward.clinical.observed import CallMade, Infusion, LabResult, MonitoringPause, Weight
from cart_ward.clinical.people import Name
from cart_ward.clinical.vocabulary import (
    Acvpu,
    BackgroundKind,
    DoseStepKind,
    DrugKind,
    Handwriting,
    Reaction,
)
from cart_ward.reports import handover, patient_page
from tests.reports import papers, wards
from tests.reports.charting import ITEMS, Charting, ago, ice


def printed(patient: Charting) -> tuple[str, str]:
    """Return the words of the ward sheet and of the patient's page."""
    sheet: HandoverSheet = wards.sheet([patient])
    ward = handover.render(sheet, language="en", printed_by="Li Na")
    page = patient_page.render(sheet, language="en", printed_by="Li Na")
    return papers.words(ward), papers.words(page)


def somebody() -> Charting:
    """Return a patient infused four days ago."""
    patient = Charting(4, Name(family_latin="Li", given_latin="Na"))
    patient.infused(96)
    return patient


def said_on_both(patient: Charting, *wanted: str) -> None:
    """Assert that both papers say all of it."""
    for paper in printed(patient):
        for words in wanted:
            assert papers.squeezed(words) in paper


def test_news2_without_a_total_says_what_it_is_at_least() -> None:
    """Also where a temperature alone came after it."""
    patient = somebody()
    patient.vitals(2, spo2=90, respiratory_rate=26, pulse=None)
    said_on_both(patient, "at least 6")

    none = dict.fromkeys(("systolic", "pulse", "respiratory_rate", "spo2", "oxygen"))
    patient.vitals(1, consciousness=None, **none)
    said_on_both(patient, "was at least 6")


def test_the_next_dose_has_a_clock_time() -> None:
    """An absolute time, not a countdown, with the response to the last dose."""
    patient = somebody()
    patient.dose(3)

    said_on_both(patient, "1 of 4 given: 580 mg, 16:48", "next not before 2026-11-23 00:48")


def test_a_running_dose_says_so_on_the_page_with_its_end_open() -> None:
    """An infusion without an end is running now."""
    patient = somebody()
    patient.dose(0.4, ended_at=None)

    said_on_both(patient, "running now")
    assert papers.squeezed("to end not recorded") in printed(patient)[1]


def test_four_doses_are_the_ceiling() -> None:
    """After the fourth no further dose is possible."""
    patient = somebody()
    for hours in (60, 50, 40, 30):
        patient.dose(hours)

    said_on_both(patient, "4 of 4 given", "no further dose: ceiling reached")


def test_a_dose_outside_the_rules_is_marked() -> None:
    """The ward sheet marks it, the page says why and who decided."""
    patient = somebody()
    patient.dose(30, order_id=None, deviation="downtime", decided_by="Dr Gao", checked_by_id=None)
    unnamed = somebody()
    unnamed.dose(30, order_id=None, deviation="downtime", decided_by=None, reaction=Reaction.MILD)

    said_on_both(patient, "a dose outside the rules")
    page = printed(patient)[1]
    assert papers.squeezed("outside the rules: downtime, decided by Dr Gao") in page
    assert papers.squeezed("checked by not recorded") in page
    assert papers.squeezed("decided by not recorded") in printed(unnamed)[1]
    assert papers.squeezed("reaction: Mild") in printed(unnamed)[1]


def test_a_dose_given_elsewhere_has_no_giver_to_name() -> None:
    """Without people there is no empty "given by"."""
    patient = somebody()
    patient.drug(30, "tocilizumab", DrugKind.ANTI_CYTOKINE, dose=Decimal(560))

    assert papers.squeezed("given by") not in printed(patient)[1]
    said_on_both(patient, "1 of 4 given: 560 mg")


def test_the_step_of_a_dose_shows_a_reaction() -> None:
    """A reaction charted later stands beside its dose."""
    patient = somebody()
    dose = patient.dose(9)
    step = DoseStep(
        dose_id=dose,
        step=DoseStepKind.STOP,
        volume_ml=Decimal(10),
        reaction=Reaction.SEVERE,
        response=None,
    )
    patient.add(8.5, step)

    assert papers.squeezed("reaction: Severe") in printed(patient)[1]


def test_an_allergy_to_tocilizumab_is_bold_on_both_papers() -> None:
    """It stands in the course as well as among the allergies."""
    patient = somebody()
    patient.known(BackgroundKind.TOCILIZUMAB_ALLERGY, "tocilizumab")

    said_on_both(patient, "Allergic to tocilizumab", "Allergy: tocilizumab")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        pytest.param(ago(-1), "Monitoring paused: CT, until 20:48", id="with an end"),
        pytest.param(None, "Monitoring paused: CT", id="open"),
    ],
)
def test_a_pause_is_named(until: Any, said: str) -> None:
    """Paused checks are not silently missing: the reason and the end stand there."""
    patient = somebody()
    patient.add(0.5, MonitoringPause(paused=True, reason="CT", until=until))

    said_on_both(patient, said)


def test_an_unanswered_call_is_bold_in_the_row() -> None:
    """Nobody answered: the next shift must see it."""
    patient = somebody()
    patient.add(1, CallMade(role="icu_outreach", name="Zhou", answered_at=None, outcome=""))

    said_on_both(patient, "Zhou 18:48: no answer yet")


def test_nothing_due_soon_is_said() -> None:
    """Where no check comes within four hours, the cell says so."""
    patient = somebody()
    sheet = wards.sheet([patient])
    quiet = dataclasses.replace(sheet.patients[0], pending=())
    sheet = dataclasses.replace(sheet, patients=(quiet,))

    pdf = handover.render(sheet, language="en", printed_by="Li Na")

    assert papers.says(pdf, "none in the next 4 h")


@pytest.mark.parametrize("grade", range(5))
def test_every_grade_has_its_badge_and_its_words(grade: int) -> None:
    """Both scales in every grade are printed as digit and words, never as a shade alone."""
    sheet = wards.sheet([somebody()])
    one = sheet.patients[0]
    proposal = Graded(grade=grade)
    graded = dataclasses.replace(
        one,
        crs=dataclasses.replace(one.crs, proposal=proposal),
        icans=dataclasses.replace(one.icans, proposal=proposal),
    )
    sheet = dataclasses.replace(sheet, patients=(graded,))

    pdf = handover.render(sheet, language="en", printed_by="Li Na")

    assert papers.says(pdf, f"{grade}CRS {grade}")
    assert papers.says(pdf, f"{grade}ICANS {grade}")


def test_what_was_not_looked_for_is_told_from_what_was_not_found() -> None:
    """A neuro check with gaps names the gaps; a handwriting picture is in the chart."""
    patient = somebody()
    gaps: dict[str, Any] = {
        "consciousness": None,
        "eye": None,
        "pupil_left": None,
        "tremor": None,
        "motor_weakness": True,
        "handwriting": Handwriting.CHANGED,
        "picture": b"png",
    }
    patient.neuro(2, **gaps)
    unrecorded: dict[str, Any] = dict.fromkeys(ITEMS)
    patient.add(1, dataclasses.replace(ice(0), **unrecorded, total=7))

    page = printed(patient)[1]

    for said in (
        "consciousness not assessed",
        "found: motor weakness",
        "not looked for: tremor",
        "picture in the chart",
        "items not recorded",
    ):
        assert papers.squeezed(said) in page
    assert "GCS" not in page
    assert papers.squeezed("pupils L") not in page


def test_an_infusion_a_weight_and_a_score_may_lack_a_part() -> None:
    """End not recorded, weight only stated, no score before the last: each is said."""
    patient = Charting(4, Name(family_latin="Li"))
    patient.add(100, ice(10))
    patient.neuro(100)
    patient.add(96, Infusion(part=1, ended_at=None))
    patient.add(5, Weight(kilograms=Decimal(70), measured=False))
    patient.add(3, LabResult(analyte="LDH", value=Decimal(300), unit="U/L"))
    patient.drug(2, "ended", DrugKind.STEROID, interval_hours=Decimal(6), until=ago(-1))

    ward, page = printed(patient)

    for said in ("70.0 kg (stated)", "baseline 10", "until 20:48"):
        assert papers.squeezed(said) in ward
    assert papers.squeezed("end not recorded") in page
    assert papers.squeezed("LDH 300 U/L (16:48)") in page


def test_a_pressure_without_its_lower_value_is_still_a_pressure() -> None:
    """Systolic alone is printed with a dash; not taken at all is said."""
    alone, none = somebody(), somebody()
    alone.vitals(1, diastolic=None)
    none.vitals(1, systolic=None)

    said_on_both(alone, "BP 118/– mmHg")
    said_on_both(none, "BP not taken")


def test_new_confusion_stands_with_the_vital_signs() -> None:
    """ACVPU is printed where it is not "alert"."""
    patient = somebody()
    patient.vitals(1, consciousness=Acvpu.CONFUSED)

    said_on_both(patient, "New confusion")
