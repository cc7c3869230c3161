"""Who can unlock names is told, on signing in, that there is one to unlock."""

from PySide6.QtCore import QObject, Slot

from cart_ward.care import access, sign_in
from cart_ward.care.sign_in import Paused
from cart_ward.clinical.people import Actor
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import sentence
from cart_ward.ui.station import Station


class LockedNames(QObject):
    """Looks each time somebody signs in who could unlock a name."""

    def __init__(self, station: Station, window: MainWindow) -> None:
        super().__init__(window)
        self._station, self._window = station, window
        station.person_changed.connect(self._on_person)

    @Slot(object)
    def _on_person(self, actor: Actor | None) -> None:
        if actor is not None and access.may(actor.role, "unlock_pin"):
            self._station.ask(sign_in.paused, self._on_paused, self._on_failed)

    def _on_paused(self, found: tuple[Paused, ...]) -> None:
        names = [one.person.name.both for one in found if one.until is None]
        if names and not self._window.locked:
            words = _("Locked by wrong PINs: {names}. Ctrl+8 unlocks.")
            self._window.tell(words.format(names=", ".join(names)), good=False, here=True)

    def _on_failed(self, error: CartWardError) -> None:
        self._window.tell(sentence(error, self._station.zone), good=False)
