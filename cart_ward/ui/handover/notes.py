"""Judgement for the sheet: a handover note for one patient, written as an entry of the chart."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry, record_entry
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import Note
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import NoteKind
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import choices, drafts
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import clear, line

NOTE_LINES_PX = 92
SHOWN = 3


class NoteForm(SignedForm):
    """One patient, the notes there are, and a new one. Facts are never typed here."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, _("Add the note"))
        self.patient = choices.Choice("note_patient", _("Patient"), _patients(station))
        self.earlier = QVBoxLayout()
        self.text = named(QPlainTextEdit(), "note_text")
        self.text.setAccessibleName(_("Handover note"))
        self.text.setPlaceholderText(_("If … then …, whom to call, what is still open"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(NOTE_LINES_PX))
        self.body.addWidget(self.patient)
        self.body.addLayout(self.earlier)
        self.body.addWidget(self.text)
        self.patient.chosen.connect(self.touched)
        self.patient.chosen.connect(self.refresh)
        self.text.textChanged.connect(self.touched)

    def _admission(self) -> AdmissionId | None:
        value = self.patient.value()
        return None if value is None else AdmissionId(value)

    def refresh(self) -> None:
        """Show the last notes of the chosen patient."""
        clear(self.earlier)
        chart = self.station.snapshot.charts.get(self._admission() or AdmissionId(0))
        if chart is None:
            return
        notes = [n for n in chart.of(Note) if n.body.kind is not NoteKind.OBSERVATION]
        for note in notes[-SHOWN:]:
            at = formats.moment_near(note.taken_at, self.station.now(), self.station.zone)
            self.earlier.addWidget(
                line(_("{moment}: {text}").format(moment=at, text=note.body.text))
            )

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if self._admission() is None:
            found.append((self.patient, _("Choose the patient the note is about.")))
        if not self.text.toPlainText().strip():
            found.append((self.text, _("Type the note.")))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the note."""
        admission_id = self._admission()
        if admission_id is None:
            raise ValueError("asked before a patient was chosen")
        command = RecordEntry(
            admission_id=admission_id,
            taken_at=self.station.now(),
            body=Note(kind=NoteKind.HANDOVER, text=self.text.toPlainText().strip()),
            late_reason=None,
            token=self.token,
        )
        return partial(record_entry, command=command)

    def done(self, changes: Changes) -> None:
        """Be ready for the next note."""
        self.text.clear()
        self.refresh()
        super().done(changes)

    def draft(self) -> dict[str, object]:
        """Return what was typed; nothing if nothing was."""
        text = self.text.toPlainText()
        if not text.strip():
            return {}
        return {"token": self.token, "patient": self.patient.value(), "text": text}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.patient.choose(draft.get("patient"))
        self.text.setPlainText(drafts.text(draft.get("text")))
        self.token = drafts.text(draft.get("token")) or self.token


def _patients(station: Station) -> choices.Choices:
    """Return the patients, the most urgent first, with bed and number to tell them apart."""
    return tuple(
        (
            int(status.admission.id),
            _("{bed} {name} ({number})").format(
                bed=status.admission.bed.name,
                name=status.admission.patient.name.both,
                number=status.admission.patient.hospital_no,
            ),
        )
        for status in station.statuses()
    )
