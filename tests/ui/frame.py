"""A window over small pages: the frame is tested without the forms."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import language
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.pages import PageFactories
from cart_ward.ui.station import Station

BROKEN = AdmissionId(666)
"""A patient whose pages cannot be made: a bug of ours."""


class Sheet(Page):
    """A page with one field, and a note of how it was made."""

    def __init__(self, name: str, *about: object) -> None:
        super().__init__()
        self.name = name
        self.about = about
        self.spoke = language()
        self.left = False
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        self.setFocusProxy(self.field)

    def title(self) -> str:
        """Return the name of the page."""
        return self.name

    def admission(self) -> AdmissionId | None:
        """Return whose page it is."""
        return AdmissionId(self.about[0]) if self.about and isinstance(self.about[0], int) else None

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        return {"typed": self.field.text()} if self.field.text() else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put it back."""
        self.field.setText(str(draft.get("typed", "")))

    def leave(self) -> None:
        """Note that the page was left."""
        self.left = True


def _maker(name: str) -> Any:
    def make(_station: Station, _navigator: Navigator, *about: object) -> Page:
        if about and about[0] == BROKEN:
            raise RuntimeError(name)
        return Sheet(name, *about)

    return make


OTHERS = (
    *("alarms", "handover", "admit", "patient", "vitals", "neuro", "tocilizumab", "drug", "stay"),
    *("call", "not_done", "grade", "amend", "display"),
)

PLACES = ("team", "charge", "setup", "health")


@dataclass
class Frame:
    """The window and its door for messages."""

    window: MainWindow
    messages: Messages

    @property
    def sheet(self) -> Sheet:
        """The small page in front."""
        page = self.window.page
        assert isinstance(page, Sheet)
        return page


def build_frame(station: Station) -> Frame:
    """Return the window of a station, the real board in it."""
    factories: dict[str, Any] = {name: _maker(name) for name in OTHERS}
    places: dict[str, Any] = {name: _maker(name) for name in PLACES}
    messages = Messages()
    pages = PageFactories(board=BoardPage, places=places, **factories)
    window = MainWindow(station, pages, messages)
    return Frame(window=window, messages=messages)
