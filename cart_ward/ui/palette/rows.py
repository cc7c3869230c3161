"""The rows of the palette: a thin model over what was found, and how a row is drawn."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.palette.index import Group, Item

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1

BED_WIDTH = 64

AIR = 5
"""Pixels above and below the lines of a row."""

ELIDE = Qt.TextElideMode.ElideRight

Index = QModelIndex | QPersistentModelIndex


def told(item: Item, zone: tzinfo) -> tuple[str, str]:
    """Return what stands on a row: the name, and under it what tells twins apart."""
    if item.group is Group.ACTION or item.born is None:
        return item.words, ""
    born = formats.day_on_screen(item.born)
    if item.alike:
        # The number comes first where a name alone could be somebody else's (ux 7).
        words = _("Name alike · MRN {number} · born {born}")
    else:
        words = _("born {born} · MRN {number}")
    detail = words.format(born=born, number=item.number)
    if item.left_at is None:
        return item.words, detail
    on = formats.day_on_screen(item.left_at.astimezone(zone).date())
    left = _("{who} · left the ward on {day}")
    return item.words, left.format(who=detail, day=on)


class RowModel(QAbstractListModel):
    """Rows as found; the spoken text of a row holds everything that is drawn."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._items: tuple[Item, ...] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def item(self, row: int) -> Item:
        """Return one row."""
        return self._items[row]

    def rowCount(self, parent: Index = QModelIndex(), /) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """Return the spoken text of a row, or the item itself."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            name, detail = told(item, self._zone)
            if item.group is Group.ACTION:
                return name
            words = _("{name}, bed {bed}, {detail}")
            return words.format(name=name, bed=item.bed, detail=detail)
        return None


class RowDelegate(QStyledItemDelegate):
    """Bed, name, and under it birth date and number; an action has its name alone."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Return the height: two lines for a patient, one for an action."""
        item = index.data(ITEM_ROLE)
        sizes = theme.current().sizes
        lines = QFontMetrics(theme.font(sizes.body, bold=True)).height()
        if item.group is not Group.ACTION:
            lines += QFontMetrics(theme.font(sizes.small)).height()
        return QSize(200, max(lines + 2 * AIR, sizes.target))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw one row."""
        tokens, item = theme.current(), index.data(ITEM_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(tokens.selected))
        room = option.rect.adjusted(14, 0, -14, 0)
        name, detail = told(item, self._zone)
        left = int(Qt.AlignmentFlag.AlignLeft)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(theme.font(tokens.sizes.body, bold=True))
        if item.group is Group.ACTION:
            painter.drawText(room, left | middle, name)
        else:
            painter.drawText(room, left | middle, item.bed)
            lines = room.adjusted(BED_WIDTH, AIR, 0, -AIR)
            shown = painter.fontMetrics().elidedText(name, ELIDE, lines.width())
            painter.drawText(lines, left | int(Qt.AlignmentFlag.AlignTop), shown)
            self._detail(painter, lines, item, detail)
        painter.restore()

    def _detail(self, painter: QPainter, lines: QRect, item: Item, detail: str) -> None:
        tokens = theme.current()
        painter.setFont(theme.font(tokens.sizes.small, bold=item.alike))
        painter.setPen(QColor(tokens.warn if item.alike else tokens.soft))
        bottom = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignBottom)
        shown = painter.fontMetrics().elidedText(detail, ELIDE, lines.width())
        painter.drawText(lines, bottom, shown)
