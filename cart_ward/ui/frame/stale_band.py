"""STALE in big words above every page with facts of patients, and a grey over it (hazard H15)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.stale import StaleVeil
from cart_ward.ui.station import Station

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

BIG = 48
"""Pixels of the word: it is read two steps away; the board has its own, for the corridor."""


class StaleBand(QFrame):
    """Says since when the page is old and what to do; what is typed stays readable below it.

    It takes room of its own: banner, fields and buttons are never covered by words.
    """

    def __init__(self, station: Station, window: "MainWindow") -> None:
        super().__init__()
        self._station, self._window = station, window
        self.setObjectName("stale_band")
        theme.role(self, "warn_card")
        self.veil = StaleVeil(window.stack, thin=True)
        self.word = QLabel(_("STALE"))
        self.word.setStyleSheet(f"font-size: {BIG}px; font-weight: bold;")
        self.words = theme.role(QLabel(), "body")
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.setSpacing(16)
        layout.addWidget(self.word)
        layout.addWidget(self.words, 1)
        self.hide()
        station.ticked.connect(self._on_change)
        station.ward_changed.connect(self._on_change)
        window.shown.connect(self._on_change)

    @Slot()
    def _on_change(self, *_what: object) -> None:
        """Show how old the page in front is; it goes by itself once the ward was asked again."""
        fresh, window = self._station.fresh, self._window
        told_there = window.place_name == "board" and not window.locked
        stale = fresh.stale and not told_there
        if stale:
            self.veil.show_age(fresh.as_of, fresh.age(), self._station.zone)
            self.veil.raise_()
            self.words.setText(self.veil.words)
            self.setAccessibleName(self.veil.accessibleName())
        self.veil.setVisible(stale)
        self.setVisible(stale)
