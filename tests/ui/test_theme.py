"""Every pair of colours is readable, for every eye; a widget's role is one the theme knows."""

import re
from datetime import UTC, datetime
from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward.clinical.schedule import DueState
from cart_ward.runtime.settings import TEXT_PERCENTS, Look
from cart_ward.ui import looks, theme
from cart_ward.ui.theme import LIGHT, Paint, RoleName, Sizes, Tokens
from cart_ward.ui.tokens_dark import DARK
from cart_ward.ui.widgets import due_clock
from tests.builders import ZONE
from tests.ui import contrast

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
"""12:00 in Shanghai."""

THEMES = list(looks.THEMES.values())

TEXTS = (
    *(("ink", ground) for ground in ("page", "card", "raised", "stripe", "selected")),
    *(("soft", ground) for ground in ("page", "card", "raised", "stripe", "selected")),
    *((text, "warn_card") for text in ("ink", "soft", "accent", "warn")),
    *((text, "good_card") for text in ("ink", "soft", "accent", "good")),
    *((text, "error_card") for text in ("ink", "soft", "accent", "danger", "error", "abnormal")),
    *((text, "card") for text in ("abnormal", "warn", "error", "good", "accent", "danger")),
    *((text, "page") for text in ("warn", "error", "good", "accent")),
    *((text, "selected") for text in ("abnormal", "warn")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("nav_ink", "nav"),
    ("nav_ink", "nav_active"),
    ("on_nav_active", "nav_active"),
)
"""Each text of the style sheet on each ground it stands on."""

EDGES = (
    *((edge, ground) for edge in ("border", "focus", "accent") for ground in ("page", "card")),
    ("border", "raised"),
    ("nav_focus", "nav"),
    ("nav_focus", "nav_active"),
    ("curve", "card"),
    ("threshold", "card"),
)
"""Borders, focus rings, icons and curves on their grounds."""

STATES = {
    "not due": "card",
    "due": "due",
    "late": "late",
    "very late": "very_late",
    "paused": "paused",
}

SHAPES = {
    "not due": DueState.NOT_DUE,
    "due": DueState.DUE,
    "late": DueState.OVERDUE,
    "very late": DueState.VERY_OVERDUE,
    "paused": DueState.PAUSED,
}

LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""How far text stands out from its ground."""


def colour(tokens: Tokens, name: str) -> str:
    """Return a colour of a theme; of a paint its fill."""
    found = getattr(tokens, name)
    return str(found.fill if isinstance(found, Paint) else found)


def paints(tokens: Tokens) -> dict[str, Paint]:
    """Return every fill of a theme that has a text of its own."""
    single = {
        name: value
        for name in tokens.__dataclass_fields__
        if isinstance(value := getattr(tokens, name), Paint)
    }
    return single | {f"grade {number}": paint for number, paint in enumerate(tokens.grades)}


every_theme = pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)


@every_theme
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    """Text and ground differ by at least 4.5:1, by 7:1 in high contrast."""
    found = contrast.contrast(colour(tokens, text), colour(tokens, ground))

    assert found >= LEAST[tokens.name]


@every_theme
@pytest.mark.parametrize("name", paints(LIGHT))
def test_text_stands_out_from_every_fill(tokens: Tokens, name: str) -> None:
    """A state, a grade and a card keep their words readable."""
    paint = paints(tokens)[name]

    assert contrast.contrast(paint.text, paint.fill) >= LEAST[tokens.name]


@every_theme
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_borders_curves_and_focus_are_seen(tokens: Tokens, edge: str, ground: str) -> None:
    """Borders, focus rings and curves differ from their ground by at least 3:1."""
    assert contrast.contrast(colour(tokens, edge), colour(tokens, ground)) >= 3.0


@every_theme
@pytest.mark.parametrize("name", paints(LIGHT))
def test_every_fill_is_seen_on_card_and_page(tokens: Tokens, name: str) -> None:
    """By its fill or by its border, 3:1 from what lies round it."""
    paint = paints(tokens)[name]
    for ground in (tokens.card, tokens.page):
        seen = max(contrast.contrast(edge, ground) for edge in (paint.fill, paint.border))

        assert seen >= 3.0


@every_theme
def test_every_curve_is_seen_on_its_card(tokens: Tokens) -> None:
    """The lines of the trend differ from their ground by at least 3:1."""
    assert min(contrast.contrast(line, tokens.card) for line in tokens.series) >= 3.0
    assert len(set(tokens.series)) == len(LIGHT.series)


@every_theme
@pytest.mark.parametrize("deficiency", list(contrast.DEFICIENCIES))
@pytest.mark.parametrize("pair", list(combinations(STATES, 2)), ids=" and ".join)
def test_states_differ_for_every_eye(
    tokens: Tokens, pair: tuple[str, str], deficiency: str
) -> None:
    """Two states are at least 15 CIEDE2000 apart with a colour-vision deficiency."""
    fills = (colour(tokens, STATES[name]) for name in pair)
    one, other = (contrast.lab(contrast.simulated(fill, deficiency)) for fill in fills)

    assert contrast.ciede2000(one, other) >= 15


@every_theme
@pytest.mark.parametrize("pair", list(combinations(STATES, 2)), ids=" and ".join)
def test_states_differ_on_grey_paper(tokens: Tokens, pair: tuple[str, str]) -> None:
    """In greyscale two states are 20 L* apart, or their shapes differ."""
    fills = [contrast.lab(contrast.linear(colour(tokens, STATES[name])))[0] for name in pair]
    shapes = [drawn_mark(SHAPES[name]) for name in pair]

    assert abs(fills[0] - fills[1]) >= 20 or shapes[0] != shapes[1]


def drawn_mark(state: DueState) -> bytes:
    """Return the shape of a state as it is painted, in one colour."""
    paper = QImage(32, 32, QImage.Format.Format_Grayscale8)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    due_clock.paint_mark(painter, QPointF(16, 16), state, LIGHT.ink)
    painter.end()
    return bytes(paper.constBits())


@every_theme
def test_grades_darken(tokens: Tokens) -> None:
    """Each grade is darker than the one below it; grade 0 is an outline on the card."""
    fills = [contrast.luminance(paint.fill) for paint in tokens.grades[1:]]

    assert fills == sorted(fills, reverse=True)
    assert len(set(fills)) == 4
    assert tokens.grades[0].fill == tokens.card


def test_the_night_is_dark() -> None:
    """About #121212, text at most 87 % white, paper no lamp; alerts keep their hue."""
    texts = (DARK.ink, DARK.soft, DARK.nav_ink, DARK.on_nav_active)
    white = contrast.luminance("#dedede")
    grounds = (DARK.page, DARK.card, DARK.raised, DARK.stripe, DARK.selected, DARK.nav)

    assert DARK.page == "#121212"
    assert max(contrast.luminance(text) for text in texts) <= white
    assert max(contrast.luminance(ground) for ground in (*grounds, DARK.paper)) < 0.5
    for name in ("due", "late", "very_late", "high", "medium"):
        assert colour(DARK, name) == colour(LIGHT, name)


@pytest.mark.parametrize(
    ("clock", "name"),
    [
        ((19, 59), "light"),
        ((20, 0), "dark"),
        ((3, 0), "dark"),
        ((6, 59), "dark"),
        ((7, 0), "light"),
    ],
)
def test_by_the_clock_the_night_begins_at_eight(clock: tuple[int, int], name: str) -> None:
    """20:00 to 07:00 of the ward's zone is dark; what is chosen by hand stays."""
    now = datetime(2026, 11, 22, *clock, tzinfo=ZONE)

    assert looks.worn(Look(), now.astimezone(UTC), ZONE).name == name
    for chosen in ("light", "dark", "contrast"):
        assert looks.worn(Look(theme=chosen), now, ZONE).name == chosen


@every_theme
def test_the_style_sheet_names_only_colours_of_its_theme(tokens: Tokens) -> None:
    """So every pair in it is one of those measured here."""
    known = {str(getattr(tokens, name)) for name in tokens.__dataclass_fields__}
    for paint in paints(tokens).values():
        known |= {paint.fill, paint.text, paint.border}
    used = set(re.findall(r"#[0-9a-fA-F]{6}", theme.style_sheet(tokens)))

    assert used <= known


def test_less_motion_is_asked_of_the_theme(qapp: QApplication) -> None:
    """What flashes or slides asks here."""
    assert theme.moves()
    theme.apply(qapp, looks.worn(Look(theme="light", reduced_motion=True), NOON, ZONE))

    assert not theme.moves()


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_measures_grow_with_the_text(qapp: QApplication, percent: int) -> None:
    """What holds text is as large as the text."""
    theme.apply(qapp, looks.worn(Look(theme="light", text_percent=percent), NOON, ZONE))

    assert theme.px(44) == 44 * percent // 100 == theme.current().sizes.target


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
