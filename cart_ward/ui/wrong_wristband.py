"""Another patient's wristband over an open form: everything stops until one of two is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.people import Admission
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.card import line

BUTTON_HEIGHT = 104


class WrongWristband(QWidget):
    """Whose form is open, whose wristband was scanned, and one big button for each."""

    def __init__(self, open_form: Admission, scanned: Admission) -> None:
        super().__init__()
        theme.role(self, "page")
        here, there = open_form.patient.name.both, scanned.patient.name.both
        self.stay = self._button(
            "stay",
            _("Stay with {name} (bed {bed})").format(name=here, bed=open_form.bed.name),
            "primary",
        )
        words = _("Go to {name} (bed {bed}); the draft of {other} is kept")
        self.go = self._button(
            "go", words.format(name=there, bed=scanned.bed.name, other=here), "danger"
        )
        self.setAccessibleName(_("Wristband of another patient"))
        self.setFocusProxy(self.stay)
        card = theme.role(QFrame(), "error_card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(40, 32, 40, 32)
        inside.setSpacing(24)
        title = theme.role(QLabel(_("Stop: this is the wristband of another patient")), "heading")
        inside.addWidget(title)
        told = _("Nothing was signed. Look at the wristband and at the patient, then choose.")
        inside.addWidget(line(told, "body"))
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for heading, stay, button in (
            (_("This form is about"), open_form, self.stay),
            (_("The wristband says"), scanned, self.go),
        ):
            columns.addLayout(_side(heading, stay, button), 1)
        inside.addStretch(1)
        inside.addLayout(columns)
        inside.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addWidget(card)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Stay at Esc; Enter presses the button in focus, no other key does anything."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_Escape:
            self.stay.click()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.go if self.go.hasFocus() else self.stay
            button.click()
        event.accept()

    def focusNextPrevChild(self, _forward: bool, /) -> bool:  # noqa: FBT001 the signature is Qt's
        """Keep the focus between the two buttons."""
        other = self.go if self.stay.hasFocus() else self.stay
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _button(self, name: str, words: str, role: theme.RoleName) -> QPushButton:
        button = theme.role(named(QPushButton(), name), role)
        button.setAccessibleName(words)
        button.setStyleSheet(
            f"QPushButton {{ min-height: {BUTTON_HEIGHT}px; max-height: {BUTTON_HEIGHT}px; }}"
        )
        label = QLabel(words, button)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        colour = theme.current().on_accent if role == "primary" else theme.current().danger
        size = theme.current().sizes.title
        label.setStyleSheet(f"color: {colour}; font-weight: bold; font-size: {size}px;")
        inside = QVBoxLayout(button)
        inside.addWidget(label)
        return button


def _side(heading: str, stay: Admission, button: QPushButton) -> QVBoxLayout:
    """Return who it is, by two identifiers and the bed, above the button."""
    column = QVBoxLayout()
    column.setSpacing(8)
    patient = stay.patient
    born = _("born {born} · MRN {number}").format(
        born=formats.day_on_screen(patient.birth_date), number=patient.hospital_no
    )
    column.addWidget(line(heading))
    column.addWidget(line(patient.name.both, "value"))
    column.addWidget(line(born, "title"))
    column.addWidget(line(_("Bed {bed}").format(bed=stay.bed.name), "title"))
    column.addStretch(1)
    column.addSpacing(16)
    column.addWidget(button)
    return column
