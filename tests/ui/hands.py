"""Typing and clicking as a person does it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cart_ward.ui.keys import MAP
from cart_ward.ui.navigation import Page


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


def letter(page: Page, place: str, pressed: str) -> None:
    """Do what a key of one letter does on a page, as the window of the page would."""
    held = [k for k in MAP if k.listens == "letter" and pressed in k.keys and k.holds_on(place)]
    assert len(held) == 1
    page.key_ways()[held[0].act]()
