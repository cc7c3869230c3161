"""The bar on top: where, which shift, which language, who, what time."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.clinical import shifts
from cart_ward.clinical.people import Staff
from cart_ward.i18n import N_, _, formats, language, wording
from cart_ward.ui import theme
from cart_ward.ui.frame.fitting import fit
from cart_ward.ui.station import StationFacts
from cart_ward.ui.widgets.announce import announce

SHIFTS = {
    "day": N_("Day shift {starts}–{ends}"),
    "evening": N_("Evening shift {starts}–{ends}"),
    "night": N_("Night shift {starts}–{ends}"),
}

LANGUAGES = {"en": "EN", "zh_CN": "中文"}
"""Each language by its own name; never translated."""


BESIDE = 14
"""Room in pixels above and below the chips, whatever the text size."""


FOLDED = 14
"""Pixels of a title in two lines, drawn for 100 percent; that is only where text is large."""

FOLDS = ((" · ", ""), (": ", ":"), ("：", "："))
"""Where a title may go on in its second line, and what then ends the first one."""

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for "as wide as you like", which its Python face does not name."""


class TopBar(QFrame):
    """Signals: `language_chosen(str)`, `find_asked()`, `display_asked()`, `lock_asked()`."""

    language_chosen = Signal(str)
    find_asked = Signal()
    display_asked = Signal()
    lock_asked = Signal()

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        self._title, self._laid_out = facts.ward_name, False
        self._person = self._name = self._short_name = ""
        self._locked = True
        self._locking = False
        theme.role(self, "bar")
        self.setFixedHeight(theme.px(34) + BESIDE)
        self.title = theme.role(QLabel(facts.ward_name), "heading")
        self.shift = theme.role(QLabel(), "chip")
        self.shift.setFixedHeight(theme.px(34))
        self.practice = theme.role(QLabel(_("PRACTICE"), self), "practice")
        self.practice.setFixedHeight(theme.px(34))
        self.practice.setVisible(facts.practice)
        self.find_button = theme.role(QPushButton(_("Find  Ctrl K")), "chip")
        self.find_button.setObjectName("find_patient")
        self.find_button.setAccessibleName(_("Find a patient, a bed or an action"))
        self.find_button.setToolTip(_("Find a patient, a bed or an action"))
        self.person = QLabel()
        self.lock = theme.role(QPushButton(_("Lock")), "chip")
        self.lock.setToolTip(_("Lock  Ctrl+L"))
        self.display = theme.role(QPushButton(_("Aa")), "chip")
        self.display.setObjectName("display")
        self.display.setAccessibleName(_("Display: theme, text size, motion"))
        self.display.setToolTip(_("Display: theme, text size, motion"))
        self.display.clicked.connect(self.display_asked)
        self.clock = theme.role(QLabel(), "number")
        self.languages = {code: self._language(code, word) for code, word in LANGUAGES.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(6)
        for label in (self.title, self.shift, self.practice):
            layout.addWidget(label)
        layout.addStretch()
        layout.addWidget(self.find_button)
        for button in self.languages.values():
            layout.addWidget(button)
        layout.addWidget(self.display)
        layout.addWidget(self.person)
        layout.addWidget(self.lock)
        layout.addWidget(self.clock)
        self.lock.clicked.connect(self.lock_asked)
        self.find_button.clicked.connect(self.find_asked)

    def show_title(self, words: str) -> None:
        """Show the title of the page."""
        self._title = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Find room for the words in the new width."""
        super().resizeEvent(event)
        self._laid_out = True
        self._fit()

    def _fit(self) -> None:
        """Let what matters least give way until the title has its room.

        First the shift and the person's role, then the key beside "Find" and the language in use;
        then the title stands in two lines, and if need be the name in other letters gives way,
        "Find" itself (Ctrl+K) and the other language.
        """
        self._let_all_back()
        if not self._laid_out or fit(self, (self.shift,), self.title, self._title) == 0:
            return
        self.person.setText(self._name)
        theme.role(self.title, "strong")
        used, other = sorted(self.languages.values(), key=lambda button: not button.isChecked())
        for give_way in (self.shift.hide, partial(self.find_button.setText, _("Find")), used.hide):
            give_way()
            if fit(self, (self.shift,), self.title, self._title) == 0:
                return
        theme.role(self.title, "folded_title")
        self.title.setWordWrap(True)
        short = partial(self.person.setText, self._short_name)
        for give_way in (self.shift.hide, short, self.find_button.hide, other.hide):
            give_way()
            if self._in_two_lines():
                return
        self._cut_in_the_middle()

    def _let_all_back(self) -> None:
        theme.role(self.title, "heading")
        self.title.setWordWrap(False)
        self.title.setMinimumWidth(0)
        self.title.setMaximumWidth(QWIDGETSIZE_MAX)
        self.title.setText(self._title)
        self.title.setAccessibleName(self._title)
        self.title.setToolTip("")
        self.person.setText(self._person)
        self.find_button.setText(_("Find  Ctrl K"))
        self.find_button.setVisible(not self._locked)
        for button in self.languages.values():
            button.show()

    def _in_two_lines(self) -> bool:
        """Give the title the room there is; tell whether two lines of it are enough."""
        layout = self.layout()
        if layout is None:
            return True
        self.title.setText("")
        self.title.setFixedWidth(0)
        room = self.width() - layout.sizeHint().width()
        words = folded(self._title)
        self.title.setText(words)
        self.title.setToolTip("")
        self.title.setFixedWidth(max(room, 0))
        metrics = QFontMetrics(theme.font(theme.px(FOLDED), bold=True))
        flags = Qt.TextFlag.TextWordWrap
        need = metrics.boundingRect(0, 0, room, 10_000, flags, words)
        return need.width() <= room and need.height() <= 2 * (metrics.lineSpacing() + 1)

    def _cut_in_the_middle(self) -> None:
        """Shorten a name that is too long for all that: how it begins and the bed are kept."""
        font = theme.font(theme.px(FOLDED), bold=True)
        room = self.title.maximumWidth()
        self.title.setWordWrap(False)
        self.title.setToolTip(self._title)
        self.title.setText(
            QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideMiddle, room)
        )

    def show_person(self, person: Staff | None) -> None:
        """Show who is signed in."""
        for button in (self.display, self.lock, self.find_button):
            button.setVisible(person is not None)
        self._locked = person is None
        if person is None:
            self._person = self._name = self._short_name = _("Locked")
        else:
            role = wording.say(f"words.Role.{person.role.value}")
            self._name = person.name.both
            self._short_name = person.name.chinese or person.name.latin
            self._person = _("{name} · {role}").format(name=self._name, role=role)
        self._fit()

    def show_locking(self, seconds: int | None) -> None:
        """Say on the button that the station locks in so many seconds; None: not soon."""
        words = _("Lock") if seconds is None else _("Locks in {seconds} s").format(seconds=seconds)
        if words == self.lock.text():
            return
        soon = self._locking
        self._locking = seconds is not None
        self.lock.setText(words)
        if soon != self._locking:
            theme.role(self.lock, "primary_chip" if self._locking else "chip")
        self._fit()
        if self._locking and not soon:
            announce(self.lock, _("{words}. Any key keeps the station open.").format(words=words))

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
        if words != self.shift.text():
            self.shift.setText(words)
            self._fit()

    def _language(self, code: str, word: str) -> QPushButton:
        button = theme.role(QPushButton(word), "chip")
        button.setObjectName(f"language_{code}")
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setChecked(language() == code)
        button.clicked.connect(lambda: self.language_chosen.emit(code))
        return button


def folded(title: str) -> str:
    """Return a title in two lines, if it has a place to fold; a name stays in one of them."""
    for mark, end in FOLDS:
        first, found, second = title.partition(mark)
        if found:
            return f"{first}{end}\n{second}"
    return title
