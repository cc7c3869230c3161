"""A framed panel with an optional heading: what every page is put together from."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from cart_ward.ui import theme


class Card(QFrame):
    """A rounded frame; put things into `body`, small things beside the heading into `head`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        # With its parent from the start: shown without one it would be a window for a moment.
        self.title = QLabel(title, self)
        theme.role(self.title, "heading")
        if not title:
            self.title.hide()
        self.head.addWidget(self.title)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)


def line(text: str, role: theme.RoleName = "hint") -> QLabel:
    """Return a line of text that wraps, in one of the roles of the theme."""
    label = QLabel(text)
    label.setWordWrap(True)
    theme.role(label, role)
    return label


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def centred(page: QWidget, card: Card) -> None:
    """Put one card in the middle of a page."""
    # Stretches, not an alignment: only so is a card as tall as its wrapped lines need.
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card)
    across.addStretch(1)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addLayout(across)
    column.addStretch(1)
