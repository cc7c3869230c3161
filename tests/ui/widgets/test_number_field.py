"""A number field names what is wrong, asks again for the unlikely, and never traps anybody."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical import limits
from cart_ward.errors import Finding, Level
from cart_ward.ui.widgets.number_field import NumberField
from tests.ui.hands import key, keys


@pytest.fixture
def field(qtbot: QtBot) -> NumberField:
    """Return a temperature field on the screen."""
    made = NumberField(
        "temperature",
        label="Temperature",
        unit="°C",
        decimals=1,
        check=lambda value: limits.check("temperature", value),
        abnormal=lambda value: limits.abnormal("temperature", value),
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_typing_gives_an_exact_number(field: NumberField, qtbot: QtBot) -> None:
    """38.5 typed is Decimal 38.5, and every key is told."""
    with qtbot.waitSignals([field.edited] * 4):
        keys(field.edit, "38.5")

    assert field.value() == Decimal("38.5")
    assert not field.blocked()


def test_malformed_text_stays_as_typed_with_a_sentence(field: NumberField) -> None:
    """12O is shown, not mended, and blocks signing."""
    keys(field.edit, "12O")

    assert field.text() == "12O"
    assert field.value() is None
    assert field.blocked()
    assert "12O" in field.remark.text()


def test_an_impossible_number_blocks_only_signing(field: NumberField) -> None:
    """One can go on typing and put it right later."""
    keys(field.edit, "52.0")
    blocked = field.blocked()
    field.edit.selectAll()
    keys(field.edit, "37.1")

    assert blocked
    assert not field.blocked()
    assert field.remark.isHidden()


def test_an_unlikely_number_is_typed_a_second_time(field: NumberField) -> None:
    """Enter leads to the second box; only the same number opens the way."""
    keys(field.edit, "42.5")
    waiting = field.waits_for_again()
    keys(field.again, "42.4")
    other = field.blocked()
    field.again.clear()
    keys(field.again, "42.5")

    assert waiting
    assert other
    assert not field.blocked()
    assert field.value() == Decimal("42.5")


def test_a_changed_number_must_be_confirmed_again(field: NumberField) -> None:
    """The second typing holds for one number only."""
    keys(field.edit, "42.5")
    keys(field.again, "42.5")
    field.edit.selectAll()
    keys(field.edit, "42.6")

    assert field.waits_for_again()


def test_an_abnormal_number_is_accepted_and_coloured(field: NumberField) -> None:
    """Fever is no error."""
    keys(field.edit, "36.8")
    plain = field.edit.styleSheet()
    field.edit.selectAll()
    keys(field.edit, "39.1")

    assert field.edit.styleSheet() != plain
    assert not field.blocked()


def test_enter_goes_to_the_next_field(field: NumberField, qtbot: QtBot) -> None:
    """Enter leaves a field that has nothing more to ask."""
    keys(field.edit, "37.0")

    with qtbot.waitSignal(field.left):
        key(field.edit, Qt.Key.Key_Return)


def test_a_finding_from_elsewhere_stays_until_the_next_key(field: NumberField) -> None:
    """What a refused act says stands at the field and goes when it is answered."""
    refused = Finding(
        field="temperature",
        level=Level.STOP,
        code="temperature.impossible",
        facts={"value": 37, "low": 30, "high": 43},
    )
    field.set_value(Decimal("37.0"))
    field.set_findings((refused,))
    blocked = field.blocked()
    keys(field.edit, "1")

    assert blocked
    assert "30" not in field.remark.text()


def test_a_letter_key_of_the_page_passes_through(qtbot: QtBot, field: NumberField) -> None:
    """T is the observed time, also while the focus is on a number."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    asked: list[bool] = []
    QShortcut(Qt.Key.Key_T, page).activated.connect(lambda: asked.append(True))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    field.edit.setFocus()

    key(field.edit, Qt.Key.Key_T)

    field.setParent(None)
    assert asked == [True]
    assert field.text() == ""
