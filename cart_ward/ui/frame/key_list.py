"""F1: the keys that work now, each with what it does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from cart_ward.i18n import N_, _
from cart_ward.ui import theme
from cart_ward.ui.navigation import Page

KEYS = (
    ("Ctrl+1", N_("Ward board")),
    ("Ctrl+2", N_("Patient")),
    ("Ctrl+3", N_("Tocilizumab")),
    ("Ctrl+4", N_("Handover")),
    ("Ctrl+N", N_("Record vitals of the chosen patient")),
    ("Ctrl+Shift+N", N_("Neuro check of the chosen patient")),
    ("Alt+T", N_("Tocilizumab of the chosen patient")),
    ("Ctrl+Enter", N_("Sign what is typed")),
    ("Esc", N_("Back; what is typed is kept")),
    ("F5", N_("Take over announced changes")),
    ("F11", N_("Board readable from afar")),
    ("Alt+A", N_("All alarms")),
    ("Ctrl+L", N_("Lock now")),
    ("Ctrl+Shift+L", N_("Let another person sign in")),
    ("F1", N_("This list")),
    (N_("On the board: 1–9, then Enter"), N_("Jump to a bed")),
    (N_("On the board: Enter"), N_("Record the check that is due")),
    (N_("On the board: V, N, T"), N_("Vitals, neuro check, tocilizumab")),
    (N_("On a patient: V, N, O, D"), N_("Vitals, neuro check, tocilizumab, drug given")),
    (N_("On a patient: S, E, W"), N_("Stay, all entries, why is this due")),
    ("Alt+G", N_("Sign the CRS grade of this patient")),
)


ROWS = 11
"""Lines of one column."""


class KeyListPage(Page):
    """The key map, offline and in the language of the screen."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card = theme.role(QFrame(), "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(32)
        for number, (keys, meaning) in enumerate(KEYS):
            row, side = number % ROWS, number // ROWS * 2
            grid.addWidget(theme.role(QLabel(_(keys)), "strong"), row, side)
            means = QLabel(_(meaning))
            means.setWordWrap(True)
            grid.addWidget(means, row, side + 1)
            grid.setColumnStretch(side + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(card)
        layout.addStretch()

    def title(self) -> str:
        """Return the heading."""
        return _("Keys")
