"""A line of text with its label above and, where something is wrong, a sentence below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.widgets.folding import large_text
from cart_ward.ui.widgets.leading import Leading


class LineField(Leading):
    """A labelled line of text. Signal: `edited` when its text changes."""

    edited = Signal()

    def __init__(self, name: str, label: str, *, hint: str = "", secret: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"{name}_field")
        self.label = label
        caption = theme.role(QLabel(label), "label")
        caption.setWordWrap(True)
        self.line = named(QLineEdit(), name)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(label)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.remark = theme.role(wrapping(f"{name}_remark"), "error")
        caption.setBuddy(self.line)
        self.begin_at(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(self.line)
        column.addWidget(self.remark)
        column.addStretch(1)
        self.line.textChanged.connect(self._on_text)

    def text(self) -> str:
        """Return the text without blanks at its ends."""
        return str(self.line.text()).strip()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        self.line.setText(text)

    def complain(self, sentence: str) -> None:
        """Show what is wrong here, or nothing."""
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.line.setProperty("role", "error" if sentence else "")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _on_text(self) -> None:
        self.complain("")
        self.edited.emit()


def beside(*widgets: QWidget) -> QWidget:
    """Return short forms side by side; below each other where text is large."""
    if not large_text():
        return row(*widgets)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def row(*widgets: QWidget, stretch: tuple[int, ...] = ()) -> QWidget:
    """Return the widgets side by side, aligned at their tops."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for place, widget in enumerate(widgets):
        line.addWidget(widget, stretch[place] if stretch else 1)
    return holder
