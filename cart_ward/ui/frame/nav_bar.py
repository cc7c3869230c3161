"""The navy bar on the left: where one can go, as icon and word."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from cart_ward.i18n import N_, _
from cart_ward.ui import theme
from cart_ward.ui.keys import shortcut_of
from cart_ward.ui.widgets import icons

WIDTH = 88


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
)


class NavBar(QFrame):
    """Signal: `place_chosen(str)` with the key of a place."""

    place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "side")
        self.setFixedWidth(theme.px(WIDTH))
        self.buttons = {place.key: self._button(place) for place in PLACES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 10, 5, 10)
        layout.setSpacing(6)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addStretch()

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
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(icons.icon(place.key, tokens.nav_ink, checked=tokens.on_nav_active))
        button.setIconSize(QSize(theme.px(26), theme.px(26)))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.place_chosen.emit(place.key))
        return button
