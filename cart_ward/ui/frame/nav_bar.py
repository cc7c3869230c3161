"""The navy bar on the left: where one can go, as icon and word."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from cart_ward.i18n import N_, _
from cart_ward.ui import theme
from cart_ward.ui.keys import shortcut_of
from cart_ward.ui.widgets import icons

WIDTH = 88
EDGE, GAP = 10, 6
"""Pixels above and below the places, and between two of them."""

_BELOW = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
_ALONE = Qt.ToolButtonStyle.ToolButtonTextOnly


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the bar: its key and its word; its icon has the key's name."""

    key: str
    word: str


PLACES = (
    Place(key="ward", word=N_("Ward")),
    Place(key="patient", word=N_("Patient")),
    Place(key="tocilizumab", word=N_("Toci")),
    Place(key="handover", word=N_("Handover")),
    Place(key="team", word=N_("Team")),
    Place(key="charge", word=N_("Charge")),
    Place(key="setup", word=N_("Setup")),
    Place(key="health", word=N_("Health")),
)


class NavBar(QFrame):
    """Signal: `place_chosen(str)` with the key of a place."""

    place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "side")
        self.setFixedWidth(theme.px(WIDTH))
        self._tall = 0
        self.buttons = {place.key: self._button(place) for place in PLACES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, EDGE, 5, EDGE)
        layout.setSpacing(GAP)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icons away where the bar is too low for them: large text on a small screen."""
        super().resizeEvent(event)
        buttons = list(self.buttons.values())
        whole = sum(button.sizeHint().height() for button in buttons)
        tall = self._tall or whole
        if buttons[0].toolButtonStyle() == _BELOW:
            self._tall = tall = whole
        gaps = GAP * len(buttons) + 2 * EDGE
        style = _BELOW if tall + gaps <= event.size().height() else _ALONE
        for button in buttons:
            button.setToolButtonStyle(style)

    def show_place(self, key: str) -> None:
        """Mark where the window is."""
        # No button group: in an exclusive one Tab would reach only the marked button.
        for place, button in self.buttons.items():
            button.setChecked(place == key)

    def _button(self, place: Place) -> QToolButton:
        tokens = theme.current()
        button = theme.role(QToolButton(), "nav")
        button.setObjectName(f"nav_{place.key}")
        button.setText(_(place.word))
        button.setAccessibleName(_(place.word))
        button.setToolTip(f"{_(place.word)}  {shortcut_of('place_' + place.key)}")
        button.setCheckable(True)
        button.setToolButtonStyle(_BELOW)
        button.setIcon(icons.icon(place.key, tokens.nav_ink, checked=tokens.on_nav_active))
        button.setIconSize(QSize(theme.px(26), theme.px(26)))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.place_chosen.emit(place.key))
        return button
