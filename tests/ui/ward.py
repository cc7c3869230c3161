"""A small ward for the screens: charts and statuses by hand, and a navigator that remembers."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk, Store
from cart_ward.care.stock import Levels
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import GradePoint, GradeStory
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.news2 import Score
from cart_ward.clinical.observed import IceAssessment, Note, VitalSigns
from cart_ward.clinical.people import (
    Actor,
    Admission,
    AdmissionId,
    Bed,
    BedId,
    Name,
    Patient,
    PatientId,
    Product,
    ProductId,
    ProtocolVersion,
    ProtocolVersionId,
    Role,
    Sex,
    Staff,
    StaffId,
)
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import CheckDue, DueState, Why
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import Course, Given
from cart_ward.clinical.vocabulary import Acvpu, Check, EntryId, NoteKind, Oxygen, Scale
from cart_ward.runtime.settings import Settings
from cart_ward.ui.station import Station, StationFacts
from tests.fakes import NOW, FixedClock, InlineTasks

ZONE = Settings().zone_info
NURSE = Actor(staff_id=StaffId(1), role=Role.NURSE, station="desk")
SECOND = Actor(staff_id=StaffId(2), role=Role.CHARGE_NURSE, station="desk")

NAMES = (
    ("05", "陈", "伟", "Chen", "Wei"),
    ("02", "王", "芳", "Wang", "Fang"),
    ("07", "赵", "敏", "Zhao", "Min"),
    ("01", "刘", "强", "Liu", "Qiang"),
    ("03", "孙", "悦", "Sun", "Yue"),
    ("08", "欧阳", "志远", "Ouyang", "Zhiyuan"),
    ("04", "", "", "Smith", "Alexandra"),
)


def admission(number: int) -> Admission:
    """Return the stay of one of the named patients."""
    bed, family_zh, given_zh, family, given = NAMES[number]
    name = Name(family_zh=family_zh, given_zh=given_zh, family_latin=family, given_latin=given)
    return Admission(
        id=AdmissionId(number + 1),
        patient=Patient(
            id=PatientId(number + 1),
            hospital_no=f"407{number:02d}",
            name=name,
            birth_date=date(1965, 6, 2),
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
        ),
        bed=Bed(id=BedId(int(bed)), name=bed),
        product=Product(
            id=ProductId(1),
            code="axi-cel",
            name="axicabtagene ciloleucel",
            version="1",
            source_toml="",
            digest="",
        ),
        protocol_version_id=ProtocolVersionId(1),
        admitted_at=NOW - timedelta(days=9),
    )


def vitals(**changed: Any) -> VitalSigns:
    """Return an unremarkable set, with what a test changes."""
    well = VitalSigns(
        temperature=Decimal("36.8"),
        systolic=118,
        diastolic=74,
        pulse=84,
        respiratory_rate=16,
        spo2=98,
        oxygen=Oxygen.ROOM_AIR,
        oxygen_flow=None,
        fluids=False,
        vasopressors=0,
        vasopressin=False,
        consciousness=Acvpu.ALERT,
    )
    return dataclasses.replace(well, **changed)


def entry(stay: Admission, body: Any, at: datetime, number: int = 1) -> Entry[Any]:
    """Return an entry as the store would give it."""
    return Entry(
        id=EntryId(stay.id * 1000 + number),
        admission_id=stay.id,
        body=body,
        taken_at=at,
        recorded_at=at,
        recorded_by=StaffId(1),
        station="desk",
    )


def chart(stay: Admission, *temperatures: str, watch: str = "", **last: Any) -> Chart:
    """Return a chart with a temperature every two hours, the last one ten minutes ago."""
    count = len(temperatures)
    found = [
        entry(
            stay,
            vitals(temperature=Decimal(value), **(last if number == count - 1 else {})),
            NOW - timedelta(minutes=10, hours=2 * (count - 1 - number)),
            number,
        )
        for number, value in enumerate(temperatures)
    ]
    if watch:
        note = Note(kind=NoteKind.WATCH, text=watch)
        found.append(entry(stay, note, NOW - timedelta(hours=1), 99))
    return Chart(stay, found)


def due(check: Check, minutes: int, state: DueState, missed: int = 0) -> CheckDue:
    """Return a check due so many minutes from now."""
    why = Why(
        protocol="default",
        version="1",
        state="day 0-3",
        interval=timedelta(hours=4),
        entry_id=None,
        reckoned_from=None,
    )
    at = NOW + timedelta(minutes=minutes)
    return CheckDue(check=check, at=at, state=state, missed=missed, why=why)


def story(scale: Scale, *grades: int) -> GradeStory:
    """Return a story of these grades, the last an hour ago."""
    points = tuple(
        GradePoint(
            at=NOW - timedelta(hours=len(grades) - n),
            graded=Graded(grade=grade),
            entry_id=EntryId(n + 1),
        )
        for n, grade in enumerate(grades)
    )
    return GradeStory(
        scale=scale,
        points=points,
        confirmed=None,
        maximum=max(grades, default=None),
        maximum_at=None,
        effective=None,
        effective_since=None,
    )


def doses(*hours_ago: int, next_in: int | None = 0) -> Course:
    """Return a course with doses so many hours ago; the next one possible in `next_in` hours."""
    given = tuple(
        Given(
            entry_id=EntryId(500 + n),
            started_at=NOW - timedelta(hours=ago),
            ended_at=NOW - timedelta(hours=ago - 1),
            dose_mg=Decimal(480),
            deviation=False,
        )
        for n, ago in enumerate(hours_ago)
    )
    following = None if next_in is None else NOW + timedelta(hours=next_in)
    return Course(
        given=given, running=None, open_order=None, next_from=following, last_response=None
    )


ICE = IceAssessment(
    year=True,
    month=True,
    city=True,
    hospital=True,
    object_1=True,
    object_2=True,
    object_3=True,
    command=True,
    writing=True,
    attention=True,
    total=None,
    tool="ICE",
    language="zh",
    interpreter=False,
)


def status(on: Chart, **changed: Any) -> PatientStatus:
    """Return a well patient on day 3, with what a test changes."""
    last = on.latest(VitalSigns)
    well = PatientStatus(
        admission=on.subject,
        now=NOW,
        day=3,
        hour=76,
        age=61,
        crs=Graded(grade=0),
        icans=Graded(grade=0),
        crs_story=story(Scale.CRS),
        icans_story=story(Scale.ICANS),
        episodes=(),
        news2_asked=None,
        news2=Score(
            points={},
            missing=(),
            total=0,
            single_parameter_3=False,
            band="low",
            min_monitoring=None,
        ),
        vitals=last,
        neuro=None,
        ice=entry(on.subject, ICE, NOW - timedelta(hours=2), 50),
        capd=None,
        score=10,
        score_before=10,
        score_baseline=10,
        weight=Decimal("72.4"),
        weight_at=NOW - timedelta(days=1),
        course=doses(),
        due=(due(Check.VITALS, 74, DueState.NOT_DUE),),
        alarms=(),
        pause=None,
    )
    return dataclasses.replace(well, **changed)


class WardStation(Station):
    """A station whose statuses a test sets; everything else is the real one."""

    answers: tuple[PatientStatus, ...] = ()

    def statuses(self) -> tuple[PatientStatus, ...]:
        """Return the statuses the test has set."""
        return self.answers

    def show(self, snapshot: WardSnapshot, answers: tuple[PatientStatus, ...]) -> None:
        """Let the ward be as given, without telling anybody."""
        self._snapshot = snapshot
        self.answers = answers


@dataclass(kw_only=True)
class Ward:
    """A station, its clock and its tasks."""

    station: WardStation
    clock: FixedClock
    tasks: InlineTasks

    def set(self, *statuses: PatientStatus, charts: Mapping[AdmissionId, Chart] = {}) -> None:
        """Let these patients lie on the ward, in this order."""
        held = {
            s.admission.id: charts.get(s.admission.id, Chart(s.admission, ())) for s in statuses
        }
        self.station.show(snapshot(held), statuses)


def snapshot(charts: Mapping[AdmissionId, Chart]) -> WardSnapshot:
    """Return the ward as read now."""
    return WardSnapshot(
        read_at=NOW,
        charts=charts,
        left=(),
        beds=tuple(Bed(id=BedId(n), name=f"{n:02d}") for n in range(1, 11)),
        staff={
            StaffId(1): Staff(
                id=StaffId(1),
                name=Name(family_zh="李", given_zh="娜", family_latin="Li", given_latin="Na"),
                role=Role.NURSE,
            ),
            StaffId(2): Staff(
                id=StaffId(2),
                name=Name(family_zh="高", given_zh="明", family_latin="Gao", given_latin="Ming"),
                role=Role.CHARGE_NURSE,
            ),
        },
        products=(),
        protocols={ProtocolVersionId(1): (RULES, PROTOCOL)},
        stock=Levels(free={}, reserved={}),
        audit_head="7F3A-11",
        audit_count=18204,
    )


RULES = ProtocolVersion(
    id=ProtocolVersionId(1),
    name="Default ward rules",
    version="1",
    valid_from=NOW - timedelta(days=99),
    source_toml="",
    digest="",
)

PROTOCOL = Protocol(
    name="Default ward rules",
    version="1",
    phases=(),
    states=(),
    escalations=(),
    early_fraction=4,
    early_max=timedelta(minutes=30),
    late_max=timedelta(minutes=60),
    step_down_after=timedelta(hours=24),
)


class NoStore:
    """A store that no test of a screen may touch."""

    def __getattr__(self, name: str) -> Any:
        """Refuse whatever is asked."""
        raise AssertionError(name)


def build_ward() -> Ward:
    """Return a station over an empty ward."""
    clock, tasks = FixedClock(), InlineTasks()
    desk = Desk(store=cast("Store", NoStore()), clock=clock, zone=ZONE, actor=NURSE)
    facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE)
    station = WardStation(desk, tasks, snapshot({}), facts)
    return Ward(station=station, clock=clock, tasks=tasks)


@dataclass
class Navigation:
    """Remembers where it was sent."""

    went: list[tuple[object, ...]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        """Answer any `show_...` by remembering it."""
        if name.startswith("show_") or name == "tell":
            return lambda *told, **_more: self.went.append((name, *told))
        raise AttributeError(name)


def full_ward(ward: Ward) -> None:
    """Put the seven patients of the mockup on the ward."""
    stays = [admission(number) for number in range(len(NAMES))]
    charts = [
        chart(
            stays[0],
            "37.1",
            "37.9",
            "38.4",
            "38.9",
            "39.1",
            systolic=88,
            diastolic=52,
            pulse=118,
            spo2=95,
            oxygen=Oxygen.LOW_FLOW_NC,
            oxygen_flow=Decimal(2),
            watch="Cultures sent 13:20, antibiotics started",
        ),
        chart(stays[1], "38.6", "38.2", "37.8", "37.4", watch="Handwriting changed"),
        chart(stays[2], "37.0", "37.2", "37.9", "38.3"),
        chart(stays[3], "36.9", "36.8", "36.9", "36.9", watch="Steroid taper day 2"),
        chart(stays[4], "36.7", "36.7", "36.7"),
        chart(stays[5]),
        chart(stays[6], "36.5", "36.6"),
    ]
    answers = (
        status(charts[0], crs=Graded(grade=2, because=("x",)), crs_story=story(Scale.CRS, 1, 2),
               course=doses(4, next_in=5), news2=_news(8),
               due=(due(Check.VITALS, -40, DueState.OVERDUE),)),
        status(charts[1], crs=Graded(grade=1), crs_story=story(Scale.CRS, 2, 1),
               icans=Graded(grade=2), icans_story=story(Scale.ICANS, 1, 2), score=6, score_before=9,
               course=doses(40, 31, next_in=-23), news2=_news(3), day=6,
               due=(due(Check.NEURO, 0, DueState.DUE),)),
        status(charts[2], crs=Graded(grade=1), news2=_news(5), day=1,
               due=(due(Check.VITALS, 24, DueState.NOT_DUE),)),
        status(charts[3], icans=Graded(grade=1, missing=("seizure",), provisional=True),
               course=doses(120, next_in=-112), score=8, score_before=6, day=9,
               due=(due(Check.NEURO, -150, DueState.VERY_OVERDUE),)),
        status(charts[4], crs=Graded(grade=4), icans=Graded(grade=3), day=0, score=0,
               score_before=2, due=(due(Check.VITALS, -300, DueState.MISSED, 2),)),
        status(charts[5], crs=Graded(grade=None, missing=("not_assessed",)),
               icans=Graded(grade=None, missing=("not_assessed",)), news2=None, day=None,
               ice=None, score=None, weight=None),
        status(charts[6], day=13, due=(due(Check.VITALS, 74, DueState.PAUSED),)),
    )  # fmt: skip
    ward.station.show(snapshot({c.subject.id: c for c in charts}), answers)


def _news(total: int) -> Score:
    return Score(
        points={},
        missing=(),
        total=total,
        single_parameter_3=False,
        band=None,
        min_monitoring=None,
    )
