"""Vials are taken, reserved and given back for an order."""

from datetime import timedelta

import pytest

from cart_ward.care import medication, stock
from cart_ward.clinical.medicines import (
    Preparation,
)
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import NotAllowed
from tests.builders import EXPIRY, WardBuilder, token


def test_prepared_vials_are_reserved(ward: WardBuilder, patient: AdmissionId) -> None:
    """576 mg: one of 400 and one of 200 with the least waste."""
    order_id = ward.order(patient)

    ward.prepare(patient, order_id)

    body = ward.chart(patient).of(Preparation)[0].body
    assert (body.vials_80, body.vials_200, body.vials_400) == (0, 1, 1)
    assert body.lots == "B4091"
    assert ward.snapshot().stock.reserved == {80: 0, 200: 1, 400: 1}


def test_vials_must_reach_the_dose(ward: WardBuilder, patient: AdmissionId) -> None:
    """400 mg do not make 576."""
    order_id = ward.order(patient)

    with pytest.raises(NotAllowed, match=r"order\.vials_short"):
        ward.prepare(patient, order_id, {400: 1})


@pytest.mark.parametrize("vials", [{162: 4}, {400: 3, 80: -1}])
def test_vials_have_known_sizes_and_counts(
    ward: WardBuilder, patient: AdmissionId, vials: dict[int, int]
) -> None:
    """No pen of 162 mg, no negative vial."""
    order_id = ward.order(patient)

    with pytest.raises(NotAllowed, match=r"stock\.size_unknown"):
        ward.prepare(patient, order_id, vials)


def test_vials_that_are_not_there_cannot_be_taken(ward: WardBuilder, patient: AdmissionId) -> None:
    """The ledger refuses what the shelf does not hold."""
    order_id = ward.order(patient)

    with pytest.raises(NotAllowed, match=r"stock\.not_there"):
        ward.prepare(patient, order_id, {400: 21})


def test_preparing_again_replaces_the_reservation(ward: WardBuilder, patient: AdmissionId) -> None:
    """The pharmacist may change the set."""
    order_id = ward.order(patient)
    ward.prepare(patient, order_id)

    ward.prepare(patient, order_id, {80: 8})

    assert ward.snapshot().stock.reserved == {80: 8, 200: 0, 400: 0}


def _prepare(ward: WardBuilder, patient: AdmissionId, lots: str) -> Preparation:
    command = medication.PrepareDose(
        admission_id=patient,
        order_id=ward.order(patient),
        vials={400: 2},
        lots=lots,
        token=token(),
    )
    medication.prepare_dose(ward.desk(), command)
    return ward.chart(patient).of(Preparation)[-1].body


def _reserved(ward: WardBuilder) -> set[str]:
    with ward.desk().store.read() as reading:
        return {lot.lot for lot in stock.lots(reading) if lot.reserved}


def test_the_lot_named_is_taken_not_one_whose_name_it_holds(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """A12 read from the vials is not A1, though that expires first."""
    ward.receive(400, 2, lot="A1", expiry=EXPIRY - timedelta(days=90))
    ward.receive(400, 2, lot="A12")

    assert _prepare(ward, patient, "A12").lots == "A12"
    assert _reserved(ward) == {"A12"}


def test_lots_are_charted_as_read(ward: WardBuilder, patient: AdmissionId) -> None:
    """The ledger does not know the lot: the chart must still name the one that was given."""
    assert _prepare(ward, patient, " C7, C8 ").lots == "C7, C8"
    assert _reserved(ward) == {"B4091"}


def test_the_first_to_expire_is_taken_first(ward: WardBuilder, patient: AdmissionId) -> None:
    """An older lot leaves the shelf before a younger one."""
    ward.receive(400, 2, lot="OLD", expiry=EXPIRY - timedelta(days=90))
    order_id = ward.order(patient)

    ward.prepare(patient, order_id, {400: 3})

    assert ward.chart(patient).of(Preparation)[0].body.lots == "OLD, B4091"
