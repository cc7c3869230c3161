"""One count on top of the board: a button that shows only its rows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.measures import measures
from cart_ward.ui.theme import Paint


class CountCard(QAbstractButton):
    """A label over its number; `look` colours it while the number asks for somebody."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.number = 0
        self.compact = False
        self._label = label
        self._look: Paint | None = None
        self.setCheckable(True)
        self.setObjectName(f"count_{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_number(0, None)

    def show_number(self, number: int, look: Paint | None) -> None:
        """Show a count, on a coloured ground if it asks for somebody."""
        self.number, self._look = number, look
        self.setAccessibleName(_("{label}: {number}").format(label=self._label, number=number))
        self.setToolTip(_("Show only these rows"))
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Stand in one line instead of two."""
        self.compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of label and number."""
        sizes = theme.current().sizes
        px = measures(sizes).px
        label = QFontMetrics(theme.font(sizes.small)).horizontalAdvance(self._label)
        if self.compact:
            digits = QFontMetrics(theme.font(sizes.body, bold=True)).horizontalAdvance("24")
            return QSize(label + digits + 35, px(34))
        return QSize(max(label + 24, px(68)), px(62))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a count is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = Paint(fill=tokens.card, text=tokens.ink, border=tokens.line)
        look = plain if self._look is None else self._look
        colour, width = (tokens.accent, 3) if self.isChecked() else (look.border, 1)
        if self.hasFocus():
            colour, width = tokens.focus, tokens.sizes.ring
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        painter.setPen(QColor(look.text if self._look is not None else tokens.soft))
        painter.setFont(theme.font(tokens.sizes.small))
        label, number = self._places()
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, self._label)
        painter.setPen(QColor(look.text))
        size = tokens.sizes.body if self.compact else tokens.sizes.value
        painter.setFont(theme.font(size, bold=True))
        align = Qt.AlignmentFlag.AlignRight if self.compact else Qt.AlignmentFlag.AlignLeft
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | align, str(self.number))
        painter.end()

    def _places(self) -> tuple[QRect, QRect]:
        inner = self.rect().adjusted(12, 4, -12, -4)
        if self.compact:
            return inner, inner
        px = measures(theme.current().sizes).px
        upper = QRect(inner.left(), inner.top(), inner.width(), px(24))
        return upper, QRect(inner.left(), inner.top() + px(23), inner.width(), px(32))
