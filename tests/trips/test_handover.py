"""Handover: assemble -> preview -> both sign -> print; the sheet is one moment of the ward."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from cart_ward.care import handover
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import Oxygen
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.handover.page import HandoverPage
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock
from tests.trips.charting import fill_vitals
from tests.trips.seats import Seat, acts, render
from tests.ui.hands import click, keys

Sit = Callable[..., Seat]


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient with CRS 2 and one dose, and another who is well."""
    admitted = ward.admit("5")
    ward.record_vitals(
        admitted,
        temperature="39.3",
        systolic=87,
        pulse=121,
        spo2=93,
        oxygen=Oxygen.LOW_FLOW_NC,
        oxygen_flow=Decimal(2),
        fluids=True,
    )
    ward.give_tocilizumab(admitted)
    ward.record_vitals(ward.admit("7"))
    ward.clock.advance(minutes=20)
    return admitted


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF, as one line."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def assembled(seat: Seat) -> HandoverPage:
    """Open the handover page and wait for its sheet."""
    seat.front()
    seat.window.show_handover()
    page = seat.page(HandoverPage)
    seat.qtbot.waitUntil(lambda: page.presenter.drawn is not None)
    return page


def shown(page: HandoverPage) -> bytes:
    """Return the PDF on the page."""
    assert page.presenter.drawn is not None
    return page.presenter.drawn.pdf


def measured_at(seat: Seat, patient: AdmissionId) -> datetime | None:
    """Return when the last set this screen knows of was taken."""
    vitals = seat.status(patient).vitals
    return None if vitals is None else vitals.taken_at


def both_sign(seat: Seat, page: HandoverPage) -> None:
    """Let giver and taker sign, each with a PIN, after reading back."""
    form = page.sign_form
    for proof, number in ((form.giver, 0), (form.taker, 1)):
        proof.who.choose(seat.ward.actor(Role.NURSE, number).staff_id)
        keys(proof.pin.line, PIN)
    click(form.read_back.box)
    with seat.qtbot.waitSignal(form.signed):
        click(form.sign_button)


def test_the_sheet_that_is_signed_holds_the_numbers_of_the_chart(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Read back from the PDF: who, the last set, the grade and what was given."""
    seat = sit()
    page = assembled(seat)
    both_sign(seat, page)
    text = text_of(shown(page))
    (entry,) = handover.signed_sheets(seat.ward.desk())
    status = seat.status(patient)

    for fact in ("P40001", "P40002", "陈伟", "39.3", "87/72", "121", "93", "1 of 4"):
        assert fact in text, fact
    assert status.crs.grade == 2
    assert "CRS" in text
    assert entry.body.giver_id == seat.ward.actor(Role.NURSE, 0).staff_id
    assert entry.body.taker_id == seat.ward.actor(Role.NURSE, 1).staff_id
    assert seat.store.sheet(entry.body.pdf_digest) == shown(page)
    assert "sign_handover" in acts(data)
    assert "Signed by both and kept" in page.facts.text()


@dataclass
class Gate:
    """The real sheet, drawn only when the gate opens; it tells when drawing has begun."""

    begun: threading.Event = field(default_factory=threading.Event)
    opens: threading.Event = field(default_factory=threading.Event)

    def draw(self, sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
        """Wait at the gate, then draw."""
        self.begun.set()
        assert self.opens.wait(8)
        return render(sheet, language, printed_by)


def test_what_is_entered_while_the_sheet_is_drawn_is_not_half_on_it(
    sit: Sit, patient: AdmissionId, clock: FixedClock
) -> None:
    """The sheet is the ward as of one moment: all of the old set, nothing of the new one."""
    gate = Gate()
    seat = sit(draw=gate.draw)
    seat.window.show_handover()
    page = seat.page(HandoverPage)
    seat.qtbot.waitUntil(gate.begun.is_set)
    other = sit()
    clock.advance(minutes=1)
    other.window.show_vitals(patient)
    form = other.page(VitalsPage)
    fill_vitals(form, {"temperature": "40.2", "systolic": "101", "diastolic": "61", "pulse": "133"})
    other.sign(form.vitals)
    seat.qtbot.waitUntil(lambda: measured_at(seat, patient) == clock.now())
    gate.opens.set()
    seat.qtbot.waitUntil(lambda: page.presenter.drawn is not None)
    text = text_of(shown(page))
    stale = (page.stale.isVisible(), page.stale.text())
    click(page.again)
    first = shown(page)
    seat.qtbot.waitUntil(lambda: shown(page) != first)
    again = text_of(shown(page))

    assert all(fact in text for fact in ("39.3", "87/72", "121", "14:20"))
    assert not any(fact in text for fact in ("40.2", "101/61", "133"))
    assert all(fact in again for fact in ("40.2", "101/61", "133", "14:21"))
    assert stale[0]
    assert "The ward has changed since 14:20" in stale[1]
    assert not page.stale.isVisible()


def test_a_signed_sheet_is_the_same_bytes_after_more_entries(
    sit: Sit, patient: AdmissionId, ward: WardBuilder
) -> None:
    """Opened from the archive, also at another computer, it is what both had signed."""
    seat = sit()
    page = assembled(seat)
    signed = shown(page)
    both_sign(seat, page)
    ward.clock.advance(hours=3)
    ward.record_vitals(patient, temperature="40.4")
    ward.discharge(patient)
    other = sit()
    reprint = assembled(other)
    fresh = shown(reprint)
    other.qtbot.waitUntil(lambda: bool(reprint.archive.buttons))
    click(reprint.archive.buttons[0])
    other.qtbot.waitUntil(lambda: shown(reprint) != fresh)

    assert shown(reprint) == signed
    assert not reprint.sign_form.sign_button.isEnabled()


def test_every_page_goes_to_the_printer_and_the_print_is_logged(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """As many pages as the PDF has; who printed what stands in the audit log."""
    assert patient
    seat = sit()
    page = assembled(seat)
    lines = len(acts(data))
    with seat.qtbot.waitSignal(seat.station.saved):
        click(page.output.print_button)

    assert seat.tray.sent == [("desk", len(PdfReader(io.BytesIO(shown(page))).pages))]
    assert acts(data)[lines:] == ["sheet_printed"]
    assert "Sent to the printer" in seat.told()
