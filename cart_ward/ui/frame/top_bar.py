"""The bar on top: where, which shift, which language, who, what time."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.clinical import shifts
from cart_ward.clinical.people import Staff
from cart_ward.i18n import N_, _, formats, language, wording
from cart_ward.ui import theme
from cart_ward.ui.station import StationFacts

SHIFTS = {
    "day": N_("Day shift {starts}–{ends}"),
    "evening": N_("Evening shift {starts}–{ends}"),
    "night": N_("Night shift {starts}–{ends}"),
}

LANGUAGES = {"en": "EN", "zh_CN": "中文"}
"""Each language by its own name; never translated."""


class TopBar(QFrame):
    """Signals: `language_chosen(str)`, `lock_asked()`."""

    language_chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        theme.role(self, "bar")
        self.setFixedHeight(48)
        self.title = theme.role(QLabel(facts.ward_name), "heading")
        self.shift = theme.role(QLabel(), "chip")
        self.shift.setFixedHeight(34)
        self.practice = theme.role(QLabel(_("PRACTICE"), self), "practice")
        self.practice.setFixedHeight(34)
        self.practice.setVisible(facts.practice)
        self.person = QLabel()
        self.lock = theme.role(QPushButton(_("Lock")), "chip")
        self.lock.setToolTip(_("Lock  Ctrl+L"))
        self.clock = theme.role(QLabel(), "number")
        self.languages = {code: self._language(code, word) for code, word in LANGUAGES.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        for label in (self.title, self.shift, self.practice):
            layout.addWidget(label)
        layout.addStretch()
        for button in self.languages.values():
            layout.addWidget(button)
        layout.addWidget(self.person)
        layout.addWidget(self.lock)
        layout.addWidget(self.clock)
        self.lock.clicked.connect(self.lock_asked)

    def show_title(self, words: str) -> None:
        """Show the title of the page."""
        self.title.setText(words)

    def show_person(self, person: Staff | None) -> None:
        """Show who is signed in."""
        self.lock.setVisible(person is not None)
        if person is None:
            self.person.setText(_("Locked"))
            return
        role = wording.say(f"words.Role.{person.role.value}")
        self.person.setText(_("{name} · {role}").format(name=person.name.both, role=role))

    def show_time(self, now: datetime) -> None:
        """Show the clock and the shift it lies in."""
        zone = self._facts.zone
        self.clock.setText(formats.clock(now, zone))
        around = shifts.shifts_around(now, zone, shifts.TWO_SHIFTS)
        present = next(s for s in around if s.starts_at <= now < s.ends_at)
        words = _(SHIFTS[present.key]).format(
            starts=formats.clock(present.starts_at, zone),
            ends=formats.clock(present.ends_at, zone),
        )
        self.shift.setText(words)

    def _language(self, code: str, word: str) -> QPushButton:
        button = theme.role(QPushButton(word), "chip")
        button.setObjectName(f"language_{code}")
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setChecked(language() == code)
        button.clicked.connect(lambda: self.language_chosen.emit(code))
        return button
