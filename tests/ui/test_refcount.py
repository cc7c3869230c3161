"""The binding keeps the reference counts of None and True: a leak here once ended programs."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200
"""More calls would end the run instead of failing the test."""

ALLOWED = 100


class Sender(QObject):
    """Sends something."""

    sent = Signal(object)


def _moved(before: tuple[int, int]) -> tuple[int, int]:
    none, true = (sys.getrefcount(None), sys.getrefcount(True))
    return abs(none - before[0]), abs(true - before[1])


def test_labels_keep_the_reference_counts(qtbot: QtBot) -> None:
    """Setting a text 200 times neither eats nor leaks None."""
    label = QLabel()
    qtbot.addWidget(label)
    before = (sys.getrefcount(None), sys.getrefcount(True))

    for number in range(CALLS):
        label.setText(str(number))

    assert max(_moved(before)) < ALLOWED


def test_signals_keep_the_reference_counts() -> None:
    """Emitting a signal 200 times neither eats nor leaks True."""
    sender = Sender()
    before = (sys.getrefcount(None), sys.getrefcount(True))

    for _number in range(CALLS):
        sender.sent.emit(None)

    assert max(_moved(before)) < ALLOWED
