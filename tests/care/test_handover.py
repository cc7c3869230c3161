"""The handover: assembled from the ward as read, signed by two, kept and reprinted whole."""

import json
from datetime import timedelta
from typing import Any

import pytest

from cart_ward.care import handover
from cart_ward.care.handover import LogPrint, SignHandover
from cart_ward.care.ports import Desk, Store
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.people import AdmissionId, Role, StaffId
from cart_ward.clinical.vocabulary import Scale
from cart_ward.errors import NotAllowed
from tests.builders import ZONE, WardBuilder, token
from tests.care.helpers import codes
from tests.fakes import FixedClock

PDF = b"%PDF-1.4 a sheet"


def assembled(ward: WardBuilder) -> HandoverSheet:
    """Return the sheet of the ward now."""
    since = handover.last_signed(ward.desk())
    return handover.assemble(
        ward.snapshot(),
        now=ward.clock.now(),
        zone=ZONE,
        ward_name="3F East",
        practice=False,
        since=since,
    )


def signing(ward: WardBuilder, **facts: Any) -> SignHandover:
    """Return the command by which the first nurse gives and the second takes."""
    values: dict[str, Any] = {
        "sheet": assembled(ward),
        "pdf": PDF,
        "giver_id": ward.actor(Role.NURSE, 0).staff_id,
        "taker_id": ward.actor(Role.NURSE, 1).staff_id,
        "token": token(),
    }
    return SignHandover(**{**values, **facts})


def archive(desk: Desk) -> list[HandoverSigned]:
    """Return what was signed, oldest first."""
    return [entry.body for entry in handover.signed_sheets(desk)]


def test_every_open_stay_is_on_the_sheet(ward: WardBuilder) -> None:
    """Two patients admitted: two lines, each with bed, name and hospital number."""
    ward.admit("3")
    ward.admit("7")

    sheet = assembled(ward)

    assert {p.who.bed for p in sheet.patients} == {"3", "7"}
    assert sheet.counts.patients == 2
    assert all(p.who.hospital_no.startswith("P4") for p in sheet.patients)
    assert (sheet.ward_name, sheet.data_as_of) == ("3F East", ward.clock.now())


def test_the_sheet_says_what_the_program_says(ward: WardBuilder, patient: AdmissionId) -> None:
    """Grades on the sheet are the proposals of the chart, the signed one beside them."""
    ward.sign_grade(patient, Scale.CRS, 1, reason="bleeding")

    (line,) = assembled(ward).patients

    assert line.crs.proposal == ward.crs(patient)
    assert line.crs.signed is not None
    assert (line.crs.signed.grade, line.crs.signed.reason) == (1, "bleeding")


def test_rules_nobody_approved_are_marked(ward: WardBuilder, patient: AdmissionId) -> None:
    """The protocol of the test ward has no approval: the sheet says so."""
    assert not assembled(ward).rules_approved
    assert patient in ward.snapshot().charts


def test_stock_and_audit_head_stand_on_the_sheet(ward: WardBuilder) -> None:
    """Vials by size, free and reserved, the head of the audit chain and the software version."""
    sheet = assembled(ward)

    assert sheet.stock == ((80, 40, 0), (200, 20, 0), (400, 20, 0))
    assert sheet.audit_head
    assert sheet.audit_count > 0
    assert sheet.software


def test_a_sheet_of_an_earlier_moment_knows_nothing_later(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """What was charted after the moment asked about is not on its sheet."""
    admitted = ward.admit()
    ward.record_vitals(admitted, temperature="37.0")
    before = clock.now()
    clock.advance(hours=2)
    ward.record_vitals(admitted, temperature="39.4")

    sheet = handover.assemble(
        ward.snapshot(), now=before, zone=ZONE, ward_name="3F", practice=False
    )

    signs = sheet.patients[0].vitals.signs
    assert signs is not None
    assert str(signs.temperature) == "37.0"


def test_one_patient_can_be_asked_for(ward: WardBuilder, patient: AdmissionId) -> None:
    """A sheet of one; somebody not on the ward is refused."""
    ward.admit("7")
    snapshot, now = ward.snapshot(), ward.clock.now()

    sheet = handover.patient_sheet(
        snapshot, patient, now=now, zone=ZONE, ward_name="3F", practice=True
    )
    with pytest.raises(NotAllowed) as refused:
        handover.patient_sheet(
            snapshot, AdmissionId(999), now=now, zone=ZONE, ward_name="3F", practice=True
        )

    assert [p.who.admission_id for p in sheet.patients] == [patient]
    assert sheet.practice
    assert refused.value.code == "admission.unknown"


def test_two_nurses_sign_and_the_sheet_is_kept(ward: WardBuilder, patient: AdmissionId) -> None:
    """The entry holds both, the facts and the digest under which the PDF is kept."""
    command = signing(ward)

    changes = handover.sign_handover(ward.desk(), command)

    (signed,) = archive(ward.desk())
    assert changes.kinds == {"handover_signed"}
    assert (signed.giver_id, signed.taker_id) == (command.giver_id, command.taker_id)
    assert handover.reprint(ward.desk(), signed.pdf_digest) == PDF
    facts = json.loads(signed.facts_json)
    assert [p["who"]["admission_id"] for p in facts["patients"]] == [patient]
    assert facts["data_as_of"] == command.sheet.data_as_of.isoformat()


def test_the_facts_are_the_same_text_each_time(ward: WardBuilder, patient: AdmissionId) -> None:
    """Canonical text: the same sheet gives the same text, a picture is told by its size."""
    ward.record_neuro(patient, picture=b"12345")
    sheet = assembled(ward)

    text = handover.facts_json(sheet)

    assert text == handover.facts_json(sheet)
    assert json.loads(text)["patients"][0]["neuro"]["check"]["picture"] == {"bytes": 5}


def test_one_person_cannot_give_and_take(ward: WardBuilder) -> None:
    """The same nurse twice is refused, and nothing is kept."""
    nurse = ward.actor(Role.NURSE).staff_id

    with pytest.raises(NotAllowed) as refused:
        handover.sign_handover(ward.desk(), signing(ward, taker_id=nurse))

    assert codes(refused) == {"handover.same_person"}
    assert archive(ward.desk()) == []


@pytest.mark.parametrize(
    ("role", "code"),
    [
        pytest.param(Role.PHYSICIAN, "handover.not_a_nurse", id="physician"),
        pytest.param(Role.READER, "handover.not_a_nurse", id="reader"),
        pytest.param(None, "access.unknown_person", id="nobody we know"),
    ],
)
def test_only_nurses_of_the_ward_hand_over(ward: WardBuilder, role: Role | None, code: str) -> None:
    """Somebody else as taker is refused; so is somebody unknown."""
    taker = StaffId(999) if role is None else ward.actor(role).staff_id

    with pytest.raises(NotAllowed) as refused:
        handover.sign_handover(ward.desk(), signing(ward, taker_id=taker))

    assert codes(refused) == {code}
    assert archive(ward.desk()) == []


def test_a_physician_signs_for_nobody(ward: WardBuilder) -> None:
    """Who may not hand over may not sign it either."""
    with pytest.raises(NotAllowed) as refused:
        handover.sign_handover(ward.desk(Role.PHYSICIAN), signing(ward))

    assert codes(refused) == {"access.denied"}


def test_a_handover_needs_a_sheet(ward: WardBuilder) -> None:
    """An empty PDF is refused."""
    with pytest.raises(NotAllowed) as refused:
        handover.sign_handover(ward.desk(), signing(ward, pdf=b""))

    assert codes(refused) == {"handover.no_sheet"}


def test_a_second_click_signs_nothing_more(ward: WardBuilder) -> None:
    """The same token gives the same entry back."""
    command = signing(ward)

    first = handover.sign_handover(ward.desk(), command)
    second = handover.sign_handover(ward.desk(), command)

    assert second.entries == first.entries
    assert len(archive(ward.desk())) == 1


def test_the_next_sheet_counts_changes_from_the_last_signature(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Before any signature the shift is the measure, after it the signature."""
    assert assembled(ward).since == assembled(ward).shift_out.starts_at

    handover.sign_handover(ward.desk(), signing(ward))
    signed_at = clock.now()
    clock.advance(hours=3)

    assert handover.last_signed(ward.desk()) == signed_at
    assert assembled(ward).since == signed_at


def test_a_discharged_patient_is_listed_for_a_day(
    ward: WardBuilder, patient: AdmissionId, clock: FixedClock
) -> None:
    """Off the list of patients, but named among those who left."""
    ward.discharge(patient)
    clock.advance(hours=1)

    sheet = assembled(ward)

    assert sheet.patients == ()
    assert [left.bed for left in sheet.left] == ["3"]
    assert clock.now() - sheet.left[0].at == timedelta(hours=1)


def test_prints_and_reprints_are_logged(
    ward: WardBuilder, patient: AdmissionId, store: Store
) -> None:
    """Each sheet that leaves on paper leaves a line in the audit log."""
    handover.sign_handover(ward.desk(), signing(ward))
    digest = archive(ward.desk())[0].pdf_digest
    lines = assembled(ward).audit_count

    handover.reprint(ward.desk(), digest)
    for admission in (None, patient):
        handover.log_print(
            ward.desk(Role.READER),
            LogPrint(digest=digest, copies=2, admission_id=admission, token=token()),
        )

    assert assembled(ward).audit_count >= lines + 3
    assert store.sheet(digest) == PDF
