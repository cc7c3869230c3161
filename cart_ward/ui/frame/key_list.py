"""F1: the keys that hold on the page one came from, its own first, each with what it does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from cart_ward.i18n import N_, _
from cart_ward.ui import theme
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.keys import Key
from cart_ward.ui.navigation import Page
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.folding import large_text, page_margins

GENERAL = N_("On every page")


class KeyListPage(Page):
    """The key map of one page, offline and in the language of the screen."""

    def __init__(self, keys: Sequence[Key], page: str) -> None:
        super().__init__()
        theme.role(self, "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Keys"))
        self.here = _card(page, [key for key in keys if key.on])
        self.everywhere = _card(_(GENERAL), [key for key in keys if not key.on])
        words = _("Keys of one letter work while no text is typed. A scanner works on every page.")
        self.here.body.addWidget(line(words))
        columns = QVBoxLayout() if large_text() else QHBoxLayout()
        columns.setSpacing(12)
        for card in (self.here, self.everywhere):
            side = QVBoxLayout()
            side.addWidget(card)
            side.addStretch()
            columns.addLayout(side, 1)
        inside = QVBoxLayout()
        inside.addLayout(columns)
        layout = QVBoxLayout(self)
        page_margins(layout)
        layout.addWidget(scrolled(inside))

    def title(self) -> str:
        """Return the heading."""
        return _("Keys")


def _card(title: str, keys: Sequence[Key]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(2)
    for row, key in enumerate(keys):
        shown = theme.role(QLabel(_(key.shown) if key.shown else key.keys[0]), "strong")
        means = QLabel(_(key.words))
        means.setWordWrap(True)
        grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(means, row, 1)
    grid.setColumnStretch(1, 1)
    frame = QFrame()
    frame.setLayout(grid)
    card.body.addWidget(frame)
    return card
