"""Sentences and questions go through one door, and none of them blocks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cart_ward.errors import Unavailable
from cart_ward.ui.messages import Message, Messages, Question, sentence
from tests.ui.ward import ZONE

QUESTION = Question(
    title="Discharge Wang Fang, bed 02",
    text="The stay ends now.",
    act="Discharge Wang Fang",
    stay="Keep the stay open",
    danger=True,
)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Return a page over which a question opens."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_sentence_is_told(qtbot: QtBot) -> None:
    """Whoever shows messages hears it."""
    messages = Messages()

    with qtbot.waitSignal(messages.told) as told:
        messages.tell("Printed.", good=True)

    assert told.args == [Message(sentence="Printed.", good=True)]


def test_act_is_done_only_on_its_named_button(page: QWidget) -> None:
    """The dangerous button has its own words and is not the one that Enter presses."""
    agreed: list[int] = []
    asking = Messages().ask(page, QUESTION, lambda: agreed.append(1))

    assert asking.isVisible()
    assert asking.stay.hasFocus() or not asking.act.hasFocus()
    QTest.mouseClick(asking.act, Qt.MouseButton.LeftButton)

    assert agreed == [1]


def test_staying_does_nothing(page: QWidget) -> None:
    """The other button only closes the question."""
    agreed: list[int] = []
    asking = Messages().ask(page, QUESTION, lambda: agreed.append(1))

    QTest.mouseClick(asking.stay, Qt.MouseButton.LeftButton)

    assert agreed == []
    assert not asking.isVisible()


def test_unknown_code_still_says_what_is_safe() -> None:
    """A failure without its own sentence never shows a bare code."""
    words = sentence(Unavailable("no.such.code"), ZONE)

    assert words.startswith("Not done (no.such.code). Nothing was changed.")
