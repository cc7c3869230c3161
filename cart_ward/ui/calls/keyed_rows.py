"""Rows that stand still while somebody points at them or stands in them; newcomers go below."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

F = TypeVar("F")


class Row(QWidget, Generic[F]):
    """One row; it is told its facts again whenever they change."""

    def show_facts(self, facts: F) -> None:
        """Show the facts."""
        raise NotImplementedError

    def first(self) -> QWidget | None:
        """Return where the keys go in this row."""
        raise NotImplementedError


class KeyedRows(QWidget, Generic[F]):
    """One row for each key, kept as long as its key is shown."""

    def __init__(self, make: Callable[[], Row[F]]) -> None:
        super().__init__()
        self._make = make
        self.rows: dict[object, Row[F]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_rows(self, found: Sequence[tuple[object, F]]) -> None:
        """Show these, in this order where nobody is at work here."""
        facts = dict(found)
        order = [key for key, _facts in found]
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if inside or self.underMouse():
            held = [key for key in self.rows if key in facts]
            order = [*held, *(key for key in order if key not in held)]
        lost = False
        for key in [key for key in self.rows if key not in facts]:
            row = self.rows.pop(key)
            lost = lost or (focus is not None and row.isAncestorOf(focus))
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, key in enumerate(order):
            row = self.rows.get(key) or self._make()
            self.rows[key] = row
            row.show_facts(facts[key])
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
                row.show()  # else Qt would show it in a turn of its own
        self.rows = {key: self.rows[key] for key in order}
        if lost:
            self._go_on()

    def first(self) -> QWidget | None:
        """Return where the keys go: to the first row that takes them."""
        places = (row.first() for row in self.rows.values())
        return next((place for place in places if place is not None), None)

    def _go_on(self) -> None:
        first = self.first()
        if first is not None:
            first.setFocus()
