"""CRS grade (ASTCT 2019, LEE19 table 2) and the findings that set it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cart_ward.clinical import limits, masking, timing, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.observed import Attribution, VitalSigns
from cart_ward.clinical.ticks import Ticks
from cart_ward.clinical.timeline import Openings, Timeline, follow
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, Oxygen, Scale


class Hypotension(StrEnum):
    """The most that is known to be done for a low blood pressure because of CRS."""

    NONE = "none"
    PRESENT = "present"
    FLUIDS = "fluids"
    VASOPRESSIN_ONLY = "vasopressin_only"
    ONE_VASOPRESSOR = "one_pressor"
    WITH_VASOPRESSIN = "pressor_plus_vasopressin"
    SEVERAL_VASOPRESSORS = "multi_pressor"


class Hypoxia(StrEnum):
    """How oxygen is given because of CRS; `present`: low saturation, nothing given yet."""

    NONE = "room_air"
    PRESENT = "present"
    LOW_FLOW_NC = "low_flow_nc"
    BLOW_BY = "blow_by"
    HIGH_FLOW_NC = "high_flow_nc"
    FACEMASK = "facemask"
    NONREBREATHER = "nonrebreather"
    VENTURI = "venturi"
    CPAP = "cpap"
    BIPAP = "bipap"
    INTUBATED = "intubated"


HYPOTENSION: Mapping[Hypotension, tuple[int, str]] = {
    Hypotension.NONE: (0, "no_hypotension"),
    Hypotension.PRESENT: (2, "hypotension"),  # C13: present, nothing given yet
    Hypotension.FLUIDS: (2, "fluids"),
    Hypotension.VASOPRESSIN_ONLY: (3, "vasopressin_only"),  # A4
    Hypotension.ONE_VASOPRESSOR: (3, "one_vasopressor"),
    Hypotension.WITH_VASOPRESSIN: (3, "vasopressor_and_vasopressin"),  # C5
    Hypotension.SEVERAL_VASOPRESSORS: (4, "several_vasopressors"),
}
"""Grade and reason code of the hypotension column (LEE19 table 2)."""

HYPOXIA: Mapping[Hypoxia, tuple[int, str]] = {
    Hypoxia.NONE: (0, "no_hypoxia"),
    Hypoxia.PRESENT: (2, "hypoxia"),
    Hypoxia.LOW_FLOW_NC: (2, "low_flow_oxygen"),
    Hypoxia.BLOW_BY: (2, "blow_by_oxygen"),
    Hypoxia.HIGH_FLOW_NC: (3, "high_flow_oxygen"),
    Hypoxia.FACEMASK: (3, "facemask"),  # C3: whatever the FiO2
    Hypoxia.NONREBREATHER: (3, "nonrebreather"),
    Hypoxia.VENTURI: (3, "venturi"),
    Hypoxia.CPAP: (4, "cpap"),
    Hypoxia.BIPAP: (4, "bipap"),
    Hypoxia.INTUBATED: (4, "intubated"),
}
"""Grade and reason code of the hypoxia column (LEE19 table 2)."""

REACH: Mapping[str, int] = {
    "temperature": 1,
    "systolic": 2,
    "hypotension_cause": 2,
    "fluids": 2,
    "vasopressin": 3,
    "vasopressors": 4,
    "spo2": 2,
    "hypoxia_cause": 2,
    "oxygen_flow": 3,
    "oxygen": 4,
}
"""How high a grade each thing not recorded could have set: below the known grade it is idle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrsFindings:
    """What the grade is read from.

    `fever`: 38.0 or more and not attributed elsewhere, None: not measured. `masked`: an episode is
    open and a drug that hides fever was given since. `missing`: codes of `REACH` not recorded.
    `episode_open`, `suppressible` (A1: never an episode, yet a drug that hides fever on board) and
    `gentle_high_flow` (A7: a high-flow device at 6 L/min or less) only flag.
    """

    fever: bool | None
    masked: bool
    hypotension: Hypotension
    hypoxia: Hypoxia
    missing: tuple[str, ...] = ()
    episode_open: bool = False
    suppressible: bool = False
    gentle_high_flow: bool = False


def grade(findings: CrsFindings) -> Graded:
    """Return the grade by the table: the worst of fever, hypotension and hypoxia."""
    if not findings.masked:
        if findings.fever is None:
            return Graded(grade=None, missing=("temperature", *findings.missing))
        if not findings.fever:
            return _without_fever(findings)
    return _worst(findings)


def _without_fever(findings: CrsFindings) -> Graded:
    low = findings.hypotension is not Hypotension.NONE or findings.hypoxia is not Hypoxia.NONE
    asked = tuple(m for m in findings.missing if m in {"hypotension_cause", "hypoxia_cause"})
    if findings.suppressible and (low or asked):
        return Graded(
            grade=None, missing=("physician_decision", *asked), flags=("suppressed_fever",)
        )
    flags = ("support_without_fever",) if low else ()
    if findings.episode_open:
        flags = (*flags, "episode_open")
    return Graded(grade=0, because=("no_fever",), provisional=bool(flags), flags=flags)


def _worst(findings: CrsFindings) -> Graded:
    columns = (
        (1, "fever") if findings.fever else (0, "no_fever"),
        HYPOTENSION[findings.hypotension],
        HYPOXIA[findings.hypoxia],
    )
    worst = max(points for points, _ in columns)
    unknown = findings.missing if findings.fever is not None else ("temperature", *findings.missing)
    missing = tuple(code for code in unknown if REACH[code] > worst)
    if worst == 0:
        if missing:
            return Graded(grade=None, missing=missing)
        # A2: shown as "0 (provisional)"; only a physician closes the episode
        return Graded(grade=0, because=("no_sign_left",), provisional=True, flags=("episode_open",))
    because = tuple(code for points, code in columns if points == worst)
    flags = tuple(code for code in because if code == "vasopressin_only")
    if findings.gentle_high_flow and "high_flow_oxygen" in because:
        flags = (*flags, "gentle_high_flow")
    return Graded(
        grade=worst,
        because=because,
        missing=missing,
        provisional=bool(missing or flags),
        flags=flags,
    )


def _fever(taken: VitalSigns, cause: Cause | None) -> bool | None:
    found = vitals.fever(taken)
    return False if found and cause is Cause.OTHER else found


def _supported(taken: VitalSigns, cause: Cause | None) -> Hypotension:
    pressors = taken.vasopressors or 0
    if pressors >= 2:
        return Hypotension.SEVERAL_VASOPRESSORS
    if pressors == 1:
        return Hypotension.WITH_VASOPRESSIN if taken.vasopressin else Hypotension.ONE_VASOPRESSOR
    if taken.vasopressin:
        return Hypotension.VASOPRESSIN_ONLY
    if taken.fluids:
        return Hypotension.FLUIDS
    return Hypotension.PRESENT if cause is Cause.CRS else Hypotension.NONE


def _hypotension(
    taken: VitalSigns, cause: Cause | None, *, suspected: bool | None
) -> tuple[Hypotension, tuple[str, ...]]:
    if cause is Cause.OTHER:
        return Hypotension.NONE, ()
    unknown = {
        "systolic": taken.systolic is None,
        "hypotension_cause": bool(suspected),
        "fluids": taken.fluids is None,
        "vasopressin": taken.vasopressin is None,
        "vasopressors": taken.vasopressors is None,
    }
    return _supported(taken, cause), tuple(code for code, lacking in unknown.items() if lacking)


def _hypoxia(taken: VitalSigns, cause: Cause | None) -> tuple[Hypoxia, tuple[str, ...]]:
    airway_only = cause is Cause.AIRWAY_ONLY and taken.oxygen is Oxygen.INTUBATED  # C7
    if cause is Cause.OTHER or airway_only:
        return Hypoxia.NONE, ()
    if taken.oxygen is None or taken.oxygen is Oxygen.ROOM_AIR:
        unknown = {
            "spo2": taken.spo2 is None,
            "hypoxia_cause": bool(vitals.suggest_hypoxia(taken)),
            "oxygen": taken.oxygen is None,
        }
        band = Hypoxia.PRESENT if cause is Cause.CRS else Hypoxia.NONE
        return band, tuple(code for code, lacking in unknown.items() if lacking)
    unmeasured = taken.oxygen is Oxygen.LOW_FLOW_NC and taken.oxygen_flow is None
    return Hypoxia(taken.oxygen.value), ("oxygen_flow",) if unmeasured else ()


def findings(
    charted: VitalSigns,
    causes: Mapping[AttributedFinding, Cause],
    *,
    hypotension_suspected: bool | None,
    openings: Openings,
    taken_at: datetime,
) -> CrsFindings:
    """Read one set of vital signs with its ticks, in the light of the episode so far."""
    taken = limits.converted(charted)
    pressure, lacking_pressure = _hypotension(
        taken, causes.get(AttributedFinding.HYPOTENSION), suspected=hypotension_suspected
    )
    oxygen, lacking_oxygen = _hypoxia(taken, causes.get(AttributedFinding.HYPOXIA))
    flow = taken.oxygen_flow
    return CrsFindings(
        fever=_fever(taken, causes.get(AttributedFinding.FEVER)),
        masked=openings.masked,
        hypotension=pressure,
        hypoxia=oxygen,
        missing=(*lacking_pressure, *lacking_oxygen),
        episode_open=openings.open,
        suppressible=(
            not openings.spans and not vitals.fever(taken) and openings.on_board(taken_at)
        ),
        gentle_high_flow=flow is not None and flow <= vitals.LOW_FLOW_MOST,
    )


class _Bedside:
    """The last set of vital signs and its ticks while time passes."""

    __slots__ = ("_baseline", "_chart", "_openings", "_set", "_ticks")

    def __init__(self, chart: Chart, openings: Openings) -> None:
        self._chart = chart
        self._openings = openings
        self._baseline = vitals.baseline_systolic(chart)
        self._ticks = Ticks(chart)
        self._set: Entry[VitalSigns] | None = None

    def take(self, entry: Entry[Any]) -> None:
        body = entry.body
        if isinstance(body, VitalSigns):
            self._set = entry
        elif isinstance(body, Attribution):
            self._ticks.take(entry)
        elif isinstance(body, DoseGiven):
            self._openings.mask(masking.of_dose(entry))
        elif isinstance(body, DrugGiven):
            masker = masking.of_drug(entry)
            if masker is not None:
                self._openings.mask(masker)

    def look(self) -> tuple[datetime, Graded] | None:
        entry = self._set
        if entry is None:
            return None
        # The birthday begins in the ward's zone, which a chart does not know: in doubt it is asked.
        _, age = timing.ages_anywhere(self._chart.subject.patient.birth_date, entry.taken_at)
        graded = grade(
            findings(
                entry.body,
                self._ticks.causes(entry.id),
                hypotension_suspected=vitals.suggest_hypotension(entry.body, self._baseline, age),
                openings=self._openings,
                taken_at=entry.taken_at,
            )
        )
        return entry.taken_at, graded


def _timeline(chart: Chart) -> Timeline:
    kinds = (VitalSigns, Attribution, DrugGiven, DoseGiven)
    openings = Openings(timeline(chart.earlier[-1]) if chart.earlier else None)
    return follow(chart, Scale.CRS, kinds, _Bedside(chart, openings), openings)


def timeline(chart: Chart) -> Timeline:
    """Return every change of the proposal and every CRS episode, worked out once for a chart."""
    return chart.derived(_timeline)


def propose(chart: Chart, at: datetime) -> Graded:
    """Return the proposal at `at`: the last set taken by then and its ticks, in its episode.

    What that set lacks is missing, never carried over from an older one.
    """
    return timeline(chart).graded(at)
