"""The board of a ward without a patient: what to do first."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from cart_ward.i18n import _
from cart_ward.ui import theme


class EmptyBoard(QFrame):
    """Says that nobody is there yet; `first` leads to the admission."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "card")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(32, 32, 32, 32)
        inside.addWidget(theme.role(QLabel(_("No patient on the ward yet")), "heading"))
        hint = QLabel(_("Admit the first patient: bed, identity, product, weight and allergies."))
        inside.addWidget(theme.role(hint, "body"))
        self.first = theme.role(QPushButton(_("Admit a patient")), "primary")
        row_of_one = QHBoxLayout()
        row_of_one.addWidget(self.first)
        row_of_one.addStretch()
        inside.addLayout(row_of_one)
        inside.addStretch()
