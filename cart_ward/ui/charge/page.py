"""Charge nurse."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.folding import page_margins


class ChargePage(Page):
    """Charge nurse."""

    def __init__(self, station: Station, navigator: Navigator, *, behind: Behind) -> None:
        super().__init__()
        self._station, self._navigator, self._behind = station, navigator, behind
        theme.role(self, "page")
        self.board = named(theme.role(QPushButton(_("Ward board")), "secondary"), "to_board")
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.board)
        self.begin_at(self.board)
        self.board.clicked.connect(navigator.show_board)

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Charge nurse")
