"""Buttons in one line: where the room is short, some of them stand in a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from cart_ward.i18n import _
from cart_ward.ui import theme


class OneLine(QWidget):
    """Parts on the left and on the right; the `least` important ones give way, in this order.

    What is checked gives way last: it is how the page is looked at. What gave way is one press
    away, under "More", by the name that a screen reader says.
    """

    def __init__(
        self,
        left: Sequence[QAbstractButton],
        right: Sequence[QAbstractButton],
        least: Sequence[QAbstractButton],
        spacing: int = 4,
    ) -> None:
        super().__init__()
        self._parts = (*left, *right)
        self._least = tuple(least)
        self._left_out: frozenset[QAbstractButton] = frozenset()
        self.more = theme.role(QPushButton(_("More")), "chip")
        self.more.setObjectName("more_buttons")
        self.more.setAccessibleName(_("More buttons"))
        self.menu = QMenu(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        for part in left:
            layout.addWidget(part)
        layout.addStretch()
        layout.addWidget(self.more)
        for part in right:
            layout.addWidget(part)
        for part in (*self._parts, self.more):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = layout
        self.more.hide()
        self.more.clicked.connect(self._on_more)

    def leave_out(self, *parts: QAbstractButton) -> None:
        """Leave parts out altogether, in the menu too; none: all of them are back."""
        self._left_out = frozenset(parts)
        self.fit()

    def given_way(self) -> tuple[QAbstractButton, ...]:
        """Return the parts that stand in the menu, in the order of the line."""
        return tuple(p for p in self._parts if p.isHidden() and p not in self._left_out)

    def fit(self) -> None:
        """Show what has room."""
        shown = [part for part in self._parts if part not in self._left_out]
        gone = False
        for part in sorted(self._least, key=QAbstractButton.isChecked):
            if self._need(shown, more=gone) <= self.width():
                break
            if part in shown:
                shown.remove(part)
                gone = True
        for part in self._parts:
            part.setVisible(part in shown)
        self.more.setVisible(gone)

    def minimumSizeHint(self) -> QSize:
        """Return the height alone: parts give way before the window grows."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit into the new width."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Fit again when a part has become wider or narrower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def _need(self, shown: Sequence[QAbstractButton], *, more: bool) -> int:
        parts = (*shown, self.more) if more else tuple(shown)
        wide = sum(part.sizeHint().width() for part in parts)
        return wide + self._row.spacing() * len(parts)

    def fill_menu(self) -> None:
        """Put what gave way into the menu, as it stands now."""
        self.menu.clear()
        for part in self.given_way():
            action = self.menu.addAction(part.accessibleName() or part.text())
            self._follow(action, part)

    def _on_more(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _follow(self, action: QAction, part: QAbstractButton) -> None:
        action.setCheckable(part.isCheckable())
        action.setChecked(part.isChecked())
        action.setEnabled(part.isEnabled())
        action.triggered.connect(part.click)
