"""Two columns where there is room; where text is large, the right one stands below the left one."""

from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from cart_ward.ui import theme


def drawn_width(widget: QWidget) -> float:
    """Return how wide a widget is in the pixels of 100 percent: large text makes it narrow."""
    return widget.width() * 100 / theme.current().sizes.percent


def large_text() -> bool:
    """Tell whether text is so large that short forms stand below each other."""
    return theme.current().sizes.percent >= 150


def page_margins(layout: QLayout) -> None:
    """Give a page its margins; large text needs the room more than they do."""
    across, along = (8, 4) if large_text() else (16, 12)
    layout.setContentsMargins(across, along, across, along)
    layout.setSpacing(along)


class Folding:
    """Moves what the right area scrolls to the end of a column on the left, and back.

    Moved within one window, a widget keeps its place in the order of the tab key.
    """

    def __init__(self, right: QScrollArea) -> None:
        self._right = right
        self._holder = right.takeWidget()
        shell = QWidget()
        self._home = QVBoxLayout(shell)
        self._home.setContentsMargins(0, 0, 0, 0)
        self._home.addWidget(self._holder)
        right.setWidget(shell)
        self._into: QBoxLayout | None = None

    def fold(self, into: QScrollArea | None) -> None:
        """Stand at the end of what `into` scrolls (a column that ends in a stretch), or beside."""
        column = None if into is None else column_of(into)
        if column is self._into:
            return
        self._into = column
        if column is None:
            self._home.addWidget(self._holder)
        else:
            column.insertWidget(column.count() - 1, self._holder)
        self._holder.show()
        self._right.setVisible(column is None)


def column_of(area: QScrollArea) -> QBoxLayout:
    """Return the column that an area scrolls."""
    holder = area.widget()
    layout = None if holder is None else holder.layout()
    if not isinstance(layout, QBoxLayout):
        raise TypeError(layout)
    return layout
