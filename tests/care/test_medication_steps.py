"""What follows the start of an infusion."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.care import medication
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
)
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import (
    DoseStepKind,
    EntryId,
    Reaction,
    Response,
)
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder, token
from tests.fakes import FixedClock


def step(
    ward: WardBuilder, patient: AdmissionId, dose_id: EntryId, kind: DoseStepKind, **facts: Any
) -> EntryId:
    """Chart a step now."""
    values: dict[str, Any] = {
        "at": ward.clock.now(),
        "volume_ml": None,
        "reaction": Reaction.NONE,
        "response": None,
        "token": token(),
    }
    command = medication.RecordDoseStep(
        admission_id=patient, dose_id=dose_id, step=kind, **{**values, **facts}
    )
    return medication.record_dose_step(ward.desk(), command).entries[0]


def test_an_infusion_is_paused_resumed_and_ended(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Its steps follow each other."""
    dose_id = ward.give_tocilizumab(patient)
    for kind in (DoseStepKind.PAUSE, DoseStepKind.RESUME, DoseStepKind.END):
        clock.advance(minutes=20)
        step(ward, patient, dose_id, kind)

    given = ward.course(patient).given[0]
    assert given.ended_at == clock.now()
    assert ward.course(patient).running is None


@pytest.mark.parametrize(
    ("before", "kind", "code"),
    [
        ([], DoseStepKind.RESUME, "dose.step_out_of_order"),
        ([DoseStepKind.PAUSE], DoseStepKind.PAUSE, "dose.step_out_of_order"),
        ([DoseStepKind.END], DoseStepKind.END, "dose.over_already"),
        ([DoseStepKind.STOP], DoseStepKind.PAUSE, "dose.over_already"),
    ],
)
def test_steps_out_of_order_are_refused(
    ward: WardBuilder,
    patient: AdmissionId,
    before: list[DoseStepKind],
    kind: DoseStepKind,
    code: str,
) -> None:
    """Only what runs can pause or end."""
    dose_id = ward.give_tocilizumab(patient)
    for earlier in before:
        step(ward, patient, dose_id, earlier)

    with pytest.raises(NotAllowed) as refusal:
        step(ward, patient, dose_id, kind)

    assert refusal.value.code == code


def test_a_step_comes_after_the_start_and_after_the_step_before(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Time runs one way."""
    dose_id = ward.give_tocilizumab(patient)
    clock.advance(minutes=30)
    step(ward, patient, dose_id, DoseStepKind.PAUSE)
    earlier = clock.now() - timedelta(minutes=10)

    with pytest.raises(NotAllowed, match=r"entry\.end_before_start"):
        step(ward, patient, dose_id, DoseStepKind.END, at=clock.now() - timedelta(hours=1))
    with pytest.raises(NotAllowed, match=r"dose\.step_out_of_order"):
        step(ward, patient, dose_id, DoseStepKind.RESUME, at=earlier)


def test_the_response_is_charted_after_the_end(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Improved, same or worse, not nothing."""
    dose_id = ward.give_tocilizumab(patient)
    step(ward, patient, dose_id, DoseStepKind.END)
    clock.advance(hours=2)

    with pytest.raises(NotAllowed, match=r"dose\.response_needed"):
        step(ward, patient, dose_id, DoseStepKind.RESPONSE)
    step(ward, patient, dose_id, DoseStepKind.RESPONSE, response=Response.SAME)

    assert ward.course(patient).last_response is Response.SAME


def test_a_step_finds_a_dose_that_was_corrected(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """The dose is known under its old id too."""
    dose_id = ward.give_tocilizumab(patient)
    body = ward.chart(patient).of(DoseGiven)[0].body
    clock.advance(minutes=60)
    ward.amend(patient, dose_id, replace(body, volume_ml=Decimal("28.8")))

    step(ward, patient, dose_id, DoseStepKind.END)

    assert ward.course(patient).given[0].ended_at == clock.now()


def test_a_step_of_no_dose_is_refused(ward: WardBuilder, patient: AdmissionId) -> None:
    """An order is no dose."""
    order_id = ward.order(patient)

    with pytest.raises(NotAllowed, match=r"dose\.unknown"):
        step(ward, patient, order_id, DoseStepKind.END)


def test_a_volume_is_not_negative(ward: WardBuilder, patient: AdmissionId) -> None:
    """Nothing flows back; 0 mL is possible."""
    dose_id = ward.give_tocilizumab(patient)

    with pytest.raises(NotAllowed, match=r"entry\.positive_needed"):
        step(ward, patient, dose_id, DoseStepKind.STOP, volume_ml=Decimal(-1))
    step(ward, patient, dose_id, DoseStepKind.STOP, volume_ml=Decimal(0))

    assert ward.chart(patient).of(DoseStep)[0].body.volume_ml == 0
