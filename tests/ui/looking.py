"""What every page must hold: nothing without a name, everything reachable by the tab key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def controls(page: QWidget) -> list[QWidget]:
    """Return the controls one can see and use."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisibleTo(page)
        and widget.objectName() != "qt_spinbox_lineedit"
    ]


def unnamed(page: QWidget) -> list[str]:
    """Return the controls a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in controls(page)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]


def tab_chain(page: QWidget, first: QWidget) -> list[QWidget]:
    """Return what the tab key stops at, from `first` on, once round."""
    found: list[QWidget] = []
    widget = first
    while widget not in found:
        found.append(widget)
        widget = _next(page, widget)
    return found


def _next(page: QWidget, widget: QWidget) -> QWidget:
    candidate = widget.nextInFocusChain()
    while candidate is not None and candidate is not widget:
        tabbed = bool(candidate.focusPolicy() & Qt.FocusPolicy.TabFocus)
        seen = candidate.isVisibleTo(page) and candidate.isEnabled()
        if tabbed and seen and page.isAncestorOf(candidate) and candidate.focusProxy() is None:
            return candidate
        candidate = candidate.nextInFocusChain()
    return widget
