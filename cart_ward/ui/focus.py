"""Where the focus is, so that a page or a whole window made anew can have it at the same place."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The widget with the focus, known by its kind, its name and its number among those alike."""

    kind: type[QWidget]
    name: str
    number: int
    cursor: int


def place_of(root: QWidget | None) -> Place | None:
    """Return the place of the focus inside `root`, or None if it is elsewhere."""
    here = None if root is None else root.window().focusWidget()
    if root is None or here is None or not root.isAncestorOf(here):
        return None
    kind, name = type(here), here.objectName()
    return Place(
        kind=kind,
        name=name,
        number=root.findChildren(kind, name).index(here),
        cursor=here.cursorPosition() if isinstance(here, QLineEdit) else 0,
    )


def put_back(root: QWidget | None, at: Place | None) -> None:
    """Put the focus at the same place of what was made anew, if there is such a place."""
    if root is None or at is None:
        return
    alike = root.findChildren(at.kind, at.name)
    again = alike[at.number] if at.number < len(alike) else None
    if again is None or not again.isVisibleTo(root):
        return
    again.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(again, QLineEdit):
        again.setCursorPosition(min(at.cursor, len(again.text())))


def put_back_soon(window: QMainWindow, at: Place | None) -> None:
    """Put the focus back once the pages were shown: each begins in its own first field."""
    QTimer.singleShot(0, window, lambda: put_back(window.centralWidget(), at))
