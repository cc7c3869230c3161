"""Which words stand in less room than they need."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

SEEN = (QLabel, QAbstractButton, QLineEdit, QComboBox)

LARGE_ENOUGH = ("primary", "secondary", "danger", "choice", "touch", "pad", None)
"""Roles of buttons that are targets of full size; without a role a button is one too."""

SLACK = 1
"""A pixel is lost to rounding."""


def clipped(page: QWidget) -> list[str]:
    """Return the labels and buttons whose words are wider or higher than they are."""
    return [
        f"{type(widget).__name__} {widget.objectName()}: {_words(widget)!r}"
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page) and isinstance(widget, QLabel | QAbstractButton)
        if _words(widget) and not _fits(widget)
    ]


def _words(widget: QWidget) -> str:
    return str(widget.text()) if isinstance(widget, QLabel | QAbstractButton) else ""


def _fits(widget: QWidget) -> bool:
    metrics, room = widget.fontMetrics(), widget.contentsRect()
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    flags = Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextExpandTabs
    needed = metrics.boundingRect(0, 0, room.width(), 10_000, flags, _words(widget))
    if needed.width() > room.width() + SLACK:
        return False
    if isinstance(widget, QLabel):
        return _ink_fits(widget, needed.height())
    return needed.height() <= room.height() + SLACK


def _ink_fits(label: QLabel, high: int) -> bool:
    """Tell whether every stroke lies inside; lines may stand closer than the font asks."""
    metrics, room = label.fontMetrics(), label.contentsRect()
    top = float(room.height() - high)
    if label.alignment() & Qt.AlignmentFlag.AlignTop:
        top = 0.0
    elif label.alignment() & Qt.AlignmentFlag.AlignVCenter:
        top /= 2
    ink = metrics.tightBoundingRect(label.text().replace("\n", " "))
    above = metrics.ascent() + ink.top()
    below = metrics.descent() - ink.bottom()
    return top + above >= -SLACK and top + high - below <= room.height() + SLACK


def cut_off(page: QWidget) -> list[str]:
    """Return the labels, buttons and fields that reach out of what they lie in.

    What scrolls may: there the rest can be brought into sight.
    """
    found = []
    for widget in page.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisibleTo(page) or not isinstance(widget, SEEN) or parent is None:
            continue
        grown = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not grown.contains(widget.geometry()):
            found.append(f"{_called(widget)}: {widget.geometry()} in {parent.rect()}")
    return found


def too_small(page: QWidget, target: int) -> list[str]:
    """Return the buttons one would miss: less high or wide than the target (ux 3).

    Chips and quiet words beside others may be lower; the words beside a box tick it too.
    """
    return [
        f"{_called(widget)}: {widget.size()}"
        for widget in page.findChildren(QAbstractButton)
        if widget.isVisibleTo(page) and widget.property("role") in LARGE_ENOUGH
        if not isinstance(widget, QCheckBox)
        if min(widget.width(), widget.height()) < target
    ]


def unreachable(page: QWidget, chain: list[QWidget]) -> list[str]:
    """Return the buttons one can see, press and not reach by the tab key."""
    return [
        f"{type(widget).__name__} {widget.objectName() or _words(widget)}"
        for widget in page.findChildren(QAbstractButton)
        if widget.isVisibleTo(page) and widget.isEnabled() and widget not in chain
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.focusPolicy()
    ]


def climbs(chain: list[QWidget], page: QWidget) -> list[str]:
    """Return where the tab key jumps up within one column: focus follows the eye."""
    found = []
    for before, after in pairwise(chain):
        one, two = _middle(before, page), _middle(after, page)
        beside = abs(one.x() - two.x()) >= min(before.width(), after.width()) / 2
        if not beside and two.y() < one.y() - 4 and after is not chain[0]:
            found.append(f"{_called(before)} -> {_called(after)}")
    return found


def _middle(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().center())


def _called(widget: QWidget) -> str:
    return (
        f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName() or _words(widget)}"
    )
