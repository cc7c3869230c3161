"""The locked station: who is due, without names, and the way back in."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care import sign_in
from cart_ward.clinical.people import Actor, Staff, StaffId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.board.presenter import initials
from cart_ward.ui.messages import sentence
from cart_ward.ui.private_list import PrivateList
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import clear, line
from cart_ward.ui.widgets.due_clock import due_face


class SignInPage(QWidget):
    """Tap the name, type the PIN. Signal: `signed_in(Actor)`.

    The privacy list shows bed, initials and what is due: no name, no grade.
    """

    signed_in = Signal(object)

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._chosen: StaffId | None = None
        theme.role(self, "page")
        self.names: dict[StaffId, QPushButton] = {}
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setMaxLength(12)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        theme.role(self.pin, "value")
        self.digits = {digit: self._digit(digit) for digit in "1234567890"}
        self.erase = theme.role(QPushButton("←"), "pad")
        self.erase.setAccessibleName(_("Erase the last digit"))
        self.enter = theme.role(QPushButton(_("Sign in")), "primary")
        self.problem = theme.role(QLabel(), "error")
        self.problem.setWordWrap(True)
        self.due = PrivateList()
        self._staff: tuple[Staff, ...] = ()
        self._names = QVBoxLayout()
        self._lay_out()
        self.pin.returnPressed.connect(self.submit)
        self.enter.clicked.connect(self.submit)
        self.erase.clicked.connect(self.pin.backspace)
        self.show_ward(station.now())

    def choose(self, staff_id: StaffId) -> None:
        """Choose a person; the PIN is asked next."""
        self._chosen = staff_id
        self.say("")
        for person, button in self.names.items():
            button.setChecked(person == staff_id)
        self.pin.clear()
        self.pin.setFocus()

    def begin(self) -> None:
        """Begin at the first name; a badge or a finger may choose another."""
        for button in self.names.values():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def say(self, words: str) -> None:
        """Say a sentence under the PIN; a long one scrolls, the digits keep their size."""
        self.problem.setText(words)
        needed = self.problem.heightForWidth(self.problem.width()) if words else 0
        self.problem.setMinimumHeight(needed)

    def submit(self) -> None:
        """Prove the person; what was typed is forgotten at once."""
        chosen, typed = self._chosen, self.pin.text()
        self.pin.clear()
        if chosen is None:
            self.say(_("Tap your name first, then type the PIN."))
            return
        if not typed:
            self.say(_("Type your PIN, then press Enter."))
            return
        self.enter.setEnabled(False)
        self.say("")
        self._station.ask(
            lambda desk: sign_in.sign_in(desk, chosen, typed), self._on_right, self._on_wrong
        )

    def show_ward(self, _now: datetime) -> None:
        """Show every bed that needs somebody, the most urgent first, without names.

        Whoever was put on the list meanwhile may sign in.
        """
        self._show_people()
        now, zone = self._station.now(), self._station.zone
        told = []
        for status in self._station.statuses():
            if status.due:
                face = due_face(status.due[0], now, zone)
                words = _("{bed}  {initials}  {check}: {state}").format(
                    bed=status.admission.bed.name,
                    initials=initials(status.admission.patient),
                    check=face.short,
                    state=face.words,
                )
                told.append(words)
        self.due.show_lines(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits typed anywhere go to the PIN."""
        if event.text().isdigit() and self._chosen is not None:
            self.pin.setFocus()
            self.pin.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _on_right(self, actor: Actor) -> None:
        self.enter.setEnabled(True)
        self.signed_in.emit(actor)

    def _on_wrong(self, error: CartWardError) -> None:
        self.enter.setEnabled(True)
        self.say(sentence(error, self._station.zone))
        self.pin.setFocus()

    def _lay_out(self) -> None:
        columns = QHBoxLayout(self)
        gap = theme.current().sizes.gap
        columns.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        columns.setSpacing(2 * gap)
        pad = _scrolled(self._pad())
        pad.setMinimumWidth(3 * (theme.current().sizes.touch + gap) + theme.px(30))
        who = self._card(_("Who are you?"), self._people())
        due = self._card(_("Due on the ward"), self.due)
        # Large text: the list goes below the names, so that both keep their words.
        large = theme.current().sizes.percent > 100
        left = QVBoxLayout() if large else columns
        left.addWidget(who, 3)
        if left is not columns:
            columns.addLayout(left, 3)
        columns.addWidget(self._card(_("PIN"), pad), 2)
        left.addWidget(due, 2 if large else 3)

    def _card(self, title: str, inside: QWidget) -> QFrame:
        card = theme.role(QFrame(), "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(theme.role(QLabel(title), "title"))
        layout.addWidget(inside, 1)
        return card

    def _people(self) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setSpacing(8)
        layout.addWidget(line(_("Scan your badge or tap your name."), "body"))
        self._names.setSpacing(8)
        layout.addLayout(self._names)
        layout.addStretch()
        return _scrolled(inside)

    def _show_people(self) -> None:
        """Show who is on the list now: people come and go while the station stands locked."""
        active = [person for person in self._station.snapshot.staff.values() if person.active]
        staff = tuple(sorted(active, key=lambda p: (p.name.latin, p.name.chinese)))
        if staff == self._staff:
            return
        self._staff = staff
        clear(self._names)
        self.names = {}
        for person in staff:
            self._names.addWidget(self._person(person))
        if self._chosen is not None and self._chosen in self.names:
            self.names[self._chosen].setChecked(True)

    def _person(self, person: Staff) -> QPushButton:
        role = wording.say(f"words.Role.{person.role.value}")
        large = theme.current().sizes.percent > 100
        words = _("{name}\n{role}") if large else _("{name} · {role}")
        words = words.format(name=person.name.both, role=role)
        button = theme.role(QPushButton(words), "touch")
        if large:
            lines = QFontMetrics(theme.font(theme.current().sizes.body)).lineSpacing() * 2
            button.setStyleSheet(f"min-height: {lines + theme.current().sizes.gap}px;")
        button.setObjectName(f"person_{person.id}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.choose(person.id))
        self.names[person.id] = button
        return button

    def _pad(self) -> QWidget:
        pad = QWidget()
        layout = QVBoxLayout(pad)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.pin)
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, digit in enumerate("123456789"):
            grid.addWidget(self.digits[digit], number // 3, number % 3)
        grid.addWidget(self.erase, 3, 0)
        grid.addWidget(self.digits["0"], 3, 1)
        layout.addLayout(grid)
        layout.addWidget(self.enter)
        layout.addWidget(self.problem)
        facts = self._station.facts
        if facts.practice_pin:
            words = _("Practice ward: the PIN of everybody is {pin}.")
            layout.addWidget(line(words.format(pin=facts.practice_pin), "body"))
        layout.addStretch()
        return pad

    def _digit(self, digit: str) -> QPushButton:
        button = theme.role(QPushButton(digit), "pad")
        button.setAccessibleName(digit)
        button.clicked.connect(lambda: self.pin.insert(digit))
        return button


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
