"""Paints what was charted, and struck through under it what a correction has changed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cart_ward.ui import theme
from cart_ward.ui.patient.history import HistoryRow
from cart_ward.ui.patient.history_model import ROW_ROLE

EDGE = 9


class EntryDelegate(QStyledItemDelegate):
    """The column of entries: two lines where a value was corrected."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> None:
        """Paint one entry."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, HistoryRow) or not row.was:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        widget = shown.widget
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        area = shown.rect.adjusted(EDGE, 2, -EDGE, -2)
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half)
        tokens = theme.current()
        _line(painter, upper, row.text, tokens.soft if row.struck else tokens.ink, row.struck)
        _line(painter, upper.translated(0, half), row.was, tokens.soft, struck=True)


def _line(painter: QPainter, area: QRect, words: str, colour: str, struck: bool) -> None:  # noqa: FBT001 - with the words
    font = theme.font(theme.current().sizes.small)
    font.setStrikeOut(struck)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
    painter.restore()
