"""Make the practice ward: published courses, placed so that "now" is in their interesting hours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from cart_ward.care import observations
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import Background, Note
from cart_ward.clinical.people import Name
from cart_ward.clinical.vocabulary import BackgroundKind, NoteKind
from cart_ward.practice import courses, crew, events, routine
from cart_ward.practice.courses import Course, hours
from cart_ward.practice.events import Event
from cart_ward.practice.player import Identity, Player
from cart_ward.practice.replay import BEFORE_INFUSION
from cart_ward.runtime.clock import SteppedClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A course in the practice ward: the hour it has reached and how many minutes ago that was.

    Names, numbers, allergies and the watch line are invented.
    """

    key: str
    hour: int
    minutes_ago: int
    name: Name
    hospital_no: str
    bed: str
    allergy: str | None
    watch: str


PLACED = (
    Placed(
        key="cd19_leukaemia_12f_shock",
        hour=48,
        minutes_ago=9,
        name=Name(family_zh="孙", given_zh="悦", family_latin="Sun", given_latin="Yue"),
        hospital_no="P40820",
        bed="03",
        allergy=None,
        watch="ICU informed; second vasopressor since this morning",
    ),
    Placed(
        key="tisacel_leukaemia_22m_iechs",
        hour=52,
        minutes_ago=25,
        name=Name(family_zh="陈", given_zh="伟", family_latin="Chen", given_latin="Wei"),
        hospital_no="P40718",
        bed="05",
        allergy="penicillin",
        watch="Fluid bolus running; blood cultures sent",
    ),
    Placed(
        key="axicel_lymphoma_66f",
        hour=216,
        minutes_ago=22,
        name=Name(family_zh="王", given_zh="芳", family_latin="Wang", given_latin="Fang"),
        hospital_no="P40655",
        bed="02",
        allergy=None,
        watch="Word-finding difficulty; dexamethasone every 6 h",
    ),
    Placed(
        key="axicel_lymphoma_22f_status",
        hour=216,
        minutes_ago=14,
        name=Name(family_zh="赵", given_zh="敏", family_latin="Zhao", given_latin="Min"),
        hospital_no="P40802",
        bed="07",
        allergy="latex",
        watch="Seizure precautions; neurology sees her today",
    ),
    Placed(
        key="psca_prostate_low_grade",
        hour=96,
        minutes_ago=47,
        name=Name(family_zh="刘", given_zh="强", family_latin="Liu", given_latin="Qiang"),
        hospital_no="P40611",
        bed="01",
        allergy=None,
        watch="The authors call this grade 2",
    ),
    Placed(
        key="cart_leukaemia_4m_oedema",
        hour=84,
        minutes_ago=31,
        name=Name(family_zh="周", given_zh="杰", family_latin="Zhou", given_latin="Jie"),
        hospital_no="P40831",
        bed="08",
        allergy=None,
        watch="Mother at the bedside; CAPD, not ICE",
    ),
)


ROUTINE_FROM = timedelta(hours=25)
"""How far back the daily round is charted, which no report tells."""


def make(
    desk: Desk,
    clock: SteppedClock,
    resources: Path,
    now: datetime,
    progress: Callable[[int, int], None],
) -> None:
    """Chart all courses in a furnished practice store so that they stand at `now`.

    Events of all patients are charted in one order of time, as a ward would.
    """
    people = crew.crew_of(desk)
    players = [_player(desk, people, resources, placed, now) for placed in PLACED]
    timeline = sorted(
        (step for number, player in enumerate(players) for step in _steps(number, player)),
        key=lambda step: (step.at, step.number),
    )
    read: WardSnapshot | None = None
    for done, step in enumerate(timeline):
        _take(desk, clock, people, step)
        if step.event is not None and step.at > now - ROUTINE_FROM:
            nurse, stay = desk.of(people.nurse), step.player.admission_id
            read = routine.chart(nurse, read, stay, step.at)
        progress(done + 1, len(timeline))
    clock.put(now)
    crew.on_call(desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One event of one player; without an event the admission."""

    at: datetime
    number: int
    player: Player
    event: Event | None


def _steps(number: int, player: Player) -> Iterator[_Step]:
    admitted = player.start - BEFORE_INFUSION
    yield _Step(at=admitted, number=number, player=player, event=None)
    for event in events.events(player.course, Decimal(PLACED[number].hour)):
        yield _Step(at=player.at(event), number=number, player=player, event=event)


def _take(desk: Desk, clock: SteppedClock, people: crew.Crew, step: _Step) -> None:
    player = step.player
    if step.event is None:
        clock.put(step.at)
        player.admit(step.at)
        _introduce(desk, people, player, PLACED[step.number], step.at)
        return
    for ended in player.infusion_ends(step.at):
        clock.put(ended)
        player.end_infusion(ended)
    clock.put(step.at)
    player.play(step.event)


def _player(
    desk: Desk, people: crew.Crew, resources: Path, placed: Placed, now: datetime
) -> Player:
    course: Course = courses.read(resources / "practice" / f"{placed.key}.toml")
    start = now - hours(Decimal(placed.hour)) - timedelta(minutes=placed.minutes_ago)
    bed = next(bed for bed in people.beds if bed.name == placed.bed)
    identity = Identity(name=placed.name, hospital_no=placed.hospital_no, bed_id=bed.id)
    return Player(desk, people, course, start, identity)


def _introduce(desk: Desk, people: crew.Crew, player: Player, placed: Placed, at: datetime) -> None:
    """Chart what the reports do not say and a ward always knows."""
    allergy = (
        Background(kind=BackgroundKind.NO_KNOWN_ALLERGY, text="")
        if placed.allergy is None
        else Background(kind=BackgroundKind.ALLERGY, text=placed.allergy)
    )
    status = Background(kind=BackgroundKind.CODE_STATUS, text="full_code")
    note = Note(kind=NoteKind.WATCH, text=placed.watch)
    for body in (allergy, status, note):
        command = observations.RecordEntry(
            admission_id=player.admission_id,
            taken_at=at,
            body=body,
            late_reason=None,
            token=uuid4().hex,
        )
        observations.record_entry(desk.of(people.charge), command)
