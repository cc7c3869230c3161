"""Every pair of colours is readable, for every eye; a widget's role is one the theme knows."""

from itertools import combinations
from typing import cast

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward.ui import theme
from cart_ward.ui.theme import LIGHT, Paint, RoleName, Sizes
from tests.ui import contrast

TEXTS = [
    (LIGHT.ink, LIGHT.page),
    (LIGHT.ink, LIGHT.card),
    (LIGHT.ink, LIGHT.raised),
    (LIGHT.ink, LIGHT.stripe),
    (LIGHT.ink, LIGHT.selected),
    (LIGHT.soft, LIGHT.page),
    (LIGHT.soft, LIGHT.card),
    (LIGHT.soft, LIGHT.raised),
    (LIGHT.soft, LIGHT.selected),
    (LIGHT.soft, LIGHT.error_card.fill),
    (LIGHT.ink, LIGHT.error_card.fill),
    (LIGHT.abnormal, LIGHT.card),
    (LIGHT.abnormal, LIGHT.selected),
    (LIGHT.abnormal, LIGHT.error_card.fill),
    (LIGHT.warn, LIGHT.card),
    (LIGHT.warn, LIGHT.page),
    (LIGHT.error, LIGHT.card),
    (LIGHT.good, LIGHT.card),
    (LIGHT.accent, LIGHT.card),
    (LIGHT.accent, LIGHT.warn_card.fill),
    (LIGHT.on_accent, LIGHT.accent),
    (LIGHT.on_accent, LIGHT.accent_hover),
    (LIGHT.danger, LIGHT.card),
    (LIGHT.danger, LIGHT.error_card.fill),
    (LIGHT.on_danger, LIGHT.danger),
    (LIGHT.nav_ink, LIGHT.nav),
    (LIGHT.nav_ink, LIGHT.nav_active),
    (LIGHT.on_nav_active, LIGHT.nav_active),
    (LIGHT.soft, LIGHT.line),
]

PAINTS = {
    name: value
    for name in LIGHT.__dataclass_fields__
    if isinstance(value := getattr(LIGHT, name), Paint)
} | {f"grade {number}": paint for number, paint in enumerate(LIGHT.grades)}

EDGES = [
    (LIGHT.border, LIGHT.card),
    (LIGHT.border, LIGHT.page),
    (LIGHT.focus, LIGHT.card),
    (LIGHT.focus, LIGHT.page),
    (LIGHT.accent, LIGHT.card),
    (LIGHT.nav_focus, LIGHT.nav),
    (LIGHT.nav_focus, LIGHT.nav_active),
    (LIGHT.curve, LIGHT.card),
    (LIGHT.threshold, LIGHT.card),
    *((colour, LIGHT.card) for colour in LIGHT.series),
    *((paint.border, LIGHT.card) for paint in LIGHT.grades),
]

STATES = {
    "not due": LIGHT.card,
    "due": LIGHT.due.fill,
    "late": LIGHT.late.fill,
    "very late": LIGHT.very_late.fill,
    "paused": LIGHT.paused.fill,
}


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """Text and ground differ by at least 4.5:1."""
    assert contrast.contrast(text, ground) >= 4.5


@pytest.mark.parametrize("paint", [pytest.param(p, id=name) for name, p in PAINTS.items()])
def test_text_stands_out_from_every_fill(paint: Paint) -> None:
    """A state, a grade and a card keep their words readable."""
    assert contrast.contrast(paint.text, paint.fill) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_borders_curves_and_focus_are_seen(edge: str, ground: str) -> None:
    """Borders, focus rings and curves differ from their ground by at least 3:1."""
    assert contrast.contrast(edge, ground) >= 3.0


@pytest.mark.parametrize("deficiency", list(contrast.DEFICIENCIES))
@pytest.mark.parametrize("pair", list(combinations(STATES, 2)), ids=" and ".join)
def test_states_differ_for_every_eye(pair: tuple[str, str], deficiency: str) -> None:
    """Two states are at least 15 CIEDE2000 apart with a colour-vision deficiency."""
    one, other = (contrast.lab(contrast.simulated(STATES[name], deficiency)) for name in pair)

    assert contrast.ciede2000(one, other) >= 15


def test_grades_darken_on_grey_paper() -> None:
    """Each grade is darker than the one below it, whatever the printer."""
    fills = [contrast.luminance(paint.fill) for paint in LIGHT.grades]

    assert fills == sorted(fills, reverse=True)
    assert len(set(fills)) == 5


def test_body_text_is_fourteen_points_and_nothing_under_the_floor() -> None:
    """14 pt for body, 11.5 pt as the floor, targets of 44 and 56 pixels."""
    sizes = Sizes()

    assert sizes.body * 72 / 96 >= 14
    assert sizes.small * 72 / 96 >= 11.5
    assert (sizes.target, sizes.touch) == (44, 56)


def test_size_menu_grows_every_text() -> None:
    """At 200 % each type size is twice as large, the spaces stay."""
    doubled = Sizes().scaled(200)

    assert (doubled.body, doubled.small, doubled.gap) == (38, 32, Sizes().gap)


def test_bundled_font_is_worn(qapp: QApplication) -> None:
    """The font comes from the program, not from the machine."""
    assert "CAR-T Ward Sans" in QFontDatabase.families()
    assert QFontInfo(theme.font(19)).family() == "CAR-T Ward Sans"
    assert theme.current() == LIGHT
    assert qapp.style() is not None


def test_role_is_given_and_taken(qtbot: QtBot) -> None:
    """A role may change while the widget is shown, and returns the widget itself."""
    label = QLabel("12")
    qtbot.addWidget(label)

    same = theme.role(label, "hint")
    theme.role(label, "error")

    assert same is label
    assert label.property("role") == "error"


def test_unknown_role_is_refused(qtbot: QtBot) -> None:
    """A misspelt role would silently look like nothing."""
    label = QLabel()
    qtbot.addWidget(label)

    with pytest.raises(ValueError, match="primery"):
        theme.role(label, cast("RoleName", "primery"))


@pytest.mark.parametrize("name", ["primary", "secondary", "danger", "choice"])
def test_buttons_are_large_enough_to_hit(qtbot: QtBot, name: RoleName) -> None:
    """Ordinary buttons are at least 44 pixels high."""
    button = theme.role(QPushButton("Sign"), name)
    qtbot.addWidget(button)
    button.ensurePolished()

    assert button.sizeHint().height() >= 44


def test_touch_buttons_are_larger(qtbot: QtBot) -> None:
    """Keys of the PIN pad are at least 56 pixels on each side."""
    button = theme.role(QPushButton("1"), "pad")
    qtbot.addWidget(button)
    button.ensurePolished()

    assert min(button.sizeHint().height(), button.sizeHint().width()) >= 56
