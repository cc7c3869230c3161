"""ICE check -> ICANS proposal -> a named person confirms or overrides."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cart_ward.clinical.observed import Grading, IceAssessment, NeuroCheck, NotDone
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import Consciousness, NotDoneReason, Scale
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from tests.builders import WardBuilder
from tests.trips.charting import fill_ice, fill_neuro
from tests.trips.seats import Seat, kept
from tests.ui.hands import click

Sit = Callable[..., Seat]


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient on day 5 whose ICE was 10."""
    admitted = ward.admit("5", day=5)
    ward.record_neuro(admitted)
    ward.clock.advance(hours=4)
    return admitted


def opened(seat: Seat, patient: AdmissionId) -> NeuroCheckPage:
    """Open the neuro check."""
    seat.window.show_neuro(patient)
    return seat.page(NeuroCheckPage)


def test_items_become_a_proposal_and_the_proposal_a_grade(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """ICE 5 and woken by voice: grade 2, confirmed in the nurse's name with the same key."""
    seat = sit()
    page = opened(seat, patient)
    fill_ice(page, 5)
    fill_neuro(page, consciousness=Consciousness.VOICE)
    page.neuro.look()
    proposed = page.neuro.proposal.accessibleName()
    seat.sign(page.neuro)

    chart = kept(data, patient)
    (signed,) = chart.of(Grading)
    ice = chart.of(IceAssessment)[-1].body

    assert proposed == "ICANS grade 2, proposed"
    assert [ice.year, ice.month, ice.writing, ice.attention] == [True, True, False, False]
    assert (signed.body.scale, signed.body.grade, signed.body.proposed_grade) == (Scale.ICANS, 2, 2)
    assert signed.recorded_by == seat.ward.actor(Role.NURSE).staff_id
    assert seat.row(patient).icans.digit == "2"
    assert seat.row(patient).ice.main == "5/10"


def test_a_physician_overrides_with_a_reason(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """Both grades stay on the chart: what was proposed, and what she decided and why."""
    ward.record_neuro(patient, consciousness=Consciousness.VOICE)
    seat = sit(Role.PHYSICIAN)
    seat.window.show_grade(patient, Scale.ICANS)
    page = seat.page(GradePage)
    click(page.grade.grade.buttons[1])
    without = seat.refused(page.grade)
    page.grade.reason.set_text("drowsy after midazolam for the MRI")
    seat.sign(page.grade)

    (signed,) = kept(data, patient).of(Grading)

    assert without == "Say why your grade is not the proposed one."
    assert (signed.body.grade, signed.body.proposed_grade) == (1, 2)
    assert signed.body.override_reason == "drowsy after midazolam for the MRI"
    assert signed.recorded_by == ward.actor(Role.PHYSICIAN).staff_id


def test_unarousable_with_points_is_refused_and_put_right(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Nobody answers while unarousable: nothing is charted until one of the two is taken back."""
    seat = sit()
    page = opened(seat, patient)
    fill_ice(page, 3)
    fill_neuro(page, consciousness=Consciousness.UNAROUSABLE)
    sentence = seat.refused(page.neuro)
    refused = len(kept(data, patient).of(NeuroCheck))
    fill_ice(page, 0)
    seat.sign(page.neuro)

    chart = kept(data, patient)

    assert "narousable" in sentence
    assert refused == 1
    assert len(chart.of(NeuroCheck)) == 2
    assert seat.status(patient).icans.grade == 4


@pytest.mark.parametrize(
    ("reason", "consciousness"),
    [
        pytest.param(NotDoneReason.REFUSED, Consciousness.ALERT, id="refused"),
        pytest.param(NotDoneReason.SEDATED, Consciousness.VOICE, id="sedated"),
    ],
)
def test_a_score_not_done_is_neither_ten_nor_zero(
    sit: Sit,
    patient: AdmissionId,
    data: Path,
    reason: NotDoneReason,
    consciousness: Consciousness,
) -> None:
    """It is an entry with a reason; the grade is a lower bound that names what is missing."""
    seat = sit()
    page = opened(seat, patient)
    fill_neuro(page, consciousness=consciousness)
    click(page.neuro.score.reason.buttons[reason])
    page.neuro.look()
    proposed = page.neuro.proposal.accessibleName()
    seat.sign(page.neuro)

    chart, status = kept(data, patient), seat.status(patient)

    assert [entry.body.reason for entry in chart.of(NotDone)] == [reason]
    assert len(chart.of(IceAssessment)) == 1
    assert "ICANS grade 0, proposed" not in proposed
    assert status.icans.missing == ("ice",)
    assert seat.row(patient).icans.digit in {"–", "≥2"}
