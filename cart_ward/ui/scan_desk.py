"""What a scan leads to: a patient, a person, or a sentence that says what to do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from cart_ward.clinical.people import Actor, Admission, AdmissionId, Staff
from cart_ward.i18n import _
from cart_ward.runtime import codes
from cart_ward.runtime.codes import Code, Kind
from cart_ward.ui.keys import FORMS
from cart_ward.ui.station import Station
from cart_ward.ui.wrong_wristband import WrongWristband

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow


class ScanDesk(QObject):
    """Looks up who a code is and goes there; another patient over an open form stops everything.

    Signal: `answered(bool)` for each scan, whether it led where it was meant to.
    """

    answered = Signal(bool)

    def __init__(self, window: "MainWindow", station: Station) -> None:
        super().__init__(window)
        self._window, self._station = window, station
        self._open_question: tuple[Actor, AdmissionId, Admission] | None = None
        station.person_changed.connect(self._on_person_changed)

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """Do what a code asks for; while a question stands in front nothing but it reacts."""
        window = self._window
        if window.stopped:
            return
        if QApplication.activeModalWidget() is not None:
            self._say(_("A dialogue is open. Close it, then scan again."))
            return
        code = codes.read(text)
        person, stay = self._person(code), self._stay(code)
        badge = code.numbers[0] if code.kind in (Kind.STAFF, Kind.PLAIN) and stay is None else ""
        if badge and not window.locked and window.page.take_badge(badge):
            self.answered.emit(True)
        elif person is not None and stay is not None:
            self._say(_("This code is a badge and a wristband. Type the number instead."))
        elif person is not None:
            self._on_person(person)
        elif window.locked:
            self._say(_("The station is locked. Scan your badge or tap your name first."))
        elif stay is not None:
            self._on_stay(stay)
        else:
            self._say(_unknown(code))

    @Slot()
    def on_broken(self) -> None:
        """Say that only a part of a code came through."""
        self._say(_("The scan came through in parts and was thrown away. Scan again."))

    def _person(self, code: Code) -> Staff | None:
        if code.kind not in (Kind.STAFF, Kind.PLAIN):
            return None
        staff = self._station.snapshot.staff.values()
        found = [p for p in staff if p.active and p.badge and p.badge in code.numbers]
        return found[0] if len(found) == 1 else None

    def _stay(self, code: Code) -> Admission | None:
        stays = [chart.subject for chart in self._station.snapshot.charts.values()]
        if code.kind is Kind.BED:
            return next((stay for stay in stays if stay.bed.name in code.numbers), None)
        if code.kind not in (Kind.PATIENT, Kind.PLAIN):
            return None
        for number in code.numbers:
            for stay in stays:
                if stay.patient.hospital_no.strip().casefold() == number.casefold():
                    return stay
        return None

    def _on_person(self, person: Staff) -> None:
        """Choose the person of a badge; the PIN is asked, and what another one typed waits."""
        window = self._window
        if self._station.actor is not None and self._station.actor.staff_id == person.id:
            words = _("{name} is signed in already.")
            window.tell(words.format(name=person.name.both), here=True)
            self.answered.emit(True)
            return
        if not window.locked:
            window.lock()
        window.entrance.choose(person.id)
        self.answered.emit(True)

    def _on_stay(self, stay: Admission) -> None:
        window = self._window
        here = window.page.admission()
        if window.place_name == "admit":
            words = _("This is the wristband of {name}, bed {bed}, who is on the ward.")
            told = words.format(name=stay.patient.name.both, bed=stay.bed.name)
            self._say(told)
        elif here == stay.id:
            self._station.note_wristband(stay.id)
            window.page.identified(stay.patient.hospital_no)
            self.answered.emit(True)
        elif window.place_name in FORMS and here is not None:
            self._stop(here, stay)
        else:
            self._open(stay.id)
            self.answered.emit(True)

    def _open(self, admission_id: AdmissionId) -> None:
        self._station.note_wristband(admission_id)
        self._window.show_patient(admission_id)

    def _stop(self, here: AdmissionId, scanned: Admission) -> None:
        chart = self._station.snapshot.charts.get(here)
        self.answered.emit(chart is None)
        if chart is None:
            self._open(scanned.id)
            return
        window = self._window
        window.keeper.look()
        window.line.hide()
        if self._station.actor is not None:
            self._open_question = (self._station.actor, here, scanned)
        question = WrongWristband(chart.subject, scanned)
        question.stay.clicked.connect(self._answered(None))
        question.go.clicked.connect(self._answered(scanned.id))
        window.stack.ask(question)

    def _answered(self, to: AdmissionId | None) -> Callable[[], None]:
        return partial(self._on_answer, to)

    def _on_answer(self, to: AdmissionId | None) -> None:
        self._open_question = None
        self._window.stack.end_question()
        if to is not None:
            self._open(to)

    @Slot(object)
    def _on_person_changed(self, actor: Actor | None) -> None:
        """Ask again what a lock took away, if the same person is back at the same form."""
        asked = self._open_question
        if actor is None or asked is None:
            return
        self._open_question = None
        who, here, scanned = asked
        window = self._window
        if actor == who and window.place_name in FORMS and window.page.admission() == here:
            self._stop(here, scanned)

    def _say(self, words: str) -> None:
        """Say why a scan led nowhere, and what to do."""
        self.answered.emit(False)
        if self._window.locked:
            self._window.entrance.say(words)
        else:
            self._window.tell(words, good=False, here=True)


def _unknown(code: Code) -> str:
    """Return what to do about a code that nobody knows."""
    number = code.numbers[0] if code.numbers else ""
    told = {
        Kind.STAFF: _("Nobody of the staff has this badge. Tap your name instead."),
        Kind.BED: _("No patient lies in bed {number}. Check the label."),
        Kind.SHEET: _("This is a printed sheet. Scan the wristband of the patient."),
        Kind.PACKAGE: _("This is the code of a package. Scan the wristband of the patient."),
        Kind.MALFORMED: _("The code could not be read. Scan again, or type the number."),
    }
    nobody = _("Nobody on the ward has the number {number}. Check the wristband, or press Ctrl+K.")
    return told.get(code.kind, nobody).format(number=number)
