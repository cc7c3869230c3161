"""Names by which tests and style sheets find a widget."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Give a widget its object name and return it."""
    widget.setObjectName(name)
    return widget


def wrapping(name: str) -> QLabel:
    """Return an empty label that wraps, out of sight until it says something."""
    label = named(QLabel(), name)
    label.setWordWrap(True)
    label.setVisible(False)
    return label
