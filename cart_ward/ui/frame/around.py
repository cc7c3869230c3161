"""The frame round the pages: the bar on the left, the bars above, the page, the line below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cart_ward.ui import theme


def framed(
    left: QWidget, above: Sequence[QWidget], page: QWidget, below: QWidget, *, practice: bool
) -> QWidget:
    """Return everything in its place; a practice ward has its own frame."""
    frame = QFrame()
    if practice:
        theme.role(frame, "practice_frame")
    column = QVBoxLayout()
    column.setSpacing(0)
    for bar in above:
        column.addWidget(bar)
    column.addWidget(page, 1)
    column.addWidget(below)
    whole = QHBoxLayout(frame)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(left)
    whole.addLayout(column, 1)
    return frame


def put_below(frame: QWidget, bar: QWidget) -> None:
    """Put a bar under the page, above the line at the foot."""
    whole = frame.layout()
    item = None if whole is None else whole.itemAt(1)
    column = None if item is None else item.layout()
    if isinstance(column, QVBoxLayout):
        column.insertWidget(column.count() - 1, bar)
