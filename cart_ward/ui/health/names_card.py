"""The names that wrong PINs have locked, and who unlocks them."""

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import access, sign_in
from cart_ward.care.changes import Changes
from cart_ward.care.sign_in import Paused
from cart_ward.clinical.people import StaffId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line


class NamesCard(Card):
    """Who may unlock names sees them, each with its button; others read who may.

    Signals: `shown()` when other rows stand here, `acted()` once a name is unlocked.
    """

    shown = Signal()
    acted = Signal()

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__(_("Locked names"))
        self._station, self._navigator = station, navigator
        self._left = False
        self.buttons: list[QPushButton] = []
        self.rows = QVBoxLayout()
        self.body.addLayout(self.rows)

    def look(self) -> None:
        """Ask whose name is locked, if this person may know."""
        actor = self._station.actor
        if actor is None or not access.may(actor.role, "unlock_pin"):
            words = _(
                "Ten wrong PINs in a row lock a name. A charge nurse or administrator signs in "
                "here with their own PIN, opens this page (Ctrl+8) and unlocks it."
            )
            self._show([line(words, "body")])
            return
        self._station.ask(sign_in.paused, self._on_paused, self._fail)

    def leave(self) -> None:
        """Ignore late answers."""
        self._left = True

    def first(self) -> QPushButton | None:
        """Return the first button that can be pressed."""
        return next((button for button in self.buttons if button.isEnabled()), None)

    def _show(self, widgets: list[QWidget]) -> None:
        clear(self.rows)
        self.buttons = []
        for widget in widgets:
            self.rows.addWidget(widget)
            self.buttons += widget.findChildren(QPushButton)
        self.shown.emit()

    def _on_paused(self, found: tuple[Paused, ...]) -> None:
        if not self._left:
            none = [line(_("No name is locked."), "body")]
            self._show([self._row(paused) for paused in found] or [*none])

    def _row(self, paused: Paused) -> QWidget:
        person, actor = paused.person, self._station.actor
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(line(_told(paused, self._station.zone), "body"), 1)
        words = _("Unlock {name}").format(name=person.name.both)
        button = named(theme.role(QPushButton(words), "primary"), f"unlock_{person.id}")
        button.setEnabled(actor is not None and actor.staff_id != person.id)
        button.clicked.connect(partial(self._on_unlock, person.id, person.name.both))
        across.addWidget(button)
        return row

    def _on_unlock(self, staff_id: StaffId, name: str) -> None:
        def done(_changes: Changes) -> None:
            words = _("{name} is unlocked: the same PIN works again.").format(name=name)
            self._navigator.tell(words)
            self.acted.emit()
            if not self._left:
                self.look()

        self._station.perform(
            lambda desk: sign_in.unlock_pin(desk, staff_id), done, self._on_refused
        )

    def _on_refused(self, error: CartWardError) -> None:
        self._fail(error)
        if not self._left:
            self.look()

    def _fail(self, error: CartWardError) -> None:
        self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)


def _told(paused: Paused, zone: tzinfo) -> str:
    """Return who cannot sign in, after what, and until when."""
    role = wording.say(f"words.Role.{paused.person.role.value}")
    tries = ngettext(
        "{count} wrong PIN in a row", "{count} wrong PINs in a row", paused.failures
    ).format(count=paused.failures)
    facts = {"name": paused.person.name.both, "role": role, "tries": tries}
    if paused.until is None:
        return _("{name} · {role}\n{tries}. Locked until somebody unlocks it.").format(**facts)
    at = formats.clock_seconds(paused.until, zone)
    return _("{name} · {role}\n{tries}. Waits until {at}.").format(at=at, **facts)
