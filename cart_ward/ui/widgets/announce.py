"""Tell a screen reader what has just changed: once, and only what one has to hear."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(where: QWidget, words: str) -> None:
    """Let a reader say a sentence; without a reader nothing happens."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, words))
