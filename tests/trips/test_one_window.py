"""There is one window: a page that flashes another one while it is made takes the keys away."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, CheckPart, EntryId, Scale
from cart_ward.ui.main_window import MainWindow
from tests.builders import WardBuilder
from tests.trips.seats import Seat


class Watch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each widget that is shown."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, MainWindow)
        ):
            self.strays.add(f"{type(watched).__name__} {watched.objectName()}")
        return False


def every_page(seat: Seat, patient: AdmissionId, entry: EntryId) -> None:
    """Go once round the program."""
    window = seat.window
    window.show_patient(patient)
    seat.station.note_wristband(patient)
    window.show_vitals(patient)
    window.show_neuro(patient)
    window.show_tocilizumab(patient)
    window.show_drug(patient)
    window.show_call(patient)
    window.show_not_done(patient, Check.NEURO)
    window.show_grade(patient, Scale.CRS)
    window.show_amend(patient, entry)
    window.show_admit()
    window.show_handover()
    window.keys.show_list()
    window.show_board()


def test_no_page_shows_another_window(
    sit: Callable[..., Seat], ward: WardBuilder, qapp: QApplication
) -> None:
    """Once round all pages, in both languages: only the one window was ever shown."""
    patients = [ward.admit(bed) for bed in "3456789"]
    for patient in patients:
        entry = ward.record_vitals(patient, temperature="39.1", systolic=86, fluids=True)
        ward.record_neuro(patient)
    _, ordered, prepared, checked, ready, given, charted = patients
    orders = {patient: ward.order(patient) for patient in (ordered, prepared, checked)}
    for patient in (prepared, checked):
        ward.prepare(patient, orders[patient])
    ward.check(checked, orders[checked], CheckPart.FIRST)
    ward.ready(ready)
    ward.give_tocilizumab(given)
    ward.deviation(charted)
    seat = sit()
    watch = Watch()
    qapp.installEventFilter(watch)
    for patient in patients:
        seat.window.show_tocilizumab(patient)
    every_page(seat, patient, entry)
    seat.window.set_language("zh_CN")
    every_page(seat, patient, entry)
    seat.window.set_language("en")
    qapp.removeEventFilter(watch)

    assert watch.strays == set()
    assert seat.window.isActiveWindow()
