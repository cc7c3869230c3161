"""How each page is made, and the address under which its draft waits."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station

WardPage = Callable[[Station, Navigator], Page]
PatientPage = Callable[[Station, Navigator, AdmissionId], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFactories:
    """What the frame can show; handed in, so that the frame knows no page.

    `places`: further places of the ward, by their keys in the bar on the left.
    """

    board: WardPage
    alarms: WardPage
    display: WardPage
    handover: WardPage
    admit: WardPage
    patient: PatientPage
    vitals: PatientPage
    neuro: PatientPage
    tocilizumab: PatientPage
    drug: PatientPage
    stay: PatientPage
    call: PatientPage
    not_done: Callable[[Station, Navigator, AdmissionId, Check], Page]
    grade: Callable[[Station, Navigator, AdmissionId, Scale], Page]
    amend: Callable[[Station, Navigator, AdmissionId, EntryId], Page]
    places: Mapping[str, WardPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page of one patient (or of the ward): `key` is its address, `place` its word on the left.

    `typed` is False for a page whose draft is only how it is looked at, not what somebody typed;
    from a page `aside` Esc leads back to the one before it, whatever that was.
    """

    key: tuple[object, ...]
    place: str
    make: Callable[[], Page]
    admission_id: AdmissionId | None = None
    typed: bool = True
    aside: bool = False

    def left(self, on_ward: Container[AdmissionId]) -> AdmissionId | None:
        """Return whom a form is about, if that is somebody who has left the ward meanwhile."""
        who = self.admission_id
        return None if self.key[0] == "patient" or who in on_ward else who
