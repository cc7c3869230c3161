"""A box to tick whose words wrap, for narrow columns and long languages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel

from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.leading import Leading


class Tick(Leading):
    """A check box with a wrapping label beside it. Signal: `toggled(bool)`."""

    toggled = Signal(bool)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.box = named(QCheckBox(), name)
        self.box.setAccessibleName(label)
        words = QLabel(label)
        words.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.box)
        line.addWidget(words, 1)
        self.begin_at(self.box)
        self.box.toggled.connect(self.toggled)

    def is_ticked(self) -> bool:
        """Tell whether it is ticked."""
        return self.box.isChecked()

    def set_ticked(self, *, ticked: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(ticked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a press on the words tick the box."""
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.box.toggle()
        super().mouseReleaseEvent(event)
