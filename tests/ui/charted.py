"""A station over the real acts and a real encrypted store, for the screens in which one charts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from cart_ward.clinical.people import Actor, AdmissionId, Role
from cart_ward.clinical.vocabulary import Check, CheckPart, EntryId, Oxygen, Scale
from cart_ward.errors import CartWardError
from cart_ward.ui.station import Station, StationFacts
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks

T = TypeVar("T")

FIRST = CheckPart.FIRST


@dataclass
class Navigation:
    """A navigator that remembers where it was sent and what it was told."""

    went: list[tuple[object, ...]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def show_board(self) -> None:
        """Remember."""
        self.went.append(("board",))

    def show_patient(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("patient", admission_id))

    def show_vitals(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("vitals", admission_id))

    def show_neuro(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("neuro", admission_id))

    def show_tocilizumab(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("tocilizumab", admission_id))

    def show_handover(self) -> None:
        """Remember."""
        self.went.append(("handover",))

    def show_alarms(self) -> None:
        """Remember."""
        self.went.append(("alarms",))

    def show_place(self, name: str) -> None:
        """Remember."""
        self.went.append(("place", name))

    def show_admit(self) -> None:
        """Remember."""
        self.went.append(("admit",))

    def show_not_done(self, admission_id: AdmissionId, check: Check) -> None:
        """Remember."""
        self.went.append(("not_done", admission_id, check))

    def show_grade(self, admission_id: AdmissionId, scale: Scale) -> None:
        """Remember."""
        self.went.append(("grade", admission_id, scale))

    def show_drug(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("drug", admission_id))

    def show_call(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("call", admission_id))

    def show_stay(self, admission_id: AdmissionId) -> None:
        """Remember."""
        self.went.append(("stay", admission_id))

    def show_amend(self, admission_id: AdmissionId, entry_id: EntryId) -> None:
        """Remember."""
        self.went.append(("amend", admission_id, entry_id))

    def tell(self, sentence: str, *, good: bool = True, here: bool = False) -> None:
        """Remember what was said."""
        del here
        self.told.append(sentence if good else f"! {sentence}")


class SlowTasks:
    """The task port of the screens, answering only when told."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Keep the work for later."""
        del lane

        def later() -> None:
            try:
                answer = work()
            except CartWardError as error:
                failed(error)
            else:
                done(answer)

        self.waiting.append(later)

    def answer(self) -> None:
        """Do the oldest work kept, and answer."""
        self.waiting.pop(0)()


@dataclass
class Charted:
    """A ward with one patient, somebody signed in, and a navigator that remembers."""

    ward: WardBuilder
    clock: FixedClock
    station: Station
    navigation: Navigation
    patient: AdmissionId
    actor: Actor

    def sign_in(self, role: Role) -> None:
        """Let somebody of another role take over."""
        self.actor = self.ward.actor(role)
        self.station.sign_in(self.actor)

    def read_again(self) -> None:
        """Let the station see what the builder charted."""
        self.station.read_again(_raise)


def _raise(error: Exception) -> None:
    raise error


def build(ward: WardBuilder, clock: FixedClock, **who: object) -> Charted:
    """Admit a patient on day 2 with one set of vital signs an hour ago, and sign a nurse in."""
    patient = ward.admit(bed="5", day=2, **who)
    earlier = clock.now() - timedelta(hours=1)
    ward.record_vitals(patient, at=earlier, temperature="37.2")
    actor = ward.actor(Role.NURSE)
    facts = StationFacts(ward_name="Ward 7", practice=False, zone=ZONE)
    station = Station(ward.desk(), InlineTasks(), ward.snapshot(), facts)
    station.sign_in(actor)
    return Charted(
        ward=ward,
        clock=clock,
        station=station,
        navigation=Navigation(),
        patient=patient,
        actor=actor,
    )


def stormy(charted: Charted) -> None:
    """Chart two days of a CRS with fever, fluids and oxygen, and one dose of tocilizumab."""
    ward, clock, patient = charted.ward, charted.clock, charted.patient
    start = clock.now() - timedelta(hours=10)
    course = (
        (0, "38.6", 112, 96, 96, None),
        (3, "39.2", 98, 110, 95, None),
        (6, "39.4", 88, 122, 93, Oxygen.LOW_FLOW_NC),
        (8, "38.1", 96, 112, 95, Oxygen.LOW_FLOW_NC),
        (9, "37.9", 104, 104, 96, Oxygen.ROOM_AIR),
    )
    for hours, temperature, systolic, pulse, spo2, oxygen in course:
        at = start + timedelta(hours=hours)
        ward.record_vitals(
            patient,
            at=at,
            temperature=temperature,
            systolic=systolic,
            pulse=pulse,
            spo2=spo2,
            oxygen=oxygen or Oxygen.ROOM_AIR,
            oxygen_flow=Decimal(2) if oxygen is Oxygen.LOW_FLOW_NC else None,
            fluids=systolic < 100,
        )
        ward.record_neuro(patient, at=at)
    charted.read_again()
