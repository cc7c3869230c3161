"""A station over the real store, with the tasks of the screens run at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from cart_ward.clinical.people import Role
from cart_ward.ui.station import Station, StationFacts
from tests.builders import ZONE, WardBuilder
from tests.fakes import InlineTasks


def station_of(ward: WardBuilder, role: Role = Role.NURSE, number: int = 0) -> Station:
    """Return a station at which somebody of this role is signed in."""
    facts = StationFacts(ward_name="3F East", practice=True, zone=ZONE)
    station = Station(ward.desk(role, number), InlineTasks(), ward.snapshot(), facts)
    station.sign_in(ward.actor(role, number))
    return station


def look_again(station: Station) -> None:
    """Let the station read the ward again, as after a change from elsewhere."""

    def never(error: Exception) -> None:
        raise AssertionError(error)

    station.read_again(never)


def texts(widget: QWidget) -> str:
    """Return everything that can be read on a widget, hidden parts left out."""
    found: list[str] = []
    for each in widget.findChildren(QWidget):
        if each.isVisibleTo(widget):
            found += _read(each)
    return "\n".join(found)


def _read(widget: QWidget) -> list[str]:
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return [widget.text()]
    return []


def unnamed(widget: QWidget) -> list[str]:
    """Return the classes of those that take the focus and have no accessible name."""
    return [
        type(each).__name__
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and isinstance(each, QLineEdit | QAbstractButton | QComboBox | QPlainTextEdit)
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]
