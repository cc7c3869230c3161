"""A person proves to be there: tap the name, type the PIN."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care.ports import Desk
from cart_ward.care.sign_in import sign_in
from cart_ward.clinical.people import Actor, Role, Staff, StaffId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.leading import Leading

SHIFT = Qt.KeyboardModifier.ShiftModifier

CARERS = frozenset({Role.NURSE, Role.CHARGE_NURSE, Role.PHYSICIAN, Role.PHARMACIST})
"""Who may calculate, witness, hand over or take over."""


def people(station: Station, roles: frozenset[Role]) -> tuple[Staff, ...]:
    """Return the active people in these roles, by name."""
    found = (s for s in station.snapshot.staff.values() if s.active and s.role in roles)
    return tuple(sorted(found, key=lambda person: (person.name.latin, person.name.chinese)))


def described(person: Staff) -> str:
    """Return a person's name and role."""
    role = wording.say(f"words.Role.{person.role.value}")
    return _("{name} ({role})").format(name=person.name.both, role=role)


class PersonChoice(QComboBox):
    """Choose one person of the staff; nobody is chosen at first.

    Letters find a person by the name in Latin letters: behind a Chinese name Qt would not look.
    """

    def __init__(self, name: str, label: str, staff: tuple[Staff, ...]) -> None:
        super().__init__()
        self._typed = ""
        self._people = {int(person.id): person for person in staff}
        self._names = ["", *(_spelt(person) for person in staff)]
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItem(_("Choose a name"), None)
        for person in staff:
            self.addItem(described(person), int(person.id))

    def staff_id(self) -> StaffId | None:
        """Return who is chosen."""
        chosen = self.currentData()
        return None if chosen is None else StaffId(chosen)

    def choose(self, staff_id: StaffId | None) -> None:
        """Choose a person; somebody who is not on the list leaves it as it is."""
        place = self.findData(None if staff_id is None else int(staff_id))
        if place >= 0:
            self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Go to the person whose name begins with the letters typed."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, SHIFT)
        if not (event.text().isalpha() and plain):
            self._typed = ""
            super().keyPressEvent(event)
            return
        letter = event.text().casefold()
        for typed in (self._typed + letter, letter):
            place = next((n for n, name in enumerate(self._names) if _begins(name, typed)), -1)
            if place >= 0:
                self._typed = typed
                self.setCurrentIndex(place)
                return

    def fitting(self, width: int) -> str:
        """Return who is chosen in the words that fit: the role gives way to the name."""
        metrics, person = self.fontMetrics(), self._people.get(self.currentData())
        if person is None or metrics.horizontalAdvance(self.currentText()) <= width:
            return self.currentText()
        return metrics.elidedText(person.name.both, Qt.TextElideMode.ElideRight, width)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Show what fits of the choice."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = self.fitting(box.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Begin a new name."""
        self._typed = ""
        super().focusInEvent(event)


def _spelt(person: Staff) -> str:
    """Return a name as it is typed: in small Latin letters without blanks."""
    return "".join(person.name.latin.casefold().split())


def _begins(name: str, typed: str) -> bool:
    return bool(name) and name.startswith(typed)


class PersonProof(Leading):
    """Name and PIN of one person. The PIN is forgotten as soon as it was used.

    Signal: `edited` when the name or the PIN changes.
    """

    edited = Signal()

    def __init__(
        self, station: Station, name: str, label: str, roles: frozenset[Role] = CARERS
    ) -> None:
        super().__init__()
        self._station = station
        self.label = label
        caption = theme.role(QLabel(label), "label")
        self.who = PersonChoice(f"{name}_who", label, people(station, roles))
        caption.setBuddy(self.who)
        self.pin = LineField(f"{name}_pin", _("PIN"), secret=True)
        self.pin.line.setAccessibleName(_("PIN of {whom}").format(whom=label))
        self.pin.line.setMaxLength(12)
        self.begin_at(self.who)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(caption)
        left.addWidget(self.who)
        left.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addLayout(left, 7)
        line.addWidget(self.pin, 3)
        self.who.currentIndexChanged.connect(self.edited)
        self.pin.edited.connect(self.edited)

    def staff_id(self) -> StaffId | None:
        """Return who is chosen."""
        return self.who.staff_id()

    def missing(self) -> tuple[tuple[QWidget, str], ...]:
        """Return what must still be filled."""
        found: list[tuple[QWidget, str]] = []
        if self.staff_id() is None:
            found.append((self.who, _("{whom}: choose a name.").format(whom=self.label)))
        if not self.pin.text():
            found.append((self.pin, _("{whom}: type the PIN.").format(whom=self.label)))
        return tuple(found)

    def clear(self) -> None:
        """Forget name and PIN."""
        self.who.setCurrentIndex(0)
        self.pin.set_text("")

    def prove(self, done: Callable[[Actor], None], failed: Callable[[CartWardError], None]) -> None:
        """Check the PIN off the GUI thread; the answer is the person, ready to act."""
        staff_id, pin = self.staff_id(), self.pin.text()
        self.pin.set_text("")
        if staff_id is None:
            return

        def asked(desk: Desk) -> Actor:
            return sign_in(desk, staff_id, pin)

        self._station.ask(asked, done, failed)
