"""What is charted in one stay: hourly vital signs, 4-hourly neuro checks, the daily round.

All values are invented. There are as many courses as beds; the worse ones run through fever,
hypotension, oxygen and a falling ICE, so that grades, due times and alarms have work to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache

from cart_ward.clinical.entries import KIND_OF, KINDS, Body
from cart_ward.clinical.medicines import DoseGiven
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    Done,
    Grading,
    IceAssessment,
    Infusion,
    NeuroCheck,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
    EntryId,
    Oedema,
    Oxygen,
    Reaction,
    Scale,
    Seizure,
)
from cart_ward.db.rows import Raw, Writer
from cart_ward.db.tables import BODIES

HOUR = 60
RULES = "LEE19 1.0"
REACTION = 5
"""Days for which the worse courses are unwell: some early, some at the end of the stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a stay: minutes since the admission, kind, and its body as stored.

    `with_last`: charted in the same act as the item before. `about`: the body names the item
    before. `amends_last`: corrects the item before.
    """

    minute: int
    kind: str
    values: Raw
    with_last: bool = False
    about: bool = False
    amends_last: bool = False


@cache
def _writer(kind: str) -> Writer:
    return Writer(BODIES[KINDS[kind]])


def _stored(body: Body) -> Raw:
    """Return the columns of a body, its key left out, as the file holds them."""
    values = {field.name: getattr(body, field.name) for field in fields(body)}
    return _writer(KIND_OF[type(body)]).raw({**values, "entry_id": 0})[1:]


def _item(minute: int, body: Body, **how: bool) -> Item:
    return Item(minute=minute, kind=KIND_OF[type(body)], values=_stored(body), **how)


@cache
def course(number: int, days: int) -> tuple[Item, ...]:
    """Return the entries of the stay in one bed, in order of time."""
    severity = number % 4
    infused = min(48, days * 24 // 2) * HOUR - 20
    items = [*_admission(number), _item(infused, Infusion(part=1, ended_at=None))]
    for hour in range(1, days * 24 + 1):
        items.extend(_vitals(number, hour))
        if hour % 4 == 0:
            items.extend(_neuro(number, severity, hour))
        if hour % (4 if severity else 12) == 2:
            items.extend(_gradings(number, severity, hour))
        if hour % 8 == 6:
            items.append(_item(hour * HOUR + 25, Done(what=Check.FLUID_BALANCE, note="")))
        if hour % 24 == 7:
            items.extend(_round(number, hour))
    if severity == 3 and days > begins(number):
        items.append(_tocilizumab(number))
    return tuple(sorted(items, key=lambda item: item.minute))


def _admission(number: int) -> Iterator[Item]:
    facts = (
        (BackgroundKind.NO_KNOWN_ALLERGY, ""),
        (BackgroundKind.CODE_STATUS, "full_code"),
        (BackgroundKind.DIAGNOSIS, "large B-cell lymphoma"),
        (BackgroundKind.LANGUAGE, "zh"),
    )
    for kind, text in facts:
        yield _item(5, Background(kind=kind, text=text))
    yield _item(10, Weight(kilograms=_weight(number), measured=True))


def _weight(number: int) -> Decimal:
    return Decimal(48 + number * 2) + Decimal("0.5")


def begins(number: int) -> int:
    """Return the day of the stay on which the reaction of a course begins."""
    return 3 + number // 4 % 3 * 4


def unwell(number: int, hour: int) -> bool:
    """Tell whether a course has its reaction at this hour; every fourth has none."""
    day = begins(number)
    return number % 4 > 0 and day * 24 <= hour < (day + REACTION) * 24


def vital_signs(number: int, hour: int) -> VitalSigns:
    """Return a set of vital signs that fits the course."""
    severity = number % 4
    sway = (hour * 7 + number * 13) % 9
    ill = unwell(number, hour)
    low = ill and severity >= 2 and hour % 24 < 8
    oxygen = ill and severity >= 3 and hour % 24 < 12
    return VitalSigns(
        temperature=(Decimal("38.2") if ill else Decimal("36.4")) + Decimal(sway) / 10,
        systolic=(84 if low else 112) + sway,
        diastolic=(46 if low else 66) + sway,
        pulse=(108 if ill else 74) + sway,
        respiratory_rate=(20 if ill else 14) + sway % 4,
        spo2=(91 if oxygen else 96) + sway % 3,
        oxygen=Oxygen.LOW_FLOW_NC if oxygen else Oxygen.ROOM_AIR,
        oxygen_flow=Decimal(3) if oxygen else None,
        fluids=low,
        vasopressors=0,
        vasopressin=False,
        consciousness=None,
    )


def _vitals(number: int, hour: int) -> Iterator[Item]:
    vitals = vital_signs(number, hour)
    yield _item(hour * HOUR, vitals)
    if vitals.fluids:
        tick = Attribution(
            about=EntryId(0), finding=AttributedFinding.HYPOTENSION, cause=Cause.CRS, reason=""
        )
        yield _item(hour * HOUR, tick, with_last=True, about=True)
    elif hour % 100 == 30:
        corrected = vital_signs(number + 4, hour)
        yield _item(hour * HOUR, corrected, amends_last=True)


def _neuro(number: int, severity: int, hour: int) -> Iterator[Item]:
    confused = unwell(number, hour) and severity == 3 and hour % 24 >= 12
    neuro = NeuroCheck(
        consciousness=Consciousness.SPONTANEOUS if confused else Consciousness.ALERT,
        eye=4,
        verbal=4 if confused else 5,
        motor=6,
        pupil_left=Decimal(3),
        pupil_right=Decimal(3),
        seizure=Seizure.NONE,
        motor_weakness=False,
        oedema=Oedema.NONE,
        posturing=False,
        cn6_palsy=False,
        papilloedema=False,
        cushing_triad=False,
        tremor=confused,
        handwriting=None,
        picture=None,
        raised_icp_sign=False,
    )
    yield _item(hour * HOUR + 5, neuro)
    yield _item(hour * HOUR + 5, _ice(number, missed=confused), with_last=True)


def _ice(number: int, *, missed: bool) -> IceAssessment:
    return IceAssessment(
        year=True,
        month=True,
        city=True,
        hospital=not missed,
        object_1=True,
        object_2=True,
        object_3=not missed,
        command=True,
        writing=True,
        attention=not (missed and number % 2),
        total=None,
        tool="ICE",
        language="zh",
        interpreter=False,
    )


def _gradings(number: int, severity: int, hour: int) -> Iterator[Item]:
    ill = unwell(number, hour)
    grades = {Scale.CRS: min(severity, 2) if ill else 0, Scale.ICANS: int(ill and severity == 3)}
    for scale, grade in grades.items():
        signed = Grading(
            scale=scale,
            grade=grade,
            proposed_grade=grade,
            because=("fever",) if grade else (),
            rule_version=RULES,
            override_reason=None,
            provisional=False,
        )
        yield _item(hour * HOUR + 15, signed)


def _round(number: int, hour: int) -> Iterator[Item]:
    yield _item(hour * HOUR + 20, Weight(kilograms=_weight(number), measured=True))
    yield _item(hour * HOUR + 30, Done(what=Check.LABS, note=""))


def _tocilizumab(number: int) -> Item:
    """Return a dose given by another team: real time, who decided, and why."""
    return _item(
        (begins(number) * 24 + 9) * HOUR + 30,
        DoseGiven(
            order_id=None,
            drug="tocilizumab",
            dose_mg=Decimal(400),
            ended_at=None,
            volume_ml=Decimal(100),
            reaction=Reaction.NONE,
            given_by_id=None,
            checked_by_id=None,
            deviation="given by the intensive care team during transfer",
            decided_by="ICU consultant",
        ),
    )
