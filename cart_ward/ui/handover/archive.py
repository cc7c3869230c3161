"""The signed sheets: when, which shift, who to whom; opened again they are byte for byte alike."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.people import StaffId
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import clear, line

SHOWN = 12


def shift_word(key: str) -> str:
    """Return the word for a shift."""
    words = {"day": _("Day"), "evening": _("Evening"), "night": _("Night")}
    return words.get(key, key)


class Archive(QWidget):
    """One button a sheet, the newest first. Signal: `opened(Entry[HandoverSigned])`."""

    opened = Signal(object)

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(line(_("No sheet has been signed yet.")))

    def show_signed(self, signed: tuple[Entry[HandoverSigned], ...]) -> None:
        """Show the newest sheets, and of how many."""
        clear(self._column)
        self.buttons = []
        if not signed:
            self._column.addWidget(line(_("No sheet has been signed yet.")))
        for entry in signed[:SHOWN]:
            button = theme.role(QPushButton(self.described(entry)), "quiet")
            button.setAccessibleName(_("Open: {sheet}").format(sheet=self.described(entry)))
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _checked=False, e=entry: self.opened.emit(e))
            self.buttons.append(button)
            self._column.addWidget(button)
        if len(signed) > SHOWN:
            self._column.addWidget(
                line(_("{shown} of {count} shown").format(shown=SHOWN, count=len(signed)))
            )

    def described(self, entry: Entry[HandoverSigned]) -> str:
        """Return when, which shift and who to whom."""
        return _("{moment} {shift}\n{giver} → {taker}").format(
            moment=formats.moment_on_screen(entry.taken_at, self._station.zone),
            shift=shift_word(entry.body.shift),
            giver=self._name(entry.body.giver_id),
            taker=self._name(entry.body.taker_id),
        )

    def _name(self, staff_id: StaffId) -> str:
        person = self._station.snapshot.staff.get(staff_id)
        return _("somebody unknown") if person is None else person.name.both
