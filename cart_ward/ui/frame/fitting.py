"""A bar of one line in which large text finds its room: what matters least gives way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def fit(bar: QWidget, least: Sequence[QWidget], label: QLabel, words: str) -> int:
    """Hide the `least` important parts, in this order, until the words of `label` have their room.

    If even that is not enough the words are shortened; the whole of them stays as the tool tip.
    Returns how many pixels were missing for them.
    """
    label.setText(words)
    label.setToolTip("")
    for part in least:
        part.show()
    for part in least:
        if _lacks(bar) <= 0:
            break
        part.hide()
    lacks = _lacks(bar)
    if lacks > 0:
        room = max(0, label.sizeHint().width() - lacks - 2)
        short = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        label.setText(short)
        label.setToolTip(words)
    return max(0, lacks)


def _lacks(bar: QWidget) -> int:
    """Return how many pixels are missing."""
    layout = bar.layout()
    return 0 if layout is None else layout.sizeHint().width() - bar.width()
