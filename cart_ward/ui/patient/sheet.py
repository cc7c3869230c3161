"""Ctrl+Shift+P: the page of one patient, on paper or as a PDF."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from cart_ward.care import handover
from cart_ward.care.changes import Changes
from cart_ward.care.handover import LogPrint
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, language
from cart_ward.ui.handover.pictures import PAPER_DPI, pictures
from cart_ward.ui.handover.presenter import Render
from cart_ward.ui.handover.printing import Printers, QtPrinters
from cart_ward.ui.messages import sentence
from cart_ward.ui.station import Station

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A patient's page, and for whom it was drawn."""

    patient: AdmissionId
    number: str
    pdf: bytes


class PatientSheet(QObject):
    """Draws the page off the GUI thread; without a printer it asks where to save it."""

    def __init__(
        self,
        window: "MainWindow",
        station: Station,
        render: Render,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._station, self._render = window, station, render
        self._printers = QtPrinters() if printers is None else printers
        self.dialog: QFileDialog | None = None
        window.keys.add("print_patient", self.print)

    def print(self) -> None:
        """Print the patient in front."""
        patient = self._window.keys.patient_in_front()
        chart = None if patient is None else self._station.snapshot.charts.get(patient)
        if patient is None:
            return
        if chart is None:
            self._window.tell(_("This patient has left the ward."), good=False)
            return
        self._window.tell(_("Drawing the sheet of this patient…"))
        self._station.ask(
            handover.last_signed,
            partial(self._draw, patient, chart.subject.patient.hospital_no),
            self._fail,
        )

    def _draw(self, patient: AdmissionId, number: str, since: datetime | None) -> None:
        station, render, spoken = self._station, self._render, language()
        snapshot, now, facts, person = (
            station.snapshot, station.now(), station.facts, station.person
        )  # fmt: skip
        printed_by = "" if person is None else person.name.both

        def work() -> _Drawn:
            sheet = handover.patient_sheet(
                snapshot,
                patient,
                now=now,
                zone=facts.zone,
                ward_name=facts.ward_name,
                practice=facts.practice,
                since=since,
            )
            return _Drawn(patient=patient, number=number, pdf=render(sheet, spoken, printed_by))

        station.tasks.run(work, self._on_drawn, self._fail, lane="paper")

    def _on_drawn(self, drawn: _Drawn) -> None:
        names = self._printers.names()
        if not names:
            self._ask_path(drawn)
            return
        printers, title = self._printers, _("Sheet of one patient")
        self._station.tasks.run(
            lambda: printers.send(pictures(drawn.pdf, PAPER_DPI), names[0], title),
            partial(self._on_printed, drawn),
            self._fail,
            lane="paper",
        )

    def _on_printed(self, drawn: _Drawn, sent: bool) -> None:  # noqa: FBT001 - a callback
        if sent:
            self._log(drawn)
            self._window.tell(_("Sent to the printer. Count the pages."))
        else:
            self._ask_path(drawn)

    def _ask_path(self, drawn: _Drawn) -> None:
        """Ask where to; the dialogue is opened, never waited for."""
        dialog = QFileDialog(self._window, _("Save the sheet as a PDF (not encrypted)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"patient-{drawn.number}.pdf")
        dialog.fileSelected.connect(lambda path: self._save(drawn, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _save(self, drawn: _Drawn, path: Path) -> None:
        def work() -> str:
            try:
                path.write_bytes(drawn.pdf)
            except OSError as problem:
                return problem.strerror or type(problem).__name__
            return ""

        self._station.tasks.run(
            work, partial(self._on_saved, drawn, path), self._fail, lane="paper"
        )

    def _on_saved(self, drawn: _Drawn, path: Path, problem: str) -> None:
        if problem:
            words = _("Not saved: {problem}. Press Ctrl+Shift+P again and choose another folder.")
            self._window.tell(words.format(problem=problem), good=False)
            return
        self._log(drawn)
        words = _("Saved as {file}. The file is not encrypted.")
        self._window.tell(words.format(file=path.name))

    def _log(self, drawn: _Drawn) -> None:
        command = LogPrint(
            digest=sha256(drawn.pdf).hexdigest(),
            copies=1,
            admission_id=drawn.patient,
            token=uuid4().hex,
        )

        def act(desk: Desk) -> Changes:
            return handover.log_print(desk, command)

        self._station.perform(act, lambda _changes: None, self._fail)

    def _fail(self, error: CartWardError) -> None:
        self._window.tell(sentence(error, self._station.zone), good=False)
