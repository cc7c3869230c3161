"""The style sheet made of the tokens: what each role looks like."""

from cart_ward.runtime import paths
from cart_ward.ui.tokens import Tokens

FAMILY = "CAR-T Ward Sans"

CLOSE = 5
"""Room in pixels between the words of a button in a row and its border."""


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of a theme."""
    return "\n".join(
        (
            _grounds(tokens),
            _buttons(tokens),
            _special_buttons(tokens),
            _close_buttons(tokens),
            _texts(tokens),
            _fields(tokens),
            _lists(tokens),
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
QFrame[role="practice_frame"] {{ border: 4px solid {t.practice.border}; }}
QWidget[role="alarm_high"] {{ background: {t.high.fill}; }}
QWidget[role="alarm_high"] QLabel {{ color: {t.high.text}; font-weight: bold; }}
QWidget[role="alarm_medium"] {{ background: {t.medium.fill}; }}
QWidget[role="alarm_medium"] QLabel {{ color: {t.medium.text}; font-weight: bold; }}
QWidget[role="alarm_low"] {{ background: {t.low.fill}; }}
QWidget[role="alarm_low"] QLabel {{ color: {t.low.text}; font-weight: bold; }}
QWidget[role="alarm_technical"] {{ background: {t.technical.fill}; }}
QWidget[role="alarm_technical"] QLabel {{ color: {t.technical.text}; }}
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
QPushButton, QToolButton {{ min-height: {s.target - 2}px; padding: 0px 14px;
  border: 1px solid {t.border}; border-radius: {s.radius}px; background: {t.card};
  color: {t.ink}; font-weight: bold; }}
QPushButton:hover, QToolButton:hover {{ background: {t.raised}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.selected}; }}
QPushButton:focus, QToolButton:focus {{ {ring} min-height: {s.target - 2 * s.ring}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.idle.border}; border-color: {t.line};
  background: {t.raised}; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; }}
QPushButton[role="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="primary"]:disabled {{ background: {t.idle.fill}; color: {t.idle.text};
  border-color: {t.idle.fill}; }}
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
QPushButton[role="touch"] {{ min-height: {s.touch - 2}px; font-weight: normal; text-align: left; }}
QPushButton[role="touch"]:checked {{ background: {t.accent}; color: {t.on_accent}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent;
  border-color: transparent; font-weight: normal; color: {t.accent}; }}
QPushButton[role="quiet"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="quiet_warn"] {{ background: transparent; border-color: transparent;
  color: {t.warn}; }}
QPushButton[role="quiet_warn"]:focus {{ border-color: {t.focus}; }}
#alarm_sound {{ font-size: {s.small}px; min-height: {s.px(24)}px; padding: 0px 8px; }}
#alarm_sound:focus {{ padding: 0px 6px; }}
QPushButton[role="chip"] {{ min-height: {s.px(30)}px; font-weight: normal; padding: 0px 12px;
  border-radius: 16px; border-color: {t.line}; }}
QPushButton[role="primary_chip"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; min-height: {s.px(30)}px; padding: 0px 12px; border-radius: 16px;
  font-size: {s.small}px; }}
QPushButton[role="primary_chip"]:hover {{ background: {t.accent_hover}; }}
QPushButton[role="primary_chip"]:focus {{ min-height: {s.px(30) - 4}px;
  border-color: {t.focus}; padding: 0px 10px; }}
QPushButton[role="primary_chip"]:disabled {{ background: {t.idle.fill}; color: {t.idle.text};
  border-color: {t.idle.fill}; }}
QPushButton[role="chip"]:checked {{ background: {t.nav_active}; color: {t.on_nav_active}; }}
QPushButton[role="chip"]:focus {{ min-height: {s.px(30) - 4}px; border-color: {t.focus}; }}
QPushButton[role="pad"] {{ min-height: {s.touch}px; min-width: {s.touch}px;
  font-size: {s.value}px; padding: 0px; }}
QToolButton[role="nav"] {{ background: transparent; color: {t.nav_ink}; border: none;
  font-weight: normal; font-size: {s.small}px; padding: 6px 2px; }}
QToolButton[role="nav"]:hover {{ background: {t.nav_active}; }}
QToolButton[role="nav"]:checked {{ background: {t.nav_active}; color: {t.on_nav_active}; }}
QToolButton[role="nav"]:disabled {{ background: transparent; color: {t.border}; }}
QToolButton[role="nav"]:focus {{ border: 2px solid {t.nav_focus}; padding: 4px 0px; }}
"""


def _close_buttons(t: Tokens) -> str:
    """Return the look of buttons in a row: less room at the sides, so that a row stays a row.

    Here, not on each row: a sheet of its own costs a widget more than all its buttons.
    """
    rows, soft = ("ChoiceRow", "SignsRow"), f"color: {t.soft}; font-style: italic;"
    inside = CLOSE - t.sizes.ring + 1
    return (
        "\n".join(
            f"""
{row} QPushButton {{ padding: 0px {CLOSE}px; }}
{row} QPushButton:focus {{ padding: 0px {inside}px; }}
{row} QPushButton[suggested="true"]:!checked:!focus {{ border: 1px dashed {t.soft}; {soft} }}
{row} QPushButton[suggested="true"]:!checked {{ {soft} }}
{row} QPushButton[suggested="true"]:checked {{ font-style: normal; }}
"""
            for row in rows
        )
        + f"""
#patient_side QPushButton[role="chip"] {{ padding: 0px {CLOSE}px; }}
"""
    )


def _texts(t: Tokens) -> str:
    s = t.sizes
    return f"""
QLabel[role="heading"] {{ font-size: {s.heading}px; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {s.title}px; font-weight: bold; }}
QLabel[role="folded_title"] {{ font-size: {s.px(14)}px; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="label"], QLabel[role="hint"], QLabel[role="unit"] {{ font-size: {s.small}px;
  color: {t.soft}; }}
QLabel[role="value"] {{ font-size: {s.value}px; font-weight: bold; }}
QLabel[role="number"] {{ font-size: {s.clock}px; font-weight: bold; }}
QLabel[role="warn"] {{ color: {t.warn}; font-weight: bold; }}
QLabel[role="warn_small"] {{ color: {t.warn}; font-weight: bold; font-size: {s.small}px; }}
QLabel[role="strong_small"] {{ font-weight: bold; font-size: {s.small}px; }}
QLabel[role="good_small"] {{ color: {t.good}; font-size: {s.small}px; }}
QLabel[role="error"] {{ color: {t.error}; font-weight: bold; }}
QLabel[role="good"] {{ color: {t.good}; font-weight: bold; }}
QLabel[role="struck"] {{ color: {t.soft}; text-decoration: line-through; }}
QLabel[role="state"] {{ font-size: {s.small}px; }}
"""


def _fields(t: Tokens) -> str:
    s = t.sizes
    icons, box = (paths.resources() / "icons").as_posix(), s.px(22)
    tick = "tick_dark" if t.dark else "tick"
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
QComboBox::drop-down {{ width: {s.px(32)}px; border: none; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron.svg"); width: {s.px(20)}px;
  height: {s.px(20)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.ink};
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QCheckBox, QRadioButton {{ min-height: {s.target}px; spacing: 10px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px;
  border: 2px solid {t.border}; background: {t.card}; }}
QCheckBox::indicator {{ border-radius: 5px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url("{icons}/{tick}.svg"); }}
QRadioButton::indicator {{ border-radius: {box // 2 + 2}px; }}
QRadioButton::indicator:checked {{ width: {box - 10}px; height: {box - 10}px;
  border: 7px solid {t.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.line}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.focus}; border-radius: 6px; }}
"""


def _lists(t: Tokens) -> str:
    s = t.sizes
    bar = "Following > QWidget > QScrollBar"
    icons = (paths.resources() / "icons").as_posix()
    tick = "tick_dark" if t.dark else "tick"
    return f"""
QHeaderView::section {{ background: {t.raised}; color: {t.soft}; border: none;
  border-bottom: 1px solid {t.line}; padding: 4px 0px 4px 8px; font-size: {s.small}px;
  font-weight: normal; }}
QTableView, QListView, QTreeView {{ background: {t.card}; border: 2px solid {t.card};
  selection-background-color: {t.selected}; selection-color: {t.ink}; outline: none; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border-color: {t.accent}; }}
QMenu {{ background: {t.card}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ min-height: {s.target}px; padding: 0px {s.pad}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
QMenu::item:disabled {{ color: {t.soft}; }}
QMenu::indicator {{ width: {s.px(22)}px; height: {s.px(22)}px; margin-left: 8px; }}
QMenu::indicator:checked {{ image: url("{icons}/{tick}.svg"); background: {t.accent};
  border-radius: 5px; }}
QScrollBar {{ background: transparent; border: none; margin: 0px; }}
QScrollBar:vertical {{ width: 14px; }}
QScrollBar:horizontal {{ height: 14px; }}
QScrollBar::handle {{ background: {t.border}; border-radius: 6px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {t.soft}; }}
QScrollBar::handle:vertical {{ min-height: 44px; }}
QScrollBar::handle:horizontal {{ min-width: 44px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
{bar}:vertical {{ width: 10px; background: {t.page}; }}
{bar}::handle:vertical {{ border-radius: 4px; }}
"""
