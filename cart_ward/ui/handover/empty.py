"""What to do where there is nobody to hand over."""

from PySide6.QtWidgets import QPushButton

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.widgets.card import Card, line


class EmptyCard(Card):
    """Says that the ward is empty, and leads to the first admission; hidden until it is."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("No patient on the ward yet"))
        self.admit = theme.role(named(QPushButton(_("Admit a patient")), "admit_first"), "primary")
        self.admit.clicked.connect(navigator.show_admit)
        words = _("There is nobody to hand over. Admit the first patient, then assemble the sheet.")
        self.body.addWidget(line(words, "body"))
        self.body.addWidget(self.admit)
        self.hide()
