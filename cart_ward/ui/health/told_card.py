"""A card that says how one thing is: shape and word first, then what is to be known about it."""

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.health.telling import Shape, Told
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.flow import FlowLayout

ROLES: dict[Shape, theme.RoleName] = {
    Shape.GOOD: "good",
    Shape.LATE: "warn",
    Shape.STOPPED: "error",
    Shape.BUSY: "strong",
    Shape.UNKNOWN: "strong",
}


class ToldCard(Card):
    """Shows a `Told`; its buttons stay where they are while the words change."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self.told: Told | None = None
        self.state = named(line("", "strong"), f"{name}_state")
        self._labels: list[QLabel] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._buttons: FlowLayout | None = None
        self.body.addWidget(self.state)
        self.body.addLayout(self._lines)

    def add_button(self, name: str, words: str) -> QPushButton:
        """Put a button below the words and return it."""
        if self._buttons is None:
            self._buttons = FlowLayout()
            self.body.addLayout(self._buttons)
        button = named(theme.role(QPushButton(words), "secondary"), name)
        self._buttons.addWidget(button)
        return button

    def tell(self, told: Told) -> None:
        """Say how it is; what is said already is left alone."""
        if told == self.told:
            return
        self.told = told
        say_on(self.state, told)
        spoken = _("{card}: {word}").format(card=self.title.text(), word=told.word)
        self.setAccessibleName(spoken)
        for number, words in enumerate(told.lines):
            if number == len(self._labels):
                self._labels.append(line("", "body"))
                self._lines.addWidget(self._labels[-1])
            if words != self._labels[number].text():
                self._labels[number].setText(words)
        for number, label in enumerate(self._labels):
            label.setVisible(number < len(told.lines))


def say_on(label: QLabel, told: Told) -> None:
    """Show shape and word on a label, in the colour that goes with them."""
    theme.role(label, ROLES[told.shape])
    label.setText(_("{shape} {word}").format(shape=told.shape.value, word=told.word))
    label.setAccessibleName(told.word)
