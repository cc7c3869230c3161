"""Per quantity: impossible (stop), unlikely (warn, type again), abnormal (accepted, coloured).

Also what cannot be true together in one set of vital signs, one neuro check or two weights.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cart_ward.clinical import capd as capd_score
from cart_ward.clinical import ice as ice_score
from cart_ward.clinical.entries import Body
from cart_ward.clinical.icans import ICE_FROM
from cart_ward.clinical.observed import (
    CapdAssessment,
    IceAssessment,
    NeuroCheck,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.vitals import LOW_FLOW_MOST
from cart_ward.clinical.vocabulary import Consciousness, Oxygen
from cart_ward.errors import Finding, Level

Number = Decimal | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The bands of one quantity, both ends included: possible, usual, and what looks normal.

    `normal` is None where no value is coloured. `places` is the most decimals.
    """

    possible: tuple[Number, Number]
    usual: tuple[Number, Number]
    normal: tuple[Number, Number] | None
    places: int = 0


LIMITS: Mapping[str, Limit] = {
    # crs_icans_grading section 5; usual by interop_codes; fever starts at 38.0
    "temperature": Limit(
        possible=(Decimal("30.0"), Decimal("43.0")),
        usual=(Decimal("34.0"), Decimal("42.0")),
        normal=(Decimal("36.1"), Decimal("37.9")),
        places=1,
    ),
    # normal bands: those that score 0 in NEWS2 (RCP17); the others are set by the project, wide
    # enough for shock and for infants
    "systolic": Limit(possible=(30, 300), usual=(60, 220), normal=(111, 219)),
    "diastolic": Limit(possible=(20, 200), usual=(30, 130), normal=(50, 100)),
    "pulse": Limit(possible=(0, 300), usual=(30, 220), normal=(51, 90)),
    "respiratory_rate": Limit(possible=(0, 100), usual=(5, 60), normal=(12, 20)),
    "spo2": Limit(possible=(0, 100), usual=(70, 100), normal=(96, 100)),
    "oxygen_flow": Limit(
        possible=(Decimal(0), Decimal(100)), usual=(Decimal(0), Decimal(60)), normal=None, places=2
    ),
    "vasopressors": Limit(possible=(0, 9), usual=(0, 4), normal=(0, 0)),
}
"""Keyed by the fields of `VitalSigns`: degrees C, mmHg, per minute, percent, L/min, count."""

FLOW_MOST: Mapping[Oxygen, Decimal] = {
    device: Decimal(15)
    for device in (
        Oxygen.LOW_FLOW_NC,
        Oxygen.FACEMASK,
        Oxygen.VENTURI,
        Oxygen.NONREBREATHER,
        Oxygen.BLOW_BY,
    )
}
"""L/min at which the scale of an ordinary flowmeter ends; high flow has a blender of its own. More
is a slip in the decimal point (60 for 6.0) until it is typed again (H05)."""

WEIGHT_POSSIBLE = (Decimal(3), Decimal(250))
"""Kilograms for which a dose can be calculated (tocilizumab R2)."""

WEIGHT_CHANGE = Decimal("0.1")
"""A change by more than this part of the weight before is typed again (H09)."""

WEIGHT_BY_AGE = (
    (1, (Decimal(3), Decimal(14))),
    (2, (Decimal(6), Decimal(20))),
    (5, (Decimal(8), Decimal(35))),
    (9, (Decimal(12), Decimal(70))),
    (13, (Decimal(18), Decimal(110))),
    (18, (Decimal(25), Decimal(160))),
)
"""Under which age in years which kilograms are usual: set by the project, wide, so that only a lost
point, pounds or another patient's weight is asked for again (H09)."""

WEIGHT_OF_ADULT = (Decimal(30), Decimal(200))
"""The same from the last of these ages on."""

INFUSION_BEFORE = timedelta(days=60)
"""An infusion longer before the admission is typed again (H03): eight weeks is how long patients
are told to stay near their centre; a year or a month typed wrongly lies further off."""

GCS = {"eye": (1, 4), "verbal": (1, 5), "motor": (1, 6)}
"""Ranges of the three parts of the Glasgow coma scale."""

PUPIL = (Decimal("0.5"), Decimal(10))
"""Possible width of a pupil in mm."""

CAPD_ITEM = (0, 4)
"""Points of one CAPD item (CHOP)."""

FAHRENHEIT = (Decimal(86), Decimal("109.4"))
"""30-43 degrees C in Fahrenheit: such a number is never taken for Celsius, nor converted (H28)."""


def _within(value: Number, band: tuple[Number, Number]) -> bool:
    return band[0] <= value <= band[1]


def _finding(field: str, level: Level, code: str, **facts: object) -> Finding:
    return Finding(field=field, level=level, code=code, facts=facts)


def _stop(field: str, code: str, **facts: object) -> Finding:
    return _finding(field, Level.STOP, code, **facts)


def abnormal(name: str, value: Number) -> bool:
    """Tell whether a value is shown coloured: possible, accepted, yet not what one hopes for."""
    normal = LIMITS[name].normal
    return normal is not None and not _within(value, normal)


def check(name: str, value: Number | None) -> tuple[Finding, ...]:
    """Return what is wrong with one value of `VitalSigns`; nothing for one not recorded."""
    if value is None:
        return ()
    limit = LIMITS[name]
    if not _within(value, limit.possible):
        return (_impossible(name, value, limit),)
    if isinstance(value, Decimal) and round(value, limit.places) != value:
        return (_stop(name, f"{name}.too_fine", value=value),)
    if not _within(value, limit.usual):
        return (_finding(name, Level.WARN, f"{name}.unlikely", value=value),)
    return ()


def _impossible(name: str, value: Number, limit: Limit) -> Finding:
    if name == "temperature":
        if _within(value, FAHRENHEIT):
            celsius = (Decimal(value) - 32) * 5 / 9
            shown = celsius.quantize(Decimal("0.1"), ROUND_HALF_UP)
            return _stop(name, "temperature.fahrenheit", value=value, celsius=shown)
        for meant in (Decimal(value) / 10, Decimal(value) * 10):
            if _within(meant, limit.possible):
                return _stop(name, "temperature.out_by_ten", value=value, meant=meant.normalize())
    low, high = limit.possible
    return _stop(name, f"{name}.impossible", value=value, low=low, high=high)


def converted(vitals: VitalSigns) -> VitalSigns:
    """Return the set with a nasal cannula above 6 L/min as what it is: high flow (C2)."""
    if _is_high_flow(vitals):
        return dataclasses.replace(vitals, oxygen=Oxygen.HIGH_FLOW_NC)
    return vitals


def _is_high_flow(vitals: VitalSigns) -> bool:
    cannula = vitals.oxygen is Oxygen.LOW_FLOW_NC
    return cannula and vitals.oxygen_flow is not None and vitals.oxygen_flow > LOW_FLOW_MOST


def check_flow(device: Oxygen | None, flow: Decimal | None) -> tuple[Finding, ...]:
    """Return whether a flow is more than its device is fed by."""
    most = None if device is None else FLOW_MOST.get(device)
    if flow is None or most is None or not most < flow <= LIMITS["oxygen_flow"].usual[1]:
        return ()
    warning = "oxygen_flow.beyond_device"
    return (_finding("oxygen_flow", Level.WARN, warning, flow=flow, most=most),)


def check_vitals(vitals: VitalSigns) -> tuple[Finding, ...]:
    """Return everything that is wrong with a set, value by value and between values."""
    recorded = (getattr(vitals, f.name) for f in dataclasses.fields(vitals))
    if all(value is None for value in recorded):
        return (_stop("vitals", "vitals.empty"),)
    found: list[Finding] = []
    for name in LIMITS:
        found += check(name, getattr(vitals, name))
    systolic, diastolic = vitals.systolic, vitals.diastolic
    if systolic is not None and diastolic is not None and systolic <= diastolic:
        found.append(
            _stop(
                "systolic",
                "systolic.not_above_diastolic",
                systolic=systolic,
                diastolic=diastolic,
            )
        )
    found += _oxygen(vitals)
    return tuple(found)


def _oxygen(vitals: VitalSigns) -> Iterator[Finding]:
    device, flow = vitals.oxygen, vitals.oxygen_flow
    if flow is None:
        if device is Oxygen.LOW_FLOW_NC:
            yield _stop("oxygen_flow", "oxygen_flow.missing")
        if device is Oxygen.HIGH_FLOW_NC:
            yield _finding("oxygen_flow", Level.WARN, "oxygen_flow.missing_high_flow")
        return
    if device is None:
        yield _stop("oxygen", "oxygen.missing", flow=flow)
    elif device is Oxygen.ROOM_AIR:
        if flow > 0:
            yield _stop("oxygen_flow", "oxygen_flow.on_room_air", flow=flow)
    elif flow == 0:
        yield _stop("oxygen_flow", "oxygen_flow.zero")
    elif _is_high_flow(vitals):
        yield _finding("oxygen", Level.INFO, "oxygen.counts_as_high_flow", flow=flow)
    elif device is Oxygen.HIGH_FLOW_NC and flow <= LOW_FLOW_MOST:
        yield _finding("oxygen", Level.WARN, "oxygen.gentle_high_flow", flow=flow)
    yield from check_flow(device, flow)


def check_neuro(
    neuro: NeuroCheck,
    ice: IceAssessment | None,
    capd: CapdAssessment | None,
    age: int | None = None,
    *,
    capd_from_12: bool = False,
) -> tuple[Finding, ...]:
    """Return everything that is wrong with a neuro check and its score.

    With `age` in years also whether it is the right score: CAPD under 12, ICE from 12 on, CAPD
    later only where that was agreed on (`capd_from_12`).
    """
    found = [*_gcs(neuro), *_pupils(neuro)]
    if neuro.consciousness is None:
        found.append(_stop("consciousness", "consciousness.missing"))
    if ice is not None:
        found += _ice(ice, neuro.consciousness)
        if age is not None and age < ICE_FROM:
            found.append(_stop("ice", "ice.under_12", age=age))
    if capd is not None:
        found += _capd(capd, neuro.consciousness)
        if age is not None and age >= ICE_FROM and not capd_from_12:
            found.append(_stop("capd", "capd.from_12", age=age))
    return tuple(found)


def _gcs(neuro: NeuroCheck) -> Iterator[Finding]:
    for part, band in GCS.items():
        points = getattr(neuro, part)
        if points is not None and not _within(points, band):
            yield _stop(part, f"gcs.{part}", value=points, low=band[0], high=band[1])


def _pupils(neuro: NeuroCheck) -> Iterator[Finding]:
    for side in ("pupil_left", "pupil_right"):
        width = getattr(neuro, side)
        if width is not None and not _within(width, PUPIL):
            yield _stop(side, f"{side}.impossible", value=width, low=PUPIL[0], high=PUPIL[1])


def _ice(body: IceAssessment, wakes: Consciousness | None) -> Iterator[Finding]:
    lacking = ice_score.missing(body)
    yield from _total("ice", body.total, len(lacking), (ice_score.ITEMS, ice_score.MOST))
    points = ice_score.score(body)
    correct = any(getattr(body, item) for item in ice_score.ITEMS)
    if wakes is Consciousness.UNAROUSABLE and (correct or (points is not None and points > 0)):
        yield _stop("ice", "ice.contradicts_unarousable")


def _capd(body: CapdAssessment, wakes: Consciousness | None) -> Iterator[Finding]:
    lacking = capd_score.missing(body)
    yield from _total("capd", body.total, len(lacking), (capd_score.ITEMS, capd_score.MOST))
    for item in capd_score.ITEMS:
        points = getattr(body, item)
        if points is not None and not _within(points, CAPD_ITEM):
            yield _stop(item, "capd.item", value=points)
    if wakes is Consciousness.UNAROUSABLE:
        yield _finding("capd", Level.WARN, "capd.while_unarousable")


def _total(
    score: str, total: int | None, lacking: int, scale: tuple[tuple[str, ...], int]
) -> Iterator[Finding]:
    """Check a total against its range and the items: one or the other, never both."""
    items, most = scale
    if total is not None and not 0 <= total <= most:
        yield _stop(score, f"{score}.total_impossible", value=total, most=most)
    if total is not None and lacking < len(items):
        yield _stop(score, f"{score}.total_with_items")
    if total is None and lacking == len(items):
        yield _stop(score, f"{score}.empty")
    elif total is None and lacking:
        yield _finding(score, Level.WARN, f"{score}.incomplete", count=lacking)


def check_weight(
    kg: Decimal, previous: Decimal | None, age: int | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with a weight in kilograms, also against the one before and the age."""
    low, high = WEIGHT_POSSIBLE
    if not low <= kg <= high:
        return (_stop("weight", "weight.impossible", value=kg, low=low, high=high),)
    if previous is not None and abs(kg - previous) > previous * WEIGHT_CHANGE:
        return (_finding("weight", Level.WARN, "weight.changed", value=kg, previous=previous),)
    if previous is None and age is not None and not _within(kg, _usual_weight(age)):
        return (_finding("weight", Level.WARN, "weight.unlikely_at_age", value=kg, age=age),)
    return ()


def _usual_weight(age: int) -> tuple[Decimal, Decimal]:
    return next((usual for under, usual in WEIGHT_BY_AGE if age < under), WEIGHT_OF_ADULT)


def check_infusion(infused_at: datetime, admitted_at: datetime) -> tuple[Finding, ...]:
    """Return whether an infusion lies unlikely long before the admission."""
    before = admitted_at - infused_at
    if before <= INFUSION_BEFORE:
        return ()
    long_ago = "infused_at.long_before"
    return (_finding("infused_at", Level.WARN, long_ago, days=before.days),)


def check_correction(body: Body, before: Body, age: int) -> tuple[Finding, ...]:
    """Return what is wrong with a corrected entry, as the form that charts it would say."""
    if isinstance(body, VitalSigns):
        return check_vitals(body)
    if isinstance(body, Weight) and isinstance(before, Weight):
        changed = check_weight(body.kilograms, before.kilograms)
        return changed or check_weight(body.kilograms, None, age)
    return ()
