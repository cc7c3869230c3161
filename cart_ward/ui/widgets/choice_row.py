"""One of several: buttons side by side, by mouse, by finger and by arrow keys."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.style_sheet import CLOSE
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.leading import Leading

T = TypeVar("T")

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


def bold_width(label: str) -> int:
    """Return the room of a chosen button, whose text is bold: nothing moves or is cut."""
    font = theme.font(theme.current().sizes.body, bold=True)
    return QFontMetrics(font).horizontalAdvance(label) + 2 * CLOSE + 4


class ChoiceRow(Leading, Generic[T]):
    """Buttons of which at most one is chosen; `chosen` brings the new value, None for none.

    With `allow_none` nothing need be chosen, and a second press takes a choice back: what was not
    looked at stays "not recorded". One stop of the tab key; arrows go on and choose. In a
    `numbered` row the digit before each choice chooses it: only where no number is typed beside it.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[T, str]],
        *,
        allow_none: bool = True,
        name: str = "",
        numbered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._allow_none = allow_none
        self._numbered = numbered
        self._value: T | None = None
        self._suggested: T | None = None
        self._labels: dict[T, str] = dict(choices)
        self.buttons: dict[T, QPushButton] = {}
        layout = FlowLayout(self, spacing=3)
        for value, label in choices:
            layout.addWidget(self._button(value, label))
        if name:
            self.setObjectName(name)
        self._mark_tab_stop()

    def _button(self, value: T, label: str) -> QPushButton:
        number = len(self.buttons) + 1
        shown = f"{number}  {label}" if self._numbered else label
        button = QPushButton(shown)
        button.setCheckable(True)
        button.setMinimumHeight(theme.current().sizes.target)
        button.setMinimumWidth(max(bold_width(shown), theme.current().sizes.target))
        button.setAutoDefault(False)
        button.setAccessibleName(label)
        theme.role(button, "choice")
        button.installEventFilter(self)
        button.clicked.connect(lambda _checked=False, v=value: self._on_pressed(v))
        self.buttons[value] = button
        return button

    def add(self, widget: QWidget) -> None:
        """Put something that goes with the choice behind its buttons; Enter goes on from it too."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)
        if isinstance(widget, QPushButton):
            widget.setMinimumSize(bold_width(widget.text()), theme.current().sizes.target)
            widget.installEventFilter(self)

    def suggest(self, value: T | None) -> None:
        """Show one choice in grey, to be taken by the space bar: it is not chosen by itself."""
        self._suggested = value
        for each, button in self.buttons.items():
            button.setProperty("suggested", value is not None and each == value)
            button.style().unpolish(button)
            button.style().polish(button)
        self._mark_tab_stop()

    def value(self) -> T | None:
        """Return what is chosen, or None."""
        return self._value

    def set_value(self, value: T | None) -> None:
        """Choose without telling anybody."""
        self._value = value
        for each, button in self.buttons.items():
            button.setChecked(value is not None and each == value)
        self._mark_tab_stop()

    def name_buttons(self, group: str) -> None:
        """Give each button an accessible name that says what it is a choice of."""
        self.setAccessibleName(group)
        for value, button in self.buttons.items():
            button.setAccessibleName(
                _("{group}: {choice}").format(group=group, choice=self._labels[value])
            )

    def set_focus(self) -> None:
        """Put the focus on the chosen button, or the first."""
        self._stop().setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Let the arrows move between the buttons and Enter go on to the next field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and isinstance(watched, QPushButton):
                self._go(watched, step)
                return True
            if self._numbered and self._take_number(event.text()):
                return True
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Go on at Enter: where nobody says otherwise, to what the tab key reaches next."""
        window = self.window()
        here = window.focusWidget()
        self.left.emit()
        if window.focusWidget() is here:
            self.focusNextChild()

    def _go(self, button: QPushButton, step: int) -> None:
        """Choose the neighbour; where nothing is chosen yet, the button itself."""
        values, buttons = list(self.buttons), list(self.buttons.values())
        if button not in buttons:
            return
        at = buttons.index(button)
        value = values[at] if self._value is None else values[(at + step) % len(values)]
        self._take(value)
        self.set_focus()

    def _take_number(self, typed: str) -> bool:
        """Choose what stands behind a digit; tell whether there is such a choice."""
        values = list(self.buttons)
        if not (typed.isdecimal() and typed.isascii() and 0 < int(typed) <= len(values)):
            return False
        self._take(values[int(typed) - 1])
        self.set_focus()
        return True

    def _on_pressed(self, value: T) -> None:
        self._take(None if self._allow_none and self._value == value else value)

    def _take(self, value: T | None) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _stop(self) -> QPushButton:
        if self._value is not None and self._value in self.buttons:
            return self.buttons[self._value]
        if self._suggested is not None and self._suggested in self.buttons:
            return self.buttons[self._suggested]
        return next(iter(self.buttons.values()))

    def _mark_tab_stop(self) -> None:
        stop = self._stop()
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.begin_at(stop)
