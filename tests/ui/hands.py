"""Typing and clicking as a person does it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def keys(widget: QWidget | None, text: str) -> None:
    """Type a text into a widget."""
    assert widget is not None
    QTest.keyClicks(widget, text)


def key(
    widget: QWidget | None,
    which: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press one key."""
    assert widget is not None
    QTest.keyClick(widget, which, modifier)


def click(widget: QWidget) -> None:
    """Click with the left button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
