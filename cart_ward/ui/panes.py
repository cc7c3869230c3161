"""F6: from one pane of the window to the next, in the order of the eye."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QTableView, QWidget

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

ROWS = 40
"""Panes whose tops differ by less than so many pixels stand side by side."""


def go(window: "MainWindow", step: int) -> None:
    """Put the focus on the first control of the next pane, or of the one before."""
    found = panes(window)
    here = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(found) if here and _holds(pane, here)), None)
    start = -1 if step > 0 else 0
    for distance in range(1, len(found) + 1):
        pane = found[((start if at is None else at) + step * distance) % len(found)]
        stop = _first_stop(pane)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def panes(window: "MainWindow") -> list[QWidget]:
    """Return the panes that can take the focus: those of the page, the bar on the left, the top."""
    page = window.page
    cards = [card for card in page.findChildren(QFrame) if _is_pane(card, page)]
    outer = [card for card in cards if not any(_inside(card, other) for other in cards)]
    inner: list[QWidget] = sorted(outer, key=lambda card: _place(card, page)) or [page]
    return [pane for pane in (*inner, window.nav, window.top) if _first_stop(pane) is not None]


def _is_pane(card: QFrame, page: QWidget) -> bool:
    role = str(card.property("role") or "")
    shaped = role.endswith("card") or isinstance(card, QTableView)
    return shaped and card.isVisibleTo(page) and _first_stop(card) is not None


def _inside(card: QWidget, other: QWidget) -> bool:
    return other is not card and other.isAncestorOf(card)


def _holds(pane: QWidget, here: QWidget) -> bool:
    return pane is here or pane.isAncestorOf(here)


def _place(card: QWidget, page: QWidget) -> tuple[int, int]:
    at = card.mapTo(page, QPoint(0, 0))
    return at.y() // ROWS, at.x()


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane that the tab key reaches."""
    if _takes(pane) and pane.focusProxy() is None:
        return pane
    stops = [widget for widget in pane.findChildren(QWidget) if _takes(widget)]
    stops = [widget for widget in stops if widget.isVisibleTo(pane) and not widget.focusProxy()]
    return min(stops, key=lambda widget: _place(widget, pane), default=None)


def _takes(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
