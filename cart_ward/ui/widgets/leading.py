"""A widget made of others that hands the focus on, without being a stop of the tab key itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Leading(QWidget):
    """Hands the focus on to the control one begins at.

    A focus proxy would do so too, but stays where it was made in the order of the tab key: Tab
    after the last field would lead back to the first one, and never out of the page.
    """

    _first: QWidget | None = None

    def begin_at(self, first: QWidget) -> None:
        """Say which control takes the keys meant for the whole."""
        self._first = first

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        """Put the focus where one begins."""
        if self._first is None:
            super().setFocus(reason)
        else:
            self._first.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Hand on what Qt itself gave to the whole."""
        if self._first is None:
            super().focusInEvent(event)
        else:
            self._first.setFocus(event.reason())
