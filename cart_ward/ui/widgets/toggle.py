"""Right, wrong, or not asked: a button of three states for the items of a score."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme

_NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}


_KEYS: dict[Qt.Key, bool | None] = {
    Qt.Key.Key_1: True,
    Qt.Key.Key_0: False,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}


class Toggle(QPushButton):
    """One item: nothing recorded, right (tick) or wrong (cross). Each press goes on by one.

    Keys: 1 right and 0 wrong, both going on to the next item; Delete takes it back; Enter goes on.
    Signal: `changed()`. The three differ by sign, word, frame and colour.
    """

    changed = Signal()

    def __init__(self, label: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._value: bool | None = None
        self._large = True
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.clicked.connect(self._on_pressed)
        self._show()

    def value(self) -> bool | None:
        """Return right, wrong, or None for not recorded."""
        return self._value

    def set_value(self, value: bool | None) -> None:  # noqa: FBT001 the value is the whole point
        """Show a value without telling anybody."""
        self._value = value
        self._show()

    def set_touch(self, *, large: bool) -> None:
        """Be as large as a gloved finger wants, or as an ordinary target."""
        if large is not self._large:
            self._large = large
            self._show()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Take the points as one types them."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KEYS:
            self.set_value(_KEYS[key])
            self.changed.emit()
            if _KEYS[key] is not None:
                self.focusNextChild()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _on_pressed(self) -> None:
        self.set_value(_NEXT[self._value])
        self.changed.emit()

    def _show(self) -> None:
        marks = {None: "\u25cb", True: "\u2713", False: "\u2717"}
        words = {None: _("not recorded"), True: _("right"), False: _("wrong")}
        self.setText(f"{marks[self._value]} {self._label}")
        self.setAccessibleName(
            _("{item}: {answer}").format(item=self._label, answer=words[self._value])
        )
        self.setStyleSheet(_sheet(self._value, large=self._large))


def _sheet(value: bool | None, *, large: bool) -> str:  # noqa: FBT001 see set_value
    tokens = theme.current()
    sizes = tokens.sizes
    height = sizes.touch if large else sizes.target
    border = 1 if value is None else 2
    if value is None:
        look = f"border: 1px dashed {tokens.border}; font-weight: normal;"
    else:
        colour = tokens.good if value else tokens.error
        fill = tokens.card if value else tokens.error_card.fill
        look = f"border: 2px solid {colour}; background: {fill}; color: {colour};"
    ring = f"border: {sizes.ring}px solid {tokens.focus}; padding: 0px 8px;"
    return (
        f"QPushButton {{ min-height: {height - 2 * border}px; padding: 0px 9px;"
        f" min-width: {sizes.touch - 22}px; {look} }}"
        f"QPushButton:focus {{ min-height: {height - 2 * sizes.ring}px; {ring} }}"
    )
