"""An area that scrolls along with the keys: what has the focus is in sight."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

MARGIN = 20
"""Pixels that are seen above and below what has the focus."""


class Following(QScrollArea):
    """Scrolls to what takes the focus by key or by the program; a mouse moves nothing away."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Under a pressed button the page must not move: the click would miss.
        pressed = QApplication.mouseButtons().value
        if now is not None and not pressed and self.isAncestorOf(now):
            # After this turn: a page that has just been made is not laid out yet.
            QTimer.singleShot(0, self, self._see)

    def _see(self) -> None:
        here = QApplication.focusWidget()
        if here is not None and self.isAncestorOf(here):
            self.ensureWidgetVisible(here, 0, MARGIN)
