"""Where the focus is, so that a page or a whole window made anew can have it at the same place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

Place = tuple[int, int]
"""Which of the page's widgets has the focus, and where in its text."""


def place_of(page: QWidget) -> Place | None:
    """Return the place of the focus, or None if it is not on the page."""
    here = QApplication.focusWidget()
    if here is None or not page.isAncestorOf(here):
        return None
    cursor = here.cursorPosition() if isinstance(here, QLineEdit) else 0
    return page.findChildren(QWidget).index(here), cursor


def put_back(page: QWidget, at: Place | None) -> None:
    """Put the focus at the same place of the page made anew, if there is such a place."""
    if at is None:
        return
    number, cursor = at
    widgets = page.findChildren(QWidget)
    if number < len(widgets) and widgets[number].focusPolicy() != Qt.FocusPolicy.NoFocus:
        widgets[number].setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(edit := widgets[number], QLineEdit):
            edit.setCursorPosition(min(cursor, len(edit.text())))


def kept(window: QMainWindow) -> Callable[[], None]:
    """Return what puts the focus back where it is now, once the window was built alike again."""
    before = window.focusWidget()
    if before is None:
        return _nothing
    kind, name = type(before), before.objectName()
    alike = _inside(window).findChildren(kind, name)
    if before not in alike:
        return _nothing
    number = alike.index(before)
    cursor = before.cursorPosition() if isinstance(before, QLineEdit) else None

    def put_back() -> None:
        alike = _inside(window).findChildren(kind, name)
        again = alike[number] if number < len(alike) else None
        if again is None or not again.isVisibleTo(window):
            return
        again.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(again, QLineEdit) and cursor is not None:
            again.setCursorPosition(cursor)

    # After the pages were shown: each begins in its own first field.
    return lambda: QTimer.singleShot(0, window, put_back)


def _inside(window: QMainWindow) -> QWidget:
    # What was built before is a child of the window until it is deleted.
    return window.centralWidget() or window


def _nothing() -> None:
    return None
