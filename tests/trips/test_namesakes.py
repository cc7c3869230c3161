"""Two patients of one name: whatever is opened and typed stays with the one in the banner."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.builders import WardBuilder
from tests.trips.charting import FEVER, put
from tests.trips.seats import Seat, kept
from tests.ui.stations import texts

Sit = Callable[..., Seat]
Show = Callable[[MainWindow, AdmissionId], None]

NUMBERS = ("P70001", "P70002")

PAGES: dict[str, Show] = {
    "patient": lambda w, p: w.show_patient(p),
    "vitals": lambda w, p: w.show_vitals(p),
    "neuro": lambda w, p: w.show_neuro(p),
    "tocilizumab": lambda w, p: w.show_tocilizumab(p),
    "drug": lambda w, p: w.show_drug(p),
    "stay": lambda w, p: w.show_stay(p),
    "call": lambda w, p: w.show_call(p),
    "grade": lambda w, p: w.show_grade(p, Scale.CRS),
    "not_done": lambda w, p: w.show_not_done(p, Check.VITALS),
}


@dataclass
class Twins:
    """Two stays that differ by number and bed alone, and a window over both."""

    seat: Seat
    stays: tuple[AdmissionId, AdmissionId]


@pytest.fixture
def twins(sit: Sit, ward: WardBuilder) -> Twins:
    """Admit two patients of the same name, sex and birth date."""
    one = ward.admit("5", hospital_no=NUMBERS[0])
    two = ward.admit("6", hospital_no=NUMBERS[1])
    for stay in (one, two):
        ward.record_vitals(stay)
    return Twins(seat=sit(), stays=(one, two))


def type_set(page: VitalsPage) -> None:
    """Type the numbers of a set."""
    for name, text in FEVER.items():
        put(page.vitals.fields.numbers[name], text)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_the_banner_of_whom_it_writes_about(twins: Twins, name: str) -> None:
    """Both ways round, the second identifier is that of the page."""
    first, second = NUMBERS
    for stay, number, other in (
        (twins.stays[0], first, second),
        (twins.stays[1], second, first),
    ):
        PAGES[name](twins.seat.window, stay)
        page = twins.seat.window.page
        (banner,) = page.findChildren(PatientBanner)

        assert page.admission() == stay
        assert banner.isVisibleTo(page)
        assert number in texts(banner)
        assert other not in texts(page)


def test_what_is_typed_for_one_is_never_signed_for_the_other(twins: Twins, data: Path) -> None:
    """Typed for the first, the second opened in between: her form is empty, the draft waits."""
    seat, (one, two) = twins.seat, twins.stays
    seat.window.show_vitals(one)
    type_set(seat.page(VitalsPage))
    seat.window.show_vitals(two)
    between = seat.page(VitalsPage).vitals.fields.is_empty()
    seat.window.show_vitals(one)
    page = seat.page(VitalsPage)
    seat.sign(page.vitals)

    assert between
    assert [len(kept(data, stay).of(VitalSigns)) for stay in (one, two)] == [2, 1]


def test_an_answer_that_comes_late_paints_nobody_else(twins: Twins, data: Path) -> None:
    """Signed for the first, the second opened before the disk has answered."""
    seat, (one, two) = twins.seat, twins.stays
    seat.window.show_vitals(one)
    page = seat.page(VitalsPage)
    type_set(page)
    with seat.qtbot.waitSignal(seat.station.saved):
        seat.press_sign(page.vitals)
        seat.window.show_vitals(two)
    seat.qtbot.wait(1)

    assert seat.window.page.admission() == two
    assert seat.page(VitalsPage).vitals.fields.is_empty()
    assert [len(kept(data, stay).of(VitalSigns)) for stay in (one, two)] == [2, 1]
