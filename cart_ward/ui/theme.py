"""The tokens: every colour, type size and space of the screens, and the style sheet made of them.

Text and its ground differ by at least 4.5:1, borders and focus by 3:1 (ux 4); sizes are pixels at
96 dpi (ux 2: 14 pt = 19 px for body text, 11.5 pt = 16 px as the floor).
"""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cart_ward.runtime import paths

FAMILY = "CAR-T Ward Sans"

RoleName = Literal[
    # grounds
    "page", "card", "side", "banner", "accent_card", "warn_card", "error_card", "bar", "chip",
    "good_card", "practice", "practice_frame", "alarm_high", "alarm_medium",
    # buttons
    "primary", "secondary", "danger", "choice", "quiet", "pad", "nav", "count",
    # texts
    "heading", "title", "strong", "body", "label", "hint", "value", "unit", "number",
    "warn", "error", "good", "struck", "state", "warn_small",
]  # fmt: skip
"""What a widget is, for the style sheet."""

ROLES: frozenset[str] = frozenset(get_args(RoleName))

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes and spaces in pixels at 96 dpi."""

    small: int = 16
    body: int = 19
    title: int = 20
    heading: int = 23
    value: int = 26
    clock: int = 28
    target: int = 44
    touch: int = 56
    gap: int = 8
    pad: int = 16
    radius: int = 8
    ring: int = 3

    def scaled(self, percent: int) -> "Sizes":
        """Return the sizes of the size menu: 100, 125, 150 or 200 percent."""
        grown = {
            name: round(getattr(self, name) * percent / 100)
            for name in ("small", "body", "title", "heading", "value", "clock", "target", "touch")
        }
        return replace(self, **grown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A fill with the text and the border that belong to it."""

    fill: str
    text: str
    border: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. States are those of ux 4; grades 0-4 share a ramp, never a shape."""

    name: str
    dark: bool
    page: str
    card: str
    raised: str
    stripe: str
    selected: str
    ink: str
    soft: str
    line: str
    border: str
    focus: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    on_danger: str
    warn: str
    error: str
    good: str
    abnormal: str
    nav: str
    nav_ink: str
    nav_active: str
    on_nav_active: str
    nav_focus: str
    warn_card: Paint
    error_card: Paint
    good_card: Paint
    practice: Paint
    due: Paint
    late: Paint
    very_late: Paint
    paused: Paint
    high: Paint
    medium: Paint
    low: Paint
    technical: Paint
    grades: tuple[Paint, Paint, Paint, Paint, Paint]
    not_assessed: Paint
    curve: str
    threshold: str
    series: tuple[str, ...]
    sizes: Sizes = field(default_factory=Sizes)


LIGHT = Tokens(
    name="light",
    dark=False,
    page="#edf1f4",
    card="#ffffff",
    raised="#f6f8fa",
    stripe="#f8fafb",
    selected="#dcecf6",
    ink="#13212b",
    soft="#505d68",
    line="#d5dce2",
    border="#7d8a95",
    focus="#13212b",
    accent="#0b5d8a",
    accent_hover="#084a6e",
    on_accent="#ffffff",
    danger="#b3141f",
    on_danger="#ffffff",
    warn="#8a4b00",
    error="#b3141f",
    good="#1b6f43",
    abnormal="#b3141f",
    nav="#11222d",
    nav_ink="#c9d5dd",
    nav_active="#1c4257",
    on_nav_active="#ffffff",
    nav_focus="#ffd24d",
    warn_card=Paint(fill="#fff6df", text="#3d2a00", border="#d98200"),
    error_card=Paint(fill="#fdeced", text="#5c0a10", border="#b3141f"),
    good_card=Paint(fill="#e6f4ec", text="#0c3d24", border="#1b6f43"),
    practice=Paint(fill="#f28c00", text="#000000", border="#f28c00"),
    due=Paint(fill="#56b4e9", text="#000000", border="#0b5d8a"),
    late=Paint(fill="#f0e442", text="#000000", border="#6b6300"),
    very_late=Paint(fill="#d55e00", text="#000000", border="#7a2f00"),
    paused=Paint(fill="#9c9fa3", text="#000000", border="#5a5f64"),
    high=Paint(fill="#c81e2b", text="#ffffff", border="#7a0f14"),
    medium=Paint(fill="#f0e442", text="#000000", border="#6b6300"),
    low=Paint(fill="#fff6c9", text="#000000", border="#6b6300"),
    technical=Paint(fill="#cfe8f7", text="#000000", border="#0b5d8a"),
    grades=(
        Paint(fill="#ffffff", text="#505d68", border="#7d8a95"),
        Paint(fill="#fff3c2", text="#3d2f00", border="#9a7a00"),
        Paint(fill="#ffc98a", text="#4a2400", border="#b35c00"),
        Paint(fill="#b8321e", text="#ffffff", border="#7a1a0c"),
        Paint(fill="#6d0f14", text="#ffffff", border="#13212b"),
    ),
    not_assessed=Paint(fill="#ffffff", text="#505d68", border="#7d8a95"),
    curve="#0b5d8a",
    threshold="#b3141f",
    series=("#b8440b", "#0b5d8a", "#7b3fa0", "#1b7f4b", "#13212b"),
)


def load_fonts() -> None:
    """Make the bundled font known to Qt, once for the program."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(size: int, *, bold: bool = False) -> QFont:
    """Return the bundled font at a size in pixels, unhinted so that it looks alike everywhere."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def apply(app: QApplication, tokens: Tokens) -> None:
    """Dress the whole program in a theme."""
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(font(tokens.sizes.body))
    app.setPalette(_palette(tokens))
    app.setProperty("cart_ward_tokens", tokens)
    app.setStyleSheet(style_sheet(tokens))


def current() -> Tokens:
    """Return the theme the program wears, for what is painted by hand."""
    app = QApplication.instance()
    worn = None if app is None else app.property("cart_ward_tokens")
    return worn if isinstance(worn, Tokens) else LIGHT


def role(widget: W, name: RoleName) -> W:
    """Say what a widget is; the style sheet does the rest. Returns the widget."""
    if name not in ROLES:
        raise ValueError(name)
    if widget.property("role") != name:
        widget.setProperty("role", name)
        _polish(widget)
    return widget


def _polish(widget: QWidget) -> None:
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for part, colour in (
        (QPalette.ColorRole.Window, tokens.page),
        (QPalette.ColorRole.WindowText, tokens.ink),
        (QPalette.ColorRole.Base, tokens.card),
        (QPalette.ColorRole.AlternateBase, tokens.stripe),
        (QPalette.ColorRole.Text, tokens.ink),
        (QPalette.ColorRole.PlaceholderText, tokens.soft),
        (QPalette.ColorRole.Button, tokens.card),
        (QPalette.ColorRole.ButtonText, tokens.ink),
        (QPalette.ColorRole.Highlight, tokens.accent),
        (QPalette.ColorRole.HighlightedText, tokens.on_accent),
        (QPalette.ColorRole.ToolTipBase, tokens.card),
        (QPalette.ColorRole.ToolTipText, tokens.ink),
        (QPalette.ColorRole.Link, tokens.accent),
    ):
        palette.setColor(part, QColor(colour))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of a theme."""
    return "\n".join(
        (
            _grounds(tokens),
            _buttons(tokens),
            _special_buttons(tokens),
            _texts(tokens),
            _fields(tokens),
        )
    )


def _grounds(t: Tokens) -> str:
    s = t.sizes
    card = f"border: 1px solid {t.line}; border-radius: {s.radius}px;"
    return f"""
QWidget {{ color: {t.ink}; font-family: "{FAMILY}"; font-size: {s.body}px; }}
QMainWindow, QDialog, QWidget[role="page"] {{ background: {t.page}; }}
QLabel, QCheckBox, QRadioButton {{ background: transparent; }}
QWidget[role="card"], QWidget[role="banner"] {{ background: {t.card}; {card} }}
QWidget[role="side"] {{ background: {t.nav}; }}
QWidget[role="bar"] {{ background: {t.card}; }}
QWidget[role="chip"] {{ background: {t.card}; border: 1px solid {t.line};
  border-radius: {s.small}px; padding: 3px 12px; font-size: {s.small}px; }}
QWidget[role="accent_card"] {{ background: {t.card}; {card}
  border-left: 6px solid {t.grades[2].border}; }}
QWidget[role="warn_card"] {{ background: {t.warn_card.fill};
  border: 1px solid {t.warn_card.border}; border-radius: {s.radius}px; }}
QWidget[role="error_card"] {{ background: {t.error_card.fill};
  border: 2px solid {t.error_card.border}; border-radius: {s.radius}px; }}
QWidget[role="good_card"] {{ background: {t.good_card.fill};
  border: 1px solid {t.good_card.border}; border-radius: {s.radius}px; }}
QLabel[role="practice"] {{ background: {t.practice.fill}; color: {t.practice.text};
  border-radius: 6px; padding: 2px 12px; font-weight: bold; }}
QFrame[role="practice_frame"] {{ background: {t.practice.fill}; }}
QWidget[role="alarm_high"] {{ background: {t.high.fill}; }}
QWidget[role="alarm_high"] QLabel {{ color: {t.high.text}; font-weight: bold; }}
QWidget[role="alarm_medium"] {{ background: {t.medium.fill}; }}
QWidget[role="alarm_medium"] QLabel {{ color: {t.medium.text}; font-weight: bold; }}
QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.border};
  font-size: {s.small}px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {t.line}; }}
"""


def _buttons(t: Tokens) -> str:
    s = t.sizes
    # The ring replaces the border, so the padding gives way and nothing jumps.
    ring = f"border: {s.ring}px solid {t.focus}; padding: 0px 12px;"
    return f"""
QPushButton, QToolButton {{ min-height: {s.target - 2}px; min-width: 24px; padding: 0px 14px;
  border: 1px solid {t.border}; border-radius: {s.radius}px; background: {t.card};
  color: {t.ink}; font-weight: bold; }}
QPushButton:hover, QToolButton:hover {{ background: {t.raised}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.selected}; }}
QPushButton:focus, QToolButton:focus {{ {ring} min-height: {s.target - 2 * s.ring}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.border}; border-color: {t.line};
  background: {t.raised}; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; }}
QPushButton[role="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="primary"]:disabled {{ background: {t.line}; color: {t.soft};
  border-color: {t.line}; }}
QPushButton[role="danger"] {{ background: {t.card}; color: {t.danger};
  border-color: {t.danger}; }}
QPushButton[role="danger"]:hover {{ background: {t.error_card.fill}; }}
QPushButton[role="danger"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="choice"] {{ font-weight: normal; }}
QPushButton[role="choice"]:checked {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; font-weight: bold; }}
QPushButton[role="choice"]:checked:focus {{ border-color: {t.focus}; }}
"""


def _special_buttons(t: Tokens) -> str:
    s = t.sizes
    return f"""
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent;
  border-color: transparent; font-weight: normal; color: {t.accent}; }}
QPushButton[role="quiet"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="chip"] {{ min-height: 30px; font-weight: normal; padding: 0px 12px;
  border-radius: 16px; border-color: {t.line}; }}
QPushButton[role="chip"]:checked {{ background: {t.nav_active}; color: {t.on_nav_active}; }}
QPushButton[role="chip"]:focus {{ min-height: 26px; border-color: {t.focus}; }}
QPushButton[role="pad"] {{ min-height: {s.touch}px; min-width: {s.touch}px;
  font-size: {s.value}px; padding: 0px; }}
QToolButton[role="nav"] {{ background: transparent; color: {t.nav_ink}; border: none;
  font-weight: normal; font-size: {s.small}px; padding: 6px 2px; }}
QToolButton[role="nav"]:hover {{ background: {t.nav_active}; }}
QToolButton[role="nav"]:checked {{ background: {t.nav_active}; color: {t.on_nav_active}; }}
QToolButton[role="nav"]:focus {{ border: 2px solid {t.nav_focus}; padding: 4px 0px; }}
"""


def _texts(t: Tokens) -> str:
    s = t.sizes
    return f"""
QLabel[role="heading"] {{ font-size: {s.heading}px; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {s.title}px; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="label"], QLabel[role="hint"], QLabel[role="unit"] {{ font-size: {s.small}px;
  color: {t.soft}; }}
QLabel[role="value"] {{ font-size: {s.value}px; font-weight: bold; }}
QLabel[role="number"] {{ font-size: {s.clock}px; font-weight: bold; }}
QLabel[role="warn"] {{ color: {t.warn}; font-weight: bold; }}
QLabel[role="warn_small"] {{ color: {t.warn}; font-weight: bold; font-size: {s.small}px; }}
QLabel[role="error"] {{ color: {t.error}; font-weight: bold; }}
QLabel[role="good"] {{ color: {t.good}; font-weight: bold; }}
QLabel[role="struck"] {{ color: {t.soft}; text-decoration: line-through; }}
QLabel[role="state"] {{ font-size: {s.small}px; }}
"""


def _fields(t: Tokens) -> str:
    s = t.sizes
    icons = (paths.resources() / "icons").as_posix()
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox {{
  background: {t.card}; color: {t.ink}; border: 1px solid {t.border}; border-radius: 6px;
  padding: 2px 10px; selection-background-color: {t.accent};
  selection-color: {t.on_accent}; }}
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox {{ min-height: {s.target - 6}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QTimeEdit:focus, QSpinBox:focus {{ border: {s.ring}px solid {t.accent}; padding: 0px 8px; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {t.raised}; color: {t.soft}; }}
QLineEdit[role="value"] {{ font-size: {s.value}px; font-weight: bold; }}
QLineEdit[role="warn"] {{ border: 2px solid {t.warn_card.border};
  background: {t.warn_card.fill}; }}
QLineEdit[role="error"] {{ border: 2px solid {t.error}; background: {t.error_card.fill}; }}
QLineEdit[role="warn"]:focus, QLineEdit[role="error"]:focus {{ border-width: {s.ring}px; }}
QComboBox::drop-down {{ width: 32px; border: none; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron.svg"); width: 20px; height: 20px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.ink};
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QCheckBox, QRadioButton {{ min-height: {s.target}px; spacing: 10px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 22px; height: 22px;
  border: 2px solid {t.border}; background: {t.card}; }}
QCheckBox::indicator {{ border-radius: 5px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url("{icons}/tick.svg"); }}
QRadioButton::indicator {{ border-radius: 13px; }}
QRadioButton::indicator:checked {{ width: 12px; height: 12px; border: 7px solid {t.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.line}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.focus}; border-radius: 6px; }}
QHeaderView::section {{ background: {t.raised}; color: {t.soft}; border: none;
  border-bottom: 1px solid {t.line}; padding: 6px 8px; font-size: {s.small}px;
  font-weight: normal; }}
QTableView, QListView, QTreeView {{ background: {t.card}; border: none;
  selection-background-color: {t.selected}; selection-color: {t.ink}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {t.accent}; }}
"""
