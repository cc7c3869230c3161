"""The handover page over the real store and the real sheet."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from cart_ward.care import calls, handover
from cart_ward.care.calls import SetContact
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.observed import Note
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import NoteKind
from cart_ward.db.store import SqlStore
from cart_ward.reports import handover as paper
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.handover.pictures import Picture, pictures
from cart_ward.ui.handover.printing import QtPrinters, print_on
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock
from tests.ui.stations import look_again, station_of, texts, unnamed
from tests.ui.ward import Navigation


def render(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
    """Draw the real ward sheet."""
    return paper.render(sheet, language=language, printed_by=printed_by)


def sketch(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
    """Draw a plain page with the facts a test looks for: the real sheet takes its time."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=1)
    canvas.drawString(40, 540, f"{sheet.ward_name} {language} {printed_by} {sheet.data_as_of}")
    for line, patient in enumerate(sheet.patients):
        canvas.drawString(40, 500 - 20 * line, f"{patient.who.bed} {patient.who.hospital_no}")
    canvas.save()
    return out.getvalue()


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@dataclass
class FakePrinters:
    """Printers that remember what they were sent."""

    known: tuple[str, ...] = ("desk",)
    works: bool = True
    sent: list[tuple[str, int]] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        """Return the printers."""
        return self.known

    def send(self, pages: Sequence[Picture], printer: str, title: str) -> bool:
        """Remember the pages."""
        assert title
        self.sent.append((printer, len(pages)))
        return self.works


class Scene:
    """Two patients, and the page with the first nurse signed in."""

    def __init__(self, qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
        self.qtbot, self.clock = qtbot, clock
        self.ward = WardBuilder(store, clock)
        self.patient: AdmissionId = self.ward.admit("5")
        self.ward.record_vitals(self.patient, temperature="39.1", systolic=86, fluids=True)
        self.navigation = Navigation()
        self.printers = FakePrinters()
        self.station = station_of(self.ward, Role.NURSE)

    def page(self, draw: Callable[[HandoverSheet, str, str], bytes] = sketch) -> HandoverPage:
        """Open the page."""
        page = HandoverPage(self.station, self.navigation, draw, self.printers)
        self.qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        return page

    def sign(self, page: HandoverPage, *, taker: int = 1, pin: str = PIN) -> None:
        """Let both sign."""
        form = page.sign_form
        form.giver.who.choose(self.ward.actor(Role.NURSE, 0).staff_id)
        form.giver.pin.set_text(PIN)
        form.taker.who.choose(self.ward.actor(Role.NURSE, taker).staff_id)
        form.taker.pin.set_text(pin)
        form.read_back.set_ticked(ticked=True)
        QTest.mouseClick(form.sign_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def told(self) -> str:
        """Return what was said in the message line."""
        return "\n".join(str(went[1]) for went in self.navigation.went if went[0] == "tell")


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Scene:
    """Return a ward with one patient."""
    return Scene(qtbot, store, clock)


def test_the_preview_shows_the_sheet_as_it_will_be_printed(scene: Scene) -> None:
    """Each page is a picture, and its text is there for a screen reader."""
    page = scene.page(render)

    assert page.presenter.drawn is not None
    assert len(page.preview.pages) == len(PdfReader(io.BytesIO(page.presenter.drawn.pdf)).pages)
    assert "P40001" in page.preview.pages[0].accessibleDescription()
    assert not page.preview.pages[0].pixmap().isNull()


def test_the_sheet_speaks_its_own_language(scene: Scene) -> None:
    """The language of the sheet is chosen beside it, whatever the screen speaks."""
    asked: list[str] = []

    def draw(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
        asked.append(language)
        return sketch(sheet, language, printed_by)

    page = scene.page(draw)
    page.language.buttons["zh_CN"].click()

    assert asked == ["en", "zh_CN"]


def test_a_note_of_judgement_is_charted_and_on_the_new_sheet(scene: Scene) -> None:
    """The note is an entry of the patient; the sheet is assembled again with it."""
    page = scene.page(render)
    page.notes.patient.choose(int(scene.patient))
    page.notes.text.setPlainText("Call ICU if SBP under 90")
    page.notes.sign()

    (note,) = scene.ward.chart(scene.patient).of(Note)

    assert note.body == Note(kind=NoteKind.HANDOVER, text="Call ICU if SBP under 90")
    assert page.presenter.drawn is not None
    assert "Call ICU" in text_of(page.presenter.drawn.pdf).replace("\n", " ")


def test_both_sign_and_the_archive_keeps_the_sheet_byte_for_byte(scene: Scene) -> None:
    """What is reprinted is what was signed."""
    page = scene.page()
    assert page.presenter.drawn is not None
    signed = page.presenter.drawn.pdf
    scene.sign(page)
    scene.clock.advance(hours=1)
    page.again.click()
    (button,) = page.archive.buttons
    button.click()

    (entry,) = handover.signed_sheets(scene.ward.desk())

    assert page.presenter.drawn.pdf == signed
    assert not page.sign_form.sign_button.isEnabled()
    assert entry.body.giver_id == scene.ward.actor(Role.NURSE, 0).staff_id
    assert entry.body.taker_id == scene.ward.actor(Role.NURSE, 1).staff_id


def test_one_sheet_is_not_signed_twice(scene: Scene) -> None:
    """After the signatures the button is dead until a new sheet is assembled."""
    page = scene.page()
    scene.sign(page)
    dead = page.sign_form.sign_button.isEnabled()
    scene.sign(page)
    page.again.click()

    assert not dead
    assert len(handover.signed_sheets(scene.ward.desk())) == 1
    assert page.sign_form.sign_button.isEnabled()


@pytest.mark.parametrize(
    ("taker", "pin"),
    [pytest.param(0, PIN, id="same-person"), pytest.param(1, "314159", id="wrong-pin")],
)
def test_giver_and_taker_are_two_people_with_their_pins(scene: Scene, taker: int, pin: str) -> None:
    """Nothing is signed, and a sentence says why."""
    page = scene.page()

    scene.sign(page, taker=taker, pin=pin)

    assert handover.signed_sheets(scene.ward.desk()) == ()
    assert page.sign_form.message.isVisible()


def test_the_taker_reads_back_before_signing(scene: Scene) -> None:
    """Without the tick nothing is signed."""
    page = scene.page()
    form = page.sign_form
    form.giver.pin.set_text(PIN)
    form.taker.who.choose(scene.ward.actor(Role.NURSE, 1).staff_id)
    form.taker.pin.set_text(PIN)

    form.sign()

    assert handover.signed_sheets(scene.ward.desk()) == ()
    assert "reads back" in form.message.text()


def test_a_change_of_the_ward_is_announced_and_never_redrawn(scene: Scene) -> None:
    """The sheet under the readers' eyes stays; a line says that it has aged."""
    page = scene.page()
    shown = page.presenter.drawn
    scene.ward.record_vitals(scene.patient, temperature="39.6")

    look_again(scene.station)

    assert page.presenter.drawn is shown
    assert page.stale.isVisible()
    page.again.click()
    assert not page.stale.isVisible()


def test_another_number_to_call_ages_the_sheet_too(scene: Scene) -> None:
    """Nobody is handed a number that rings at home; the sheet made again holds the new one."""
    page = scene.page()
    command = SetContact(role="ward_doctor", name="Gao", number="6012", answer_within=5)
    calls.set_contact(scene.ward.desk(Role.CHARGE_NURSE), command)

    look_again(scene.station)

    assert page.stale.isVisible()
    page.again.click()
    assert not page.stale.isVisible()
    drawn = page.presenter.drawn
    assert drawn is not None
    assert drawn.sheet is not None
    assert [contact.number for contact in drawn.sheet.contacts] == ["6012"]


def test_a_saved_pdf_is_the_sheet_and_said_to_be_plain(scene: Scene, tmp_path: Path) -> None:
    """The file holds the bytes that are shown, and the page says that it is not encrypted."""
    page = scene.page()
    page.output.save_button.click()
    dialog = page.output.dialog
    assert dialog is not None
    target = tmp_path / "sheet.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()

    assert page.presenter.drawn is not None
    assert target.read_bytes() == page.presenter.drawn.pdf
    assert "not encrypted" in scene.told()
    assert "not encrypted" in texts(page.output)


def test_a_folder_that_is_not_there_loses_nothing(scene: Scene, tmp_path: Path) -> None:
    """A sentence says what happened; the sheet is still shown."""
    page = scene.page()
    page.output.ask_path()
    assert page.output.dialog is not None
    page.output.dialog.fileSelected.emit(str(tmp_path / "gone" / "sheet.pdf"))
    page.output.dialog.close()

    assert "Not saved" in scene.told()
    assert page.presenter.drawn is not None


def test_the_sheet_goes_to_the_chosen_printer(scene: Scene) -> None:
    """Every page is sent once, and the print is logged."""
    page = scene.page()
    lines = scene.station.snapshot.audit_count
    page.output.print_button.click()

    look_again(scene.station)

    assert scene.printers.sent == [("desk", len(page.preview.pages))]
    assert scene.station.snapshot.audit_count == lines + 1
    assert "Sent to the printer" in scene.told()


def test_a_printer_that_takes_nothing_is_said(scene: Scene) -> None:
    """The sheet is safe; saving is offered."""
    scene.printers.works = False
    page = scene.page()

    page.output.print_button.click()

    assert "save it as a PDF" in scene.told()


def test_without_a_printer_saving_is_offered(scene: Scene) -> None:
    """The button is dead and a line says what to do."""
    scene.printers.known = ()
    page = scene.page()

    assert not page.output.print_button.isEnabled()
    assert page.output.save_button.isEnabled()
    assert "No printer" in texts(page.output)


def test_a_note_survives_as_a_draft(scene: Scene) -> None:
    """What was typed and not signed comes back; a PIN never does."""
    page = scene.page()
    page.notes.patient.choose(int(scene.patient))
    page.notes.text.setPlainText("EEG at 09:00")
    page.sign_form.giver.pin.set_text(PIN)
    draft = page.draft()

    again = scene.page()
    again.restore(draft)

    assert again.notes.text.toPlainText() == "EEG at 09:00"
    assert PIN not in str(draft)


def test_late_answers_do_not_reach_a_page_that_was_left(scene: Scene) -> None:
    """A sheet that is drawn after the page was left is dropped."""
    late: list[Callable[[], None]] = []

    class Later:
        """Keeps the work until it is asked for."""

        def run(self, work: Any, done: Any, failed: Any, *, lane: str = "store") -> None:
            """Keep the work."""
            assert callable(failed)
            assert lane
            late.append(lambda: done(work()))

    scene.station.tasks = Later()
    page = scene.page()
    page.leave()
    while late:
        late.pop(0)()

    assert page.presenter.drawn is None
    assert page.preview.pages == []


def test_every_control_of_the_page_has_a_name(scene: Scene) -> None:
    """A screen reader finds no nameless control."""
    assert unnamed(scene.page()) == []


def test_pages_go_onto_paper_in_their_own_orientation(scene: Scene, tmp_path: Path) -> None:
    """The printer of Qt is driven for real, into a file: A4 landscape, as many pages."""
    page = scene.page()
    assert page.presenter.drawn is not None
    pages = pictures(page.presenter.drawn.pdf, 100)
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))

    sent = print_on(device, pages, "Handover")

    printed = PdfReader(tmp_path / "printed.pdf").pages
    assert sent
    assert len(printed) == len(pages)
    assert all(each.mediabox.width > each.mediabox.height for each in printed)


def test_the_printers_of_the_system_can_be_listed() -> None:
    """On a station without printers the list is empty and nothing fails."""
    names = QtPrinters().names()

    assert len(set(names)) == len(names)
